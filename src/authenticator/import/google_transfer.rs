//! Google Authenticator's transfer: `otpauth-migration://offline?data=` and a message of Protocol Buffers in Base64, in
//! as many QR codes as it takes.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;
use prost::Message;
use zeroize::{Zeroize, Zeroizing};

use super::document::Document;
use super::fields::{Fields, SaidKind, SaidSecret};
use super::key_uris::{begins_with, line_row, lines};
use super::members::with;
use super::transfer_parts::{Part, TransferParts};
use super::{ImportError, Imported, Row, Unlock};
use crate::authenticator::google_message::{Parameters, Payload};
use crate::otp::{KeyUriError, Period, Repair};

const SCHEME: &str = "otpauth-migration:";

/// A transfer of more parts is damage: ten entries a part make this a hundred thousand.
const PARTS_MAX: u32 = 10_000;

/// The longest message, in bytes. A QR code holds a hundredth of it; some programs write all entries into one text.
const MESSAGE_BYTES_MAX: usize = 1 << 18;

/// Google's own texts are padded, others' are not; bits left over are not worth a refusal.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What one QR code holds.
pub(super) struct PartContent {
    /// What all parts of its transfer have in common.
    pub batch_id: i32,
    /// Its place among them.
    pub part: Part,
    /// Its entries.
    pub rows: Vec<Row>,
}

pub(super) fn recognises(document: &Document<'_>) -> bool {
    document.json.is_none() && lines(document).any(is_transfer)
}

/// Reads the parts that are there, one a line. Key URIs between them are taken too.
pub(super) fn read(document: &Document<'_>, _: &Unlock) -> Result<Imported, ImportError> {
    let mut parts = TransferParts::default();
    let mut others = Vec::new();
    for line in lines(document) {
        if is_transfer(line) {
            parts.add(line)?;
        } else {
            others.push(line_row(line));
        }
    }
    let mut imported = parts.imported();
    imported.rows.append(&mut others);
    Ok(imported)
}

/// Whether a text is a part of a transfer.
pub(super) fn is_transfer(text: &str) -> bool {
    begins_with(text.trim_start(), SCHEME)
}

/// Reads one part.
pub(super) fn read_part(text: &str) -> Result<PartContent, ImportError> {
    let text = text.trim();
    let (_, query) = text.split_once('?').filter(|_| is_transfer(text)).ok_or(ImportError::UnknownFormat)?;
    let data = query.split('&').find_map(|pair| pair.strip_prefix("data=")).ok_or(ImportError::Truncated)?;
    let message = Zeroizing::new(decoded(data)?);
    if message.len() > MESSAGE_BYTES_MAX {
        return Err(ImportError::Damaged);
    }
    let payload = Payload::decode(message.as_slice()).map_err(|_| ImportError::Damaged)?;
    Ok(PartContent {
        batch_id: payload.batch_id,
        part: part(&payload)?,
        rows: payload.otp_parameters.into_iter().map(row).collect(),
    })
}

/// Base64 as it survives the way through a URI and through whoever decoded it too early: `+` as a space, `-_` for `+/`,
/// broken into lines.
fn decoded(escaped: &str) -> Result<Vec<u8>, ImportError> {
    let text = Zeroizing::new(percent_decode_str(escaped).collect::<Vec<u8>>());
    let mut base64 = Zeroizing::new(Vec::with_capacity(text.len()));
    base64.extend(text.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')).map(|byte| match byte {
        b' ' | b'-' => b'+',
        b'_' => b'/',
        other => *other,
    }));
    if base64.is_empty() {
        return Err(ImportError::Truncated);
    }
    BASE64.decode(base64.as_slice()).map_err(|_| ImportError::Damaged)
}

/// The place of a part. A text that was made for one QR code may leave it out.
fn part(payload: &Payload) -> Result<Part, ImportError> {
    let number = |number: i32| u32::try_from(number).map_err(|_| ImportError::Damaged);
    let (of, index) = (number(payload.batch_size)?.max(1), number(payload.batch_index)?);
    if of > PARTS_MAX || index >= of { Err(ImportError::Damaged) } else { Ok(Part { number: index + 1, of }) }
}

fn row(parameters: Parameters) -> Row {
    let mut repairs = Vec::new();
    let (issuer, account) = names(&parameters, &mut repairs);
    let kind = match parameters.kind {
        1 => SaidKind::Hotp,
        2 => SaidKind::Totp,
        // Not even 0: the codes of the time for a counting key would be wrong, and nobody would see it.
        _ => SaidKind::Other,
    };
    if kind == SaidKind::Hotp && parameters.counter < 0 {
        wipe(parameters);
        return Row::Unsupported { issuer, account, reason: KeyUriError::BadCounter };
    }
    let fields = Fields {
        kind,
        issuer,
        account,
        // The program shows SHA-1 and six digits for what is not said; 4 is MD5.
        algorithm: match parameters.algorithm {
            0 | 1 => Some("SHA1".to_owned()),
            2 => Some("SHA256".to_owned()),
            3 => Some("SHA512".to_owned()),
            _ => None,
        },
        digits: match parameters.digits {
            0 | 1 => Some(6),
            2 => Some(8),
            _ => None,
        },
        period_secs: Some(Period::THIRTY.secs().into()),
        counter: u64::try_from(parameters.counter).ok(),
        secret: SaidSecret::Bytes(Zeroizing::new(parameters.secret)),
    };
    with(fields.into_row(), |candidate| candidate.repairs.append(&mut repairs))
}

fn wipe(mut parameters: Parameters) {
    parameters.secret.zeroize();
}

/// The name is a label, as in a Key URI: it may begin with the issuer, and names one if nothing else does. A colon that
/// separates nothing is the account's own.
fn names(parameters: &Parameters, repairs: &mut Vec<Repair>) -> (String, String) {
    let mut text = |bytes: &[u8]| {
        if std::str::from_utf8(bytes).is_err() && !repairs.contains(&Repair::NotUtf8) {
            repairs.push(Repair::NotUtf8);
        }
        String::from_utf8_lossy(bytes).trim().to_owned()
    };
    let (issuer, name) = (text(&parameters.issuer), text(&parameters.name));
    if issuer.is_empty() {
        return match name.split_once(':') {
            Some((issuer, account)) => (issuer.trim().to_owned(), account.trim().to_owned()),
            None => (issuer, name),
        };
    }
    let account = name.strip_prefix(issuer.as_str()).and_then(|rest| rest.trim_start().strip_prefix(':'));
    let account = account.unwrap_or(&name).trim().to_owned();
    (issuer, account)
}

#[cfg(test)]
#[path = "google_transfer_tests.rs"]
mod tests;
