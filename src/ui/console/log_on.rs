//! Logging on: username and password, then the security code.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{
    parts::{actions, button, fixed_notice, link, on_submit, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::{CodeRefusal, CodeVerdict, PasswordRefusal, PasswordVerdict},
    ui::{
        components::{CodeField, Field, NoticeKind, dynamic, dynamic_text, dynamic_when},
        route::{ConsolePage, Route},
        text::console::{ConsoleText, log_on::LogOnText, shared::SharedText},
        use_clock, use_crossing, use_text,
    },
};

/// The page “Log On”.
#[component]
pub(super) fn LogOn() -> impl IntoView {
    let console = use_console();
    let username = RwSignal::new(String::new());
    // Told at the first step, as the second one ends by it.
    let is_expired = RwSignal::new(false);
    let awaits_code = Memo::new(move |_| console.snapshot.with(|all| all.log_on.is_some()));
    dynamic(move || {
        if awaits_code.get() {
            view! { <CodeStep is_expired/> }.into_any()
        } else {
            view! { <PasswordStep username is_expired/> }.into_any()
        }
    })
}

#[component]
fn PasswordStep(username: RwSignal<String>, is_expired: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let password = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<PasswordRefusal>);
    let submit = on_submit(move || {
        is_expired.set(false);
        let name = username.get_untracked();
        let typed = Zeroizing::new(password.get_untracked());
        console.run(async move {
            if let Some(PasswordVerdict::Refused(why)) = console.submit_password(name, typed).await {
                refusal.try_set(Some(why));
            }
        });
    });
    let error =
        Signal::derive(move || words::password_refusal(refusal.get()?, clock.now(), text.words(), text.words()));
    let expired =
        dynamic_when(move || is_expired.get(), || fixed_notice(NoticeKind::Warning, |w: &LogOnText| w.attempt_expired));
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            {paragraph("lede", |w: &LogOnText| w.log_on_lede)}
            {expired}
            <Field
                id="log-on-username"
                label=text.say(|w: &SharedText| w.username)
                value=username
                autocomplete="username"
            />
            <Field
                id="log-on-password"
                label=text.say(|w: &SharedText| w.password)
                error
                value=password
                kind="password"
                autocomplete="current-password"
            />
            {actions(
                link(Route::Console(ConsolePage::Register), "button quiet", |w: &LogOnText| w.need_account),
                submit_button("button primary", |w: &ConsoleText| w.log_on),
            )}
            <p>{link(Route::Console(ConsolePage::Help), "link-button", |w: &ConsoleText| w.help)}</p>
        </form>
    }
    .into_any()
}

#[component]
fn CodeStep(is_expired: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let crossing = use_crossing();
    let console = use_console();
    let typed = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<CodeRefusal>);
    let code_for = dynamic_text(move || {
        console.snapshot.with(|all| {
            let waiting = all.log_on.as_ref();
            waiting.map(|(_, username)| (text.words::<LogOnText>().code_for)(username.as_str())).unwrap_or_default()
        })
    });
    let submit = on_submit(move || {
        crossing.digits_crossed();
        let code = typed.get_untracked();
        console.run(async move {
            match console.submit_code(code).await {
                Some(CodeVerdict::Refused(CodeRefusal::AttemptExpired)) => drop(is_expired.try_set(true)),
                Some(CodeVerdict::Refused(why)) => {
                    // A refused code is of no more use; anything else stays to be corrected.
                    if matches!(why, CodeRefusal::Code { .. }) {
                        typed.try_set(String::new());
                    }
                    refusal.try_set(Some(why));
                }
                Some(CodeVerdict::LoggedOn(_)) | None => {}
            }
        });
    });
    let give_up = move || {
        console.run(async move {
            console.give_log_on_up().await;
        });
    };
    let error = Signal::derive(move || words::code_refusal(refusal.get()?, clock.now(), text.words(), text.words()));
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            <h2>{text.say(|w: &LogOnText| w.mfa_title)}</h2>
            <p class="lede">{code_for}</p>
            <CodeField
                id="log-on-code"
                label=text.say(|w: &SharedText| w.security_code)
                hint=text.say(|w: &LogOnText| w.security_code_log_on_hint)
                error
                value=typed
            />
            {paragraph("hint", |w: &SharedText| w.not_phishing_proof)}
            {actions(
                button("button quiet", |w: &LogOnText| w.other_user, give_up),
                submit_button("button primary", |w: &ConsoleText| w.log_on),
            )}
            <p>{link(Route::Console(ConsolePage::Help), "link-button", |w: &ConsoleText| w.help)}</p>
        </form>
    }
    .into_any()
}
