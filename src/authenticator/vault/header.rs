//! What is stored of a vault besides its records: who it is, and the slots that open it.

use serde::{Deserialize, Serialize};

use super::{OpenVault, UnlockError, WrappingKey};
use crate::authenticator::slots::{Slot, SlotId};

/// The version of the layout that is written here. Every change of it, a new member too, is a new version: a program
/// that knows only older ones then writes nothing, and so loses nothing.
pub const FORMAT_VERSION: u32 = 1;

/// What names a vault: lower-case hex of random bytes. Every master key has a vault of its own name.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VaultId(pub String);

impl VaultId {
    /// The name that these random bytes spell.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }
}

/// The one member of a stored header that every version has. Read this first: the rest of a newer one may look otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FormatVersion {
    /// The version.
    pub version: u32,
}

impl FormatVersion {
    /// Whether this version is known here.
    pub const fn is_known(self) -> bool {
        self.version == FORMAT_VERSION
    }
}

/// The header of a vault. It holds no secret that a slot's key would not open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VaultHeader {
    /// The version of the layout: [`FORMAT_VERSION`], or a newer one.
    pub version: u32,
    /// The vault's name.
    pub id: VaultId,
    /// What opens it, the oldest first; one at least.
    pub slots: Vec<Slot>,
}

impl VaultHeader {
    /// The slot of this name.
    pub fn slot(&self, id: &SlotId) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.id == *id)
    }

    /// Opens the vault by one of its slots.
    ///
    /// # Errors
    /// What [`UnlockError`] names. A wrong key and a changed slot cannot be told apart.
    pub fn unlock(&self, slot: &SlotId, key: &WrappingKey) -> Result<OpenVault, UnlockError> {
        if self.version != FORMAT_VERSION {
            return Err(UnlockError::NewerVersion { version: self.version });
        }
        let slot = self.slot(slot).ok_or(UnlockError::UnknownSlot)?;
        Ok(OpenVault::new(self.id.clone(), slot.unwrap(&self.id, key)?))
    }
}
