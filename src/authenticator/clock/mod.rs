//! How far this device's clock is from the one that codes are judged by, and when to suspect it.
//!
//! A code of another device, read aloud, says in which step that device's clock stands. A step is long, and a person
//! takes time to type: so one reading gives a range. A second one, of the next code, makes it narrower and certain.

use serde::{Deserialize, Serialize};

use crate::otp::{Period, UnixMillis};

use super::Generator;

pub use refusals::{REFUSALS_MAX, RETRY_SECS_MAX, Refusals};

mod refusals;
#[cfg(test)]
mod tests;

/// How long a person may take from reading a code to having typed it, in seconds.
pub const TYPING_SECS_MAX: u32 = 15;
/// The farthest that is searched on either side, in steps: a day of 30 s. A clock that is farther off shows it by its date.
pub const REACH_STEPS_MAX: u32 = 2_880;
/// So near a match needs no second code to be believed: by chance it comes once in tens of thousands.
const NEAR_STEPS: u64 = 10;

/// Why a reading says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClockError {
    /// The entry's codes are not those of the time.
    #[error("the codes of the entry do not depend on the time")]
    NotTimed,
    /// No step within reach has this code: it was mistyped, is of another entry, or the clock is farther off.
    #[error("no step within reach has this code")]
    NoMatch,
    /// Two readings do not agree: one of them was mistyped, or a clock was set in between.
    #[error("the readings do not agree")]
    Contradiction,
    /// Several steps fit, or the only one is so far that it may fit by chance: the next code is needed.
    #[error("the next code is needed, {candidates} steps fit")]
    NextCodeNeeded {
        /// How many steps fit.
        candidates: usize,
    },
}

/// How fast this device's clock may be, in milliseconds; slow, where negative. Both ends belong to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct FastRange {
    min_millis: i64,
    max_millis: i64,
}

impl FastRange {
    /// The reference stood in this step when the code was read, at most [`TYPING_SECS_MAX`] before `now`.
    fn of_step(step: u64, period: Period, now: UnixMillis) -> Self {
        let period_millis = period.millis().cast_signed();
        let start_millis = i64::try_from(step).unwrap_or(i64::MAX).saturating_mul(period_millis);
        let max_millis = i64::try_from(now.0).unwrap_or(i64::MAX).saturating_sub(start_millis);
        let width_millis = period_millis - 1 + i64::from(TYPING_SECS_MAX) * 1000;
        Self { min_millis: max_millis.saturating_sub(width_millis), max_millis }
    }

    /// This device made a code of one step, and the reference took it in another: between the two moments lies less than
    /// a step either way, since neither says where in its step it stood.
    fn of_steps(of_code: u64, of_moment: u64, period: Period) -> Self {
        let period_millis = period.millis().cast_signed();
        let apart = i64::try_from(of_code.abs_diff(of_moment)).unwrap_or(i64::MAX);
        let fast_millis = apart.saturating_mul(if of_code < of_moment { -period_millis } else { period_millis });
        Self {
            min_millis: fast_millis.saturating_sub(period_millis),
            max_millis: fast_millis.saturating_add(period_millis),
        }
    }

    fn and(self, other: Self) -> Option<Self> {
        let both = Self {
            min_millis: self.min_millis.max(other.min_millis),
            max_millis: self.max_millis.min(other.max_millis),
        };
        (both.min_millis <= both.max_millis).then_some(both)
    }
}

/// What one or more codes of another device say of this device's clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClockReading {
    candidates: Vec<FastRange>,
    is_certain: bool,
}

impl ClockReading {
    /// What a code says that a person reads from the other device, for the same entry: the steps are searched up to
    /// `reach_steps` ([`REACH_STEPS_MAX`] at most) on either side of `now`, by this device's clock.
    ///
    /// # Errors
    /// When the entry's codes do not depend on the time, or no step has this code.
    pub fn from_code(
        generator: &Generator,
        typed: &str,
        now: UnixMillis,
        reach_steps: u32,
    ) -> Result<Self, ClockError> {
        let period = generator.period().ok_or(ClockError::NotTimed)?;
        let here = generator.step_at(now);
        let reach = u64::from(reach_steps.min(REACH_STEPS_MAX));
        let steps: Vec<u64> = (here.saturating_sub(reach)..=here.saturating_add(reach))
            .filter(|step| generator.code_of_step(*step).matches(typed))
            .collect();
        if steps.is_empty() {
            return Err(ClockError::NoMatch);
        }
        Ok(Self {
            candidates: steps.iter().map(|step| FastRange::of_step(*step, period, now)).collect(),
            is_certain: steps.iter().all(|step| step.abs_diff(here) <= NEAR_STEPS),
        })
    }

    /// What a verifier's record says of a code that this device made and the verifier accepted: the step of the code,
    /// which is that of this device's clock, and the step in which the verifier's own clock stood at that moment. It says
    /// the same whenever it is read.
    ///
    /// # Errors
    /// When the entry's codes do not depend on the time, or the steps are more than [`REACH_STEPS_MAX`] apart: no
    /// verifier accepts that, so they are not of one record.
    pub fn from_steps(generator: &Generator, of_code: u64, of_moment: u64) -> Result<Self, ClockError> {
        let period = generator.period().ok_or(ClockError::NotTimed)?;
        if of_code.abs_diff(of_moment) > u64::from(REACH_STEPS_MAX) {
            return Err(ClockError::NoMatch);
        }
        Ok(Self { candidates: vec![FastRange::of_steps(of_code, of_moment, period)], is_certain: true })
    }

    /// What both readings say together.
    ///
    /// # Errors
    /// When nothing fits both.
    pub fn and(&self, other: &Self) -> Result<Self, ClockError> {
        let pairs = self.candidates.iter().flat_map(|one| other.candidates.iter().map(move |two| (one, two)));
        let mut candidates: Vec<FastRange> = pairs.filter_map(|(one, two)| one.and(*two)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.is_empty() { Err(ClockError::Contradiction) } else { Ok(Self { candidates, is_certain: true }) }
    }

    /// The offset.
    ///
    /// # Errors
    /// When the next code is needed to be sure of it.
    pub fn offset(&self) -> Result<ClockOffset, ClockError> {
        match self.candidates.as_slice() {
            [FastRange { min_millis, max_millis }] if self.is_certain => {
                let width_millis = max_millis.abs_diff(*min_millis);
                Ok(ClockOffset {
                    fast_millis: min_millis.saturating_add_unsigned(width_millis / 2),
                    uncertainty_millis: width_millis.div_ceil(2),
                })
            }
            several => Err(ClockError::NextCodeNeeded { candidates: several.len() }),
        }
    }
}

/// How fast this device's clock is, as it is kept for the device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ClockOffset {
    /// How fast it is, in milliseconds; slow, where negative.
    pub fast_millis: i64,
    /// How far the truth may be from that on either side, in milliseconds.
    pub uncertainty_millis: u64,
}

impl ClockOffset {
    /// How fast the clock is, in seconds, to the nearest one; slow, where negative.
    pub const fn fast_secs(self) -> i64 {
        let half = if self.fast_millis < 0 { -500 } else { 500 };
        self.fast_millis.saturating_add(half) / 1000
    }

    /// How far the truth may be from that, in seconds, rounded up.
    pub const fn uncertainty_secs(self) -> u64 {
        self.uncertainty_millis.div_ceil(1000)
    }

    /// How many steps of this length the codes are ahead, to the nearest one; behind, where negative.
    pub const fn steps(self, period: Period) -> i64 {
        let period_millis = period.millis().cast_signed();
        let half = if self.fast_millis < 0 { -(period_millis / 2) } else { period_millis / 2 };
        self.fast_millis.saturating_add(half) / period_millis
    }

    /// Whether nothing speaks against the clock: the truth may be that it is not off at all.
    pub const fn is_right(self) -> bool {
        self.fast_millis.unsigned_abs() <= self.uncertainty_millis
    }

    /// What is to be added to this device's clock, in seconds; nothing to one that may be right, as in
    /// [`Self::corrected`].
    pub const fn correction_secs(self) -> i64 {
        if self.is_right() { 0 } else { self.fast_secs().saturating_neg() }
    }

    /// The time that codes are made for when this device's clock shows `shown`. A clock that may be right is left alone:
    /// the middle of what is not known would make it worse.
    pub const fn corrected(self, shown: UnixMillis) -> UnixMillis {
        if self.is_right() {
            return shown;
        }
        match self.fast_millis.checked_neg() {
            Some(slow_millis) => UnixMillis(shown.0.saturating_add_signed(slow_millis)),
            None => UnixMillis(u64::MAX),
        }
    }
}
