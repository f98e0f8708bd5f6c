//! The record of the last verified backup: sealed where the entries are, and changed as it is stored at that moment, since
//! every tab keeps it.

use std::cell::Cell;

use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::{
    authenticator::{
        BackupRecord, Collection,
        vault::{Nonce, SealedNote},
    },
    browser::random,
    store::{StoreError, authenticator::Note},
    ui::authenticator::own::{keeper::Keeper, sealing::Seals},
};

/// The name that the sealed record is bound to.
const NOTE_NAME: &str = "backup";

impl Keeper {
    /// Shows the record as another tab has kept it, where one is shown.
    pub(super) async fn read_backup_record(self) -> Result<(), StoreError> {
        if self.backups.record.try_with_untracked(Option::is_some) == Some(true) {
            let record = self.stored_backup_record().await?;
            self.show_backup_record(record);
        }
        Ok(())
    }

    /// The record as it is stored. One that cannot be read is made anew by the next backup.
    pub(super) async fn stored_backup_record(self) -> Result<BackupRecord, StoreError> {
        let store = self.store()?;
        if !self.is_protected()? {
            return Ok(store.note(Note::Backup).await?.unwrap_or_default());
        }
        let vault = self.held.try_with_value(|held| held.vault.clone()).flatten().ok_or(StoreError::Locked)?;
        let note: Option<SealedNote> = store.note(Note::Backup).await?;
        Ok(opened(&*vault, note.as_ref()))
    }

    /// Keeps a record as the entries are kept now: after they were sealed, or laid open.
    pub(super) async fn put_backup_record(self, record: BackupRecord) -> Result<(), StoreError> {
        self.change_backup_record(|_| Some(record.clone())).await
    }

    /// Changes the record as it is stored now, unless `change` says that there is nothing to change; and tells the other
    /// tabs if it did.
    pub(super) async fn change_backup_record(
        self,
        change: impl Fn(&BackupRecord) -> Option<BackupRecord>,
    ) -> Result<(), StoreError> {
        let store = self.store()?;
        let is_changed = Cell::new(false);
        let changed = |before: &BackupRecord| {
            let after = change(before).filter(|after| after != before);
            is_changed.set(after.is_some());
            after
        };
        let record = if self.is_protected()? {
            let vault = self.held.try_with_value(|held| held.vault.clone()).flatten().ok_or(StoreError::Locked)?;
            let note = store
                .try_change_note(Note::Backup, |note: &mut Option<SealedNote>| {
                    if let Some(record) = changed(&opened(&*vault, note.as_ref())) {
                        *note = Some(sealed(&*vault, &record)?);
                    }
                    Ok(())
                })
                .await?;
            opened(&*vault, note.as_ref())
        } else {
            store
                .change_note(Note::Backup, |record: &mut BackupRecord| {
                    if let Some(after) = changed(record) {
                        *record = after;
                    }
                })
                .await?
        };
        self.show_backup_record(record);
        // Told without need, it would be told back without end.
        if is_changed.get() {
            self.tell();
        }
        Ok(())
    }

    fn show_backup_record(self, record: BackupRecord) {
        if self.backups.record.try_with_untracked(|shown| shown.as_ref() != Some(&record)) == Some(true) {
            self.backups.record.try_set(Some(record));
        }
    }

    /// Remembers that these entries are in a backup that was read again and found complete.
    ///
    /// # Errors
    /// When it cannot be stored. The backup is there all the same.
    pub(super) async fn backup_verified(self, backed_up: &Collection) -> Result<(), StoreError> {
        let (key, now) = (random::bytes()?, self.clock.now_untracked());
        self.change_backup_record(|record| Some(record.verified(backed_up, key, now))).await
    }

    /// Puts the reminder off.
    pub(super) async fn snooze_backup(self) -> Result<(), StoreError> {
        let now = self.clock.now_untracked();
        self.change_backup_record(|record| Some(record.snoozed(now))).await
    }
}

/// A record as it is kept under a vault, under a nonce of its own.
fn sealed(vault: &dyn Seals, record: &BackupRecord) -> Result<SealedNote, StoreError> {
    let json = Zeroizing::new(serde_json::to_vec(record).map_err(|_| StoreError::Corrupt)?);
    vault.seal_note(NOTE_NAME, &json, Nonce::from_random(random::bytes()?)).ok_or(StoreError::Cryptography)
}

/// What a note holds; nothing, where there is none or it cannot be read.
fn opened(vault: &dyn Seals, note: Option<&SealedNote>) -> BackupRecord {
    note.and_then(|note| vault.open_note(NOTE_NAME, note))
        .and_then(|json| serde_json::from_slice(&json).ok())
        .unwrap_or_default()
}
