//! 2FAS: JSON with `services`, or with `servicesEncrypted` in their place.
//!
//! Sealed: `data:salt:iv`, each in Base64; PBKDF2 with HMAC-SHA-256, then AES-256-GCM with the tag behind the data.

use std::collections::HashMap;

use serde_json::Value;
use zeroize::Zeroizing;

use super::document::Document;
use super::fields::{Fields, SaidKind};
use super::members::{Members, with};
use super::pbkdf2::pbkdf2_sha256;
use super::sealed::{self, GCM_NONCE_BYTES, GCM_TAG_BYTES};
use super::whole::{whole_member, whole_member_or};
use super::{Format, ImportError, Imported, Row, Unlock};
use crate::otp::{KeyUriError, Period};

const SCHEMA_VERSION_MAX: u64 = 4;
const ROUNDS: u64 = 10_000;

/// What the program takes when an entry does not say it, as those of its first schema do not.
const DIGITS_DEFAULT: u64 = 6;
const ALGORITHM_DEFAULT: &str = "SHA1";
const KIND_DEFAULT: &str = "TOTP";

pub(super) fn recognises(document: &Document<'_>) -> bool {
    let is_there = |name| document.member(name).is_some();
    is_there("schemaVersion") && (is_there("services") || is_there("servicesEncrypted"))
}

pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    match whole_member(json, "schemaVersion") {
        Some(1..=SCHEMA_VERSION_MAX) => {}
        Some(version) => return Err(ImportError::UnknownVersion { version }),
        None => return Err(ImportError::Damaged),
    }
    let groups: Groups<'_> = json.list("groups").iter().filter_map(group).collect();
    match json.get("servicesEncrypted") {
        None | Some(Value::Null) => {
            let services = json.get("services").ok_or(ImportError::Damaged)?;
            Ok(Imported::whole(Format::TwoFas, false, rows(services, &groups)?))
        }
        Some(Value::String(sealed)) => {
            let opened = open(sealed, unlock)?;
            let services = serde_json::from_slice(&opened).map_err(|_| ImportError::Damaged)?;
            Ok(Imported::whole(Format::TwoFas, true, rows(&services, &groups)?))
        }
        Some(_) => Err(ImportError::Damaged),
    }
}

/// The groups' names by their ids.
type Groups<'a> = HashMap<&'a str, &'a str>;

fn group(group: &Value) -> Option<(&str, &str)> {
    Some((group.text("id")?, group.text("name")?))
}

fn open(sealed: &str, unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let pieces: Vec<&str> = sealed.splitn(4, ':').collect();
    let [data, salt, nonce] = pieces.as_slice() else { return Err(ImportError::Truncated) };
    let bytes = |text| sealed::from_base64(text).ok_or(ImportError::Damaged);
    let (data, salt) = (bytes(data)?, bytes(salt)?);
    let nonce: [u8; GCM_NONCE_BYTES] = bytes(nonce)?.try_into().map_err(|_| ImportError::Damaged)?;
    if data.len() < GCM_TAG_BYTES {
        return Err(ImportError::Truncated);
    }
    let password = sealed::password(unlock, Format::TwoFas)?;
    let key = pbkdf2_sha256(password, &salt, ROUNDS, &unlock.limits)?;
    sealed::open_aes_gcm(&key, &nonce, &data, &[]).ok_or(ImportError::WrongPassword)
}

/// The entries as the program shows them: in the order that the person gave them.
fn rows(services: &Value, groups: &Groups<'_>) -> Result<Vec<Row>, ImportError> {
    let mut services: Vec<&Value> = services.as_array().ok_or(ImportError::Damaged)?.iter().collect();
    let place = |service: &&Value| service.get("order").and_then(|order| whole_member(order, "position"));
    // Those without a place stay behind the others, as they are.
    services.sort_by_key(|service| place(service).unwrap_or(u64::MAX));
    Ok(services.into_iter().map(|service| row(service, groups)).collect())
}

fn row(service: &Value, groups: &Groups<'_>) -> Row {
    let otp = service.get("otp").unwrap_or(&Value::Null);
    let name = service.first_text(&["name"]);
    let mut issuer = otp.first_text(&["issuer"]);
    if issuer.is_empty() {
        issuer.clone_from(&name);
    }
    let account = account(otp, &issuer);
    let kind = match said_or(otp, "tokenType", KIND_DEFAULT) {
        Some("TOTP") => SaidKind::Totp,
        Some("HOTP") => SaidKind::Hotp,
        Some("STEAM") => SaidKind::Steam,
        _ => SaidKind::Other,
    };
    let is_steam = kind == SaidKind::Steam;
    // A Steam key says six digits or none in some versions: the type alone says how its codes look.
    let digits = if is_steam { Some(5) } else { whole_member_or(otp, "digits", DIGITS_DEFAULT) };
    let fields = Fields {
        kind,
        issuer,
        account,
        secret: service.base32("secret"),
        algorithm: said_or(otp, "algorithm", ALGORITHM_DEFAULT).map(str::to_owned),
        digits,
        period_secs: whole_member_or(otp, "period", Period::THIRTY.secs().into()),
        counter: whole_member(otp, "counter"),
    };
    if let Some(reason) = refused(&fields, otp) {
        return Row::Unsupported { issuer: fields.issuer, account: fields.account, reason };
    }
    with(fields.into_row(), |candidate| {
        let group = service.text("groupId").and_then(|id| groups.get(id)).map(|name| name.trim());
        candidate.tags.extend(group.filter(|name| !name.is_empty()).map(str::to_owned));
        // The program shows this name, and a person may have given it.
        if !name.eq_ignore_ascii_case(&candidate.key_uri.issuer) {
            candidate.note = name;
        }
    })
}

/// A counter that is there and no counter is another thing than none.
fn refused(fields: &Fields, otp: &Value) -> Option<KeyUriError> {
    let is_said = otp.get("counter").is_some_and(|counter| !counter.is_null());
    (fields.kind == SaidKind::Hotp && is_said && fields.counter.is_none()).then_some(KeyUriError::BadCounter)
}

/// A text that the format may leave out; none if it is there and no text.
fn said_or<'a>(otp: &'a Value, name: &str, default: &'static str) -> Option<&'a str> {
    match otp.get(name) {
        None | Some(Value::Null) => Some(default),
        Some(value) => value.as_str(),
    }
}

/// The account; else what the label of the scanned URI says of it.
fn account(otp: &Value, issuer: &str) -> String {
    let account = otp.first_text(&["account"]);
    if !account.is_empty() {
        return account;
    }
    let label = otp.first_text(&["label"]);
    match label.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(':')) {
        Some(account) => account.trim().to_owned(),
        None if label == issuer => String::new(),
        None => label,
    }
}
