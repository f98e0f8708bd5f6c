//! Protecting the entries: the way was chosen, and is now gone.

use leptos::{prelude::*, task::spawn_local};

use super::{
    new_password::NewPassword,
    trouble::{VaultTrouble, trouble_words},
    vault::NewOpener,
    vault_part::{VaultScreen, What},
};
use crate::ui::{
    components::{dynamic_text, flag, press},
    text::vault::VaultText,
    use_text,
};

/// Protects the entries in the way of the screen. When that is done the recovery code takes its place.
#[component]
pub(super) fn Protect(screen: VaultScreen) -> impl IntoView {
    let VaultScreen { keeper, what, on_back } = screen;
    let text = use_text();
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<VaultTrouble>);
    let protect = move |opener: NewOpener| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match keeper.protect(opener).await {
                Ok(code) => {
                    // Not while a passkey is made: one question at a time.
                    keeper.ask_to_keep();
                    keeper.show_recovery_code(code);
                }
                Err(error) => drop(trouble.try_set(Some(error))),
            }
            is_busy.try_set(false);
        });
    };
    let words = trouble_words(trouble, text);
    if matches!(what, What::ProtectByPassword) {
        return view! {
            <NewPassword
                action=text.say(|w: &VaultText| w.protect)
                busy_label=text.say(|w: &VaultText| w.sealing)
                is_busy
                trouble=words
                on_password=Callback::new(move |password| protect(NewOpener::Password(password)))
                on_back
            />
        }
        .into_any();
    }
    // The press that chose the passkey is the one that the browser wants to see before it asks.
    protect(NewOpener::Passkey);
    let label = dynamic_text(move || {
        let words = text.words::<VaultText>();
        if is_busy.get() { words.sealing } else { words.with_passkey }.to_owned()
    });
    view! {
        <p class="error" role="alert">{words}</p>
        <div class="row">
            <button class="button token" disabled=flag(is_busy) on:click=press(move |_| protect(NewOpener::Passkey))>
                {label}
            </button>
            <button class="button quiet" on:click=press(move |_| on_back.run(()))>
                {text.say(|w: &VaultText| w.back)}
            </button>
        </div>
    }
    .into_any()
}
