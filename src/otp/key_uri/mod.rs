//! The Key URI, `otpauth://TYPE/LABEL?PARAMETERS`: how a key travels from a site to an authenticator, usually as a QR
//! code.
//!
//! What is printed here is read back as it was. What others print is read as far as that is safe: a tolerance is told as
//! a [`Repair`], and whatever would change the codes is refused as a [`KeyUriError`], never guessed.

mod error;
mod parameter;
mod parse;
mod print;
mod repair;
#[cfg(test)]
mod tests;
mod text;

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

pub use error::KeyUriError;
pub use repair::Repair;
pub use text::KeyUriText;

use super::{Algorithm, Digits, PERIOD_SECS_DEFAULT, PERIOD_SECS_MAX, PeriodOutOfRange, Secret};

/// What makes the codes of a key change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// The time (RFC 6238).
    Totp {
        /// The length of a step in seconds, 1 to 86 400.
        #[serde(deserialize_with = "period_in_range")]
        period_secs: u32,
    },
    /// A counter, one further for every code (RFC 4226).
    Hotp {
        /// The counter of the next code.
        counter: u64,
    },
    /// The time, in steps of 30 seconds; five characters of Steam's own alphabet. Always HMAC-SHA-1.
    Steam,
}

/// A record with an impossible period is damaged: its codes would be wrong, whatever was made of it.
fn period_in_range<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        period_secs @ 1..=PERIOD_SECS_MAX => Ok(period_secs),
        period_secs => Err(D::Error::custom(PeriodOutOfRange(period_secs))),
    }
}

impl Default for Kind {
    fn default() -> Self {
        Self::Totp { period_secs: PERIOD_SECS_DEFAULT }
    }
}

/// A key with everything that its codes depend on, and the two names that a person knows it by.
///
/// Its `Display` is the URI, secret included: it is for the QR code and for an export, never for a log. Spaces at the
/// ends of a name do not survive the journey; neither does an algorithm or a length that [`Kind::Steam`] does not have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeyUri {
    /// What makes the codes change.
    pub kind: Kind,
    /// Who asks for the codes; empty when nobody said.
    pub issuer: String,
    /// Whose codes they are; empty when nobody said.
    pub account: String,
    /// The key.
    pub secret: Secret,
    /// The hash function; SHA-1 for Steam.
    pub algorithm: Algorithm,
    /// The length of a code; five for Steam.
    pub digits: Digits,
}

impl KeyUri {
    /// Reads a Key URI, and tells which tolerances that took. No text makes it panic.
    pub fn parse(text: &str) -> Result<(Self, Vec<Repair>), KeyUriError> {
        parse::parse(text)
    }
}
