//! The tests that need no browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "../vectors/mod.rs"]
mod vectors;

mod architecture;
mod import;
mod inspect;
mod otp_vectors;
mod verifier_rules;
