//! The page “Scenarios”: what can be tried, and what it teaches.

use leptos::{prelude::*, task::spawn_local};

use super::start::{self, StartError};
use crate::{
    lab::{ScenarioName, scenarios::scenario},
    store::{StoreError, World, preferences},
    ui::{
        components::{Link, Notice, NoticeKind, Spinner, dynamic, dynamic_text, dynamic_when, flag, press},
        route::Route,
        storage_trouble,
        text::lab::{LabText, ScenarioText, scenario_text},
        use_broadcast, use_clock, use_table, use_text,
        workshop::use_workshop,
    },
};

/// What went wrong, and at what.
#[derive(Clone, PartialEq)]
enum Trouble {
    Start(StartError),
    Leave(StoreError),
}

#[component]
pub(super) fn Scenarios() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let workshop = use_workshop();
    let broadcast = use_broadcast();
    let running = (use_table().world == World::Scenario).then(|| preferences::load().scenario.unwrap_or_default());
    let is_running = running.is_some();
    let running = running.as_deref().and_then(ScenarioName::of_key);
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let start = Callback::new(move |name: ScenarioName| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            // When it is set, the page is left.
            if let Err(error) = start::start(scenario(name), clock.now_untracked(), workshop, broadcast).await {
                trouble.try_set(Some(Trouble::Start(error)));
                is_busy.try_set(false);
            }
        });
    });
    let leave = move |_| {
        spawn_local(async move {
            trouble.try_set(start::leave(broadcast).await.err().map(Trouble::Leave));
        });
    };
    let trouble_words = move || {
        let words: &LabText = text.words();
        let (what, cause) = match trouble.get() {
            Some(Trouble::Start(StartError::Store(error))) => (words.not_set, Some(error)),
            Some(Trouble::Start(StartError::Plant(_))) => (words.not_set, None),
            Some(Trouble::Leave(error)) => (words.not_left, Some(error)),
            None => return String::new(),
        };
        let cause = cause.map(|error| storage_trouble::words(error, text.get().shell));
        cause.map_or_else(|| what.to_owned(), |(why, next)| format!("{what} {why}. {next}"))
    };
    let cards = ScenarioName::ALL.map(|name| {
        let is_this = running == Some(name);
        view! { <Card name is_this start is_busy/> }.into_any()
    });
    let restore = is_running.then(|| {
        view! {
            <div class="row">
                <Link to=Route::Stage class="button primary">{text.say(|w: &LabText| w.to_stage)}</Link>
                <button type="button" class="button quiet" on:click=press(leave)>
                    {text.say(|w: &LabText| w.restore)}
                </button>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="stack">
            <h1>{text.of(|t| t.shell.scenarios)}</h1>
            <p class="lede">{text.say(|w: &LabText| w.lede)}</p>
            {restore}
        </div>
        {dynamic(move || match trouble.with(Option::is_some) {
            true => view! { <Notice kind=NoticeKind::Danger>{dynamic_text(trouble_words)}</Notice> }.into_any(),
            false => ().into_any(),
        })}
        <div role="status">
            {dynamic_when(
                move || is_busy.get(),
                move || view! { <Spinner label=text.say(|w: &LabText| w.setting)/> }.into_any(),
            )}
        </div>
        <ul class="scenarios">{cards}</ul>
    }
}

#[component]
fn Card(name: ScenarioName, is_this: bool, start: Callback<ScenarioName>, is_busy: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let say = move |pick: fn(&ScenarioText) -> &'static str| {
        dynamic_text(move || pick(scenario_text(name, text.language())).to_owned())
    };
    let title = format!("scenario-{}", name.key());
    let labelled_by = title.clone();
    let (label, label_of) = if is_this {
        (text.say(|w: &LabText| w.start_again), (|w: &LabText| w.start_again_of) as fn(&LabText) -> fn(&str) -> String)
    } else {
        (text.say(|w: &LabText| w.try_it), (|w: &LabText| w.try_it_of) as fn(&LabText) -> fn(&str) -> String)
    };
    let full_label = dynamic_text(move || label_of(text.words())(scenario_text(name, text.language()).name));
    let badge =
        is_this.then(|| view! { <span class="running">{text.say(|w: &LabText| w.is_running)}</span> }.into_any());
    view! {
        <li class="card stack" class:is-running=is_this aria-labelledby=labelled_by>
            <div class="row"><h2 id=title>{say(|t| t.name)}</h2> {badge}</div>
            <p>{say(|t| t.goal)}</p>
            <p class="hint"><b>{text.say(|w: &LabText| w.you_learn)}</b> " " {say(|t| t.learns)}</p>
            <div class="row">
                <button
                    type="button"
                    class="button small"
                    class:primary=!is_this
                    class:quiet=is_this
                    aria-label=full_label
                    disabled=flag(is_busy)
                    on:click=press(move |_| start.run(name))
                >
                    {label}
                </button>
            </div>
        </li>
    }
}
