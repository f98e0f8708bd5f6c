//! The page “Scenarios”: what can be tried, and what it teaches.

use leptos::{prelude::*, task::spawn_local};

use super::{leave, start::Wanted};
use crate::{
    lab::ScenarioName,
    store::{StoreError, World, preferences},
    ui::{
        components::{Link, Notice, NoticeKind, dynamic, dynamic_text, flag, press},
        parts::{Part, part},
        route::Route,
        text::lab::{LabText, ScenarioText, scenario_text},
        use_broadcast, use_table, use_text,
    },
};

#[component]
pub(super) fn Scenarios() -> impl IntoView {
    let text = use_text();
    let broadcast = use_broadcast();
    let running = (use_table().world == World::Scenario).then(|| preferences::load().scenario.unwrap_or_default());
    let is_running = running.is_some();
    let running = running.as_deref().and_then(ScenarioName::of_key);
    let is_busy = RwSignal::new(false);
    // Each press is another wish, of the same scenario too: what failed is tried again.
    let wanted = RwSignal::new(None::<(ScenarioName, u32)>);
    let start = Callback::new(move |name: ScenarioName| {
        if !is_busy.get_untracked() {
            wanted.update(|wanted| *wanted = Some((name, wanted.map_or(0, |(_, press)| press + 1))));
        }
    });
    let starting = dynamic(move || match wanted.get() {
        Some((name, _)) => {
            provide_context(Wanted { name, is_busy });
            part(Part::ScenarioStart).into_any()
        }
        None => ().into_any(),
    });
    let not_left = RwSignal::new(None::<StoreError>);
    let leave = move |_| {
        spawn_local(async move {
            not_left.try_set(leave::leave(broadcast).await.err());
        });
    };
    let trouble = dynamic(move || match not_left.get() {
        Some(error) => {
            view! { <Notice kind=NoticeKind::Danger>{leave::not_left_words(error, text)}</Notice> }.into_any()
        }
        None => ().into_any(),
    });
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
        {trouble}
        {starting}
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
