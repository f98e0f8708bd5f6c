//! What is kept beside the entries and may tell of them: sealed as they are, under the same key.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use aes_gcm::{AeadInOut as _, Aes256Gcm};

use super::{Associated, Base64, FORMAT_VERSION, Nonce, RecordError, VaultError, VaultId};

/// Bytes of the tag behind the ciphertext.
const TAG_BYTES: usize = 16;

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
    pub(super) fn seal(
        cipher: &Aes256Gcm,
        vault: &VaultId,
        name: &str,
        json: &[u8],
        nonce: Nonce,
    ) -> Result<Self, VaultError> {
        let nonce = nonce.into_bytes();
        let mut bytes = Zeroizing::new(Vec::with_capacity(json.len() + TAG_BYTES));
        bytes.extend_from_slice(json);
        cipher
            .encrypt_in_place(&nonce.into(), associated(vault, name).as_bytes(), &mut *bytes)
            .map_err(|_| VaultError::NotSealable)?;
        Ok(Self { version: FORMAT_VERSION, nonce: Base64::of(&nonce), ciphertext: Base64::of(&bytes) })
    }

    pub(super) fn open(
        &self,
        cipher: &Aes256Gcm,
        vault: &VaultId,
        name: &str,
    ) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        if self.version > FORMAT_VERSION {
            return Err(RecordError::NewerVersion { version: self.version });
        }
        self.decrypt(cipher, vault, name).ok_or(RecordError::Damaged)
    }

    fn decrypt(&self, cipher: &Aes256Gcm, vault: &VaultId, name: &str) -> Option<Zeroizing<Vec<u8>>> {
        let nonce = self.nonce.decode_array::<{ Nonce::BYTES }>()?;
        let mut bytes = Zeroizing::new(self.ciphertext.decode()?);
        cipher.decrypt_in_place(&nonce.into(), associated(vault, name).as_bytes(), &mut *bytes).ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MasterKey, OpenVault};
    use super::*;

    #[test]
    fn a_note_opens_under_its_own_key_and_name_alone() {
        let vault = |id, key| OpenVault::new(VaultId::from_random([id; 16]), MasterKey::from_bytes([key; 32]));
        let note = vault(1, 2).seal_note("backup", b"alice", Nonce::from_random([3; 12])).unwrap();
        assert!(!format!("{note:?}").contains("alice"));
        assert_eq!(vault(1, 2).open_note("backup", &note).unwrap().as_slice(), b"alice");
        for (id, key, name) in [(9, 2, "backup"), (1, 9, "backup"), (1, 2, "clock")] {
            assert_eq!(vault(id, key).open_note(name, &note), Err(RecordError::Damaged));
        }
        let newer = SealedNote { version: FORMAT_VERSION + 1, ..note };
        let error = RecordError::NewerVersion { version: FORMAT_VERSION + 1 };
        assert_eq!(vault(1, 2).open_note("backup", &newer), Err(error));
    }
}
