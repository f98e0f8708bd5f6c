//! Bitwarden: JSON, plain or sealed under a password, or CSV. Of all items, those with a `totp` that says something: a
//! Key URI, a bare key in Base32, or `steam://` and a key.

use std::collections::HashMap;

use serde_json::Value;
use zeroize::Zeroizing;

use super::bitwarden_sealed::open;
use super::document::Document;
use super::fields::{Fields, SaidKind, SaidSecret};
use super::key_uris::begins_with;
use super::members::{Members, with};
use super::uri_row::uri_row;
use super::{Candidate, Format, ImportError, Imported, Row, Unlock};
use crate::otp::{KeyUriError, Kind, Period, Repair};

/// The columns by which the CSV is known.
const CSV_COLUMNS: [&str; 3] = ["type", "name", "login_totp"];

/// What both layouts say of an item beside its key.
struct Item<'a> {
    totp: &'a str,
    name: &'a str,
    username: &'a str,
    note: &'a str,
    tags: Vec<String>,
    is_favourite: bool,
    is_trashed: bool,
}

pub(super) fn recognises_json(document: &Document<'_>) -> bool {
    let Some(json) = &document.json else { return false };
    let is_said = |name| json.get(name).is_some();
    match json.get("encrypted").and_then(Value::as_bool) {
        Some(true) => is_said("encKeyValidation_DO_NOT_EDIT") || is_said("data") || is_said("items"),
        Some(false) => is_said("items"),
        // Programs that write this format for it to be read leave that out.
        None => is_said("items") && (is_said("folders") || is_said("collections")),
    }
}

pub(super) fn read_json(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    if !json.is_true("encrypted") {
        return Ok(Imported::whole(Format::BitwardenJson, false, json_rows(json)?));
    }
    if !json.is_true("passwordProtected") {
        return Err(ImportError::SealedOtherwise { format: Format::BitwardenJson });
    }
    let opened = open(json, unlock)?;
    let json = serde_json::from_slice(&opened).map_err(|_| ImportError::Damaged)?;
    Ok(Imported::whole(Format::BitwardenJson, true, json_rows(&json)?))
}

fn json_rows(json: &Value) -> Result<Vec<Row>, ImportError> {
    let items = json.get("items").and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    let pairs = ["folders", "collections"].into_iter().flat_map(|list| json.list(list));
    let places = pairs.filter_map(|place| Some((place.text("id")?, place.text("name")?))).collect();
    Ok(items.iter().filter_map(|item| json_row(item, &places)).collect())
}

fn json_row(item: &Value, places: &HashMap<&str, &str>) -> Option<Row> {
    let login = item.get("login")?;
    let ids = item.text("folderId").into_iter().chain(item.list("collectionIds").iter().filter_map(Value::as_str));
    let said = Item {
        totp: login.text("totp").unwrap_or_default(),
        name: item.text("name").unwrap_or_default(),
        username: login.text("username").unwrap_or_default(),
        note: item.text("notes").unwrap_or_default(),
        tags: tags(ids.filter_map(|id| places.get(id).copied())),
        is_favourite: item.is_true("favorite"),
        is_trashed: item.get("deletedDate").is_some_and(|date| !date.is_null()),
    };
    // A key of another type than text is not left out in silence.
    let is_odd = login.get("totp").is_some_and(|totp| !totp.is_null() && !totp.is_string());
    if is_odd { Some(said.unsupported(KeyUriError::MissingSecret)) } else { said.into_row() }
}

pub(super) fn recognises_csv(document: &Document<'_>) -> bool {
    document.json.is_none() && document.text.and_then(csv_columns).is_some()
}

/// The names of the columns, if it is Bitwarden's table.
fn csv_columns(text: &str) -> Option<HashMap<String, usize>> {
    const HEADER_BYTES_MAX: usize = 4_096;
    let line = text.lines().next().filter(|line| line.len() <= HEADER_BYTES_MAX)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    let names = reader.records().next()?.ok()?;
    let columns: HashMap<String, usize> =
        names.iter().enumerate().map(|(at, name)| (name.trim().to_owned(), at)).collect();
    CSV_COLUMNS.iter().all(|column| columns.contains_key(*column)).then_some(columns)
}

pub(super) fn read_csv(document: &Document<'_>, _: &Unlock) -> Result<Imported, ImportError> {
    let text = document.text.ok_or(ImportError::Damaged)?;
    let columns = csv_columns(text).ok_or(ImportError::Damaged)?;
    let mut rows = Vec::new();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let count = reader.headers().map_err(|_| ImportError::Damaged)?.len();
    while reader.read_record(&mut record).map_err(|_| ImportError::Damaged)? {
        if record.len() != count {
            // A table that was cut ends within a line; anywhere else a line of another length is no line of it.
            let is_short = record.len() < count;
            let is_last = !reader.read_record(&mut record).map_err(|_| ImportError::Damaged)?;
            return Err(if is_short && is_last { ImportError::Truncated } else { ImportError::Damaged });
        }
        let cell = |name| columns.get(name).and_then(|at| record.get(*at)).unwrap_or_default();
        let item = Item {
            totp: cell("login_totp"),
            name: cell("name"),
            username: cell("login_username"),
            note: cell("notes"),
            tags: tags(std::iter::once(cell("folder")).chain(cell("collections").split(','))),
            is_favourite: cell("favorite") == "1",
            is_trashed: false,
        };
        rows.extend(item.into_row());
    }
    Ok(Imported::whole(Format::BitwardenCsv, false, rows))
}

/// The names that say something, none twice.
fn tags<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for name in names.map(str::trim) {
        if !name.is_empty() && !tags.iter().any(|tag| tag == name) {
            tags.push(name.to_owned());
        }
    }
    tags
}

impl Item<'_> {
    /// The row of its key; none if it has no key, as most items of a password manager.
    fn into_row(self) -> Option<Row> {
        let totp = self.totp.trim();
        if totp.is_empty() {
            return None;
        }
        let is_uri = totp.contains("://") || begins_with(totp, "otpauth:");
        let row = if is_uri { self.named(uri_row(totp)) } else { self.bare(totp).into_row() };
        Some(with(row, |candidate| {
            candidate.note = self.note.to_owned();
            candidate.tags = self.tags;
            candidate.is_pinned = self.is_favourite;
            candidate.is_trashed = self.is_trashed;
        }))
    }

    /// What the program makes of a key without a URI: SHA-1, six digits, 30 seconds.
    fn bare(&self, key: &str) -> Fields {
        Fields {
            kind: SaidKind::Totp,
            issuer: self.name.to_owned(),
            account: self.username.to_owned(),
            secret: SaidSecret::Base32(Zeroizing::new(key.to_owned())),
            algorithm: Some("SHA1".to_owned()),
            digits: Some(6),
            period_secs: Some(Period::THIRTY.secs().into()),
            counter: None,
        }
    }

    /// The row of a URI, with the item's names where the URI has none.
    fn named(&self, row: Row) -> Row {
        match row {
            Row::Ready(mut candidate) => {
                self.name(&mut candidate);
                Row::Ready(candidate)
            }
            Row::Unsupported { issuer, account, reason } => {
                Row::Unsupported { issuer: or(issuer, self.name), account: or(account, self.username), reason }
            }
            Row::Damaged => Row::Damaged,
        }
    }

    fn name(&self, candidate: &mut Candidate) {
        let Candidate { key_uri, repairs, .. } = candidate;
        // `steam://` has no names, and it is how this program writes a Steam key.
        let is_own_spelling = key_uri.kind == Kind::Steam && repairs.contains(&Repair::SteamScheme);
        if is_own_spelling && !self.name.trim().is_empty() {
            key_uri.issuer.clear();
        }
        key_uri.issuer = or(std::mem::take(&mut key_uri.issuer), self.name);
        key_uri.account = or(std::mem::take(&mut key_uri.account), self.username);
        let is_named = !(key_uri.issuer.is_empty() && key_uri.account.is_empty());
        repairs.retain(|repair| match repair {
            Repair::SteamScheme => false,
            Repair::NoName => !is_named,
            _ => true,
        });
    }

    fn unsupported(&self, reason: KeyUriError) -> Row {
        Row::Unsupported { issuer: self.name.trim().to_owned(), account: self.username.trim().to_owned(), reason }
    }
}

fn or(said: String, other: &str) -> String {
    if said.is_empty() { other.trim().to_owned() } else { said }
}
