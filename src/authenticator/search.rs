//! Finding entries as one types.
//!
//! The texts of every entry are folded once (`fold.rs` says what that makes alike); a keystroke then only looks for words in
//! them. Every word that is typed must be found somewhere in the entry.

use std::collections::HashMap;

use super::{Change, Collection, Entry, EntryId, Order, fold::fold};

/// How well an entry fits what was typed: the lower, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rank(u32);

/// Where a word was found, the best first.
#[derive(Clone, Copy)]
enum Place {
    StartOfIssuer,
    StartOfAccount,
    WordOfIssuer,
    WordOfAccount,
    Tag,
    InsideIssuer,
    InsideAccount,
    Note,
}

/// The folded texts of one entry, one behind the other: a line end, which no folded text has, separates them.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Texts {
    text: String,
    account_at: usize,
    tags_at: usize,
    note_at: usize,
}

impl Texts {
    fn of(entry: &Entry) -> Self {
        let mut text = fold(&entry.issuer);
        text.push('\n');
        let account_at = text.len();
        text.push_str(&fold(&entry.account));
        text.push('\n');
        let tags_at = text.len();
        for tag in &entry.tags {
            text.push_str(&fold(tag));
            text.push('\n');
        }
        let note_at = text.len();
        text.push_str(&fold(&entry.note));
        Self { text, account_at, tags_at, note_at }
    }

    /// The best place of a word.
    fn place_of(&self, word: &str) -> Option<Place> {
        let mut best: Option<Place> = None;
        for (at, _) in self.text.match_indices(word) {
            let place = self.place_at(at);
            if best.is_none_or(|best| (place as u8) < best as u8) {
                best = Some(place);
            }
            // Past the names, the first that is found is the best that is left.
            if at >= self.tags_at {
                break;
            }
        }
        best
    }

    fn place_at(&self, at: usize) -> Place {
        let begins_word = at.checked_sub(1).and_then(|before| self.text.as_bytes().get(before)).is_none_or(|byte| {
            // Any character beyond ASCII is taken for a letter.
            byte.is_ascii() && !byte.is_ascii_alphanumeric()
        });
        match at {
            0 => Place::StartOfIssuer,
            at if at == self.account_at => Place::StartOfAccount,
            at if at < self.account_at => {
                if begins_word {
                    Place::WordOfIssuer
                } else {
                    Place::InsideIssuer
                }
            }
            at if at < self.tags_at => {
                if begins_word {
                    Place::WordOfAccount
                } else {
                    Place::InsideAccount
                }
            }
            at if at < self.note_at => Place::Tag,
            _ => Place::Note,
        }
    }
}

/// The folded texts of all entries. Built once, then kept up with every change.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchIndex {
    texts: HashMap<EntryId, Texts>,
}

impl SearchIndex {
    /// The index of a collection.
    pub fn new(collection: &Collection) -> Self {
        Self { texts: collection.iter().map(|entry| (entry.id.clone(), Texts::of(entry))).collect() }
    }

    /// Keeps up with a change.
    pub fn apply(&mut self, change: &Change) {
        for entry in change.puts() {
            self.texts.insert(entry.id.clone(), Texts::of(entry));
        }
        for id in change.deletes() {
            self.texts.remove(id);
        }
    }

    /// How well an entry fits; none if a word is not in it, or the entry is not known.
    pub fn rank(&self, id: &EntryId, query: &Query) -> Option<Rank> {
        let texts = self.texts.get(id)?;
        query.words.iter().try_fold(Rank(0), |Rank(sum), word| {
            texts.place_of(word).map(|place| Rank(sum.saturating_add(place as u32)))
        })
    }
}

/// What was typed, folded once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// The words that were typed.
    pub fn new(typed: &str) -> Self {
        Self { words: fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect() }
    }

    /// Whether nothing was typed: then every entry fits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// What of an authenticator is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// The application of a phone; empty for the browser's own authenticator.
    pub app: String,
    /// What was typed to find an entry.
    pub query: Query,
    /// Only entries with this tag, in any case of letters.
    pub tag: Option<String>,
    /// How those are sorted that fit equally well.
    pub order: Order,
}

impl Collection {
    /// The entries in use that are shown, in their order: by how well they fit what was typed, if something was; then
    /// the pinned ones first, then by the chosen order.
    pub fn listed(&self, index: &SearchIndex, listing: &Listing) -> Vec<&Entry> {
        let is_tagged = |entry: &Entry| listing.tag.as_ref().is_none_or(|tag| entry.has_tag(tag));
        let candidates = self.in_app(&listing.app).filter(|entry| is_tagged(entry));
        if listing.query.is_empty() {
            let mut listed = candidates.collect();
            listing.order.sort(&mut listed);
            return listed;
        }
        let ranks: HashMap<&EntryId, Rank> = candidates
            .filter_map(|entry| index.rank(&entry.id, &listing.query).map(|rank| (&entry.id, rank)))
            .collect();
        let mut listed: Vec<&Entry> = self.iter().filter(|entry| ranks.contains_key(&entry.id)).collect();
        listing.order.sort(&mut listed);
        let mut ranked: Vec<(Option<&Rank>, usize, &Entry)> =
            listed.into_iter().enumerate().map(|(place, entry)| (ranks.get(&entry.id), place, entry)).collect();
        ranked.sort_unstable_by_key(|(rank, place, _)| (*rank, *place));
        ranked.into_iter().map(|(_, _, entry)| entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authenticator::fixtures::{collection, id, named};
    use crate::otp::UnixMillis;

    fn found(all: &Collection, typed: &str) -> Vec<u32> {
        let listing = Listing { query: Query::new(typed), ..Listing::default() };
        let listed = all.listed(&SearchIndex::new(all), &listing);
        listed.iter().map(|entry| u32::from_str_radix(&entry.id.0, 16).unwrap()).collect()
    }

    fn some() -> Collection {
        let mut noted = named(3, "Bank", "carol");
        noted.note = "the phone at home; see GitHub too".to_owned();
        let mut tagged = named(4, "Mail", "dave");
        tagged.tags = vec!["gitops".to_owned()];
        Collection::from_entries(vec![
            named(0, "My GitHub", "alice"),
            named(1, "Legit", "bob"),
            named(2, "GitHub", "alice@example.com"),
            noted,
            tagged,
            named(5, "Crédit Mutuel", "éve"),
            named(6, "阿里云", "小王"),
            named(7, "", "gitta"),
        ])
    }

    #[test]
    fn the_start_of_an_issuer_comes_before_its_inside_and_that_before_a_note() {
        assert_eq!(found(&some(), "git"), [2, 7, 0, 4, 1, 3]);
        assert_eq!(found(&some(), "github"), [2, 0, 3]);
    }

    #[test]
    fn case_accents_and_scripts() {
        for (typed, expected) in [
            ("GITHUB", &[2, 0, 3][..]),
            ("credit", &[5]),
            ("CRÉDIT", &[5]),
            ("EVE", &[5]),
            ("里云", &[6]),
            ("小", &[6]),
            ("ｇｉｔｈｕｂ", &[2, 0, 3]),
            ("nothing of it", &[]),
            ("  ", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ] {
            assert_eq!(found(&some(), typed), expected, "{typed}");
        }
    }

    #[test]
    fn every_word_must_be_found_somewhere() {
        assert_eq!(found(&some(), "alice git"), [2, 0]);
        assert_eq!(found(&some(), "git home"), [3]);
        assert_eq!(found(&some(), "git nowhere"), Vec::<u32>::new());
        assert_eq!(found(&some(), "githubalice"), Vec::<u32>::new(), "no word crosses two fields");
    }

    #[test]
    fn what_fits_equally_well_keeps_the_order_and_the_trash_is_left_out() {
        let mut all = collection(4);
        all.apply(&all.set_pinned(&[id(3)], true));
        all.apply(&all.trash(&[id(1)], UnixMillis(1)));
        assert_eq!(found(&all, "gov"), [3, 0, 2]);
    }

    #[test]
    fn a_tag_narrows_the_list() {
        let mut all = collection(3);
        all.apply(&all.add_tag(&[id(2)], "Work"));
        let listing = Listing { tag: Some("WORK".to_owned()), ..Listing::default() };
        assert_eq!(all.listed(&SearchIndex::new(&all), &listing).len(), 1);
    }

    #[test]
    fn the_index_keeps_up() {
        let mut all = some();
        let mut index = SearchIndex::new(&all);
        for change in
            [all.remove(&[id(2)]), all.add_tag(&[id(1), id(5)], "bank"), all.add(named(9, "x", "y")).unwrap().1]
        {
            all.apply(&change);
            index.apply(&change);
            assert_eq!(index, SearchIndex::new(&all));
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_of_a_name_finds_it(name in "[a-zA-ZÀ-ž 云@.]{1,16}", start in 0_usize..16, length in 1_usize..8) {
            let all = Collection::from_entries(vec![named(0, &name, "")]);
            let part: String = name.chars().skip(start).take(length).collect();
            prop_assert_eq!(found(&all, &part), [0]);
        }
    }
}
