//! What each preset's numbers are, written out.

use super::*;
use counterpart::console::policy::{Growth, LockEnd, LockRule, ReplayRule, ThrottleRule};
use counterpart::console::presets::KEYCLOAK_BRUTE_FORCE_DETECTION;
use counterpart::console::sources::{Origin, Setting};

/// Window back and ahead, codes to confirm, replay rule, drift recorded, steps to resynchronise.
type OfCodes = (u64, u64, u8, ReplayRule, bool, u64);

/// Devices, recovery codes, days of trust.
type OfFactors = (usize, usize, u32);

/// Freshness, length of a session, idle time and wait of an appeal, in seconds.
type OfTimes = (u64, u64, u64, u64);

#[track_caller]
fn check(preset: Preset, of_codes: OfCodes, of_factors: OfFactors, of_times: OfTimes) -> ThrottleRule {
    let policy = preset.policy();
    let codes = (
        policy.window_back_steps,
        policy.window_ahead_steps,
        policy.codes_to_confirm,
        policy.replay,
        policy.drift_is_recorded,
        policy.resynchronisation_steps,
    );
    assert_eq!(codes, of_codes);
    assert_eq!((policy.devices_max, policy.recovery_codes, policy.trust_days), of_factors);
    let times =
        (policy.freshness_secs, policy.session_lifetime_secs, policy.session_idle_secs, policy.appeal_wait_secs);
    assert_eq!(times, of_times);
    // Of all of them alike: what every product has.
    assert_eq!((policy.algorithm, policy.digits, policy.period_secs), (Algorithm::Sha1, Digits::SIX, 30));
    assert_eq!((policy.key_bytes, policy.key_lifetime_secs, policy.sms_lifetime_secs), (20, 600, 600));
    assert_eq!(policy.drift_limit_steps, 10);
    // And of passwords and messages, whose locks always end soon.
    assert_eq!(policy.other_throttle, OUTSIDERS);
    policy.throttle
}

const DOUBLING: ThrottleRule = ThrottleRule {
    delay_from_failure: 1,
    first_delay_secs: 5,
    growth: Growth::Doubled,
    longest_delay_secs: 300,
    locks: &[
        LockRule { failures: 10, within_secs: None, end: LockEnd::AfterSecs(900) },
        LockRule { failures: 100, within_secs: None, end: LockEnd::AfterSecs(2_592_000) },
    ],
    reset_after_secs: None,
};

const OUTSIDERS: ThrottleRule =
    ThrottleRule { locks: &[LockRule { failures: 10, within_secs: None, end: LockEnd::AfterSecs(900) }], ..DOUBLING };

#[test]
fn gov_cloud() {
    let codes = (1, 1, 1, ReplayRule::NeverBackwards, false, 120);
    let throttle = check(Preset::GovCloud, codes, (8, 10, 7), (1_200, 21_600, 1_800, 60));
    assert_eq!(throttle, DOUBLING);
    assert_eq!(Policy::default(), Preset::GovCloud.policy());
}

#[test]
fn aws() {
    let codes = (1, 1, 2, ReplayRule::NeverBackwards, false, 120);
    assert_eq!(check(Preset::Aws, codes, (8, 0, 0), (1_200, 43_200, 1_800, 60)), DOUBLING);
}

#[test]
fn keycloak() {
    let codes = (1, 1, 1, ReplayRule::UsedCodes, false, 0);
    let throttle = check(Preset::Keycloak, codes, (8, 12, 30), (300, 36_000, 1_800, 60));
    assert!(throttle.is_off());
    let switched_on = Preset::Keycloak.throttle_when_switched_on();
    assert_eq!(switched_on, Some(KEYCLOAK_BRUTE_FORCE_DETECTION));
    let by_multiple = ThrottleRule {
        delay_from_failure: 30,
        first_delay_secs: 60,
        growth: Growth::ByMultiple,
        longest_delay_secs: 900,
        locks: &[],
        reset_after_secs: Some(43_200),
    };
    assert_eq!(switched_on, Some(by_multiple));
}

#[test]
fn authelia() {
    let codes = (1, 1, 1, ReplayRule::ExactSteps, false, 0);
    let throttle = check(Preset::Authelia, codes, (1, 0, 30), (600, 3_600, 300, 60));
    let rates: Vec<_> = throttle.locks.iter().map(|lock| (lock.failures, lock.within_secs, lock.end)).collect();
    let rate = |failures, secs| (failures, Some(secs), LockEnd::WhenFewer);
    assert_eq!(rates, [rate(30, 60), rate(40, 120), rate(50, 600)]);
    assert_eq!((throttle.delay_from_failure, throttle.reset_after_secs), (0, None));
}

#[test]
fn privacyidea() {
    let codes = (6, 6, 1, ReplayRule::NeverBackwards, true, 1_000);
    let throttle = check(Preset::PrivacyIdea, codes, (8, 0, 0), (1_200, 21_600, 1_800, 60));
    assert_eq!(throttle.locks, [LockRule { failures: 10, within_secs: None, end: LockEnd::AtDesk }]);
    assert_eq!((throttle.delay_from_failure, throttle.reset_after_secs), (0, None));
}

#[test]
fn strict() {
    let codes = (0, 0, 1, ReplayRule::NeverBackwards, true, 20);
    assert_eq!(check(Preset::Strict, codes, (8, 10, 0), (1_200, 43_200, 1_800, 86_400)), DOUBLING);
    assert!(rules::findings(&policy()).iter().all(|finding| finding.standing == rules::Standing::Kept));
}

#[test]
fn every_number_of_every_preset_says_where_it_comes_from() {
    for preset in Preset::ALL {
        let published = Setting::ALL.iter().filter(|setting| match preset.origin(**setting) {
            Origin::Published(source) | Origin::WithoutNumber(source) | Origin::Added(source) => {
                assert!(!source.is_empty());
                true
            }
            Origin::NotPublished => false,
        });
        assert!(published.count() >= 5, "{preset:?} rests on its source");
    }
    // What the product publishes as a number is in no table twice: it is what the policy has.
    assert_eq!(Preset::Keycloak.origin(Setting::Window), Preset::Keycloak.origin(Setting::Replay));
    assert_eq!(Preset::Aws.origin(Setting::Window), Origin::NotPublished);
    assert_eq!(Preset::Aws.origin(Setting::Throttle), Origin::NotPublished);
    assert!(matches!(Preset::Aws.origin(Setting::Resynchronisation), Origin::WithoutNumber(_)));
    assert!(matches!(Preset::GovCloud.origin(Setting::RecoveryCodes), Origin::Added(_)));
}
