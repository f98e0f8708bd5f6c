//! The browser's doors: one API a file.
//!
//! Knows web APIs and turns each into a few plain functions: options in, a named value out, an enum of errors.
//! Must not know accounts, entries or screens, and decides nothing. (`clock` speaks in the time type of `otp`.)

pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod database;
pub mod files;
pub mod history;
pub mod idle;
pub mod image;
pub mod media;
pub mod passkey;
pub mod print;
pub mod random;
pub mod tabs;
pub mod updates;
pub mod worker;
