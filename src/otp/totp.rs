//! Codes of the time (RFC 6238): codes of a counter that counts the steps since 1970.

use std::num::NonZeroU32;

use super::{Algorithm, Code, Digits, Hotp, Secret, UnixMillis};

/// The length of a step when nothing is said, in seconds (RFC 6238 §5.2).
pub const PERIOD_SECS_DEFAULT: u32 = 30;

/// The longest step that is accepted, in seconds: a day.
pub const PERIOD_SECS_MAX: u32 = 86_400;

/// A generator of codes from the time. T0 is 0 (RFC 6238 §4.1); the step is counted in 64 bits (§4.2).
#[derive(Clone)]
pub struct Totp {
    hotp: Hotp,
    period_secs: NonZeroU32,
}

/// A step cannot have this length, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a step has 1 to {max} seconds, not {0}", max = PERIOD_SECS_MAX)]
pub struct PeriodOutOfRange(pub u32);

impl Totp {
    /// A generator for this key, with steps of `period_secs` seconds, 1 to [`PERIOD_SECS_MAX`].
    pub fn new(
        secret: &Secret,
        algorithm: Algorithm,
        digits: Digits,
        period_secs: u32,
    ) -> Result<Self, PeriodOutOfRange> {
        let period_secs = NonZeroU32::new(period_secs)
            .filter(|period_secs| period_secs.get() <= PERIOD_SECS_MAX)
            .ok_or(PeriodOutOfRange(period_secs))?;
        Ok(Self { hotp: Hotp::new(secret, algorithm, digits), period_secs })
    }

    /// The length of a step, in seconds.
    pub const fn period_secs(&self) -> u32 {
        self.period_secs.get()
    }

    /// The step that contains this moment.
    pub fn step_at(&self, now: UnixMillis) -> u64 {
        step_at(now, self.period_secs)
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
    pub fn remaining_millis(&self, now: UnixMillis) -> u64 {
        remaining_millis(now, self.period_secs)
    }
}

pub(super) fn step_at(now: UnixMillis, period_secs: NonZeroU32) -> u64 {
    now.as_secs() / u64::from(period_secs.get())
}

pub(super) fn remaining_millis(now: UnixMillis, period_secs: NonZeroU32) -> u64 {
    let period_millis = u64::from(period_secs.get()) * 1000;
    period_millis - now.0 % period_millis
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn totp(period_secs: u32) -> Result<Totp, PeriodOutOfRange> {
        let secret = Secret::from_bytes("12345678901234567890").unwrap();
        Totp::new(&secret, Algorithm::Sha1, Digits::EIGHT, period_secs)
    }

    #[test]
    fn a_step_has_one_second_to_one_day() {
        for period_secs in [0, 86_401, u32::MAX] {
            assert_eq!(totp(period_secs).err(), Some(PeriodOutOfRange(period_secs)));
        }
        for period_secs in [1, 30, 86_400] {
            assert_eq!(totp(period_secs).map(|totp| totp.period_secs()), Ok(period_secs));
        }
    }

    #[test]
    fn a_step_begins_at_its_first_millisecond() {
        let totp = totp(30).unwrap();
        for (millis, step, remaining_millis) in
            [(0, 0, 30_000), (1, 0, 29_999), (29_999, 0, 1), (30_000, 1, 30_000), (59_000, 1, 1_000)]
        {
            assert_eq!(totp.step_at(UnixMillis(millis)), step);
            assert_eq!(totp.remaining_millis(UnixMillis(millis)), remaining_millis);
        }
    }

    #[test]
    fn steps_go_beyond_32_bits() {
        let totp = totp(1).unwrap();
        let later = UnixMillis::from_secs(1 << 32);
        assert_eq!(totp.step_at(later), 1 << 32);
        assert_ne!(totp.code_at(later), totp.code_at(UnixMillis(0)));
    }

    proptest! {
        #[test]
        fn a_code_changes_when_the_remaining_time_is_over(now in any::<u64>(), period_secs in 1..=PERIOD_SECS_MAX) {
            let totp = totp(period_secs).unwrap();
            let now = UnixMillis(now / 2);
            let next = UnixMillis(now.0 + totp.remaining_millis(now));
            prop_assert_eq!(totp.step_at(next), totp.step_at(now) + 1);
            prop_assert_eq!(totp.step_at(UnixMillis(next.0 - 1)), totp.step_at(now));
        }
    }
}
