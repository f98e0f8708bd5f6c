//! The health of the backup: when the last one was verified, what has changed since, and when to remind.
//!
//! It remembers of each entry a keyed digest of what a person may change: names, note, tags, pin, icon, trash. No secret
//! goes into it, for a key never changes under its entry's name; neither does what using an entry changes, or every
//! code would ask for a backup. Names can be guessed, so the record is kept as an entry is: sealed where entries are.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::otp::UnixMillis;

use super::{Collection, Entry, EntryId};

/// How long changes may wait for a backup, in days from the first of them.
pub const OVERDUE_DAYS: u64 = 7;
/// How long a reminder is put off, in days.
pub const SNOOZE_DAYS: u64 = 3;

const SECS_A_DAY: u64 = 86_400;

/// What is remembered about backups. There is one record an authenticator.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BackupRecord {
    last: Option<VerifiedBackup>,
    /// When the first change after the last backup was noticed, or the first entry before any.
    changed_at: Option<UnixMillis>,
    snoozed_until: Option<UnixMillis>,
}

/// A backup that was read back and found complete.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct VerifiedBackup {
    made_at: UnixMillis,
    /// The digests' key: random, of this backup alone.
    key: [u8; 16],
    entries: BTreeMap<EntryId, Digest>,
}

/// Tells whether an entry is as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Digest([u8; 16]);

/// What has changed since the last verified backup.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BackupChanges {
    /// Entries that are in no backup.
    pub added: usize,
    /// Entries that are otherwise in the backup.
    pub changed: usize,
    /// Entries that are in the backup alone.
    pub removed: usize,
}

impl BackupChanges {
    /// Whether the backup holds all as it is.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// How the backup stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BackupHealth {
    /// When the last verified backup was made; none if there was none.
    pub made_at: Option<UnixMillis>,
    /// What has changed since, or since there was nothing.
    pub changes: BackupChanges,
    /// Whether changes have waited for too long.
    pub is_overdue: bool,
    /// Whether to remind now: it is overdue, and the person did not put it off.
    pub reminds: bool,
}

impl BackupRecord {
    /// The record after a backup of these entries was made and verified. `key` is random.
    #[must_use]
    pub fn verified(backed_up: &Collection, key: [u8; 16], now: UnixMillis) -> Self {
        let entries = backed_up.iter().map(|entry| (entry.id.clone(), Digest::of(entry, &key))).collect();
        Self { last: Some(VerifiedBackup { made_at: now, key, entries }), changed_at: None, snoozed_until: None }
    }

    /// The record after the entries changed, if that says something new: it is then to be stored. Changes that were taken
    /// back are forgotten.
    pub fn noticed(&self, all: &Collection, now: UnixMillis) -> Option<Self> {
        let is_changed = !self.changes(all).is_none();
        match (is_changed, self.changed_at) {
            (true, None) => Some(Self { changed_at: Some(now), ..self.clone() }),
            (false, Some(_)) => Some(Self { changed_at: None, snoozed_until: None, ..self.clone() }),
            _ => None,
        }
    }

    /// The record after the person put the reminder off for [`SNOOZE_DAYS`].
    #[must_use]
    pub fn snoozed(&self, now: UnixMillis) -> Self {
        Self { snoozed_until: Some(now.plus_secs(SNOOZE_DAYS * SECS_A_DAY)), ..self.clone() }
    }

    /// What has changed since the last verified backup.
    pub fn changes(&self, all: &Collection) -> BackupChanges {
        let Some(last) = &self.last else {
            return BackupChanges { added: all.len(), ..BackupChanges::default() };
        };
        let mut changes = BackupChanges::default();
        let mut kept = 0;
        for entry in all.iter() {
            match last.entries.get(&entry.id) {
                None => changes.added += 1,
                Some(digest) => {
                    kept += 1;
                    changes.changed += usize::from(*digest != Digest::of(entry, &last.key));
                }
            }
        }
        changes.removed = last.entries.len().saturating_sub(kept);
        changes
    }

    /// How the backup stands.
    pub fn health(&self, all: &Collection, now: UnixMillis) -> BackupHealth {
        let changes = self.changes(all);
        let is_due = |changed_at: UnixMillis| changed_at.plus_secs(OVERDUE_DAYS * SECS_A_DAY) <= now;
        let is_overdue = !changes.is_none() && self.changed_at.is_some_and(is_due);
        // Put off for longer than that, it was not: a clock that was set back shall not silence the reminder for years.
        let is_snoozed =
            self.snoozed_until.is_some_and(|until| now < until && until <= now.plus_secs(SNOOZE_DAYS * SECS_A_DAY));
        let made_at = self.last.as_ref().map(|last| last.made_at);
        BackupHealth { made_at, changes, is_overdue, reminds: is_overdue && !is_snoozed }
    }
}

impl Digest {
    /// Every text goes in behind its length, so that no two entries are spelled alike.
    fn of(entry: &Entry, key: &[u8; 16]) -> Self {
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        for (place, byte) in block.iter_mut().zip(key) {
            *place = *byte;
        }
        let mut mac = Hmac::<Sha256>::new(&block);
        let mut part = |bytes: &[u8]| {
            mac.update(&(bytes.len() as u64).to_be_bytes());
            mac.update(bytes);
        };
        part(entry.app.as_bytes());
        part(entry.issuer.as_bytes());
        part(entry.account.as_bytes());
        part(entry.note.as_bytes());
        part(&[u8::from(entry.is_pinned), u8::from(entry.is_trashed()), u8::from(entry.icon.is_some())]);
        if let Some(icon) = &entry.icon {
            part(icon.media_type.as_bytes());
            part(&icon.bytes);
        }
        entry.tags.iter().for_each(|tag| part(tag.as_bytes()));
        let mut digest = [0; 16];
        for (place, byte) in digest.iter_mut().zip(mac.finalize().into_bytes()) {
            *place = byte;
        }
        Self(digest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authenticator::Icon;
    use crate::authenticator::fixtures::{collection, counting, entry, id};
    use crate::otp::Secret;

    const DAY_MILLIS: u64 = 86_400_000;
    const KEY: [u8; 16] = [7; 16];

    fn changes(added: usize, changed: usize, removed: usize) -> BackupChanges {
        BackupChanges { added, changed, removed }
    }

    #[test]
    fn what_was_done_since_is_counted() {
        let mut all = collection(5);
        let record = BackupRecord::verified(&all, KEY, UnixMillis(0));
        assert!(record.changes(&all).is_none());
        all.apply(&all.add_tag(&[id(0)], "work"));
        all.apply(&all.trash(&[id(1)], UnixMillis(5)));
        all.apply(&all.remove(&[id(2)]));
        let (_, added) = all.add(entry(9)).unwrap();
        all.apply(&added);
        assert_eq!(record.changes(&all), changes(1, 2, 1));
    }

    #[test]
    fn everything_that_a_backup_would_bring_back_counts_and_using_an_entry_does_not() {
        let before = counting(1, 5);
        let record = BackupRecord::verified(&Collection::from_entries(vec![before.clone()]), KEY, UnixMillis(0));
        let icon = |byte| Some(Icon { media_type: "image/png".to_owned(), bytes: vec![byte] });
        let text = || "x".to_owned();
        for (after, changed) in [
            (Entry { issuer: text(), ..before.clone() }, 1),
            (Entry { account: text(), ..before.clone() }, 1),
            (Entry { note: text(), ..before.clone() }, 1),
            (Entry { tags: vec![text()], ..before.clone() }, 1),
            (Entry { is_pinned: true, ..before.clone() }, 1),
            (Entry { icon: icon(1), ..before.clone() }, 1),
            (Entry { trashed_at: Some(UnixMillis(1)), ..before.clone() }, 1),
            (Entry { last_used_at: Some(UnixMillis(1)), ..before.clone() }, 0),
            (Entry { position: 9, ..before.clone() }, 0),
            (counting(1, 6), 0),
        ] {
            let all = Collection::from_entries(vec![after.clone()]);
            assert_eq!(record.changes(&all), changes(0, changed, 0), "{after:?}");
        }
    }

    #[test]
    fn texts_that_move_from_one_field_to_the_next_are_another_entry() {
        let of = |issuer: &str, account: &str, tags: &[&str]| {
            let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
            let entry = Entry { issuer: issuer.to_owned(), account: account.to_owned(), tags, ..entry(1) };
            Digest::of(&entry, &KEY)
        };
        assert_ne!(of("ab", "c", &[]), of("a", "bc", &[]));
        assert_ne!(of("a", "b", &["c", "d"]), of("a", "b", &["cd"]));
    }

    #[test]
    fn it_is_overdue_a_week_after_the_first_change() {
        let mut all = collection(1);
        let record = BackupRecord::verified(&all, KEY, UnixMillis(0));
        assert!(!record.health(&all, UnixMillis(400 * DAY_MILLIS)).is_overdue, "nothing changed in all that time");
        all.apply(&all.set_pinned(&[id(0)], true));
        let record = record.noticed(&all, UnixMillis(10 * DAY_MILLIS)).unwrap();
        all.apply(&all.add_tag(&[id(0)], "later"));
        assert_eq!(record.noticed(&all, UnixMillis(12 * DAY_MILLIS)), None, "the first change counts");
        let due = 17 * DAY_MILLIS;
        assert!(!record.health(&all, UnixMillis(due - 1)).is_overdue);
        let health = record.health(&all, UnixMillis(due));
        assert!(health.is_overdue && health.reminds);
        assert_eq!((health.made_at, health.changes), (Some(UnixMillis(0)), changes(0, 1, 0)));
    }

    #[test]
    fn a_reminder_is_put_off_for_a_while_and_not_by_a_clock_that_went_wrong() {
        let all = collection(1);
        let record = BackupRecord::default().noticed(&all, UnixMillis(0)).unwrap();
        let now = UnixMillis(8 * DAY_MILLIS);
        let snoozed = record.snoozed(now);
        for (later_millis, reminds) in [(0, false), (3 * DAY_MILLIS - 1, false), (3 * DAY_MILLIS, true)] {
            let health = snoozed.health(&all, UnixMillis(now.0 + later_millis));
            assert_eq!((health.is_overdue, health.reminds), (true, reminds), "{later_millis}");
        }
        assert!(record.snoozed(UnixMillis(9_999 * DAY_MILLIS)).health(&all, now).reminds);
    }

    #[test]
    fn who_never_made_one_is_reminded_and_who_has_no_entries_is_not() {
        let never = BackupRecord::default();
        assert_eq!(never.noticed(&Collection::default(), UnixMillis(5)), None);
        let record = never.noticed(&collection(2), UnixMillis(0)).unwrap();
        let health = record.health(&collection(2), UnixMillis(7 * DAY_MILLIS));
        assert_eq!((health.made_at, health.changes, health.reminds), (None, changes(2, 0, 0), true));
    }

    #[test]
    fn changes_that_were_taken_back_are_forgotten() {
        let mut all = collection(2);
        let record = BackupRecord::verified(&all, KEY, UnixMillis(0));
        let pinned = all.set_pinned(&[id(0)], true);
        all.apply(&pinned);
        let changed = record.noticed(&all, UnixMillis(1)).unwrap();
        all.apply(&all.undo(&pinned).change);
        assert_eq!(changed.noticed(&all, UnixMillis(2)), Some(record));
    }

    #[test]
    fn the_record_is_read_back_and_depends_on_no_secret() {
        let all = collection(3);
        let record = BackupRecord::verified(&all, KEY, UnixMillis(1));
        let stored = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<BackupRecord>(&stored).unwrap(), record);
        let others = all.iter().map(|entry| Entry { secret: Secret::from_bytes([9]).unwrap(), ..entry.clone() });
        assert_eq!(BackupRecord::verified(&Collection::from_entries(others.collect()), KEY, UnixMillis(1)), record);
        let other_key = BackupRecord::verified(&all, [8; 16], UnixMillis(1));
        assert_ne!(serde_json::to_string(&other_key).unwrap(), stored);
    }

    proptest! {
        #[test]
        fn counts_are_those_of_the_sets(
            before in prop::collection::btree_set(0_u32..20, 0..12), after in prop::collection::btree_set(0_u32..20, 0..12),
        ) {
            let of = |names: &std::collections::BTreeSet<u32>| {
                Collection::from_entries(names.iter().copied().map(entry).collect())
            };
            let record = BackupRecord::verified(&of(&before), KEY, UnixMillis(0));
            let expected = changes(after.difference(&before).count(), 0, before.difference(&after).count());
            prop_assert_eq!(record.changes(&of(&after)), expected);
        }
    }
}
