//! The links between the desk's places, on top of each of them.

use leptos::prelude::*;

use super::parts::link;
use crate::ui::{
    route::{DeskPlace, Route},
    text::console::desk::DeskNavText,
    use_text,
};

/// The links, with the current one marked.
#[component]
pub(super) fn DeskNav() -> impl IntoView {
    view! {
        <nav class="desk-nav" aria-label=use_text().say(|w: &DeskNavText| w.desk)>
            {link(Route::Desk(DeskPlace::Applications), "", |w: &DeskNavText| w.applications)}
            {link(Route::Desk(DeskPlace::Accounts), "", |w: &DeskNavText| w.accounts)}
            {link(Route::Desk(DeskPlace::Trail), "", |w: &DeskNavText| w.trail)}
            {link(Route::Desk(DeskPlace::Policy), "", |w: &DeskNavText| w.policy)}
        </nav>
    }
}
