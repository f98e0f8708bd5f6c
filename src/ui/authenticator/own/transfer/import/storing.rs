//! The end of an import: one transaction, read back; and the way back.

use leptos::{prelude::*, task::spawn_local};

use super::{
    material::Material,
    session::{Session, Stage},
};
use crate::{
    authenticator::{EntryId, Preview, PreviewError},
    browser::random,
    store::StoreError,
    ui::authenticator::own::{handover::Stored, transfer::read_back},
};

impl Session {
    /// Stores the selected rows in one transaction, and reads them back.
    pub(super) fn store(self) {
        let Some(Some(preview)) = self.preview.try_get_untracked() else { return };
        self.stage.try_set(Stage::Storing);
        self.store_error.try_set(None);
        spawn_local(async move {
            match self.stored(&preview).await {
                Ok(Ok(stored)) => {
                    self.keeper.ask_to_keep();
                    self.material.try_set_value(Material::default());
                    self.stored.try_set(Some(stored));
                    self.stage.try_set(Stage::Done);
                }
                Ok(Err(_)) => {
                    self.is_outdated.try_set(true);
                    self.show();
                }
                Err(error) => {
                    self.store_error.try_set(Some(error));
                    self.stage.try_set(Stage::Preview);
                }
            }
        });
    }

    async fn stored(self, preview: &Preview) -> Result<Result<Stored, PreviewError>, StoreError> {
        let random = random::many(16 * preview.counts().selected)?;
        let ids: Vec<EntryId> = random.as_chunks::<16>().0.iter().map(|bytes| EntryId::from_random(*bytes)).collect();
        let now = self.keeper.clock.now_untracked();
        let judge = |all: &_| preview.take(all, &ids, now).map(|change| (change.clone(), change));
        match self.keeper.change(judge).await? {
            Err(refused) => Ok(Err(refused)),
            Ok(change) => {
                let found = change.len() - change.missing_from(&read_back(self.keeper).await?).len();
                Ok(Ok(Stored { change, found, left_when_undone: None }))
            }
        }
    }

    /// Takes the import back, but for what was edited since; gives the number of those.
    pub(super) async fn undo(self, with_edited: bool) -> Result<usize, StoreError> {
        let Some(Some(stored)) = self.stored.try_get_untracked() else { return Ok(0) };
        let judged = self
            .keeper
            .change(|all| {
                let undo = all.undo(&stored.change);
                let change = if with_edited { undo.edited_since.clone() } else { undo.change };
                Ok::<_, std::convert::Infallible>((undo.edited_since.len(), change))
            })
            .await?;
        let Ok(edited) = judged;
        let left = if with_edited { 0 } else { edited };
        self.stored.try_update(|stored| {
            if let Some(stored) = stored {
                stored.left_when_undone = Some(left);
            }
        });
        Ok(left)
    }
}
