//! Google Authenticator's transfer: texts for QR codes of ten entries each.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use prost::Message;
use zeroize::{Zeroize as _, Zeroizing};

use super::{ExportFormat, QR_TEXT_BYTES_MAX, carried};
use crate::authenticator::Entry;
use crate::authenticator::google_message::{Parameters, Payload};
use crate::otp::{Algorithm, Kind};

/// The most entries of one QR code.
pub const PART_ENTRIES_MAX: usize = 10;

/// What every text begins with.
const SCHEME: &str = "otpauth-migration://offline?data=";

/// The texts, to be shown as QR codes one after another; those entries are left out that [`super::losses`] names so. A
/// part has ten entries, or fewer where long names would not fit a QR code. `batch_id` is random and tells the parts of
/// one transfer from those of another.
pub fn google_transfer(entries: &[Entry], batch_id: i32) -> Vec<Zeroizing<String>> {
    let mut parts: Vec<Vec<&Entry>> = Vec::new();
    for entry in carried(ExportFormat::GoogleTransfer, entries) {
        match parts.last_mut() {
            Some(part) if part.len() < PART_ENTRIES_MAX && fit(&[part.as_slice(), &[entry]].concat()) => {
                part.push(entry);
            }
            _ => parts.push(vec![entry]),
        }
    }
    let batch_size = i32::try_from(parts.len()).unwrap_or(i32::MAX);
    (0..).zip(&parts).map(|(batch_index, part)| text(part, batch_size, batch_index, batch_id)).collect()
}

/// Whether the entry fits one QR code, alone.
pub(super) fn fits(entry: &Entry) -> bool {
    fit(&[entry])
}

/// Whether the entries fit one QR code, however many parts there are.
fn fit(entries: &[&Entry]) -> bool {
    text(entries, i32::MAX, i32::MAX, -1).len() <= QR_TEXT_BYTES_MAX
}

fn text(entries: &[&Entry], batch_size: i32, batch_index: i32, batch_id: i32) -> Zeroizing<String> {
    let otp_parameters = entries.iter().copied().map(parameters).collect();
    let mut payload = Payload { otp_parameters, version: 1, batch_size, batch_index, batch_id };
    let bytes = Zeroizing::new(payload.encode_to_vec());
    for parameters in &mut payload.otp_parameters {
        parameters.secret.zeroize();
    }
    let base64 = Zeroizing::new(::base64::Engine::encode(&::base64::engine::general_purpose::STANDARD, &*bytes));
    // Room for all of it, so that no copy stays behind where it grew.
    let mut text = Zeroizing::new(String::with_capacity(SCHEME.len() + base64.len() * 3));
    text.push_str(SCHEME);
    text.extend(utf8_percent_encode(&base64, NON_ALPHANUMERIC));
    text
}

fn parameters(entry: &Entry) -> Parameters {
    let (kind, counter) = match entry.kind {
        Kind::Hotp { counter } => (1, i64::try_from(counter).unwrap_or(i64::MAX)),
        Kind::Totp { .. } | Kind::Steam => (2, 0),
    };
    Parameters {
        secret: entry.secret.as_bytes().to_vec(),
        // A name is a label, as in a Key URI: readers take "issuer:" off it, or split it at its first colon. An account
        // that has a colon itself is safe only behind both.
        name: if entry.account.contains(':') {
            format!("{}:{}", entry.issuer, entry.account).into_bytes()
        } else {
            entry.account.clone().into_bytes()
        },
        issuer: entry.issuer.clone().into_bytes(),
        algorithm: match entry.algorithm {
            Algorithm::Sha1 => 1,
            Algorithm::Sha256 => 2,
            Algorithm::Sha512 => 3,
        },
        digits: if entry.digits.get() == 8 { 2 } else { 1 },
        kind,
        counter,
    }
}
