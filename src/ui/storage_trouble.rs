//! The screen for a storage that does not work: what happened, what to do next, and no lie.

use leptos::prelude::*;

use super::{text::shell::ShellText, use_text};
use crate::store::StoreError;

/// What happened, and what to do next.
pub(super) fn words(error: StoreError, text: &'static ShellText) -> (&'static str, &'static str) {
    match error {
        StoreError::Unavailable => (text.storage_unavailable, text.storage_unavailable_next),
        StoreError::Full => (text.storage_full, text.storage_full_next),
        StoreError::Blocked => (text.storage_held, text.storage_held_next),
        StoreError::Newer => (text.storage_newer, text.storage_newer_next),
        StoreError::Memory => (text.no_memory, text.no_memory_next),
        _ => (text.storage_failed, text.storage_failed_next),
    }
}

/// What was not done, why, and what to do next.
pub(super) fn sentences(what: &str, error: StoreError, text: &'static ShellText) -> String {
    let (why, next) = words(error, text);
    (text.trouble)(what, why, next)
}

/// Says why the app cannot open, and offers to try again.
#[component]
pub(super) fn StorageTrouble(error: StoreError, on_retry: Callback<()>) -> impl IntoView {
    let text = use_text();
    view! {
        <main class="trouble" id="content">
            <h1>{move || words(error, text.get().shell).0}</h1>
            <p class="lede">{move || words(error, text.get().shell).1}</p>
            <button class="button primary" on:click=move |_| on_retry.run(())>{text.of(|t| t.shell.try_again)}</button>
        </main>
    }
}
