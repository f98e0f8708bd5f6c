//! The clipboard: writing text, reading an image.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Why nothing was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipboardError {
    /// No clipboard here (the page is not served securely).
    #[error("the clipboard is unavailable")]
    Unavailable,
    /// The browser or the person did not allow it.
    #[error("the clipboard refused the text")]
    Refused,
}

/// Puts `text` on the clipboard.
///
/// # Errors
/// When there is no clipboard, or it is not allowed.
pub async fn write_text(text: &str) -> Result<(), ClipboardError> {
    let clipboard = web_sys::window().ok_or(ClipboardError::Unavailable)?.navigator().clipboard();
    if clipboard.is_undefined() {
        return Err(ClipboardError::Unavailable);
    }
    JsFuture::from(clipboard.write_text(text)).await.map(|_| ()).map_err(|_| ClipboardError::Refused)
}

/// The first image on the clipboard, if there is one.
///
/// # Errors
/// When there is no clipboard, or the browser or the person does not let the page look.
pub async fn read_image() -> Result<Option<Blob>, ClipboardError> {
    let clipboard = web_sys::window().ok_or(ClipboardError::Unavailable)?.navigator().clipboard();
    // Older browsers have a clipboard that can only be written.
    let can_read = Reflect::has(&clipboard, &"read".into()).unwrap_or(false);
    if clipboard.is_undefined() || !can_read {
        return Err(ClipboardError::Unavailable);
    }
    let items: Array = JsFuture::from(clipboard.read()).await.map_err(|_| ClipboardError::Refused)?.unchecked_into();
    for item in items.iter() {
        let types: Array = Reflect::get(&item, &"types".into()).map_err(|_| ClipboardError::Refused)?.unchecked_into();
        let Some(media_type) =
            types.iter().find(|name| name.as_string().is_some_and(|name| name.starts_with("image/")))
        else {
            continue;
        };
        let get: Function =
            Reflect::get(&item, &"getType".into()).map_err(|_| ClipboardError::Refused)?.unchecked_into();
        let promise: Promise = get.call1(&item, &media_type).map_err(|_| ClipboardError::Refused)?.unchecked_into();
        let blob = JsFuture::from(promise).await.map_err(|_| ClipboardError::Refused)?;
        return Ok(blob.dyn_into().ok());
    }
    Ok(None)
}
