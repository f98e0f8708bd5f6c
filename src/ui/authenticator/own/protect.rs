//! The first visit: who can read the keys. And the recovery code, which is shown once.

use leptos::{html, prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use super::{
    keeper::Keeper,
    new_password::NewPassword,
    trouble::trouble_words,
    vault::{NewOpener, VaultTrouble},
};
use crate::{
    browser::{clipboard, passkey, print},
    ui::{
        components::{Notice, NoticeKind, dynamic, dynamic_text, dynamic_when, flag, focus, press},
        text::vault::VaultText,
        use_text,
    },
};

/// The offer to protect the entries. It ends by itself once they are, or when the person goes on without.
#[component]
pub(super) fn ProtectOffer(
    keeper: Keeper,
    /// A recovery code that is to be shown.
    recovery_code: RwSignal<Option<Zeroizing<String>>>,
    /// The person goes on without; none where there is no such choice.
    on_without: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let is_typing = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<VaultTrouble>);
    let has_passkeys = RwSignal::new(false);
    spawn_local(async move {
        has_passkeys.try_set(passkey::is_available().await);
    });
    let protect = move |opener: NewOpener| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match keeper.protect(opener).await {
                Ok(code) => drop(recovery_code.try_set(Some(code))),
                Err(error) => drop(trouble.try_set(Some(error))),
            }
            is_busy.try_set(false);
        });
    };
    let words = trouble_words(trouble, text);
    let choices = move || {
        view! {
            <div class="choices-list">
                <div class="choice">
                    <button class="button token" disabled=flag(is_busy) on:click=press(move |_| is_typing.set(true))>
                        {text.say(|w: &VaultText| w.with_password)}
                    </button>
                    <p class="hint">{text.say(|w: &VaultText| w.with_password_hint)}</p>
                </div>
                {dynamic_when(move || has_passkeys.get(), move || view! {
                    <div class="choice">
                        <button
                            class="button token"
                            disabled=flag(is_busy)
                            on:click=press(move |_| protect(NewOpener::Passkey))
                        >
                            {text.say(|w: &VaultText| w.with_passkey)}
                        </button>
                        <p class="hint">{text.say(|w: &VaultText| w.with_passkey_hint)}</p>
                    </div>
                }.into_any())}
                <div class="choice">
                    <button class="button quiet" disabled=flag(is_busy) on:click=press(move |_| on_without.run(()))>
                        {text.say(|w: &VaultText| w.go_without)}
                    </button>
                    <p class="hint">{text.say(|w: &VaultText| w.go_without_hint)}</p>
                </div>
            </div>
            <p class="error" role="alert">{words}</p>
        }
        .into_any()
    };
    let form = move || {
        view! {
            <NewPassword
                action=text.say(|w: &VaultText| w.protect)
                busy_label=text.say(|w: &VaultText| w.sealing)
                is_busy
                trouble=words
                on_password=Callback::new(move |password| protect(NewOpener::Password(password)))
                on_back=Callback::new(move |()| is_typing.set(false))
            />
        }
        .into_any()
    };
    view! {
        <section class="panel stack protect" aria-labelledby="protect-title">
            <h2 id="protect-title">{text.say(|w: &VaultText| w.offer_title)}</h2>
            <p class="lede">{text.say(|w: &VaultText| w.offer_lede)}</p>
            {dynamic(move || if is_typing.get() { form() } else { choices() })}
        </section>
    }
}

/// Shows a recovery code until the person has kept it.
#[component]
pub(super) fn RecoverySheet(recovery_code: RwSignal<Option<Zeroizing<String>>>) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    let is_copied = RwSignal::new(false);
    focus::focus_on_mount(heading);
    let copy = move |_| {
        let Some(code) = recovery_code.get_untracked() else { return };
        spawn_local(async move {
            is_copied.try_set(clipboard::write_text(&code).await.is_ok());
        });
    };
    let copy_label = dynamic_text(move || {
        let words = text.words::<VaultText>();
        if is_copied.get() { words.copied } else { words.copy }.to_owned()
    });
    view! {
        <section class="panel stack protect printed" aria-labelledby="recovery-title">
            <h2 id="recovery-title" node_ref=heading tabindex="-1">{text.say(|w: &VaultText| w.recovery_title)}</h2>
            <Notice kind=NoticeKind::Warning>{text.say(|w: &VaultText| w.recovery_lede)}</Notice>
            <p class="recovery-code" aria-label=text.say(|w: &VaultText| w.recovery_code)>
                {dynamic_text(move || recovery_code.with(|code| code.as_ref().map(|code| code.to_string()).unwrap_or_default()))}
            </p>
            <div class="row">
                <button class="button quiet" on:click=press(copy)>{copy_label}</button>
                <button class="button quiet" on:click=press(|_| drop(print::print()))>{text.say(|w: &VaultText| w.print)}</button>
                <button class="button token" on:click=press(move |_| recovery_code.set(None))>
                    {text.say(|w: &VaultText| w.have_kept_it)}
                </button>
            </div>
        </section>
    }
}
