//! The browser's doors: one API a file.
//!
//! Knows web APIs and turns each into a few plain functions: options in, a named value out, an enum of errors.
//! Must not know accounts, entries or screens, and decides nothing. (`clock` speaks in the time type of `otp`.)

pub mod camera;
pub mod capture;
pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod database;
pub mod files;
pub mod history;
pub mod idle;
pub mod image;
mod js;
pub mod launch;
pub mod media;
mod once;
pub mod passkey;
pub mod print;
pub mod random;
pub mod save_handle;
pub mod signature;
pub mod storage;
pub mod tabs;
pub mod turn;
pub mod updates;
mod video;
pub mod worker;
