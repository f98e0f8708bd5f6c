//! How long a time step is.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::UnixMillis;

/// The length of a time step: whole seconds, from one to a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Period(NonZeroU32);

/// A step cannot have this length, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a step has 1 to {max} seconds, not {0}", max = Period::MAX_SECS)]
pub struct PeriodOutOfRange(pub u32);

impl Period {
    /// Thirty seconds: the length when nothing is said (RFC 6238 §5.2), and that of Steam's steps.
    pub const THIRTY: Self = Self(NonZeroU32::MIN.saturating_add(29));
    /// A minute: what some sites use.
    pub const SIXTY: Self = Self(NonZeroU32::MIN.saturating_add(59));
    /// The longest that is accepted, in seconds: a day.
    pub const MAX_SECS: u32 = 86_400;

    /// This many seconds, if a step can have them.
    pub const fn new(secs: u32) -> Result<Self, PeriodOutOfRange> {
        match NonZeroU32::new(secs) {
            Some(some) if secs <= Self::MAX_SECS => Ok(Self(some)),
            _ => Err(PeriodOutOfRange(secs)),
        }
    }

    /// The number of seconds.
    pub const fn secs(self) -> u32 {
        self.0.get()
    }

    /// The same in milliseconds.
    pub const fn millis(self) -> u64 {
        self.secs() as u64 * 1000
    }

    /// The step that contains this moment. T0 is 0 (RFC 6238 §4.1).
    pub const fn step_at(self, now: UnixMillis) -> u64 {
        now.0 / self.millis()
    }

    /// Milliseconds until the next step begins: from the whole period, at the first moment of a step, down to 1.
    pub const fn remaining_millis(self, now: UnixMillis) -> u64 {
        self.millis() - now.0 % self.millis()
    }
}

impl Default for Period {
    fn default() -> Self {
        Self::THIRTY
    }
}

impl TryFrom<u32> for Period {
    type Error = PeriodOutOfRange;

    fn try_from(secs: u32) -> Result<Self, PeriodOutOfRange> {
        Self::new(secs)
    }
}

impl From<Period> for u32 {
    fn from(period: Period) -> Self {
        period.secs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_one_second_to_one_day() {
        for secs in [0, 86_401, u32::MAX] {
            assert_eq!(Period::new(secs), Err(PeriodOutOfRange(secs)));
            assert!(serde_json::from_str::<Period>(&secs.to_string()).is_err(), "{secs}");
        }
        for secs in [1, 30, 86_400] {
            let period = Period::new(secs).unwrap();
            assert_eq!(period.secs(), secs);
            assert_eq!(serde_json::to_string(&period).unwrap(), secs.to_string());
            assert_eq!(serde_json::from_str::<Period>(&secs.to_string()).unwrap(), period);
        }
        assert_eq!([Period::new(30), Period::new(60)], [Ok(Period::THIRTY), Ok(Period::SIXTY)]);
    }

    #[test]
    fn a_step_begins_at_its_first_millisecond() {
        for (millis, step, remaining_millis) in
            [(0, 0, 30_000), (1, 0, 29_999), (29_999, 0, 1), (30_000, 1, 30_000), (59_000, 1, 1_000)]
        {
            let now = UnixMillis(millis);
            assert_eq!((Period::THIRTY.step_at(now), Period::THIRTY.remaining_millis(now)), (step, remaining_millis));
        }
    }
}
