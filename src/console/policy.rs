//! What the console demands, as one value. Rules elsewhere take their numbers from here and nowhere else.

use crate::otp::{Algorithm, Digits};

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
    /// Length of a time step. RFC 6238 §4.1: 30 by default.
    pub period_secs: u32,
    /// How many steps before the current one are accepted. RFC 6238 §5.2: one at most.
    pub window_back_steps: u64,
    /// How many steps after the current one are accepted, for clocks that are fast.
    pub window_ahead_steps: u64,
    /// How far beyond the window to look for the reason of a refusal, in steps. Never a way to be accepted.
    pub explanation_steps: u64,
    /// The wait after the first failure; each further failure doubles it. RFC 4226 §7.3.
    pub first_delay_secs: u64,
    /// The longest of those waits.
    pub longest_delay_secs: u64,
    /// From this many failures in a row on, each failure locks.
    pub failures_to_lock: u32,
    /// How long such a lock lasts.
    pub lock_secs: u64,
    /// No more than this many failures in a row …
    pub most_failures: u32,
    /// … in this time: SP 800-63B limits guessing to 100 failures in a row, and a lock still has to end.
    pub long_lock_secs: u64,
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
    /// The rehearsed console's policy.
    pub const fn gov_cloud() -> Self {
        Self {
            issuer: "Gov Cloud",
            key_bytes: 20,
            algorithm: Algorithm::Sha1,
            digits: Digits::SIX,
            period_secs: 30,
            window_back_steps: 1,
            window_ahead_steps: 1,
            explanation_steps: 20,
            first_delay_secs: 5,
            longest_delay_secs: 300,
            failures_to_lock: 10,
            lock_secs: 900,
            most_failures: 100,
            long_lock_secs: 30 * 86_400,
            key_lifetime_secs: 600,
            sms_lifetime_secs: 600,
            sms_pause_secs: 30,
            registration_lifetime_secs: 3_600,
            log_on_lifetime_secs: 600,
            session_lifetime_secs: 12 * 3_600,
            freshness_secs: 1_200,
            approval_lifetime_secs: 86_400,
            document_bytes: 5 * 1024 * 1024,
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::gov_cloud()
    }
}
