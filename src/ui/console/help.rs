//! The page for whoever cannot log on.

use leptos::prelude::*;

/// The page for whoever cannot log on.
#[component]
pub(super) fn Help() -> impl IntoView {}
