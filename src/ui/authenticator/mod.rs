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
mod outcome;
mod own;
mod phone;
mod phone_app;
mod phone_time;
mod phones;
mod state;

pub use self::{
    own::{OwnAuthenticator, OwnHolder},
    phones::Phones,
    state::{Authenticator, Authenticators, Phase, TakeError, use_authenticators},
};
