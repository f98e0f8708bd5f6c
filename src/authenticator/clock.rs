//! How far this device's clock is from the one that codes are judged by, and when to suspect it.
//!
//! A code of another device, read aloud, says in which step that device's clock stands. A step is long, and a person
//! takes time to type: so one reading gives a range. A second one, of the next code, makes it narrower and certain.

use serde::{Deserialize, Serialize};

use crate::otp::UnixMillis;

use super::{EntryId, Generator};

/// How long a person may take from reading a code to having typed it, in seconds.
pub const TYPING_SECS_MAX: u32 = 15;
/// The farthest that is searched on either side, in steps: a day of 30 s. A clock that is farther off shows it by its date.
pub const REACH_STEPS_MAX: u32 = 2_880;
/// So near a match needs no second code to be believed: by chance it comes once in tens of thousands.
const NEAR_STEPS: u64 = 10;
/// After so many refusals in a row the clock is suspected: one may be a typing error, or a code that was about to end.
pub const REFUSALS_MAX: u8 = 2;
/// Who takes another code within this time was refused, in seconds: later it may be another log-on.
pub const RETRY_SECS_MAX: u64 = 90;

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
    fn of_step(step: u64, period_secs: u32, now: UnixMillis) -> Self {
        let period_millis = i64::from(period_secs) * 1000;
        let start_millis = i64::try_from(step).unwrap_or(i64::MAX).saturating_mul(period_millis);
        let max_millis = i64::try_from(now.0).unwrap_or(i64::MAX).saturating_sub(start_millis);
        let width_millis = period_millis - 1 + i64::from(TYPING_SECS_MAX) * 1000;
        Self { min_millis: max_millis.saturating_sub(width_millis), max_millis }
    }

    /// This device made a code of one step, and the reference took it in another: between the two moments lies less than
    /// a step either way, since neither says where in its step it stood.
    fn of_steps(of_code: u64, of_moment: u64, period_secs: u32) -> Self {
        let period_millis = i64::from(period_secs) * 1000;
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
        let period_secs = generator.period_secs().ok_or(ClockError::NotTimed)?.get();
        let here = generator.step_at(now);
        let reach = u64::from(reach_steps.min(REACH_STEPS_MAX));
        let steps: Vec<u64> = (here.saturating_sub(reach)..=here.saturating_add(reach))
            .filter(|step| generator.code_of_step(*step).matches(typed))
            .collect();
        if steps.is_empty() {
            return Err(ClockError::NoMatch);
        }
        Ok(Self {
            candidates: steps.iter().map(|step| FastRange::of_step(*step, period_secs, now)).collect(),
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
        let period_secs = generator.period_secs().ok_or(ClockError::NotTimed)?.get();
        if of_code.abs_diff(of_moment) > u64::from(REACH_STEPS_MAX) {
            return Err(ClockError::NoMatch);
        }
        Ok(Self { candidates: vec![FastRange::of_steps(of_code, of_moment, period_secs)], is_certain: true })
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
    pub const fn steps(self, period_secs: u32) -> i64 {
        let period_millis = if period_secs == 0 { 1000 } else { period_secs as i64 * 1000 };
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

/// Signs that codes are refused. No authenticator hears what became of its codes; but an accepted one ends a log-on, and
/// who takes another code of the same entry soon afterwards was most likely refused.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Refusals {
    /// The entry, the step and the moment of the code that was taken last.
    last: Option<(EntryId, u64, UnixMillis)>,
    in_a_row: u8,
}

impl Refusals {
    /// After the code of a step of an entry was taken. The same code taken again is no sign.
    #[must_use]
    pub fn taken(self, id: &EntryId, step: u64, now: UnixMillis) -> Self {
        let in_a_row = match &self.last {
            Some((last, at_step, at)) if last == id && now <= at.plus_secs(RETRY_SECS_MAX) => {
                self.in_a_row.saturating_add(u8::from(*at_step != step))
            }
            _ => 0,
        };
        Self { last: Some((id.clone(), step, now)), in_a_row }
    }

    /// Whether it is time to suggest that the clock is wrong.
    pub const fn suggest_clock(&self) -> bool {
        self.in_a_row >= REFUSALS_MAX
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authenticator::Entry;
    use crate::authenticator::fixtures::{counting, entry};
    use crate::otp::{Digits, Kind};

    const NOW: UnixMillis = UnixMillis(1_700_000_012_000);

    fn generator() -> Generator {
        entry(1).generator()
    }

    /// What another device shows whose clock is right, when this one is so many seconds fast.
    fn code(generator: &Generator, fast_secs: i64) -> String {
        generator.code_at(NOW.offset_secs(-fast_secs)).grouped()
    }

    fn offset(generator: &Generator, fast_secs: i64) -> Result<ClockOffset, ClockError> {
        ClockReading::from_code(generator, &code(generator, fast_secs), NOW, REACH_STEPS_MAX)?.offset()
    }

    #[test]
    fn a_clock_that_is_off_is_found_and_one_that_is_right_is_left_alone() {
        for fast_secs in [-290, -90, -61, 0, 1, 61, 120, 299] {
            let found = offset(&generator(), fast_secs).unwrap();
            assert!(found.fast_secs().abs_diff(fast_secs) <= found.uncertainty_secs(), "{fast_secs}: {found:?}");
            assert_eq!(found.is_right(), fast_secs.abs() < 30, "{fast_secs}: {found:?}");
            assert!(found.uncertainty_secs() <= 23);
        }
        assert_eq!(offset(&generator(), 0).unwrap().corrected(NOW), NOW);
    }

    #[test]
    fn a_far_match_is_believed_after_the_next_code() {
        let generator = generator();
        assert_eq!(offset(&generator, 3_600), Err(ClockError::NextCodeNeeded { candidates: 1 }));
        let read = |now: UnixMillis| {
            let code = generator.code_at(now.offset_secs(-3_600));
            ClockReading::from_code(&generator, code.as_str(), now, REACH_STEPS_MAX).unwrap()
        };
        let found = read(NOW).and(&read(NOW.plus_secs(20))).unwrap().offset().unwrap();
        assert!(found.fast_secs().abs_diff(3_600) <= found.uncertainty_secs(), "{found:?}");
        assert!(found.uncertainty_secs() < 23, "two readings are narrower than one");
        assert_eq!(found.steps(30), 120);
        assert_eq!(generator.step_at(found.corrected(NOW)), generator.step_at(NOW.offset_secs(-found.fast_secs())));
    }

    #[test]
    fn a_code_that_several_steps_have_asks_for_the_next_one() {
        // Five digits over a day of seconds: many steps share a code.
        let entry = Entry { kind: Kind::Totp { period_secs: 1 }, digits: Digits::FIVE, ..entry(1) };
        let generator = entry.generator();
        let shared = (-2_880..=2_880_i64)
            .find(|fast_secs| {
                matches!(offset(&generator, *fast_secs), Err(ClockError::NextCodeNeeded { candidates: 2.. }))
            })
            .unwrap();
        let read = |now: UnixMillis| {
            let code = generator.code_at(now.offset_secs(-shared));
            ClockReading::from_code(&generator, code.as_str(), now, REACH_STEPS_MAX).unwrap()
        };
        let found = read(NOW).and(&read(NOW.plus_secs(20))).unwrap().offset().unwrap();
        assert!(found.fast_secs().abs_diff(shared) <= found.uncertainty_secs());
    }

    #[test]
    fn what_says_nothing_is_told() {
        let read = |typed: &str, reach| ClockReading::from_code(&generator(), typed, NOW, reach);
        for typed in ["", "12345", "abcdef", "1234567"] {
            assert_eq!(read(typed, REACH_STEPS_MAX).err(), Some(ClockError::NoMatch), "{typed}");
        }
        assert_eq!(read(&code(&generator(), 300), 5).err(), Some(ClockError::NoMatch), "out of reach");
        let counted = counting(1, 0).generator();
        assert_eq!(ClockReading::from_code(&counted, "755224", NOW, 5).err(), Some(ClockError::NotTimed));
        assert_eq!(ClockReading::from_steps(&counted, 0, 0).err(), Some(ClockError::NotTimed));
        let one = read(&code(&generator(), 0), 5).unwrap();
        let other = read(&code(&generator(), 90), 5).unwrap();
        assert_eq!(one.and(&other), Err(ClockError::Contradiction));
    }

    #[test]
    fn the_two_steps_that_a_verifier_records_are_a_reading() {
        let read = |of_code, of_moment| ClockReading::from_steps(&generator(), of_code, of_moment);
        for (of_code, of_moment, fast_secs, is_right) in [
            (59_000_000, 59_000_000, 0, true),
            // The code was typed just after its step, or just before it by the other clock.
            (59_000_000, 59_000_001, -30, true),
            (59_000_001, 59_000_000, 30, true),
            (59_000_004, 59_000_000, 120, false),
            (58_999_996, 59_000_000, -120, false),
            (59_000_020, 59_000_000, 600, false),
            (u64::MAX, u64::MAX, 0, true),
            (2_880, 0, 86_400, false),
        ] {
            let found = read(of_code, of_moment).unwrap().offset().unwrap();
            let told = (found.fast_secs(), found.uncertainty_secs(), found.is_right());
            assert_eq!(told, (fast_secs, 30, is_right), "{of_code}, {of_moment}");
        }
        for (of_code, of_moment) in [(0, 2_881), (u64::MAX, 0), (59_000_000, 5_900_000)] {
            assert_eq!(read(of_code, of_moment), Err(ClockError::NoMatch), "{of_code}, {of_moment}");
        }
        let narrower = read(59_000_004, 59_000_000).unwrap().and(&read(59_000_005, 59_000_000).unwrap()).unwrap();
        let found = narrower.offset().unwrap();
        assert_eq!((found.fast_secs(), found.uncertainty_secs()), (135, 15));
    }

    #[test]
    fn seconds_and_steps_are_rounded_to_the_nearest() {
        for (fast_millis, secs, steps) in
            [(0, 0, 0), (499, 0, 0), (500, 1, 0), (-500, -1, 0), (14_999, 15, 0), (15_000, 15, 1), (-15_000, -15, -1)]
        {
            let offset = ClockOffset { fast_millis, uncertainty_millis: 0 };
            assert_eq!((offset.fast_secs(), offset.steps(30)), (secs, steps), "{fast_millis}");
        }
    }

    #[test]
    fn a_third_code_soon_after_the_second_suggests_the_clock() {
        let id = |name| entry(name).id;
        let after = |taken: &[(u32, u64, u64)]| {
            let take = |signs: Refusals, (name, step, at_secs): &(u32, u64, u64)| {
                signs.taken(&id(*name), *step, NOW.plus_secs(*at_secs))
            };
            taken.iter().fold(Refusals::default(), take).suggest_clock()
        };
        assert!(after(&[(1, 10, 0), (1, 11, 30), (1, 12, 60)]));
        assert!(!after(&[(1, 10, 0), (1, 11, 30)]), "once may be a typing error");
        assert!(!after(&[(1, 10, 0), (1, 10, 5), (1, 10, 9), (1, 11, 30)]), "one code taken again is no sign");
        assert!(!after(&[(1, 10, 0), (1, 11, 30), (2, 12, 60)]), "another account");
        assert!(!after(&[(1, 10, 0), (1, 11, 30), (1, 15, 121)]), "another log-on");
    }

    proptest! {
        #[test]
        fn the_truth_is_within_what_is_said(
            fast_millis in -250_000_i64..250_000, typing_millis in 0_u64..15_000, now in 1_000_000_000_u64..1 << 42,
        ) {
            let generator = generator();
            let truth = UnixMillis(now).0.saturating_add_signed(-fast_millis);
            let read = generator.code_at(UnixMillis(truth - typing_millis));
            let found = ClockReading::from_code(&generator, read.as_str(), UnixMillis(now), 20).unwrap();
            let holds = |range: &FastRange| (range.min_millis..=range.max_millis).contains(&fast_millis);
            prop_assert!(found.candidates.iter().any(holds));
        }

        #[test]
        fn the_truth_is_within_what_a_record_says(
            fast_millis in -600_000_i64..600_000, verified_at in 1_000_000_000_u64..1 << 42,
        ) {
            let generator = generator();
            let shown = UnixMillis(verified_at.saturating_add_signed(fast_millis));
            let (of_code, of_moment) = (generator.step_at(shown), generator.step_at(UnixMillis(verified_at)));
            let found = ClockReading::from_steps(&generator, of_code, of_moment).unwrap().offset().unwrap();
            prop_assert!(found.fast_millis.abs_diff(fast_millis) <= found.uncertainty_millis);
        }

        #[test]
        fn no_number_panics(fast_millis in any::<i64>(), uncertainty_millis in any::<u64>(), now in any::<u64>()) {
            let offset = ClockOffset { fast_millis, uncertainty_millis };
            let _ = (offset.fast_secs(), offset.steps(0), offset.steps(30), offset.corrected(UnixMillis(now)));
            let _ = ClockReading::from_code(&generator(), "123456", UnixMillis(now), 1);
        }
    }
}
