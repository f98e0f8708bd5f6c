//! Policies by name, each with what its source publishes.

use super::policy::{Growth, LockEnd, LockRule, Policy, ReplayRule, ThrottleRule, Wording};
use crate::otp::{Algorithm, DAY_SECS, Digits, Period};
use serde::{Deserialize, Serialize};

/// A policy by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Preset {
    /// The published procedure, with the code check.
    #[default]
    GovCloud,
    /// As AWS IAM.
    Aws,
    /// As Keycloak.
    Keycloak,
    /// As Authelia.
    Authelia,
    /// As privacyIDEA.
    PrivacyIdea,
    /// All of V1 to V19.
    Strict,
}

/// The policy in force, as it is stored; one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyChoice {
    /// By its name.
    pub preset: Preset,
    /// Whom refusals are worded for.
    pub wording: Wording,
}

impl PolicyChoice {
    /// The key under which the one record is kept.
    pub const KEY: &'static str = "policy";

    /// The policy, in the words chosen.
    pub const fn policy(self) -> Policy {
        Policy { wording: self.wording, ..self.preset.policy() }
    }
}

/// Waits that double from five seconds to five minutes; a lock of a quarter of an hour from the tenth failure on; of 30
/// days from the hundredth, since SP 800-63B limits guessing to 100 failures in a row, and a lock still has to end.
const DOUBLING: ThrottleRule = ThrottleRule {
    delay_from_failure: 1,
    first_delay_secs: 5,
    growth: Growth::Doubled,
    longest_delay_secs: 300,
    locks: &[
        LockRule { failures: 10, within_secs: None, end: LockEnd::AfterSecs(900) },
        LockRule { failures: 100, within_secs: None, end: LockEnd::AfterSecs(30 * DAY_SECS) },
    ],
    reset_after_secs: None,
};

/// Keycloak's brute-force detection with the numbers that it has when it is switched on: from the thirtieth failure on a
/// minute, and a minute more at each further thirty, to a quarter of an hour; forgotten after twelve hours.
pub const KEYCLOAK_BRUTE_FORCE_DETECTION: ThrottleRule = ThrottleRule {
    delay_from_failure: 30,
    first_delay_secs: 60,
    growth: Growth::ByMultiple,
    longest_delay_secs: 900,
    locks: &[],
    reset_after_secs: Some(12 * HOUR_SECS),
};

/// Authelia's limits of the rate of requests that carry a code.
const AUTHELIA_RATES: ThrottleRule = ThrottleRule {
    locks: &[
        LockRule { failures: 30, within_secs: Some(60), end: LockEnd::WhenFewer },
        LockRule { failures: 40, within_secs: Some(120), end: LockEnd::WhenFewer },
        LockRule { failures: 50, within_secs: Some(600), end: LockEnd::WhenFewer },
    ],
    ..ThrottleRule::OFF
};

/// privacyIDEA's failure counter, which nothing but an administrator or a success clears.
const PRIVACYIDEA_COUNTER: ThrottleRule =
    ThrottleRule { locks: &[LockRule { failures: 10, within_secs: None, end: LockEnd::AtDesk }], ..ThrottleRule::OFF };

/// The brake on what needs a username and nothing else: as [`DOUBLING`], but no lock is longer than a quarter of an hour,
/// however many failures there were. Else an outsider could lock an owner out for as long as that lock is (V8).
const OUTSIDERS: ThrottleRule =
    ThrottleRule { locks: &[LockRule { failures: 10, within_secs: None, end: LockEnd::AfterSecs(900) }], ..DOUBLING };

const HOUR_SECS: u64 = 3_600;

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
    appeal_delay_secs: HOUR_SECS,
    wording: Wording::Production,
    key_lifetime_secs: 600,
    sms_lifetime_secs: 600,
    sms_pause_secs: 30,
    registration_lifetime_secs: HOUR_SECS,
    log_on_lifetime_secs: 600,
    session_lifetime_secs: 6 * HOUR_SECS,
    freshness_secs: 1_200,
    approval_lifetime_secs: DAY_SECS,
    document_bytes: 5 * 1024 * 1024,
};

impl Preset {
    /// Every preset, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::GovCloud, Self::Aws, Self::Keycloak, Self::Authelia, Self::PrivacyIdea, Self::Strict];

    /// Its policy. [`origin`](Self::origin) says of each number where it comes from.
    pub const fn policy(self) -> Policy {
        match self {
            Self::GovCloud => GOV_CLOUD,
            Self::Aws => Policy {
                codes_to_confirm: 2,
                recovery_codes: 0,
                trust_days: 0,
                session_lifetime_secs: 12 * HOUR_SECS,
                ..GOV_CLOUD
            },
            Self::Keycloak => Policy {
                replay: ReplayRule::UsedCodes,
                throttle: ThrottleRule::OFF,
                resynchronisation_steps: 0,
                recovery_codes: 12,
                trust_days: 30,
                freshness_secs: 300,
                session_lifetime_secs: 10 * HOUR_SECS,
                ..GOV_CLOUD
            },
            Self::Authelia => Policy {
                key_bytes: 32,
                replay: ReplayRule::ExactSteps,
                throttle: AUTHELIA_RATES,
                resynchronisation_steps: 0,
                devices_max: 1,
                recovery_codes: 0,
                trust_days: 30,
                freshness_secs: 600,
                session_lifetime_secs: HOUR_SECS,
                session_idle_secs: 300,
                ..GOV_CLOUD
            },
            Self::PrivacyIdea => Policy {
                window_back_steps: 6,
                window_ahead_steps: 6,
                throttle: PRIVACYIDEA_COUNTER,
                drift_is_recorded: true,
                resynchronisation_steps: 1_000,
                recovery_codes: 0,
                trust_days: 0,
                ..GOV_CLOUD
            },
            Self::Strict => Policy {
                // An accepted code of the current step alone shows no drift, so that none is said to be recorded: RFC 6238
                // §6 leaves it open, and two consecutive codes resynchronise.
                window_back_steps: 0,
                window_ahead_steps: 0,
                resynchronisation_steps: 20,
                trust_days: 0,
                session_lifetime_secs: 12 * HOUR_SECS,
                appeal_wait_secs: DAY_SECS,
                ..GOV_CLOUD
            },
        }
    }

    /// The brake that the product has but delivers switched off.
    pub const fn throttle_when_switched_on(self) -> Option<ThrottleRule> {
        match self {
            Self::Keycloak => Some(KEYCLOAK_BRUTE_FORCE_DETECTION),
            _ => None,
        }
    }
}
