//! Passwords: which ones are refused, and how one is kept.

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{CustomizedPasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

/// Fewest characters (Unicode scalar values). ASVS 6.2.1.
pub const SHORTEST: usize = 8;
/// Most characters: ASVS 6.2.9 wants 64 allowed at least; the limit only keeps the work bounded.
pub const LONGEST: usize = 128;

/// Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage).
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Passwords that everybody tries first (ASVS 6.2.4), in lower case, one a line. Shorter ones are refused anyway.
const COMMON: &str = include_str!("common_passwords.txt");

/// The hash of a long random password that was thrown away, with the parameters of every other hash.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$jbpf6LyfXKp2vq0Ol5vOEA$qECp4HG0VpgGdZPv2l3iNJvSaIgpxVDu8vH943HG+RE";

/// What is wrong with a new password. There are no rules about kinds of characters (V15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than 8 characters.
    #[error("the password has fewer than 8 characters")]
    TooShort,
    /// More than 128 characters.
    #[error("the password has more than 128 characters")]
    TooLong,
    /// On the list of common ones.
    #[error("the password is a common one")]
    Common,
    /// The username again.
    #[error("the password is the username")]
    SameAsUsername,
}

/// Hashing failed for want of memory, or a stored hash cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HashError;

/// An Argon2id hash as a PHC string.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// The PHC string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The salt, as the PHC string has it. No two passwords that were set have the same one.
    pub fn salt(&self) -> &str {
        self.0.rsplit('$').nth(1).unwrap_or_default()
    }

    /// Whether it is the same hash, in a time that tells nothing.
    pub fn is(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PasswordHash(redacted)")
    }
}

/// Checks a new password.
///
/// # Errors
/// The first rule that it breaks.
pub fn check_new(password: &str) -> Result<(), PasswordError> {
    let length = password.chars().count();
    if length < SHORTEST {
        Err(PasswordError::TooShort)
    } else if length > LONGEST {
        Err(PasswordError::TooLong)
    } else if is_common(password) {
        Err(PasswordError::Common)
    } else {
        Ok(())
    }
}

/// The list is ASCII, so folding ASCII is enough (and keeps Unicode's case tables out of the first load).
fn is_common(password: &str) -> bool {
    let lowered = password.to_ascii_lowercase();
    let mut characters = lowered.chars();
    let first = characters.next();
    characters.all(|c| Some(c) == first) || COMMON.lines().any(|common| common == lowered)
}

/// Hashes a password with the salt given (16 random bytes). Takes some 50 ms and 19 MiB.
///
/// # Errors
/// When there is no memory for it.
pub fn hash(password: &str, salt: [u8; 16]) -> Result<PasswordHash, HashError> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| HashError)?;
    Argon2::default()
        .hash_password_customized(password.as_bytes(), &salt, Some("argon2id"), Some(Version::V0x13.into()), parameters)
        .map(|phc| PasswordHash(phc.to_string()))
        .map_err(|_| HashError)
}

/// What [`verify`] found out about a typed password. Nothing else makes one, so no decision is asked with a yes that nobody
/// checked; it is read and written on its way from the worker that compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[must_use]
pub struct PasswordCheck(bool);

impl PasswordCheck {
    /// Whether the password is the one that was hashed.
    pub const fn is_right(self) -> bool {
        self.0
    }
}

/// Compares a typed password with what was hashed. Takes as long as [`hash`].
pub fn verify(password: &str, hash: &PasswordHash) -> PasswordCheck {
    PasswordCheck(
        Phc::new(&hash.0).is_ok_and(|phc| Argon2::default().verify_password(password.as_bytes(), &phc).is_ok()),
    )
}

/// What to verify against when nobody has the username: the same work and the answer no (V16).
pub fn dummy_hash() -> PasswordHash {
    PasswordHash(DUMMY.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_an_argon2id_string_that_only_its_password_opens() {
        let hash = hash("correct horse battery", [7; 16]).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
        assert!(verify("correct horse battery", &hash).is_right());
        assert!(!verify("correct horse batterz", &hash).is_right());
        assert_eq!(format!("{hash:?}"), "PasswordHash(redacted)");
    }

    #[test]
    fn the_dummy_is_a_hash_like_the_others() {
        let real = hash("x", [1; 16]).unwrap();
        let parameters = |hash: &PasswordHash| hash.as_str().rsplitn(3, '$').last().map(str::to_owned);
        assert_eq!(parameters(&dummy_hash()), parameters(&real));
        assert!(Phc::new(dummy_hash().as_str()).is_ok());
        assert!(!verify("x", &dummy_hash()).is_right());
    }

    #[test]
    fn the_list_is_clean() {
        for line in COMMON.lines() {
            assert_eq!(line.trim().to_lowercase(), line);
            assert!(line.chars().count() >= SHORTEST, "{line}");
        }
        assert!(COMMON.lines().count() > 200);
    }
}
