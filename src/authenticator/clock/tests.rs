//! How readings become offsets.

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
    assert_eq!(found.steps(Period::THIRTY), 120);
    assert_eq!(generator.step_at(found.corrected(NOW)), generator.step_at(NOW.offset_secs(-found.fast_secs())));
}

#[test]
fn a_code_that_several_steps_have_asks_for_the_next_one() {
    // Five digits over a day of seconds: many steps share a code.
    let entry = Entry { kind: Kind::Totp { period: Period::new(1).unwrap() }, digits: Digits::FIVE, ..entry(1) };
    let generator = entry.generator();
    let shared = (-2_880..=2_880_i64)
        .find(|fast_secs| matches!(offset(&generator, *fast_secs), Err(ClockError::NextCodeNeeded { candidates: 2.. })))
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
        assert_eq!((offset.fast_secs(), offset.steps(Period::THIRTY)), (secs, steps), "{fast_millis}");
    }
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
        let _ = (offset.fast_secs(), offset.steps(Period::new(1).unwrap()), offset.steps(Period::THIRTY), offset.corrected(UnixMillis(now)));
        let _ = ClockReading::from_code(&generator(), "123456", UnixMillis(now), 1);
    }
}
