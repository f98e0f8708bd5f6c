//! Points in time, as every room of the house tells them.
//!
//! There is no clock here: a point in time is made from a number that the caller read somewhere.

use serde::{Deserialize, Serialize};

/// A day, in seconds.
pub const DAY_SECS: u64 = 86_400;

/// Milliseconds since 1970-01-01T00:00Z, leap seconds not counted: Unix time (RFC 6238 §4.1), a thousand times finer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub u64);

impl UnixMillis {
    /// The point `secs` seconds after the epoch.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn as_secs(self) -> u64 {
        self.0 / 1000
    }

    /// The point `secs` seconds later; the end of time when there is none.
    #[must_use]
    pub const fn plus_secs(self, secs: u64) -> Self {
        Self(self.0.saturating_add(secs.saturating_mul(1000)))
    }

    /// What a clock shows that is `secs` seconds fast (or slow, when negative). Never before the epoch.
    #[must_use]
    pub const fn offset_secs(self, secs: i64) -> Self {
        Self(self.0.saturating_add_signed(secs.saturating_mul(1000)))
    }

    /// Whether fewer than `secs` seconds lie between the two, whichever is the later. Of something that began then and lasts
    /// so long it tells whether it still does, also where the clock was set back since: then it lasts at most twice as long.
    pub const fn is_within(self, secs: u64, other: Self) -> bool {
        self.0.abs_diff(other.0) < secs.saturating_mul(1000)
    }

    /// Seconds from here until `later`, rounded up, so that a wait of this length is never too short; 0 if it is past.
    pub const fn secs_until(self, later: Self) -> u64 {
        later.0.saturating_sub(self.0).div_ceil(1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_round_down_and_waits_round_up() {
        assert_eq!(UnixMillis(1_999).as_secs(), 1);
        assert_eq!(UnixMillis(1_001).secs_until(UnixMillis(3_000)), 2);
        assert_eq!(UnixMillis(1_000).secs_until(UnixMillis(3_000)), 2);
        assert_eq!(UnixMillis(3_000).secs_until(UnixMillis(1_000)), 0);
    }

    #[test]
    fn a_distance_is_the_same_from_both_ends() {
        let at = UnixMillis(5_000);
        for (other, is_within) in [(2_999, false), (3_000, false), (3_001, true), (6_999, true), (7_000, false)] {
            assert_eq!(
                (at.is_within(2, UnixMillis(other)), UnixMillis(other).is_within(2, at)),
                (is_within, is_within)
            );
        }
        assert!(!at.is_within(0, at) && at.is_within(u64::MAX, UnixMillis(0)));
    }

    #[test]
    fn arithmetic_stops_at_both_ends_of_time() {
        assert_eq!(UnixMillis(5_000).offset_secs(-9), UnixMillis(0));
        assert_eq!(UnixMillis(5_000).offset_secs(i64::MIN), UnixMillis(0));
        assert_eq!(UnixMillis(5_000).offset_secs(-2), UnixMillis(3_000));
        assert_eq!(UnixMillis(5_000).offset_secs(2), UnixMillis(7_000));
        assert_eq!(UnixMillis(u64::MAX).plus_secs(1), UnixMillis(u64::MAX));
        assert_eq!(UnixMillis::from_secs(u64::MAX), UnixMillis(u64::MAX));
    }
}
