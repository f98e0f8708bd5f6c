//! Copying what is to be cleared again.
//!
//! It stands where `browser/clipboard` will: with that, this file goes.

use leptos::prelude::document;
use zeroize::Zeroizing;

use crate::browser::clipboard::{self, ClipboardError};

/// A text that was copied here.
pub(super) struct Copied {
    _text: Zeroizing<String>,
}

/// What became of a text that should go.
pub(super) enum Clearing {
    /// The clipboard is empty now.
    Cleared,
    /// Something else may be there: it was left alone.
    NotOurs,
    /// The browser did not let the page write.
    Refused,
}

/// Puts `text` on the clipboard, to be cleared later.
pub(super) async fn copy(text: &str) -> Result<Copied, ClipboardError> {
    clipboard::write_text(text).await?;
    Ok(Copied { _text: Zeroizing::new(text.to_owned()) })
}

/// Empties the clipboard, if the page still has the focus.
pub(super) async fn clear(_copied: Copied) -> Clearing {
    if !document().has_focus().unwrap_or(false) {
        return Clearing::NotOurs;
    }
    match clipboard::write_text("").await {
        Ok(()) => Clearing::Cleared,
        Err(_) => Clearing::Refused,
    }
}
