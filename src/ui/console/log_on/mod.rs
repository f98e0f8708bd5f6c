//! Logging on: username and password, then a second factor.

mod second;

use leptos::prelude::*;
use zeroize::Zeroizing;

use self::second::SecondStep;
use super::{
    parts::{Pick, actions, fixed_notice, link, on_submit, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::{PasswordRefusal, PasswordVerdict, SessionEnd},
    ui::{
        components::{Field, NoticeKind, dynamic, dynamic_when, secret_text},
        parts::{Part, part},
        route::{ConsolePage, Route},
        text::console::{ConsoleText, log_on::LogOnText, shared::SharedText},
        use_clock, use_text,
    },
};

/// Whether the second step ended because the password was given too long ago.
#[derive(Clone, Copy)]
struct Expired(RwSignal<bool>);

/// The second step, on the page that provides what it tells.
#[component]
pub(super) fn SecurityCode() -> impl IntoView {
    let Expired(is_expired) = use_context().unwrap_or(Expired(RwSignal::new(false)));
    view! { <SecondStep is_expired/> }.into_any()
}

/// The page “Log On”.
#[component]
pub(super) fn LogOn() -> impl IntoView {
    let console = use_console();
    let username = RwSignal::new(String::new());
    // Told at the first step, as the second one ends by it.
    let is_expired = RwSignal::new(false);
    provide_context(Expired(is_expired));
    let clock = use_clock();
    let awaited_until =
        Memo::new(move |_| console.snapshot.with(|all| all.log_on.as_ref().map(|log_on| log_on.0.expires_at)));
    let awaits_code = Memo::new(move |_| awaited_until.get().is_some_and(|until| clock.now() < until));
    // Whoever comes back later is asked for the password, not for a code that would only tell them so.
    Effect::new(move || {
        if awaited_until.get().is_some() && !awaits_code.get() {
            is_expired.set(true);
        }
    });
    dynamic(move || {
        if awaits_code.get() {
            part(Part::SecurityCode).into_any()
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
    let password = secret_text();
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
            {ended_notice()}
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

/// Why the session that this browser remembers is over, though nobody logged out here.
fn ended_notice() -> AnyView {
    let clock = use_clock();
    let console = use_console();
    let why = Memo::new(move |_| {
        let now = clock.now();
        console.snapshot.with(|all| {
            let end = || all.session.as_ref()?.end(now, &all.policy.policy());
            if all.is_session_gone { Some(None) } else { end().map(Some) }
        })
    });
    let shown = dynamic(move || {
        let pick: Pick<LogOnText> = match why.get() {
            None => return ().into_any(),
            Some(None) => |w| w.ended_elsewhere,
            Some(Some(SessionEnd::Idle)) => |w| w.ended_idle,
            Some(Some(SessionEnd::TooOld)) => |w| w.ended_old,
        };
        fixed_notice(NoticeKind::Warning, pick)
    });
    view! { {shown} }.into_any()
}
