//! The MFA devices of Account Management.

use leptos::prelude::*;

/// The MFA devices of Account Management.
#[component]
pub(super) fn Devices() -> impl IntoView {}
