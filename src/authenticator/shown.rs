//! What a list shows from one change to the next.

use std::collections::HashSet;

use super::{Collection, EntryId, Listing, Order, SearchIndex};

/// The entries that a list shows, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    ids: Vec<EntryId>,
    /// How many of them are pinned.
    pinned: usize,
    /// What was asked for.
    listing: Listing,
}

impl Shown {
    /// What is shown now. A list by recent use keeps its order while the same is asked for and the same is found: a card
    /// that ran off to the top as soon as its code was copied would be lost to the finger that is on it.
    pub fn next(before: Option<&Self>, collection: &Collection, index: &SearchIndex, listing: Listing) -> Self {
        let listed = collection.listed(index, &listing);
        let pinned = listed.iter().filter(|entry| entry.is_pinned).count();
        if let Some(before) = before
            && listing.order == Order::RecentUse
            && (&before.listing, before.pinned, before.ids.len()) == (&listing, pinned, listed.len())
        {
            let known: HashSet<&EntryId> = before.ids.iter().collect();
            if listed.iter().all(|entry| known.contains(&entry.id)) {
                return before.clone();
            }
        }
        Self { ids: listed.into_iter().map(|entry| entry.id.clone()).collect(), pinned, listing }
    }

    /// The names of the entries.
    pub fn ids(&self) -> &[EntryId] {
        &self.ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::Query;
    use crate::authenticator::fixtures::{collection, id};
    use crate::otp::UnixMillis;

    fn next(before: Option<&Shown>, all: &Collection, order: Order, typed: &str) -> Shown {
        let listing = Listing { order, query: Query::new(typed), ..Listing::default() };
        Shown::next(before, all, &SearchIndex::new(all), listing)
    }

    #[test]
    fn a_code_that_is_used_stays_where_it_is_until_the_list_is_asked_for_anew() {
        let mut all = collection(4);
        let first = next(None, &all, Order::RecentUse, "");
        assert_eq!(first.ids(), [id(3), id(2), id(1), id(0)]);
        all.apply(&all.mark_used(&id(0), UnixMillis(9)));
        assert_eq!(next(Some(&first), &all, Order::RecentUse, ""), first);
        assert_eq!(next(None, &all, Order::RecentUse, "").ids(), [id(0), id(3), id(2), id(1)]);
        assert_eq!(next(Some(&first), &all, Order::RecentUse, "gov").ids().first(), Some(&id(0)));
    }

    #[test]
    fn what_comes_goes_or_is_pinned_is_seen_at_once() {
        let mut all = collection(3);
        let first = next(None, &all, Order::RecentUse, "");
        all.apply(&all.set_pinned(&[id(0)], true));
        let pinned = next(Some(&first), &all, Order::RecentUse, "");
        assert_eq!(pinned.ids().first(), Some(&id(0)));
        all.apply(&all.trash(&[id(1)], UnixMillis(5)));
        let fewer = next(Some(&pinned), &all, Order::RecentUse, "");
        assert_eq!(fewer.ids().len(), 2);
        all.apply(&all.restore(&[id(1)]));
        all.apply(&all.trash(&[id(2)], UnixMillis(5)));
        assert!(next(Some(&fewer), &all, Order::RecentUse, "").ids().contains(&id(1)), "as many, but others");
    }

    #[test]
    fn other_orders_follow_every_change() {
        let mut all = collection(3);
        let first = next(None, &all, Order::Manual, "");
        all.apply(&all.move_entry(&id(2), crate::authenticator::Move::ToStart));
        assert_eq!(next(Some(&first), &all, Order::Manual, "").ids(), [id(2), id(0), id(1)]);
    }
}
