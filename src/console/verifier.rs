//! Decides about a security code. Set-up and logon both come here, so that neither is stricter (V18).

use super::{Policy, Retirement, policy::ReplayRule};
use crate::otp::{Code, Totp, UnixMillis, normalise_typed, typed_digits};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// What the verifier says about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The code is right and was never accepted before.
    Accepted {
        /// Its time step (RFC 6238 §4.2), to be kept as the last accepted one.
        step: u64,
        /// That step minus the current one.
        offset_steps: i64,
    },
    /// The code is not accepted.
    Refused(Refusal),
}

/// Why a code is refused. Never holds the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// A slip of the form, not a guess: it is no failure.
    #[error("the input is not a code of the right length")]
    #[serde(rename = "NotSixDigits")]
    NotDigits,
    /// No step near now has this code.
    #[error("the code is wrong")]
    Wrong,
    /// The code of the last accepted step, again (V4).
    #[error("the code of step {step} was accepted before")]
    Replayed {
        /// The code's step.
        step: u64,
    },
    /// The code of a step before the last accepted one (V4).
    #[error("the code is of step {step}, before the last accepted one")]
    OlderThanAccepted {
        /// The code's step.
        step: u64,
    },
    /// The code of a step outside the window: an explanation for the audit trail and for set-up, where the key is in
    /// the person's hands. Told at logon it would help a guesser to find a code that is valid later.
    #[error("the code is {offset_steps} steps away from now")]
    OutsideWindow {
        /// The code's step minus the current one.
        offset_steps: i64,
    },
    /// The code of a device that is bound no longer.
    #[error("the code is that of a device that is bound no longer")]
    Retired {
        /// Why it is not.
        why: Retirement,
    },
}

impl Refusal {
    /// Whether it counts as a failed attempt (a replay does, V9).
    pub fn is_failure(self) -> bool {
        self != Self::NotDigits
    }
}

/// What is remembered of a device, for its next code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory<'a> {
    /// The latest step accepted; none for a new key.
    pub last_accepted_step: Option<u64>,
    /// Every step accepted that may be in the window again, where the policy keeps a list of them.
    pub used_steps: &'a [u64],
    /// How far the device's clock is off, in steps; negative when it is slow.
    pub drift_steps: i64,
}

impl Memory<'_> {
    /// Whether this step's code must not be accepted (V4). `is_typed` tells of a step whether it has the typed code.
    fn is_spent(&self, step: u64, rule: ReplayRule, is_typed: impl Fn(u64) -> bool) -> bool {
        let mut used = self.used_steps.iter().copied().chain(self.last_accepted_step);
        match rule {
            ReplayRule::None => false,
            // Two steps may by chance have one code: a list of codes refuses both, a list of steps one.
            ReplayRule::UsedCodes => used.any(is_typed),
            ReplayRule::ExactSteps => used.any(|used| used == step),
            ReplayRule::NeverBackwards => self.last_accepted_step.is_some_and(|last| step <= last),
        }
    }

    /// Why a spent code is refused.
    fn refusal(&self, step: u64, rule: ReplayRule) -> Refusal {
        if rule == ReplayRule::NeverBackwards && Some(step) != self.last_accepted_step {
            Refusal::OlderThanAccepted { step }
        } else {
            Refusal::Replayed { step }
        }
    }
}

/// The codes of the window at one moment.
#[derive(Debug)]
pub struct Expected {
    current: u64,
    codes: Vec<(u64, Code)>,
}

impl Expected {
    /// The codes that are in the window of a device whose clock is off by so many steps.
    pub fn at(totp: &Totp, drift_steps: i64, now: UnixMillis, policy: &Policy) -> Self {
        let current = totp.step_at(now);
        let codes = window(current, drift_steps, policy).map(|step| (step, totp.code_of_step(step))).collect();
        Self { current, codes }
    }

    /// The verdict on `typed`; a code of no step in the window is [`Refusal::Wrong`], whatever lies around it.
    ///
    /// Under [`ReplayRule::NeverBackwards`] a code is accepted if its step is in the window and later than the last
    /// accepted one, so no code is accepted twice and none of an earlier step after a later one (RFC 6238 §5.2). The
    /// other rules are those of products that are weaker, to be compared with it.
    pub fn judge(&self, typed: &str, memory: &Memory<'_>, policy: &Policy) -> Verdict {
        // A device keeps the digits that it was bound with, whatever the policy asks of new ones.
        let digits = self.codes.first().map_or(0, |(_, code)| code.as_str().len());
        let Some(typed) = typed_digits(typed, digits) else { return Verdict::Refused(Refusal::NotDigits) };
        // Every step of the window is tried, so that the time taken does not tell which one matched. Two steps may by
        // chance have the same code: the earliest that is still acceptable is taken.
        let mut matching = Vec::new();
        for (step, code) in &self.codes {
            if code.is(&typed) {
                matching.push(*step);
            }
        }
        let is_spent = |step: u64| memory.is_spent(step, policy.replay, |used| matching.contains(&used));
        match (matching.iter().find(|step| !is_spent(**step)), matching.last()) {
            (Some(step), _) => Verdict::Accepted { step: *step, offset_steps: offset_steps(self.current, *step) },
            (None, Some(step)) => Verdict::Refused(memory.refusal(*step, policy.replay)),
            (None, None) => Verdict::Refused(Refusal::Wrong),
        }
    }
}

/// How much of what a device's clock is off is allowed for, in steps: no more than the policy's range.
pub fn drift_allowed_for(drift_steps: i64, policy: &Policy) -> i64 {
    let range = i64::try_from(policy.drift_range_steps()).unwrap_or(i64::MAX);
    drift_steps.clamp(-range, range)
}

/// The steps whose codes are accepted at this moment: those around now, or around where the device's clock is.
pub fn window(current: u64, drift_steps: i64, policy: &Policy) -> RangeInclusive<u64> {
    let middle = current.saturating_add_signed(drift_allowed_for(drift_steps, policy));
    middle.saturating_sub(policy.window_back_steps)..=middle.saturating_add(policy.window_ahead_steps)
}

/// The verdict on `typed` at time `now`, of a key of which no more is remembered than the last accepted step.
pub fn verify(totp: &Totp, typed: &str, last_accepted_step: Option<u64>, now: UnixMillis, policy: &Policy) -> Verdict {
    judge(totp, typed, &Memory { last_accepted_step, ..Memory::default() }, now, policy)
}

/// The verdict on `typed` at time `now`, with the reason of a refusal looked for around the window, too.
pub fn judge(totp: &Totp, typed: &str, memory: &Memory<'_>, now: UnixMillis, policy: &Policy) -> Verdict {
    let verdict = Expected::at(totp, memory.drift_steps, now, policy).judge(typed, memory, policy);
    if verdict != Verdict::Refused(Refusal::Wrong) || policy.explanation_steps == 0 {
        return verdict;
    }
    let typed = normalise_typed(typed);
    let current = totp.step_at(now);
    let window = window(current, memory.drift_steps, policy);
    let (first, last) = (current.min(*window.start()), current.max(*window.end()));
    let wider = first.saturating_sub(policy.explanation_steps)..=last.saturating_add(policy.explanation_steps);
    wider
        .filter(|step| !window.contains(step) && totp.code_of_step(*step).is(&typed))
        .min_by_key(|step| step.abs_diff(current))
        .map_or(verdict, |step| Verdict::Refused(Refusal::OutsideWindow { offset_steps: offset_steps(current, step) }))
}

/// A step minus the current one; what is farther than an `i64` tells is as far as it tells.
pub fn offset_steps(current: u64, step: u64) -> i64 {
    let apart = i64::try_from(step.abs_diff(current)).unwrap_or(i64::MAX);
    if step < current { -apart } else { apart }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Algorithm, Digits, Period, Secret};

    #[test]
    fn the_window_has_one_step_on_each_side() {
        let secret = Secret::from_bytes(*b"12345678901234567890").unwrap();
        let totp = Totp::new(&secret, Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        let policy = Policy::gov_cloud();
        let now = UnixMillis::from_secs(1_700_000_000);
        let current = totp.step_at(now);
        for (offset_steps, step) in [(-1, current - 1), (0, current), (1, current + 1)] {
            let typed = totp.code_of_step(step).grouped();
            assert_eq!(verify(&totp, &typed, None, now, &policy), Verdict::Accepted { step, offset_steps });
        }
        for (offset_steps, step) in [(-2, current - 2), (2, current + 2), (20, current + 20)] {
            let code = totp.code_of_step(step);
            let verdict = verify(&totp, code.as_str(), None, now, &policy);
            assert_eq!(verdict, Verdict::Refused(Refusal::OutsideWindow { offset_steps }));
        }
        for typed in ["", "12345", "1234567", "12345a"] {
            let verdict = verify(&totp, typed, None, now, &policy);
            assert_eq!(verdict, Verdict::Refused(Refusal::NotDigits));
        }
    }

    #[test]
    fn an_offset_is_of_the_step_from_now_and_never_wraps() {
        for (current, step, offset) in
            [(7, 7, 0), (7, 9, 2), (9, 7, -2), (0, u64::MAX, i64::MAX), (u64::MAX, 0, -i64::MAX)]
        {
            assert_eq!(offset_steps(current, step), offset, "{step} at {current}");
        }
    }

    #[test]
    fn recorded_drift_moves_the_window_and_no_further_than_its_range() {
        let policy =
            Policy { drift_is_recorded: true, drift_limit_steps: 2, resynchronisation_steps: 0, ..Policy::gov_cloud() };
        for (drift_steps, middle) in [(0, 1_000), (2, 1_002), (-2, 998), (9, 1_002), (-9, 998)] {
            assert_eq!(window(1_000, drift_steps, &policy), middle - 1..=middle + 1);
        }
        assert_eq!(window(0, -2, &policy), 0..=1);
        // What is told of a clock is what is done about it.
        let strict = super::super::Preset::Strict.policy();
        let keycloak = super::super::Preset::Keycloak.policy();
        for (drift_steps, by_strict) in [(120, 20), (-120, -20), (10, 10), (0, 0)] {
            assert_eq!(drift_allowed_for(drift_steps, &strict), by_strict);
            assert_eq!(drift_allowed_for(drift_steps, &keycloak), 0);
        }
    }
}
