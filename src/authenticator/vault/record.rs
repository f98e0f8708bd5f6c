//! One entry at rest.

use aes_gcm::{AeadInOut as _, Aes256Gcm};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Associated, Base64, FORMAT_VERSION, Nonce, RecordError, VaultError, VaultId, layout};
use crate::authenticator::{Entry, EntryId};

/// A sealed entry, as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SealedRecord {
    /// The entry's name.
    pub id: EntryId,
    /// The version of the layout: [`FORMAT_VERSION`], or a newer one.
    pub version: u32,
    /// The nonce of this sealing.
    pub nonce: Base64,
    /// The sealed bytes and after them the tag of 16 bytes.
    pub ciphertext: Base64,
}

/// Binds a record to its vault, its name and its version.
fn associated(vault: &VaultId, id: &EntryId) -> Associated {
    Associated::new("counterpart.vault.record").number(FORMAT_VERSION).text(&vault.0).text(&id.0)
}

impl SealedRecord {
    pub(super) fn seal(
        cipher: &Aes256Gcm,
        vault: &VaultId,
        entry: &Entry,
        nonce: [u8; Nonce::BYTES],
    ) -> Result<Self, VaultError> {
        let mut bytes = layout::to_json(entry).ok_or(VaultError::NotSealable)?;
        // In place, so that the clear text is overwritten by what it becomes.
        cipher
            .encrypt_in_place(&nonce.into(), associated(vault, &entry.id).as_bytes(), &mut *bytes)
            .map_err(|_| VaultError::NotSealable)?;
        Ok(Self {
            id: entry.id.clone(),
            version: FORMAT_VERSION,
            nonce: Base64::of(&nonce),
            ciphertext: Base64::of(&bytes),
        })
    }

    pub(super) fn open(&self, cipher: &Aes256Gcm, vault: &VaultId) -> Result<Entry, RecordError> {
        if self.version > FORMAT_VERSION {
            return Err(RecordError::NewerVersion { version: self.version });
        }
        let clear = self.decrypt(cipher, vault).ok_or(RecordError::Damaged)?;
        layout::from_json(&clear, &self.id).ok_or(RecordError::Damaged)
    }

    fn decrypt(&self, cipher: &Aes256Gcm, vault: &VaultId) -> Option<Zeroizing<Vec<u8>>> {
        if self.version != FORMAT_VERSION {
            return None;
        }
        let nonce = self.nonce.decode_array::<{ Nonce::BYTES }>()?;
        let mut bytes = Zeroizing::new(self.ciphertext.decode()?);
        cipher.decrypt_in_place(&nonce.into(), associated(vault, &self.id).as_bytes(), &mut *bytes).ok()?;
        Some(bytes)
    }
}
