//! Opening an account: the form, then the code that its phone received.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{
    parts::{actions, button, link, notice, on_submit, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::{ConfirmRefusal, FormErrors, SendRefusal},
    ui::{
        components::{CodeField, Field, NoticeKind, dynamic, dynamic_text},
        route::{ConsolePage, Route},
        use_clock, use_navigation, use_table, use_text,
    },
};

/// What is typed into the form. It outlives a look at the next step, so that nothing typed is lost.
#[derive(Clone, Copy)]
struct Typed {
    username: RwSignal<String>,
    password: RwSignal<String>,
    phone_number: RwSignal<String>,
}

/// The page “Create account”.
#[component]
pub(super) fn Register() -> impl IntoView {
    let console = use_console();
    let table = use_table();
    let (username, phone_number) = console.snapshot.with_untracked(|all| {
        all.registration.as_ref().map_or_else(
            // As a browser fills a form in: with the number of the phone at hand.
            || {
                let number = |phones: &Vec<crate::stage::Phone>| phones.first().map(|phone| phone.number.clone());
                (String::new(), table.phones.with_untracked(number).unwrap_or_default())
            },
            |waiting| (waiting.username.as_str().to_owned(), waiting.phone_number.as_str().to_owned()),
        )
    });
    let typed = Typed {
        username: RwSignal::new(username),
        password: RwSignal::new(String::new()),
        phone_number: RwSignal::new(phone_number),
    };
    let waits = Memo::new(move |_| console.snapshot.with(|all| all.registration.is_some()));
    dynamic(
        move || {
            if waits.get() { view! { <VerifyPhone/> }.into_any() } else { view! { <RegisterForm typed/> }.into_any() }
        },
    )
}

#[component]
fn RegisterForm(typed: Typed) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let errors = RwSignal::new(FormErrors::default());
    let submit = on_submit(move || {
        let username = typed.username.get_untracked();
        let password = Zeroizing::new(typed.password.get_untracked());
        let phone_number = typed.phone_number.get_untracked();
        console.run(async move {
            match console.register(username, password, phone_number).await {
                Some(Err(found)) => drop(errors.try_set(found)),
                Some(Ok(())) => drop(errors.try_set(FormErrors::default())),
                None => {}
            }
        });
    });
    let username_error = Signal::derive(move || {
        errors.with(|errors| errors.username).map(|error| words::username(error, text.get().console))
    });
    let password_error = Signal::derive(move || {
        errors.with(|errors| errors.password).map(|error| words::password(error, text.get().console))
    });
    let phone_error = Signal::derive(move || {
        errors.with(|errors| errors.phone_number).map(|error| words::phone_number(error, text.get().console))
    });
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            {paragraph("lede", |t| t.console.register_lede)}
            <Field
                id="register-username"
                label=text.signal(|t| t.console.username)
                hint=text.signal(|t| t.console.username_hint)
                error=username_error
                value=typed.username
                autocomplete="username"
            />
            <Field
                id="register-password"
                label=text.signal(|t| t.console.password)
                hint=text.signal(|t| t.console.password_hint)
                error=password_error
                value=typed.password
                kind="password"
                autocomplete="new-password"
            />
            <Field
                id="register-phone"
                label=text.signal(|t| t.console.phone_number)
                hint=text.signal(|t| t.console.phone_number_hint)
                error=phone_error
                value=typed.phone_number
                kind="tel"
                autocomplete="tel"
            />
            {actions(
                link(Route::Console(ConsolePage::LogOn), "button quiet", |t| t.console.have_account),
                submit_button("button primary", |t| t.console.create_account),
            )}
        </form>
    }
    .into_any()
}

#[component]
fn VerifyPhone() -> impl IntoView {
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
            let words = |number: &str| (text.get().console.code_sent_to)(number);
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
        ConfirmRefusal::PhoneCode(why) => words::phone_code(why, clock.now(), text.get().console),
        ConfirmRefusal::Expired => Some(text.get().console.registration_expired.to_owned()),
        ConfirmRefusal::UsernameTaken => Some(text.get().console.registration_taken.to_owned()),
    });
    let not_sent = Memo::new(move |_| words::sending(sending.get()?, clock.now(), text.get().console));
    let not_sent = dynamic(move || match not_sent.get() {
        Some(words) => notice(NoticeKind::Warning, words.into()),
        None => ().into_any(),
    });
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            <h2>{text.of(|t| t.console.identity_verification)}</h2>
            <p class="lede" role="status">{code_sent}</p>
            <CodeField
                id="register-code"
                label=text.signal(|t| t.console.verification_code)
                hint=text.signal(|t| t.console.verification_code_hint)
                error
                value=typed
            />
            {not_sent}
            <div class="row">{button("link-button", |t| t.console.resend_code, resend)}</div>
            {actions(
                button("button quiet", |t| t.console.change_form, change),
                submit_button("button primary", |t| t.console.verify),
            )}
        </form>
    }
    .into_any()
}
