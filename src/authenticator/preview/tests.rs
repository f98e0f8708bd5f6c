//! What is told of each row, and that taking and taking back is as if nothing had been.

use proptest::prelude::*;

use super::*;
use crate::authenticator::fixtures::{counting, id, key_uri, named};
use crate::authenticator::import::Row;

fn ready(issuer: &str, account: &str, key: u32) -> Row {
    Row::Ready(Box::new(Candidate::new(key_uri(issuer, account, key), Vec::new())))
}

fn unsupported() -> Row {
    Row::Unsupported { issuer: "Bank".to_owned(), account: "x".to_owned(), reason: KeyUriError::UnknownAlgorithm }
}

fn preview(all: &Collection, rows: Vec<Row>) -> Preview {
    Preview::new(all, "", Imported::whole(Format::Aegis, false, rows))
}

fn ids(from: u32, count: usize) -> Vec<EntryId> {
    (from..).take(count).map(id).collect()
}

fn with(row: Row, change: impl FnOnce(&mut Candidate)) -> Row {
    match row {
        Row::Ready(mut candidate) => {
            change(&mut candidate);
            Row::Ready(candidate)
        }
        other => other,
    }
}

#[test]
fn every_row_says_what_it_is() {
    let mut all = Collection::from_entries(vec![named(1, "A", "one"), named(2, "A", "two"), named(3, "A", "three")]);
    all.apply(&all.trash(&[id(3)], UnixMillis(9)));
    let repaired = with(ready("B", "new", 5), |candidate| candidate.repairs.push(Repair::LowerCaseSecret));
    let rows = vec![
        ready("A", "one", 1),
        ready("A", "two", 77),
        ready("A", "three", 3),
        repaired,
        ready("B", "new", 5),
        ready("B", "new", 6),
        ready("A", "other account of the same key", 1),
        unsupported(),
        Row::Damaged,
    ];
    let duplicate = |of| Standing::Duplicate { of, counter_ahead: None };
    let preview = preview(&all, rows);
    for (row, (standing, is_selected)) in preview.rows().iter().zip([
        (duplicate(Twin::Entry(id(1))), false),
        (Standing::AnotherKey { of: Twin::Entry(id(2)) }, true),
        (duplicate(Twin::Trashed(id(3))), false),
        (Standing::New, true),
        (duplicate(Twin::Row(3)), false),
        (Standing::AnotherKey { of: Twin::Row(3) }, true),
        (Standing::New, true),
        (Standing::Unsupported { reason: KeyUriError::UnknownAlgorithm }, false),
        (Standing::Damaged, false),
    ]) {
        assert_eq!((row.standing(), row.is_selected()), (&standing, is_selected), "{} {}", row.issuer(), row.account());
    }
    let counts = PreviewCounts { new: 2, duplicates: 3, another_key: 2, unsupported: 2, repaired: 1, selected: 4 };
    assert_eq!(preview.counts(), counts);
}

#[test]
fn a_preview_that_grows_keeps_what_was_chosen() {
    let all = Collection::from_entries(vec![named(1, "A", "one")]);
    let lines = || vec![ready("A", "one", 1), ready("B", "two", 2), ready("C", "three", 3)];
    let mut before = preview(&all, lines());
    // The duplicate is wanted, the second one is not.
    before.select(0, true);
    before.select(1, false);
    // A file that is added stands before the lines, and has one of their keys as well.
    let mut after = preview(&all, [vec![ready("D", "four", 4), ready("C", "three", 3)], lines()].concat());
    after.keep_selection(&before);
    let selected: Vec<bool> = after.rows().iter().map(PreviewRow::is_selected).collect();
    assert_eq!(selected, [true, true, true, false, false]);

    // Left out before it came a second time, it does not come in by its twin.
    before.select(2, false);
    let mut after = preview(&all, [vec![ready("C", "three", 3)], lines()].concat());
    after.keep_selection(&before);
    assert_eq!(after.counts().selected, 1, "the wanted duplicate alone");
}

#[test]
fn what_came_with_an_entry_is_kept_with_it() {
    let icon = |media_type: &str, size| Some(Icon { media_type: media_type.to_owned(), bytes: vec![1; size] });
    let rows = vec![
        with(ready("A", "one", 1), |candidate| {
            candidate.note = "a note".to_owned();
            candidate.tags = vec![" Work ".to_owned(), "work".to_owned()];
            candidate.is_pinned = true;
            candidate.icon = icon("image/png", 9);
        }),
        with(ready("A", "two", 2), |candidate| {
            candidate.is_trashed = true;
            candidate.icon = icon("image/svg+xml", 9);
        }),
    ];
    let preview = preview(&Collection::default(), rows);
    assert_eq!(preview.rows().iter().map(PreviewRow::loses_icon).collect::<Vec<_>>(), [false, true]);
    let change = preview.take(&Collection::default(), &ids(50, 2), UnixMillis(8)).unwrap();
    let entries: Vec<&Entry> = change.puts().collect();
    assert_eq!((entries[0].note.as_str(), entries[0].is_pinned), ("a note", true));
    assert_eq!(entries[0].tags, ["Work"]);
    assert!(entries[0].icon.is_some() && entries[1].icon.is_none());
    assert_eq!((entries[0].trashed_at, entries[1].trashed_at), (None, Some(UnixMillis(8))));
    assert!(entries[0].position < entries[1].position, "in the order of the file");
}

#[test]
fn a_counter_that_is_further_in_the_file_is_told() {
    let all = Collection::from_entries(vec![counting(1, 5)]);
    for (counter, counter_ahead) in [(4, None), (5, None), (6, Some(6))] {
        let row = with(ready("Gov Cloud", "account 1", 1), |candidate| candidate.key_uri.kind = Kind::Hotp { counter });
        let standing = Standing::Duplicate { of: Twin::Entry(id(1)), counter_ahead };
        assert_eq!(preview(&all, vec![row]).rows()[0].standing(), &standing);
    }
}

#[test]
fn another_application_or_a_nameless_key_is_in_nobodys_way() {
    let all = Collection::from_entries(vec![Entry { app: "phone".to_owned(), ..named(1, "A", "one") }]);
    let nameless = vec![ready("A", "one", 1), ready("", "", 2), ready("", "", 3)];
    assert!(preview(&all, nameless).rows().iter().all(|row| *row.standing() == Standing::New));
}

#[test]
fn a_person_may_choose_otherwise_but_for_what_is_unsupported() {
    let all = Collection::from_entries(vec![named(1, "A", "one")]);
    let mut preview = preview(&all, vec![ready("A", "one", 1), ready("B", "two", 2), unsupported()]);
    (0..9).for_each(|row| preview.select(row, true));
    assert_eq!(preview.counts().selected, 2);
    assert_eq!(preview.take(&all, &ids(50, 2), UnixMillis(0)).unwrap().len(), 2);
    preview.select(1, false);
    preview.select(0, false);
    assert!(preview.take(&all, &[], UnixMillis(0)).unwrap().is_empty());
}

#[test]
fn names_must_be_fresh_and_enough() {
    let all = Collection::from_entries(vec![named(1, "A", "one")]);
    let preview = preview(&all, vec![ready("B", "two", 2), ready("B", "three", 3)]);
    for names in [vec![], vec![id(5)], vec![id(5), id(5)], vec![id(5), id(1)]] {
        assert_eq!(preview.take(&all, &names, UnixMillis(0)), Err(PreviewError::Names { needed: 2 }), "{names:?}");
    }
}

#[test]
fn what_another_tab_took_in_meanwhile_is_not_taken_twice() {
    let preview = preview(&Collection::default(), vec![ready("A", "one", 1)]);
    let meanwhile = Collection::from_entries(vec![named(1, "A", "one")]);
    assert_eq!(preview.take(&meanwhile, &ids(50, 1), UnixMillis(0)), Err(PreviewError::Outdated));
}

#[test]
fn undo_tells_what_was_used_since() {
    let mut all = Collection::default();
    let change = preview(&all, vec![ready("A", "one", 1), ready("B", "two", 2)]);
    let change = change.take(&all, &ids(50, 2), UnixMillis(0)).unwrap();
    all.apply(&change);
    all.apply(&all.mark_used(&id(51), UnixMillis(5)));
    let undo = all.undo(&change);
    assert_eq!(undo.change.deletes().collect::<Vec<_>>(), [&id(50)]);
    assert_eq!(undo.edited_since.deletes().collect::<Vec<_>>(), [&id(51)]);
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0_u32..3, 0_u32..3, 0_u32..3, any::<bool>()).prop_map(|(issuer, account, key, is_trashed)| {
        let row = ready(&issuer.to_string(), &account.to_string(), key);
        with(row, |candidate| candidate.is_trashed = is_trashed)
    });
    prop::collection::vec(prop_oneof![9 => row, 1 => Just(unsupported())], 0..24)
}

proptest! {
    #[test]
    fn taking_and_taking_back_is_as_if_nothing_had_been(
        before in any_rows(), rows in any_rows(), picks in prop::collection::vec(any::<bool>(), 24),
    ) {
        let mut all = Collection::default();
        all.apply(&preview(&all, before).take(&all, &ids(0, 24), UnixMillis(1)).unwrap());
        let mut preview = preview(&all, rows);
        for (row, is_selected) in picks.into_iter().enumerate() {
            preview.select(row, is_selected);
        }
        let change = preview.take(&all, &ids(100, 24), UnixMillis(2)).unwrap();
        prop_assert_eq!(change.len(), preview.counts().selected);
        let mut after = all.clone();
        after.apply(&change);
        prop_assert_eq!(after.len(), all.len() + change.len());
        prop_assert!(change.missing_from(&after).is_empty());
        let undo = after.undo(&change);
        prop_assert!(undo.edited_since.is_empty());
        after.apply(&undo.change);
        prop_assert_eq!(after, all);
    }

    #[test]
    fn by_default_no_key_is_lost_and_none_comes_twice(before in any_rows(), rows in any_rows()) {
        let mut all = Collection::default();
        all.apply(&preview(&all, before).take(&all, &ids(0, 24), UnixMillis(1)).unwrap());
        all.apply(&preview(&all, rows.clone()).take(&all, &ids(100, 24), UnixMillis(2)).unwrap());
        let entries: Vec<&Entry> = all.iter().collect();
        for row in rows {
            let Row::Ready(candidate) = row else { continue };
            let wanted = Entry::from_key_uri(candidate.key_uri, id(0), "", UnixMillis(0));
            prop_assert_eq!(entries.iter().filter(|entry| entry.same_key(&wanted)).count(), 1);
        }
    }
}
