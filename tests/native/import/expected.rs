//! The one list of entries, and what of it each file carries.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use counterpart::authenticator::Icon;
use counterpart::authenticator::import::{Candidate, Format, Row};
use counterpart::otp::{Digits, KeyUri, KeyUriError, Kind, Secret};

/// The lists that the scripts read too.
const ENTRIES: [&str; 2] =
    [include_str!("../../fixtures/make/backup_entries.json"), include_str!("../../fixtures/make/more_entries.json")];

/// What a file has room for.
struct Carries {
    entry: fn(&Value) -> bool,
    note: bool,
    /// How many tags an entry can have.
    tags: usize,
    pinned: bool,
    trashed: bool,
    image: bool,
}

const KEYS_ALONE: Carries =
    Carries { entry: |_| true, note: false, tags: 0, pinned: false, trashed: false, image: false };

impl Carries {
    fn of(name: &str, format: Format) -> Self {
        match format {
            Format::KeyUris => KEYS_ALONE,
            Format::GoogleTransfer => Self { entry: is_of_transfer, ..KEYS_ALONE },
            Format::Aegis => {
                let tags = if name == "aegis_older.json" { 1 } else { usize::MAX };
                Self { note: true, tags, pinned: true, image: true, ..KEYS_ALONE }
            }
            Format::TwoFas => Self { tags: 1, ..KEYS_ALONE },
            // An item without a key is one without a second factor.
            Format::BitwardenJson => {
                Self { entry: has_key, note: true, tags: 1, pinned: true, trashed: true, ..KEYS_ALONE }
            }
            Format::BitwardenCsv => Self { entry: has_key, note: true, tags: 1, pinned: true, ..KEYS_ALONE },
            other => panic!("{other:?} is tested elsewhere"),
        }
    }
}

fn is_of_transfer(entry: &Value) -> bool {
    let is_common = [6, 8].contains(&entry["digits"].as_u64().unwrap()) && entry["type"] != "steam";
    is_common && entry.get("period").is_none_or(|period| period == 30)
}

fn has_key(entry: &Value) -> bool {
    entry["secret"] != ""
}

/// Every entry of the lists.
pub fn entries() -> Vec<Value> {
    ENTRIES.iter().flat_map(|list| serde_json::from_str::<Vec<Value>>(list).unwrap()).collect()
}

/// The rows that a fixture holds.
pub fn rows(name: &str, format: Format) -> Vec<Row> {
    let carries = Carries::of(name, format);
    entries().iter().filter(|entry| (carries.entry)(entry)).map(|entry| row(entry, &carries)).collect()
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
