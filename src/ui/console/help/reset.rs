//! A forgotten password: the username, then the code with the new password.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::super::{
    account::focus_by_id,
    actions::ResetFormRefusal,
    parts::{actions, button, fixed_notice, link, notice, on_submit, only_action, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::{PasswordReset, ResetRefusal, SendRefusal},
    ui::{
        components::{CodeField, Field, NoticeKind, dynamic, dynamic_text, secret_text},
        route::{ConsolePage, Route},
        text::console::{help::TopicText, register::RegisterText, shared::SharedText},
        use_clock, use_text,
    },
};

/// What the reset asks for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Username,
    Code,
    Done,
}

/// The way to a new password.
#[component]
pub(super) fn Reset() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let place = console.place;
    let reset = console.watch(move |store| {
        Box::pin(async move {
            let browser = store.browser(place.get_untracked()).await?;
            match browser.reset {
                Some(id) => store.get::<PasswordReset>(&id).await,
                None => Ok(None),
            }
        })
    });
    let reset = Memo::new(move |_| reset.get().flatten());
    let is_done = RwSignal::new(false);
    // Whoever has just asked for the code goes on with it; whoever comes to the page chooses where to begin.
    let was_asked = RwSignal::new(false);
    let sending = RwSignal::new(None::<SendRefusal>);
    let stage = Memo::new(move |_| match (is_done.get(), reset.with(Option::is_some)) {
        (true, _) => Stage::Done,
        (false, true) => Stage::Code,
        (false, false) => Stage::Username,
    });
    let not_sent = Memo::new(move |_| words::sending(sending.get()?, clock.now(), text.words()));
    let not_sent = dynamic(move || match not_sent.get() {
        Some(words) => notice(NoticeKind::Warning, words.into()),
        None => ().into_any(),
    });
    let form = dynamic(move || match stage.get() {
        Stage::Username => view! { <AskUsername sending was_asked/> }.into_any(),
        Stage::Code => view! { <AskCode reset sending is_done was_asked/> }.into_any(),
        Stage::Done => view! {
            {fixed_notice(NoticeKind::Success, |w: &TopicText| w.reset_done)}
            <div class="row">
                {link(Route::Console(ConsolePage::LogOn), "button primary", |w: &TopicText| w.to_log_on)}
            </div>
        }
        .into_any(),
    });
    view! {
        {paragraph("", |w: &TopicText| w.reset_lede)}
        {not_sent}
        {form}
    }
}

#[component]
fn AskUsername(sending: RwSignal<Option<SendRefusal>>, was_asked: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let username = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let submit = on_submit(move || {
        let name = username.get_untracked();
        is_missing.set(name.trim().is_empty());
        if is_missing.get_untracked() {
            return;
        }
        was_asked.set(true);
        console.run(async move {
            if let Some(outcome) = console.ask_for_reset(name).await {
                sending.try_set(outcome.err());
            }
        });
    });
    let error = Signal::derive(move || is_missing.get().then(|| text.words::<TopicText>().username_missing.to_owned()));
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            <Field
                id="reset-username"
                label=text.say(|w: &SharedText| w.username)
                error
                value=username
                autocomplete="username"
            />
            {only_action(submit_button("button primary", |w: &TopicText| w.send_code))}
        </form>
    }
    .into_any()
}

#[component]
fn AskCode(
    reset: Memo<Option<PasswordReset>>,
    sending: RwSignal<Option<SendRefusal>>,
    is_done: RwSignal<bool>,
    was_asked: RwSignal<bool>,
) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    if was_asked.get_untracked() {
        focus_by_id("reset-code");
    }
    let (code, password) = (secret_text(), secret_text());
    let refusal = RwSignal::new(None::<ResetFormRefusal>);
    let username = move || reset.with(|reset| reset.as_ref().map(|reset| reset.username.clone())).unwrap_or_default();
    let sent = dynamic_text(move || (text.words::<TopicText>().code_sent_for)(&username()));
    let submit = on_submit(move || {
        sending.set(None);
        let (typed, new) = (code.get_untracked(), Zeroizing::new(password.get_untracked()));
        console.run(async move {
            match console.confirm_reset(typed, new).await {
                Some(Ok(())) => drop(is_done.try_set(true)),
                Some(Err(why)) => drop(refusal.try_set(Some(why))),
                None => {}
            }
        });
    });
    let resend = move || {
        refusal.set(None);
        let name = username();
        console.run(async move {
            if let Some(outcome) = console.ask_for_reset(name).await {
                sending.try_set(outcome.err());
            }
        });
    };
    let other = move || {
        sending.set(None);
        console.run(async move {
            console.give_reset_up().await;
        });
    };
    let code_error = Signal::derive(move || match refusal.get()? {
        ResetFormRefusal::Reset(ResetRefusal::Expired) => Some(text.words::<TopicText>().reset_expired.to_owned()),
        ResetFormRefusal::Reset(ResetRefusal::PhoneCode(why)) => words::phone_code(why, clock.now(), text.words()),
        ResetFormRefusal::Password(_) => None,
    });
    let password_error = Signal::derive(move || match refusal.get()? {
        ResetFormRefusal::Password(error) => Some(words::password(error, text.words())),
        ResetFormRefusal::Reset(_) => None,
    });
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            <p class="lede" role="status">{sent}</p>
            <CodeField
                id="reset-code"
                label=text.say(|w: &SharedText| w.verification_code)
                hint=text.say(|w: &SharedText| w.verification_code_hint)
                error=code_error
                value=code
            />
            <Field
                id="reset-password"
                label=text.say(|w: &TopicText| w.new_password)
                hint=text.say(|w: &RegisterText| w.password_hint)
                error=password_error
                value=password
                kind="password"
                autocomplete="new-password"
            />
            <div class="row">{button("link-button", |w: &SharedText| w.resend_code, resend)}</div>
            {actions(
                button("button quiet", |w: &TopicText| w.other_username, other),
                submit_button("button primary", |w: &TopicText| w.set_password),
            )}
        </form>
    }
    .into_any()
}
