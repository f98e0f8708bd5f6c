//! Two consecutive codes: the proof by which a device is resynchronised (RFC 4226 §7.4), and by which a policy may want
//! a new device to show itself. Both codes are judged together; one alone is worth nothing.

use super::{FactorReason, verifier::offset_steps};
use crate::otp::{Digits, Totp, typed_digits};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Which of the two codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The first one.
    First,
    /// The second one.
    Second,
}

/// Why two codes are not taken for consecutive ones. Never holds a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PairRefusal {
    /// A slip of the form, not a guess.
    #[error("the {0:?} input is not a code of the right length")]
    #[serde(rename = "NotSixDigits")]
    NotDigits(Which),
    /// The same code twice: another slip.
    #[error("both codes are the same")]
    SameTwice,
    /// Codes of the device, the later one first.
    #[error("the second code comes before the first")]
    Swapped,
    /// Codes of the device, with others between them.
    #[error("there are other codes between the two")]
    Apart,
    /// Consecutive codes of the device, of steps too far from now.
    #[error("the codes are {offset_steps} steps away from now")]
    OutOfRange {
        /// The second code's step minus the current one.
        offset_steps: i64,
    },
    /// At least one of them is no code of the device near now.
    #[error("at least one of the codes is wrong")]
    Wrong,
}

impl PairRefusal {
    /// Whether it counts as a failed attempt.
    pub fn is_failure(self) -> bool {
        !matches!(self, Self::NotDigits(_) | Self::SameTwice)
    }

    /// The same as a reason in the trail.
    pub const fn reason(self) -> FactorReason {
        match self {
            Self::SameTwice => FactorReason::SameTwice,
            Self::Swapped => FactorReason::Swapped,
            Self::Apart => FactorReason::Apart,
            Self::OutOfRange { .. } => FactorReason::OutsideWindow,
            Self::Wrong | Self::NotDigits(_) => FactorReason::Wrong,
        }
    }
}

/// The two codes as they are compared, if both have the form of one.
///
/// # Errors
/// The slip of the form.
pub fn formed(digits: Digits, codes: [&str; 2]) -> Result<[String; 2], PairRefusal> {
    let [first, second] = codes;
    let formed = |typed, which| typed_digits(typed, digits.get().into()).ok_or(PairRefusal::NotDigits(which));
    let codes = [formed(first, Which::First)?, formed(second, Which::Second)?];
    if codes[0] == codes[1] { Err(PairRefusal::SameTwice) } else { Ok(codes) }
}

/// The step of the second code, if the first one is that of the step before it and `accepted` has the second one's.
/// What lies within `explained_steps` of `current` is looked at too, for the reason of a refusal only.
///
/// # Errors
/// Why they are not taken.
pub fn judge(
    totp: &Totp,
    [first, second]: &[String; 2],
    accepted: &RangeInclusive<u64>,
    current: u64,
    explained_steps: u64,
) -> Result<u64, PairRefusal> {
    let lowest = accepted.start().saturating_sub(1).min(current.saturating_sub(explained_steps));
    let highest = (*accepted.end()).max(current.saturating_add(explained_steps));
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for step in lowest..=highest {
        let code = totp.code_of_step(step);
        if code.matches(first) {
            firsts.push(step);
        }
        if code.matches(second) {
            seconds.push(step);
        }
    }
    let nearest = |steps: &mut dyn Iterator<Item = u64>| steps.min_by_key(|step| step.abs_diff(current));
    let mut pairs = seconds.iter().copied().filter(|step| step.checked_sub(1).is_some_and(|one| firsts.contains(&one)));
    if let Some(step) = nearest(&mut pairs) {
        let offset_steps = offset_steps(current, step);
        return if accepted.contains(&step) { Ok(step) } else { Err(PairRefusal::OutOfRange { offset_steps }) };
    }
    // Codes repeat by chance, so only those near now tell the order.
    let is_near = |step: &u64| accepted.contains(step) || step.saturating_add(1) == *accepted.start();
    let of_first = nearest(&mut firsts.into_iter().filter(is_near));
    let of_second = nearest(&mut seconds.into_iter().filter(is_near));
    Err(match (of_first, of_second) {
        (Some(first), Some(second)) if second < first => PairRefusal::Swapped,
        (Some(_), Some(_)) => PairRefusal::Apart,
        _ => PairRefusal::Wrong,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::fixtures;
    use proptest::prelude::*;

    const CURRENT: u64 = 56_666_667;

    /// The verdict on the codes of these two steps, when those within two steps of now are accepted.
    fn of_steps(first: i64, second: i64) -> Result<u64, PairRefusal> {
        let totp = fixtures::totp(1);
        let code = |offset: i64| totp.code_of_step(CURRENT.saturating_add_signed(offset)).grouped();
        let accepted = CURRENT - 2..=CURRENT + 2;
        let codes = formed(Digits::SIX, [&code(first), &code(second)])?;
        judge(&totp, &codes, &accepted, CURRENT, 20)
    }

    #[test]
    fn only_a_step_and_the_next_one_are_taken_and_the_rest_is_explained() {
        for second in -2..=2 {
            assert_eq!(of_steps(second - 1, second), Ok(CURRENT.saturating_add_signed(second)), "{second}");
        }
        assert_eq!(of_steps(0, 0), Err(PairRefusal::SameTwice));
        assert_eq!(of_steps(1, 0), Err(PairRefusal::Swapped));
        assert_eq!(of_steps(2, -1), Err(PairRefusal::Swapped));
        assert_eq!(of_steps(-1, 1), Err(PairRefusal::Apart));
        assert_eq!(of_steps(2, 3), Err(PairRefusal::OutOfRange { offset_steps: 3 }));
        assert_eq!(of_steps(-4, -3), Err(PairRefusal::OutOfRange { offset_steps: -3 }));
        assert_eq!(of_steps(-22, -21), Err(PairRefusal::Wrong));
        assert_eq!(of_steps(0, 9), Err(PairRefusal::Wrong));
    }

    #[test]
    fn a_slip_of_the_form_names_its_field_and_is_no_failure() {
        let formed = |codes| formed(Digits::SIX, codes);
        assert_eq!(formed(["12345", "123 456"]), Err(PairRefusal::NotDigits(Which::First)));
        assert_eq!(formed(["123 456", ""]), Err(PairRefusal::NotDigits(Which::Second)));
        assert_eq!(formed(["123 456", "123-457"]), Ok(["123456".to_owned(), "123457".to_owned()]));
        assert!(!PairRefusal::NotDigits(Which::First).is_failure());
        assert!(!PairRefusal::SameTwice.is_failure());
        assert!(PairRefusal::Apart.is_failure());
    }

    proptest! {
        #[test]
        fn what_is_taken_is_a_step_and_the_next_one(first in -30_i64..30, second in -30_i64..30) {
            if let Ok(step) = of_steps(first, second) {
                prop_assert_eq!(second - first, 1);
                prop_assert_eq!(step, CURRENT.saturating_add_signed(second));
                prop_assert!(second.abs() <= 2);
            }
        }
    }
}
