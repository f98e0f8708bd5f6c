//! The authenticator's side: the phones with what is on them, and this browser's own authenticator.
//!
//! It shows what the authenticator's room decided. It never sees the console: a phone's camera frames whatever element
//! of the page is marked as a screen, takes its pixels, and decodes those.

mod app_store;
mod camera;
mod clock_setting;
mod countdown;
mod enter_key;
mod entries;
mod messages;
mod notices;
mod outcome;
mod own;
mod phone;
mod phone_app;
mod phone_time;
mod phones;
mod state;

use leptos::prelude::*;

use self::{
    own::OwnAuthenticator,
    phone::OpenScreen,
    phone_app::{OpenApp, PhoneApp},
    phones::Phones,
};
pub use self::{
    own::OwnHolder,
    state::{Authenticator, Authenticators, Phase, TakeError, use_authenticators},
};

/// The phones' side of the stage.
pub fn phones() -> AnyView {
    view! { <Phones/> }.into_any()
}

/// The phone's own screen that is open on it, as [`phone::OpenScreen`] in the context names it.
pub fn phone_screen() -> AnyView {
    use_context::<OpenScreen>().map(OpenScreen::view).into_any()
}

/// The application that is open on a phone, as [`phone_app::OpenApp`] in the context names it.
pub fn phone_app() -> AnyView {
    use_context::<OpenApp>().map(|open| view! { <PhoneApp open/> }).into_any()
}

/// This browser's own authenticator.
pub fn own() -> AnyView {
    view! { <OwnAuthenticator/> }.into_any()
}

/// Import, export and the clock of this browser's own authenticator, as the context names them.
pub fn own_transfer() -> AnyView {
    own::transfer()
}

/// A screen of the vault of this browser's own authenticator, as the context names it.
pub fn own_vault() -> AnyView {
    own::vault()
}

/// The codes of this browser's own authenticator.
pub fn own_codes() -> AnyView {
    own::codes()
}

/// The trash of this browser's own authenticator.
pub fn own_trash() -> AnyView {
    own::trash()
}

/// The ways in for a key of this browser's own authenticator.
pub fn own_add() -> AnyView {
    own::add()
}

/// The watch over the backup of this browser's own authenticator, and its reminder.
pub fn own_backups() -> AnyView {
    own::backups()
}
