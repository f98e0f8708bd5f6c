//! The sessions and trusted browsers of Account Management.

use leptos::prelude::*;

use super::{
    parts::{Pick, notice, on_press, paragraph},
    use_console,
    ways::place_name,
    words,
};
use crate::{
    console::{Factors, Place, Session, TrustedBrowser},
    store::earliest_first,
    ui::{
        components::{NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when},
        text::console::sessions::SessionsText,
        use_clock, use_text,
    },
};

/// What was done last, so that a person who does not see the list change hears of it.
type Done = RwSignal<Option<Pick<SessionsText>>>;

const HEADING: &str = "sessions-heading";
const TRUSTED_HEADING: &str = "trusted-heading";

/// The sessions and trusted browsers of Account Management.
#[component]
pub(super) fn Sessions() -> impl IntoView {
    view! {
        <SessionList/>
        <TrustedList/>
    }
    .into_any()
}

/// Says what was done last.
fn done_notice(done: Done) -> AnyView {
    let text = use_text();
    let shown = dynamic(move || match done.get() {
        Some(pick) => notice(NoticeKind::Success, text.say(pick)),
        None => ().into_any(),
    });
    view! { {shown} }.into_any()
}

fn how(factors: Factors, words: &SessionsText) -> &'static str {
    match factors {
        Factors::Opening => words.by_opening,
        Factors::Password => words.by_password,
        Factors::PasswordAndCode => words.by_code,
        Factors::PasswordAndRecoveryCode => words.by_recovery_code,
        Factors::PasswordAndPasskey => words.by_passkey,
        Factors::PasswordAndTrustedBrowser => words.by_trusted_browser,
    }
}

/// The name of a browser, in the language shown.
fn place_text(place: Option<Place>) -> Signal<String> {
    let text = use_text();
    dynamic_text(move || match place {
        Some(place) => place_name(place, text.get().console).to_owned(),
        None => text.words::<SessionsText>().unknown_place.to_owned(),
    })
}

#[component]
fn SessionList() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let done: Done = RwSignal::new(None);
    let stored = console.watch(|store| Box::pin(async move { store.all::<Session>().await }));
    let own = Memo::new(move |_| console.snapshot.with(|all| all.session.as_ref().map(|session| session.id.clone())));
    let sessions = Memo::new(move |_| {
        let Some(account) = console.user.with(|user| user.as_ref().map(|user| user.id.clone())) else {
            return Vec::new();
        };
        let (now, policy) = (clock.now(), console.snapshot.with(|all| all.policy.policy()));
        let mut sessions = earliest_first(stored.get().unwrap_or_default(), |session| session.authenticated_at);
        sessions.retain(|session| session.account == account && session.is_valid(now, &policy));
        sessions.reverse();
        // This one, then the newest.
        if let Some(place) = own.with(|own| sessions.iter().position(|session| Some(&session.id) == own.as_ref())) {
            sessions[..=place].rotate_right(1);
        }
        sessions
    });
    let rows = dynamic_list(
        move || sessions.get(),
        |session| session.id.as_str().to_owned(),
        move |session| session_row(session, sessions, own, done),
    );
    let has_others = Memo::new(move |_| sessions.with(|sessions| sessions.len() > 1));
    let end_others = move || {
        console.run(async move {
            if console.end_other_sessions().await.is_some() {
                done.try_set(Some(|w| w.others_ended));
            }
        });
    };
    let others = dynamic(move || {
        if has_others.get() {
            view! {
                <div class="row">
                    <button class="button quiet" on:click=on_press(end_others)>
                        {text.say(|w: &SessionsText| w.end_others)}
                    </button>
                </div>
            }
            .into_any()
        } else {
            paragraph("hint", |w: &SessionsText| w.no_others)
        }
    });
    let ends_after = dynamic_text(move || {
        let (idle, longest) = console.snapshot.with(|all| {
            let policy = all.policy.policy();
            (policy.session_idle_secs, policy.session_lifetime_secs)
        });
        (text.words::<SessionsText>().ends_after)(idle / 60, longest / 3_600)
    });
    view! {
        <section class="stack setting-group" aria-labelledby=HEADING>
            <h2 id=HEADING>{text.say(|w: &SessionsText| w.sessions)}</h2>
            <p class="hint">{ends_after}</p>
            <ul class="setting-rows" aria-labelledby=HEADING>{rows}</ul>
            {others}
            {done_notice(done)}
        </section>
    }
    .into_any()
}

fn session_row(
    session: Session,
    sessions: Memo<Vec<Session>>,
    own: Memo<Option<crate::console::SessionId>>,
    done: Done,
) -> AnyView {
    let text = use_text();
    let console = use_console();
    let name = place_text(session.place);
    let (id, begun_at, factors) = (session.id.clone(), session.authenticated_at, session.factors);
    let told = dynamic_text(move || {
        let words: &SessionsText = text.words();
        let used_at = sessions.with(|all| all.iter().find(|other| other.id == id).map(Session::used_at));
        let used_at = used_at.unwrap_or(begun_at);
        let (begun, used) = (words::day_and_time(begun_at), words::day_and_time(used_at));
        format!("{} · {} · {}", how(factors, words), (words.logged_on_at)(&begun), (words.used_at)(&used))
    });
    let (own_id, end_id) = (session.id.clone(), session.id);
    let is_own = Memo::new(move |_| own.with(|own| own.as_ref() == Some(&own_id)));
    let name_id = format!("session-{}", begun_at.0);
    let described_by = name_id.clone();
    let action = dynamic(move || {
        if is_own.get() {
            return view! { <p class="setting-state is-bound">{text.say(|w: &SessionsText| w.this_one)}</p> }
                .into_any();
        }
        let id = end_id.clone();
        let end = move || {
            let id = id.clone();
            console.run(async move {
                if console.end_session(id).await.is_some() {
                    done.try_set(Some(|w| w.session_ended));
                }
            });
        };
        view! {
            <button class="button quiet small" aria-describedby=described_by.clone() on:click=on_press(end)>
                {text.say(|w: &SessionsText| w.end)}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="setting-row">
            <div>
                <p class="row-name" id=name_id>{name}</p>
                <p class="hint">{told}</p>
            </div>
            {action}
        </li>
    }
    .into_any()
}

#[component]
fn TrustedList() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let done: Done = RwSignal::new(None);
    let stored = console.watch(|store| Box::pin(async move { store.all::<TrustedBrowser>().await }));
    let trusted = Memo::new(move |_| {
        let (now, policy) = (clock.now(), console.snapshot.with(|all| all.policy.policy()));
        let mut trusted = earliest_first(stored.get().unwrap_or_default(), |trust| trust.trusted_at);
        console.user.with(|user| match user {
            Some(account) => trusted.retain(|trust| trust.is_valid(account, now, &policy)),
            None => trusted.clear(),
        });
        trusted.reverse();
        trusted
    });
    let rows = dynamic_list(
        move || trusted.get(),
        |trust| trust.id.as_str().to_owned(),
        move |trust| trusted_row(trust, done),
    );
    let none = dynamic_when(move || trusted.with(Vec::is_empty), || paragraph("hint", |w: &SessionsText| w.no_trusted));
    view! {
        <section class="stack setting-group" aria-labelledby=TRUSTED_HEADING>
            <h2 id=TRUSTED_HEADING>{text.say(|w: &SessionsText| w.trusted_browsers)}</h2>
            <p class="hint">{text.say(|w: &SessionsText| w.trusted_about)}</p>
            <ul class="setting-rows" aria-labelledby=TRUSTED_HEADING>{rows}</ul>
            {none}
            {done_notice(done)}
        </section>
    }
    .into_any()
}

fn trusted_row(trust: TrustedBrowser, done: Done) -> AnyView {
    let text = use_text();
    let console = use_console();
    let name = place_text(Some(trust.place));
    let (id, place, from) = (trust.id.clone(), trust.place, trust.trusted_at);
    let told = dynamic_text(move || {
        let words: &SessionsText = text.words();
        let until = console.snapshot.with(|all| trust.ends_at(&all.policy.policy()));
        (words.trusted_until)(&words::day_and_time(from), &words::day_and_time(until))
    });
    let here = dynamic_when(
        move || console.place.get() == place,
        || paragraph("setting-state is-bound", |w: &SessionsText| w.this_browser),
    );
    let revoke = move || {
        let id = id.clone();
        console.run(async move {
            if console.revoke_trust(id).await.is_some() {
                done.try_set(Some(|w| w.revoked));
            }
        });
    };
    let name_id = format!("trusted-{}", from.0);
    view! {
        <li class="setting-row">
            <div>
                <p class="row-name" id=name_id.clone()>{name}</p>
                <p class="hint">{told}</p>
            </div>
            {here}
            <button class="button quiet small" aria-describedby=name_id on:click=on_press(revoke)>
                {text.say(|w: &SessionsText| w.revoke)}
            </button>
        </li>
    }
    .into_any()
}
