//! Steam's codes: those of the time, spelled in an alphabet of their own.

use zeroize::Zeroizing;

use super::{Algorithm, Code, Digits, Hotp, Period, Secret, UnixMillis};

/// Letters and digits that are not taken for one another.
const ALPHABET: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";

/// A generator of Steam's codes: five characters, HMAC-SHA-1, steps of 30 seconds.
#[derive(Clone)]
pub struct Steam {
    hotp: Hotp,
}

impl Steam {
    /// The length of a code, in characters.
    pub const LENGTH: Digits = Digits::FIVE;
    /// The length of a step.
    pub const PERIOD: Period = Period::THIRTY;

    /// A generator for this key.
    pub fn new(secret: &Secret) -> Self {
        Self { hotp: Hotp::new(secret, Algorithm::Sha1, Self::LENGTH) }
    }

    /// The step that contains this moment.
    pub const fn step_at(&self, now: UnixMillis) -> u64 {
        Self::PERIOD.step_at(now)
    }

    /// The code at this moment.
    pub fn code_at(&self, now: UnixMillis) -> Code {
        self.code_of_step(self.step_at(now))
    }

    /// The code of this step. The least significant character comes first.
    pub fn code_of_step(&self, step: u64) -> Code {
        let mut rest = self.hotp.truncated(step) as usize;
        let mut text = Zeroizing::new(String::with_capacity(usize::from(Self::LENGTH.get())));
        for _ in 0..Self::LENGTH.get() {
            text.push(char::from(ALPHABET[rest % ALPHABET.len()]));
            rest /= ALPHABET.len();
        }
        Code::new(text)
    }

    /// Milliseconds until the next step begins.
    pub const fn remaining_millis(&self, now: UnixMillis) -> u64 {
        Self::PERIOD.remaining_millis(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_spells_the_truncated_number() {
        // Step 0 of the RFC's key truncates to 1284755224 (RFC 4226 appendix D):
        // 12 + 26 × (12 + 26 × (3 + 26 × (11 + 26 × (3 + 26 × …)))).
        let steam = Steam::new(&Secret::from_bytes("12345678901234567890").unwrap());
        assert_eq!(steam.code_at(UnixMillis(0)).as_str(), "GG5F5");
        assert_eq!(steam.code_at(UnixMillis(0)).grouped().len(), 5);
    }

    #[test]
    fn the_step_has_thirty_seconds() {
        let steam = Steam::new(&Secret::from_bytes("12345678901234567890").unwrap());
        assert_eq!(Steam::PERIOD.secs(), 30);
        assert_eq!(steam.step_at(UnixMillis(59_999)), 1);
        assert_eq!(steam.remaining_millis(UnixMillis(59_999)), 1);
    }
}
