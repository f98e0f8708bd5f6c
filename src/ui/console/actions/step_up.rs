//! Showing an existing factor again before a sensitive action.

use leptos::prelude::{Callback, Set as _};
use zeroize::Zeroizing;

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{Account, AskedFactor, Decision, Lines, RecoveryCode, RecoveryRefusal, Session, StepUpRefusal, step_up},
    otp::UnixMillis,
    store::{Changes, StoreError},
};

impl ConsoleState {
    /// Opens the dialog that asks for a factor, for what was refused because none was shown lately; `then` tries it again.
    pub fn ask_for_step_up(self, then: impl Fn() + Send + Sync + 'static) {
        self.waits_for_step_up.set(Some(Callback::new(move |()| then())));
    }

    /// Judges what was typed as the factor that was asked for: a security code, or the password where no device is
    /// bound.
    pub async fn step_up(self, factor: AskedFactor, typed: Zeroizing<String>) -> Option<Result<(), StepUpRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let (before, session_before) = self.stored_user().await?;
            let (mut account, mut session) = (before.clone(), session_before.clone());
            let now;
            let Decision { verdict, happened } = match factor {
                AskedFactor::SecurityCode => {
                    let keys = self.opened_keys(&before).await?;
                    now = self.clock.now_untracked();
                    step_up::by_code(&mut account, &mut session, &keys, &typed, now, &policy)
                }
                AskedFactor::Password => {
                    let checked = self.is_hashed(&typed, before.password_hash.clone()).await?;
                    now = self.clock.now_untracked();
                    let decision = step_up::by_password(&mut account, &mut session, checked, now, &policy);
                    Decision { verdict: decision.verdict, happened: decision.happened.into_iter().collect() }
                }
            };
            self.keep(before, account, session_before, session, happened, now).await?;
            if factor == AskedFactor::SecurityCode && verdict.is_ok() {
                self.explain_accepted();
            }
            Ok(verdict)
        })
        .await
    }

    /// Judges a recovery code in place of a security code.
    pub async fn step_up_with_recovery_code(self, typed: Zeroizing<String>) -> Option<Result<(), RecoveryRefusal>> {
        let policy = self.policy();
        let Some(code) = RecoveryCode::parse(&typed) else { return Some(Err(RecoveryRefusal::NotACode)) };
        self.judged(async || {
            let (before, session_before) = self.stored_user().await?;
            let (codes_before, mut codes, hash) = self.typed_recovery_code(&before.id, &code).await?;
            let (mut account, mut session) = (before.clone(), session_before.clone());
            let now = self.clock.now_untracked();
            let decision = step_up::by_recovery_code(&mut codes, &mut account, &mut session, &hash, now, &policy);
            let mut changes = Changes::new().only_if_still(before).only_if_still(session_before);
            if let Some(codes_before) = codes_before {
                changes = changes.only_if_still(codes_before).put(codes);
            }
            let id = account.id.clone();
            changes = changes.put(account).put(session);
            self.commit(recorded(changes, now, Some(&id), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Stores an account and a session as they were changed by one decision, with the lines of the trail.
    async fn keep(
        self,
        account_before: Account,
        account: Account,
        session_before: Session,
        session: Session,
        happened: Lines,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let id = account.id.clone();
        let is_changed = account != account_before || session != session_before;
        if !is_changed && happened.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::new().only_if_still(account_before).only_if_still(session_before);
        if is_changed {
            changes = changes.put(account).put(session);
        }
        self.commit(recorded(changes, now, Some(&id), happened)?).await
    }
}
