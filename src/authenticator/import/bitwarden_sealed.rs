//! Bitwarden's JSON under a password: `kdfType`, `kdfIterations`, `salt`, and `data` as a cipher string.
//!
//! PBKDF2 or Argon2id makes a key of the password, HKDF-Expand two of that: one for AES-256-CBC, one for HMAC-SHA-256 over
//! nonce and ciphertext. `encKeyValidation_DO_NOT_EDIT` is another cipher string under the same keys.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::members::Members;
use super::pbkdf2::pbkdf2_sha256;
use super::sealed::{self, Argon2Cost, Key};
use super::whole::whole_member;
use super::{Format, ImportError, Unlock};

const PBKDF2: u64 = 0;
const ARGON2ID: u64 = 1;

/// The cipher string of AES-256-CBC with HMAC-SHA-256; the others of that program are not used here.
const TYPE: &str = "2";

/// Ciphertext with what proves it: `2.nonce|ciphertext|mac`.
struct CipherString {
    nonce: [u8; 16],
    ciphertext: Vec<u8>,
    mac: Vec<u8>,
}

/// The two keys that a password is made into.
struct Keys {
    cipher: Key,
    mac: Key,
}

/// Opens what is sealed. The MAC tells a wrong password before anything is deciphered.
pub(super) fn open(json: &Value, unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let data = CipherString::parse(json.text("data").ok_or(ImportError::Damaged)?)?;
    let check = json.text("encKeyValidation_DO_NOT_EDIT").map(CipherString::parse).transpose()?;
    let password = sealed::password(unlock, Format::BitwardenJson)?;
    let keys = Keys::expand(&derive(json, password, unlock)?)?;
    if let Some(check) = &check
        && !keys.proves(check)?
    {
        return Err(ImportError::WrongPassword);
    }
    if !keys.proves(&data)? {
        // Once the other one is proved, the password is right.
        return Err(if check.is_some() { ImportError::Damaged } else { ImportError::WrongPassword });
    }
    sealed::open_aes_cbc(&keys.cipher, &data.nonce, &data.ciphertext).ok_or(ImportError::Damaged)
}

/// The key of the password. The salt is taken as the text that it is, though it is spelled in Base64.
fn derive(json: &Value, password: &str, unlock: &Unlock) -> Result<Key, ImportError> {
    let number = |name| whole_member(json, name).ok_or(ImportError::Damaged);
    let salt = json.text("salt").ok_or(ImportError::Damaged)?.as_bytes();
    let rounds = number("kdfIterations")?;
    match number("kdfType")? {
        PBKDF2 => pbkdf2_sha256(password, salt, rounds, &unlock.limits),
        ARGON2ID => {
            // The memory is told in MiB.
            let memory_kib = number("kdfMemory")?.checked_mul(1_024).ok_or(ImportError::Damaged)?;
            let lanes = u32::try_from(number("kdfParallelism")?).map_err(|_| ImportError::Damaged)?;
            let cost = Argon2Cost { memory_kib, passes: rounds, lanes };
            sealed::argon2id(password, &Sha256::digest(salt), cost, &unlock.limits)
        }
        version => Err(ImportError::UnknownVersion { version }),
    }
}

impl CipherString {
    fn parse(text: &str) -> Result<Self, ImportError> {
        let (kind, rest) = text.split_once('.').ok_or(ImportError::Damaged)?;
        let mut pieces = rest.split('|').map(sealed::from_base64);
        let mut piece = || pieces.next().ok_or(ImportError::Truncated)?.ok_or(ImportError::Damaged);
        let (nonce, ciphertext, mac) = (piece()?, piece()?, piece()?);
        let nonce = nonce.try_into().map_err(|_| ImportError::Damaged)?;
        if kind != TYPE || pieces.next().is_some() {
            Err(ImportError::Damaged)
        } else {
            Ok(Self { nonce, ciphertext, mac })
        }
    }
}

impl Keys {
    /// HKDF-Expand (RFC 5869 §2.3), without its first step: the derived key is as even as any.
    fn expand(key: &Key) -> Result<Self, ImportError> {
        let hkdf = Hkdf::<Sha256>::from_prk(key.as_slice()).map_err(|_| ImportError::Damaged)?;
        let expanded = |info: &[u8]| {
            let mut expanded = Key::default();
            hkdf.expand(info, expanded.as_mut_slice()).map(|()| expanded).map_err(|_| ImportError::Damaged)
        };
        Ok(Self { cipher: expanded(b"enc")?, mac: expanded(b"mac")? })
    }

    /// Whether these keys sealed it, and nothing was changed since.
    fn proves(&self, sealed: &CipherString) -> Result<bool, ImportError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.mac.as_slice()).map_err(|_| ImportError::Damaged)?;
        mac.update(&sealed.nonce);
        mac.update(&sealed.ciphertext);
        Ok(mac.verify_slice(&sealed.mac).is_ok())
    }
}
