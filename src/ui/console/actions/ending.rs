//! The end of what [`console::ending`](crate::console::ending) names: each a change in the transaction of its cause.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{
        AccountId, Appeal, Binding,
        ending::{self, Cause, Ending, Stops},
    },
    otp::UnixMillis,
    store::{Changes, ConsoleStore, Kind, StoreError},
};

impl ConsoleState {
    /// The changes with the end of all that is deleted with this cause. What is stopped has to be read before, which only a
    /// page brings along that may have to ([`Self::with_all_that_ends`]): another one writes nothing at all then.
    pub(super) async fn with_what_ends(
        self,
        changes: Changes,
        account: &AccountId,
        cause: Cause<'_>,
    ) -> Result<Changes, StoreError> {
        match ending::of(cause) {
            ending @ Ending { stopped: None, .. } => self.store()?.deleting(changes, account, ending).await,
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
        let ending = ending::of(cause);
        let changes = store.deleting(changes, account, ending).await?;
        match ending.stopped {
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
