//! The dialog that asks for a factor again before a sensitive action.

use leptos::prelude::*;

/// The dialog that asks for a factor again before a sensitive action.
#[component]
pub(super) fn StepUp() -> impl IntoView {}
