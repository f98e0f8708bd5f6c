//! WebCrypto: sealing with AES-256-GCM under a key that never leaves the browser.

use super::random;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};
use zeroize::Zeroizing;

/// Bytes of a nonce (NIST SP 800-38D §8.2.2: random, 96 bits).
const NONCE_BYTES: usize = 12;
const KEY_BITS: u16 = 256;
const ALGORITHM: &str = "AES-GCM";

/// Why sealing or unsealing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// No WebCrypto here (the page is not served securely).
    #[error("WebCrypto is unavailable")]
    Unavailable,
    /// The key, the associated data or the sealed bytes are not those of the sealing.
    #[error("the sealed bytes are not accepted")]
    Refused,
    /// No random nonce.
    #[error("no random bytes for a nonce")]
    Randomness,
}

/// A key that can seal and unseal but cannot be read.
#[derive(Clone, Debug)]
pub struct SealingKey(CryptoKey);

impl SealingKey {
    /// The browser's object, to be kept in a database.
    pub fn to_js(&self) -> JsValue {
        self.0.clone().into()
    }

    /// The key kept earlier; none if the value is no key.
    pub fn from_js(value: JsValue) -> Option<Self> {
        value.dyn_into::<CryptoKey>().ok().map(Self)
    }
}

fn subtle() -> Result<SubtleCrypto, CryptoError> {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(CryptoError::Unavailable)?;
    let subtle = crypto.subtle();
    // On pages that are not served securely the property is missing, whatever its type says.
    if subtle.is_undefined() { Err(CryptoError::Unavailable) } else { Ok(subtle) }
}

/// Makes a new key that cannot be exported.
///
/// # Errors
/// When the browser has no WebCrypto.
pub async fn generate_key() -> Result<SealingKey, CryptoError> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let promise = subtle()?
        .generate_key_with_object(&AesKeyGenParams::new(ALGORITHM, KEY_BITS), false, &usages)
        .map_err(|_| CryptoError::Unavailable)?;
    let key = JsFuture::from(promise).await.map_err(|_| CryptoError::Unavailable)?;
    SealingKey::from_js(key).ok_or(CryptoError::Unavailable)
}

fn parameters(nonce: &[u8], associated: &[u8]) -> AesGcmParams {
    let parameters = AesGcmParams::new_with_u8_array(ALGORITHM, &Uint8Array::from(nonce));
    parameters.set_additional_data_u8_array(&Uint8Array::from(associated));
    parameters
}

/// Seals `clear`, bound to `associated`: nonce, ciphertext and tag in one.
///
/// # Errors
/// When there is no WebCrypto or no random nonce.
pub async fn seal(key: &SealingKey, clear: &[u8], associated: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let nonce = random::bytes::<NONCE_BYTES>().map_err(|_| CryptoError::Randomness)?;
    let promise = subtle()?
        .encrypt_with_object_and_u8_array(&parameters(&nonce, associated), &key.0, clear)
        .map_err(|_| CryptoError::Refused)?;
    let sealed = JsFuture::from(promise).await.map_err(|_| CryptoError::Refused)?;
    let mut all = nonce.to_vec();
    all.extend(Uint8Array::new(&sealed).to_vec());
    Ok(all)
}

/// Opens what [`seal`] made with the same key and the same `associated`.
///
/// # Errors
/// When anything of it differs.
pub async fn unseal(key: &SealingKey, sealed: &[u8], associated: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let (nonce, ciphertext) = sealed.split_at_checked(NONCE_BYTES).ok_or(CryptoError::Refused)?;
    let promise = subtle()?
        .decrypt_with_object_and_u8_array(&parameters(nonce, associated), &key.0, ciphertext)
        .map_err(|_| CryptoError::Refused)?;
    let clear = Uint8Array::new(&JsFuture::from(promise).await.map_err(|_| CryptoError::Refused)?);
    let bytes = Zeroizing::new(clear.to_vec());
    // The browser's own copy need not wait for its garbage collector.
    clear.fill(0, 0, clear.length());
    Ok(bytes)
}
