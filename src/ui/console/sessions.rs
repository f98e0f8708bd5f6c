//! The sessions and trusted browsers of Account Management.

use leptos::prelude::*;

/// The sessions and trusted browsers of Account Management.
#[component]
pub(super) fn Sessions() -> impl IntoView {}
