//! Passkeys that sign: WebAuthn as a second factor. What they answer is checked elsewhere; here it is only carried.

use super::{BYTES, LIMIT_MILLIS, PasskeyError, ask, bytes, credential_id, descriptor, host, parameters};
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

/// A passkey to be made.
#[derive(Clone, Copy)]
pub struct NewFactor<'a> {
    /// Random bytes, used once.
    pub challenge: &'a [u8; BYTES],
    /// Bytes that stand for the account; 64 at most.
    pub user_id: &'a [u8],
    /// What the browser's dialog calls the account.
    pub user_name: &'a str,
    /// Who asks for it, as the browser's dialog says.
    pub relying_party_name: &'a str,
    /// Credentials that exist: an authenticator that holds one of them makes no other.
    pub exclude: &'a [Vec<u8>],
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
pub async fn create(new: NewFactor<'_>) -> Result<Made, PasskeyError> {
    let user = js::object(&[
        ("id", bytes(new.user_id)),
        ("name", new.user_name.into()),
        ("displayName", new.user_name.into()),
    ]);
    let relying_party = js::object(&[("id", host().into()), ("name", new.relying_party_name.into())]);
    // The password was the first factor, so that a touch is enough; and the console names the account itself.
    let selection = js::object(&[
        ("residentKey", "discouraged".into()),
        ("requireResidentKey", JsValue::FALSE),
        ("userVerification", "discouraged".into()),
    ]);
    let options = js::object(&[
        ("rp", relying_party),
        ("user", user),
        ("challenge", bytes(new.challenge)),
        ("pubKeyCredParams", parameters(&ALGORITHMS)),
        ("authenticatorSelection", selection),
        ("excludeCredentials", js::array(new.exclude.iter().map(|id| descriptor(id))).into()),
        ("attestation", "none".into()),
        ("timeout", LIMIT_MILLIS.into()),
    ]);
    let credential = ask("create", options).await?;
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
