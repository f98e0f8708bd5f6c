//! Ente Auth: a text of Key URIs with `codeDisplay`, or that text sealed.
//!
//! Sealed: JSON with `version` 1, `kdfParams` (`memLimit` in bytes, `opsLimit`, `salt`), `encryptedData` and
//! `encryptionNonce`; Argon2id with one lane, then libsodium's secret stream.

use serde_json::Value;
use zeroize::Zeroizing;

use super::document::Document;
use super::key_uris::line_row;
use super::members::{Members, with};
use super::sealed::{self, Argon2Cost, Key};
use super::secret_stream::{HEADER_BYTES, OVERHEAD_BYTES, SecretStream};
use super::uri_row::{parameter, uri_row};
use super::{Candidate, Format, ImportError, Imported, Row, Unlock};
use crate::otp::{Algorithm, KeyUriError, Kind, Repair, Steam};

const VERSION: u64 = 1;
const SALT_BYTES: usize = 16;
const SCHEME: &str = "otpauth://";
const DISPLAY: &str = "codeDisplay";

/// How much text a message of a long stream holds; the export of a few thousand entries is one message.
const MESSAGE_TEXT_BYTES: usize = 4 << 20;

pub(super) fn recognises(document: &Document<'_>) -> bool {
    match (&document.json, document.text) {
        (Some(json), _) => json.get("kdfParams").is_some() && json.get("encryptedData").is_some(),
        (None, Some(text)) => has_own_lines(text),
        (None, None) => false,
    }
}

pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let (is_sealed, rows) = match &document.json {
        Some(json) => {
            let opened = open(json, unlock)?;
            let text = std::str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
            (true, rows(text))
        }
        // Others may have been written or pasted between its lines; each is read as its own program reads it.
        None => (false, lines(document.text.unwrap_or_default()).map(line_row).collect()),
    };
    Ok(Imported::whole(Format::EnteAuth, is_sealed, rows))
}

fn open(json: &Value, unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    match json.whole("version") {
        Some(VERSION) => {}
        Some(version) => return Err(ImportError::UnknownVersion { version }),
        None => return Err(ImportError::Damaged),
    }
    let parameters = json.get("kdfParams").ok_or(ImportError::Damaged)?;
    let bytes =
        |object: &Value, name: &str| object.text(name).and_then(sealed::from_base64).ok_or(ImportError::Damaged);
    let salt = bytes(parameters, "salt")?;
    let header: [u8; HEADER_BYTES] = bytes(json, "encryptionNonce")?.try_into().map_err(|_| ImportError::Damaged)?;
    let ciphertext = bytes(json, "encryptedData")?;
    let (Some(memory_bytes), Some(passes)) = (parameters.whole("memLimit"), parameters.whole("opsLimit")) else {
        return Err(ImportError::Damaged);
    };
    if salt.len() != SALT_BYTES {
        return Err(ImportError::Damaged);
    }
    if ciphertext.len() < OVERHEAD_BYTES {
        return Err(ImportError::Truncated);
    }
    let password = sealed::password(unlock, Format::EnteAuth)?;
    let cost = Argon2Cost { memory_kib: memory_bytes >> 10, passes, lanes: 1 };
    let key = sealed::argon2id(password, &salt, cost, &unlock.limits)?;
    open_stream(&key, &header, &ciphertext, MESSAGE_TEXT_BYTES)
}

/// The text of a stream: of one message, or of many that are full but for the last.
fn open_stream(
    key: &Key,
    header: &[u8; HEADER_BYTES],
    ciphertext: &[u8],
    message_text_bytes: usize,
) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let mut stream = SecretStream::new(key, header);
    if let Some(message) = stream.pull(ciphertext) {
        return if message.is_last { Ok(message.text) } else { Err(ImportError::Truncated) };
    }
    let mut text = Zeroizing::new(Vec::with_capacity(ciphertext.len()));
    let mut messages = ciphertext.chunks(message_text_bytes + OVERHEAD_BYTES);
    while let Some(sealed_message) = messages.next() {
        // Once one message has opened, the password is right.
        let stopped = if text.is_empty() { ImportError::WrongPassword } else { ImportError::Damaged };
        let message = stream.pull(sealed_message).ok_or(stopped)?;
        text.extend_from_slice(&message.text);
        if message.is_last {
            return if messages.next().is_none() { Ok(text) } else { Err(ImportError::Damaged) };
        }
    }
    Err(ImportError::Truncated)
}

/// Whether a text has a line that the program wrote.
pub(super) fn has_own_lines(text: &str) -> bool {
    text.contains(DISPLAY) && lines(text).any(|line| is_own(&unquoted(line)))
}

/// Whether the program wrote this URI: nobody else says how a code is displayed.
pub(super) fn is_own(uri: &str) -> bool {
    said_display(uri).is_some()
}

/// The lines that say something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The URI in a line: some versions write each as a JSON string.
pub(super) fn unquoted(line: &str) -> Zeroizing<String> {
    let quoted = line.starts_with('"').then(|| serde_json::from_str::<String>(line).ok()).flatten();
    Zeroizing::new(quoted.unwrap_or_else(|| line.to_owned()))
}

fn rows(text: &str) -> Vec<Row> {
    lines(text).map(|line| row(&unquoted(line))).collect()
}

/// The row of a URI as the program reads it.
pub(super) fn row(uri: &str) -> Row {
    let display = display(uri);
    let row = match uri_row(uri) {
        Row::Ready(mut candidate) => match read_as_the_program_does(uri, &mut candidate) {
            Ok(()) => Row::Ready(candidate),
            Err(reason) => {
                let key_uri = candidate.key_uri;
                return Row::Unsupported { issuer: key_uri.issuer, account: key_uri.account, reason };
            }
        },
        unsupported => unsupported,
    };
    with(row, |candidate| {
        if let Some(display) = display {
            candidate.note = display.text("note").unwrap_or_default().to_owned();
            candidate.tags = display.texts("tags");
            candidate.is_pinned = display.is_true("pinned");
            candidate.is_trashed = display.is_true("trashed");
            candidate.repairs.retain(|repair| !is_own_spelling(repair));
        }
    })
}

/// Whether this is how the program itself writes, and so nothing that was repaired.
fn is_own_spelling(repair: &Repair) -> bool {
    matches!(repair, Repair::AlgorithmSpelling | Repair::PlusAsSpace | Repair::EmptyParameter { parameter: "issuer" })
}

/// Ente Auth shows Steam's codes for whatever has the issuer Steam, and Yandex's for whatever has a PIN, also where the
/// URI says `totp`. To read such an entry by its type alone would show other codes than Ente Auth does.
fn read_as_the_program_does(uri: &str, candidate: &mut Candidate) -> Result<(), KeyUriError> {
    if uri.split_once('?').is_some_and(|(_, query)| parameter(query, "pin").is_some()) {
        return Err(KeyUriError::UnknownType);
    }
    let key_uri = &mut candidate.key_uri;
    if key_uri.kind == Kind::Steam || !key_uri.issuer.eq_ignore_ascii_case("steam") {
        return Ok(());
    }
    if key_uri.algorithm != Algorithm::Sha1 {
        return Err(KeyUriError::NotOfSteam { parameter: "algorithm" });
    }
    key_uri.kind = Kind::Steam;
    key_uri.digits = Steam::LENGTH;
    candidate.repairs.push(Repair::SteamEncoder);
    Ok(())
}

/// What the program says of an entry beside its key.
fn display(uri: &str) -> Option<Value> {
    serde_json::from_str(&said_display(uri)?).ok()
}

fn said_display(uri: &str) -> Option<String> {
    let (_, query) = uri.strip_prefix(SCHEME)?.split_once('?')?;
    parameter(query, DISPLAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by libsodium, in messages of 64 bytes of text: `tests/fixtures/make/secret_stream.py`.
    const STREAM: &str = include_str!("../../../tests/fixtures/import/secret_stream_of_parts.json");
    const TEXT_BYTES: usize = 64;

    fn opened(change: impl FnOnce(&mut Vec<u8>)) -> Result<Zeroizing<Vec<u8>>, ImportError> {
        let json: Value = serde_json::from_str(STREAM).unwrap();
        let bytes = |name| sealed::from_base64(json.text(name).unwrap()).unwrap();
        let key = Key::new(bytes("key").try_into().unwrap());
        let mut ciphertext = bytes("sealed");
        change(&mut ciphertext);
        open_stream(&key, &bytes("header").try_into().unwrap(), &ciphertext, TEXT_BYTES)
    }

    #[test]
    fn a_stream_of_several_messages_is_put_together() {
        let text: String = (0..100).map(|number| format!("line {number}\n")).collect();
        assert_eq!(opened(|_| {}).as_deref().map(Vec::as_slice), Ok(text.as_bytes()));
    }

    #[test]
    fn what_is_wrong_with_a_stream_is_told_apart() {
        let message_bytes = TEXT_BYTES + OVERHEAD_BYTES;
        for (error, change) in [
            (ImportError::WrongPassword, (|sealed| sealed[5] ^= 1) as fn(&mut Vec<u8>)),
            (ImportError::Damaged, |sealed| sealed[2 * (TEXT_BYTES + OVERHEAD_BYTES)] ^= 1),
            (ImportError::Truncated, |sealed| sealed.truncate(3 * (TEXT_BYTES + OVERHEAD_BYTES))),
            (ImportError::Truncated, |sealed| sealed.truncate(TEXT_BYTES + OVERHEAD_BYTES)),
            (ImportError::Damaged, |sealed| sealed.truncate(3 * (TEXT_BYTES + OVERHEAD_BYTES) + 20)),
            (ImportError::Truncated, Vec::clear),
        ] {
            assert_eq!(opened(change), Err(error));
        }
        assert_eq!(opened(|sealed| drop(sealed.drain(..message_bytes))), Err(ImportError::WrongPassword));
    }
}
