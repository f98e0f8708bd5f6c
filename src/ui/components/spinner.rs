//! Something is at work.

use leptos::prelude::*;

/// Says that something is at work.
#[component]
pub fn Spinner(
    /// What is at work.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! { <p class="spinner" role="status"><i aria-hidden="true"></i>{label}</p> }
}
