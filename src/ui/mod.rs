//! What a person sees and touches. It shows what the pure rooms decided and forwards what was typed; it decides nothing.
//!
//! `grid_layout`, `route` and `text` are pure and tested natively; the rest exists only in a browser.
//! The one law holds here by folder: `ui/console` and `ui/authenticator` never import each other. What both stand on
//! (the table with its phones and carrier, the clock, the way between pages) is in the files beside them.

pub mod grid_layout;
pub mod route;
pub mod text;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
pub mod authenticator;
#[cfg(target_arch = "wasm32")]
mod broadcast;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod console;
#[cfg(target_arch = "wasm32")]
mod crossing;
#[cfg(target_arch = "wasm32")]
pub mod lab;
#[cfg(target_arch = "wasm32")]
mod language;
#[cfg(target_arch = "wasm32")]
mod navigation;
#[cfg(target_arch = "wasm32")]
pub mod parts;
#[cfg(target_arch = "wasm32")]
mod preferences;
#[cfg(target_arch = "wasm32")]
mod settings;
#[cfg(target_arch = "wasm32")]
mod shell;
#[cfg(target_arch = "wasm32")]
mod stage;
#[cfg(target_arch = "wasm32")]
mod storage_trouble;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
pub mod workbench;
#[cfg(target_arch = "wasm32")]
pub mod workshop;

#[cfg(target_arch = "wasm32")]
pub use self::{
    app::mount,
    broadcast::{Broadcast, Topic, use_broadcast},
    clock::{Clock, use_clock},
    crossing::{Crossing, use_crossing},
    lab::{scenario_panel, scenario_start, scenarios},
    language::{Localized, use_text},
    navigation::{Navigation, use_navigation},
    settings::settings,
    table::{Table, use_table},
};
