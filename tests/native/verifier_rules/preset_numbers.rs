//! What each preset's numbers are, written out.

use super::*;
use counterpart::console::policy::{Growth, LockEnd, LockRule, ReplayRule, ThrottleRule};
use counterpart::console::presets::KEYCLOAK_BRUTE_FORCE_DETECTION;
use counterpart::console::sources::{Origin, Setting, Value, rows};
use std::collections::HashSet;

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

const RATES: ThrottleRule = ThrottleRule {
    locks: &[
        LockRule { failures: 30, within_secs: Some(60), end: LockEnd::WhenFewer },
        LockRule { failures: 40, within_secs: Some(120), end: LockEnd::WhenFewer },
        LockRule { failures: 50, within_secs: Some(600), end: LockEnd::WhenFewer },
    ],
    ..ThrottleRule::OFF
};

const UNTIL_UNLOCKED: ThrottleRule =
    ThrottleRule { locks: &[LockRule { failures: 10, within_secs: None, end: LockEnd::AtDesk }], ..ThrottleRule::OFF };

/// Every field, written out: a new one has to be given its number here.
const GOV_CLOUD: Policy = Policy {
    issuer: "Gov Cloud",
    key_bytes: 20,
    algorithm: Algorithm::Sha1,
    digits: Digits::SIX,
    period: Period::THIRTY,
    window_back_steps: 1,
    window_ahead_steps: 1,
    explanation_steps: 20,
    codes_to_confirm: 1,
    replay: ReplayRule::NeverBackwards,
    throttle: DOUBLING,
    other_throttle: OUTSIDERS,
    drift_is_recorded: false,
    drift_limit_steps: 10,
    resynchronisation_steps: 120,
    devices_max: 8,
    recovery_codes: 10,
    trust_days: 7,
    session_idle_secs: 1_800,
    appeal_wait_secs: 60,
    appeal_delay_secs: 3_600,
    wording: Wording::Production,
    key_lifetime_secs: 600,
    sms_lifetime_secs: 600,
    sms_pause_secs: 30,
    registration_lifetime_secs: 3_600,
    log_on_lifetime_secs: 600,
    session_lifetime_secs: 21_600,
    freshness_secs: 1_200,
    approval_lifetime_secs: 86_400,
    document_bytes: 5_242_880,
};

#[test]
fn gov_cloud() {
    assert_eq!(Preset::GovCloud.policy(), GOV_CLOUD);
    assert_eq!(Policy::default(), GOV_CLOUD);
}

#[test]
fn aws() {
    let aws =
        Policy { codes_to_confirm: 2, recovery_codes: 0, trust_days: 0, session_lifetime_secs: 43_200, ..GOV_CLOUD };
    assert_eq!(Preset::Aws.policy(), aws);
}

#[test]
fn keycloak() {
    let keycloak = Policy {
        replay: ReplayRule::UsedCodes,
        throttle: ThrottleRule::OFF,
        resynchronisation_steps: 0,
        recovery_codes: 12,
        trust_days: 30,
        freshness_secs: 300,
        session_lifetime_secs: 36_000,
        ..GOV_CLOUD
    };
    assert_eq!(Preset::Keycloak.policy(), keycloak);
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
    let authelia = Policy {
        key_bytes: 32,
        replay: ReplayRule::ExactSteps,
        throttle: RATES,
        resynchronisation_steps: 0,
        devices_max: 1,
        recovery_codes: 0,
        trust_days: 30,
        freshness_secs: 600,
        session_lifetime_secs: 3_600,
        session_idle_secs: 300,
        ..GOV_CLOUD
    };
    assert_eq!(Preset::Authelia.policy(), authelia);
}

#[test]
fn privacyidea() {
    let privacyidea = Policy {
        window_back_steps: 6,
        window_ahead_steps: 6,
        throttle: UNTIL_UNLOCKED,
        drift_is_recorded: true,
        resynchronisation_steps: 1_000,
        recovery_codes: 0,
        trust_days: 0,
        ..GOV_CLOUD
    };
    assert_eq!(Preset::PrivacyIdea.policy(), privacyidea);
}

#[test]
fn strict() {
    let strict = Policy {
        window_back_steps: 0,
        window_ahead_steps: 0,
        resynchronisation_steps: 20,
        trust_days: 0,
        session_lifetime_secs: 43_200,
        appeal_wait_secs: 86_400,
        ..GOV_CLOUD
    };
    assert_eq!(Preset::Strict.policy(), strict);
    assert!(rules::findings(&policy()).iter().all(|finding| finding.standing == rules::Standing::Kept));
}

#[test]
fn every_number_of_every_preset_has_a_row_that_says_where_it_comes_from() {
    for preset in Preset::ALL {
        let rows = rows(&preset.policy());
        let settings: HashSet<Setting> = rows.iter().map(|(setting, _)| *setting).collect();
        assert_eq!(settings.len(), rows.len(), "no setting has two rows");
        let published = rows.iter().filter(|(setting, _)| match preset.origin(*setting) {
            Origin::Published(source) | Origin::WithoutNumber(source) | Origin::Added(source) => {
                assert!(!source.is_empty());
                true
            }
            Origin::NotPublished | Origin::Own => false,
        });
        assert!(published.count() >= 5, "{preset:?} rests on its source");
    }
    // What no page of a product names is told to be not published, with what is used instead beside it.
    let not_published = [
        Setting::Explanation,
        Setting::SmsPause,
        Setting::RegistrationLifetime,
        Setting::ApprovalLifetime,
        Setting::DocumentSize,
        Setting::AppealWait,
        Setting::AppealDelay,
    ];
    for (preset, setting) in Preset::ALL.into_iter().flat_map(|preset| not_published.map(|setting| (preset, setting))) {
        assert_eq!(preset.origin(setting), Origin::NotPublished, "{preset:?} {setting:?}");
    }
    assert!(matches!(Preset::Authelia.origin(Setting::KeyLength), Origin::Published(_)));
    assert!(matches!(Preset::Strict.origin(Setting::SmsLifetime), Origin::Published(_)));
    assert!(matches!(Preset::GovCloud.origin(Setting::KeyLifetime), Origin::WithoutNumber(_)));
    assert!(Preset::ALL.iter().all(|preset| preset.origin(Setting::Issuer) == Origin::Own));
    // What the product publishes as a number is in no table twice: it is what the policy has.
    assert_eq!(Preset::Keycloak.origin(Setting::Window), Preset::Keycloak.origin(Setting::Replay));
    assert_eq!(Preset::Aws.origin(Setting::Window), Origin::NotPublished);
    assert_eq!(Preset::Aws.origin(Setting::Throttle), Origin::NotPublished);
    assert!(matches!(Preset::Aws.origin(Setting::Resynchronisation), Origin::WithoutNumber(_)));
    assert!(matches!(Preset::GovCloud.origin(Setting::RecoveryCodes), Origin::Added(_)));
}

#[test]
fn a_rows_value_is_the_policys() {
    let policy = Policy {
        key_bytes: 32,
        explanation_steps: 3,
        drift_is_recorded: true,
        key_lifetime_secs: 11,
        sms_lifetime_secs: 12,
        sms_pause_secs: 13,
        registration_lifetime_secs: 14,
        log_on_lifetime_secs: 15,
        session_lifetime_secs: 16,
        session_idle_secs: 17,
        approval_lifetime_secs: 18,
        appeal_wait_secs: 19,
        appeal_delay_secs: 20,
        freshness_secs: 21,
        document_bytes: 22,
        wording: Wording::Learner,
        ..GOV_CLOUD
    };
    for (setting, value) in [
        (Setting::Issuer, Value::Name("Gov Cloud")),
        (Setting::KeyLength, Value::Bits(256)),
        (Setting::Explanation, Value::Steps(3)),
        (Setting::Drift, Value::Steps(10)),
        (Setting::KeyLifetime, Value::Secs(11)),
        (Setting::SmsLifetime, Value::Secs(12)),
        (Setting::SmsPause, Value::Secs(13)),
        (Setting::RegistrationLifetime, Value::Secs(14)),
        (Setting::LogOnLifetime, Value::Secs(15)),
        (Setting::SessionLength, Value::Secs(16)),
        (Setting::SessionIdle, Value::Secs(17)),
        (Setting::ApprovalLifetime, Value::Secs(18)),
        (Setting::AppealWait, Value::Secs(19)),
        (Setting::AppealDelay, Value::Secs(20)),
        (Setting::Freshness, Value::Secs(21)),
        (Setting::DocumentSize, Value::Bytes(22)),
        (Setting::Wording, Value::Wording(Wording::Learner)),
    ] {
        assert!(rows(&policy).contains(&(setting, value)), "{setting:?}");
    }
    let of_drift = rows(&GOV_CLOUD).into_iter().find(|(setting, _)| *setting == Setting::Drift);
    assert_eq!(of_drift, Some((Setting::Drift, Value::Steps(0))), "a limit of what is not recorded is none");
}
