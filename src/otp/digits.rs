//! How long a code is.

use serde::{Deserialize, Serialize};

/// The number of decimal digits of a code, 5 to 10.
///
/// RFC 4226 §5.3 asks for at least 6; tokens with 5 exist. Beyond 10 the truncated value has no digits left to show.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Digits(u8);

/// A code cannot have this many digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a code has 5 to 10 digits, not {0}")]
pub struct DigitsOutOfRange(pub u8);

impl Digits {
    /// Five: the length of Steam's codes.
    pub const FIVE: Self = Self(5);
    /// Six: what nearly everybody uses.
    pub const SIX: Self = Self(6);
    /// Eight: what RFC 6238's vectors use.
    pub const EIGHT: Self = Self(8);
    /// The least that is accepted.
    pub const MIN: u8 = 5;
    /// The most that is accepted.
    pub const MAX: u8 = 10;

    /// This many digits, if a code can have them.
    pub const fn new(digits: u8) -> Result<Self, DigitsOutOfRange> {
        if digits < Self::MIN || digits > Self::MAX { Err(DigitsOutOfRange(digits)) } else { Ok(Self(digits)) }
    }

    /// The number itself.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self::SIX
    }
}

impl TryFrom<u8> for Digits {
    type Error = DigitsOutOfRange;

    fn try_from(digits: u8) -> Result<Self, DigitsOutOfRange> {
        Self::new(digits)
    }
}

impl From<Digits> for u8 {
    fn from(digits: Digits) -> Self {
        digits.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_is_five_to_ten() {
        let accepted: Vec<u8> = (0..=u8::MAX).filter(|digits| Digits::new(*digits).is_ok()).collect();
        assert_eq!(accepted, [5, 6, 7, 8, 9, 10]);
    }
}
