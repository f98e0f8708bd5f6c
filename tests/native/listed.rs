//! The entries that the scripts of `tests/fixtures/make/` list, as the rows that a file should give.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use counterpart::authenticator::Icon;
use counterpart::authenticator::import::{Candidate, Row};
use counterpart::otp::{Digits, KeyUri, KeyUriError, Kind, Secret};

/// What a file has room for.
pub struct Carries {
    /// Whether it has this entry at all.
    pub entry: fn(&Value) -> bool,
    pub note: bool,
    /// How many tags an entry can have.
    pub tags: usize,
    pub pinned: bool,
    pub trashed: bool,
    pub image: bool,
}

/// Room for nothing but keys and names.
pub const KEYS_ALONE: Carries =
    Carries { entry: |_| true, note: false, tags: 0, pinned: false, trashed: false, image: false };

/// A text of an entry; empty where it has none.
pub fn text<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap_or_default()
}

/// The row of an entry in a file that has room for so much.
pub fn row(entry: &Value, carries: &Carries) -> Row {
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
            "totp" => Kind::Totp { period: serde_json::from_value(entry["period"].clone()).unwrap() },
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
