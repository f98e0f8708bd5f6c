//! The desk's accounts: unlock and reset.

use leptos::prelude::*;

use super::{
    actions::desk::read_archive,
    parts::{definitions, notice, on_press, paragraph},
    use_console,
    words::{day_and_second, day_and_time},
};
use crate::{
    console::{
        AccountId, Policy,
        desk::accounts::{AccountFile, Brake, BrakeState, Holdings, NothingToDo},
    },
    otp::UnixMillis,
    ui::{
        components::{Ask, Field, NoticeKind, dynamic, dynamic_list, dynamic_text},
        text::console::{desk_accounts::DeskAccountsText, shared::SharedText},
        use_text,
    },
};

/// How many accounts are shown at once; the search finds every one.
const SHOWN_MAX: usize = 50;

/// What the page says after an act.
#[derive(Clone)]
enum Told {
    Unlocked(String),
    Reset(String),
    Nothing(NothingToDo),
}

/// What the page says, and what it asks.
#[derive(Clone, Default)]
struct Said {
    told: Option<Told>,
    /// Whose reset is being asked about.
    asked: Option<AccountId>,
}

/// What the cards share.
#[derive(Clone, Copy)]
struct Page {
    /// A file for each account, by username.
    files: RwSignal<Option<Vec<AccountFile>>>,
    said: RwSignal<Said>,
    is_asking: RwSignal<bool>,
}

impl Page {
    fn with_file<T>(self, id: &AccountId, read: impl FnOnce(&AccountFile) -> T) -> Option<T> {
        self.files.with(|files| files.iter().flatten().find(|file| file.account.id == *id).map(read))
    }

    fn tell(self, told: Option<Told>) {
        self.said.try_update(|said| said.told = told);
    }

    fn tell_answer(self, answer: Option<Result<(), NothingToDo>>, done: Told) {
        self.tell(answer.map(|answer| answer.map_or_else(Told::Nothing, |()| done)));
    }
}

/// The desk's accounts: unlock and reset.
#[component]
pub(super) fn DeskAccounts() -> impl IntoView {
    let text = use_text();
    let files = use_console().watch(|store| Box::pin(async move { Ok(read_archive(&store).await?.files()) }));
    let page = Page { files, said: RwSignal::new(Said::default()), is_asking: RwSignal::new(false) };
    let search = RwSignal::new(String::new());
    let fitting = move || {
        let search = search.get();
        files.with(|files| {
            let fit = files.iter().flatten().filter(|file| file.fits(&search));
            fit.map(|file| (file.account.id.clone(), file.account.username.as_str().to_owned())).collect::<Vec<_>>()
        })
    };
    let counted = dynamic_text(move || {
        let words: &DeskAccountsText = text.words();
        match (files.with(|files| files.as_ref().map(Vec::len)), fitting().len()) {
            (None, _) => String::new(),
            (Some(0), _) => words.no_accounts.to_owned(),
            (_, 0) => words.nothing_found.to_owned(),
            (_, count) if count > SHOWN_MAX => (words.first_of)(SHOWN_MAX, count),
            (_, count) => (words.accounts_found)(count),
        }
    });
    let cards = dynamic_list(
        move || {
            let mut shown = fitting();
            shown.truncate(SHOWN_MAX);
            shown
        },
        |(id, _)| id.as_str().to_owned(),
        move |(id, name)| view! { <AccountCard page id name/> }.into_any(),
    );
    let told = dynamic(move || {
        let words: &DeskAccountsText = text.words();
        let (kind, told) = match page.said.with(|said| said.told.clone()) {
            None => return ().into_any(),
            Some(Told::Unlocked(name)) => (NoticeKind::Success, (words.unlocked)(&name)),
            Some(Told::Reset(name)) => (NoticeKind::Success, (words.was_reset)(&name)),
            Some(Told::Nothing(NothingToDo::NotLocked)) => (NoticeKind::Information, words.not_locked.to_owned()),
            Some(Told::Nothing(NothingToDo::NoFactors)) => (NoticeKind::Information, words.no_factors.to_owned()),
        };
        notice(kind, told.into())
    });
    view! {
        <div class="stack">
            {paragraph("lede", |w: &DeskAccountsText| w.lede)}
            <Field
                id="account-search"
                label=text.say(|w: &DeskAccountsText| w.search)
                hint=text.say(|w: &DeskAccountsText| w.search_hint)
                value=search
                required=false
            />
            {told}
            <p class="hint" role="status">{counted}</p>
            {cards}
            <ResetQuestion page/>
        </div>
    }
    .into_any()
}

/// Asks before a reset, saying what will be lost.
#[component]
fn ResetQuestion(page: Page) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let of_asked = move |say: fn(&AccountFile, UnixMillis, &Policy, &DeskAccountsText) -> String| {
        dynamic_text(move || {
            let asked = page.said.with(|said| said.asked.clone());
            let (now, policy) = (console.clock.now(), console.policy());
            asked.and_then(|id| page.with_file(&id, |file| say(file, now, &policy, text.words()))).unwrap_or_default()
        })
    };
    let title = of_asked(|file, _, _, words| (words.reset_question)(file.account.username.as_str()));
    let body = of_asked(|file, now, policy, words| (words.will_be_lost)(&lost(file.holdings(now, policy), words)));
    let confirmed = Callback::new(move |()| {
        let Some(id) = page.said.with_untracked(|said| said.asked.clone()) else { return };
        let name = page.with_file(&id, |file| file.account.username.as_str().to_owned()).unwrap_or_default();
        console.run(async move {
            page.tell_answer(console.reset_factors(id).await, Told::Reset(name));
        });
    });
    view! {
        <Ask
            open=page.is_asking
            title=title
            body=body
            confirm=text.say(|w: &DeskAccountsText| w.reset_all)
            on_confirm=confirmed
        />
    }
}

/// What will be lost, each with its number; what there is none of is left out.
fn lost(held: Holdings, words: &DeskAccountsText) -> String {
    let all = [
        (held.devices, words.lost_devices),
        (held.recovery_codes, words.lost_recovery_codes),
        (held.passkeys, words.lost_passkeys),
        (held.trusts, words.lost_trusts),
        (held.sessions, words.lost_sessions),
    ];
    let mut told = String::new();
    for (count, say) in all {
        if count > 0 {
            if !told.is_empty() {
                told.push_str(words.list_separator);
            }
            told.push_str(&say(count));
        }
    }
    told
}

/// What a card shows that changes with time.
#[derive(Clone, Default, PartialEq)]
struct Facts {
    held: Holdings,
    brakes: Vec<BrakeState>,
}

/// One account.
#[component]
fn AccountCard(page: Page, id: AccountId, name: String) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let heading = format!("account-{}", id.as_str());
    let id = StoredValue::new(id);
    // Looked at each second, and changes seldom.
    let facts = Memo::new(move |_| {
        let (now, policy) = (console.clock.now(), console.policy());
        let facts = |file: &AccountFile| Facts { held: file.holdings(now, &policy), brakes: file.brakes(now) };
        id.with_value(|id| page.with_file(id, facts)).unwrap_or_default()
    });
    let of_file = move |read: fn(&AccountFile) -> String| {
        dynamic_text(move || id.with_value(|id| page.with_file(id, read)).unwrap_or_default())
    };
    let count =
        move |pick: fn(Holdings) -> usize| dynamic_text(move || pick(facts.with(|facts| facts.held)).to_string());
    let locks = dynamic_text(move || {
        let words: &DeskAccountsText = text.words();
        let mut told = String::new();
        facts.with(|facts| {
            for state in &facts.brakes {
                if !told.is_empty() {
                    told.push('\n');
                }
                told.push_str(&brake_words(*state, words));
            }
        });
        if told.is_empty() { words.none.to_owned() } else { told }
    });
    let badge = dynamic(move || {
        let is_locked = facts.with(|facts| facts.brakes.iter().any(|b| b.wait.is_some_and(|wait| wait.locked)));
        if is_locked {
            view! { <span class="badge">{text.say(|w: &DeskAccountsText| w.locked)}</span> }.into_any()
        } else {
            ().into_any()
        }
    });
    let named = move |name: &str, say: fn(&DeskAccountsText) -> fn(&str) -> String| {
        let name = name.to_owned();
        dynamic_text(move || say(text.words())(&name))
    };
    let unlock_label = named(&name, |w| w.unlock_account);
    let reset_label = named(&name, |w| w.reset_account);
    let told_name = name.clone();
    let unlock = on_press(move || {
        let (id, name) = (id.get_value(), told_name.clone());
        console.run(async move {
            page.tell_answer(console.unlock(id).await, Told::Unlocked(name));
        });
    });
    let reset = on_press(move || {
        if facts.with_untracked(|facts| facts.held == Holdings::default()) {
            page.tell(Some(Told::Nothing(NothingToDo::NoFactors)));
        } else {
            page.said.set(Said { told: None, asked: Some(id.get_value()) });
            page.is_asking.set(true);
        }
    });
    view! {
        <article class="card stack desk-account" aria-labelledby=heading.clone()>
            <div class="row">
                <h2 id=heading.clone()>{name}</h2>
                {badge}
            </div>
            {definitions(vec![
                (text.say(|w: &SharedText| w.phone_number), of_file(|file| file.account.phone_number.masked())),
                (text.say(|w: &DeskAccountsText| w.opened_at), of_file(|file| day_and_time(file.account.opened_at))),
                (text.say(|w: &DeskAccountsText| w.locks), locks),
                (text.say(|w: &DeskAccountsText| w.devices), count(|held| held.devices)),
                (text.say(|w: &DeskAccountsText| w.recovery_codes), count(|held| held.recovery_codes)),
                (text.say(|w: &DeskAccountsText| w.passkeys), count(|held| held.passkeys)),
                (text.say(|w: &DeskAccountsText| w.trusts), count(|held| held.trusts)),
                (text.say(|w: &DeskAccountsText| w.sessions), count(|held| held.sessions)),
            ])}
            <div class="row">
                <button
                    type="button"
                    class="button quiet"
                    aria-label=unlock_label
                    on:click=unlock
                >
                    {text.say(|w: &DeskAccountsText| w.unlock)}
                </button>
                <button
                    type="button"
                    class="button quiet"
                    aria-label=reset_label
                    on:click=reset
                >
                    {text.say(|w: &DeskAccountsText| w.reset)}
                </button>
            </div>
        </article>
    }
    .into_any()
}

fn brake_words(state: BrakeState, words: &DeskAccountsText) -> String {
    let on = match state.brake {
        Brake::Password => words.brake_password,
        Brake::KnownPassword => words.brake_known_password,
        Brake::SecurityCode => words.brake_security_code,
        Brake::PhoneCode => words.brake_phone_code,
        Brake::RecoveryCode => words.brake_recovery_code,
        Brake::ResetCode => words.brake_reset_code,
        Brake::KnownResetCode => words.brake_known_reset_code,
        Brake::StopCode => words.brake_stop_code,
    };
    let mut told = (words.brake)(on, state.failures);
    if let Some(wait) = state.wait {
        told.push_str(words.list_separator);
        told.push_str(&match wait.until {
            None => words.locked_until_unlocked.to_owned(),
            Some(until) if wait.locked => (words.locked_until)(&day_and_second(until)),
            Some(until) => (words.waits_until)(&day_and_second(until)),
        });
    }
    told
}
