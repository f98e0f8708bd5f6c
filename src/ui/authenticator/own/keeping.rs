//! Asking the browser to keep what is stored, once there is something to keep.

use leptos::task::spawn_local;

use super::keeper::Keeper;
use crate::{
    browser::storage,
    store::{StoreError, authenticator::Note},
};

impl Keeper {
    /// Asks the browser to keep what is stored, when that was never asked. Some browsers put the question to the person:
    /// so this follows a press that brought in or protected something, once that is stored. What the browser says is shown
    /// beside the backup.
    pub(super) fn ask_to_keep(self) {
        spawn_local(async move {
            // Without an answer it is asked again at the next such press.
            let _ = self.asked_to_keep().await;
        });
    }

    async fn asked_to_keep(self) -> Result<(), StoreError> {
        let store = self.store()?;
        if store.note(Note::Keeping).await?.unwrap_or(false) {
            return Ok(());
        }
        if storage::persist().await.is_ok() {
            store.put_note(Note::Keeping, &true).await?;
        }
        Ok(())
    }
}
