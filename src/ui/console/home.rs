//! The console's home: who is logged on, and what to do first of all.

use leptos::prelude::*;

use super::{use_console, words};
use crate::{
    console::Factors,
    ui::{
        components::{Link, Notice, NoticeKind},
        route::{AccountTab, ConsolePage, Route},
        use_navigation, use_text,
    },
};

/// The page after logging on.
#[component]
pub(super) fn Home() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let username = Memo::new(move |_| console.user.with(|user| user.as_ref().map(|user| user.username.clone())));
    let is_bound = Memo::new(move |_| console.user.with(|user| user.as_ref().is_some_and(|u| u.device.is_some())));
    let session = Memo::new(move |_| {
        console.snapshot.with(|all| all.session.as_ref().map(|session| (session.factors, session.authenticated_at)))
    });
    let how = move || {
        session.get().map(|(factors, at)| {
            let words = text.get().console;
            let how = match factors {
                Factors::Opening => words.by_opening,
                Factors::Password => words.by_password,
                Factors::PasswordAndCode => words.by_code,
            };
            format!("{how} ({})", words::day_and_time(at))
        })
    };
    let body = move || {
        if is_bound.get() { view! { <Bound/> }.into_any() } else { view! { <BindFirst/> }.into_any() }
    };
    view! {
        <div class="stack">
            <h2>{move || username.get().map(|name| (text.get().console.welcome)(name.as_str()))}</h2>
            <p class="lede">{how}</p>
            {body}
        </div>
    }
}

#[component]
fn Bound() -> impl IntoView {
    let text = use_text();
    view! {
        <Notice kind=NoticeKind::Success>{text.of(|t| t.console.mfa_is_on)}</Notice>
        <p class="hint">{text.of(|t| t.console.try_it)}</p>
        <div class="row">
            <Link to=Route::Console(ConsolePage::Account(AccountTab::BasicInformation)) class="button quiet">
                {text.of(|t| t.console.to_account)}
            </Link>
        </div>
    }
}

#[component]
fn BindFirst() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let navigation = use_navigation();
    let bind = move |_| {
        console.run(async move {
            if console.open_wizard().await.is_some() {
                navigation.go(Route::Console(ConsolePage::Account(AccountTab::SecuritySettings)));
            }
        });
    };
    view! {
        <section class="card stack bind-first" aria-labelledby="bind-first">
            <h3 id="bind-first">{text.of(|t| t.console.bind_first_title)}</h3>
            <p>{text.of(|t| t.console.bind_first)}</p>
            <div class="row">
                <button class="button primary" on:click=bind>{text.of(|t| t.console.bind_now)}</button>
                <Link to=Route::Console(ConsolePage::Account(AccountTab::BasicInformation)) class="button quiet">
                    {text.of(|t| t.console.to_account)}
                </Link>
            </div>
        </section>
    }
}
