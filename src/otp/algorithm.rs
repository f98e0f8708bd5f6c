//! The hash functions that a one-time password may stand on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The hash function inside the HMAC (RFC 6238 §1.2). A side that takes another one computes other codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Algorithm {
    /// HMAC-SHA-1: what RFC 4226 defines, and what most authenticators take when nothing is said.
    #[default]
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

/// The text names no hash function known here. It is never replaced by a default: that would change the codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the algorithm is none of SHA1, SHA256, SHA512")]
pub struct UnknownAlgorithm;

impl Algorithm {
    /// Every algorithm, the default first.
    pub const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// The name by which a Key URI knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Takes the spellings met in the wild: `SHA-1`, `sha256`, `HmacSHA512`, `HMAC-SHA-1`.
impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(text: &str) -> Result<Self, UnknownAlgorithm> {
        let plain: String =
            text.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).map(|c| c.to_ascii_uppercase()).collect();
        let name = plain.strip_prefix("HMAC").unwrap_or(&plain);
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name).ok_or(UnknownAlgorithm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_wild_are_understood() {
        for (text, expected) in [
            ("SHA1", Algorithm::Sha1),
            ("sha-1", Algorithm::Sha1),
            ("HMACSHA1", Algorithm::Sha1),
            ("HmacSHA256", Algorithm::Sha256),
            ("HMAC-SHA-512", Algorithm::Sha512),
            ("sha_512", Algorithm::Sha512),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_guessed() {
        for text in ["", "SHA", "MD5", "SHA224", "SHA3-256", "HMAC", "SHA1SHA1", "ＳＨＡ1"] {
            assert_eq!(text.parse::<Algorithm>(), Err(UnknownAlgorithm), "{text}");
        }
    }
}
