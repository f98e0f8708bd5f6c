//! The brake on guessing at an unlock screen.

use serde::{Deserialize, Serialize};

use crate::otp::UnixMillis;

/// Failures that cost nothing: fingers slip.
const FREE_FAILURES: u32 = 2;

/// The wait after the first failure beyond [`FREE_FAILURES`]; each further one doubles it.
const FIRST_WAIT_SECS: u64 = 1;

/// The longest wait. There is no lock: it would only keep the owner out, for whoever has the stored bytes guesses
/// elsewhere, at the price of the key derivation alone.
const LONGEST_WAIT_SECS: u64 = 60;

/// Wrong passwords in a row: 0, 0, 1, 2, 4, 8, 16, 32, 60, 60 … seconds of waiting after each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attempts {
    /// Failures since the vault was last unlocked.
    pub failures: u32,
    /// When the last of them was.
    pub last_failed_at: UnixMillis,
}

impl Attempts {
    /// None since the vault was last unlocked.
    pub const NONE: Self = Self { failures: 0, last_failed_at: UnixMillis(0) };

    /// How long the wait after the last failure is in all, in seconds.
    pub fn wait_secs(self) -> u64 {
        match self.failures.checked_sub(FREE_FAILURES + 1) {
            None => 0,
            Some(doublings) => (FIRST_WAIT_SECS << doublings.min(16)).min(LONGEST_WAIT_SECS),
        }
    }

    /// From when on the next attempt is looked at; none if that is now. A clock that was set back meanwhile does not
    /// make the wait longer than it is.
    pub fn wait_until(self, now: UnixMillis) -> Option<UnixMillis> {
        let until = self.last_failed_at.plus_secs(self.wait_secs()).min(now.plus_secs(self.wait_secs()));
        (until > now).then_some(until)
    }

    /// One failure more.
    #[must_use]
    pub fn failed(self, now: UnixMillis) -> Self {
        Self { failures: self.failures.saturating_add(1), last_failed_at: now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_to_a_minute_and_never_locks() {
        let mut attempts = Attempts::NONE;
        let mut now = UnixMillis::from_secs(1_000);
        let mut waits = Vec::new();
        for _ in 0..10 {
            attempts = attempts.failed(now);
            waits.push(attempts.wait_until(now).map_or(0, |until| now.secs_until(until)));
            now = now.plus_secs(attempts.wait_secs());
            assert_eq!(attempts.wait_until(now), None);
        }
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
        let many = Attempts { failures: u32::MAX, last_failed_at: now };
        assert_eq!(many.failed(now).wait_secs(), 60);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_lengthen_the_wait() {
        let attempts = Attempts { failures: 3, last_failed_at: UnixMillis::from_secs(9_000) };
        assert_eq!(attempts.wait_until(UnixMillis::from_secs(5)), Some(UnixMillis::from_secs(6)));
    }
}
