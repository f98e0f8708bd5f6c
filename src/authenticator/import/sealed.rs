//! What sealed files share: keys from passwords, and ciphers that open under them.
//!
//! A file says what its key costs. That is checked before anything is derived, and memory is asked for before it is
//! taken. Nothing here seals.

use aes::Aes256;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7};
use sha1::Sha1;
use zeroize::Zeroizing;

use super::{Format, ImportError, Limits, Unlock};

/// A key of 256 bits: what every format here wants.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// The length of the nonce of AES-GCM, in bytes.
pub(super) const GCM_NONCE_BYTES: usize = 12;

/// The length of the tag of AES-GCM, in bytes.
pub(super) const GCM_TAG_BYTES: usize = 16;

/// The most memory that any program gives to Argon2: 4 GiB, which is also all that wasm can address.
const MEMORY_KIB_MAX: u64 = 4 << 20;

/// More passes than this are not a price but damage: programs take 1 to some hundreds.
const PASSES_MAX: u64 = 1 << 16;

/// Base64 as JSON carries it, whether or not it is padded.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes that a text spells in Base64, if it does.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.trim()).ok()
}

/// The password, or the wish for one.
pub(super) fn password(unlock: &Unlock, format: Format) -> Result<&str, ImportError> {
    unlock.password.as_deref().map(String::as_str).ok_or(ImportError::PasswordNeeded { format })
}

/// What Argon2id costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Argon2Cost {
    /// In KiB.
    pub memory_kib: u64,
    /// Passes over the memory.
    pub passes: u64,
    /// Lanes; all formats here say how many.
    pub lanes: u32,
}

impl Argon2Cost {
    /// As the crate takes it, if it is one that Argon2 has and the limits allow.
    fn params(self, limits: &Limits) -> Result<Params, ImportError> {
        if self.memory_kib > MEMORY_KIB_MAX || self.passes > PASSES_MAX {
            return Err(ImportError::Damaged);
        }
        let number = |number: u64| u32::try_from(number).map_err(|_| ImportError::Damaged);
        let params = Params::new(number(self.memory_kib)?, number(self.passes)?, self.lanes, Some(32))
            .map_err(|_| ImportError::Damaged)?;
        let (memory_bytes, work) = (self.memory_kib << 10, self.memory_kib.saturating_mul(self.passes));
        if memory_bytes > limits.memory_bytes || work > limits.work {
            return Err(ImportError::AsksTooMuch { memory_bytes, work });
        }
        Ok(params)
    }
}

/// Argon2id, version 1.3.
pub(super) fn argon2id(password: &str, salt: &[u8], cost: Argon2Cost, limits: &Limits) -> Result<Key, ImportError> {
    let params = cost.params(limits)?;
    let blocks = params.block_count();
    let mut memory = Zeroizing::new(Vec::new());
    // Memory that is not there is told, like memory that may not be taken. Growing by itself would abort.
    memory.try_reserve_exact(blocks).map_err(|_| ImportError::AsksTooMuch {
        memory_bytes: cost.memory_kib << 10,
        work: cost.memory_kib.saturating_mul(cost.passes),
    })?;
    memory.resize(blocks, Block::default());
    let mut key = Key::default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, key.as_mut_slice(), memory.as_mut_slice())
        .map_err(|_| ImportError::Damaged)?;
    Ok(key)
}

/// PBKDF2 with HMAC-SHA-1.
pub(super) fn pbkdf2_sha1(password: &str, salt: &[u8], rounds: u32, limits: &Limits) -> Result<Key, ImportError> {
    if rounds == 0 {
        return Err(ImportError::Damaged);
    }
    if u64::from(rounds) > limits.work {
        return Err(ImportError::AsksTooMuch { memory_bytes: 0, work: rounds.into() });
    }
    let mut key = Key::default();
    pbkdf2::pbkdf2_hmac::<Sha1>(password.as_bytes(), salt, rounds, key.as_mut_slice());
    Ok(key)
}

/// Opens AES-256-GCM, the tag behind the ciphertext. Nothing, when this key does not open it: the password is wrong or
/// the bytes were changed, and nobody can tell which.
pub(super) fn open_aes_gcm(
    key: &Key,
    nonce: &[u8; GCM_NONCE_BYTES],
    ciphertext: &[u8],
    associated_data: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = Aes256Gcm::new_from_slice(key.as_slice()).ok()?;
    let payload = Payload { msg: ciphertext, aad: associated_data };
    cipher.decrypt(&Nonce::from(*nonce), payload).ok().map(Zeroizing::new)
}

/// Opens AES-256-CBC with PKCS #7 padding. It proves nothing: the padding is right under one wrong key in 256, so what
/// comes out has to be looked at.
pub(super) fn open_aes_cbc(key: &Key, nonce: &[u8; 16], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = cbc::Decryptor::<Aes256>::new_from_slices(key.as_slice(), nonce).ok()?;
    cipher.decrypt_padded_vec::<Pkcs7>(ciphertext).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: Limits = Limits { memory_bytes: u64::MAX, work: u64::MAX };

    fn cost(memory_kib: u64, passes: u64, lanes: u32) -> Argon2Cost {
        Argon2Cost { memory_kib, passes, lanes }
    }

    #[test]
    fn argon2id_gives_what_the_reference_gives() {
        // Made by PyPI's argon2-cffi, which is the reference implementation under Python.
        let key = argon2id("password", b"saltsaltsaltsalt", cost(64, 2, 1), &Limits::default()).unwrap();
        assert_eq!(hex(key.as_slice()), "8ba3fa702bd2c08fc6a7830ede5f30be3a1751ed492f31cd7d76a0a480725b5a");
    }

    #[test]
    fn pbkdf2_gives_what_rfc_6070_gives() {
        let key = pbkdf2_sha1("password", b"salt", 4096, &Limits::default()).unwrap();
        assert_eq!(&hex(key.as_slice())[..40], "4b007901b765489abead49d926f721d065a429c1");
    }

    #[test]
    fn what_costs_too_much_is_told_before_it_is_paid() {
        let limits = Limits { memory_bytes: 1 << 20, work: 2048 };
        for (cost, expected) in [
            (cost(1025, 1, 1), ImportError::AsksTooMuch { memory_bytes: 1025 << 10, work: 1025 }),
            (cost(1024, 3, 1), ImportError::AsksTooMuch { memory_bytes: 1 << 20, work: 3072 }),
            (cost(4 << 20, 4, 4), ImportError::AsksTooMuch { memory_bytes: 4 << 30, work: 16 << 20 }),
        ] {
            assert_eq!(argon2id("a", &[7; 16], cost, &limits), Err(expected), "{cost:?}");
        }
        assert!(argon2id("a", &[7; 16], cost(1024, 2, 1), &limits).is_ok());
        assert_eq!(
            pbkdf2_sha1("a", b"salt", 2049, &limits),
            Err(ImportError::AsksTooMuch { memory_bytes: 0, work: 2049 })
        );
    }

    #[test]
    fn absurd_costs_are_damage_whatever_is_allowed() {
        for cost in [
            cost(0, 1, 1),
            cost(7, 1, 1),
            cost(8, 0, 1),
            cost(8, 1, 0),
            cost(8, 1, 2),
            cost((4 << 20) + 1, 1, 1),
            cost(u64::MAX, 1, 1),
            cost(8, (1 << 16) + 1, 1),
            cost(8, u64::MAX, 1),
        ] {
            assert_eq!(argon2id("a", &[7; 16], cost, &EVERYTHING), Err(ImportError::Damaged), "{cost:?}");
        }
        assert_eq!(pbkdf2_sha1("a", b"salt", 0, &EVERYTHING), Err(ImportError::Damaged));
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
