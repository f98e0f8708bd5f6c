//! The dialog that asks for a factor again before a sensitive action.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use zeroize::Zeroizing;

use super::{
    account::focus_by_id,
    parts::{on_submit, only_action, submit_button},
    state::background,
    use_console,
    ways::passkey_step_up,
    words,
};
use crate::{
    console::{AskedFactor, CodeRefusal, StepUpRefusal},
    otp::UnixMillis,
    ui::{
        components::{CodeField, Field, WindowDialog, dynamic, dynamic_text, focus::focus},
        language::Localized,
        text::console::{refusals::RefusalText, shared::SharedText, step_up::StepUpText},
        use_clock, use_crossing, use_text,
    },
};

/// Whether the dialog covers the window's page, which is inert then.
#[derive(Clone, Copy)]
pub(super) struct Covered(pub(super) RwSignal<bool>);

const CODE_ID: &str = "step-up-code";
const PASSWORD_ID: &str = "step-up-password";

/// The dialog over the window. What waits for it is done after it, or dropped when it is closed.
#[component]
pub(super) fn StepUp() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let crossing = use_crossing();
    let console = use_console();
    let typed = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<StepUpRefusal>);
    let asked = Memo::new(move |_| console.user.with(|user| user.as_ref().map(AskedFactor::of)));
    let close = Callback::new(move |()| console.waits_for_step_up.set(None));
    // Nobody is logged on any more: there is nothing left to confirm.
    Effect::new(move || {
        if asked.get().is_none() {
            console.waits_for_step_up.set(None);
        }
    });
    // What is under the dialog is inert, and takes the focus back only once the dialog has gone.
    let before = StoredValue::new_local(document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok()));
    let covered = use_context::<Covered>();
    if let Some(Covered(is_covered)) = covered {
        is_covered.set(true);
    }
    on_cleanup(move || {
        if let Some(Covered(is_covered)) = covered {
            is_covered.try_set(false);
        }
        if let Some(Some(element)) = before.try_get_value() {
            request_animation_frame(move || focus_unless_elsewhere(&element));
        }
    });
    let on_done = Callback::new(move |()| {
        let waiting = console.waits_for_step_up.get_untracked();
        console.waits_for_step_up.set(None);
        // After the work that confirmed, as the console does one at a time.
        if let Some(waiting) = waiting {
            background(async move { waiting.run(()) });
        }
    });
    let submit = on_submit(move || {
        let Some(factor) = asked.get_untracked() else { return };
        if factor == AskedFactor::SecurityCode {
            crossing.digits_crossed();
        }
        let shown = Zeroizing::new(typed.get_untracked());
        console.run(async move {
            match console.step_up(factor, shown).await {
                Some(Ok(())) => on_done.run(()),
                Some(Err(why)) => {
                    if matches!(why, StepUpRefusal::Code { .. } | StepUpRefusal::OtherFactor) {
                        typed.try_set(String::new());
                    }
                    refusal.try_set(Some(why));
                }
                None => {}
            }
        });
    });
    let error = Signal::derive(move || worded(refusal.get()?, clock.now(), text));
    let lede = dynamic_text(move || {
        let words: &StepUpText = text.words();
        let is_code = asked.get() == Some(AskedFactor::SecurityCode);
        if is_code { words.lede_code } else { words.lede_password }.to_owned()
    });
    let field = dynamic(move || match asked.get() {
        Some(AskedFactor::SecurityCode) => {
            focus_by_id(CODE_ID);
            view! {
                <CodeField
                    id=CODE_ID
                    label=text.say(|w: &SharedText| w.security_code)
                    hint=text.say(|w: &StepUpText| w.code_hint)
                    error
                    value=typed
                />
            }
            .into_any()
        }
        Some(AskedFactor::Password) => {
            focus_by_id(PASSWORD_ID);
            view! {
                <Field
                    id=PASSWORD_ID
                    label=text.say(|w: &SharedText| w.password)
                    error
                    value=typed
                    kind="password"
                    autocomplete="current-password"
                />
            }
            .into_any()
        }
        None => ().into_any(),
    });
    let form = view! {
        <form class="stack" novalidate on:submit=submit>
            <h2 id="step-up-title">{text.say(|w: &StepUpText| w.title)}</h2>
            <p class="lede">{lede}</p>
            {field}
            {only_action(submit_button("button primary", |w: &StepUpText| w.confirm))}
        </form>
    }
    .into_any();
    view! {
        <div class="step-up">
            <WindowDialog labelled_by="step-up-title" on_close=close>
                {form}
                {passkey_step_up(on_done)}
            </WindowDialog>
        </div>
    }
    .into_any()
}

/// Why the factor is refused; nothing once a mere wait is over.
fn worded(refusal: StepUpRefusal, now: UnixMillis, text: Localized) -> Option<String> {
    let (own, shared): (&StepUpText, &RefusalText) = (text.words(), text.words());
    let of_code = match refusal {
        StepUpRefusal::OtherFactor => return Some(own.other_factor.to_owned()),
        StepUpRefusal::Password { next } => {
            let wait = words::wait(next, now, shared).unwrap_or_default();
            return Some(format!("{} {wait}", own.password_wrong).trim_end().to_owned());
        }
        StepUpRefusal::Wait(wait) => CodeRefusal::Wait(wait),
        StepUpRefusal::NotSixDigits => CodeRefusal::NotSixDigits,
        StepUpRefusal::Code { refusal, judgement } => CodeRefusal::Code { refusal, judgement },
    };
    words::code_refusal(of_code, now, text.words(), shared)
}

/// Gives the focus back to where it was, unless what was confirmed has taken it.
fn focus_unless_elsewhere(element: &HtmlElement) {
    let focused = document().active_element();
    if focused.is_none_or(|focused| focused.tag_name() == "BODY") {
        focus(element);
    }
}
