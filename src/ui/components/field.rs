//! A labelled text field with its hint and its error beside it.

use leptos::prelude::*;
use zeroize::Zeroize;

use super::dynamic_text;

/// A field's text that is secret: it is overwritten when its form goes.
pub fn secret_text() -> RwSignal<String> {
    let value = RwSignal::new(String::new());
    on_cleanup(move || wipe(value));
    value
}

/// Keeps what a field holds now, and overwrites what it held before.
pub(super) fn retype(value: RwSignal<String>, typed: String) {
    value.update(|kept| {
        kept.zeroize();
        *kept = typed;
    });
}

/// Empties what was typed into a field, and overwrites it where it was kept.
pub fn wipe(value: RwSignal<String>) {
    value.try_update(Zeroize::zeroize);
}

/// A text field. The error is announced, and tied to the field for a screen reader.
#[component]
pub fn Field(
    /// The id of the input; hint and error derive theirs from it.
    #[prop(into)]
    id: String,
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed.
    value: RwSignal<String>,
    /// What is wrong with it, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What is expected.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it must be filled in; told to screen readers, checked by the pure rooms.
    #[prop(default = true)]
    required: bool,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let is_invalid = Signal::derive(move || error.with(Option::is_some).then(|| "true".to_owned()));
    let described_by = format!("{hint_id} {error_id}");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-required=required.then_some("true")
                aria-invalid=is_invalid
                aria-describedby=described_by
                prop:value=value
                on:input=move |event| retype(value, event_target_value(&event))
            />
            <p class="hint" id=hint_id>{dynamic_text(move || hint.get().unwrap_or_default())}</p>
            <p class="error" id=error_id role="alert">{error}</p>
        </div>
    }
}
