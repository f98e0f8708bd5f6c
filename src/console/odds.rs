//! What a guesser can hope for, in closed form.
//!
//! RFC 4226 §6 and appendix A: with a window of `s` codes of `d` digits, `v` guesses find a code with a chance of about
//! `s·v / 10^d`. Each guess is independent of the others, as the codes change; so the exact chance of at least one hit is
//! `1 - (1 - s/10^d)^v`. How many guesses there are is what the brake decides: a guesser who knows the password tries as
//! soon as the next try is looked at, and nobody else logs on meanwhile (a success would let the count begin anew).

use crate::otp::DAY_SECS;

use super::{
    Policy,
    policy::{LockEnd, ThrottleRule},
};

/// A year of 365 days, in seconds.
pub const YEAR_SECS: u64 = 365 * DAY_SECS;

/// How many guesses a second are assumed where nothing brakes: no source says, and a network allows about this many.
pub const UNBRAKED_GUESSES_PER_SEC: u64 = 10;

/// The chance that one random guess is accepted, for an account with so many devices.
///
/// `devices · s / 10^d`, with `s` the steps of the window: two of its codes are the same once in a million, which is left
/// out.
#[expect(clippy::cast_precision_loss, reason = "windows and devices are few")]
pub fn chance_of_one_guess(policy: &Policy, devices: usize) -> f64 {
    let codes = policy.window_steps() as f64 * devices as f64;
    codes / 10_f64.powi(policy.digits.get().into())
}

/// The chance that at least one of so many guesses is accepted, each with the same chance: `1 - (1 - p)^n`.
#[expect(clippy::cast_precision_loss, reason = "the error is far below the chance itself")]
pub fn chance_of_any(chance_of_one: f64, guesses: u64) -> f64 {
    -(guesses as f64 * (-chance_of_one).ln_1p()).exp_m1()
}

/// The `n` of “one in `n`”, rounded: 1 when it is nearly certain.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a chance is positive and at most one")]
pub fn one_in(chance: f64) -> u64 {
    (1.0 / chance).round() as u64
}

/// How many guesses a brake lets be looked at within so many seconds, the first one at their beginning; none if it never
/// makes anybody wait.
///
/// - A lock that ends at the desk after `m` failures: at most `m`.
/// - Waits and locks after failures in a row: the wait after the `n`-th failure depends on `n` only and is constant from
///   some failure on, so their sum is exact up to there and a product after it.
/// - Rates of `f` failures in `w` seconds: `f` of the longest `w` in each of its periods; in what is left of the time
///   `r`, the fewest that any rate allows, `f·(⌊r/w⌋ + 1)`. It holds where each longer rate is a multiple of the shorter.
pub fn guesses_within(rule: &ThrottleRule, secs: u64) -> Option<u64> {
    let rates = rule.locks.iter().filter_map(|lock| Some((u64::from(lock.failures), lock.within_secs?)));
    let by_rate = rates.clone().max_by_key(|(_, within)| *within).map(|(allowed, within)| {
        let (periods, left) = (secs / within, secs % within);
        let in_the_rest = rates.map(|(allowed, within)| allowed * (left / within + 1)).min().unwrap_or(0);
        periods * allowed + in_the_rest.min(allowed)
    });
    let in_a_row = guesses_in_a_row(rule, secs);
    match (by_rate, in_a_row) {
        (Some(by_rate), Some(in_a_row)) => Some(by_rate.min(in_a_row)),
        (by_rate, in_a_row) => by_rate.or(in_a_row),
    }
}

/// The same for waits and locks after failures in a row.
fn guesses_in_a_row(rule: &ThrottleRule, secs: u64) -> Option<u64> {
    let locks = rule.locks.iter().filter(|lock| lock.within_secs.is_none());
    let desk = locks.clone().filter(|lock| lock.end == LockEnd::AtDesk).map(|lock| lock.failures).min();
    let wait_secs = |failures: u32| {
        let locked = locks.clone().filter(|lock| failures >= lock.failures).filter_map(|lock| match lock.end {
            LockEnd::AfterSecs(secs) => Some(secs),
            LockEnd::WhenFewer | LockEnd::AtDesk => None,
        });
        locked.max().unwrap_or_else(|| rule.delay_secs(failures))
    };
    let constant_from = constant_from(rule);
    let (mut guesses, mut spent) = (1_u32, 0_u64);
    while guesses < constant_from && desk.is_none_or(|desk| guesses < desk) {
        let next = spent.saturating_add(wait_secs(guesses));
        if next > secs {
            return Some(guesses.into());
        }
        (guesses, spent) = (guesses + 1, next);
    }
    if let Some(desk) = desk {
        return Some(desk.into());
    }
    let wait = wait_secs(guesses);
    (wait > 0).then(|| u64::from(guesses) + (secs - spent) / wait)
}

/// The failure from which on the wait is always the same.
fn constant_from(rule: &ThrottleRule) -> u32 {
    let last_lock = rule.locks.iter().map(|lock| lock.failures).max().unwrap_or(0);
    let longest = (rule.delay_from_failure..)
        .step_by(rule.delay_from_failure.max(1) as usize)
        .take_while(|failures| *failures < 100_000 && rule.delay_secs(*failures) < rule.longest_delay_secs)
        .last();
    last_lock.max(longest.map_or(1, |failures| failures + rule.delay_from_failure.max(1)))
}

/// The guesses of a year under a brake: those it allows, or as many as the network does.
pub fn guesses_per_year(rule: &ThrottleRule) -> u64 {
    guesses_within(rule, YEAR_SECS).unwrap_or(YEAR_SECS * UNBRAKED_GUESSES_PER_SEC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{Preset, presets};

    #[test]
    fn the_chance_of_one_guess_is_the_window_over_all_codes() {
        for (preset, millionths) in [(Preset::GovCloud, 3.0), (Preset::PrivacyIdea, 13.0), (Preset::Strict, 1.0)] {
            let chance = chance_of_one_guess(&preset.policy(), 1);
            assert!((chance * 1e6 - millionths).abs() < 1e-9, "{preset:?}");
        }
        assert!((chance_of_one_guess(&Policy::gov_cloud(), 8) - 24e-6).abs() < 1e-12);
    }

    #[test]
    fn many_guesses_find_one_with_a_chance_below_one() {
        assert!((chance_of_any(3e-6, 1) - 3e-6).abs() < 1e-15);
        // RFC 4226 §6 adds the chances up; for few guesses that is nearly the same.
        assert!((chance_of_any(3e-6, 100) - 3e-4).abs() < 1e-7);
        assert!((chance_of_any(0.5, 2) - 0.75).abs() < 1e-12);
        assert_eq!(one_in(chance_of_any(3e-6, 1_000_000_000)), 1);
        assert_eq!(one_in(3e-6), 333_333);
    }

    #[test]
    fn the_guesses_of_a_year_by_hand() {
        // Nine within 1,215 s, 90 of a quarter of an hour each, then one each 30 days.
        let doubling = 1 + 9 + 90 + (YEAR_SECS - 1_215 - 90 * 900) / (30 * DAY_SECS);
        assert_eq!(guesses_within(&Preset::GovCloud.policy().throttle, YEAR_SECS), Some(doubling));
        assert_eq!(guesses_within(&Preset::Authelia.policy().throttle, YEAR_SECS), Some(YEAR_SECS / 600 * 50 + 30));
        assert_eq!(guesses_within(&Preset::PrivacyIdea.policy().throttle, YEAR_SECS), Some(10));
        assert_eq!(guesses_within(&Preset::Keycloak.policy().throttle, YEAR_SECS), None);
        // 29 at once; 30 of each length from one minute to fourteen; a quarter of an hour from the 450th on.
        let rising: u64 = (1..15).map(|minutes| 30 * 60 * minutes).sum();
        let detection = 450 + (YEAR_SECS - rising) / 900;
        assert_eq!(guesses_within(&presets::KEYCLOAK_BRUTE_FORCE_DETECTION, YEAR_SECS), Some(detection));
    }
}
