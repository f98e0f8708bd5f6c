//! The one list of entries, and what of it each format carries.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use counterpart::authenticator::Icon;
use counterpart::authenticator::import::{Candidate, Format, Row};
use counterpart::otp::{Digits, KeyUri, KeyUriError, Kind, Secret};

/// The list that the scripts read too.
const ENTRIES: &str = include_str!("../../fixtures/make/backup_entries.json");

/// What a format has room for.
struct Carries {
    kinds: &'static [&'static str],
    note: bool,
    /// How many tags an entry can have.
    tags: usize,
    pinned: bool,
    trashed: bool,
    image: bool,
}

const ALL_KINDS: &[&str] = &["totp", "hotp", "steam", "other"];
const KEYS_ALONE: Carries =
    Carries { kinds: ALL_KINDS, note: false, tags: 0, pinned: false, trashed: false, image: false };

impl Carries {
    fn of(format: Format) -> Self {
        match format {
            Format::EnteAuth => Self { note: true, tags: usize::MAX, pinned: true, trashed: true, ..KEYS_ALONE },
            Format::ProtonAuthenticator => Self { kinds: &["totp", "steam", "other"], note: true, ..KEYS_ALONE },
            Format::AndOtp => Self { tags: usize::MAX, ..KEYS_ALONE },
            Format::Stratum => Self { tags: usize::MAX, image: true, ..KEYS_ALONE },
            Format::FreeOtpPlus => KEYS_ALONE,
            Format::LastPass => Self { kinds: &["totp"], tags: 1, pinned: true, ..KEYS_ALONE },
            Format::Raivo => Self { kinds: &["totp", "hotp", "other"], pinned: true, ..KEYS_ALONE },
            other => panic!("{other:?} is tested elsewhere"),
        }
    }
}

/// The rows that a fixture of this format holds.
pub fn rows(format: Format) -> Vec<Row> {
    let carries = Carries::of(format);
    let entries: Vec<Value> = serde_json::from_str(ENTRIES).unwrap();
    let carried = entries.iter().filter(|entry| carries.kinds.contains(&text(entry, "type")));
    carried.map(|entry| row(entry, &carries)).collect()
}

fn text<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap_or_default()
}

fn row(entry: &Value, carries: &Carries) -> Row {
    let (issuer, account) = (text(entry, "issuer").to_owned(), text(entry, "account").to_owned());
    if let Some(what) = entry.get("unsupported").and_then(Value::as_str) {
        let reason = match what {
            "algorithm" => KeyUriError::UnknownAlgorithm,
            "type" => KeyUriError::UnknownType,
            "secret" => KeyUriError::MissingSecret,
            other => panic!("{other}"),
        };
        return Row::Unsupported { issuer, account, reason };
    }
    let key_uri = KeyUri {
        kind: match text(entry, "type") {
            "totp" => Kind::Totp { period_secs: entry["period"].as_u64().unwrap().try_into().unwrap() },
            "hotp" => Kind::Hotp { counter: entry["counter"].as_u64().unwrap() },
            "steam" => Kind::Steam,
            other => panic!("{other}"),
        },
        issuer,
        account,
        secret: Secret::from_base32(text(entry, "secret")).unwrap(),
        algorithm: text(entry, "algorithm").parse().unwrap(),
        digits: Digits::new(entry["digits"].as_u64().unwrap().try_into().unwrap()).unwrap(),
    };
    let mut candidate = Candidate::new(key_uri, Vec::new());
    if carries.note {
        candidate.note = text(entry, "note").to_owned();
    }
    let tags = entry["tags"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
    candidate.tags = tags.take(carries.tags).map(|tag| tag.as_str().unwrap().to_owned()).collect();
    candidate.is_pinned = carries.pinned && entry["pinned"] == true;
    candidate.is_trashed = carries.trashed && entry["trashed"] == true;
    if carries.image && entry.get("image").is_some() {
        let bytes = BASE64_STANDARD.decode(text(entry, "image")).unwrap();
        candidate.icon = Some(Icon { media_type: "image/png".to_owned(), bytes });
    }
    Row::Ready(Box::new(candidate))
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
    any(|it| it.key_uri.kind == Kind::Totp { period_secs: 20 });
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
