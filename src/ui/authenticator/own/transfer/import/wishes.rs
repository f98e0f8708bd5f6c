//! What a sealed file asks for: its password, or more memory and work than is given without asking.

use leptos::{html, prelude::*};
use web_sys::SubmitEvent;
use zeroize::Zeroizing;

use super::session::Session;
use crate::ui::{
    components::{Field, dynamic_text, focus, press, secret_text, wipe},
    text::transfer::TransferText,
    use_text,
};

/// Asks for the password of the file at hand.
#[component]
pub(super) fn PasswordForm(session: Session, was_wrong: bool) -> impl IntoView {
    let text = use_text();
    let typed = secret_text();
    let is_missing = RwSignal::new(false);
    let form = NodeRef::<html::Form>::new();
    Effect::new(move || {
        if let Some(form) = form.get()
            && let Ok(Some(field)) = form.query_selector("input")
        {
            focus::focus(wasm_bindgen::JsCast::unchecked_ref(&field));
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let password = Zeroizing::new(typed.get_untracked());
        if password.is_empty() {
            return is_missing.set(true);
        }
        wipe(typed);
        session.try_password(password);
    };
    let error = Signal::derive(move || {
        let words = text.words::<TransferText>();
        if is_missing.get() {
            Some(words.password_missing.to_owned())
        } else {
            was_wrong.then(|| words.wrong_password.to_owned())
        }
    });
    view! {
        <section class="panel stack" aria-labelledby="sealed-title">
            <h2 id="sealed-title">{text.say(|w: &TransferText| w.sealed_title)}</h2>
            <p class="file-name">{session.at_hand}</p>
            <p class="lede">{text.say(|w: &TransferText| w.sealed_lede)}</p>
            <form class="stack" node_ref=form on:submit=submit novalidate>
                <Field
                    id="import-password"
                    kind="password"
                    label=text.say(|w: &TransferText| w.file_password)
                    value=typed
                    error
                />
                <div class="row">
                    <button class="button token" type="submit">{text.say(|w: &TransferText| w.open_file)}</button>
                    <button class="button quiet" type="button" on:click=press(move |_| session.skip())>
                        {text.say(|w: &TransferText| w.leave_out)}
                    </button>
                </div>
            </form>
        </section>
    }
}

/// Says what opening the file at hand asks for, and lets the person go on or stop.
#[component]
pub(super) fn CostQuestion(session: Session, memory_bytes: u64, work: u64) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let cost = dynamic_text(move || (text.words::<TransferText>().cost)(memory_bytes.div_ceil(1 << 20), work));
    view! {
        <section class="panel stack" aria-labelledby="cost-title">
            <h2 id="cost-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.cost_title)}</h2>
            <p class="file-name">{session.at_hand}</p>
            <p>{cost}</p>
            <p class="hint">{text.say(|w: &TransferText| w.cost_hint)}</p>
            <div class="row">
                <button class="button token" on:click=press(move |_| session.allow(memory_bytes, work))>
                    {text.say(|w: &TransferText| w.go_on)}
                </button>
                <button class="button quiet" on:click=press(move |_| session.skip())>
                    {text.say(|w: &TransferText| w.stop)}
                </button>
            </div>
        </section>
    }
}
