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
        AccountId,
        desk::accounts::{AccountFile, Archive, Brake, BrakeState, Holdings, NothingToDo},
    },
    ui::{
        components::{Ask, Field, NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when},
        text::console::{desk_accounts::DeskAccountsText, shared::SharedText},
        use_text,
    },
};

/// How many accounts are shown at once; the search finds every one.
const SHOWN_MAX: usize = 50;

/// What the page says after an act.
#[derive(Clone, PartialEq)]
enum Told {
    Unlocked(String),
    Reset(String),
    Nothing(NothingToDo),
}

/// What the cards share.
#[derive(Clone, Copy)]
struct Page {
    /// A file for each account, by username.
    files: Memo<Vec<AccountFile>>,
    told: RwSignal<Option<Told>>,
    /// Whose reset is being asked about.
    asked: RwSignal<Option<AccountId>>,
    is_asking: RwSignal<bool>,
}

impl Page {
    fn with_file<T>(self, id: &AccountId, read: impl FnOnce(&AccountFile) -> T) -> Option<T> {
        self.files.with(|files| files.iter().find(|file| file.account.id == *id).map(read))
    }

    fn name(self, id: &AccountId) -> String {
        self.files.with_untracked(|files| {
            let file = files.iter().find(|file| file.account.id == *id);
            file.map(|file| file.account.username.as_str().to_owned()).unwrap_or_default()
        })
    }
}

/// The desk's accounts: unlock and reset.
#[component]
pub(super) fn DeskAccounts() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let archive = console.watch(|store| Box::pin(async move { read_archive(&store).await }));
    let files = Memo::new(move |_| archive.with(|all| all.as_ref().map(Archive::files).unwrap_or_default()));
    let page = Page { files, told: RwSignal::new(None), asked: RwSignal::new(None), is_asking: RwSignal::new(false) };
    let search = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let search = search.get();
        let fit = |files: &Vec<AccountFile>| {
            files.iter().filter(|file| file.fits(&search)).map(|file| file.account.id.clone()).collect::<Vec<_>>()
        };
        files.with(fit)
    });
    let counted = dynamic_text(move || {
        let words: &DeskAccountsText = text.words();
        match (archive.with(Option::is_some), files.with(Vec::is_empty), fitting.with(Vec::len)) {
            (false, _, _) => String::new(),
            (true, true, _) => words.no_accounts.to_owned(),
            (true, false, 0) => words.nothing_found.to_owned(),
            (true, false, count) if count > SHOWN_MAX => (words.first_of)(SHOWN_MAX, count),
            (true, false, count) => (words.accounts_found)(count),
        }
    });
    let cards = dynamic_list(
        move || fitting.with(|ids| ids.iter().take(SHOWN_MAX).cloned().collect::<Vec<_>>()),
        |id: &AccountId| id.as_str().to_owned(),
        move |id| view! { <AccountCard page id/> }.into_any(),
    );
    let told_words = dynamic_text(move || {
        let words: &DeskAccountsText = text.words();
        match page.told.get() {
            None => String::new(),
            Some(Told::Unlocked(name)) => (words.unlocked)(&name),
            Some(Told::Reset(name)) => (words.was_reset)(&name),
            Some(Told::Nothing(NothingToDo::NotLocked)) => words.not_locked.to_owned(),
            Some(Told::Nothing(NothingToDo::NoFactors)) => words.no_factors.to_owned(),
        }
    });
    let told = dynamic(move || match page.told.get() {
        None => ().into_any(),
        Some(Told::Nothing(_)) => notice(NoticeKind::Information, told_words),
        Some(_) => notice(NoticeKind::Success, told_words),
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
    let title = dynamic_text(move || {
        let name = page.asked.get().map(|id| page.name(&id)).unwrap_or_default();
        (text.words::<DeskAccountsText>().reset_question)(&name)
    });
    let body = dynamic_text(move || {
        let words: &DeskAccountsText = text.words();
        let (now, policy) = (console.clock.now(), console.policy());
        let held = page.asked.get().and_then(|id| page.with_file(&id, |file| file.holdings(now, &policy)));
        (words.will_be_lost)(&(words.list)(&lost(held.unwrap_or_default(), words)))
    });
    let confirmed = Callback::new(move |()| {
        let Some(id) = page.asked.get_untracked() else { return };
        let name = page.name(&id);
        console.run(async move {
            let answer = console.reset_factors(id).await;
            tell(page, answer, Told::Reset(name));
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

fn tell(page: Page, answer: Option<Result<(), NothingToDo>>, done: Told) {
    match answer {
        Some(Ok(())) => drop(page.told.try_set(Some(done))),
        Some(Err(nothing)) => drop(page.told.try_set(Some(Told::Nothing(nothing)))),
        None => drop(page.told.try_set(None)),
    }
}

/// What will be lost, each with its number; what there is none of is left out.
fn lost(held: Holdings, words: &DeskAccountsText) -> Vec<String> {
    let all = [
        (held.devices, words.lost_devices),
        (held.recovery_codes, words.lost_recovery_codes),
        (held.passkeys, words.lost_passkeys),
        (held.trusts, words.lost_trusts),
        (held.sessions, words.lost_sessions),
    ];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(count)).collect()
}

/// One account.
#[component]
fn AccountCard(page: Page, id: AccountId) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let name = page.name(&id);
    let heading = format!("account-{}", id.as_str());
    let id = StoredValue::new(id);
    let of_file = move |read: fn(&AccountFile) -> String| {
        dynamic_text(move || page.with_file(&id.get_value(), read).unwrap_or_default())
    };
    // These change once, not each second.
    let held = Memo::new(move |_| {
        let (now, policy) = (console.clock.now(), console.policy());
        page.with_file(&id.get_value(), |file| file.holdings(now, &policy)).unwrap_or_default()
    });
    let brakes = Memo::new(move |_| {
        let now = console.clock.now();
        page.with_file(&id.get_value(), |file| file.brakes(now)).unwrap_or_default()
    });
    let is_locked = Memo::new(move |_| brakes.with(|all| all.iter().any(|b| b.wait.is_some_and(|wait| wait.locked))));
    let count = move |pick: fn(Holdings) -> usize| dynamic_text(move || pick(held.get()).to_string());
    let locks = dynamic_text(move || {
        let words: &DeskAccountsText = text.words();
        let told = brakes.with(|all| all.iter().map(|state| brake_words(*state, words)).collect::<Vec<_>>());
        if told.is_empty() { words.none.to_owned() } else { told.join("\n") }
    });
    let unlock = on_press(move || {
        let id = id.get_value();
        let name = page.name(&id);
        console.run(async move {
            let answer = console.unlock(id).await;
            tell(page, answer, Told::Unlocked(name));
        });
    });
    let reset = on_press(move || {
        if held.get_untracked() == Holdings::default() {
            page.told.set(Some(Told::Nothing(NothingToDo::NoFactors)));
            return;
        }
        page.asked.set(Some(id.get_value()));
        page.is_asking.set(true);
    });
    let badge = dynamic_when(
        move || is_locked.get(),
        move || view! { <span class="badge">{text.say(|w: &DeskAccountsText| w.locked)}</span> }.into_any(),
    );
    let (unlock_name, reset_name) = (name.clone(), name.clone());
    let unlock_label = dynamic_text(move || (text.words::<DeskAccountsText>().unlock_account)(&unlock_name));
    let reset_label = dynamic_text(move || (text.words::<DeskAccountsText>().reset_account)(&reset_name));
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
        Brake::SecurityCode => words.brake_security_code,
        Brake::PhoneCode => words.brake_phone_code,
        Brake::RecoveryCode => words.brake_recovery_code,
        Brake::ResetCode => words.brake_reset_code,
        Brake::StopCode => words.brake_stop_code,
    };
    let mut told = vec![(words.brake)(on, state.failures)];
    if let Some(wait) = state.wait {
        told.push(match wait.until {
            None => words.locked_until_unlocked.to_owned(),
            Some(until) if wait.locked => (words.locked_until)(&day_and_second(until)),
            Some(until) => (words.waits_until)(&day_and_second(until)),
        });
    }
    (words.list)(&told)
}
