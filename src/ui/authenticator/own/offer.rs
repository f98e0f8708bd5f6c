//! The first visit: who can read the keys.

use leptos::{prelude::*, task::spawn_local};

use super::{
    keeper::Keeper,
    vault_part::{VaultScreen, What},
};
use crate::{
    browser::passkey,
    ui::{
        components::{dynamic, dynamic_when, press},
        text::vault::VaultText,
        use_text,
    },
};

/// The offer to protect the entries. It ends by itself once they are, or when the person goes on without.
#[component]
pub(super) fn ProtectOffer(
    keeper: Keeper,
    /// Whether going on without is still to be chosen.
    is_first: bool,
) -> impl IntoView {
    let text = use_text();
    let chosen = RwSignal::new(None::<What>);
    let has_passkeys = RwSignal::new(false);
    spawn_local(async move {
        has_passkeys.try_set(passkey::is_available().await);
    });
    let on_back = Callback::new(move |()| chosen.set(None));
    let go_without = move |_| keeper.change_settings(|settings| settings.goes_unprotected = true);
    let choices = move || {
        view! {
            <div class="offer-ways">
                <div>
                    <button class="button token" on:click=press(move |_| chosen.set(Some(What::ProtectByPassword)))>
                        {text.say(|w: &VaultText| w.with_password)}
                    </button>
                    <p class="hint">{text.say(|w: &VaultText| w.with_password_hint)}</p>
                </div>
                {dynamic_when(move || has_passkeys.get(), move || view! {
                    <div>
                        <button class="button token" on:click=press(move |_| chosen.set(Some(What::ProtectByPasskey)))>
                            {text.say(|w: &VaultText| w.with_passkey)}
                        </button>
                        <p class="hint">{text.say(|w: &VaultText| w.with_passkey_hint)}</p>
                    </div>
                }.into_any())}
                {is_first.then(|| view! {
                    <div>
                        <button class="button quiet" on:click=press(go_without)>
                            {text.say(|w: &VaultText| w.go_without)}
                        </button>
                        <p class="hint">{text.say(|w: &VaultText| w.go_without_hint)}</p>
                    </div>
                })}
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel stack protect" aria-labelledby="protect-title">
            <h2 id="protect-title">{text.say(|w: &VaultText| w.offer_title)}</h2>
            <p class="lede">{text.say(|w: &VaultText| w.offer_lede)}</p>
            {dynamic(move || match chosen.get() {
                Some(what) => VaultScreen { keeper, what, on_back }.show().into_any(),
                None => choices(),
            })}
        </section>
    }
}
