//! What people report of other programs, again and again (`import says success and saves nothing`, …): here it is a test.

use std::collections::BTreeSet;

use counterpart::authenticator::import::{Candidate, Format, ImportError, Row};
use counterpart::otp::{KeyUriError, Kind, Period};

use super::expected::{entries, rows};
use super::{PASSWORD, PLAIN, SEALED, fixture_text, read_plain, read_with};

fn candidates(name: &str) -> Vec<Candidate> {
    let imported = read_with(fixture_text(name).as_bytes(), PASSWORD).unwrap();
    let ready = imported.rows.into_iter().filter_map(|row| match row {
        Row::Ready(candidate) => Some(*candidate),
        Row::Unsupported { .. } | Row::Damaged => None,
    });
    ready.collect()
}

fn names() -> impl Iterator<Item = (&'static str, Format)> {
    PLAIN.into_iter().chain(SEALED)
}

#[test]
fn success_is_never_said_of_a_part() {
    for (name, format) in names() {
        let imported = read_with(fixture_text(name).as_bytes(), PASSWORD).unwrap();
        assert_eq!(imported.rows.len(), rows(name, format).len(), "{name}");
    }
    assert_eq!(rows("aegis.json", Format::Aegis).len(), entries().len());
}

#[test]
fn a_transfer_without_one_of_its_parts_says_which() {
    let text = fixture_text("google_transfer.txt");
    let lines: Vec<&str> = text.lines().collect();
    let whole = read_plain(text.as_bytes()).unwrap();
    let reversed: Vec<&str> = lines.iter().rev().copied().collect();
    assert_eq!(read_plain(reversed.join("\r\n").as_bytes()).as_ref(), Ok(&whole), "the order of the images is nothing");
    let twice = [lines.as_slice(), &lines].concat();
    assert_eq!(read_plain(twice.join("\n").as_bytes()).as_ref(), Ok(&whole), "an image twice is no second entry");
    let partial = read_plain([lines[2], lines[0]].join("\n").as_bytes()).unwrap();
    let missing: Vec<String> = partial.missing_parts.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["2 of 3"]);
    assert!(partial.rows.len() < whole.rows.len());
}

#[test]
fn odd_periods_and_counters_are_not_dropped() {
    for (name, format) in names() {
        let kinds: Vec<Kind> = candidates(name).iter().map(|candidate| candidate.key_uri.kind).collect();
        assert!(kinds.contains(&Kind::Hotp { counter: 0 }), "{name}");
        assert!(kinds.contains(&Kind::Hotp { counter: 9_007_199_254_740_993 }), "{name}: counted in doubles");
        if format != Format::GoogleTransfer {
            for period_secs in [1, 15, 20, 60, 86_400] {
                assert!(
                    kinds.contains(&Kind::Totp { period: Period::new(period_secs).unwrap() }),
                    "{name}: {period_secs}"
                );
            }
            assert!(kinds.contains(&Kind::Steam), "{name}");
        }
    }
}

#[test]
fn entries_that_share_a_key_stay_apart_and_twins_stay_two() {
    for (name, _) in names() {
        let candidates = candidates(name);
        let of = |issuer: &str, account: &str| {
            let same = |it: &&Candidate| it.key_uri.issuer == issuer && it.key_uri.account == account;
            candidates.iter().filter(same).count()
        };
        assert_eq!(of("Example Site", "alice, second account"), 1, "{name}");
        assert_eq!(of("Example Site", "alice, same secret again"), 1, "{name}");
        assert_eq!(of("Twins", "both the same"), 2, "{name}: what to do with twins is for the preview to ask");
    }
}

#[test]
fn an_unknown_algorithm_is_never_taken_as_sha_1() {
    for (name, _) in names() {
        let imported = read_with(fixture_text(name).as_bytes(), PASSWORD).unwrap();
        let row = imported.rows.iter().find_map(|row| match row {
            Row::Unsupported { issuer, account, reason } if issuer == "Odd Hash" => Some((account.as_str(), *reason)),
            _ => None,
        });
        assert_eq!(row, Some(("frank", KeyUriError::UnknownAlgorithm)), "{name}");
    }
}

#[test]
fn names_survive_what_breaks_them_elsewhere() {
    let all: BTreeSet<(String, String)> = candidates("aegis.json").into_iter().map(names_of).collect();
    for (name, format) in names().filter(|(_, format)| *format != Format::GoogleTransfer) {
        let found: BTreeSet<(String, String)> = candidates(name).into_iter().map(names_of).collect();
        assert_eq!(found, all, "{name} ({format:?})");
    }
    for expected in [("100%26 more", "a%3Ab%20c"), ("Bank & Trust + Co", "bob:savings"), ("", "colon: and no issuer")] {
        assert!(all.contains(&(expected.0.to_owned(), expected.1.to_owned())), "{expected:?}");
    }
}

fn names_of(candidate: Candidate) -> (String, String) {
    (candidate.key_uri.issuer, candidate.key_uri.account)
}

#[test]
fn what_is_nothing_says_so() {
    for bytes in
        [&b""[..], b" \r\n", b"hello", b"null", b"42", b"{}", b"[]", b"[1]", b"{\"version\":1}", b"\xff\xfe\0\0"]
    {
        assert_eq!(read_plain(bytes).err(), Some(ImportError::UnknownFormat), "{bytes:?}");
    }
}
