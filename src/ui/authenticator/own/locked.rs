//! The lock screen, and the question for the same thing once more before something is given away.

use leptos::{html, prelude::*, task::spawn_local};
use web_sys::SubmitEvent;
use zeroize::Zeroizing;

use super::{
    keeper::Keeper,
    trouble::{VaultTrouble, trouble_words},
    vault::Opener,
};
use crate::{
    authenticator::{slots::SlotKind, vault::VaultHeader},
    ui::{
        components::{Field, dynamic, dynamic_text, dynamic_when, flag, focus, press, secret_text, wipe},
        text::vault::VaultText,
        use_text,
    },
};

/// Which form stands there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Password,
    RecoveryCode,
    /// Only the passkey's button.
    Passkey,
}

fn has(header: Option<&VaultHeader>, is: fn(&SlotKind) -> bool) -> bool {
    header.is_some_and(|header| header.slots.iter().any(|slot| is(&slot.kind)))
}

/// Asks for what opens the vault. `on_opener` gets it, `trouble` says what became of it.
#[component]
pub(super) fn Unlock(
    keeper: Keeper,
    /// Does what the person unlocks for.
    on_opener: Callback<Opener>,
    #[prop(into)] is_busy: Signal<bool>,
    trouble: RwSignal<Option<VaultTrouble>>,
) -> impl IntoView {
    let text = use_text();
    let header = keeper.header;
    let has_password =
        Memo::new(move |_| header.with(|h| has(h.as_ref(), |kind| matches!(kind, SlotKind::Password(_)))));
    let has_passkey = Memo::new(move |_| header.with(|h| has(h.as_ref(), |kind| matches!(kind, SlotKind::Passkey(_)))));
    let has_code =
        Memo::new(move |_| header.with(|h| has(h.as_ref(), |kind| matches!(kind, SlotKind::RecoveryCode(_)))));
    let way = RwSignal::new(if has_password.get_untracked() { Way::Password } else { Way::Passkey });
    let typed = secret_text();
    let form = NodeRef::<html::Form>::new();
    Effect::new(move || {
        way.track();
        request_animation_frame(move || {
            if let Some(Some(form)) = form.try_get_untracked()
                && let Ok(Some(field)) = form.query_selector("input")
            {
                focus::focus(wasm_bindgen::JsCast::unchecked_ref(&field));
            }
        });
    });
    let words = trouble_words(trouble, text);
    let error = Signal::derive(move || Some(words.get()).filter(|words| !words.is_empty()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let secret = Zeroizing::new(typed.get_untracked());
        wipe(typed);
        on_opener.run(match way.get_untracked() {
            Way::RecoveryCode => Opener::RecoveryCode(secret),
            Way::Password | Way::Passkey => Opener::Password(secret),
        });
    };
    let go = move |to: Way| {
        trouble.set(None);
        wipe(typed);
        way.set(to);
    };
    let label = dynamic_text(move || {
        let words = text.words::<VaultText>();
        if is_busy.get() { words.unlocking } else { words.unlock }.to_owned()
    });
    let by_typing = move || {
        let is_code = way.get() == Way::RecoveryCode;
        let field = if is_code {
            view! {
                <Field
                    id="vault-recovery-code"
                    label=text.say(|w: &VaultText| w.recovery_code)
                    hint=text.say(|w: &VaultText| w.recovery_code_hint)
                    value=typed
                    error
                />
            }
            .into_any()
        } else {
            view! {
                <Field
                    id="vault-password"
                    kind="password"
                    autocomplete="current-password"
                    label=text.say(|w: &VaultText| w.password)
                    value=typed
                    error
                />
            }
            .into_any()
        };
        view! {
            <form class="stack" node_ref=form on:submit=submit novalidate>
                {field}
                <div class="row">
                    <button class="button token" type="submit" disabled=flag(is_busy)>{label}</button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="stack">
            {dynamic_when(move || has_passkey.get(), move || view! {
                <div class="row">
                    <button
                        class="button token"
                        disabled=flag(is_busy)
                        on:click=press(move |_| on_opener.run(Opener::Passkey))
                    >
                        {text.say(|w: &VaultText| w.unlock_with_passkey)}
                    </button>
                </div>
            }.into_any())}
            {dynamic(move || match way.get() {
                Way::Passkey => view! { <p class="error" role="alert">{words}</p> }.into_any(),
                Way::Password | Way::RecoveryCode => by_typing(),
            })}
            <div class="row">
                {dynamic_when(move || has_code.get() && way.get() != Way::RecoveryCode, move || view! {
                    <button class="link-button" on:click=press(move |_| go(Way::RecoveryCode))>
                        {text.say(|w: &VaultText| w.use_recovery_code)}
                    </button>
                }.into_any())}
                {dynamic_when(move || has_password.get() && way.get() == Way::RecoveryCode, move || view! {
                    <button class="link-button" on:click=press(move |_| go(Way::Password))>
                        {text.say(|w: &VaultText| w.use_password)}
                    </button>
                }.into_any())}
            </div>
        </div>
    }
}

/// The screen of a locked authenticator.
#[component]
pub(super) fn Locked(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<VaultTrouble>);
    spawn_local(async move {
        if let Some(until) = keeper.wait_until().await {
            trouble.try_set(Some(VaultTrouble::TooSoon { until }));
        }
    });
    let unlock = Callback::new(move |opener: Opener| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result = keeper.unlock(opener).await;
            is_busy.try_set(false);
            trouble.try_set(result.err());
        });
    });
    view! {
        <section class="panel stack protect" aria-labelledby="locked-title">
            <h2 id="locked-title">{text.say(|w: &VaultText| w.locked_title)}</h2>
            <p class="lede">{text.say(|w: &VaultText| w.locked_lede)}</p>
            <Unlock keeper on_opener=unlock is_busy trouble/>
        </section>
    }
}

/// Asks once more for what unlocks.
#[component]
pub(super) fn Confirm(keeper: Keeper, on_confirmed: Callback<()>, on_back: Callback<()>) -> impl IntoView {
    let text = use_text();
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<VaultTrouble>);
    let confirm = Callback::new(move |opener: Opener| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result = keeper.confirm(opener).await;
            is_busy.try_set(false);
            match result {
                Ok(()) => drop(on_confirmed.try_run(())),
                Err(error) => drop(trouble.try_set(Some(error))),
            }
        });
    });
    view! {
        <div class="stack">
            <Unlock keeper on_opener=confirm is_busy trouble/>
            <div class="row">
                <button class="button quiet" on:click=press(move |_| on_back.run(()))>
                    {text.say(|w: &VaultText| w.cancel)}
                </button>
            </div>
        </div>
    }
}
