//! The one list of entries, and what of it each format carries.

use serde_json::Value;

use counterpart::authenticator::import::{Candidate, Format, Row};
use counterpart::otp::{Kind, Period};

use crate::listed::{Carries, KEYS_ALONE, row, text};

/// The list that the scripts read too.
const ENTRIES: &str = include_str!("../../fixtures/make/backup_entries.json");

fn carries(format: Format) -> Carries {
    match format {
        Format::EnteAuth => Carries { note: true, tags: usize::MAX, pinned: true, trashed: true, ..KEYS_ALONE },
        Format::ProtonAuthenticator => {
            Carries { entry: |entry| is_of(entry, &["totp", "steam", "other"]), note: true, ..KEYS_ALONE }
        }
        Format::AndOtp => Carries { tags: usize::MAX, ..KEYS_ALONE },
        Format::Stratum => Carries { tags: usize::MAX, image: true, ..KEYS_ALONE },
        Format::FreeOtpPlus => KEYS_ALONE,
        Format::LastPass => Carries { entry: |entry| is_of(entry, &["totp"]), tags: 1, pinned: true, ..KEYS_ALONE },
        Format::Raivo => {
            Carries { entry: |entry| is_of(entry, &["totp", "hotp", "other"]), pinned: true, ..KEYS_ALONE }
        }
        other => panic!("{other:?} is tested elsewhere"),
    }
}

fn is_of(entry: &Value, types: &[&str]) -> bool {
    types.contains(&text(entry, "type"))
}

/// The rows that a fixture of this format holds.
pub fn rows(format: Format) -> Vec<Row> {
    let carries = carries(format);
    let entries: Vec<Value> = serde_json::from_str(ENTRIES).unwrap();
    let carried = entries.iter().filter(|entry| (carries.entry)(entry));
    carried.map(|entry| row(entry, &carries)).collect()
}

#[test]
fn the_list_is_as_ugly_as_it_should_be() {
    let rows = rows(Format::EnteAuth);
    let ready: Vec<&Candidate> =
        rows.iter().filter_map(|row| if let Row::Ready(it) = row { Some(&**it) } else { None }).collect();
    let any = |test: fn(&Candidate) -> bool| assert!(ready.iter().any(|candidate| test(candidate)));
    any(|it| it.key_uri.kind == Kind::Steam);
    any(|it| matches!(it.key_uri.kind, Kind::Hotp { counter } if counter > u64::from(u32::MAX)));
    any(|it| matches!(it.key_uri.kind, Kind::Hotp { counter: 0 }));
    any(|it| it.key_uri.kind == Kind::Totp { period: Period::new(20).unwrap() });
    any(|it| it.key_uri.digits.get() == 10);
    any(|it| it.key_uri.issuer.is_empty());
    any(|it| it.key_uri.issuer.contains('&') && it.key_uri.issuer.contains('+'));
    any(|it| it.key_uri.account.contains(':'));
    any(|it| !it.key_uri.issuer.is_ascii() && !it.note.is_ascii());
    any(|it| it.is_pinned && it.tags.len() == 2 && !it.is_trashed);
    any(|it| it.is_trashed);
    let same_secret = |it: &&Candidate| ready.iter().filter(|other| other.key_uri.secret == it.key_uri.secret).count();
    assert!(ready.iter().any(|it| same_secret(it) == 2));
    assert_eq!(rows.len() - ready.len(), 3);
}
