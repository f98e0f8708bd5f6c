//! The desk before anybody has an account here: its places with nothing in them yet. What fills them comes when there is
//! something to fill them with.

use leptos::prelude::*;

use super::{
    desk_nav::DeskNav,
    parts::{Pick, paragraph},
    use_console,
};
use crate::{
    store::Kind,
    ui::{
        components::dynamic,
        parts::{Part, part},
        route::{DeskPlace, Route},
        text::console::desk_first::DeskFirstText,
        use_navigation,
    },
};

/// The desk before anybody has an account here.
#[component]
pub(super) fn DeskFirst() -> impl IntoView {
    let console = use_console();
    let navigation = use_navigation();
    // A policy may have been chosen before there is any account.
    let has_lines = console.watch(|store| Box::pin(async move { store.has_any(Kind::Audit).await }));
    dynamic(move || match navigation.route() {
        Route::Desk(DeskPlace::Trail) => match has_lines.get() {
            None => ().into_any(),
            Some(true) => part(Part::Trail).into_any(),
            Some(false) => nothing(|w| w.nothing_happened),
        },
        Route::Desk(DeskPlace::Accounts) => nothing(|w| w.no_accounts),
        _ => nothing(|w| w.nothing_waits),
    })
}

fn nothing(pick: Pick<DeskFirstText>) -> AnyView {
    view! { <DeskNav/> {paragraph("empty", pick)} }.into_any()
}
