//! What is kept beside the entries and may tell of them: sealed as they are, under the same key.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use aes_gcm::{AeadInOut as _, Aes256Gcm};

use super::{Associated, Base64, FORMAT_VERSION, Nonce, RecordError, VaultError, VaultId};

/// A sealed note, as it is stored: the JSON of something small.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SealedNote {
    /// [`FORMAT_VERSION`], or a newer one.
    pub version: u32,
    /// The nonce of this sealing.
    pub nonce: Base64,
    /// The sealed bytes and after them the tag of 16 bytes.
    pub ciphertext: Base64,
}

/// Binds a note to its vault, its name and its version.
fn associated(vault: &VaultId, name: &str) -> Associated {
    Associated::new("counterpart.vault.note").number(FORMAT_VERSION).text(&vault.0).text(name)
}

impl SealedNote {
    pub(super) fn seal<T: Serialize>(
        cipher: &Aes256Gcm,
        vault: &VaultId,
        name: &str,
        note: &T,
        nonce: Nonce,
    ) -> Result<Self, VaultError> {
        let nonce = nonce.into_bytes();
        let mut bytes = Zeroizing::new(serde_json::to_vec(note).map_err(|_| VaultError::NotSealable)?);
        cipher
            .encrypt_in_place(&nonce.into(), associated(vault, name).as_bytes(), &mut *bytes)
            .map_err(|_| VaultError::NotSealable)?;
        Ok(Self { version: FORMAT_VERSION, nonce: Base64::of(&nonce), ciphertext: Base64::of(&bytes) })
    }

    pub(super) fn open<T: DeserializeOwned>(
        &self,
        cipher: &Aes256Gcm,
        vault: &VaultId,
        name: &str,
    ) -> Result<T, RecordError> {
        if self.version > FORMAT_VERSION {
            return Err(RecordError::NewerVersion { version: self.version });
        }
        self.decrypt(cipher, vault, name).ok_or(RecordError::Damaged)
    }

    fn decrypt<T: DeserializeOwned>(&self, cipher: &Aes256Gcm, vault: &VaultId, name: &str) -> Option<T> {
        let nonce = self.nonce.decode_array::<{ Nonce::BYTES }>()?;
        let mut bytes = Zeroizing::new(self.ciphertext.decode()?);
        cipher.decrypt_in_place(&nonce.into(), associated(vault, name).as_bytes(), &mut *bytes).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MasterKey, OpenVault};
    use super::*;

    #[test]
    fn a_note_opens_under_its_own_key_and_name_alone() {
        let vault = |id, key| OpenVault::new(VaultId::from_random([id; 16]), MasterKey::from_bytes([key; 32]));
        let note = vault(1, 2).seal_note("backup", &"alice", Nonce::from_random([3; 12])).unwrap();
        assert!(!format!("{note:?}").contains("alice"));
        assert_eq!(vault(1, 2).open_note::<String>("backup", &note).as_deref(), Ok("alice"));
        for (id, key, name) in [(9, 2, "backup"), (1, 9, "backup"), (1, 2, "clock")] {
            assert_eq!(vault(id, key).open_note::<String>(name, &note), Err(RecordError::Damaged));
        }
        let newer = SealedNote { version: FORMAT_VERSION + 1, ..note };
        let error = RecordError::NewerVersion { version: FORMAT_VERSION + 1 };
        assert_eq!(vault(1, 2).open_note::<String>("backup", &newer), Err(error));
    }
}
