//! The row of ways between the places of this browser's own authenticator.

use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::ui::{
    components::Link,
    route::{AuthenticatorPlace, Route},
    text::{add::AddText, entries::EntriesText, transfer::PlacesText, vault::VaultText},
    use_text,
};

/// The ways between the places of the authenticator.
pub(super) fn places() -> AnyView {
    let text = use_text();
    let link = move |place: AuthenticatorPlace, label: Signal<String>| {
        view! { <Link to=Route::Authenticator(place) class="own-place">{label}</Link> }
    };
    view! {
        <nav class="own-places" aria-label=text.of(|t| t.authenticator.authenticator)>
            {link(AuthenticatorPlace::Codes, text.signal(|t| t.authenticator.entries))}
            {link(AuthenticatorPlace::Add, text.say(|w: &AddText| w.add))}
            {link(AuthenticatorPlace::Import, text.say(|w: &PlacesText| w.import))}
            {link(AuthenticatorPlace::Export, text.say(|w: &PlacesText| w.export))}
            {link(AuthenticatorPlace::Trash, text.say(|w: &EntriesText| w.trash))}
            {link(AuthenticatorPlace::Protection, text.say(|w: &VaultText| w.protection))}
        </nav>
    }
    .into_any()
}

/// Scrolls the row to its current way where the window is narrower than the row: nobody should have to look for where
/// they are. To be called when the place changes; it waits until that is drawn.
pub(super) fn show_current_place() {
    request_animation_frame(|| {
        if let Ok(Some(current)) = document().query_selector(".own-places [aria-current]") {
            let options = ScrollIntoViewOptions::new();
            options.set_inline(ScrollLogicalPosition::Center);
            options.set_block(ScrollLogicalPosition::Nearest);
            current.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
