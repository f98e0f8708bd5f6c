//! The trash: what was thrown away can come back for thirty days.

use crate::otp::{DAY_SECS, UnixMillis};

use super::{Change, Collection, Entry, EntryId};

/// How long an entry lies in the trash, in days.
pub const TRASH_DAYS: u64 = 30;

impl Entry {
    /// When it is forgotten for good, if it lies in the trash.
    pub fn purged_at(&self) -> Option<UnixMillis> {
        self.trashed_at.map(|trashed_at| trashed_at.plus_secs(TRASH_DAYS * DAY_SECS))
    }

    /// Days until it is forgotten, rounded up; none if it does not lie in the trash.
    pub fn trash_days_left(&self, now: UnixMillis) -> Option<u64> {
        self.purged_at().map(|purged_at| now.secs_until(purged_at).div_ceil(DAY_SECS))
    }
}

impl Collection {
    /// Puts entries into the trash. One that lies there already keeps its time.
    pub fn trash(&self, ids: &[EntryId], now: UnixMillis) -> Change {
        self.change_each(ids, |entry| entry.trashed_at = entry.trashed_at.or(Some(now)))
    }

    /// Takes entries out of the trash, to the places that they had.
    pub fn restore(&self, ids: &[EntryId]) -> Change {
        self.change_each(ids, |entry| entry.trashed_at = None)
    }

    /// Forgets what has lain in the trash for [`TRASH_DAYS`]. What seems to come from the future stays.
    pub fn purge(&self, now: UnixMillis) -> Change {
        self.forget(|entry| entry.purged_at().is_some_and(|purged_at| purged_at <= now))
    }

    /// Forgets all that lies in the trash of an application.
    pub fn empty_trash(&self, app: &str) -> Change {
        self.forget(|entry| entry.is_trashed() && entry.app == app)
    }

    /// The entries in the trash of an application, the last thrown away first.
    pub fn trashed(&self, app: &str) -> Vec<&Entry> {
        let mut trashed: Vec<&Entry> = self.iter().filter(|entry| entry.is_trashed() && entry.app == app).collect();
        trashed.sort_unstable_by(|a, b| b.trashed_at.cmp(&a.trashed_at).then_with(|| a.id.cmp(&b.id)));
        trashed
    }

    fn forget(&self, is_forgotten: impl Fn(&Entry) -> bool) -> Change {
        let mut change = Change::default();
        self.iter().filter(|entry| is_forgotten(entry)).for_each(|entry| change.delete(entry));
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::fixtures::{collection, id};

    const DAY_MILLIS: u64 = 86_400_000;

    #[test]
    fn what_was_thrown_away_comes_back_as_it_was() {
        let before = collection(3);
        let mut all = before.clone();
        all.apply(&all.trash(&[id(0), id(2)], UnixMillis(100)));
        assert_eq!(all.in_app("").map(|entry| &entry.id).collect::<Vec<_>>(), [&id(1)]);
        assert!(all.trash(&[id(0)], UnixMillis(999)).is_empty(), "the time is that of the first throw");
        all.apply(&all.restore(&[id(0), id(1), id(2)]));
        assert_eq!(all, before);
    }

    #[test]
    fn thirty_days_to_the_millisecond() {
        let mut all = collection(2);
        let thrown = UnixMillis(5 * DAY_MILLIS);
        all.apply(&all.trash(&[id(1)], thrown));
        let end = UnixMillis(35 * DAY_MILLIS);
        for (now, days_left, purged) in [
            (thrown, 30, 0),
            (UnixMillis(thrown.0 + 1), 30, 0),
            (UnixMillis(end.0 - 1), 1, 0),
            (end, 0, 1),
            (UnixMillis(u64::MAX), 0, 1),
            (UnixMillis(0), 35, 0),
        ] {
            assert_eq!(all.get(&id(1)).unwrap().trash_days_left(now), Some(days_left), "{now:?}");
            assert_eq!(all.purge(now).deletes().count(), purged, "{now:?}");
        }
        assert_eq!(all.get(&id(0)).unwrap().trash_days_left(end), None);
    }

    #[test]
    fn the_trash_is_emptied_and_nothing_else() {
        let mut all = collection(3);
        all.apply(&all.trash(&[id(0)], UnixMillis(1)));
        all.apply(&all.trash(&[id(2)], UnixMillis(2)));
        assert_eq!(all.trashed("").iter().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(2), &id(0)]);
        assert!(all.empty_trash("another app").is_empty());
        all.apply(&all.empty_trash(""));
        assert_eq!(all.iter().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(1)]);
    }
}
