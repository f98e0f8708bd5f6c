//! What the console demands, as one value. Rules elsewhere take their numbers from here and nowhere else.

use crate::otp::{Algorithm, Digits, Period};
use serde::{Deserialize, Serialize};

/// What is remembered of accepted codes, so that none is accepted again (V4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayRule {
    /// Nothing: a code is good as often as it is typed.
    None,
    /// The codes that were used and are still in the window; an unused older one is let in.
    UsedCodes,
    /// The steps whose code was used and that are still in the window; an unused older one is let in.
    ExactSteps,
    /// The last accepted step: nothing of it or before it is let in.
    NeverBackwards,
}

/// How the wait grows from one failure to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// Twice as long each time (RFC 4226 §7.3).
    Doubled,
    /// Longer by the first wait at each multiple of the failure at which the waits begin (Keycloak's “by multiple”).
    ByMultiple,
}

/// When a lock ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockEnd {
    /// After so many seconds.
    AfterSecs(u64),
    /// When fewer failures than the rule allows lie within its time: a limit of the rate, told as a wait and not as a
    /// lock. A rule without such a time never asks for this.
    WhenFewer,
    /// When the desk unlocks it, and never by itself.
    AtDesk,
}

/// So many failures, in a row or within some time, lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRule {
    /// From this many failures on, each failure locks.
    pub failures: u32,
    /// Only those of the last so many seconds count; none: all since the last success.
    pub within_secs: Option<u64>,
    /// When the lock ends.
    pub end: LockEnd,
}

/// The brake on guessing (V7): waits from some failure on, then locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThrottleRule {
    /// The failure in a row from which on there is a wait; 0 for never.
    pub delay_from_failure: u32,
    /// The first wait.
    pub first_delay_secs: u64,
    /// How it grows.
    pub growth: Growth,
    /// The longest wait.
    pub longest_delay_secs: u64,
    /// The locks; of several that apply, the longest.
    pub locks: &'static [LockRule],
    /// After how long without a failure the count begins anew; none: only after a success or at the desk.
    pub reset_after_secs: Option<u64>,
}

impl ThrottleRule {
    /// No brake at all.
    pub const OFF: Self = Self {
        delay_from_failure: 0,
        first_delay_secs: 0,
        growth: Growth::Doubled,
        longest_delay_secs: 0,
        locks: &[],
        reset_after_secs: None,
    };

    /// Whether it never makes anybody wait.
    pub const fn is_off(&self) -> bool {
        self.delay_from_failure == 0 && self.locks.is_empty()
    }

    /// The longest that it ever makes anybody wait, in seconds; none: until the desk unlocks.
    pub fn longest_block_secs(&self) -> Option<u64> {
        let longest_delay_secs = if self.delay_from_failure == 0 { 0 } else { self.longest_delay_secs };
        self.locks.iter().try_fold(longest_delay_secs, |longest, lock| match lock.end {
            LockEnd::AfterSecs(secs) => Some(longest.max(secs)),
            LockEnd::WhenFewer => Some(longest.max(lock.within_secs.unwrap_or(0))),
            LockEnd::AtDesk => None,
        })
    }

    /// The wait that follows from so many failures in a row, locks left aside; 0 for none.
    pub const fn delay_secs(&self, failures: u32) -> u64 {
        if self.delay_from_failure == 0 || failures < self.delay_from_failure {
            return 0;
        }
        let delay_secs = match self.growth {
            Growth::Doubled => {
                let doublings = failures - self.delay_from_failure;
                self.first_delay_secs << if doublings < 32 { doublings } else { 32 }
            }
            Growth::ByMultiple => self.first_delay_secs.saturating_mul((failures / self.delay_from_failure) as u64),
        };
        if delay_secs < self.longest_delay_secs { delay_secs } else { self.longest_delay_secs }
    }
}

/// Whom the words of a refusal are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wording {
    /// For people who learn: what the verifier saw, too.
    Learner,
    /// For production: no more than the person needs, and nothing that helps a guesser.
    #[default]
    Production,
}

/// Every number of the console's rules. All times are in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The name that authenticators show beside the account (the Key URI's issuer).
    pub issuer: &'static str,
    /// Length of a new MFA key in bytes. RFC 4226 §4 R6: 16 at least, 20 advised.
    pub key_bytes: usize,
    /// Hash function of new MFA keys.
    pub algorithm: Algorithm,
    /// Digits of a security code. RFC 4226 §5.3: 6 at least.
    pub digits: Digits,
    /// Length of a time step. RFC 6238 §4.1: 30 seconds by default.
    pub period: Period,
    /// How many steps before the current one are accepted. RFC 6238 §5.2: one at most.
    pub window_back_steps: u64,
    /// How many steps after the current one are accepted, for clocks that are fast.
    pub window_ahead_steps: u64,
    /// How far beyond the window to look for the reason of a refusal, in steps. Never a way to be accepted.
    pub explanation_steps: u64,
    /// How many codes a new device has to show in the wizard: one, or two in a row.
    pub codes_to_confirm: u8,
    /// What is remembered of accepted codes.
    pub replay: ReplayRule,
    /// The brake on guessing security codes.
    pub throttle: ThrottleRule,
    /// The brake on passwords, on codes sent by SMS and on recovery codes. Who has nothing but a username can set it off:
    /// so its locks end by themselves, and soon (V8).
    pub other_throttle: ThrottleRule,
    /// Whether the offset of an accepted code moves the window of the next one. RFC 6238 §6. Of no effect where the window
    /// is one step, as no accepted code is off then; no preset says so.
    pub drift_is_recorded: bool,
    /// How far accepted codes may move the window, in steps either way.
    pub drift_limit_steps: u64,
    /// How far from now two consecutive codes may be to resynchronise a device, in steps either way; 0 for never.
    pub resynchronisation_steps: u64,
    /// How many devices an account may have.
    pub devices_max: usize,
    /// How many recovery codes a set has; 0 for none.
    pub recovery_codes: usize,
    /// For how many days a browser may be trusted; 0 for never.
    pub trust_days: u32,
    /// How long a session may go unused.
    pub session_idle_secs: u64,
    /// How long an approved appeal waits, so that the account's owner can stop it.
    pub appeal_wait_secs: u64,
    /// How much longer guesses at its stop code may make it wait, and as much later it lapses.
    pub appeal_delay_secs: u64,
    /// Whether refusals teach or say only what to do.
    pub wording: Wording,
    /// How long a shown MFA key may wait for its first code.
    pub key_lifetime_secs: u64,
    /// How long a code sent by SMS is valid. SP 800-63B: 10 minutes at most.
    pub sms_lifetime_secs: u64,
    /// The pause before another SMS may be asked for.
    pub sms_pause_secs: u64,
    /// How long a filled-in registration waits for its SMS code.
    pub registration_lifetime_secs: u64,
    /// How long after the password the security code may follow.
    pub log_on_lifetime_secs: u64,
    /// How long a session lasts.
    pub session_lifetime_secs: u64,
    /// How old an authentication may be when a device is bound.
    pub freshness_secs: u64,
    /// How long a reviewer's approval may be used.
    pub approval_lifetime_secs: u64,
    /// The largest document of a manual verification, in bytes.
    pub document_bytes: usize,
}

impl Policy {
    /// How many steps of a device's codes are accepted at one moment.
    pub const fn window_steps(&self) -> u64 {
        self.window_back_steps + 1 + self.window_ahead_steps
    }

    /// How far from now the middle of a device's window may lie, in steps either way: as far as accepted codes or two
    /// consecutive ones may move it.
    pub const fn drift_range_steps(&self) -> u64 {
        let by_codes = if self.drift_is_recorded { self.drift_limit_steps } else { 0 };
        if by_codes > self.resynchronisation_steps { by_codes } else { self.resynchronisation_steps }
    }

    /// The rehearsed console's policy, in production's words.
    pub const fn gov_cloud() -> Self {
        super::Preset::GovCloud.policy()
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::gov_cloud()
    }
}
