//! WebCrypto: verifying signatures of passkeys, by ES256 on P-256 and by RS256.

use super::crypto::CryptoError;
use super::js;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// The COSE number of ES256 (RFC 9053 §2.1).
pub const ES256: i32 = -7;
/// The COSE number of RS256 (RFC 8812 §2).
pub const RS256: i32 = -257;

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Whether the owner of this public key (a `SubjectPublicKeyInfo`) made this signature (by ES256: its two numbers side by
/// side) over these bytes.
///
/// # Errors
/// When the browser has no WebCrypto, or takes the key for none of this algorithm.
pub async fn is_right(algorithm: i32, spki: &[u8], signature: &[u8], signed: &[u8]) -> Result<bool, CryptoError> {
    let name = match algorithm {
        ES256 => "ECDSA",
        RS256 => "RSASSA-PKCS1-v1_5",
        _ => return Err(CryptoError::Refused),
    };
    let subtle = js::get(&js::get(&js_sys::global(), "crypto"), "subtle");
    if subtle.is_falsy() {
        return Err(CryptoError::Unavailable);
    }
    // The curve says nothing to RSA, nor the hash to a key on a curve: what a method does not know is not looked at.
    let method = js::object(&[("name", name.into()), ("namedCurve", "P-256".into()), ("hash", "SHA-256".into())]);
    let usages = js::array(["verify".into()]).into();
    let arguments = ["spki".into(), bytes(spki), method.clone(), JsValue::FALSE, usages];
    let key = js::call(&subtle, "importKey", &arguments).await.map_err(|_| CryptoError::Refused)?;
    let arguments = [method, key, bytes(signature), bytes(signed)];
    let answer = js::call(&subtle, "verify", &arguments).await.map_err(|_| CryptoError::Refused)?;
    Ok(answer.as_bool() == Some(true))
}
