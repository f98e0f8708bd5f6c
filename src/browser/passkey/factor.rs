//! Passkeys that sign: WebAuthn as a second factor. What they answer is checked elsewhere; here it is only carried.

use super::{BYTES, LIMIT_MILLIS, NewPasskey, PasskeyError, ask, bytes, credential_id, descriptor, host, make};
use crate::browser::js;
use crate::browser::signature::{ES256, RS256};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};

/// COSE algorithms whose signatures can be verified, the preferred one first. The second is for TPMs that have no
/// other.
const ALGORITHMS: [i32; 2] = [ES256, RS256];

/// Whether this browser has passkeys on this page.
pub fn is_available() -> bool {
    let class = js::get(&js_sys::global(), "PublicKeyCredential");
    !class.is_falsy() && !js::get(&js::navigator(), "credentials").is_falsy()
}

/// The page's origin, and its host, which is the relying party's name.
pub fn site() -> (String, String) {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    (origin, host())
}

/// A passkey as made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Names it, to be kept.
    pub credential_id: Vec<u8>,
    /// What the browser says about the question, as JSON.
    pub client_data: Vec<u8>,
    /// What the authenticator says about itself and the credential.
    pub authenticator_data: Vec<u8>,
    /// The COSE number of its algorithm.
    pub algorithm: i32,
    /// Its public key, as a `SubjectPublicKeyInfo`.
    pub spki: Vec<u8>,
}

/// What a passkey answered.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Which of the candidates it was.
    pub credential_id: Vec<u8>,
    /// What the browser says about the question, as JSON.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator_data: Vec<u8>,
    /// Its signature over both: in DER by ES256, as it is by RS256.
    pub signature: Vec<u8>,
}

/// Makes a passkey. The browser asks the person; when this is dropped it stops asking.
///
/// # Errors
/// When nothing was made.
pub async fn create(new: NewPasskey<'_>) -> Result<Made, PasskeyError> {
    // The password was the first factor, so that a touch is enough; and the console names the account itself.
    let credential = make(new, &ALGORITHMS, "discouraged", JsValue::UNDEFINED).await?;
    let response = js::get(&credential, "response");
    Ok(Made {
        credential_id: credential_id(&credential)?,
        client_data: content(&js::get(&response, "clientDataJSON"))?,
        authenticator_data: content(&told(&response, "getAuthenticatorData"))?,
        algorithm: told(&response, "getPublicKeyAlgorithm").as_f64().map_or(0, |number| number as i32),
        spki: content(&told(&response, "getPublicKey"))?,
    })
}

/// Has one of these passkeys sign. The browser asks the person; when this is dropped it stops asking.
///
/// # Errors
/// When none answered.
pub async fn sign(challenge: &[u8; BYTES], candidates: &[Vec<u8>]) -> Result<Signed, PasskeyError> {
    let options = js::object(&[
        ("rpId", host().into()),
        ("challenge", bytes(challenge)),
        ("allowCredentials", js::array(candidates.iter().map(|id| descriptor(id))).into()),
        ("userVerification", "discouraged".into()),
        ("timeout", LIMIT_MILLIS.into()),
    ]);
    let credential = ask("get", options).await?;
    let response = js::get(&credential, "response");
    Ok(Signed {
        credential_id: credential_id(&credential)?,
        client_data: content(&js::get(&response, "clientDataJSON"))?,
        authenticator_data: content(&js::get(&response, "authenticatorData"))?,
        signature: content(&js::get(&response, "signature"))?,
    })
}

/// What a method of the response says; undefined if it is not there, as in some older browsers.
fn told(response: &JsValue, method: &str) -> JsValue {
    js::method(response, method).and_then(|method| method.call0(response).ok()).unwrap_or(JsValue::UNDEFINED)
}

/// The bytes of a buffer, or of a view of one.
fn content(value: &JsValue) -> Result<Vec<u8>, PasskeyError> {
    if !value.is_object() {
        return Err(PasskeyError::Failed);
    }
    Ok(match value.dyn_ref::<Uint8Array>() {
        Some(view) => view.to_vec(),
        None => Uint8Array::new(value).to_vec(),
    })
}
