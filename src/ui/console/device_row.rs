//! One MFA device of Account Management: what is known of it, and what can be done with it.

use leptos::prelude::*;

use super::{
    account::focus_by_id,
    parts::{actions, button, on_press, on_submit, submit_button},
    resynchronise::{OpenForm, Resynchronising, duration},
    use_console, words,
};
use crate::{
    console::{Device, DeviceId, DeviceNameError, DeviceRefusal, Policy, verifier},
    otp::UnixMillis,
    ui::{
        components::{Ask, Field, dynamic_text, dynamic_when},
        parts::{Part, part},
        text::{console::devices::DevicesText, duration::DurationText},
        use_text,
    },
};

#[component]
pub(super) fn DeviceRow(id: DeviceId, on_removed: Callback<()>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let heading_id = format!("device-{}", id.as_str());
    let rename_id = format!("device-{}-rename", id.as_str());
    let id = StoredValue::new(id);
    let device = Memo::new(move |_| {
        console.user.with(|user| id.with_value(|id| user.as_ref().and_then(|user| user.device(id)).cloned()))
    });
    let name = dynamic_text(move || {
        let name = device.with(|device| device.as_ref().and_then(|device| device.name.clone()));
        name.unwrap_or_else(|| text.words::<DevicesText>().nameless.to_owned())
    });
    let facts = dynamic_text(move || {
        let words: &DevicesText = text.words();
        let policy = console.snapshot.with(|all| all.policy).policy();
        let facts = |device: &Device| facts(device, &policy, words, text.words());
        device.with(|device| device.as_ref().map(facts).unwrap_or_default())
    });

    let is_renaming = RwSignal::new(false);
    let rename = {
        let (prefix, rename_id) = (heading_id.clone(), rename_id.clone());
        dynamic_when(
            move || is_renaming.get(),
            move || {
                let close = Callback::new({
                    let rename_id = rename_id.clone();
                    move |()| {
                        is_renaming.set(false);
                        focus_by_id(rename_id.clone());
                    }
                });
                view! { <Rename id name=name.get_untracked() prefix=prefix.clone() close/> }.into_any()
            },
        )
    };

    let asks_to_remove = RwSignal::new(false);
    let removing = move || {
        console.run(async move {
            match console.remove_device(id.get_value()).await {
                Some(Ok(()) | Err(DeviceRefusal::Gone)) => on_removed.run(()),
                Some(Err(DeviceRefusal::StepUpNeeded)) => console.ask_for_step_up(move || asks_to_remove.set(true)),
                Some(Err(DeviceRefusal::Name(_))) | None => {}
            }
        });
    };
    let question = dynamic_text(move || (text.words::<DevicesText>().remove_question)(&name.get()));
    let loses = dynamic_text(move || {
        let words: &DevicesText = text.words();
        let is_last = console.user.with(|user| user.as_ref().is_some_and(|user| user.devices.len() == 1));
        if is_last { words.remove_last_loses } else { words.remove_loses }.to_owned()
    });

    let is_resynchronising = RwSignal::new(false);
    let is_resync_offered =
        Memo::new(move |_| console.snapshot.with(|all| all.policy.policy().resynchronisation_steps > 0));
    let resynchronise = dynamic_when(
        move || is_resynchronising.get(),
        move || {
            provide_context(OpenForm { of: Resynchronising::Device(id.get_value()), is_open: is_resynchronising });
            view! { <div class="device-form">{part(Part::Resynchronise)}</div> }.into_any()
        },
    );
    let resynchronise_button = dynamic_when(
        move || is_resync_offered.get(),
        move || {
            button(
                "button quiet small",
                |w: &DevicesText| w.resynchronise,
                move || is_resynchronising.update(|is_open| *is_open = !*is_open),
            )
        },
    );
    let switch = move || console.after_step_up(move || console.open_wizard(Some(id.get_value())));
    view! {
        <li class="card device" aria-labelledby=heading_id.clone()>
            <h3 id=heading_id.clone()>{name}</h3>
            <p class="hint">{facts}</p>
            {rename}
            <div class="row">
                <button
                    class="button quiet small"
                    id=rename_id
                    on:click=on_press(move || console.after_step_up(move || is_renaming.set(true)))
                >
                    {text.say(|w: &DevicesText| w.rename)}
                </button>
                {button("button quiet small", |w: &DevicesText| w.switch, switch)}
                {resynchronise_button}
                {button(
                    "button small danger-quiet",
                    |w: &DevicesText| w.remove,
                    move || console.after_step_up(move || asks_to_remove.set(true)),
                )}
            </div>
            {resynchronise}
            <Ask
                open=asks_to_remove
                title=question
                body=loses
                confirm=text.say(|w: &DevicesText| w.remove)
                on_confirm=Callback::new(move |()| removing())
            />
        </li>
    }
}

/// What is known of a device, in one line.
fn facts(device: &Device, policy: &Policy, words: &DevicesText, durations: &DurationText) -> String {
    let period_secs = u64::from(device.period.secs());
    let mut facts = vec![(words.bound_since)(&words::day_and_time(device.attached_at))];
    // When that code was shown, by the true clock.
    let drift_secs = device.drift_steps.unwrap_or_default().saturating_mul(i64::from(device.period.secs()));
    let shown_at = UnixMillis::from_secs(device.last_accepted_step * period_secs).offset_secs(-drift_secs);
    facts.push((words.last_code)(&words::day_and_time(shown_at)));
    match device.drift_steps {
        None => {}
        Some(0) => facts.push(words.clock_is_right.to_owned()),
        Some(steps) => {
            let by = duration(steps, period_secs, durations);
            // As far as the policy in force goes; another one may have measured it.
            let allowed_for = match verifier::drift_allowed_for(steps, policy) {
                0 => words.not_allowed_for.to_owned(),
                all if all == steps => words.allowed_for.to_owned(),
                some => (words.partly_allowed_for)(&duration(some, period_secs, durations)),
            };
            let told = if steps > 0 { words.clock_is_fast } else { words.clock_is_slow };
            facts.push(told(&by, &allowed_for));
        }
    }
    facts.join(" · ")
}

#[component]
fn Rename(id: StoredValue<DeviceId>, name: String, prefix: String, close: Callback<()>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let typed = RwSignal::new(name);
    let refusal = RwSignal::new(None::<DeviceRefusal>);
    let input_id = format!("{prefix}-name");
    focus_by_id(input_id.clone());
    let save = Callback::new(move |()| save(console, id, typed, refusal, close));
    let error = Signal::derive(move || {
        let words: &DevicesText = text.words();
        match refusal.get()? {
            DeviceRefusal::Name(error) => Some(name_error(error, words).to_owned()),
            DeviceRefusal::Gone => Some(words.gone.to_owned()),
            DeviceRefusal::StepUpNeeded => None,
        }
    });
    view! {
        <form class="stack device-form" novalidate on:submit=on_submit(move || save.run(()))>
            <Field
                id=input_id
                label=text.say(|w: &DevicesText| w.name)
                hint=text.say(|w: &DevicesText| w.name_hint)
                error
                value=typed
            />
            {actions(
                button("button quiet small", |w: &DevicesText| w.cancel, move || close.run(())),
                submit_button("button primary small", |w: &DevicesText| w.save),
            )}
        </form>
    }
    .into_any()
}

/// Stores the name, once a factor was shown if that is needed first.
fn save(
    console: super::ConsoleState,
    id: StoredValue<DeviceId>,
    typed: RwSignal<String>,
    refusal: RwSignal<Option<DeviceRefusal>>,
    close: Callback<()>,
) {
    let name = typed.get_untracked();
    console.run(async move {
        match console.rename_device(id.get_value(), name).await {
            Some(Ok(())) => close.run(()),
            Some(Err(DeviceRefusal::StepUpNeeded)) => {
                console.ask_for_step_up(move || save(console, id, typed, refusal, close));
            }
            Some(Err(why)) => drop(refusal.try_set(Some(why))),
            None => {}
        }
    });
}

/// What is wrong with a device's name.
pub(super) fn name_error(error: DeviceNameError, words: &DevicesText) -> &'static str {
    match error {
        DeviceNameError::Empty => words.name_empty,
        DeviceNameError::TooLong => words.name_too_long,
        DeviceNameError::Taken => words.name_taken,
    }
}
