//! What is kept beside the entries: small records without secrets, each under its own name.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use super::{AuthenticatorStore, NOTES};
use crate::browser::database::{self, Write};
use crate::store::{StoreError, judged_anew, unless_faster};

/// A kind of note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
    /// Wrong passwords since the last unlock.
    Attempts,
    /// When to lock, and what to show.
    Settings,
    /// The last verified backup.
    Backup,
    /// The clock's offset that a person applied.
    Clock,
    /// The file that a backup is rewritten into: the browser's own handle of it.
    BackupFile,
    /// Whether the browser was asked to keep what is stored.
    Keeping,
}

impl Note {
    const fn key(self) -> &'static str {
        match self {
            Self::Attempts => "attempts",
            Self::Settings => "settings",
            Self::Backup => "backup",
            Self::Clock => "clock",
            Self::BackupFile => "backup-file",
            Self::Keeping => "keeping",
        }
    }
}

impl AuthenticatorStore {
    /// A note, if there is one. One that cannot be read counts as none: it holds nothing that could be lost.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note<T: DeserializeOwned>(&self, note: Note) -> Result<Option<T>, StoreError> {
        Ok(self.raw_note(note).await?.and_then(|value| database::decode(value).ok()))
    }

    /// Stores a note, in place of the one before.
    ///
    /// # Errors
    /// When the database fails; the note before stays then.
    pub async fn put_note<T: Serialize>(&self, note: Note, value: &T) -> Result<(), StoreError> {
        self.put_raw_note(note, database::encode(value)?).await
    }

    /// Changes a note, or the default where there is none or it cannot be read, as it is stored now; gives what it is then.
    /// What `change` leaves as it was is not written.
    ///
    /// # Errors
    /// When the database fails, or other tabs change it again and again; the note before stays then.
    pub async fn change_note<T>(&self, note: Note, change: impl Fn(&mut T)) -> Result<T, StoreError>
    where
        T: Clone + Default + PartialEq + Serialize + DeserializeOwned,
    {
        let change = |value: &mut T| {
            change(value);
            Ok(())
        };
        self.try_change_note(note, change).await
    }

    /// As [`Self::change_note`], with a change that can fail. It is made anew when another tab was faster: whatever may be
    /// used once only is made in it.
    ///
    /// # Errors
    /// What `change` gives, and as [`Self::change_note`]; the note before stays then.
    pub async fn try_change_note<T>(
        &self,
        note: Note,
        change: impl Fn(&mut T) -> Result<(), StoreError>,
    ) -> Result<T, StoreError>
    where
        T: Clone + Default + PartialEq + Serialize + DeserializeOwned,
    {
        let (store, key) = (NOTES, || note.key().to_owned());
        judged_anew(async || {
            let before = self.raw_note(note).await?;
            let old: T = before.clone().and_then(|value| database::decode(value).ok()).unwrap_or_default();
            let mut changed = old.clone();
            change(&mut changed)?;
            if changed == old {
                return Ok(Some(changed));
            }
            let still = match before {
                Some(value) => Write::MustEqual { store, key: key(), value },
                None => Write::MustBeAbsent { store, key: key() },
            };
            let put = Write::Put { store, key: key(), value: database::encode(&changed)? };
            let written = self.0.write(&[still, put]).await.map_err(StoreError::from);
            Ok(unless_faster(written)?.map(|()| changed))
        })
        .await
    }

    /// A note as the browser's own value.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn raw_note(&self, note: Note) -> Result<Option<JsValue>, StoreError> {
        Ok(self.0.get(NOTES, note.key()).await?)
    }

    /// Stores a note as the browser's own value.
    ///
    /// # Errors
    /// When the database fails; the note before stays then.
    pub async fn put_raw_note(&self, note: Note, value: JsValue) -> Result<(), StoreError> {
        Ok(self.0.write(&[Write::Put { store: NOTES, key: note.key().to_owned(), value }]).await?)
    }

    /// Removes a note, if there is one.
    ///
    /// # Errors
    /// When the database fails; the note stays then.
    pub async fn delete_note(&self, note: Note) -> Result<(), StoreError> {
        Ok(self.0.write(&[Write::Delete { store: NOTES, key: note.key().to_owned() }]).await?)
    }
}
