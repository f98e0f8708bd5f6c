//! A million guesses under each preset, by the real verifier and the real throttle, against the closed form.

use super::*;
use counterpart::console::policy::ThrottleRule;
use counterpart::console::{odds, presets};
use proptest::prelude::*;

/// Numbers that look random and are the same at each run (SplitMix64).
struct Guesser(u64);

impl Guesser {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// What an attack came to.
struct Attack {
    hits: u64,
    unlocks: u64,
    ended_at: UnixMillis,
}

/// So many guesses at one account, each as soon as it is looked at. Where only the desk unlocks, it does. After a hit the
/// attack begins anew, an hour later.
fn attack(policy: &Policy, guesses: u64, mut guess: impl FnMut(UnixMillis) -> String) -> Attack {
    let (totp, mut throttle, mut now) = (totp(), Throttle::default(), NOW);
    let (mut hits, mut unlocks) = (0, 0);
    // The codes of a moment are made once for all guesses of that moment.
    let mut expected = (now, verifier::Expected::at(&totp, 0, now, policy));
    for _ in 0..guesses {
        assert_eq!(throttle.check(now), Ok(()));
        if expected.0 != now {
            expected = (now, verifier::Expected::at(&totp, 0, now, policy));
        }
        match expected.1.judge(&guess(now), &verifier::Memory::default(), policy) {
            Verdict::Accepted { .. } => {
                throttle.succeed();
                (hits, now) = (hits + 1, now.plus_secs(3_600));
            }
            Verdict::Refused(_) => match throttle.fail(now, &policy.throttle).until {
                Some(until) => now = until,
                None => {
                    throttle.succeed();
                    unlocks += 1;
                }
            },
        }
    }
    Attack { hits, unlocks, ended_at: now }
}

/// How far from now the codes of the second guesser are, in steps either way.
const FAR_STEPS: u64 = 10;

/// Guesses that were accepted, and codes of the device that were refused as those of another moment.
struct Found {
    hits: u64,
    outside: u64,
}

/// The same through the account: any of its devices, and all that a judgement does.
fn attack_on_the_account(policy: &Policy, guesses: u64, mut guess: impl FnMut(UnixMillis) -> String) -> Found {
    // The reason of a refusal is looked for as far out as the guesser goes: further, it takes most of the time.
    let policy = Policy { explanation_steps: FAR_STEPS, ..policy.clone() };
    let fresh = bound_account(NOW);
    let keys = keys(&fresh);
    let (mut account, mut now, mut found) = (fresh.clone(), NOW.plus_secs(3_600), Found { hits: 0, outside: 0 });
    for _ in 0..guesses {
        let failures = account.code_throttle.failures;
        let judgement = second_factor::judge_code(&mut account, &keys, &guess(now), now, &policy).unwrap();
        if judgement.is_accepted() {
            found.hits += 1;
            (account, now) = (fresh.clone(), now.plus_secs(3_600));
        } else {
            assert_eq!(account.code_throttle.failures, failures + 1, "every refusal counts, whatever its reason");
            found.outside += u64::from(matches!(judgement.verdict, Verdict::Refused(Refusal::OutsideWindow { .. })));
        }
        match account.code_throttle.check(now) {
            Err(Wait { until: Some(until), .. }) => now = until,
            Err(Wait { until: None, .. }) => account.code_throttle.succeed(),
            Ok(()) => {}
        }
    }
    found
}

/// Whether so many hits are what so many guesses of this chance bring, within four standard deviations.
#[track_caller]
fn assert_binomial(hits: u64, guesses: u64, chance: f64) {
    let (hits, guesses) = (hits as f64, guesses as f64);
    let (expected, deviation) = (guesses * chance, (guesses * chance * (1.0 - chance)).sqrt());
    assert!((hits - expected).abs() <= 4.0 * deviation, "{hits} hits where {expected} ± {deviation} are expected");
}

const MILLION: u64 = 1_000_000;

#[track_caller]
fn a_million_guesses(preset: Preset) -> Attack {
    let policy = preset.policy();
    let chance = odds::chance_of_one_guess(&policy, 1);
    let mut guesser = Guesser(preset as u64);
    let random = attack(&policy, MILLION, |_| format!("{:06}", guesser.below(MILLION)));
    assert_binomial(random.hits, MILLION, chance);
    // A million guesses bring few hits, so a second guesser is told of 1,000 codes that those within ten steps of now are
    // among: the same chance a thousand times over, and the error is small enough to tell a window from the next wider
    // one. What lies outside the window is refused and counts as any other guess.
    let (guesses, candidates, near) = (20_000, 1_000, 2 * FAR_STEPS + 1);
    let found = attack_on_the_account(&policy, guesses, |now| {
        let (first, lucky) = (totp().step_at(now) - FAR_STEPS, guesser.below(candidates));
        if lucky < near { totp().code_of_step(first + lucky).as_str().to_owned() } else { wrong() }
    });
    assert_binomial(found.hits, guesses, chance * 1e6 / candidates as f64);
    assert_binomial(found.outside, guesses, (near - policy.window_steps()) as f64 / candidates as f64);
    random
}

/// A code that is as good as never right: two of a million guesses with it might be.
fn wrong() -> String {
    "000000".to_owned()
}

#[test]
fn a_million_guesses_under_gov_cloud() {
    let attack = a_million_guesses(Preset::GovCloud);
    // 30 days for nearly each of them.
    assert!(NOW.secs_until(attack.ended_at) > (MILLION - 110 * (attack.hits + 1)) * 30 * 86_400);
    assert_eq!(attack.unlocks, 0);
}

#[test]
fn a_million_guesses_under_aws() {
    assert_eq!(a_million_guesses(Preset::Aws).unlocks, 0);
}

#[test]
fn a_million_guesses_under_keycloak() {
    let attack = a_million_guesses(Preset::Keycloak);
    assert_eq!(NOW.secs_until(attack.ended_at), attack.hits * 3_600, "nothing made the guesser wait");
}

#[test]
fn a_million_guesses_under_authelia() {
    let attack = a_million_guesses(Preset::Authelia);
    // 50 in each ten minutes.
    let expected = MILLION / 50 * 600;
    let spent = NOW.secs_until(attack.ended_at);
    assert!(spent.abs_diff(expected) < (attack.hits + 2) * 4_200, "{spent} s where {expected} are expected");
}

#[test]
fn a_million_guesses_under_privacyidea() {
    let attack = a_million_guesses(Preset::PrivacyIdea);
    // The desk was asked after each ten failures, but those that a hit cut short.
    let (most, least) = (MILLION / 10, MILLION / 10 - attack.hits - 1);
    assert!((least..=most).contains(&attack.unlocks), "{} unlocks", attack.unlocks);
}

#[test]
fn a_million_guesses_under_strict() {
    assert_eq!(a_million_guesses(Preset::Strict).unlocks, 0);
}

#[test]
fn of_all_codes_at_one_moment_exactly_those_of_the_window_are_accepted() {
    let policy = Policy { explanation_steps: 0, ..Preset::PrivacyIdea.policy() };
    let now = NOW.plus_secs(3_000);
    let accepted = |number: u64| {
        let typed = format!("{number:06}");
        matches!(verifier::verify(&totp(), &typed, None, now, &policy), Verdict::Accepted { .. })
    };
    // Every thirteenth of a million suffices to meet some, and all that the window has are met.
    let window = verifier::window(totp().step_at(now), 0, &policy);
    let right: Vec<u64> = window.map(|step| totp().code_of_step(step).as_str().parse().unwrap()).collect();
    assert_eq!(right.len(), 13);
    assert!(right.iter().all(|number| accepted(*number)));
    let others = (0..MILLION).step_by(13).filter(|number| !right.contains(number));
    assert_eq!(others.filter(|number| accepted(*number)).count(), 0);
}

/// How many guesses a brake looks at within so many seconds, by trying.
fn guesses_by_trying(rule: &ThrottleRule, secs: u64) -> u64 {
    let (mut throttle, mut now, mut guesses) = (Throttle::default(), NOW, 0);
    while NOW.secs_until(now) <= secs {
        guesses += 1;
        let Some(until) = throttle.fail(now, rule).until else { return guesses };
        now = until;
    }
    guesses
}

fn brakes() -> Vec<ThrottleRule> {
    let of_presets = Preset::ALL.map(|preset| preset.policy().throttle);
    let brakes = of_presets.into_iter().chain([presets::KEYCLOAK_BRUTE_FORCE_DETECTION]);
    brakes.filter(|brake| !brake.is_off()).collect()
}

#[test]
fn the_guesses_of_a_year_are_those_of_the_closed_form() {
    for brake in brakes() {
        // Where only the rate is limited there are millions, and a month is as good.
        let is_rate = brake.locks.iter().any(|lock| lock.within_secs.is_some());
        let secs = if is_rate { odds::YEAR_SECS / 12 } else { odds::YEAR_SECS };
        assert_eq!(odds::guesses_within(&brake, secs), Some(guesses_by_trying(&brake, secs)));
    }
}

proptest! {
    #[test]
    fn the_guesses_of_any_time_are_those_of_the_closed_form(
        brake in prop::sample::select(brakes()),
        secs in prop_oneof![0_u64..2_000, 0_u64..200_000],
    ) {
        prop_assert_eq!(odds::guesses_within(&brake, secs), Some(guesses_by_trying(&brake, secs)));
    }
}
