//! The audit trail: filter, search, export.

use leptos::prelude::*;

/// The audit trail: filter, search, export.
#[component]
pub(super) fn Trail() -> impl IntoView {}
