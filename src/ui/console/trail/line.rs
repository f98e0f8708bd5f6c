//! A line of the trail, which opens to all that is kept of it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{
    super::{
        parts::definitions,
        words::{day_and_second, time_of_day},
    },
    Stored, words,
};
use crate::{
    console::{
        Account, AuditEvent, DeviceId, Happening, Place, PolicyChoice, Wait,
        trail::{Line, LineKind, Outcome},
    },
    ui::{
        components::{dynamic, dynamic_text},
        text::console::{
            ConsoleText,
            trail::{HappeningText, TrailText},
        },
        use_text,
    },
};

/// One row: a value's name, and the value in the language shown.
type Pair = (fn(&'static TrailText) -> &'static str, Value);

enum Value {
    Plain(String),
    Worded(fn(&TrailText) -> &'static str),
    Kind(LineKind),
    Outcome(Option<Outcome>),
    /// From which browser, and whether it was the desk's doing.
    Place(Option<Place>, bool),
    Steps(i64),
    /// When the next try is looked at, of a lock.
    LockedUntil(String),
    Device(Option<(Option<String>, String, bool)>),
    /// The policy before, and after.
    Policy(PolicyChoice, PolicyChoice),
}

impl Value {
    fn words(&self, words: &TrailText, named: &HappeningText, window: &'static ConsoleText) -> String {
        match self {
            Self::Plain(value) => value.clone(),
            Self::Worded(pick) => pick(words).to_owned(),
            Self::Kind(kind) => words::kind(*kind, words).to_owned(),
            Self::Outcome(outcome) => words::outcome(*outcome, words).to_owned(),
            Self::Place(place, is_of_desk) => words::place(*place, *is_of_desk, words, window).to_owned(),
            Self::Steps(steps) => (words.steps)(*steps),
            Self::LockedUntil(at) => (words.lock_until)(at),
            Self::Policy(before, now) => {
                let [before, now] = [before, now].map(|choice| {
                    let (preset, wording) =
                        (words::preset(choice.preset, named), words::wording(choice.wording, named));
                    format!("{preset} ({wording})")
                });
                format!("{before} → {now}")
            }
            Self::Device(None) => words.nobodys_device.to_owned(),
            Self::Device(Some((name, short, is_bound))) => {
                let name = name.as_deref().unwrap_or(words.unnamed_device);
                (if *is_bound { words.known_device } else { words.former_device })(name, short)
            }
        }
    }
}

/// The line.
pub(super) fn line_view(line: Line, stored: RwSignal<Option<Stored>>) -> AnyView {
    let text = use_text();
    let event = line.event;
    let what = event.what.clone();
    let headline = dynamic_text(move || words::happening(&what, text.words::<HappeningText>()));
    let outcome = event.what.about().outcome.map(|outcome| {
        let class = match outcome {
            Outcome::Accepted => "trail-outcome is-accepted",
            Outcome::Refused => "trail-outcome is-refused",
        };
        let told = dynamic_text(move || words::outcome(Some(outcome), text.words()).to_owned());
        view! { <span class=class>{told}</span> }.into_any()
    });
    let at = day_and_second(event.at);
    let username = line.username.map(|name| name.as_str().to_owned()).unwrap_or_default();
    let is_open = RwSignal::new(false);
    // Most lines are never opened.
    let opened = dynamic(move || {
        if !is_open.get() {
            return ().into_any();
        }
        let account = stored.with_untracked(|stored| {
            let mut all = stored.iter().flat_map(|stored| &stored.accounts);
            all.find(|account| event.account.as_ref() == Some(&account.id)).cloned()
        });
        let rows = particulars(&event, account.as_ref()).into_iter().map(|(name, value)| {
            let value = dynamic_text(move || value.words(text.words(), text.words(), text.get().console));
            (text.say(name), value)
        });
        definitions(rows.collect())
    });
    let on_toggle: Box<dyn Fn(web_sys::Event)> = Box::new(move |event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        is_open.set(details.is_some_and(|details| details.open()));
    });
    view! {
        <li>
            <details class="trail-line" on:toggle=on_toggle>
                <summary>
                    <time>{at}</time>
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

/// All that is kept of a line, in the order in which it explains what happened.
fn particulars(event: &AuditEvent, account: Option<&Account>) -> Vec<Pair> {
    let what = &event.what;
    let (about, details) = (what.about(), what.details());
    let judgement = match what {
        Happening::CodeAccepted { judgement, .. } | Happening::CodeRefused { judgement, .. } => judgement.as_ref(),
        _ => None,
    };
    let mut pairs: Vec<Pair> = vec![
        (|w| w.at, Value::Plain(day_and_second(event.at))),
        (|w| w.kind, Value::Kind(about.kind)),
        (|w| w.outcome, Value::Outcome(about.outcome)),
        (|w| w.place, Value::Place(event.place, what.is_of_desk())),
    ];
    if let Some(account) = account {
        pairs.push((|w| w.account, Value::Plain(account.username.as_str().to_owned())));
    }
    if let Some(step) = details.step {
        pairs.push((|w| w.step, Value::Plain(step.to_string())));
    } else if details.current_step.is_some() {
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
    if let Some(failures) = details.attempt_failures {
        pairs.push((|w| w.attempt_failures, Value::Plain(failures.to_string())));
    }
    match details.next {
        Some(Wait { until: None, .. }) => pairs.push((|w| w.next_try, Value::Worded(|w| w.when_unlocked))),
        Some(Wait { until: Some(until), locked: true, .. }) => {
            pairs.push((|w| w.next_try, Value::LockedUntil(day_and_second(until))));
        }
        Some(Wait { until: Some(until), locked: false, .. }) => {
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
    if let Happening::PolicyPut { before, now } = what {
        pairs.push((|w| w.policy, Value::Policy(*before, *now)));
    }
    if let Some(reason) = details.desk_reason {
        pairs.push((|w| w.reason, Value::Plain(reason)));
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
