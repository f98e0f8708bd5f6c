//! Recovery codes: making, keeping, and logging on with one.

use zeroize::Zeroizing;

use super::super::state::{ConsoleState, random, recorded};
use super::log_on::given_up;
use crate::{
    browser::random as randomness,
    console::{
        AccountId, PasswordHash, RecoveryCode, RecoveryCodes, RecoveryRefusal, Session, SessionId,
        recovery::{self, CODE_BYTES, SetRefusal},
        tasks::HashRecoveryCodes,
    },
    store::{Changes, StoreError},
};

/// A set that is on show and not kept yet. It lives in the page that shows it.
#[derive(Clone)]
pub(in super::super) struct NewCodes {
    /// The codes.
    pub(in super::super) codes: Vec<RecoveryCode>,
    /// What is stored once they are kept.
    record: RecoveryCodes,
}

impl NewCodes {
    /// When they were made.
    pub(in super::super) const fn made_at(&self) -> crate::otp::UnixMillis {
        self.record.made_at
    }
}

impl ConsoleState {
    /// Makes a new set to show. The old one stays in force.
    pub(in super::super) async fn make_recovery_codes(self) -> Option<Result<NewCodes, SetRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let bytes = randomness::many(policy.recovery_codes * CODE_BYTES).map_err(|_| StoreError::Randomness)?;
            let bytes = Zeroizing::new(bytes);
            let now = self.clock.now_untracked();
            let decision = recovery::make(&account, &session, &bytes, now, &policy);
            let codes = match decision.verdict {
                Ok(codes) => codes,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let salt = random()?;
            let task = HashRecoveryCodes { codes: codes.clone(), salt };
            let hashes = self.workshop.run(&task).await??;
            let changes = Changes::new().only_if_still(session);
            self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
            Ok(Ok(NewCodes { codes, record: RecoveryCodes::new(account.id, salt, hashes, now) }))
        })
        .await
    }

    /// The person has kept them: they replace the old set.
    pub(in super::super) async fn keep_recovery_codes(self, new: NewCodes) -> Option<Result<(), SetRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let now = self.clock.now_untracked();
            let decision = recovery::keep(new.record.clone(), &account, &session, now, &policy);
            let record = match decision.verdict {
                Ok(record) => record,
                Err(refusal) => return Ok(Err(refusal)),
            };
            // The account, too: another tab may have removed the last device meanwhile.
            let changes = Changes::new().only_if_still(&account).only_if_still(session).put(record);
            self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
            Ok(Ok(()))
        })
        .await
    }

    /// Judges a recovery code of the log-on that waits for a second factor.
    pub(in super::super) async fn submit_recovery_code(self, typed: &str) -> Option<Result<Session, RecoveryRefusal>> {
        let policy = self.policy();
        let Some(code) = RecoveryCode::parse(typed) else { return Some(Err(RecoveryRefusal::NotACode)) };
        self.judged(async || {
            let (browser, guard, attempt_before, before) = self.waiting_log_on().await?;
            let (codes_before, mut codes, hash) = self.typed_recovery_code(&before.id, &code).await?;
            let (mut account, mut attempt) = (before.clone(), attempt_before.clone());
            let session = SessionId::from_random(random()?);
            let now = self.clock.now_untracked();
            let decision = recovery::log_on(&mut codes, &mut account, &mut attempt, &hash, session, now, &policy);
            let mut changes = guard.only_if_still(before).only_if_still(attempt_before).put(&account);
            if let Some(codes_before) = codes_before {
                changes = changes.only_if_still(codes_before).put(codes);
            }
            let changes = recorded(changes, now, Some(&account.id), decision.happened)?;
            let changes = match &decision.verdict {
                Ok(session) => self.opened(changes, browser, &account, session.clone(), false, now).await?,
                Err(RecoveryRefusal::AttemptExpired) => given_up(changes, browser),
                Err(_) => changes.put(attempt),
            };
            self.commit(changes).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// The account's set as stored, the one to judge with, and a typed code hashed with its salt. An account without a
    /// set gets an empty one, so that the same work is done for it.
    pub(super) async fn typed_recovery_code(
        self,
        account: &AccountId,
        code: &RecoveryCode,
    ) -> Result<(Option<RecoveryCodes>, RecoveryCodes, PasswordHash), StoreError> {
        let stored = self.store()?.get::<RecoveryCodes>(account).await?;
        let codes = match stored.clone() {
            Some(codes) => codes,
            None => RecoveryCodes::new(account.clone(), random()?, Vec::new(), self.clock.now_untracked()),
        };
        let hashed = self.hashed_with(Zeroizing::new(code.as_str().to_owned()), codes.salt).await?;
        Ok((stored, codes, hashed))
    }
}
