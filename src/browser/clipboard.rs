//! The clipboard: writing and reading text, clearing what was written, reading an image.

use super::{js, once};
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Array;
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, EventTarget};
use zeroize::Zeroizing;

/// Signs in this window that the clipboard holds something else, or may: copying here, a menu that copies without
/// telling, and leaving the window, after which anything may happen.
const SIGNS: [(&str, Sign); 4] =
    [("copy", Sign::Replaced), ("cut", Sign::Replaced), ("contextmenu", Sign::Doubt), ("blur", Sign::Doubt)];

/// What was seen since a text was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Nothing,
    /// Something else may be on the clipboard.
    Doubt,
    /// Something else is there.
    Replaced,
}

/// Why nothing was copied or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipboardError {
    /// No clipboard here (the page is not served securely), or not this way of using it.
    #[error("the clipboard is unavailable")]
    Unavailable,
    /// The browser or the person did not allow it.
    #[error("the clipboard was refused")]
    Refused,
}

thread_local! {
    /// How many times this page has written: only the last text can still be there.
    static WRITINGS: Cell<u32> = const { Cell::new(0) };
}

/// The clipboard, if it has this method. Older browsers have one that can only be written.
fn clipboard_with(method: &str) -> Result<JsValue, ClipboardError> {
    let clipboard = js::get(&js::navigator(), "clipboard");
    js::method(&clipboard, method).map(|_| clipboard).ok_or(ClipboardError::Unavailable)
}

/// Puts `text` on the clipboard.
///
/// # Errors
/// When there is no clipboard, or it is not allowed.
pub async fn write_text(text: &str) -> Result<(), ClipboardError> {
    let clipboard = clipboard_with("writeText")?;
    js::call(&clipboard, "writeText", &[text.into()]).await.map_err(|_| ClipboardError::Refused)?;
    WRITINGS.set(WRITINGS.get().wrapping_add(1));
    Ok(())
}

/// The text on the clipboard; empty if there is none. Browsers may ask the person.
///
/// # Errors
/// When there is no clipboard that can be read, or it is not allowed.
pub async fn read_text() -> Result<Zeroizing<String>, ClipboardError> {
    let clipboard = clipboard_with("readText")?;
    let text = js::call(&clipboard, "readText", &[]).await.map_err(|_| ClipboardError::Refused)?;
    Ok(Zeroizing::new(text.as_string().unwrap_or_default()))
}

/// A text that this page put on the clipboard, and all that was seen since. Dropped, it watches no more.
#[must_use = "dropped, it cannot be cleared"]
pub struct Copied {
    text: Zeroizing<String>,
    writing: u32,
    seen: Rc<Cell<Sign>>,
    _listeners: Vec<EventListener>,
}

impl fmt::Debug for Copied {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Copied").field("seen", &self.seen).finish_non_exhaustive()
    }
}

/// What became of a text that should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// The clipboard is empty now.
    Cleared,
    /// Something else is there: it was left alone.
    NotOurs,
    /// Something else may be there, and the page may not look: it was left alone.
    Unknown,
    /// It may still be there, but the browser did not let the page write.
    Refused,
}

/// Puts `text` on the clipboard, to be cleared later by [`clear`].
///
/// # Errors
/// When there is no clipboard, or it is not allowed.
pub async fn copy(text: &str) -> Result<Copied, ClipboardError> {
    write_text(text).await?;
    let seen = Rc::new(Cell::new(Sign::Nothing));
    let window: Option<EventTarget> = web_sys::window().map(Into::into);
    // In the capturing phase, so that no other handler can keep them away.
    let listeners = window.iter().flat_map(|window| {
        SIGNS.map(|(name, sign)| {
            let seen = seen.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(window, name, options, move |event| {
                // Only the window's own loss of focus: that of a field in it passes by here as well.
                if name != "blur" || event.target() == event.current_target() {
                    seen.set(seen.get().max(sign));
                }
            })
        })
    });
    let listeners = listeners.collect();
    Ok(Copied { text: Zeroizing::new(text.to_owned()), writing: WRITINGS.get(), seen, _listeners: listeners })
}

/// Empties the clipboard if it still holds what was copied: where the page may read it without asking, by looking;
/// elsewhere only if the window has kept the focus and nothing else was copied. A doubt is no.
///
/// No browser lets a page without the focus at the clipboard: it is waited for.
pub async fn clear(copied: Copied) -> Clearing {
    loop {
        while !has_focus() {
            copied.seen.set(copied.seen.get().max(Sign::Doubt));
            // None while there is no window: then there is no clipboard, either.
            if focused().await.is_none() {
                return Clearing::Refused;
            }
        }
        match clear_in_focus(&copied).await {
            // The person came, and went again.
            Clearing::Refused if !has_focus() => {}
            outcome => return outcome,
        }
    }
}

async fn clear_in_focus(copied: &Copied) -> Clearing {
    if WRITINGS.get() != copied.writing {
        return Clearing::NotOurs;
    }
    let is_ours = match may_read().await {
        true => match read_text().await {
            Ok(text) => *text == *copied.text,
            Err(_) => return Clearing::Refused,
        },
        false => match copied.seen.get() {
            Sign::Nothing => true,
            Sign::Doubt => return Clearing::Unknown,
            Sign::Replaced => false,
        },
    };
    if !is_ours {
        return Clearing::NotOurs;
    }
    match write_text("").await {
        Ok(()) => Clearing::Cleared,
        Err(_) => Clearing::Refused,
    }
}

/// Waits until the window gets the focus.
async fn focused() -> Option<()> {
    let window = web_sys::window()?;
    let (sender, receiver) = once::channel();
    let _listener = EventListener::once(&window, "focus", move |_| sender.send(()));
    receiver.await
}

/// Whether reading is allowed without a question. Browsers that do not know the name refuse to say.
async fn may_read() -> bool {
    let descriptor = js::object(&[("name", "clipboard-read".into())]);
    let status = js::call(&js::get(&js::navigator(), "permissions"), "query", &[descriptor]).await;
    status.is_ok_and(|status| js::text(&status, "state").as_deref() == Some("granted"))
}

fn has_focus() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// The first image on the clipboard, if there is one.
///
/// # Errors
/// When there is no clipboard, or the browser or the person does not let the page look.
pub async fn read_image() -> Result<Option<Blob>, ClipboardError> {
    let clipboard = clipboard_with("read")?;
    let items = js::call(&clipboard, "read", &[]).await.map_err(|_| ClipboardError::Refused)?;
    for item in Array::from(&items).iter() {
        let media_types = Array::from(&js::get(&item, "types"));
        let is_image = |name: &JsValue| name.as_string().is_some_and(|name| name.starts_with("image/"));
        if let Some(media_type) = media_types.iter().find(is_image) {
            let blob = js::call(&item, "getType", &[media_type]).await.map_err(|_| ClipboardError::Refused)?;
            return Ok(blob.dyn_into().ok());
        }
    }
    Ok(None)
}
