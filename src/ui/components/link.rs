//! A link to a place of the app, which opens without a new page load.

use std::mem::discriminant;

use leptos::prelude::*;

use super::press;
use crate::ui::{route::Route, use_navigation};

/// A link inside the app. With a modifier key it opens as any link does.
#[component]
pub fn Link(
    /// Where it leads.
    to: Route,
    /// Its classes.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is the current one on every place of the same kind, not only on this.
    #[prop(optional)]
    is_for_all: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let navigation = use_navigation();
    let is_current = Signal::derive(move || {
        let route = navigation.route();
        (route == to || is_for_all && discriminant(&route) == discriminant(&to)).then(|| "page".to_owned())
    });
    let follow = press(move |event| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            navigation.go(to);
        }
    });
    view! { <a href=to.path() class=class aria-current=is_current on:click=follow>{children()}</a> }
}
