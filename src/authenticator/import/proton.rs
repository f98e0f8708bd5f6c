//! Proton Authenticator: JSON of entries, or that JSON sealed.
//!
//! Sealed: JSON with `version` 1, `salt` and `content`; Argon2id at a fixed cost, then AES-256-GCM with the nonce before
//! the ciphertext.

use serde_json::Value;
use zeroize::Zeroizing;

use super::document::Document;
use super::members::{Members, with};
use super::sealed::{self, Argon2Cost, GCM_NONCE_BYTES, GCM_TAG_BYTES};
use super::uri_row::uri_row;
use super::{Format, ImportError, Imported, Row, Unlock};
use crate::otp::{KeyUriError, Kind, Repair};

const VERSION: u64 = 1;
const SALT_BYTES: usize = 16;
const COST: Argon2Cost = Argon2Cost { memory_kib: 19 << 10, passes: 2, lanes: 1 };
const ASSOCIATED_DATA: &[u8] = b"proton.authenticator.export.v1";

pub(super) fn recognises(document: &Document<'_>) -> bool {
    let Some(json) = document.json.as_ref().filter(|json| json.get("version").is_some()) else { return false };
    let is_sealed = json.text("salt").is_some() && json.text("content").is_some();
    let is_plain = json.get("entries").is_some_and(Value::is_array)
        && json.list("entries").iter().all(|entry| entry.get("content").is_some());
    is_sealed || is_plain
}

pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    check_version(json)?;
    if json.get("entries").is_some() {
        return Ok(Imported::whole(Format::ProtonAuthenticator, false, rows(json)?));
    }
    let opened = open(json, unlock)?;
    let json = serde_json::from_slice(&opened).map_err(|_| ImportError::Damaged)?;
    check_version(&json)?;
    Ok(Imported::whole(Format::ProtonAuthenticator, true, rows(&json)?))
}

fn check_version(json: &Value) -> Result<(), ImportError> {
    match json.whole("version") {
        Some(VERSION) => Ok(()),
        Some(version) => Err(ImportError::UnknownVersion { version }),
        None => Err(ImportError::Damaged),
    }
}

fn open(json: &Value, unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let bytes = |name| json.text(name).and_then(sealed::from_base64).ok_or(ImportError::Damaged);
    let (salt, content) = (bytes("salt")?, bytes("content")?);
    if salt.len() != SALT_BYTES {
        return Err(ImportError::Damaged);
    }
    let (nonce, ciphertext) = content.split_first_chunk::<GCM_NONCE_BYTES>().ok_or(ImportError::Truncated)?;
    if ciphertext.len() < GCM_TAG_BYTES {
        return Err(ImportError::Truncated);
    }
    let password = sealed::password(unlock, Format::ProtonAuthenticator)?;
    let key = sealed::argon2id(password, &salt, COST, &unlock.limits)?;
    sealed::open_aes_gcm(&key, nonce, ciphertext, ASSOCIATED_DATA).ok_or(ImportError::WrongPassword)
}

fn rows(json: &Value) -> Result<Vec<Row>, ImportError> {
    let entries = json.get("entries").and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    Ok(entries.iter().map(row).collect())
}

fn row(entry: &Value) -> Row {
    let content = entry.get("content").unwrap_or(&Value::Null);
    let name = content.first_text(&["name"]);
    let is_steam = match content.text("entry_type") {
        Some("Totp") => false,
        Some("Steam") => true,
        _ => return unsupported(uri_row(content.text("uri").unwrap_or_default()), name, KeyUriError::UnknownType),
    };
    match uri_row(content.text("uri").unwrap_or_default()) {
        Row::Ready(candidate) if is_steam != (candidate.key_uri.kind == Kind::Steam) => {
            unsupported(Row::Ready(candidate), name, KeyUriError::Ambiguous { parameter: "type" })
        }
        Row::Unsupported { issuer, account, reason } => {
            let account = if account.is_empty() { name } else { account };
            Row::Unsupported { issuer, account, reason }
        }
        row => with(row, |candidate| {
            if candidate.key_uri.account.is_empty() {
                candidate.key_uri.account = name;
            }
            candidate.note = entry.text("note").unwrap_or_default().to_owned();
            let is_named = !(candidate.key_uri.account.is_empty() && candidate.key_uri.issuer.is_empty());
            // `steam://` is how this program writes a Steam key.
            candidate.repairs.retain(|repair| match repair {
                Repair::SteamScheme => false,
                Repair::NoName => !is_named,
                _ => true,
            });
        }),
    }
}

/// The names of a row, for another reason than it had.
fn unsupported(row: Row, name: String, reason: KeyUriError) -> Row {
    let (issuer, account) = match row {
        Row::Ready(candidate) => (candidate.key_uri.issuer, candidate.key_uri.account),
        Row::Unsupported { issuer, account, .. } => (issuer, account),
        Row::Damaged => return row,
    };
    let account = if account.is_empty() { name } else { account };
    Row::Unsupported { issuer, account, reason }
}
