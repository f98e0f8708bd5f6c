//! A phone's clock, which can be set off to see what that does to codes.

use leptos::{prelude::*, task::spawn_local};

use super::{
    outcome::failed_words,
    phone::{PhoneContext, ScreenHeading},
    phone_time,
};
use crate::{
    store::StoreError,
    ui::{
        components::{dynamic_text, press},
        text::{Text, duration::DurationText},
        use_clock, use_table, use_text,
    },
};

/// Picks a text of the language shown.
type Label = fn(&'static Text) -> &'static str;

/// The steps that the buttons go, in seconds, with their words.
const STEPS: [(i64, Label); 4] = [
    (-300, |t| t.authenticator.earlier_5_minutes),
    (-30, |t| t.authenticator.earlier_30_seconds),
    (30, |t| t.authenticator.later_30_seconds),
    (300, |t| t.authenticator.later_5_minutes),
];

#[component]
pub(super) fn ClockSetting(context: PhoneContext) -> impl IntoView {
    let text = use_text();
    let table = use_table();
    let clock = use_clock();
    let offset_secs = context.offset_secs();
    let failed = RwSignal::new(None::<StoreError>);
    let set = move |secs: i64| {
        let Some(mut phone) = context.phone.get_untracked() else { return };
        phone.set_clock_offset_secs(secs);
        spawn_local(async move {
            failed.try_set(table.change_phone(phone).await.err());
        });
    };
    let state = dynamic_text(move || {
        let words = text.get().authenticator;
        let secs = offset_secs.get();
        let by = (text.words::<DurationText>().of_secs)(secs.unsigned_abs());
        match secs {
            0 => words.clock_is_right.to_owned(),
            1.. => (words.clock_fast)(&by),
            _ => (words.clock_slow)(&by),
        }
    });
    let face = dynamic_text(move || phone_time::with_seconds(clock.now().offset_secs(offset_secs.get())));
    let is_right = Signal::derive(move || offset_secs.get() == 0);
    let buttons = STEPS
        .map(|(step_secs, label)| {
            let go = press(move |_| set(offset_secs.get_untracked().saturating_add(step_secs)));
            view! { <button class="button quiet small" on:click=go>{text.of(label)}</button> }
        })
        .collect_view();
    view! {
        <ScreenHeading title=text.signal(|t| t.authenticator.clock)/>
        <div class="clock-setting">
            <p class="clock-face">{face}</p>
            <p class="clock-state" role="status">{state}</p>
            <div class="clock-steps">{buttons}</div>
            <button class="button quiet small" disabled=is_right on:click=press(move |_| set(0))>
                {text.of(|t| t.authenticator.clock_set_right)}
            </button>
            <p class="hint">{text.of(|t| t.authenticator.clock_lede)}</p>
            <p class="error" role="alert">{failed_words(failed, text)}</p>
        </div>
    }
}
