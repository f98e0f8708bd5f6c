//! The entries of one authenticator, in the order in which they came in.

use super::{Entry, EntryId};

/// Why an entry was not added.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddError {
    /// The same key for the same account is here: the same QR code was scanned twice.
    #[error("the entry exists")]
    AlreadyExists {
        /// The entry that is here.
        id: EntryId,
    },
    /// Another entry has this name: the random bytes came twice.
    #[error("an entry of this name exists")]
    NameTaken,
}

/// An entry was added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// Its name.
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

    /// Adds an entry, unless its key is here.
    pub fn add(&mut self, entry: Entry) -> Result<Added, AddError> {
        if let Some(existing) = self.entries.iter().find(|existing| existing.same_key(&entry)) {
            return Err(AddError::AlreadyExists { id: existing.id.clone() });
        }
        if self.get(&entry.id).is_some() {
            return Err(AddError::NameTaken);
        }
        let shadows = self.entries.iter().rfind(|existing| existing.same_account(&entry));
        let added = Added { id: entry.id.clone(), shadows: shadows.map(|existing| existing.id.clone()) };
        self.entries.push(entry);
        Ok(added)
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: &EntryId) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.id == *id)?;
        Some(self.entries.remove(index))
    }

    /// The entry of this name.
    pub fn get(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// All entries, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The entries that one application of a phone holds, the oldest first.
    pub fn in_app(&self, app: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.app == app)
    }

    /// How many entries there are, in all applications.
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
    use crate::otp::{Algorithm, Digits, KeyUri, Kind, Secret, UnixMillis};

    fn entry(name: u8, app: &str, account: &str, key: u8) -> Entry {
        let key_uri = KeyUri {
            kind: Kind::Totp { period_secs: 30 },
            issuer: "Gov Cloud".to_owned(),
            account: account.to_owned(),
            secret: Secret::from_bytes(vec![key; 20]).unwrap(),
            algorithm: Algorithm::Sha1,
            digits: Digits::SIX,
        };
        Entry::from_key_uri(key_uri, EntryId::from_random([name; 16]), app, UnixMillis(u64::from(name)))
    }

    #[test]
    fn scanning_the_same_code_twice_finds_the_entry() {
        let mut collection = Collection::default();
        let first = collection.add(entry(1, "", "alice", 9)).unwrap();
        assert_eq!(first.shadows, None);
        let again = collection.add(entry(2, "", "alice", 9));
        assert_eq!(again, Err(AddError::AlreadyExists { id: first.id }));
        assert_eq!(collection.len(), 1);
    }

    #[test]
    fn another_key_for_the_account_comes_beside_the_old_one_and_is_told() {
        let mut collection = Collection::default();
        let old = collection.add(entry(1, "", "alice", 9)).unwrap();
        let new = collection.add(entry(2, "", "alice", 8)).unwrap();
        assert_eq!(new.shadows, Some(old.id));
        assert_eq!(collection.len(), 2);
    }

    #[test]
    fn one_key_for_two_accounts_or_in_two_applications_is_two_entries() {
        let mut collection = Collection::default();
        collection.add(entry(1, "one", "alice", 9)).unwrap();
        assert_eq!(collection.add(entry(2, "one", "bob", 9)).unwrap().shadows, None);
        assert_eq!(collection.add(entry(3, "other", "alice", 9)).unwrap().shadows, None);
        assert_eq!(collection.in_app("one").count(), 2);
        assert_eq!(collection.in_app("other").count(), 1);
        assert_eq!(collection.add(entry(3, "third", "alice", 9)), Err(AddError::NameTaken));
    }

    #[test]
    fn what_was_removed_can_come_again() {
        let mut collection = Collection::default();
        let id = collection.add(entry(1, "", "alice", 9)).unwrap().id;
        assert!(collection.remove(&id).is_some());
        assert!(collection.remove(&id).is_none());
        assert!(collection.is_empty());
        assert!(collection.add(entry(1, "", "alice", 9)).is_ok());
    }

    proptest! {
        #[test]
        fn no_key_is_kept_twice_and_none_is_lost(
            wanted in prop::collection::vec((0_u8..3, 0_u8..3, 0_u8..3), 0..40),
        ) {
            let mut collection = Collection::default();
            let mut different = std::collections::BTreeSet::new();
            for (name, (app, account, key)) in (0_u8..).zip(&wanted) {
                let added = collection.add(entry(name, &app.to_string(), &account.to_string(), *key));
                prop_assert_eq!(added.is_ok(), different.insert((app, account, key)));
            }
            prop_assert_eq!(collection.len(), different.len());
            let mut stored: Vec<Entry> = collection.iter().cloned().collect();
            stored.reverse();
            prop_assert_eq!(Collection::from_entries(stored), collection);
        }
    }
}
