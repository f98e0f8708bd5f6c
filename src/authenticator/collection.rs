//! The entries of one authenticator, in the order in which they came in.
//!
//! An operation changes nothing here. It gives the [`Change`] to be written; what is written is then applied.

use std::collections::{BTreeSet, HashMap};

use crate::otp::UnixMillis;

use super::{Change, Entry, EntryId, POSITION_GAP};

/// Why an entry was not added.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddError {
    /// The same key for the same account is here: the same QR code was scanned twice.
    #[error("the entry exists")]
    AlreadyExists {
        /// The entry that is here.
        id: EntryId,
        /// Whether it lies in the trash: then it is to be restored, not added.
        is_trashed: bool,
    },
    /// Another entry has this name: the random bytes came twice.
    #[error("an entry of this name exists")]
    NameTaken,
}

/// An entry was added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// Its identifier.
    pub id: EntryId,
    /// An older entry for the same account, with another key: the one of a device that was bound before, perhaps.
    /// Both stay, for nobody but the person knows which of them the other side still takes.
    pub shadows: Option<EntryId>,
}

/// The entries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collection {
    entries: Vec<Entry>,
}

impl Collection {
    /// A collection of these entries, the oldest first whatever order they came in.
    pub fn from_entries(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by(|a, b| (a.added_at, &a.id).cmp(&(b.added_at, &b.id)));
        Self { entries }
    }

    /// Adds an entry at the end of the manual order, unless its key is here.
    ///
    /// # Errors
    /// When the same key for the same account is here, in the trash or not, or its name is taken.
    pub fn add(&self, mut entry: Entry) -> Result<(Added, Change), AddError> {
        if let Some(existing) = self.entries.iter().find(|existing| existing.same_key(&entry)) {
            return Err(AddError::AlreadyExists { id: existing.id.clone(), is_trashed: existing.is_trashed() });
        }
        if self.get(&entry.id).is_some() {
            return Err(AddError::NameTaken);
        }
        let shadows = self.in_use().filter(|existing| existing.same_account(&entry)).last();
        let added = Added { id: entry.id.clone(), shadows: shadows.map(|existing| existing.id.clone()) };
        entry.position = self.next_position();
        let mut change = Change::default();
        change.add(entry);
        Ok((added, change))
    }

    /// Takes entries out for good, from the trash or not.
    pub fn remove(&self, ids: &[EntryId]) -> Change {
        let ids: BTreeSet<&EntryId> = ids.iter().collect();
        let mut change = Change::default();
        self.entries.iter().filter(|entry| ids.contains(&entry.id)).for_each(|entry| change.delete(entry));
        change
    }

    /// Pins entries, or unpins them.
    pub fn set_pinned(&self, ids: &[EntryId], is_pinned: bool) -> Change {
        self.change_each(ids, |entry| entry.is_pinned = is_pinned)
    }

    /// Notes that a code of the entry was copied or asked for. A clock that was set back makes it no less recent.
    pub fn mark_used(&self, id: &EntryId, now: UnixMillis) -> Change {
        self.change_each(std::slice::from_ref(id), |entry| {
            entry.last_used_at = entry.last_used_at.max(Some(now));
        })
    }

    /// What becomes of the entries of these names; names that are not here are passed over.
    pub(super) fn change_each(&self, ids: &[EntryId], mut edit: impl FnMut(&mut Entry)) -> Change {
        let ids: BTreeSet<&EntryId> = ids.iter().collect();
        let mut change = Change::default();
        for entry in self.entries.iter().filter(|entry| ids.contains(&entry.id)) {
            let mut after = entry.clone();
            edit(&mut after);
            change.replace(entry, after);
        }
        change
    }

    /// The place behind every other.
    pub(super) fn next_position(&self) -> u64 {
        let last = self.entries.iter().map(|entry| entry.position).max();
        last.map_or(POSITION_GAP, |last| last.saturating_add(POSITION_GAP))
    }

    pub(super) fn by_id(&self) -> HashMap<&EntryId, &Entry> {
        self.entries.iter().map(|entry| (&entry.id, entry)).collect()
    }

    pub(super) fn drain(&mut self) -> impl Iterator<Item = Entry> {
        std::mem::take(&mut self.entries).into_iter()
    }

    /// The entry of this name.
    pub fn get(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// The entries of these names, in this order, found in one pass; names that are not here are passed over.
    pub fn get_many(&self, ids: &[EntryId]) -> Vec<&Entry> {
        let wanted: HashMap<&EntryId, usize> = ids.iter().zip(0..).collect();
        let mut found: Vec<(usize, &Entry)> =
            self.entries.iter().filter_map(|entry| wanted.get(&entry.id).map(|place| (*place, entry))).collect();
        found.sort_unstable_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// All entries, those in the trash too, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The entries that are not in the trash, the oldest first.
    pub fn in_use(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_trashed())
    }

    /// The entries that one application of a phone holds, without those in the trash, the oldest first.
    pub fn in_app(&self, app: &str) -> impl Iterator<Item = &Entry> {
        self.in_use().filter(move |entry| entry.app == app)
    }

    /// How many entries there are, in all applications and in the trash.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authenticator::fixtures::{self, id, key_uri};

    fn entry(name: u32, app: &str, account: &str, key: u32) -> Entry {
        Entry::from_key_uri(key_uri("Gov Cloud", account, key), id(name), app, UnixMillis(u64::from(name)))
    }

    fn take(collection: &mut Collection, entry: Entry) -> Result<Added, AddError> {
        let (added, change) = collection.add(entry)?;
        collection.apply(&change);
        Ok(added)
    }

    #[test]
    fn scanning_the_same_code_twice_finds_the_entry() {
        let mut collection = Collection::default();
        let first = take(&mut collection, entry(1, "", "alice", 9)).unwrap();
        assert_eq!(first.shadows, None);
        let again = take(&mut collection, entry(2, "", "alice", 9));
        assert_eq!(again, Err(AddError::AlreadyExists { id: first.id, is_trashed: false }));
        assert_eq!(collection.len(), 1);
    }

    #[test]
    fn scanning_what_lies_in_the_trash_finds_it_there() {
        let mut collection = Collection::default();
        take(&mut collection, entry(1, "", "alice", 9)).unwrap();
        collection.apply(&collection.trash(&[id(1)], UnixMillis(5)));
        let again = collection.add(entry(2, "", "alice", 9));
        assert_eq!(again.err(), Some(AddError::AlreadyExists { id: id(1), is_trashed: true }));
        let other = collection.add(entry(2, "", "alice", 8)).unwrap();
        assert_eq!(other.0.shadows, None, "what lies in the trash asks for no choice");
    }

    #[test]
    fn another_key_for_the_account_comes_beside_the_old_one_and_is_told() {
        let mut collection = Collection::default();
        let old = take(&mut collection, entry(1, "", "alice", 9)).unwrap();
        let new = take(&mut collection, entry(2, "", "alice", 8)).unwrap();
        assert_eq!(new.shadows, Some(old.id));
        assert_eq!(collection.len(), 2);
    }

    #[test]
    fn one_key_for_two_accounts_or_in_two_applications_is_two_entries() {
        let mut collection = Collection::default();
        take(&mut collection, entry(1, "one", "alice", 9)).unwrap();
        assert_eq!(take(&mut collection, entry(2, "one", "bob", 9)).unwrap().shadows, None);
        assert_eq!(take(&mut collection, entry(3, "other", "alice", 9)).unwrap().shadows, None);
        assert_eq!(collection.in_app("one").count(), 2);
        assert_eq!(collection.in_app("other").count(), 1);
        assert_eq!(take(&mut collection, entry(3, "third", "alice", 9)), Err(AddError::NameTaken));
    }

    #[test]
    fn what_was_removed_can_come_again() {
        let mut collection = Collection::default();
        let id = take(&mut collection, entry(1, "", "alice", 9)).unwrap().id;
        collection.apply(&collection.remove(std::slice::from_ref(&id)));
        assert!(collection.is_empty());
        assert!(collection.remove(&[id]).is_empty());
        assert!(take(&mut collection, entry(1, "", "alice", 9)).is_ok());
    }

    #[test]
    fn several_are_found_in_the_order_that_was_asked_for() {
        let all = fixtures::collection(5);
        let found = all.get_many(&[id(4), id(99), id(0), id(2)]);
        assert_eq!(found.iter().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(4), &id(0), &id(2)]);
        assert!(all.get_many(&[]).is_empty());
    }

    #[test]
    fn only_what_becomes_another_is_written() {
        let mut all = fixtures::collection(4);
        let pinned = all.set_pinned(&[id(3), id(1), id(1), id(99)], true);
        assert_eq!(pinned.puts().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(1), &id(3)]);
        all.apply(&pinned);
        assert_eq!(all.set_pinned(&[id(1), id(2)], true).len(), 1);
        all.apply(&all.mark_used(&id(2), UnixMillis(50)));
        assert!(all.mark_used(&id(2), UnixMillis(40)).is_empty(), "a clock that was set back");
    }

    proptest! {
        #[test]
        fn no_key_is_kept_twice_and_none_is_lost(
            wanted in prop::collection::vec((0_u32..3, 0_u32..3, 0_u32..3), 0..40),
        ) {
            let mut collection = Collection::default();
            let mut different = BTreeSet::new();
            for (name, (app, account, key)) in (0_u32..).zip(&wanted) {
                let added = take(&mut collection, entry(name, &app.to_string(), &account.to_string(), *key));
                prop_assert_eq!(added.is_ok(), different.insert((app, account, key)));
            }
            prop_assert_eq!(collection.len(), different.len());
            let mut stored: Vec<Entry> = collection.iter().cloned().collect();
            stored.reverse();
            prop_assert_eq!(Collection::from_entries(stored), collection);
        }
    }
}
