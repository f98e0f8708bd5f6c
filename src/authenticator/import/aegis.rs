//! Aegis: JSON, plain, or sealed under a master key that passwords unwrap.
//!
//! `version` 1, `header` with `slots` and `params`, `db`. Plain: `slots` and `params` are null, `db` is the database.
//! Sealed: `db` is Base64 of AES-256-GCM under the master key, with nonce and tag in `params`; a slot of type 1 holds
//! that key under scrypt of a password.

use std::collections::HashMap;

use serde_json::Value;
use zeroize::Zeroizing;

use super::document::Document;
use super::fields::{Fields, SaidKind};
use super::icon::icon;
use super::members::{Members, with};
use super::scrypt::{self, ScryptCost};
use super::sealed::{self, GCM_NONCE_BYTES, GCM_TAG_BYTES, Key};
use super::whole::whole_member;
use super::{Format, ImportError, Imported, Row, Unlock};

const VERSION: u64 = 1;
const DATABASE_VERSION_MAX: u64 = 3;
const PASSWORD_SLOT: u64 = 1;

/// No file of a person has more slots; trying them one by one has to end.
const SLOTS_MAX: usize = 64;

/// Nonce and tag, as the file keeps them beside what they belong to.
struct CipherParams {
    nonce: [u8; GCM_NONCE_BYTES],
    tag: [u8; GCM_TAG_BYTES],
}

/// A master key under a password.
struct PasswordSlot {
    cost: ScryptCost,
    salt: Vec<u8>,
    wrapped: Vec<u8>,
    params: CipherParams,
}

pub(super) fn recognises(document: &Document<'_>) -> bool {
    document.member("header").is_some_and(|header| header.get("slots").is_some() && header.get("params").is_some())
        && document.member("db").is_some()
}

pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    check_version(json, VERSION)?;
    match json.get("db") {
        Some(Value::String(sealed)) => {
            let opened = open(json.get("header").unwrap_or(&Value::Null), sealed, unlock)?;
            let database = serde_json::from_slice(&opened).map_err(|_| ImportError::Damaged)?;
            Ok(Imported::whole(Format::Aegis, true, rows(&database)?))
        }
        Some(database) => Ok(Imported::whole(Format::Aegis, false, rows(database)?)),
        None => Err(ImportError::Damaged),
    }
}

fn check_version(object: &Value, max: u64) -> Result<(), ImportError> {
    match whole_member(object, "version") {
        Some(version) if (1..=max).contains(&version) => Ok(()),
        Some(version) => Err(ImportError::UnknownVersion { version }),
        None => Err(ImportError::Damaged),
    }
}

/// Opens the database: any of the passwords of the file will do.
fn open(header: &Value, database: &str, unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let params = cipher_params(header, "params")?;
    let ciphertext = sealed::from_base64(database).ok_or(ImportError::Damaged)?;
    let slots = password_slots(header)?;
    let password = sealed::password(unlock, Format::Aegis)?;
    scrypt::check(slots.iter().map(|slot| slot.cost), &unlock.limits)?;
    for slot in &slots {
        let key = scrypt::derive(password, &slot.salt, slot.cost)?;
        if let Some(master_key) = open_beside(&key, &slot.params, &slot.wrapped) {
            let master_key = Key::new(master_key.as_slice().try_into().map_err(|_| ImportError::Damaged)?);
            // The password was right, so what does not open now was changed.
            return open_beside(&master_key, &params, &ciphertext).ok_or(ImportError::Damaged);
        }
    }
    Err(ImportError::WrongPassword)
}

/// The slots of passwords; the others are a phone's own.
fn password_slots(header: &Value) -> Result<Vec<PasswordSlot>, ImportError> {
    let of_passwords = header.list("slots").iter().filter(|slot| whole_member(slot, "type") == Some(PASSWORD_SLOT));
    let slots = of_passwords.take(SLOTS_MAX + 1).map(password_slot).collect::<Result<Vec<_>, _>>()?;
    match slots.len() {
        0 => Err(ImportError::SealedOtherwise { format: Format::Aegis }),
        1..=SLOTS_MAX => Ok(slots),
        _ => Err(ImportError::Damaged),
    }
}

fn password_slot(slot: &Value) -> Result<PasswordSlot, ImportError> {
    let number = |name| whole_member(slot, name).ok_or(ImportError::Damaged);
    let cost = ScryptCost { n: number("n")?, r: number("r")?, p: number("p")? };
    cost.memory_bytes()?;
    let bytes = |name| slot.text(name).and_then(from_hex).ok_or(ImportError::Damaged);
    Ok(PasswordSlot { cost, salt: bytes("salt")?, wrapped: bytes("key")?, params: cipher_params(slot, "key_params")? })
}

fn cipher_params(object: &Value, name: &str) -> Result<CipherParams, ImportError> {
    let params = object.get(name).ok_or(ImportError::Damaged)?;
    let bytes = |name| params.text(name).and_then(from_hex).ok_or(ImportError::Damaged);
    Ok(CipherParams {
        nonce: bytes("nonce")?.try_into().map_err(|_| ImportError::Damaged)?,
        tag: bytes("tag")?.try_into().map_err(|_| ImportError::Damaged)?,
    })
}

/// Opens what has its nonce and tag beside it.
fn open_beside(key: &Key, params: &CipherParams, ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    sealed::open_aes_gcm(key, &params.nonce, &[ciphertext, &params.tag].concat(), &[])
}

/// The bytes that pairs of hexadecimal digits spell.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let byte = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
    rest.is_empty().then(|| pairs.iter().map(byte).collect())?
}

fn rows(database: &Value) -> Result<Vec<Row>, ImportError> {
    check_version(database, DATABASE_VERSION_MAX)?;
    let entries = database.get("entries").and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    let groups = database.list("groups").iter();
    let groups = groups.filter_map(|group| Some((group.text("uuid")?, group.text("name")?))).collect();
    Ok(entries.iter().map(|entry| row(entry, &groups)).collect())
}

fn row(entry: &Value, groups: &HashMap<&str, &str>) -> Row {
    let info = entry.get("info").unwrap_or(&Value::Null);
    let fields = Fields {
        kind: match entry.text("type") {
            Some("totp") => SaidKind::Totp,
            Some("hotp") => SaidKind::Hotp,
            Some("steam") => SaidKind::Steam,
            // mOTP, Yandex.
            _ => SaidKind::Other,
        },
        issuer: entry.first_text(&["issuer"]),
        account: entry.first_text(&["name"]),
        secret: info.base32("secret"),
        algorithm: info.text("algo").map(str::to_owned),
        digits: whole_member(info, "digits"),
        period_secs: whole_member(info, "period"),
        counter: whole_member(info, "counter"),
    };
    with(fields.into_row(), |candidate| {
        candidate.note = entry.text("note").unwrap_or_default().to_owned();
        candidate.is_pinned = entry.is_true("favorite");
        candidate.icon = entry.text("icon").and_then(icon);
        candidate.tags = tags(entry, groups);
    })
}

/// The names of its groups. Up to version 2 of the database, an entry has one, by its name.
fn tags(entry: &Value, groups: &HashMap<&str, &str>) -> Vec<String> {
    let ids = entry.list("groups").iter().filter_map(Value::as_str);
    let by_id = ids.filter_map(|id| groups.get(id).copied());
    let mut tags: Vec<String> = Vec::new();
    for name in by_id.chain(entry.text("group")).map(str::trim) {
        if !name.is_empty() && !tags.iter().any(|tag| tag == name) {
            tags.push(name.to_owned());
        }
    }
    tags
}
