//! The policy in force, against the rules of the standards.

use leptos::prelude::*;

/// The policy in force, against the rules of the standards.
#[component]
pub(super) fn PolicyPage() -> impl IntoView {}
