//! How much the browser stores for this site, and whether it promises to keep it.

use super::js;
use wasm_bindgen::JsValue;

/// The browser does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// No storage manager here (the page is not served securely), or not this part of it.
    #[error("the browser does not tell about its storage")]
    Unavailable,
}

/// What is stored and what may be, both as the browser guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Bytes stored.
    pub usage_bytes: u64,
    /// Bytes that may be stored in all.
    pub quota_bytes: u64,
}

async fn ask(method: &str) -> Result<JsValue, StorageError> {
    let storage = js::get(&js::navigator(), "storage");
    js::call(&storage, method, &[]).await.map_err(|_| StorageError::Unavailable)
}

/// Whether the browser keeps this site's data until the person removes it, even when the disk is short.
///
/// # Errors
/// When the browser does not tell.
pub async fn persisted() -> Result<bool, StorageError> {
    Ok(ask("persisted").await?.is_truthy())
}

/// Asks the browser to keep this site's data; it may ask the person. Says whether it will.
///
/// # Errors
/// When it cannot be asked.
pub async fn persist() -> Result<bool, StorageError> {
    Ok(ask("persist").await?.is_truthy())
}

/// How much is stored.
///
/// # Errors
/// When the browser does not tell.
pub async fn estimate() -> Result<Estimate, StorageError> {
    let estimate = ask("estimate").await?;
    // Whole and far below 2^53; a browser that leaves one out has nothing to tell.
    let bytes = |name| js::get(&estimate, name).as_f64().map(|bytes| bytes as u64).ok_or(StorageError::Unavailable);
    Ok(Estimate { usage_bytes: bytes("usage")?, quota_bytes: bytes("quota")? })
}
