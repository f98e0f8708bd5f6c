//! The console's home: who is logged on, and what to do first of all.

use leptos::prelude::*;

use super::{
    parts::{button, fixed_notice, link, paragraph},
    products::{Products, open_appeal},
    use_console, words,
};
use crate::{
    console::{Account, Factors},
    ui::{
        components::{NoticeKind, dynamic, dynamic_text},
        route::{AccountTab, ConsolePage, Route},
        text::console::home::HomeText,
        use_navigation, use_text,
    },
};

/// The page after logging on.
#[component]
pub(super) fn Home() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let is_bound = Memo::new(move |_| console.user.with(|user| user.as_ref().is_some_and(Account::has_device)));
    let welcome = dynamic_text(move || {
        let words: &HomeText = text.words();
        console.user.with(|user| user.as_ref().map(|user| (words.welcome)(user.username.as_str())).unwrap_or_default())
    });
    let how = dynamic_text(move || {
        let words: &HomeText = text.words();
        console.snapshot.with(|all| {
            let Some(session) = &all.session else { return String::new() };
            let how = match session.factors {
                Factors::Opening => words.by_opening,
                Factors::Password => words.by_password,
                Factors::PasswordAndCode => words.by_code,
                Factors::PasswordAndRecoveryCode => words.by_recovery_code,
                Factors::PasswordAndPasskey => words.by_passkey,
                Factors::PasswordAndTrustedBrowser => words.by_trusted_browser,
            };
            format!("{how} ({})", words::day_and_time(session.authenticated_at))
        })
    });
    let body =
        dynamic(move || if is_bound.get() { view! { <Bound/> }.into_any() } else { view! { <BindFirst/> }.into_any() });
    view! {
        <div class="stack">
            <h2>{welcome}</h2>
            <p class="lede">{how}</p>
            {open_appeal()}
            {body}
            <Products/>
        </div>
    }
}

#[component]
fn Bound() -> impl IntoView {
    view! {
        {fixed_notice(NoticeKind::Success, |w: &HomeText| w.mfa_is_on)}
        {paragraph("hint", |w: &HomeText| w.try_it)}
        <div class="row">{to_account()}</div>
    }
}

#[component]
fn BindFirst() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let navigation = use_navigation();
    let bind = move || {
        console.open_wizard(None);
        navigation.go(Route::Console(ConsolePage::Account(AccountTab::SecuritySettings)));
    };
    view! {
        <section class="card stack bind-first" aria-labelledby="bind-first">
            <h3 id="bind-first">{text.say(|w: &HomeText| w.bind_first_title)}</h3>
            <p>{text.say(|w: &HomeText| w.bind_first)}</p>
            <div class="row">
                {button("button primary", |w: &HomeText| w.bind_now, bind)} {to_account()}
            </div>
        </section>
    }
}

fn to_account() -> AnyView {
    let page = ConsolePage::Account(AccountTab::BasicInformation);
    link(Route::Console(page), "button quiet", |w: &HomeText| w.to_account)
}
