//! Counterpart plays both sides of multi-factor logon, for real, in one browser page.
//!
//! The rooms, ground floor first; a room imports only from the floors below it. `tests/native/architecture.rs`
//! fails when that is broken, and when the one law is: `console` and `authenticator` never know each other.
//! `ARCHITECTURE.md` tells the whole of it.
#![forbid(unsafe_code)]

pub mod otp;
pub mod qr;
pub mod work;

pub mod authenticator;
pub mod console;
pub mod lab;
pub mod stage;

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod store;

pub mod ui;
