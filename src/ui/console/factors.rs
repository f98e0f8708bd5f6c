//! The recovery codes and passkeys of Account Management.

use leptos::prelude::*;

/// The recovery codes and passkeys of Account Management.
#[component]
pub(super) fn Factors() -> impl IntoView {}
