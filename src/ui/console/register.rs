//! Opening an account: the form. What comes after it is a part of its own.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{
    parts::{actions, link, on_submit, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::FormErrors,
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
    let username_error =
        Signal::derive(move || errors.with(|errors| errors.username).map(|error| words::username(error, text.words())));
    let password_error =
        Signal::derive(move || errors.with(|errors| errors.password).map(|error| words::password(error, text.words())));
    let phone_error = Signal::derive(move || {
        errors.with(|errors| errors.phone_number).map(|error| words::phone_number(error, text.words()))
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
