//! The brake on guessing: waits that grow, then a lock that says until when.

use super::policy::{LockEnd, ThrottleRule};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// Failures in a row of one kind (passwords and codes each have their own, V8), and what follows from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// Failures since the last success, over all attempts to log on.
    pub failures: u32,
    /// Nothing is looked at before this time. With `locked` and no time, until the desk unlocks.
    pub blocked_until: Option<UnixMillis>,
    /// Whether the block is a lock (and is to be called so).
    pub locked: bool,
    /// When the latest failures were, for rules that count those of some time; empty where no rule does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recent_failures: Vec<UnixMillis>,
    /// When the block began; none where none follows, where the desk ends it, and in older records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked_at: Option<UnixMillis>,
}

/// A block that is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// When the next try is looked at; none: when the desk has unlocked it.
    pub until: Option<UnixMillis>,
    /// Whether it is a lock rather than a short delay.
    pub locked: bool,
    /// Whether it is a lock that the failure before had brought about, too. Of a failure only: a block that is met tells none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
}

impl Wait {
    /// Whether it is a lock, and the first one of those that follow one another: the one that is told.
    pub const fn is_first_lock(self) -> bool {
        self.locked && !self.again
    }

    /// Whether it is over at this time.
    pub fn is_over(self, now: UnixMillis) -> bool {
        self.until.is_some_and(|until| now >= until)
    }
}

impl Throttle {
    /// Whether a try may be looked at now. A try during a block is not evaluated and does not count: else anybody could
    /// keep a lock alive for ever. A block of a clock that was set back since by more than its length is over: else it
    /// would be longer by as much.
    ///
    /// # Errors
    /// The block in force.
    pub fn check(&self, now: UnixMillis) -> Result<(), Wait> {
        let is_block = self.locked || self.blocked_until.is_some();
        let wait = Wait { until: self.blocked_until, locked: self.locked, again: false };
        let is_of_another_time = self
            .blocked_at
            .zip(self.blocked_until)
            .is_some_and(|(at, until)| now < at && !at.is_within(at.secs_until(until), now));
        if is_block && !wait.is_over(now) && !is_of_another_time { Err(wait) } else { Ok(()) }
    }

    /// Counts a failure under a rule, and returns the block that follows from it, which is over at once where none does
    /// (RFC 4226 §7.3; SP 800-63B). The [`Policy`](super::Policy) has one rule for security codes and one for all else.
    pub fn fail(&mut self, now: UnixMillis, rule: &ThrottleRule) -> Wait {
        // One of a time that has not come, by a clock that was set back since, counts for no rate.
        self.recent_failures.retain(|at| *at <= now);
        if let (Some(reset_secs), Some(last)) = (rule.reset_after_secs, self.recent_failures.last())
            && now >= last.plus_secs(reset_secs)
        {
            self.succeed();
        }
        self.failures = self.failures.saturating_add(1);
        self.recent_failures.push(now);
        let wait = self.longest_lock(now, rule).unwrap_or_else(|| {
            let until = Some(now.plus_secs(rule.delay_secs(self.failures)));
            Wait { until, locked: false, again: false }
        });
        let wait = Wait { again: wait.locked && self.locked, ..wait };
        self.forget_old_failures(now, rule);
        self.blocked_at = wait.until.is_some_and(|until| now < until).then_some(now);
        self.blocked_until = wait.until;
        self.locked = wait.locked;
        wait
    }

    /// Whether nothing has failed since the last success.
    pub fn is_unused(&self) -> bool {
        *self == Self::default()
    }

    /// Forgets all failures, after a success or because the desk unlocks.
    pub fn succeed(&mut self) {
        *self = Self::default();
    }

    /// Of the locks that apply, the one that ends last; one that ends at the desk only, before any.
    fn longest_lock(&self, now: UnixMillis, rule: &ThrottleRule) -> Option<Wait> {
        let locks = rule.locks.iter().filter_map(|lock| {
            let allowed = usize::try_from(lock.failures).unwrap_or(usize::MAX);
            let within: Vec<_> = match lock.within_secs {
                Some(secs) => self.recent_failures.iter().filter(|at| at.plus_secs(secs) > now).collect(),
                None => Vec::new(),
            };
            let applies = match lock.within_secs {
                Some(_) => within.len() >= allowed,
                None => self.failures >= lock.failures,
            };
            applies.then(|| match lock.end {
                LockEnd::AfterSecs(secs) => Wait { until: Some(now.plus_secs(secs)), locked: true, again: false },
                LockEnd::AtDesk => Wait { until: None, locked: true, again: false },
                LockEnd::WhenFewer => {
                    // When the earliest of the last so many failures is out of the time, one more is allowed.
                    let earliest = within.len().checked_sub(allowed).and_then(|at| within.get(at));
                    let until = earliest.map_or(now, |at| at.plus_secs(lock.within_secs.unwrap_or(0)));
                    Wait { until: Some(until), locked: false, again: false }
                }
            })
        });
        locks.max_by_key(|wait| (wait.until.is_none(), wait.until))
    }

    /// Keeps the failures that a rule may still ask for.
    fn forget_old_failures(&mut self, now: UnixMillis, rule: &ThrottleRule) {
        let longest_secs = rule.locks.iter().filter_map(|lock| lock.within_secs).max().unwrap_or(0);
        self.recent_failures.retain(|at| at.plus_secs(longest_secs) > now);
        if self.recent_failures.is_empty() && rule.reset_after_secs.is_some() {
            self.recent_failures.push(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{Policy, Preset, presets};

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    /// The waits, in seconds, after each of so many failures, each made as soon as it is looked at; none: the desk.
    fn waits(rule: &ThrottleRule, failures: usize) -> Vec<Option<u64>> {
        let (mut throttle, mut now) = (Throttle::default(), NOW);
        let wait = |_| {
            assert_eq!(throttle.check(now), Ok(()));
            let wait = throttle.fail(now, rule);
            let met = Wait { again: false, ..wait };
            assert_eq!(throttle.check(now), if wait.is_over(now) { Ok(()) } else { Err(met) });
            let secs = now.secs_until(wait.until?);
            now = wait.until?;
            Some(secs)
        };
        (0..failures).map(wait).collect()
    }

    #[test]
    fn delays_double_to_a_limit_and_then_lock() {
        let rule = Policy::gov_cloud().throttle;
        let expected = [5, 10, 20, 40, 80, 160, 300, 300, 300, 900].map(Some);
        assert_eq!(waits(&rule, 10), expected);
        let mut throttle = Throttle::default();
        for failures in 1..=10 {
            assert_eq!(throttle.fail(NOW, &rule).locked, failures >= 10);
        }
        throttle.succeed();
        assert_eq!(throttle, Throttle::default());
    }

    #[test]
    fn of_the_locks_that_follow_one_another_the_first_one_is_told_from_the_others() {
        for (preset, failures) in [(Preset::GovCloud, 10), (Preset::Strict, 10), (Preset::PrivacyIdea, 10)] {
            let rule = preset.policy().other_throttle;
            let (mut throttle, mut now) = (Throttle::default(), NOW);
            let mut first_locks = |times: u32| {
                (1..=times)
                    .filter(|_| {
                        let wait = throttle.fail(now, &rule);
                        now = wait.until.unwrap();
                        wait.is_first_lock()
                    })
                    .collect::<Vec<_>>()
            };
            assert_eq!(first_locks(60), [failures], "{preset:?}");
            throttle.succeed();
            let mut first_locks =
                |times: u32| (1..=times).filter(|_| throttle.fail(now, &rule).is_first_lock()).count();
            assert_eq!(first_locks(12), 1, "after a success it is news again");
        }
    }

    #[test]
    fn delays_grow_at_each_multiple_and_the_count_begins_anew_after_a_pause() {
        let rule = presets::KEYCLOAK_BRUTE_FORCE_DETECTION;
        let waits = waits(&rule, 480);
        for (failures, secs) in [(1, 0), (29, 0), (30, 60), (59, 60), (60, 120), (449, 840), (450, 900), (480, 900)] {
            assert_eq!(waits[failures - 1], Some(secs), "after {failures}");
        }
        let mut throttle = Throttle::default();
        for _ in 0..30 {
            throttle.fail(NOW, &rule);
        }
        assert!(throttle.check(NOW).is_err());
        throttle.fail(NOW.plus_secs(12 * 3_600 - 1), &rule);
        assert_eq!(throttle.failures, 31);
        throttle.fail(NOW.plus_secs(24 * 3_600), &rule);
        assert_eq!(throttle.failures, 1);
    }

    #[test]
    fn a_rate_lets_the_next_try_in_when_the_earliest_is_out_of_its_time() {
        let rule = Preset::Authelia.policy().throttle;
        let waits = waits(&rule, 82);
        let long: Vec<_> = waits.iter().enumerate().filter(|(_, secs)| **secs != Some(0)).collect();
        // 30 at once, 10 after a minute, 10 after another one; then when the first 30 are ten minutes old.
        assert_eq!(long, [(29, &Some(60)), (39, &Some(60)), (49, &Some(480)), (79, &Some(60))]);
        let mut throttle = Throttle::default();
        for _ in 0..30 {
            throttle.fail(NOW, &rule);
        }
        assert_eq!(throttle.check(NOW), Err(Wait { until: Some(NOW.plus_secs(60)), locked: false, again: false }));
        assert_eq!(throttle.recent_failures.len(), 30);
        throttle.fail(NOW.plus_secs(601), &rule);
        assert_eq!(throttle.recent_failures.len(), 1);
        assert_eq!(throttle.failures, 31);
    }

    #[test]
    fn a_lock_without_end_lasts_until_the_desk_unlocks() {
        let rule = Preset::PrivacyIdea.policy().throttle;
        let (mut throttle, never) = (Throttle::default(), UnixMillis(u64::MAX / 2));
        for _ in 0..9 {
            assert!(throttle.fail(NOW, &rule).is_over(NOW));
        }
        let lock = Wait { until: None, locked: true, again: false };
        assert_eq!(throttle.fail(NOW, &rule), lock);
        assert_eq!(throttle.check(never), Err(lock));
        throttle.succeed();
        assert_eq!(throttle.check(NOW), Ok(()));
    }

    #[test]
    fn a_block_of_a_clock_that_was_a_day_fast_is_no_longer_than_twice_its_length_once_it_is_right() {
        let (fast, day_secs) = (NOW.plus_secs(86_400), 86_400);
        for preset in Preset::ALL {
            let rule = preset.policy().other_throttle;
            let mut throttle = Throttle::default();
            for _ in 0..10 {
                throttle.fail(fast, &rule);
            }
            assert!(throttle.check(fast).is_err());
            assert_eq!(throttle.check(fast.offset_secs(-day_secs)), Ok(()), "{preset:?}");
            // Set back by less than the block is long: it stays, and its end is where it was.
            let until = fast.plus_secs(900);
            let lock = Wait { until: Some(until), locked: true, again: false };
            assert_eq!(throttle.check(fast.offset_secs(-899)), Err(lock));
            assert_eq!(throttle.check(fast.offset_secs(-900)), Ok(()));
            assert_eq!(throttle.check(until), Ok(()));
            // What fails then is counted on, and blocks from the right clock's time on.
            assert_eq!(throttle.fail(NOW, &rule).until, Some(NOW.plus_secs(900)));
        }
        // Failures of a time that has not come count for no rate.
        let rule = Preset::Authelia.policy().throttle;
        let mut throttle = Throttle::default();
        for _ in 0..49 {
            throttle.fail(fast, &rule);
        }
        assert!(throttle.fail(NOW, &rule).is_over(NOW));
        // A lock that only the desk ends has no time to be measured by.
        let rule = Preset::PrivacyIdea.policy().throttle;
        let mut throttle = Throttle::default();
        for _ in 0..10 {
            throttle.fail(fast, &rule);
        }
        assert!(throttle.check(NOW).is_err());
    }

    #[test]
    fn a_record_of_before_decodes_and_encodes_as_it_was() {
        for json in [
            r#"{"failures":0,"blocked_until":null,"locked":false}"#,
            r#"{"failures":10,"blocked_until":1900000,"locked":true}"#,
        ] {
            let throttle: Throttle = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&throttle).unwrap(), json);
        }
        let wait: Wait = serde_json::from_str(r#"{"until":1900000,"locked":true}"#).unwrap();
        assert_eq!(wait.until, Some(UnixMillis(1_900_000)));
    }
}
