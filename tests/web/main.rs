//! Tests in a browser: what depends on its databases, its cryptography and its pixels.

#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]
// The settings that allow these in tests know `#[test]` only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../vectors/mod.rs"]
mod vectors;

mod authenticator_store;
mod clock;
mod console_store;
mod crypto;
mod database;
mod erase;
mod fixtures;
mod image;
mod otp_vectors;
mod tabs;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
