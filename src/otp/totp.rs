//! Codes of the time (RFC 6238): codes of a counter that counts the steps since 1970.

use super::{Algorithm, Code, Digits, Hotp, Period, Secret, UnixMillis};

/// A generator of codes from the time. T0 is 0 (RFC 6238 §4.1); the step is counted in 64 bits (§4.2).
#[derive(Clone)]
pub struct Totp {
    hotp: Hotp,
    period: Period,
}

impl Totp {
    /// A generator for this key, with steps of this length.
    pub fn new(secret: &Secret, algorithm: Algorithm, digits: Digits, period: Period) -> Self {
        Self { hotp: Hotp::new(secret, algorithm, digits), period }
    }

    /// The length of a step.
    pub const fn period(&self) -> Period {
        self.period
    }

    /// The step that contains this moment.
    pub const fn step_at(&self, now: UnixMillis) -> u64 {
        self.period.step_at(now)
    }

    /// The code at this moment.
    pub fn code_at(&self, now: UnixMillis) -> Code {
        self.code_of_step(self.step_at(now))
    }

    /// The code of this step.
    pub fn code_of_step(&self, step: u64) -> Code {
        self.hotp.code(step)
    }

    /// Milliseconds until the next step begins: from the whole period, at the first moment of a step, down to 1.
    pub const fn remaining_millis(&self, now: UnixMillis) -> u64 {
        self.period.remaining_millis(now)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn totp(period_secs: u32) -> Totp {
        let secret = Secret::from_bytes("12345678901234567890").unwrap();
        Totp::new(&secret, Algorithm::Sha1, Digits::EIGHT, Period::new(period_secs).unwrap())
    }

    #[test]
    fn steps_go_beyond_32_bits() {
        let totp = totp(1);
        let later = UnixMillis::from_secs(1 << 32);
        assert_eq!(totp.step_at(later), 1 << 32);
        assert_ne!(totp.code_at(later), totp.code_at(UnixMillis(0)));
    }

    proptest! {
        #[test]
        fn a_code_changes_when_the_remaining_time_is_over(now in any::<u64>(), period_secs in 1..=Period::MAX_SECS) {
            let totp = totp(period_secs);
            let now = UnixMillis(now / 2);
            let next = UnixMillis(now.0 + totp.remaining_millis(now));
            prop_assert_eq!(totp.step_at(next), totp.step_at(now) + 1);
            prop_assert_eq!(totp.step_at(UnixMillis(next.0 - 1)), totp.step_at(now));
        }
    }
}
