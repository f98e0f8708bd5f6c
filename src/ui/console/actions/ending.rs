//! The end of what [`console::ending`](crate::console::ending) names: each a change in the transaction of its cause.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{
        AccountId, Appeal, Binding, LogOnAttempt, ManualReview, Passkey, PasswordReset, Session, TrustedBrowser,
        ending::{self, Cause, Ending, Ends, Stops},
    },
    otp::UnixMillis,
    store::{Changes, ConsoleStore, Kind, StoreError, of_account},
};

impl ConsoleState {
    /// The changes with the end of all that is deleted with this cause. What is stopped has to be read before, which only a
    /// page brings along that may have to ([`Self::with_all_that_ends`]): another one writes nothing at all then.
    ///
    /// Whoever commits them guards the account as it was read before: each log-on moves it, so one that comes meanwhile is
    /// a conflict, and is looked for again.
    pub(super) async fn with_what_ends(
        self,
        changes: Changes,
        account: &AccountId,
        cause: Cause<'_>,
    ) -> Result<Changes, StoreError> {
        match ending::of(cause) {
            Ending { deleted, stopped: None } => deleting(&self.store()?, changes, account, deleted).await,
            Ending { stopped: Some(_), .. } => Err(StoreError::Conflict),
        }
    }

    /// The changes with the end of all that ends with this cause.
    pub(super) async fn with_all_that_ends(
        self,
        changes: Changes,
        account: &AccountId,
        cause: Cause<'_>,
        now: UnixMillis,
    ) -> Result<Changes, StoreError> {
        let store = self.store()?;
        let Ending { deleted, stopped } = ending::of(cause);
        let changes = deleting(&store, changes, account, deleted).await?;
        match stopped {
            None => Ok(changes),
            Some(Stops::OpenAppeals) => self.without_appeals(&store, changes, account, now).await,
            Some(Stops::WizardsPhoneCode) => without_phone_code(&store, changes, account).await,
        }
    }

    async fn without_appeals(
        self,
        store: &ConsoleStore,
        mut changes: Changes,
        account: &AccountId,
        now: UnixMillis,
    ) -> Result<Changes, StoreError> {
        let policy = self.policy();
        for before in store.all::<Appeal>().await?.into_iter().filter(|appeal| appeal.account == *account) {
            let mut appeal = before.clone();
            let stopped = appeal.stop(now, &policy);
            if stopped.verdict {
                changes = recorded(changes.only_if_still(before).put(appeal), now, Some(account), stopped.happened)?;
            }
        }
        Ok(changes)
    }
}

/// The changes with the end of these records of the account.
async fn deleting(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
    ends: Vec<Ends<'_>>,
) -> Result<Changes, StoreError> {
    for end in ends {
        let (kind, kept) = match end {
            Ends::RecoveryCodes | Ends::Wizard => {
                let kind = if end == Ends::Wizard { Kind::Binding } else { Kind::RecoveryCodes };
                changes = changes.delete(kind, account.as_str());
                continue;
            }
            Ends::Sessions { but } => (of_account::<Session>(), but),
            Ends::LogOns => (of_account::<LogOnAttempt>(), None),
            Ends::Trusts => (of_account::<TrustedBrowser>(), None),
            Ends::Passkeys => (of_account::<Passkey>(), None),
            Ends::PasswordResets => (of_account::<PasswordReset>(), None),
            Ends::WaitingPapers => (of_account::<ManualReview>(), None),
        };
        for id in store.ids_of(kind, account).await? {
            if kept.is_none_or(|kept| kept.as_str() != id) {
                changes = changes.delete(kind, &id);
            }
        }
    }
    Ok(changes)
}

/// The changes with the end of the code that the wizard waits for.
async fn without_phone_code(
    store: &ConsoleStore,
    changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    // A wizard in which a code is asked for meanwhile is a conflict: then what there is to end is looked for again.
    let Some(before) = store.get::<Binding>(account).await? else {
        return Ok(changes.only_if_absent(Kind::Binding, account.as_str()));
    };
    let mut binding = before.clone();
    let has_ended = binding.end_phone_code();
    let changes = changes.only_if_still(before);
    Ok(if has_ended { changes.put(binding) } else { changes })
}
