//! Opening an account: the form. What comes after it is a part of its own.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{
    actions::RegisterRefusal,
    parts::{actions, link, on_submit, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::{FormErrors, SendRefusal},
    ui::{
        components::{Field, dynamic, secret_text},
        parts::{Part, part},
        route::{ConsolePage, Route},
        text::console::{ConsoleText, register::RegisterText, shared::SharedText},
        use_table, use_text,
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
    let typed =
        Typed { username: RwSignal::new(username), password: secret_text(), phone_number: RwSignal::new(phone_number) };
    let waits = Memo::new(move |_| console.snapshot.with(|all| all.registration.is_some()));
    dynamic(
        move || {
            if waits.get() { part(Part::RegisterCode).into_any() } else { view! { <RegisterForm typed/> }.into_any() }
        },
    )
}

#[component]
fn RegisterForm(typed: Typed) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let errors = RwSignal::new(FormErrors::default());
    let sending = RwSignal::new(None::<SendRefusal>);
    let submit = on_submit(move || {
        let username = typed.username.get_untracked();
        let password = Zeroizing::new(typed.password.get_untracked());
        let phone_number = typed.phone_number.get_untracked();
        console.run(async move {
            let (found, not_sent) = match console.register(username, password, phone_number).await {
                Some(Err(RegisterRefusal::Form(found))) => (found, None),
                Some(Err(RegisterRefusal::Sending(why))) => (FormErrors::default(), Some(why)),
                Some(Ok(())) => (FormErrors::default(), None),
                None => return,
            };
            errors.try_set(found);
            sending.try_set(not_sent);
        });
    });
    let username_error =
        Signal::derive(move || errors.with(|errors| errors.username).map(|error| words::username(error, text.words())));
    let password_error =
        Signal::derive(move || errors.with(|errors| errors.password).map(|error| words::password(error, text.words())));
    let phone_error = Signal::derive(move || match errors.with(|errors| errors.phone_number) {
        Some(error) => Some(words::phone_number(error, text.words())),
        None => Some(not_sent(sending.get()?, text.words()).to_owned()),
    });
    view! {
        <form class="stack console-form" novalidate on:submit=submit>
            {paragraph("lede", |w: &RegisterText| w.register_lede)}
            <Field
                id="register-username"
                label=text.say(|w: &SharedText| w.username)
                hint=text.say(|w: &RegisterText| w.username_hint)
                error=username_error
                value=typed.username
                autocomplete="username"
            />
            <Field
                id="register-password"
                label=text.say(|w: &SharedText| w.password)
                hint=text.say(|w: &RegisterText| w.password_hint)
                error=password_error
                value=typed.password
                kind="password"
                autocomplete="new-password"
            />
            <Field
                id="register-phone"
                label=text.say(|w: &SharedText| w.phone_number)
                hint=text.say(|w: &RegisterText| w.phone_number_hint)
                error=phone_error
                value=typed.phone_number
                kind="tel"
                autocomplete="tel"
            />
            {actions(
                link(Route::Console(ConsolePage::LogOn), "button quiet", |w: &RegisterText| w.have_account),
                submit_button("button primary", |w: &ConsoleText| w.create_account),
            )}
        </form>
    }
    .into_any()
}

/// Why no code is sent to the number. Without the time, whose words come with the next step only.
fn not_sent(refusal: SendRefusal, words: &RegisterText) -> &'static str {
    match refusal {
        SendRefusal::TooSoon { .. } => words.sent_just_now,
        SendRefusal::Locked(_) => words.number_locked,
    }
}
