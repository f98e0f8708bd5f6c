//! What the owners of accounts are still to be told.

use crate::{
    console::{Account, Outgoing, notice},
    store::{Changes, ConsoleStore, StoreError},
};

/// The changes with what is to be told of them: stored in the same transaction as the lines of the trail, and delivered by
/// [`carrier`](super::carrier) afterwards, by this page or the next one. The number is the one of before the changes.
pub(super) async fn filled(store: &ConsoleStore, mut changes: Changes) -> Result<Changes, StoreError> {
    let told: Vec<_> = changes.trail().iter().filter(|line| notice::topic(&line.what).is_some()).cloned().collect();
    for line in told {
        let Some(account) = &line.account else { continue };
        if let Some(account) = store.get::<Account>(account).await? {
            changes = changes.put(Outgoing { id: line.id, to: account.phone_number });
        }
    }
    Ok(changes)
}
