//! Passkeys that derive a secret: WebAuthn with the PRF extension
//! ([Web Authentication Level 3, §10.1.4](https://www.w3.org/TR/webauthn-3/#prf-extension)).
//!
//! The authenticator answers a salt with 32 bytes that only it can compute, the same each time. No server takes part:
//! the attestation and the signature are not looked at.

pub mod factor;

use super::js;
use super::signature::{ES256, RS256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use js_sys::Uint8Array;
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;
use zeroize::Zeroizing;

/// Bytes of a salt, a challenge and an output.
pub const BYTES: usize = 32;
/// How long the person may take, in milliseconds.
const LIMIT_MILLIS: u32 = 120_000;
/// The COSE number of EdDSA.
const EDDSA: i32 = -8;
/// COSE algorithms of the credential. Any will do, as nothing is verified.
const ALGORITHMS: [i32; 3] = [ES256, EDDSA, RS256];

/// What an authenticator derives from a salt.
pub type Output = Zeroizing<[u8; BYTES]>;

/// Why no passkey answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// This browser has no passkeys, or not on this page: it is not served securely, or its host is a bare number.
    #[error("passkeys are unavailable here")]
    Unavailable,
    /// The person cancelled, took too long, has none of these passkeys, or the browser does not allow it. Browsers do
    /// not tell these apart.
    #[error("the passkey was cancelled or not allowed")]
    Cancelled,
    /// The authenticator holds one of the excluded credentials already.
    #[error("there is a passkey on this authenticator already")]
    Exists,
    /// The authenticator or the browser cannot derive secrets.
    #[error("this passkey cannot derive a secret")]
    NoPrf,
    /// The browser failed otherwise.
    #[error("the passkey failed")]
    Failed,
}

impl PasskeyError {
    fn of(error: &JsValue) -> Self {
        match js::error_name(error).as_str() {
            "NotAllowedError" | "AbortError" => Self::Cancelled,
            "InvalidStateError" => Self::Exists,
            "NotSupportedError" => Self::NoPrf,
            "SecurityError" => Self::Unavailable,
            _ => Self::Failed,
        }
    }
}

/// A passkey to be made.
#[derive(Clone, Copy)]
pub struct NewPasskey<'a> {
    /// Random bytes, used once.
    pub challenge: &'a [u8; BYTES],
    /// Bytes that stand for the person or the account; 64 at most. An authenticator keeps one passkey for each.
    pub user_id: &'a [u8],
    /// What the browser's dialog and its list of passkeys call it.
    pub user_name: &'a str,
    /// Who asks for it, as the browser's dialog says.
    pub relying_party_name: &'a str,
    /// Credentials that exist: an authenticator that holds one of them makes no other.
    pub exclude: &'a [Vec<u8>],
}

/// A passkey as made.
pub struct Created {
    /// Names it, to be kept.
    pub credential_id: Vec<u8>,
    /// The output for the salt. Many authenticators give none before the first [`evaluate`].
    pub prf_output: Option<Output>,
}

/// A passkey that may answer, and its salt.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// [`Created::credential_id`].
    pub credential_id: &'a [u8],
    /// What the output is derived from.
    pub salt: &'a [u8; BYTES],
}

/// What a passkey answered.
pub struct Evaluated {
    /// Which of the candidates it was.
    pub credential_id: Vec<u8>,
    /// The output for its salt.
    pub output: Output,
}

impl fmt::Debug for Created {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has_output = self.prf_output.is_some();
        formatter.debug_struct("Created").field("has_output", &has_output).finish_non_exhaustive()
    }
}

impl fmt::Debug for Evaluated {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Evaluated").finish_non_exhaustive()
    }
}

/// Whether this browser has passkeys, and does not say that it cannot derive secrets with them. Whether an
/// authenticator can is known only when it is asked.
pub async fn is_available() -> bool {
    if !factor::is_available() {
        return false;
    }
    let class = js::get(&js_sys::global(), "PublicKeyCredential");
    // Browsers that cannot be asked yet may well be able to.
    let capabilities = js::call(&class, "getClientCapabilities", &[]).await.unwrap_or(JsValue::UNDEFINED);
    js::get(&capabilities, "extension:prf").as_bool() != Some(false)
}

/// Makes a passkey that derives from `salt`. The browser asks the person; when this is dropped it stops asking.
///
/// # Errors
/// When nothing was made. With [`PasskeyError::NoPrf`] a passkey may have been made that is of no use.
pub async fn create(new: NewPasskey<'_>, salt: &[u8; BYTES]) -> Result<Created, PasskeyError> {
    let extensions = prf(js::object(&[("eval", values(salt))]));
    let credential = make(new, &ALGORITHMS, "required", extensions).await?;
    let result = prf_result(&credential);
    let prf_output = output(&result);
    // Some give an output and forget to say that they can.
    if prf_output.is_none() && js::get(&result, "enabled").as_bool() != Some(true) {
        return Err(PasskeyError::NoPrf);
    }
    Ok(Created { credential_id: credential_id(&credential)?, prf_output })
}

/// Has the browser make a credential, and gives what it answers.
async fn make(
    new: NewPasskey<'_>,
    algorithms: &[i32],
    user_verification: &str,
    extensions: JsValue,
) -> Result<JsValue, PasskeyError> {
    let user = js::object(&[
        ("id", bytes(new.user_id)),
        ("name", new.user_name.into()),
        ("displayName", new.user_name.into()),
    ]);
    let selection = js::object(&[
        ("residentKey", "discouraged".into()),
        ("requireResidentKey", JsValue::FALSE),
        ("userVerification", user_verification.into()),
    ]);
    let options = js::object(&[
        ("rp", js::object(&[("id", host().into()), ("name", new.relying_party_name.into())])),
        ("user", user),
        ("challenge", bytes(new.challenge)),
        ("pubKeyCredParams", parameters(algorithms)),
        ("authenticatorSelection", selection),
        ("excludeCredentials", js::array(new.exclude.iter().map(|id| descriptor(id))).into()),
        ("attestation", "none".into()),
        ("timeout", LIMIT_MILLIS.into()),
        ("extensions", extensions),
    ]);
    ask("create", options).await
}

/// Has one of the passkeys derive its output. The browser asks the person; when this is dropped it stops asking.
///
/// # Errors
/// When none answered.
pub async fn evaluate(challenge: &[u8; BYTES], candidates: &[Candidate<'_>]) -> Result<Evaluated, PasskeyError> {
    let salts: Vec<(String, JsValue)> = candidates
        .iter()
        .map(|candidate| (URL_SAFE_NO_PAD.encode(candidate.credential_id), values(candidate.salt)))
        .collect();
    let salts: Vec<(&str, JsValue)> = salts.iter().map(|(id, values)| (id.as_str(), values.clone())).collect();
    let allowed = candidates.iter().map(|candidate| descriptor(candidate.credential_id));
    let options = js::object(&[
        ("rpId", host().into()),
        ("challenge", bytes(challenge)),
        ("allowCredentials", js::array(allowed).into()),
        ("userVerification", "required".into()),
        ("timeout", LIMIT_MILLIS.into()),
        ("extensions", prf(js::object(&[("evalByCredential", js::object(&salts))]))),
    ]);
    let credential = ask("get", options).await?;
    let output = output(&prf_result(&credential)).ok_or(PasskeyError::NoPrf)?;
    Ok(Evaluated { credential_id: credential_id(&credential)?, output })
}

/// Ends the browser's question when nobody waits for its answer any more.
struct Question(AbortController);

impl Drop for Question {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn ask(method: &str, options: JsValue) -> Result<JsValue, PasskeyError> {
    let container = js::get(&js::navigator(), "credentials");
    if js::method(&container, method).is_none() || js::get(&js_sys::global(), "PublicKeyCredential").is_falsy() {
        return Err(PasskeyError::Unavailable);
    }
    let question = Question(AbortController::new().map_err(|_| PasskeyError::Unavailable)?);
    let signal = question.0.signal().into();
    let request = js::object(&[("publicKey", options), ("signal", signal)]);
    let credential = js::call(&container, method, &[request]).await.map_err(|error| PasskeyError::of(&error))?;
    if credential.is_object() { Ok(credential) } else { Err(PasskeyError::Cancelled) }
}

/// The relying party is this very host, and no other page of its domain.
fn host() -> String {
    web_sys::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default()
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn descriptor(credential_id: &[u8]) -> JsValue {
    js::object(&[("type", "public-key".into()), ("id", bytes(credential_id))])
}

/// What `pubKeyCredParams` lists of these COSE numbers, the preferred one first.
fn parameters(algorithms: &[i32]) -> JsValue {
    let parameter = |number: &i32| js::object(&[("type", "public-key".into()), ("alg", (*number).into())]);
    js::array(algorithms.iter().map(parameter)).into()
}

fn prf(inputs: JsValue) -> JsValue {
    js::object(&[("prf", inputs)])
}

fn values(salt: &[u8; BYTES]) -> JsValue {
    js::object(&[("first", bytes(salt))])
}

/// What the extension says; undefined if it did not run.
fn prf_result(credential: &JsValue) -> JsValue {
    let results = js::method(credential, "getClientExtensionResults").and_then(|method| method.call0(credential).ok());
    results.map_or(JsValue::UNDEFINED, |results| js::get(&results, "prf"))
}

/// The first output, if it is there and whole. The browser's own copy is wiped.
fn output(prf_result: &JsValue) -> Option<Output> {
    let first = js::get(&js::get(prf_result, "results"), "first");
    if !first.is_object() {
        return None;
    }
    // A buffer, as the specification says; a view of one in some password managers' stand-ins.
    let view: Uint8Array = match first.dyn_into::<Uint8Array>() {
        Ok(view) => view,
        Err(buffer) => Uint8Array::new(&buffer),
    };
    let mut output = Zeroizing::new([0; BYTES]);
    let is_whole = view.length() as usize == BYTES;
    if is_whole {
        view.copy_to(output.as_mut_slice());
    }
    view.fill(0, 0, view.length());
    is_whole.then_some(output)
}

fn credential_id(credential: &JsValue) -> Result<Vec<u8>, PasskeyError> {
    let id = js::get(credential, "rawId");
    if id.is_object() { Ok(Uint8Array::new(&id).to_vec()) } else { Err(PasskeyError::Failed) }
}
