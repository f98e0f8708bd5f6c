//! The duties of a verifier, V1 to V19, and which of them a policy keeps.
//!
//! What a policy's numbers decide is judged by those numbers. The rest is built into this console whatever the policy, so
//! a finding is about this console under that policy, not about the product after which the policy is named.

use super::{
    Policy,
    policy::{LockEnd, ReplayRule, ThrottleRule},
};
use crate::otp::{DAY_SECS, Period};

/// A duty. Each stands in the standards named by [`source`](Self::source), or is a fault that real systems repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A secret of at least 128 bits.
    V1,
    /// At least six digits.
    V2,
    /// Steps of 30 seconds, counted beyond 32 bits.
    V3,
    /// A code is accepted once, and none of an earlier step after a later one.
    V4,
    /// One step of delay at most.
    V5,
    /// Drift is limited in both directions; two consecutive codes resynchronise.
    V6,
    /// Guessing is throttled, over attempts, to 100 failures in a row.
    V7,
    /// Failures of passwords and of codes are counted apart, and nobody is locked out for long, where the account is known, by
    /// a username alone.
    V8,
    /// A refused replay is a failure in the audit trail.
    V9,
    /// A lock says that it is one and until when, and blocks no recovery codes.
    V10,
    /// Fresh authentication before a factor is changed.
    V11,
    /// Recovery codes: one use, 64 bits, hashed, shown once.
    V12,
    /// SMS codes: six digits, ten minutes, one use, a throttle of their own.
    V13,
    /// The person is told of what happens to the factors.
    V14,
    /// Passwords by length, not by composition.
    V15,
    /// No answer to a log-on, a reset or an appeal tells whether a username exists.
    V16,
    /// A device is attached only by its code; a pending secret dies in ten minutes.
    V17,
    /// Set-up is not stricter than logon.
    V18,
    /// The product says that codes can be phished.
    V19,
}

/// How a policy stands to a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Kept.
    Kept,
    /// Kept as one standard has it, broken as another does.
    Disputed,
    /// Broken.
    Broken,
}

/// Why it stands so, with the numbers that decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The console does it whatever the policy.
    ByConstruction,
    /// Built in as well; opening an account alone has to say that a username is taken.
    OpeningTells,
    /// Bits of a new key.
    KeyBits(usize),
    /// Digits of a code.
    Digits(u8),
    /// Seconds of a step.
    Period(u32),
    /// What is remembered of accepted codes.
    Replay(ReplayRule),
    /// For how long a code is accepted.
    Window {
        /// Steps before the current one.
        back: u64,
        /// Steps after it.
        ahead: u64,
        /// Seconds from the first moment to the last.
        valid_secs: u64,
    },
    /// How far the window may move.
    Drift {
        /// By accepted codes, in steps either way; 0 if they do not move it.
        limit_steps: u64,
        /// By two consecutive codes.
        resynchronisation_steps: u64,
    },
    /// Nothing brakes a guesser.
    NoBrake,
    /// The rate is limited, the number of failures in a row is not.
    RateOnly,
    /// Waits grow, and nothing ends them at 100 failures in a row.
    NoLimitInARow,
    /// Failures in a row are braked and end at a lock.
    Lock {
        /// Of so many failures.
        failures: u32,
    },
    /// A lock lasts until the desk unlocks, so it cannot say until when.
    LockWithoutEnd,
    /// Security codes are never locked: of the locks on the rest each says until when.
    NoLockOfCodes,
    /// Locks say until when.
    LockSaysUntil,
    /// The longest lock, in seconds, that somebody with nothing but a username can bring about, of browsers that are new to
    /// the account: again and again. Those that know it have a brake of their own.
    LockOut(u64),
    /// How old an authentication may be.
    Freshness(u64),
    /// Recovery codes of a set; 0 where nobody gets any.
    RecoveryCodes(usize),
    /// Seconds for which an SMS code is valid.
    SmsLifetime(u64),
    /// Seconds for which a shown key waits for its code.
    KeyLifetime(u64),
}

/// How a policy stands to one duty, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The duty.
    pub rule: Rule,
    /// Kept or broken.
    pub standing: Standing,
    /// Why.
    pub reason: Reason,
}

impl Rule {
    /// Every duty, in order.
    pub const ALL: [Self; 19] = [
        Self::V1,
        Self::V2,
        Self::V3,
        Self::V4,
        Self::V5,
        Self::V6,
        Self::V7,
        Self::V8,
        Self::V9,
        Self::V10,
        Self::V11,
        Self::V12,
        Self::V13,
        Self::V14,
        Self::V15,
        Self::V16,
        Self::V17,
        Self::V18,
        Self::V19,
    ];

    /// Its name, `V1` to `V19`.
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 19] = [
            "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11", "V12", "V13", "V14", "V15", "V16",
            "V17", "V18", "V19",
        ];
        NAMES[self as usize]
    }

    /// The standards that ask for it; none for a fault that real systems repeat.
    pub const fn source(self) -> Option<&'static str> {
        Some(match self {
            Self::V1 => "RFC 4226 §4 R6; ASVS 6.5.3",
            Self::V2 => "RFC 4226 §5.3",
            Self::V3 => "RFC 6238 §3, §4.2, §5.2",
            Self::V4 => "RFC 6238 §5.2; SP 800-63B",
            Self::V5 => "RFC 6238 §5.2; ASVS 6.5.5",
            Self::V6 => "RFC 4226 §7.4; RFC 6238 §6",
            Self::V7 => "RFC 4226 §7.2, §7.3; SP 800-63B",
            Self::V8 => "ASVS 6.1.1; OWASP device cookies",
            Self::V9 | Self::V10 | Self::V17 | Self::V18 => return None,
            Self::V11 => "SP 800-63B; OWASP MFA",
            Self::V12 => "SP 800-63B-4; ASVS 6.5.2",
            Self::V13 => "SP 800-63B-4",
            Self::V14 => "ASVS 6.3.5, 6.3.7; OWASP MFA",
            Self::V15 => "ASVS 6.2",
            Self::V16 => "ASVS 6.3.8",
            Self::V19 => "SP 800-63B",
        })
    }

    /// How a policy stands to it.
    pub fn finding(self, policy: &Policy) -> Finding {
        let kept_if = |holds: bool, reason| (if holds { Standing::Kept } else { Standing::Broken }, reason);
        let (standing, reason) = match self {
            Self::V1 => kept_if(policy.key_bytes >= 16, Reason::KeyBits(policy.key_bytes * 8)),
            Self::V2 => kept_if(policy.digits.get() >= 6, Reason::Digits(policy.digits.get())),
            Self::V3 => kept_if(policy.period == Period::THIRTY, Reason::Period(policy.period.secs())),
            Self::V4 => kept_if(policy.replay == ReplayRule::NeverBackwards, Reason::Replay(policy.replay)),
            Self::V5 => window(policy),
            Self::V6 => drift(policy),
            Self::V7 => throttle(&policy.throttle),
            Self::V8 => lock_out(&policy.other_throttle),
            Self::V10 => locks(policy),
            Self::V11 => kept_if(policy.freshness_secs <= 1_200, Reason::Freshness(policy.freshness_secs)),
            Self::V12 => (Standing::Kept, Reason::RecoveryCodes(policy.recovery_codes)),
            Self::V13 => kept_if(policy.sms_lifetime_secs <= 600, Reason::SmsLifetime(policy.sms_lifetime_secs)),
            Self::V17 => kept_if(policy.key_lifetime_secs <= 600, Reason::KeyLifetime(policy.key_lifetime_secs)),
            Self::V16 => (Standing::Kept, Reason::OpeningTells),
            Self::V9 | Self::V14 | Self::V15 | Self::V18 | Self::V19 => (Standing::Kept, Reason::ByConstruction),
        };
        Finding { rule: self, standing, reason }
    }
}

/// How a policy stands to every duty, in their order.
pub fn findings(policy: &Policy) -> Vec<Finding> {
    Rule::ALL.into_iter().map(|rule| rule.finding(policy)).collect()
}

/// RFC 6238 §5.2 allows one step of delay, in which a code is valid for up to 90 seconds; ASVS 6.5.5 wants 30 or less.
fn window(policy: &Policy) -> (Standing, Reason) {
    let (back, ahead) = (policy.window_back_steps, policy.window_ahead_steps);
    let valid_secs = policy.window_steps() * u64::from(policy.period.secs());
    let standing = if back > 1 || ahead > 1 {
        Standing::Broken
    } else if valid_secs > 30 {
        Standing::Disputed
    } else {
        Standing::Kept
    };
    (standing, Reason::Window { back, ahead, valid_secs })
}

/// A day of drift is no drift: somebody would have a device accepted that tells the time of another day.
const DRIFT_MAX_SECS: u64 = DAY_SECS;

fn drift(policy: &Policy) -> (Standing, Reason) {
    let limit_steps = if policy.drift_is_recorded { policy.drift_limit_steps } else { 0 };
    let farthest_secs = policy.drift_range_steps().saturating_mul(policy.period.secs().into());
    let standing = if farthest_secs <= DRIFT_MAX_SECS { Standing::Kept } else { Standing::Broken };
    (standing, Reason::Drift { limit_steps, resynchronisation_steps: policy.resynchronisation_steps })
}

/// The most failures in a row (SP 800-63B).
const FAILURES_MAX: u32 = 100;

/// A lock that counts as the end of failures in a row: as long as the access would be taken back for.
const LONG_LOCK_SECS: u64 = 30 * DAY_SECS;

fn throttle(rule: &ThrottleRule) -> (Standing, Reason) {
    let in_a_row = || rule.locks.iter().filter(|lock| lock.within_secs.is_none());
    let is_long = |end| match end {
        LockEnd::AfterSecs(secs) => secs >= LONG_LOCK_SECS,
        LockEnd::AtDesk => true,
        LockEnd::WhenFewer => false,
    };
    let ends = in_a_row().any(|lock| lock.failures <= FAILURES_MAX && is_long(lock.end));
    match in_a_row().map(|lock| lock.failures).min() {
        _ if rule.is_off() => (Standing::Broken, Reason::NoBrake),
        Some(failures) if ends => (Standing::Kept, Reason::Lock { failures }),
        None if rule.delay_from_failure == 0 => (Standing::Broken, Reason::RateOnly),
        _ => (Standing::Broken, Reason::NoLimitInARow),
    }
}

/// The longest lock that somebody with a username alone may bring about, in seconds: what an owner can wait for. ASVS asks
/// that a brake be no way to lock accounts, and has no number.
const LOCK_OUT_MAX_SECS: u64 = 3_600;

/// Passwords and codes have brakes apart by construction, and so have passwords in browsers that know the account: there,
/// an outsider locks nobody out. How long each of the outsider's locks of all others lasts is the policy's.
fn lock_out(rule: &ThrottleRule) -> (Standing, Reason) {
    match rule.longest_block_secs() {
        Some(secs) if secs <= LOCK_OUT_MAX_SECS => (Standing::Kept, Reason::LockOut(secs)),
        Some(secs) => (Standing::Broken, Reason::LockOut(secs)),
        None => (Standing::Broken, Reason::LockWithoutEnd),
    }
}

fn locks(policy: &Policy) -> (Standing, Reason) {
    let mut locks = policy.throttle.locks.iter().chain(policy.other_throttle.locks);
    if locks.any(|lock| lock.end == LockEnd::AtDesk) {
        (Standing::Broken, Reason::LockWithoutEnd)
    } else if policy.throttle.locks.iter().all(|lock| lock.end == LockEnd::WhenFewer) {
        (Standing::Kept, Reason::NoLockOfCodes)
    } else {
        (Standing::Kept, Reason::LockSaysUntil)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{Preset, presets};

    /// The duties that a preset does not plainly keep.
    fn not_kept(preset: Preset) -> Vec<(Rule, Standing)> {
        let findings = findings(&preset.policy());
        assert!(findings.iter().map(|finding| finding.rule).eq(Rule::ALL));
        let not_kept = findings.into_iter().filter(|finding| finding.standing != Standing::Kept);
        not_kept.map(|finding| (finding.rule, finding.standing)).collect()
    }

    #[test]
    fn what_each_preset_breaks() {
        use Standing::{Broken, Disputed};
        assert_eq!(not_kept(Preset::GovCloud), [(Rule::V5, Disputed)]);
        assert_eq!(not_kept(Preset::Aws), [(Rule::V5, Disputed)]);
        assert_eq!(not_kept(Preset::Keycloak), [(Rule::V4, Broken), (Rule::V5, Disputed), (Rule::V7, Broken)]);
        assert_eq!(not_kept(Preset::Authelia), [(Rule::V4, Broken), (Rule::V5, Disputed), (Rule::V7, Broken)]);
        assert_eq!(not_kept(Preset::PrivacyIdea), [(Rule::V5, Broken), (Rule::V10, Broken)]);
        assert_eq!(not_kept(Preset::Strict), []);
    }

    #[test]
    fn the_two_standards_of_v5_disagree_about_one_step() {
        let finding = |steps| {
            let policy = Policy { window_back_steps: steps, window_ahead_steps: steps, ..Policy::gov_cloud() };
            Rule::V5.finding(&policy)
        };
        let reason = |steps, valid_secs| Reason::Window { back: steps, ahead: steps, valid_secs };
        for (steps, standing, valid_secs) in
            [(0, Standing::Kept, 30), (1, Standing::Disputed, 90), (2, Standing::Broken, 150)]
        {
            assert_eq!(finding(steps), Finding { rule: Rule::V5, standing, reason: reason(steps, valid_secs) });
        }
    }

    #[test]
    fn each_number_that_decides_can_break_its_rule() {
        let gov = Policy::gov_cloud;
        let switched_on = presets::KEYCLOAK_BRUTE_FORCE_DETECTION;
        for (rule, policy, reason) in [
            (Rule::V1, Policy { key_bytes: 15, ..gov() }, Reason::KeyBits(120)),
            (Rule::V3, Policy { period: Period::SIXTY, ..gov() }, Reason::Period(60)),
            (Rule::V4, Policy { replay: ReplayRule::None, ..gov() }, Reason::Replay(ReplayRule::None)),
            (
                Rule::V6,
                Policy { resynchronisation_steps: 2_881, ..gov() },
                Reason::Drift { limit_steps: 0, resynchronisation_steps: 2_881 },
            ),
            (Rule::V7, Policy { throttle: ThrottleRule::OFF, ..gov() }, Reason::NoBrake),
            (Rule::V7, Policy { throttle: switched_on, ..gov() }, Reason::NoLimitInARow),
            (Rule::V7, Preset::Authelia.policy(), Reason::RateOnly),
            (Rule::V8, Policy { other_throttle: gov().throttle, ..gov() }, Reason::LockOut(30 * DAY_SECS)),
            (
                Rule::V8,
                Policy { other_throttle: Preset::PrivacyIdea.policy().throttle, ..gov() },
                Reason::LockWithoutEnd,
            ),
            (Rule::V10, Preset::PrivacyIdea.policy(), Reason::LockWithoutEnd),
            (Rule::V11, Policy { freshness_secs: 1_201, ..gov() }, Reason::Freshness(1_201)),
            (Rule::V13, Policy { sms_lifetime_secs: 601, ..gov() }, Reason::SmsLifetime(601)),
            (Rule::V17, Policy { key_lifetime_secs: 601, ..gov() }, Reason::KeyLifetime(601)),
        ] {
            assert_eq!(rule.finding(&policy), Finding { rule, standing: Standing::Broken, reason });
        }
    }
}
