//! One-time passwords: secrets, HOTP, TOTP and Steam codes, time steps, and the Key URI that carries a key between
//! programs.
//!
//! Both sides of a logon stand on this floor, so it knows neither of them, nor any browser. Time and random bytes are
//! arguments. What a code is accepted for, and how often, is the verifier's business and not decided here.

mod algorithm;
pub mod bytes;
mod code;
mod digits;
mod hotp;
mod key_uri;
mod period;
mod secret;
mod steam;
mod time;
mod totp;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use code::{Code, normalise_typed, typed_digits};
pub use digits::{Digits, DigitsOutOfRange};
pub use hotp::{Hotp, truncate};
pub use key_uri::{KeyUri, KeyUriError, KeyUriText, Kind, Repair};
pub use period::{Period, PeriodOutOfRange};
pub use secret::{Secret, SecretError};
pub use steam::Steam;
pub use time::{DAY_SECS, UnixMillis};
pub use totp::Totp;
