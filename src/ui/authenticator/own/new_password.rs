//! The form for a new password, typed twice.

use leptos::{html, prelude::*};
use web_sys::SubmitEvent;
use zeroize::Zeroizing;

use crate::ui::{
    components::{Field, dynamic_text, flag, focus, press, secret_text},
    text::vault::VaultText,
    use_text,
};

/// The fewest characters. The key derivation makes guessing slow, not a weak password strong.
const SHORTEST: usize = 8;

/// What is wrong with the two fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mistake {
    TooShort,
    Differ,
}

/// The form. `on_password` gets a password that was typed twice alike.
#[component]
pub(super) fn NewPassword(
    /// What the button says.
    #[prop(into)]
    action: Signal<String>,
    /// What it says while the password is being taken in.
    #[prop(into)]
    busy_label: Signal<String>,
    /// Whether it is being taken in.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// What went wrong then.
    #[prop(into)]
    trouble: Signal<String>,
    on_password: Callback<Zeroizing<String>>,
    on_back: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let (password, repeated) = (secret_text(), secret_text());
    let mistake = RwSignal::new(None::<Mistake>);
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let typed = Zeroizing::new(password.get_untracked());
        let found = if typed.chars().count() < SHORTEST {
            Some(Mistake::TooShort)
        } else if *typed != *repeated.read_untracked() {
            Some(Mistake::Differ)
        } else {
            None
        };
        mistake.set(found);
        if found.is_none() {
            on_password.run(typed);
        } else {
            request_animation_frame(move || {
                if let Some(Some(form)) = form.try_get_untracked() {
                    focus::focus_first_invalid(&form);
                }
            });
        }
    };
    let error_of = move |which: Mistake, pick: fn(&'static VaultText) -> &'static str| {
        Signal::derive(move || (mistake.get() == Some(which)).then(|| pick(text.words()).to_owned()))
    };
    let label = dynamic_text(move || if is_busy.get() { busy_label.get() } else { action.get() });
    view! {
        <form class="stack" node_ref=form on:submit=submit novalidate>
            <Field
                id="vault-new-password"
                kind="password"
                autocomplete="new-password"
                label=text.say(|w: &VaultText| w.new_password)
                hint=text.say(|w: &VaultText| w.new_password_hint)
                value=password
                error=error_of(Mistake::TooShort, |w| w.password_too_short)
            />
            <Field
                id="vault-repeat-password"
                kind="password"
                autocomplete="new-password"
                label=text.say(|w: &VaultText| w.repeat_password)
                value=repeated
                error=error_of(Mistake::Differ, |w| w.passwords_differ)
            />
            <p class="error" role="alert">{trouble}</p>
            <div class="row">
                <button class="button token" type="submit" disabled=flag(is_busy)>{label}</button>
                <button class="button quiet" type="button" on:click=press(move |_| on_back.run(()))>
                    {text.say(|w: &VaultText| w.back)}
                </button>
            </div>
        </form>
    }
}
