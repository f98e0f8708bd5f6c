//! Nothing makes a reader panic, and nothing makes it take long.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use counterpart::authenticator::import::{Limits, Row};
use counterpart::otp::KeyUri;

use super::{PASSWORD, PLAIN, SEALED, fixture, read_plain, read_with};

/// No time for a key: what is looked at is what comes before it.
const NO_KEYS: Limits = Limits { memory_bytes: 0, work: 0 };

/// A change somewhere in a file.
#[derive(Clone, Debug)]
enum Change {
    Flip { at: prop::sample::Index, bits: u8 },
    Cut { from: prop::sample::Index, length: usize },
    Insert { at: prop::sample::Index, bytes: Vec<u8> },
    End { at: prop::sample::Index },
}

impl Change {
    fn any() -> impl Strategy<Value = Self> {
        let index = || any::<prop::sample::Index>();
        // What JSON and URIs are made of, so that some changes are still JSON.
        let pieces = prop::sample::select(vec![
            "0", "9", "-", "\"", "{", "}", "[", "]", ",", ":", "null", "true", "1e9", "\\u0000", "%", "%00", "&", "\n",
            "é",
        ]);
        prop_oneof![
            (index(), 1..=255_u8).prop_map(|(at, bits)| Self::Flip { at, bits }),
            (index(), 1..40_usize).prop_map(|(from, length)| Self::Cut { from, length }),
            (index(), pieces).prop_map(|(at, piece)| Self::Insert { at, bytes: piece.as_bytes().to_vec() }),
            index().prop_map(|at| Self::End { at }),
        ]
    }

    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match self {
            Self::Flip { at, bits } => bytes[at.index(length)] ^= bits,
            Self::Cut { from, length: cut } => {
                let from = from.index(length);
                bytes.drain(from..(from + cut).min(length));
            }
            Self::Insert { at, bytes: inserted } => {
                let at = at.index(length);
                bytes.splice(at..at, inserted.iter().copied());
            }
            Self::End { at } => bytes.truncate(at.index(length)),
        }
    }
}

/// A thousand, or more if `PROPTEST_CASES` asks for more: 100,000 take some minutes.
fn cases() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig { cases: config.cases.max(1_000), ..config }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_plain(&bytes);
        let _ = read_with(&bytes, PASSWORD, NO_KEYS);
    }

    #[test]
    fn no_bytes_behind_a_mark_panic(
        mark in prop::sample::select(vec![b"AUTHENTICATORPRO".as_slice(), b"AuthenticatorPro", &[0, 2, 73, 240]]),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = [mark, &bytes].concat();
        let _ = read_plain(&bytes);
        let _ = read_with(&bytes, PASSWORD, NO_KEYS);
    }

    #[test]
    fn no_change_of_a_plain_file_panics_and_what_is_taken_can_be_written(
        (name, _) in prop::sample::select(PLAIN.to_vec()),
        changes in prop::collection::vec(Change::any(), 1..6),
    ) {
        let mut bytes = fixture(name);
        changes.iter().for_each(|change| change.apply(&mut bytes));
        for row in read_plain(&bytes).map(|imported| imported.rows).unwrap_or_default() {
            if let Row::Ready(candidate) = row {
                let (again, _) = KeyUri::parse(&candidate.key_uri.to_uri()).unwrap();
                prop_assert_eq!(&again.secret, &candidate.key_uri.secret);
                prop_assert_eq!((again.kind, again.algorithm, again.digits), {
                    let KeyUri { kind, algorithm, digits, .. } = candidate.key_uri;
                    (kind, algorithm, digits)
                });
            }
        }
    }

    #[test]
    fn no_change_of_a_sealed_file_panics(
        (name, _) in prop::sample::select(SEALED.to_vec()),
        changes in prop::collection::vec(Change::any(), 1..6),
    ) {
        let mut bytes = fixture(name);
        changes.iter().for_each(|change| change.apply(&mut bytes));
        let _ = read_plain(&bytes);
        let _ = read_with(&bytes, PASSWORD, NO_KEYS);
    }
}

/// A megabyte of each kind of nonsense that comes near to a format.
#[test]
fn a_megabyte_of_nonsense_takes_less_than_a_second() {
    let repeated = |before: &str, unit: &str, after: &str| {
        let mut text = before.to_owned();
        while text.len() < 1 << 20 {
            text.push_str(unit);
        }
        text.push_str(after);
        text.into_bytes()
    };
    let key = "GEZDGNBVGY3TQOJQ";
    for (what, bytes) in [
        ("lines", repeated("", "otpauth://totp/a?codeDisplay=%7B%7D\n", "")),
        ("one line", repeated("otpauth://totp/a?", "codeDisplay=%7B&", "")),
        ("quotes", repeated("", "\"\n", "")),
        ("empty objects", repeated("[", "{\"secret\":\"\",\"label\":\"\"},", "{}]")),
        ("tokens", repeated("{\"tokenOrder\":[],\"tokens\":[{\"secret\":[", "1,", "1]}]}")),
        (
            "categories",
            repeated(
                &format!("{{\"Authenticators\":[{}", format!("{{\"Secret\":\"{key}\"}},").repeat(10_000)),
                "{},",
                &format!(
                    "{{}}],\"AuthenticatorCategories\":[{}{{}}]}}",
                    format!("{{\"AuthenticatorSecret\":\"{key}\",\"CategoryId\":\"a\"}},").repeat(10_000)
                ),
            ),
        ),
        ("brackets", repeated("", "[", "")),
    ] {
        let before = Instant::now();
        let _ = read_plain(&bytes);
        let elapsed = before.elapsed();
        // Tests are not optimised; the limit is for what grows with the square of the length.
        assert!(elapsed < Duration::from_secs(3), "{what}: {elapsed:?}");
    }
}
