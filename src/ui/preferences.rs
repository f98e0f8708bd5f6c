//! The person's preferences: kept in the browser's local storage, applied to the page.

use leptos::prelude::*;

pub(super) use crate::store::preferences::{OpensAt, Preferences, Theme};

use crate::store::preferences as stored;

/// The stored preferences; the defaults where there are none.
pub(super) fn load() -> Preferences {
    stored::load()
}

/// Changes the stored preferences. Where the browser stores nothing the choice lasts as long as the page.
pub(super) fn change(edit: impl FnOnce(&mut Preferences)) {
    let mut preferences = stored::load();
    edit(&mut preferences);
    // The storage screen already says that nothing is kept; a theme is not worth a second word.
    let _ = stored::save(&preferences);
}

/// Puts the theme on the page, where `tokens.css` reads it.
pub(super) fn apply(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Only a detached document refuses an attribute.
        let _ = root.set_attribute("data-theme", theme.word());
    }
}
