//! The tests that need no browser.

#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "../vectors/otp.rs"]
mod otp_vectors;
#[path = "../records/mod.rs"]
mod records;
#[path = "../vectors/mod.rs"]
mod vectors;

mod architecture;
mod export;
mod import;
mod import_more;
mod inspect;
mod listed;
mod long_run;
mod passkey_sequences;
mod search_speed;
mod secrets;
mod vault;
mod verifier_rules;
mod ways;
mod ways_passkey;
mod wording;
