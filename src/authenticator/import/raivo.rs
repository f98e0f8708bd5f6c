//! Raivo: a JSON array, plain, whose numbers are texts. (The program wraps it into a ZIP under a password, which has to
//! be unpacked first.)

use serde_json::Value;

use super::document::Document;
use super::fields::{Fields, SaidKind};
use super::members::{Members, with};
use super::{Format, ImportError, Imported, Row, Unlock};

pub(super) fn recognises(document: &Document<'_>) -> bool {
    let is_entry = |entry: &Value| ["secret", "kind", "timer"].iter().all(|name| entry.get(name).is_some());
    document.json.as_ref().and_then(Value::as_array).is_some_and(|entries| entries.iter().any(is_entry))
}

pub(super) fn read(document: &Document<'_>, _: &Unlock) -> Result<Imported, ImportError> {
    let entries = document.json.as_ref().and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    let rows = entries.iter().map(row).collect();
    Ok(Imported::whole(Format::Raivo, false, rows))
}

fn row(entry: &Value) -> Row {
    let fields = Fields {
        kind: match entry.text("kind").map(str::to_ascii_uppercase).as_deref() {
            Some("TOTP") => SaidKind::Totp,
            Some("HOTP") => SaidKind::Hotp,
            _ => SaidKind::Other,
        },
        issuer: entry.first_text(&["issuer"]),
        account: entry.first_text(&["account"]),
        secret: entry.base32("secret"),
        algorithm: entry.text("algorithm").map(str::to_owned),
        digits: entry.spelled_whole("digits"),
        period_secs: entry.spelled_whole("timer"),
        counter: entry.spelled_whole("counter"),
    };
    with(fields.into_row(), |candidate| {
        candidate.is_pinned = entry.is_true("pinned") || entry.text("pinned") == Some("true");
    })
}
