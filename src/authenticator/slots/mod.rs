//! Slots: the ways to a vault's master key. Each holds the key, wrapped under one that a person can bring back: from a
//! password, from a passkey, or from a recovery code.
//!
//! Deriving that key may be slow and needs no vault, so it stands apart: `derive` of the parameters can run in a worker,
//! and what it gives opens the slot here.

mod derive;
mod recovery;
#[cfg(test)]
mod tests;

use aes_gcm::{AeadInOut as _, Aes256Gcm, KeyInit as _};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::vault::{
    Associated, Base64, FORMAT_VERSION, MasterKey, Nonce, UnlockError, VaultError, VaultId, WrappingKey,
};
use crate::otp::UnixMillis;

pub use derive::{DeriveError, PasskeyParameters, PasswordParameters, PrfOutput, PrfSalt, RecoveryParameters, Salt};
pub use recovery::{RecoveryCode, RecoveryCodeError};

/// What names a slot in its vault: lower-case hex of random bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub String);

impl SlotId {
    /// The name that these random bytes spell.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }
}

/// What opens a slot, and how its key is derived from that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A password, by Argon2id.
    Password(PasswordParameters),
    /// A passkey with the PRF extension of WebAuthn, by HKDF.
    Passkey(PasskeyParameters),
    /// A recovery code, by HKDF: it is random, so that nobody guesses it however fast that is.
    RecoveryCode(RecoveryParameters),
}

/// A slot, as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Slot {
    /// Its identifier.
    pub id: SlotId,
    /// What the person calls it. Shown while the vault is locked, so neither secret nor protected against changes.
    pub label: String,
    /// When it was made. Not protected against changes either.
    pub added_at_millis: UnixMillis,
    /// What opens it.
    pub kind: SlotKind,
    /// The nonce under which the key was wrapped.
    pub nonce: Base64,
    /// The master key, sealed: 32 bytes, and the tag of 16 bytes.
    pub wrapped_key: Base64,
}

/// A slot that is to be made.
pub struct NewSlot {
    /// Its identifier.
    pub id: SlotId,
    /// What the person calls it.
    pub label: String,
    /// Now.
    pub added_at: UnixMillis,
    /// What will open it.
    pub kind: SlotKind,
    /// The key that was derived by these parameters.
    pub key: WrappingKey,
    /// A fresh nonce.
    pub nonce: Nonce,
}

impl NewSlot {
    pub(super) fn wrap(self, vault: &VaultId, master_key: &MasterKey) -> Result<Slot, VaultError> {
        let Self { id, label, added_at, kind, key, nonce } = self;
        let nonce = nonce.into_bytes();
        let associated = kind.associated(vault, &id).ok_or(VaultError::SlotDamaged)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(MasterKey::BYTES + 16));
        bytes.extend_from_slice(master_key.as_bytes());
        Aes256Gcm::new(key.as_bytes().into())
            .encrypt_in_place(&nonce.into(), associated.as_bytes(), &mut *bytes)
            .map_err(|_| VaultError::NotSealable)?;
        let (nonce, wrapped_key) = (Base64::of(&nonce), Base64::of(&bytes));
        Ok(Slot { id, label, added_at_millis: added_at, kind, nonce, wrapped_key })
    }
}

impl Slot {
    pub(super) fn unwrap(&self, vault: &VaultId, key: &WrappingKey) -> Result<MasterKey, UnlockError> {
        let associated = self.kind.associated(vault, &self.id).ok_or(UnlockError::SlotDamaged)?;
        let nonce = self.nonce.decode_array::<{ Nonce::BYTES }>().ok_or(UnlockError::SlotDamaged)?;
        let mut bytes = Zeroizing::new(self.wrapped_key.decode().ok_or(UnlockError::SlotDamaged)?);
        Aes256Gcm::new(key.as_bytes().into())
            .decrypt_in_place(&nonce.into(), associated.as_bytes(), &mut *bytes)
            .map_err(|_| UnlockError::WrongKey)?;
        let bytes =
            Zeroizing::new(<[u8; MasterKey::BYTES]>::try_from(bytes.as_slice()).map_err(|_| UnlockError::SlotDamaged)?);
        Ok(MasterKey::from_bytes(*bytes))
    }
}

impl SlotKind {
    /// Its name, as the associated data has it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Password(_) => "password",
            Self::Passkey(_) => "passkey",
            Self::RecoveryCode(_) => "recovery_code",
        }
    }

    /// Binds a wrapped key to its vault, its slot and all that says how its wrapping key is derived: a slot that was
    /// moved, or whose parameters were made cheaper, opens with no key. None if a stored field is no Base64.
    fn associated(&self, vault: &VaultId, slot: &SlotId) -> Option<Associated> {
        let common = Associated::new("counterpart.vault.slot")
            .number(FORMAT_VERSION)
            .text(&vault.0)
            .text(&slot.0)
            .text(self.name());
        Some(match self {
            Self::Password(parameters) => common
                .text("argon2id")
                .number(parameters.memory_kib)
                .number(parameters.passes)
                .number(parameters.lanes)
                .bytes(&parameters.salt.decode()?),
            Self::Passkey(parameters) => common
                .text("hkdf-sha-256")
                .bytes(&parameters.credential_id.decode()?)
                .bytes(&parameters.prf_salt.decode()?)
                .bytes(&parameters.salt.decode()?),
            Self::RecoveryCode(parameters) => common.text("hkdf-sha-256").bytes(&parameters.salt.decode()?),
        })
    }
}
