//! The lab's screens: the page of the scenarios, which sets a stage in one click, and the panel on that stage.
//!
//! Knows both sides, as whoever sets a stage must; what passes between them still goes by a QR code's pixels.

mod leave;
mod page;
mod panel;
mod start;

use leptos::prelude::*;

use self::{
    page::Scenarios,
    panel::Panel,
    start::{Start, Wanted},
};

/// The page “Scenarios”.
pub fn scenarios() -> AnyView {
    view! { <Scenarios/> }.into_any()
}

/// What sets the stage of the scenario that [`start::Wanted`] in the context names.
pub fn scenario_start() -> AnyView {
    use_context::<Wanted>().map(|wanted| view! { <Start wanted/> }).into_any()
}

/// The goal and the steps of the scenario that runs.
pub fn scenario_panel() -> AnyView {
    view! { <Panel/> }.into_any()
}
