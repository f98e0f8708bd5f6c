//! Tests in a browser: what depends on its databases, its cryptography and its pixels.

#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]
// The settings that allow these in tests know `#[test]` only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../vectors/otp.rs"]
mod otp_vectors;
#[path = "../records/mod.rs"]
mod records;
#[path = "../vectors/mod.rs"]
mod vectors;

mod authenticator_notes;
mod authenticator_store;
mod camera;
mod clipboard;
mod clock;
mod console_contact;
mod console_records;
mod console_store;
mod crypto;
mod database;
mod erase;
mod files;
mod fixtures;
mod idle;
mod image;
mod launch;
mod passkey;
mod signature;
mod stand_in;
mod tabs;
mod wait;
mod work;
mod worker;
mod worlds;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
