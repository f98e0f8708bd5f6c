//! The phones of one page, in the order in which they were added.

use serde::{Deserialize, Serialize};

use crate::otp::UnixMillis;

use super::{Phone, PhoneId, PhoneKind};

/// How many phones the table holds: more would not be seen.
pub const PHONES_MAX: usize = 12;

/// The first number that is given out; the next ones follow it. Eleven digits, as in the published procedure.
const FIRST_NUMBER: u64 = 13_800_000_001;

/// The phones on the table.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Shelf {
    /// The phones, the oldest first.
    pub phones: Vec<Phone>,
}

impl Shelf {
    /// A shelf of these phones, the oldest first whatever order they came in.
    pub fn from_phones(mut phones: Vec<Phone>) -> Self {
        phones.sort_unstable_by(|a, b| (a.added_at, &a.number).cmp(&(b.added_at, &b.number)));
        Self { phones }
    }

    /// What a fresh page starts with: one Android phone.
    pub fn first(id: PhoneId, now: UnixMillis) -> Self {
        Self { phones: vec![new_phone(PhoneKind::Android, id, number_text(FIRST_NUMBER), now)] }
    }

    /// The number of the phone that was put on an empty table as the first one (at position 0), the second one, …
    pub fn number_at(position: usize) -> String {
        number_text(FIRST_NUMBER.saturating_add(u64::try_from(position).unwrap_or(u64::MAX)))
    }

    /// Whether the table has no room for another phone.
    pub fn is_full(&self) -> bool {
        self.phones.len() >= PHONES_MAX
    }

    /// Puts a phone on the table, with the next number that no phone has, and no application. When another phone has
    /// this name (the random bytes came twice) it gets the next free one.
    pub fn add(&mut self, kind: PhoneKind, id: PhoneId, now: UnixMillis) -> &Phone {
        let mut id = id;
        while self.get(&id).is_some() {
            id = id.next();
        }
        let number = self.free_number();
        let index = self.phones.len();
        self.phones.push(new_phone(kind, id, number, now));
        &self.phones[index]
    }

    /// Takes a phone off the table.
    pub fn remove(&mut self, id: &PhoneId) -> Option<Phone> {
        let index = self.phones.iter().position(|phone| phone.id == *id)?;
        Some(self.phones.remove(index))
    }

    /// The phone of this name.
    pub fn get(&self, id: &PhoneId) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.id == *id)
    }

    /// The phone of this name, to be changed.
    pub fn get_mut(&mut self, id: &PhoneId) -> Option<&mut Phone> {
        self.phones.iter_mut().find(|phone| phone.id == *id)
    }

    /// The phone with this number, by which a carrier finds it. Spaces and hyphens do not count.
    pub fn with_number(&self, number: &str) -> Option<&Phone> {
        let digits: String = number.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
        self.phones.iter().find(|phone| phone.number == digits)
    }

    /// The first number after the highest that was given out and is still in use: a number that a phone had which is
    /// gone comes back only when it was the last one.
    fn free_number(&self) -> String {
        let highest = self.phones.iter().filter_map(|phone| phone.number.parse::<u64>().ok()).max();
        let next = highest.map_or(FIRST_NUMBER, |number| number.saturating_add(1)).max(FIRST_NUMBER);
        number_text(next)
    }
}

fn number_text(number: u64) -> String {
    format!("{number:011}")
}

fn new_phone(kind: PhoneKind, id: PhoneId, number: String, now: UnixMillis) -> Phone {
    Phone { id, kind, number, clock_offset_secs: 0, installed_apps: Vec::new(), added_at: now }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(number: u32) -> PhoneId {
        PhoneId::from_random(number.to_be_bytes())
    }

    #[test]
    fn a_fresh_page_has_one_android_phone() {
        let shelf = Shelf::first(id(1), UnixMillis(7));
        assert_eq!(shelf.phones.len(), 1);
        let phone = &shelf.phones[0];
        assert_eq!(
            (phone.kind, phone.number.as_str(), phone.added_at),
            (PhoneKind::Android, "13800000001", UnixMillis(7))
        );
        assert!(phone.installed_apps.is_empty());
    }

    #[test]
    fn numbers_go_by_position_on_a_table_filled_in_order() {
        let mut shelf = Shelf::first(id(1), UnixMillis(0));
        shelf.add(PhoneKind::IPhone, id(2), UnixMillis(0));
        shelf.add(PhoneKind::BlackBerry, id(3), UnixMillis(0));
        for (position, phone) in shelf.phones.iter().enumerate() {
            assert_eq!(phone.number, Shelf::number_at(position));
        }
    }

    #[test]
    fn a_number_finds_its_phone_however_it_is_grouped() {
        let mut shelf = Shelf::first(id(1), UnixMillis(0));
        shelf.add(PhoneKind::IPhone, id(2), UnixMillis(1));
        assert_eq!(shelf.with_number("138 0000-0002").map(|phone| phone.kind), Some(PhoneKind::IPhone));
        assert_eq!(shelf.with_number("13800000003"), None);
    }

    #[test]
    fn no_two_phones_share_a_name_and_the_table_gets_full() {
        let mut shelf = Shelf::first(id(u32::MAX), UnixMillis(0));
        assert_eq!(shelf.add(PhoneKind::Android, id(u32::MAX), UnixMillis(0)).id, id(0));
        assert_eq!(shelf.add(PhoneKind::Android, id(u32::MAX), UnixMillis(0)).id, id(1));
        assert!(!shelf.is_full());
        while shelf.phones.len() < PHONES_MAX {
            shelf.add(PhoneKind::BlackBerry, id(7), UnixMillis(0));
        }
        assert!(shelf.is_full());
    }

    proptest! {
        #[test]
        fn no_two_phones_share_a_number(steps in prop::collection::vec((any::<bool>(), 0_u32..16), 0..60)) {
            let mut shelf = Shelf::default();
            for (adds, number) in steps {
                if adds {
                    shelf.add(PhoneKind::Android, id(number), UnixMillis(u64::from(number)));
                } else {
                    shelf.remove(&id(number));
                }
                let mut numbers: Vec<_> = shelf.phones.iter().map(|phone| phone.number.clone()).collect();
                prop_assert!(numbers.iter().all(|number| number.len() == 11));
                numbers.sort_unstable();
                numbers.dedup();
                prop_assert_eq!(numbers.len(), shelf.phones.len());
            }
        }
    }
}
