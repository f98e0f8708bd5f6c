//! A line of the trail, which opens to all that is kept of it.

use leptos::prelude::*;

use super::{
    super::{
        parts::definitions,
        words::{day_and_second, time_of_day},
    },
    words,
};
use crate::{
    console::{
        Account, DeviceId, Happening, Wait,
        trail::{Line, Outcome},
    },
    ui::{
        components::{dynamic_text, dynamic_when},
        text::console::trail::{HappeningText, TrailText},
        use_text,
    },
};

/// One row: a value's name, and the value in the language shown.
type Pair = (fn(&TrailText) -> &'static str, Value);

enum Value {
    Plain(String),
    Worded(fn(&TrailText) -> &'static str),
    Steps(i64),
    /// When the next try is looked at, of a lock.
    LockedUntil(String),
    Device(Option<(Option<String>, String, bool)>),
}

impl Value {
    fn words(&self, words: &TrailText) -> String {
        match self {
            Self::Plain(value) => value.clone(),
            Self::Worded(pick) => pick(words).to_owned(),
            Self::Steps(steps) => (words.steps)(*steps),
            Self::LockedUntil(at) => (words.lock_until)(at),
            Self::Device(None) => words.nobodys_device.to_owned(),
            Self::Device(Some((name, short, is_bound))) => {
                let name = name.as_deref().unwrap_or(words.unnamed_device);
                let note = if *is_bound { String::new() } else { format!(", {}", words.bound_no_longer) };
                format!("{name} ({short}{note})")
            }
        }
    }
}

/// The line. `account` is the one that it is about, as it is now.
pub(super) fn line_view(line: &Line, account: Option<&Account>) -> AnyView {
    let text = use_text();
    let about = line.event.what.about();
    let is_of_desk = line.event.what.is_of_desk();
    let at = line.event.at;
    let what = line.event.what.clone();
    let headline = dynamic_text(move || words::happening(&what, text.words::<HappeningText>()));
    let username = line.username.as_ref().map(|name| name.as_str().to_owned());
    let outcome = about.outcome.map(|outcome| {
        let class = match outcome {
            Outcome::Accepted => "trail-outcome is-accepted",
            Outcome::Refused => "trail-outcome is-refused",
        };
        let told = dynamic_text(move || words::outcome(Some(outcome), text.words()).to_owned());
        view! { <span class=class>{told}</span> }
    });
    let is_open = RwSignal::new(false);
    let place = line.event.place;
    let place = dynamic_text(move || words::place(place, is_of_desk, text.words()).to_owned());
    let whose = username.clone();
    let pairs = StoredValue::new(particulars(&line.event.what, account));
    // Most lines are never opened.
    let opened = dynamic_when(
        move || is_open.get(),
        move || {
            let mut rows = vec![
                (text.say(|w: &TrailText| w.at), day_and_second(at).into()),
                (
                    text.say(|w: &TrailText| w.kind),
                    dynamic_text(move || words::kind(about.kind, text.words()).to_owned()),
                ),
                (
                    text.say(|w: &TrailText| w.outcome),
                    dynamic_text(move || words::outcome(about.outcome, text.words()).to_owned()),
                ),
                (text.say(|w: &TrailText| w.place), place),
            ];
            if let Some(name) = whose.clone() {
                rows.push((text.say(|w: &TrailText| w.account), name.into()));
            }
            for at in 0..pairs.with_value(Vec::len) {
                let named = dynamic_text(move || {
                    let words: &TrailText = text.words();
                    pairs.with_value(|all| all.get(at).map(|(name, _)| name(words).to_owned())).unwrap_or_default()
                });
                let value = dynamic_text(move || {
                    let words: &TrailText = text.words();
                    pairs.with_value(|all| all.get(at).map(|(_, value)| value.words(words))).unwrap_or_default()
                });
                rows.push((named, value));
            }
            definitions(rows)
        },
    );
    let on_toggle = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast as _;
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        is_open.set(details.is_some_and(|details| details.open()));
    };
    view! {
        <li>
            <details class="trail-line" on:toggle=on_toggle>
                <summary>
                    <time>{day_and_second(at)}</time>
                    <span class="trail-what">{headline}</span>
                    {outcome}
                    <span class="trail-who">{username}</span>
                </summary>
                {opened}
            </details>
        </li>
    }
    .into_any()
}

/// The particulars of a happening, in the order in which they explain it.
fn particulars(what: &Happening, account: Option<&Account>) -> Vec<Pair> {
    let details = what.details();
    let judgement = match what {
        Happening::CodeAccepted { judgement, .. } | Happening::CodeRefused { judgement, .. } => judgement.as_ref(),
        _ => None,
    };
    let mut pairs: Vec<Pair> = Vec::new();
    if let Some(step) = details.step {
        pairs.push((|w| w.step, Value::Plain(step.to_string())));
    } else if judgement.is_some() {
        pairs.push((|w| w.step, Value::Worded(|w| w.no_step)));
    }
    if let Some(step) = details.current_step {
        pairs.push((|w| w.current_step, Value::Plain(step.to_string())));
    }
    if let Some(offset) = details.offset_steps {
        pairs.push((|w| w.offset, Value::Steps(offset)));
    }
    if let Some(step) = details.last_accepted_step {
        pairs.push((|w| w.last_accepted_step, Value::Plain(step.to_string())));
    }
    if let Some(failures) = details.failures {
        pairs.push((|w| w.failures, Value::Plain(failures.to_string())));
    }
    match details.next {
        Some(Wait { until: None, .. }) => pairs.push((|w| w.next_try, Value::Worded(|w| w.when_unlocked))),
        Some(Wait { until: Some(until), locked: true }) => {
            pairs.push((|w| w.next_try, Value::LockedUntil(day_and_second(until))));
        }
        Some(Wait { until: Some(until), locked: false }) => {
            pairs.push((|w| w.next_try, Value::Plain(time_of_day(until))));
        }
        None if details.locked == Some(true) => pairs.push((|w| w.next_try, Value::Worded(|w| w.locked))),
        None if judgement.is_some() => pairs.push((|w| w.next_try, Value::Worded(|w| w.at_once))),
        None => {}
    }
    if let Some(device) = &details.device {
        pairs.push((|w| w.device, Value::Device(Some(named(device, account)))));
    } else if judgement.is_some() {
        pairs.push((|w| w.device, Value::Device(None)));
    }
    if let Some(drift) = details.drift_steps {
        pairs.push((|w| w.drift, Value::Steps(drift)));
    }
    if let Some(left) = details.left {
        pairs.push((|w| w.left, Value::Plain(left.to_string())));
    }
    pairs
}

/// A device's name as the account has it now, its id's beginning, and whether it is still bound.
fn named(id: &DeviceId, account: Option<&Account>) -> (Option<String>, String, bool) {
    const SHORT: usize = 8;
    let bound = account.and_then(|account| account.device(id));
    let retired = || {
        let all = account.map(|account| account.retired_devices.iter()).into_iter().flatten();
        all.map(|retired| &retired.device).find(|device| device.id == *id)
    };
    let name = bound.or_else(retired).and_then(|device| device.name.clone());
    (name, id.as_str().chars().take(SHORT).collect(), bound.is_some())
}
