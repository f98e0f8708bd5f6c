//! The field for a security code: one input, drawn as slots.

use leptos::prelude::*;

use super::{dynamic_text, field::retype};
use crate::otp::normalise_typed;

/// A security code's field. It is one input, so that paste, autofill and screen readers work; the slots are a drawing
/// under it. Spaces and hyphens are forgiven.
#[component]
pub fn CodeField(
    /// The id of the input; hint and error derive theirs from it.
    #[prop(into)]
    id: String,
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed, as typed.
    value: RwSignal<String>,
    /// What is wrong with it, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Where the code is found.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// How many slots.
    #[prop(default = 6)]
    digits: usize,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let is_invalid = Signal::derive(move || error.with(Option::is_some).then(|| "true".to_owned()));
    let described_by = format!("{hint_id} {error_id}");
    let shown = Memo::new(move |_| value.with(|typed| normalise_typed(typed)).chars().collect::<Vec<char>>());
    let slots = (0..digits)
        .map(|position| {
            let character = dynamic_text(move || {
                shown.with(|shown| shown.get(position).copied()).map(String::from).unwrap_or_default()
            });
            let is_next = Signal::derive(move || shown.with(|shown| shown.len().min(digits - 1) == position));
            view! { <b class:now=is_next class:gap-before=position * 2 == digits>{character}</b> }
        })
        .collect_view();
    view! {
        <div class="field code-field">
            <label for=id.clone()>{label}</label>
            <div class="slots">
                <div class="slots-drawn" aria-hidden="true">{slots}</div>
                <input
                    id=id
                    type="text"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    spellcheck="false"
                    aria-required="true"
                    aria-invalid=is_invalid
                    aria-describedby=described_by
                    prop:value=value
                    on:input=move |event| retype(value, event_target_value(&event))
                />
            </div>
            <p class="hint" id=hint_id>{dynamic_text(move || hint.get().unwrap_or_default())}</p>
            <p class="error" id=error_id role="alert">{error}</p>
        </div>
    }
}
