//! The brake on guessing: waits that grow, then a lock that says until when.

use super::Policy;
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// Failures in a row of one kind (passwords and codes each have their own, V8), and what follows from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// Failures since the last success, over all attempts to log on.
    pub failures: u32,
    /// Nothing is looked at before this time.
    pub blocked_until: Option<UnixMillis>,
    /// Whether the block is a lock (and is to be called so).
    pub locked: bool,
}

/// A block that is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// When the next try is looked at.
    pub until: UnixMillis,
    /// Whether it is a lock rather than a short delay.
    pub locked: bool,
}

impl Throttle {
    /// Whether a try may be looked at now. A try during a block is not evaluated and does not count: else anybody could
    /// keep a lock alive for ever.
    ///
    /// # Errors
    /// The block in force.
    pub fn check(&self, now: UnixMillis) -> Result<(), Wait> {
        match self.blocked_until {
            Some(until) if now < until => Err(Wait { until, locked: self.locked }),
            _ => Ok(()),
        }
    }

    /// Counts a failure and returns the block that follows from it (RFC 4226 §7.3; SP 800-63B).
    pub fn fail(&mut self, now: UnixMillis, policy: &Policy) -> Wait {
        self.failures = self.failures.saturating_add(1);
        let rule = &policy.throttle;
        let lock_secs =
            rule.locks.iter().filter(|lock| self.failures >= lock.failures).filter_map(|lock| lock.lock_secs).max();
        self.locked = lock_secs.is_some();
        let secs = lock_secs.unwrap_or_else(|| {
            let doublings = (self.failures - 1).min(32);
            (rule.first_delay_secs << doublings).min(rule.longest_delay_secs)
        });
        let until = now.plus_secs(secs);
        self.blocked_until = Some(until);
        Wait { until, locked: self.locked }
    }

    /// Whether nothing has failed since the last success.
    pub fn is_unused(&self) -> bool {
        *self == Self::default()
    }

    /// Forgets all failures.
    pub fn succeed(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_to_a_limit_and_then_lock() {
        let policy = Policy::gov_cloud();
        let mut throttle = Throttle::default();
        let mut now = UnixMillis::from_secs(1_000);
        let mut delays = Vec::new();
        for _ in 0..10 {
            assert_eq!(throttle.check(now), Ok(()));
            let wait = throttle.fail(now, &policy);
            delays.push(now.secs_until(wait.until));
            assert_eq!(wait.locked, throttle.failures >= 10);
            now = wait.until;
        }
        assert_eq!(delays, [5, 10, 20, 40, 80, 160, 300, 300, 300, 900]);
        throttle.succeed();
        assert_eq!(throttle, Throttle::default());
    }
}
