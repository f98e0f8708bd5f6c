//! Opening an account: the code that its phone received.

use leptos::prelude::*;

use super::{
    parts::{actions, button, notice, on_submit, submit_button},
    use_console, words,
};
use crate::{
    console::{ConfirmRefusal, SendRefusal},
    ui::{
        components::{CodeField, NoticeKind, dynamic, dynamic_text},
        route::{ConsolePage, Route},
        text::console::{register::RegisterText, shared::SharedText},
        use_clock, use_navigation, use_text,
    },
};

/// The code that the phone of a new account received.
#[component]
pub(super) fn VerifyPhone() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let navigation = use_navigation();
    let typed = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<ConfirmRefusal>);
    let sending = RwSignal::new(None::<SendRefusal>);
    let code_sent = dynamic_text(move || {
        console.snapshot.with(|all| {
            let waiting = all.registration.as_ref();
            let words = |number: &str| (text.words::<SharedText>().code_sent_to)(number);
            waiting.map(|waiting| words(&waiting.phone_number.masked())).unwrap_or_default()
        })
    });
    let submit = on_submit(move || {
        sending.set(None);
        let code = typed.get_untracked();
        console.run(async move {
            match console.confirm_registration(code).await {
                Some(Ok(())) => navigation.replace(Route::Console(ConsolePage::Home)),
                Some(Err(why)) => drop(refusal.try_set(Some(why))),
                None => {}
            }
        });
    });
    let resend = move || {
        refusal.set(None);
        console.run(async move {
            if let Some(outcome) = console.resend_registration_code().await {
                sending.try_set(outcome.err());
            }
        });
    };
    let change = move || {
        console.run(async move {
            console.give_registration_up().await;
        });
    };
    let error = Signal::derive(move || match refusal.get()? {
        ConfirmRefusal::PhoneCode(why) => words::phone_code(why, clock.now(), text.words()),
        ConfirmRefusal::Expired => Some(text.words::<RegisterText>().registration_expired.to_owned()),
        ConfirmRefusal::UsernameTaken => Some(text.words::<RegisterText>().registration_taken.to_owned()),
    });
    let not_sent = Memo::new(move |_| words::sending(sending.get()?, clock.now(), text.words()));
    let not_sent = dynamic(move || match not_sent.get() {
        Some(words) => notice(NoticeKind::Warning, words.into()),
        None => ().into_any(),
    });
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            <h2>{text.say(|w: &RegisterText| w.identity_verification)}</h2>
            <p class="lede" role="status">{code_sent}</p>
            <CodeField
                id="register-code"
                label=text.say(|w: &SharedText| w.verification_code)
                hint=text.say(|w: &SharedText| w.verification_code_hint)
                error
                value=typed
            />
            {not_sent}
            <div class="row">{button("link-button", |w: &SharedText| w.resend_code, resend)}</div>
            {actions(
                button("button quiet", |w: &RegisterText| w.change_form, change),
                submit_button("button primary", |w: &RegisterText| w.verify),
            )}
        </form>
    }
    .into_any()
}
