//! The steps of a wizard, with the current one marked.

use leptos::prelude::*;

use super::dynamic;

/// The steps of a wizard.
#[component]
pub fn Steps(
    /// Their names, in order.
    #[prop(into)]
    labels: Signal<Vec<String>>,
    /// The current one, counted from 0.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    view! {
        <ol class="steps">
            {dynamic(move || {
                let here = current.get();
                labels
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(position, label)| {
                        view! {
                            <li class:done=position < here aria-current=(position == here).then_some("step")>
                                <span>{label}</span>
                            </li>
                        }
                    })
                    .collect_view()
                    .into_any()
            })}
        </ol>
    }
}
