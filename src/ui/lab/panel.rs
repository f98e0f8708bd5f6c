//! The panel on a scenario's stage: the goal, the steps as they are done, and the way back.

use leptos::{prelude::*, task::spawn_local};

use super::leave;
use crate::{
    authenticator::Entry,
    browser::media,
    console::{Account, AuditEvent},
    lab::{Evidence, Goal, Scenario, ScenarioName, progress, scenarios::scenario},
    stage::Phone,
    store::{StoreError, preferences},
    ui::{
        authenticator::use_authenticators,
        components::{Link, Notice, NoticeKind, dynamic, dynamic_text, dynamic_when, press},
        console::use_console,
        route::{AccountTab, ConsolePage, DeskPlace, Route},
        text::lab::{LabText, ScenarioText, scenario_text},
        use_broadcast, use_table, use_text,
    },
};

#[component]
pub(super) fn Panel() -> impl IntoView {
    let text = use_text();
    let name = preferences::load().scenario.as_deref().and_then(ScenarioName::of_key);
    match name {
        Some(name) => view! { <Running scenario=scenario(name)/> }.into_any(),
        None => view! {
            <section class="scenario" aria-label=text.say(|w: &LabText| w.scenario)>
                <h2>{text.say(|w: &LabText| w.unknown)}</h2>
                <p>{text.say(|w: &LabText| w.unknown_about)}</p>
                <Ways/>
            </section>
        }
        .into_any(),
    }
}

/// How many of the goals are reached, as what is stored changes.
fn reached(scenario: &'static Scenario) -> Memo<usize> {
    let console = use_console();
    let table = use_table();
    let authenticators = use_authenticators();
    let records =
        console.watch(|store| Box::pin(async move { Ok((store.audit().await?, store.all::<Account>().await?)) }));
    Memo::new(move |_| {
        let phones = table.phones.get().into_iter().map(|phone| {
            let entries = authenticators.on_phone(&phone.id).collection;
            let entries = entries.with(|all| all.iter().cloned().collect::<Vec<_>>());
            (phone, entries)
        });
        let phones: Vec<(Phone, Vec<Entry>)> = phones.collect();
        records.with(|records| {
            let Some((trail, accounts)): Option<&(Vec<AuditEvent>, Vec<Account>)> = records.as_ref() else { return 0 };
            progress(scenario, &Evidence { trail, accounts, phones: &phones })
        })
    })
}

#[component]
fn Running(scenario: &'static Scenario) -> impl IntoView {
    let text = use_text();
    let name = scenario.name;
    let all = scenario.goals.len();
    let reached = reached(scenario);
    let words = move || -> &'static ScenarioText { scenario_text(name, text.language()) };
    // A narrow screen has room for the step that is on, and for the rest when it is asked for.
    let (is_wide, _listener) = media::watch("(min-width: 1100px)", |_| {});
    let is_open = RwSignal::new(is_wide);
    let where_one_is = dynamic_text(move || {
        let lab: &LabText = text.words();
        let reached = reached.get();
        if reached < all { (lab.step_of)(reached + 1, all) } else { (lab.all_done)(all) }
    });
    let now = dynamic_text(move || {
        let next = words().steps.get(reached.get()).copied();
        next.unwrap_or(text.words::<LabText>().reached).to_owned()
    });
    let toggle_label = dynamic_text(move || {
        let lab: &LabText = text.words();
        if is_open.get() { lab.hide_all } else { lab.show_all }.to_owned()
    });
    let is_expanded = dynamic_text(move || is_open.get().to_string());
    let is_done = Signal::derive(move || reached.get() >= all);
    let is_told_below = Signal::derive(move || is_open.get() && !is_done.get());
    let label = dynamic_text(move || (text.words::<LabText>().about)(words().name));
    let to = Memo::new(move |_| scenario.goals.get(reached.get()).copied().and_then(way_to));
    let way = dynamic(move || match to.get() {
        Some(Route::Desk(place)) => way_link(Route::Desk(place), text.say(|w: &LabText| w.to_desk)),
        Some(Route::Console(ConsolePage::Help)) => {
            way_link(Route::Console(ConsolePage::Help), text.signal(|t| t.console.help))
        }
        Some(route) => way_link(route, text.say(|w: &LabText| w.to_account)),
        None => ().into_any(),
    });
    view! {
        <section class="scenario" class:is-done=is_done aria-label=label>
            <div class="scenario-head">
                <h2>{dynamic_text(move || words().name.to_owned())}</h2>
                <span class="scenario-progress">{where_one_is}</span>
                <button
                    type="button"
                    class="button quiet small"
                    aria-expanded=is_expanded
                    on:click=press(move |_| is_open.update(|open| *open = !*open))
                >
                    {toggle_label}
                </button>
            </div>
            // The list below says the same when it is open, and the end of it is said here.
            <p class="scenario-now" class:visually-hidden=is_told_below role="status">{now}</p>
            {dynamic_when(
                move || is_open.get(),
                move || view! { <Whole scenario reached/> }.into_any(),
            )}
            <div class="row scenario-aside">
                <Credentials scenario/>
                {way}
                {dynamic_when(move || is_open.get() || is_done.get(), || view! { <Ways/> }.into_any())}
            </div>
        </section>
    }
}

/// The goal and all steps.
#[component]
fn Whole(scenario: &'static Scenario, reached: Memo<usize>) -> impl IntoView {
    let text = use_text();
    let words = move || -> &'static ScenarioText { scenario_text(scenario.name, text.language()) };
    let steps = dynamic(move || {
        let (reached, lab) = (reached.get(), text.words::<LabText>());
        let step = |(position, words): (usize, &&'static str)| {
            let is_done = position < reached;
            let state = if is_done {
                lab.done
            } else if position == reached {
                lab.now
            } else {
                ""
            };
            view! {
                <li class:done=is_done aria-current=(position == reached).then_some("step")>
                    <span class="visually-hidden">{state} " "</span>
                    {*words}
                </li>
            }
            .into_any()
        };
        words().steps.iter().enumerate().map(step).collect::<Vec<_>>().into_any()
    });
    view! {
        <p class="hint">{dynamic_text(move || words().goal.to_owned())}</p>
        <ol class="scenario-steps">{steps}</ol>
    }
}

/// What has to be typed. It opens nothing but this rehearsal.
#[component]
fn Credentials(scenario: &'static Scenario) -> impl IntoView {
    let text = use_text();
    let account = &scenario.account;
    let pair =
        |name: Signal<String>, value: &'static str| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any();
    let codes = (!account.recovery_codes.is_empty()).then(|| {
        let codes = account.recovery_codes.iter().map(|code| view! { <code>{*code}</code> }.into_any());
        view! {
            <div class="scenario-codes">
                <dt>{text.say(|w: &LabText| w.recovery_codes)}</dt>
                <dd>{codes.collect::<Vec<_>>()}</dd>
            </div>
        }
        .into_any()
    });
    view! {
        <dl class="scenario-account">
            {pair(text.say(|w: &LabText| w.username), account.username)}
            {pair(text.say(|w: &LabText| w.password), account.password)}
            {codes}
        </dl>
    }
}

/// The ways out: what was there before, or another scenario.
#[component]
fn Ways() -> impl IntoView {
    let text = use_text();
    let broadcast = use_broadcast();
    let trouble = RwSignal::new(None::<StoreError>);
    let leave = move |_| {
        spawn_local(async move {
            trouble.try_set(leave::leave(broadcast).await.err());
        });
    };
    let notice = dynamic(move || match trouble.get() {
        Some(error) => {
            view! { <Notice kind=NoticeKind::Danger>{leave::not_left_words(error, text)}</Notice> }.into_any()
        }
        None => ().into_any(),
    });
    view! {
        <div class="row scenario-ways">
            <Link to=Route::Scenarios class="button quiet small">{text.say(|w: &LabText| w.other_scenarios)}</Link>
            <button type="button" class="button quiet small" on:click=press(leave)>
                {text.say(|w: &LabText| w.restore)}
            </button>
        </div>
        {notice}
    }
}

fn way_link(to: Route, label: Signal<String>) -> AnyView {
    view! { <Link to class="button quiet small">{label}</Link> }.into_any()
}

/// Where a goal is reached, if that is not where a person stands anyway.
fn way_to(goal: Goal) -> Option<Route> {
    match goal {
        Goal::AppealApproved => Some(Route::Desk(DeskPlace::Applications)),
        Goal::LockOver => Some(Route::Desk(DeskPlace::Accounts)),
        Goal::SessionEnded => Some(Route::Console(ConsolePage::Account(AccountTab::Sessions))),
        Goal::AppealTookEffect => Some(Route::Console(ConsolePage::Help)),
        Goal::DeviceAttached | Goal::DeviceAdded(_) | Goal::DeviceReplaced => {
            Some(Route::Console(ConsolePage::Account(AccountTab::SecuritySettings)))
        }
        _ => None,
    }
}
