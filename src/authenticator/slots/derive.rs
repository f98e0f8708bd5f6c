//! From what a person knows or holds to the key of a slot. No vault is needed for it.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::RecoveryCode;
use crate::authenticator::vault::{Base64, WrappingKey};

/// Why no key is derived.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum DeriveError {
    /// The stored parameters are no Base64, or outside the bounds of [`PasswordParameters`].
    #[error("the parameters of the slot are damaged")]
    Parameters,
    /// There is not as much memory as the parameters ask for.
    #[error("there is not enough memory")]
    Memory,
}

/// A fresh random salt of 128 bits.
pub struct Salt([u8; Self::BYTES]);

impl Salt {
    /// Its length in bytes.
    pub const BYTES: usize = 16;

    /// The salt of these random bytes.
    pub const fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }
}

/// A fresh random input of 256 bits for a passkey's PRF.
pub struct PrfSalt([u8; Self::BYTES]);

impl PrfSalt {
    /// Its length in bytes.
    pub const BYTES: usize = 32;

    /// The input of these random bytes.
    pub const fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }
}

/// What a passkey's PRF gave: 32 bytes that only that passkey can give again.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PrfOutput([u8; Self::BYTES]);

impl PrfOutput {
    /// Its length in bytes (WebAuthn Level 3 §10.1.4).
    pub const BYTES: usize = 32;

    /// The output of these bytes.
    pub const fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }
}

/// Without the output.
impl fmt::Debug for PrfOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrfOutput(redacted)")
    }
}

/// How a password becomes a key: Argon2id (RFC 9106), version 0x13. Kept in each slot, so that later ones can ask for
/// more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PasswordParameters {
    /// Memory in KiB, 8 for each lane at least.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
    /// The salt: 16 bytes where this program made it, 8 to 64 are taken.
    pub salt: Base64,
}

impl PasswordParameters {
    /// 19 MiB, two passes, one lane: OWASP Password Storage, and a few hundredths of a second in a browser.
    pub const MEMORY_KIB: u32 = 19_456;
    /// See [`Self::MEMORY_KIB`].
    pub const PASSES: u32 = 2;
    /// See [`Self::MEMORY_KIB`].
    pub const LANES: u32 = 1;
    /// The most memory that a slot may ask for: a stored slot that was tampered with must not stop the machine.
    pub const MEMORY_KIB_MAX: u32 = 2 << 20;
    /// The most passes.
    pub const PASSES_MAX: u32 = 64;
    /// The most lanes.
    pub const LANES_MAX: u32 = 16;

    /// The parameters of a slot that is made now.
    pub fn new(salt: &Salt) -> Self {
        Self { memory_kib: Self::MEMORY_KIB, passes: Self::PASSES, lanes: Self::LANES, salt: Base64::of(&salt.0) }
    }

    /// Memory that [`Self::derive`] takes, in bytes.
    pub const fn memory_bytes(&self) -> u64 {
        self.memory_kib as u64 * 1024
    }

    /// Derives the key from the password's UTF-8 bytes as they are. Slow by intent: away from the page's own thread.
    ///
    /// # Errors
    /// When the parameters are out of bounds, or there is no memory for them.
    pub fn derive(&self, password: &str) -> Result<WrappingKey, DeriveError> {
        if self.memory_kib > Self::MEMORY_KIB_MAX || self.passes > Self::PASSES_MAX || self.lanes > Self::LANES_MAX {
            return Err(DeriveError::Parameters);
        }
        let salt = self.salt.decode().filter(|salt| salt.len() <= 64).ok_or(DeriveError::Parameters)?;
        let parameters = Params::new(self.memory_kib, self.passes, self.lanes, Some(WrappingKey::BYTES))
            .map_err(|_| DeriveError::Parameters)?;
        let mut memory = Zeroizing::new(Vec::new());
        memory.try_reserve_exact(parameters.block_count()).map_err(|_| DeriveError::Memory)?;
        memory.resize(parameters.block_count(), Block::default());
        let mut key = Zeroizing::new([0; WrappingKey::BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into_with_memory(password.as_bytes(), &salt, &mut *key, memory.as_mut_slice())
            .map_err(|_| DeriveError::Parameters)?;
        Ok(WrappingKey::from_bytes(*key))
    }
}

/// How what a passkey gives becomes a key, and which passkey that is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PasskeyParameters {
    /// The passkey's credential id.
    pub credential_id: Base64,
    /// What its PRF is asked for (`prf.eval.first`).
    pub prf_salt: Base64,
    /// The salt of HKDF.
    pub salt: Base64,
}

impl PasskeyParameters {
    /// The parameters of a slot that is made now.
    pub fn new(credential_id: &[u8], prf_salt: &PrfSalt, salt: &Salt) -> Self {
        Self { credential_id: Base64::of(credential_id), prf_salt: Base64::of(&prf_salt.0), salt: Base64::of(&salt.0) }
    }

    /// Derives the key. Fast.
    ///
    /// # Errors
    /// When the stored salt is no Base64.
    pub fn derive(&self, output: &PrfOutput) -> Result<WrappingKey, DeriveError> {
        hkdf(&self.salt, &output.0, "counterpart.vault.passkey")
    }
}

/// How a recovery code becomes a key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecoveryParameters {
    /// The salt of HKDF.
    pub salt: Base64,
}

impl RecoveryParameters {
    /// The parameters of a slot that is made now.
    pub fn new(salt: &Salt) -> Self {
        Self { salt: Base64::of(&salt.0) }
    }

    /// Derives the key. Fast.
    ///
    /// # Errors
    /// When the stored salt is no Base64.
    pub fn derive(&self, code: &RecoveryCode) -> Result<WrappingKey, DeriveError> {
        hkdf(&self.salt, code.as_bytes(), "counterpart.vault.recovery_code")
    }
}

/// HKDF-SHA-256 (RFC 5869), 32 bytes out.
fn hkdf(salt: &Base64, input: &[u8], info: &str) -> Result<WrappingKey, DeriveError> {
    let salt = salt.decode().ok_or(DeriveError::Parameters)?;
    let mut key = Zeroizing::new([0; WrappingKey::BYTES]);
    Hkdf::<Sha256>::new(Some(&salt), input).expand(info.as_bytes(), &mut *key).map_err(|_| DeriveError::Parameters)?;
    Ok(WrappingKey::from_bytes(*key))
}
