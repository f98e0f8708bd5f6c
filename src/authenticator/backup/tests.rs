use proptest::prelude::*;

use super::*;
use crate::authenticator::Icon;
use crate::authenticator::fixtures::{collection, counting, entry, id};
use crate::authenticator::slots::{NewSlot, RecoveryParameters, Salt, SlotId, SlotKind};
use crate::authenticator::vault::{MasterKey, Nonce, Nonces, OpenVault, VaultId, WrappingKey};
use crate::otp::Secret;

const DAY_MILLIS: u64 = 86_400_000;
const KEY: [u8; 16] = [7; 16];

fn changes(added: usize, changed: usize, removed: usize) -> BackupChanges {
    BackupChanges { added, changed, removed, counted: 0 }
}

/// A vault's header with a slot under a key that begins so.
fn header(byte: u8) -> VaultHeader {
    let vault = OpenVault::new(VaultId::from_random([1; 16]), MasterKey::from_bytes([2; 32]));
    let slot = NewSlot {
        id: SlotId::from_random([3; 16]),
        label: String::new(),
        added_at: UnixMillis(0),
        kind: SlotKind::RecoveryCode(RecoveryParameters::new(&Salt::from_random([4; 16]))),
        key: WrappingKey::from_bytes([byte; 32]),
        nonce: Nonce::from_random([5; 12]),
    };
    vault.protect(vec![slot], &[], &mut Nonces::from_random(Vec::new())).unwrap().header
}

#[test]
fn what_was_done_since_is_counted() {
    let mut all = collection(5);
    let record = BackupRecord::default().verified(&all, KEY, UnixMillis(0));
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
    let record = BackupRecord::default().verified(&Collection::from_entries(vec![before.clone()]), KEY, UnixMillis(0));
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
    ] {
        let all = Collection::from_entries(vec![after.clone()]);
        assert_eq!(record.changes(&all), changes(0, changed, 0), "{after:?}");
    }
}

#[test]
fn a_counter_that_went_on_is_counted_apart_and_reminds_of_nothing() {
    let all = |counter| Collection::from_entries(vec![counting(1, counter), entry(2)]);
    let record = BackupRecord::default().verified(&all(5), KEY, UnixMillis(0));
    assert_eq!(record.changes(&all(5)), BackupChanges::default());
    let changes = record.changes(&all(6));
    assert_eq!(changes, BackupChanges { counted: 1, ..BackupChanges::default() });
    assert!(changes.is_none());
    assert_eq!(record.noticed(&all(6), UnixMillis(1)), None);
    assert!(!record.health(&all(6), UnixMillis(99 * DAY_MILLIS)).reminds);
}

#[test]
fn the_file_is_held_to_counters_places_and_what_opens_it() {
    let before = [counting(1, 5), entry(2)];
    let all = Collection::from_entries(before.to_vec());
    let record = BackupRecord::default().rewritten(&all, &header(1), KEY, UnixMillis(0));
    assert!(record.file_holds(&all, &header(1)));
    assert!(!record.file_holds(&all, &header(2)), "another password");
    let mut two_slots = header(1);
    two_slots.slots.extend(header(2).slots);
    assert!(!record.file_holds(&all, &two_slots), "another way to unlock");
    for (after, holds) in [
        (counting(1, 6), false),
        (Entry { position: 9, ..before[0].clone() }, false),
        (Entry { note: "x".to_owned(), ..before[0].clone() }, false),
        (Entry { last_used_at: Some(UnixMillis(1)), ..before[0].clone() }, true),
    ] {
        let all = Collection::from_entries(vec![after.clone(), before[1].clone()]);
        assert_eq!(record.file_holds(&all, &header(1)), holds, "{after:?}");
    }
    assert!(!record.file_holds(&Collection::from_entries(vec![before[0].clone()]), &header(1)));
}

#[test]
fn a_backup_of_another_file_does_not_stand_for_the_file() {
    let all = |counter| Collection::from_entries(vec![counting(1, counter)]);
    let record = BackupRecord::default().rewritten(&all(5), &header(1), KEY, UnixMillis(0));
    let record = record.verified(&all(6), [8; 16], UnixMillis(1));
    assert_eq!(record.changes(&all(6)), BackupChanges::default());
    assert!(!record.file_holds(&all(6), &header(1)));
    assert!(record.file_holds(&all(5), &header(1)));
}

#[test]
fn a_record_of_an_older_release_is_read_and_asks_for_a_file_once() {
    let all = Collection::from_entries(vec![counting(1, 5)]);
    let record = BackupRecord::default().rewritten(&all, &header(1), KEY, UnixMillis(0));
    let mut stored = serde_json::to_value(&record).unwrap();
    stored.as_object_mut().unwrap().remove("file");
    stored["last"].as_object_mut().unwrap().remove("counters");
    let old: BackupRecord = serde_json::from_value(stored).unwrap();
    assert_eq!(old.changes(&all), BackupChanges::default());
    assert!(!old.file_holds(&all, &header(1)));
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
    let record = BackupRecord::default().verified(&all, KEY, UnixMillis(0));
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
    let record = BackupRecord::default().verified(&all, KEY, UnixMillis(0));
    let pinned = all.set_pinned(&[id(0)], true);
    all.apply(&pinned);
    let changed = record.noticed(&all, UnixMillis(1)).unwrap();
    all.apply(&all.undo(&pinned).change);
    assert_eq!(changed.noticed(&all, UnixMillis(2)), Some(record));
}

#[test]
fn the_record_is_read_back_and_depends_on_no_secret() {
    let all = collection(3);
    let record = BackupRecord::default().verified(&all, KEY, UnixMillis(1));
    let stored = serde_json::to_string(&record).unwrap();
    assert_eq!(serde_json::from_str::<BackupRecord>(&stored).unwrap(), record);
    let others = all.iter().map(|entry| Entry { secret: Secret::from_bytes([9]).unwrap(), ..entry.clone() });
    assert_eq!(
        BackupRecord::default().verified(&Collection::from_entries(others.collect()), KEY, UnixMillis(1)),
        record
    );
    let other_key = BackupRecord::default().verified(&all, [8; 16], UnixMillis(1));
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
        let record = BackupRecord::default().verified(&of(&before), KEY, UnixMillis(0));
        let expected = changes(after.difference(&before).count(), 0, before.difference(&after).count());
        prop_assert_eq!(record.changes(&of(&after)), expected);
    }
}
