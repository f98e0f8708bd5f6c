//! The dialog that asks for a factor again before a sensitive action.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use zeroize::Zeroizing;

use super::{
    account::focus_by_id,
    parts::{on_press, on_submit, only_action, submit_button},
    state::background,
    use_console,
    verdict::explained,
    ways::{passkey_step_up, recovery_refusal},
    words,
};
use crate::{
    console::{AskedFactor, CodeRefusal, RecoveryCodes, RecoveryRefusal, StepUpRefusal},
    otp::UnixMillis,
    ui::{
        components::{
            CodeField, Field, WindowDialog, dynamic, dynamic_text, dynamic_when, focus::focus, secret_text, wipe,
        },
        language::Localized,
        text::console::{refusals::RefusalText, shared::SharedText, step_up::StepUpText, ways::WaysText},
        use_clock, use_crossing, use_text,
    },
};

/// Whether the dialog covers the window's page, which is inert then.
#[derive(Clone, Copy)]
pub(super) struct Covered(pub(super) RwSignal<bool>);

const CODE_ID: &str = "step-up-code";
const PASSWORD_ID: &str = "step-up-password";
const RECOVERY_ID: &str = "step-up-recovery";

/// What the dialog's field takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Asked(AskedFactor),
    /// In place of a security code.
    RecoveryCode,
}

/// Why that is refused.
#[derive(Clone)]
enum Refused {
    Asked(StepUpRefusal),
    RecoveryCode(RecoveryRefusal),
}

/// The dialog over the window. What waits for it is done after it, or dropped when it is closed.
#[component]
pub(super) fn StepUp() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let crossing = use_crossing();
    let console = use_console();
    let typed = secret_text();
    let refusal = RwSignal::new(None::<Refused>);
    let by_recovery_code = RwSignal::new(false);
    let asked = Memo::new(move |_| {
        let factor = console.user.with(|user| user.as_ref().map(AskedFactor::of))?;
        Some(match factor {
            AskedFactor::SecurityCode if by_recovery_code.get() => Shown::RecoveryCode,
            factor => Shown::Asked(factor),
        })
    });
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
        let shown = Zeroizing::new(typed.get_untracked());
        if factor == Shown::Asked(AskedFactor::SecurityCode) {
            crossing.digits_crossed();
        }
        console.run(async move {
            let answer = match factor {
                Shown::Asked(factor) => {
                    console.step_up(factor, shown).await.map(|answer| answer.map_err(Refused::Asked))
                }
                Shown::RecoveryCode => {
                    let answer = console.step_up_with_recovery_code(shown).await;
                    answer.map(|answer| answer.map_err(Refused::RecoveryCode))
                }
            };
            match answer {
                Some(Ok(())) => on_done.run(()),
                Some(Err(why)) => {
                    // What was looked at is of no more use; anything else stays to be corrected.
                    if let Refused::Asked(StepUpRefusal::Code { .. } | StepUpRefusal::OtherFactor) = why {
                        wipe(typed);
                    }
                    refusal.try_set(Some(why));
                }
                None => {}
            }
        });
    });
    let toggle = move || {
        by_recovery_code.update(|by| *by = !*by);
        wipe(typed);
        refusal.set(None);
    };
    let explained = explained(Signal::derive(move || match refusal.get() {
        Some(Refused::Asked(StepUpRefusal::Code { judgement, .. })) => Some(judgement),
        _ => None,
    }));
    let error = Signal::derive(move || match explained.judgement.get() {
        Some(judgement) => words::learners_refusal(&judgement, clock.now(), text),
        None => worded(refusal.get()?, clock.now(), text),
    });
    let lede = dynamic_text(move || {
        let words: &StepUpText = text.words();
        match asked.get() {
            Some(Shown::RecoveryCode) => words.lede_recovery,
            Some(Shown::Asked(AskedFactor::Password)) => words.lede_password,
            Some(Shown::Asked(AskedFactor::SecurityCode)) | None => words.lede_code,
        }
        .to_owned()
    });
    let field = dynamic(move || match asked.get() {
        Some(Shown::Asked(AskedFactor::SecurityCode)) => {
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
        Some(Shown::Asked(AskedFactor::Password)) => {
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
        Some(Shown::RecoveryCode) => {
            focus_by_id(RECOVERY_ID);
            view! {
                <Field
                    id=RECOVERY_ID
                    label=text.say(|w: &WaysText| w.recovery_code)
                    hint=text.say(|w: &WaysText| w.recovery_code_hint)
                    error
                    value=typed
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
            {explained.view()}
            {only_action(submit_button("button primary", |w: &StepUpText| w.confirm))}
        </form>
    }
    .into_any();
    view! {
        <div class="step-up">
            <WindowDialog labelled_by="step-up-title" on_close=close>
                {form}
                <div class="row step-up-others">{recovery_way(by_recovery_code, toggle)} {passkey_step_up(on_done)}</div>
            </WindowDialog>
        </div>
    }
    .into_any()
}

/// The way to a recovery code and back, where the account has one left.
fn recovery_way(by_recovery_code: RwSignal<bool>, toggle: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let text = use_text();
    let console = use_console();
    let stored = console.watch(|store| Box::pin(async move { store.all::<RecoveryCodes>().await }));
    let has_code = move || {
        let takes_codes = console.takes_recovery_codes();
        let user = console.user.get().filter(|user| takes_codes && user.has_device());
        stored.with(|all| {
            let mut sets = all.iter().flatten();
            user.is_some_and(|user| sets.any(|set| set.account == user.id && !set.left.is_empty()))
        })
    };
    let label = dynamic_text(move || {
        let words: &StepUpText = text.words();
        if by_recovery_code.get() { words.use_security_code } else { words.use_recovery_code }.to_owned()
    });
    let way = dynamic_when(has_code, move || {
        view! {
            <button type="button" class="button quiet" on:click=on_press(toggle)>
                {label}
            </button>
        }
        .into_any()
    });
    view! { {way} }.into_any()
}

/// Why the factor is refused; nothing once a mere wait is over.
fn worded(refusal: Refused, now: UnixMillis, text: Localized) -> Option<String> {
    let (own, shared): (&StepUpText, &RefusalText) = (text.words(), text.words());
    let refusal = match refusal {
        Refused::Asked(refusal) => refusal,
        Refused::RecoveryCode(refusal) => {
            return recovery_refusal(refusal, now, text.words(), text.words(), shared);
        }
    };
    let of_code = match refusal {
        StepUpRefusal::OtherFactor => return Some(own.other_factor.to_owned()),
        StepUpRefusal::Password { next } => return Some(words::with_wait(own.password_wrong, next, now, shared)),
        StepUpRefusal::Wait(wait) => CodeRefusal::Wait(wait),
        StepUpRefusal::NotDigits => CodeRefusal::NotDigits,
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
