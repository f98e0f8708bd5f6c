//! What an operation changes: written in one transaction, read back, and taken back.

use std::collections::BTreeMap;

use crate::otp::Kind;

use super::{Collection, Entry, EntryId};

/// One entry before and after. At least one of both is there, and both are of one name.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Delta {
    id: EntryId,
    before: Option<Entry>,
    after: Option<Entry>,
}

/// Exactly the entries that an operation changes: no entry twice, and none that stays as it is.
///
/// Write [`Self::puts`] and [`Self::deletes`] in one transaction, then [`Collection::apply`] it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    deltas: Vec<Delta>,
}

/// How a change is taken back after others may have touched the same entries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Undo {
    /// Takes back what nobody touched since.
    pub change: Change,
    /// Takes back the rest as well, and loses what was done to it since. It is for the person to say so.
    pub edited_since: Change,
}

impl Change {
    pub(super) fn add(&mut self, entry: Entry) {
        self.deltas.push(Delta { id: entry.id.clone(), before: None, after: Some(entry) });
    }

    /// Notes what became of an entry that was there; nothing if it is the same.
    pub(super) fn replace(&mut self, before: &Entry, after: Entry) {
        debug_assert_eq!(before.id, after.id, "a change keeps an entry's name");
        if *before != after {
            self.deltas.push(Delta { id: after.id.clone(), before: Some(before.clone()), after: Some(after) });
        }
    }

    pub(super) fn delete(&mut self, before: &Entry) {
        self.deltas.push(Delta { id: before.id.clone(), before: Some(before.clone()), after: None });
    }

    /// The entries to store, each in place of the one of its name.
    pub fn puts(&self) -> impl Iterator<Item = &Entry> {
        self.deltas.iter().filter_map(|delta| delta.after.as_ref())
    }

    /// The entries to remove from the storage.
    pub fn deletes(&self) -> impl Iterator<Item = &EntryId> {
        self.deltas.iter().filter(|delta| delta.after.is_none()).map(|delta| &delta.id)
    }

    /// What the change was judged by: the entries as they were. What is stored must still be so when it is written.
    pub fn judged(&self) -> impl Iterator<Item = &Entry> {
        self.deltas.iter().filter_map(|delta| delta.before.as_ref())
    }

    /// How many entries it changes.
    pub fn len(&self) -> usize {
        self.deltas.len()
    }

    /// Whether it changes nothing: then nothing needs to be written.
    pub fn is_empty(&self) -> bool {
        self.deltas.is_empty()
    }

    /// The entries that are not in the storage as this change left them: none when it was written, whatever the
    /// storage said. For the counts after an import, read back.
    pub fn missing_from(&self, stored: &Collection) -> Vec<EntryId> {
        let stored = stored.by_id();
        let is_missing = |delta: &&Delta| stored.get(&delta.id).copied() != delta.after.as_ref();
        self.deltas.iter().filter(is_missing).map(|delta| delta.id.clone()).collect()
    }
}

impl Collection {
    /// Makes the change here, once it is stored.
    pub fn apply(&mut self, change: &Change) {
        let mut deltas: BTreeMap<&EntryId, &Delta> = change.deltas.iter().map(|delta| (&delta.id, delta)).collect();
        let mut entries = Vec::with_capacity(self.len() + deltas.len());
        for entry in self.drain() {
            match deltas.remove(&entry.id) {
                None => entries.push(entry),
                Some(delta) => entries.extend(delta.after.clone()),
            }
        }
        entries.extend(deltas.into_values().filter_map(|delta| delta.after.clone()));
        *self = Self::from_entries(entries);
    }

    /// What takes a change back. A counter that has gone on since stays where it is, for its codes were shown; so does
    /// the time of the last use.
    pub fn undo(&self, change: &Change) -> Undo {
        let present = self.by_id();
        let mut undo = Undo::default();
        for delta in &change.deltas {
            let current = present.get(&delta.id).copied();
            let target = match (&delta.before, current) {
                (Some(before), Some(current)) => Some(with_use_of(before, current)),
                (before, _) => before.clone(),
            };
            if current == target.as_ref() {
                continue;
            }
            let is_untouched = match (&delta.after, current) {
                (Some(after), Some(current)) if target.is_some() => with_use_of(after, current) == *current,
                (after, current) => after.as_ref() == current,
            };
            let part = if is_untouched { &mut undo.change } else { &mut undo.edited_since };
            part.deltas.push(Delta { id: delta.id.clone(), before: current.cloned(), after: target });
        }
        undo
    }
}

/// The entry with what using it leaves behind taken from the other: the counter and the last use.
fn with_use_of(entry: &Entry, used: &Entry) -> Entry {
    let mut entry = entry.clone();
    entry.last_used_at = used.last_used_at;
    if let (Kind::Hotp { counter }, Kind::Hotp { counter: later }) = (&mut entry.kind, used.kind) {
        *counter = later.max(*counter);
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::fixtures::{collection, counting, entry, id};
    use crate::otp::UnixMillis;

    #[test]
    fn what_is_applied_is_what_was_promised() {
        let mut all = collection(3);
        let change = all.trash(&[id(0), id(2)], UnixMillis(9));
        assert_eq!(change.puts().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(0), &id(2)]);
        assert_eq!((change.deletes().count(), change.len()), (0, 2));
        assert_eq!(change.missing_from(&all), [id(0), id(2)]);
        all.apply(&change);
        assert!(change.missing_from(&all).is_empty());
        assert!(all.get(&id(0)).unwrap().is_trashed() && !all.get(&id(1)).unwrap().is_trashed());
    }

    #[test]
    fn what_was_taken_back_is_as_if_it_had_never_been() {
        let before = collection(3);
        let removal = before.remove(&[id(1)]);
        let mut all = before.clone();
        all.apply(&removal);
        assert_eq!(all.len(), 2);
        let undo = all.undo(&removal);
        assert!(undo.edited_since.is_empty());
        all.apply(&undo.change);
        assert_eq!(all, before);
        assert!(all.undo(&removal).change.is_empty(), "once is enough");
    }

    #[test]
    fn taking_back_never_sends_a_counter_back() {
        let mut all = Collection::from_entries(vec![counting(1, 5)]);
        let pinned = all.set_pinned(&[id(1)], true);
        all.apply(&pinned);
        let mut used = all.get(&id(1)).unwrap().clone();
        used.kind = Kind::Hotp { counter: 6 };
        used.last_used_at = Some(UnixMillis(77));
        all = Collection::from_entries(vec![used]);
        let undo = all.undo(&pinned);
        assert!(undo.edited_since.is_empty());
        all.apply(&undo.change);
        let entry = all.get(&id(1)).unwrap();
        assert_eq!(entry.kind, Kind::Hotp { counter: 6 });
        assert_eq!((entry.is_pinned, entry.last_used_at), (false, Some(UnixMillis(77))));
    }

    #[test]
    fn what_was_edited_since_is_told() {
        let mut all = collection(2);
        let pinned = all.set_pinned(&[id(0), id(1)], true);
        all.apply(&pinned);
        all.apply(&all.add_tag(&[id(0)], "work"));
        let undo = all.undo(&pinned);
        assert_eq!(undo.change.puts().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(1)]);
        assert_eq!(undo.edited_since.puts().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(0)]);
        assert_eq!(undo.edited_since.judged().next().unwrap().tags, ["work"]);
    }

    #[test]
    fn an_addition_that_was_used_since_is_not_removed_unasked() {
        let mut all = Collection::default();
        let (_, added) = all.add(entry(1)).unwrap();
        all.apply(&added);
        assert_eq!(all.undo(&added).change.deletes().count(), 1);
        all.apply(&all.mark_used(&id(1), UnixMillis(5)));
        let undo = all.undo(&added);
        assert!(undo.change.is_empty());
        assert_eq!(undo.edited_since.deletes().collect::<Vec<_>>(), [&id(1)]);
    }
}
