//! WebCrypto: verifying signatures of passkeys, ES256 on P-256.

use super::crypto::CryptoError;
use super::js;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Whether the owner of this public key (a `SubjectPublicKeyInfo`) made this signature (its two numbers side by side)
/// over these bytes.
///
/// # Errors
/// When the browser has no WebCrypto, or takes the key for none.
pub async fn is_right(spki: &[u8], signature: &[u8], signed: &[u8]) -> Result<bool, CryptoError> {
    let subtle = js::get(&js::get(&js_sys::global(), "crypto"), "subtle");
    if subtle.is_falsy() {
        return Err(CryptoError::Unavailable);
    }
    let key_type = js::object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())]);
    let usages = js::array(["verify".into()]).into();
    let arguments = ["spki".into(), bytes(spki), key_type, JsValue::FALSE, usages];
    let key = js::call(&subtle, "importKey", &arguments).await.map_err(|_| CryptoError::Refused)?;
    let method = js::object(&[("name", "ECDSA".into()), ("hash", "SHA-256".into())]);
    let arguments = [method, key, bytes(signature), bytes(signed)];
    let answer = js::call(&subtle, "verify", &arguments).await.map_err(|_| CryptoError::Refused)?;
    Ok(answer.as_bool() == Some(true))
}
