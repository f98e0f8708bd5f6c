//! FreeOTP+: JSON of `tokens`, plain. Its other export is a text of Key URIs, which has a reader of its own.

use serde_json::Value;
use zeroize::Zeroizing;

use super::document::Document;
use super::fields::{Fields, SaidKind, SaidSecret};
use super::members::Members;
use super::{Format, ImportError, Imported, Row, Unlock};
use crate::otp::Secret;

pub(super) fn recognises(document: &Document<'_>) -> bool {
    let Some(json) = &document.json else { return false };
    let is_token = |token: &Value| token.get("secret").is_some_and(Value::is_array) && token.get("algo").is_some();
    json.get("tokens").is_some_and(Value::is_array)
        && (json.get("tokenOrder").is_some_and(Value::is_array) || json.list("tokens").iter().any(is_token))
}

pub(super) fn read(document: &Document<'_>, _: &Unlock) -> Result<Imported, ImportError> {
    let tokens = document.member("tokens").and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    let rows = tokens.iter().map(row).collect();
    Ok(Imported::whole(Format::FreeOtpPlus, false, rows))
}

fn row(token: &Value) -> Row {
    // What the person wrote in place of it comes first.
    let issuer = token.first_text(&["issuerAlt", "issuerExt", "issuerInt"]);
    let kind = match token.text("type") {
        // The program makes Steam's codes for whatever came with this issuer.
        Some("TOTP") if token.text("issuerExt") == Some("Steam") => SaidKind::Steam,
        Some("TOTP") => SaidKind::Totp,
        Some("HOTP") => SaidKind::Hotp,
        _ => SaidKind::Other,
    };
    let fields = Fields {
        kind,
        issuer,
        account: token.first_text(&["labelAlt", "label"]),
        secret: secret(token),
        algorithm: token.text("algo").map(str::to_owned),
        digits: token.whole("digits"),
        period_secs: token.whole("period"),
        counter: counter(token),
    };
    fields.into_row()
}

/// A key that was never used stands at -1: the program counts on before it makes a code.
fn counter(token: &Value) -> Option<u64> {
    match token.get("counter")?.as_i64() {
        Some(-1) => Some(0),
        _ => token.whole("counter"),
    }
}

/// Java's bytes, -128 to 127. If one of them is no byte, there is no key.
fn secret(token: &Value) -> SaidSecret {
    let numbers = token.list("secret");
    let mut bytes = Zeroizing::new(Vec::with_capacity(numbers.len().min(Secret::MAX_BYTES)));
    for number in numbers {
        match number.as_i64() {
            Some(number @ -128..=255) => bytes.push((number & 0xff) as u8),
            _ => return SaidSecret::Bytes(Zeroizing::default()),
        }
    }
    SaidSecret::Bytes(bytes)
}
