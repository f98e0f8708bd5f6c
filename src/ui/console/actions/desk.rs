//! The desk's work: deciding, unlocking, resetting.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{
        Account, AccountId, Appeal, AppealId, Binding, DeskError, LogOnAttempt, ManualReview, NameThrottle, Passkey,
        RecoveryCodes, ReviewId, Session, TrustedBrowser,
        desk::accounts::{AccountFile, Archive, NothingToDo},
        ending::Cause,
    },
    store::{Changes, ConsoleStore, StoreError},
};

/// All that the desk looks at of the accounts.
pub(in super::super) async fn read_archive(store: &ConsoleStore) -> Result<Archive, StoreError> {
    Ok(Archive {
        accounts: store.all::<Account>().await?,
        recovery_codes: store.all::<RecoveryCodes>().await?,
        passkeys: store.all::<Passkey>().await?,
        trusts: store.all::<TrustedBrowser>().await?,
        sessions: store.all::<Session>().await?,
        log_ons: store.all::<LogOnAttempt>().await?,
        name_brakes: store.all::<NameThrottle>().await?,
    })
}

impl ConsoleState {
    /// Approves an application (`rejection` is none), or rejects it with a reason. The wizard that waits for it takes
    /// the decision in, in the same transaction.
    pub async fn decide(self, review: ReviewId, rejection: Option<String>) -> Option<Result<(), DeskError>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let before = store.get::<ManualReview>(&review).await?.ok_or(StoreError::Conflict)?;
            let mut review = before.clone();
            let now = self.clock.now_untracked();
            let decision = match &rejection {
                None => review.approve(now),
                Some(reason) => review.reject(reason, now),
            };
            if decision.verdict.is_err() {
                return Ok(decision.verdict);
            }
            let mut changes = Changes::new().only_if_still(before);
            if let Some(waiting) = store.get::<Binding>(&review.account).await? {
                let mut binding = waiting.clone();
                binding.take_in(&review, &policy);
                changes = changes.only_if_still(waiting).put(binding);
            }
            let account = review.account.clone();
            self.commit(recorded(changes.put(review), now, Some(&account), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Approves an appeal (`rejection` is none), after which its waiting time begins; or rejects it with a reason.
    pub async fn decide_appeal(self, appeal: AppealId, rejection: Option<String>) -> Option<Result<(), DeskError>> {
        let policy = self.policy();
        self.judged(async || {
            let before = self.store()?.get::<Appeal>(&appeal).await?.ok_or(StoreError::Conflict)?;
            let mut appeal = before.clone();
            let now = self.clock.now_untracked();
            let decision = match &rejection {
                None => appeal.approve(now, &policy),
                Some(reason) => appeal.reject(reason, now),
            };
            if decision.verdict.is_err() {
                return Ok(decision.verdict);
            }
            let account = appeal.account.clone();
            let changes = Changes::new().only_if_still(before).put(appeal);
            self.commit(recorded(changes, now, Some(&account), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Ends an account's locks and waits.
    pub async fn unlock(self, account: AccountId) -> Option<Result<(), NothingToDo>> {
        self.judged(async || {
            let before = self.file(&account).await?;
            let mut file = before.clone();
            let decision = file.unlock();
            if decision.verdict.is_err() {
                return Ok(decision.verdict);
            }
            let mut changes = Changes::new().only_if_still(before.account).put(file.account);
            let brakes = [
                (before.reset_brake, file.reset_brake),
                (before.known_reset_brake, file.known_reset_brake),
                (before.stop_brake, file.stop_brake),
            ];
            for (before, after) in brakes.into_iter().filter_map(|(before, after)| before.zip(after)) {
                changes = changes.only_if_still(before).put(after);
            }
            let now = self.clock.now_untracked();
            self.commit(recorded(changes, now, Some(&account), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Unbinds every factor of an account, and ends its sessions and its open appeal.
    pub async fn reset_factors(self, account: AccountId) -> Option<Result<(), NothingToDo>> {
        self.judged(async || {
            let mut file = self.file(&account).await?;
            let before = file.account.clone();
            let now = self.clock.now_untracked();
            let decision = file.reset(now);
            if decision.verdict.is_err() {
                return Ok(decision.verdict);
            }
            let changes = Changes::new().only_if_still(before).put(file.account);
            let changes = recorded(changes, now, Some(&account), decision.happened)?;
            self.commit(self.with_all_that_ends(changes, &account, Cause::FactorsReset, now).await?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// The file of one account, as it is stored now.
    async fn file(self, account: &AccountId) -> Result<AccountFile, StoreError> {
        let files = read_archive(&self.store()?).await?.files();
        files.into_iter().find(|file| file.account.id == *account).ok_or(StoreError::Conflict)
    }
}
