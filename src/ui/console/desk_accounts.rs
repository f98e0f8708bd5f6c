//! The desk's accounts: unlock and reset.

use leptos::prelude::*;

/// The desk's accounts: unlock and reset.
#[component]
pub(super) fn DeskAccounts() -> impl IntoView {}
