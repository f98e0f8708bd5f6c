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

use serde::{Deserialize, Serialize};

pub use error::KeyUriError;
pub use repair::Repair;
pub use text::KeyUriText;

use super::{Algorithm, Digits, Period, Secret};

/// What makes the codes of a key change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// The time (RFC 6238).
    Totp {
        /// The length of a step. A record with an impossible one is damaged: its codes would be wrong, whatever was made
        /// of it.
        #[serde(rename = "period_secs")]
        period: Period,
    },
    /// A counter, one further for every code (RFC 4226).
    Hotp {
        /// The counter of the next code.
        counter: u64,
    },
    /// The time, in steps of 30 seconds; five characters of Steam's own alphabet. Always HMAC-SHA-1.
    Steam,
}

impl Default for Kind {
    fn default() -> Self {
        Self::Totp { period: Period::THIRTY }
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
