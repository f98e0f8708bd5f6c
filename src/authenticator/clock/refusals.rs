//! When a wrong clock is suspected, by nothing but which codes were taken when.

use crate::authenticator::EntryId;
use crate::otp::UnixMillis;

/// After so many refusals in a row the clock is suspected: one may be a typing error, or a code that was about to end.
pub const REFUSALS_MAX: u8 = 2;
/// Who takes another code within this time was refused, in seconds: later it may be another log-on.
pub const RETRY_SECS_MAX: u64 = 90;

/// Signs that codes are refused. No authenticator hears what became of its codes; but an accepted one ends a log-on, and
/// who takes another code of the same entry soon afterwards was most likely refused.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Refusals {
    /// The entry, the step and the moment of the code that was taken last.
    last: Option<(EntryId, u64, UnixMillis)>,
    in_a_row: u8,
}

impl Refusals {
    /// After the code of a step of an entry was taken. The same code taken again is no sign.
    #[must_use]
    pub fn taken(self, id: &EntryId, step: u64, now: UnixMillis) -> Self {
        let in_a_row = match &self.last {
            Some((last, at_step, at)) if last == id && now <= at.plus_secs(RETRY_SECS_MAX) => {
                self.in_a_row.saturating_add(u8::from(*at_step != step))
            }
            _ => 0,
        };
        Self { last: Some((id.clone(), step, now)), in_a_row }
    }

    /// Whether it is time to suggest that the clock is wrong.
    pub const fn suggest_clock(&self) -> bool {
        self.in_a_row >= REFUSALS_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::fixtures::entry;

    const NOW: UnixMillis = UnixMillis(1_700_000_012_000);

    #[test]
    fn a_third_code_soon_after_the_second_suggests_the_clock() {
        let id = |name| entry(name).id;
        let after = |taken: &[(u32, u64, u64)]| {
            let take = |signs: Refusals, (name, step, at_secs): &(u32, u64, u64)| {
                signs.taken(&id(*name), *step, NOW.plus_secs(*at_secs))
            };
            taken.iter().fold(Refusals::default(), take).suggest_clock()
        };
        assert!(after(&[(1, 10, 0), (1, 11, 30), (1, 12, 60)]));
        assert!(!after(&[(1, 10, 0), (1, 11, 30)]), "once may be a typing error");
        assert!(!after(&[(1, 10, 0), (1, 10, 5), (1, 10, 9), (1, 11, 30)]), "one code taken again is no sign");
        assert!(!after(&[(1, 10, 0), (1, 11, 30), (2, 12, 60)]), "another account");
        assert!(!after(&[(1, 10, 0), (1, 11, 30), (1, 15, 121)]), "another log-on");
    }
}
