//! The lab's screens: scenarios that set a stage in one click.
//!
//! Knows both sides, as whoever sets a stage must; what passes between them still goes by a QR code's pixels.

use leptos::prelude::*;

/// The page “Scenarios”.
pub fn scenarios() -> AnyView {
    ().into_any()
}
