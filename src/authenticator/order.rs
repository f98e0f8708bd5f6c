//! The orders in which entries are shown, and the moves that a person makes by hand.
//!
//! A place is a number with room around it, so that a move rewrites one entry, and now and then a few of its
//! neighbours. Entries of an older release have no place yet: the first move gives them theirs.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use super::{Change, Collection, Entry, EntryId, fold::fold};

/// The room between two places when nothing is known that would need less.
pub(super) const POSITION_GAP: u64 = 1 << 32;

/// The room that a rewrite of several places leaves between them at least: so many moves to one place are then cheap.
const REWRITTEN_GAP: u64 = 1 << 16;

/// How entries are sorted. Pinned ones come first in each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As the person put them; new ones at the end.
    #[default]
    Manual,
    /// By issuer, then account, in any case of letters and without accents.
    Name,
    /// The last used first; then those never used, the newest first.
    RecentUse,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Manual, Self::Name, Self::RecentUse];

    /// Sorts entries.
    pub fn sort(self, entries: &mut Vec<&Entry>) {
        match self {
            Self::Manual => entries.sort_unstable_by(|a, b| pinned_first(a, b).then_with(|| by_place(a, b))),
            Self::RecentUse => entries.sort_unstable_by(|a, b| {
                let used = b.last_used_at.cmp(&a.last_used_at);
                pinned_first(a, b).then(used).then_with(|| by_age(b, a))
            }),
            Self::Name => {
                // Each name is folded once, not once a comparison.
                let mut keyed: Vec<(String, &Entry)> = entries.iter().map(|entry| (name_key(entry), *entry)).collect();
                keyed.sort_unstable_by(|(key_a, a), (key_b, b)| {
                    pinned_first(a, b).then_with(|| key_a.cmp(key_b)).then_with(|| by_age(a, b))
                });
                entries.clear();
                entries.extend(keyed.into_iter().map(|(_, entry)| entry));
            }
        }
    }
}

/// What an entry without issuer is sorted by is its account: that is what its card begins with.
fn name_key(entry: &Entry) -> String {
    let issuer = fold(&entry.issuer);
    if issuer.is_empty() {
        return fold(&entry.account);
    }
    // The separator sorts before every letter, so that a short issuer comes before a longer one.
    format!("{issuer}\0{}", fold(&entry.account))
}

fn pinned_first(a: &Entry, b: &Entry) -> Ordering {
    Reverse(a.is_pinned).cmp(&Reverse(b.is_pinned))
}

/// The order by hand, whatever is pinned.
pub(super) fn by_place(a: &Entry, b: &Entry) -> Ordering {
    a.position.cmp(&b.position).then_with(|| by_age(a, b))
}

fn by_age(a: &Entry, b: &Entry) -> Ordering {
    (a.added_at, &a.id).cmp(&(b.added_at, &b.id))
}

/// Where an entry is moved to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move<'a> {
    /// One place towards the beginning.
    Up,
    /// One place towards the end.
    Down,
    /// The first place.
    ToStart,
    /// The last place.
    ToEnd,
    /// The place before this entry.
    Before(&'a EntryId),
    /// The place behind this entry.
    After(&'a EntryId),
}

impl Collection {
    /// Moves an entry in the manual order, among those of its application that are in use. Pinned entries move among
    /// themselves, and so do the others: a move beside an entry of the other group goes as near to it as it can.
    /// Nothing changes where there is nowhere to go, or an entry is gone.
    pub fn move_entry(&self, id: &EntryId, to: Move<'_>) -> Change {
        let Some(moved) = self.get(id).filter(|moved| !moved.is_trashed()) else { return Change::default() };
        let mut group: Vec<&Entry> =
            self.in_app(&moved.app).filter(|entry| entry.is_pinned == moved.is_pinned).collect();
        group.sort_unstable_by(|a, b| by_place(a, b));
        let Some(from) = group.iter().position(|entry| entry.id == *id) else { return Change::default() };
        group.remove(from);
        let place_of = |id: &EntryId| group.iter().position(|entry| entry.id == *id);
        let nearest = |target: &EntryId| {
            let target = self.get(target).filter(|target| target.app == moved.app && !target.is_trashed())?;
            // Of the other group, for it was not found in this one: pinned ones stand before the others.
            (target.id != *id).then_some(if target.is_pinned { 0 } else { group.len() })
        };
        let place = match to {
            Move::Up => from.checked_sub(1),
            Move::Down => Some(from + 1).filter(|place| *place <= group.len()),
            Move::ToStart => Some(0),
            Move::ToEnd => Some(group.len()),
            Move::Before(target) => place_of(target).or_else(|| nearest(target)),
            Move::After(target) => place_of(target).map(|place| place + 1).or_else(|| nearest(target)),
        };
        match place {
            Some(place) if place != from => {
                let mut change = Change::default();
                for (entry, position) in placed(&group, moved, place) {
                    change.replace(entry, Entry { position, ..entry.clone() });
                }
                change
            }
            _ => Change::default(),
        }
    }
}

/// The places that put `moved` at the index `place` of the others: its own alone where there is room between its new
/// neighbours, else those of as few around it as leave room.
fn placed<'a>(others: &[&'a Entry], moved: &'a Entry, place: usize) -> Vec<(&'a Entry, u64)> {
    let mut reach = 0;
    loop {
        let first = place.saturating_sub(reach);
        let end = place.saturating_add(reach).min(others.len());
        // Both bounds stay as they are; zero is no place, so that there is one before the first.
        let low = first.checked_sub(1).and_then(|last| others.get(last)).map_or(0, |entry| entry.position);
        let count = (end - first + 1) as u64;
        let (gap, wanted) = match others.get(end) {
            Some(high) => (high.position.saturating_sub(low) / (count + 1), if reach == 0 { 1 } else { REWRITTEN_GAP }),
            None => (((u64::MAX - low) / (count + 1)).min(POSITION_GAP), REWRITTEN_GAP),
        };
        if gap >= wanted || (first == 0 && end == others.len()) {
            let (before, after) = (&others[first..place], &others[place..end]);
            let row = before.iter().copied().chain([moved]).chain(after.iter().copied());
            return row.zip(1_u64..).map(|(entry, number)| (entry, low + gap * number)).collect();
        }
        reach = (reach * 2).max(1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authenticator::fixtures::{collection, entry, id, named};
    use crate::otp::UnixMillis;

    fn shown(all: &Collection, order: Order) -> Vec<u32> {
        let mut entries: Vec<&Entry> = all.in_app("").collect();
        order.sort(&mut entries);
        entries.iter().map(|entry| u32::from_str_radix(&entry.id.0, 16).unwrap()).collect()
    }

    fn moved(all: &mut Collection, name: u32, to: Move<'_>) -> usize {
        let change = all.move_entry(&id(name), to);
        all.apply(&change);
        change.len()
    }

    #[test]
    fn names_are_sorted_without_case_and_accents() {
        let all = Collection::from_entries(vec![
            named(0, "zoo", "b"),
            named(1, "Éclair", "a"),
            named(2, "ZOO", "a"),
            named(3, "eclair plus", "a"),
            named(4, "", "Middle"),
            named(5, "apple", ""),
        ]);
        assert_eq!(shown(&all, Order::Name), [5, 1, 3, 4, 2, 0]);
    }

    #[test]
    fn the_last_used_comes_first() {
        let mut all = collection(4);
        all.apply(&all.mark_used(&id(2), UnixMillis(100)));
        all.apply(&all.mark_used(&id(0), UnixMillis(200)));
        assert_eq!(shown(&all, Order::RecentUse), [0, 2, 3, 1]);
    }

    #[test]
    fn pinned_entries_come_first_in_every_order() {
        let mut all = collection(5);
        all.apply(&all.set_pinned(&[id(4), id(3)], true));
        for order in Order::ALL {
            let mut first = shown(&all, order)[..2].to_vec();
            first.sort_unstable();
            assert_eq!(first, [3, 4], "{order:?}");
        }
    }

    #[test]
    fn entries_of_an_older_release_are_in_the_order_of_their_age_until_one_is_moved() {
        let mut all = collection(4);
        assert_eq!(shown(&all, Order::Manual), [0, 1, 2, 3]);
        assert_eq!(moved(&mut all, 3, Move::ToStart), 4, "each gets its place once");
        assert_eq!(shown(&all, Order::Manual), [3, 0, 1, 2]);
        assert_eq!(moved(&mut all, 2, Move::Up), 1);
        assert_eq!(shown(&all, Order::Manual), [3, 0, 2, 1]);
        let (_, added) = all.add(entry(9)).unwrap();
        all.apply(&added);
        assert_eq!(shown(&all, Order::Manual), [3, 0, 2, 1, 9]);
    }

    #[test]
    fn there_is_nowhere_to_go_at_the_ends() {
        let mut all = collection(3);
        for (name, to) in [
            (0, Move::Up),
            (0, Move::ToStart),
            (2, Move::Down),
            (2, Move::ToEnd),
            (1, Move::Before(&id(1))),
            (1, Move::After(&id(0))),
            (1, Move::After(&id(77))),
            (77, Move::Up),
        ] {
            assert_eq!(moved(&mut all, name, to), 0, "{name} {to:?}");
        }
    }

    #[test]
    fn a_move_across_the_pins_goes_as_near_as_it_can() {
        let mut all = collection(6);
        all.apply(&all.set_pinned(&[id(0), id(1)], true));
        moved(&mut all, 4, Move::Before(&id(0)));
        assert_eq!(shown(&all, Order::Manual), [0, 1, 4, 2, 3, 5]);
        moved(&mut all, 0, Move::After(&id(5)));
        assert_eq!(shown(&all, Order::Manual), [1, 0, 4, 2, 3, 5]);
    }

    #[test]
    fn places_at_the_end_of_the_numbers_are_made_anew() {
        let entries = (0..4).map(|name| Entry { position: u64::MAX - u64::from(3 - name), ..entry(name) });
        let mut all = Collection::from_entries(entries.collect());
        moved(&mut all, 0, Move::ToEnd);
        assert_eq!(shown(&all, Order::Manual), [1, 2, 3, 0]);
    }

    #[test]
    fn a_thousand_moves_to_one_place_write_little_more_than_a_thousand_entries() {
        let mut all = Collection::default();
        for name in 0..200 {
            let (_, added) = all.add(entry(name)).unwrap();
            all.apply(&added);
        }
        let writes: usize = (0..1000).map(|turn| moved(&mut all, 100 + turn % 100, Move::After(&id(turn % 7)))).sum();
        assert!(writes < 2_000, "{writes}");
    }

    proptest! {
        #[test]
        fn moves_do_what_they_do_to_a_list(
            starts in prop::collection::vec(prop_oneof![Just(0_u64), 0..20_u64, any::<u64>()], 1..12),
            moves in prop::collection::vec((0_usize..12, 0_usize..12, 0_usize..6), 0..40),
        ) {
            let entries = (0_u32..).zip(&starts).map(|(name, position)| Entry { position: *position, ..entry(name) });
            let mut all = Collection::from_entries(entries.collect());
            let mut list = shown(&all, Order::Manual);
            for (what, target, how) in moves {
                let (what, target) = (list[what % list.len()], list[target % list.len()]);
                let target_id = id(target);
                let from = list.iter().position(|name| *name == what).unwrap();
                let mut rest = list.clone();
                rest.remove(from);
                let beside = rest.iter().position(|name| *name == target);
                let (to, place) = match how {
                    0 => (Move::Up, from.saturating_sub(1)),
                    1 => (Move::Down, (from + 1).min(rest.len())),
                    2 => (Move::ToStart, 0),
                    3 => (Move::ToEnd, rest.len()),
                    4 => (Move::Before(&target_id), beside.unwrap_or(from)),
                    _ => (Move::After(&target_id), beside.map_or(from, |place| place + 1)),
                };
                rest.insert(place, what);
                moved(&mut all, what, to);
                list = rest;
                prop_assert_eq!(&shown(&all, Order::Manual), &list);
            }
        }
    }
}
