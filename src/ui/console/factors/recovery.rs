//! The recovery codes: how many are left, and new ones.

use leptos::prelude::*;

use super::{Done, done_notice, sheet::Sheet, user};
use crate::{
    console::{RecoveryCodes, recovery::SetRefusal},
    ui::{
        components::{NoticeKind, dynamic, dynamic_text, dynamic_when},
        console::{
            account::focus_by_id,
            actions::NewCodes,
            parts::{fixed_notice, on_press},
            use_console, words,
        },
        text::console::factors::FactorsText,
        use_text,
    },
};

/// From so many on there is no warning.
const ENOUGH: usize = 4;

/// What is known of the account's set.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    /// The policy has no recovery codes.
    NotOffered,
    /// A device must be bound first.
    DeviceFirst,
    /// None were made.
    Absent,
    /// So many are left.
    Some { left: usize, made: usize, made_at: String },
}

#[component]
pub(super) fn Recovery() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let user = user();
    let new = RwSignal::new(None::<NewCodes>);
    let done: Done = RwSignal::new(None);
    let sets = console.watch(|store| Box::pin(async move { store.records::<RecoveryCodes>().await }));
    let shown = Memo::new(move |_| {
        let (account, has_device) = user.get()?;
        let is_offered = console.snapshot.with(|all| all.policy.policy().recovery_codes > 0);
        sets.with(|sets| {
            let set = sets.as_ref()?.iter().find(|set| set.account == account);
            Some(match set {
                _ if !is_offered => Shown::NotOffered,
                _ if !has_device => Shown::DeviceFirst,
                None => Shown::Absent,
                Some(set) => {
                    let made_at = words::day_and_time(set.made_at);
                    Shown::Some { left: set.left.len(), made: set.made(), made_at }
                }
            })
        })
    });
    let state = dynamic_text(move || {
        let words: &FactorsText = text.words();
        match shown.get() {
            None => String::new(),
            Some(Shown::NotOffered) => words.recovery_not_offered.to_owned(),
            Some(Shown::DeviceFirst) => words.device_first.to_owned(),
            Some(Shown::Absent) => words.recovery_none.to_owned(),
            Some(Shown::Some { left, made, made_at }) => (words.left_of)(left, made, &made_at),
        }
    });
    let is_there = Signal::derive(move || shown.with(|shown| matches!(shown, Some(Shown::Some { left: 1.., .. }))));
    let is_few = move || shown.with(|shown| matches!(shown, Some(Shown::Some { left: ..ENOUGH, .. })));
    let label = dynamic_text(move || {
        let words: &FactorsText = text.words();
        let has_set = shown.with(|shown| matches!(shown, Some(Shown::Some { .. })));
        if has_set { words.renew_codes } else { words.make_codes }.to_owned()
    });
    let make = move || {
        done.set(None);
        console.after_step_up(move || {
            console.run(async move {
                match console.make_recovery_codes().await {
                    Some(Ok(codes)) => drop(new.try_set(Some(codes))),
                    // What it was judged on has changed a moment ago: the page shows the rest by itself.
                    Some(Err(SetRefusal::StepUpNeeded | SetRefusal::DeviceNeeded | SetRefusal::NotOffered)) | None => {}
                }
            });
        });
    };
    let may_make = move || matches!(shown.get(), Some(Shown::Absent | Shown::Some { .. }));
    let button = dynamic_when(may_make, move || {
        view! {
            <button class="button quiet" id="make-recovery-codes" aria-describedby="recovery-codes" on:click=on_press(make)>
                {label}
            </button>
        }
        .into_any()
    });
    let warning = dynamic_when(is_few, || fixed_notice(NoticeKind::Warning, |w: &FactorsText| w.few_left));
    let setting = move || {
        let (button, warning) = (button.clone(), warning.clone());
        view! {
            <div class="stack">
                <section class="setting" aria-labelledby="recovery-codes">
                    <div class="setting-name">
                        <h2 id="recovery-codes">{text.say(|w: &FactorsText| w.recovery_codes)}</h2>
                        <p class="hint">{text.say(|w: &FactorsText| w.recovery_about)}</p>
                    </div>
                    <p class="setting-state" class:is-bound=is_there>{state}</p>
                    {button}
                </section>
                {warning}
                {done_notice(done)}
            </div>
        }
        .into_any()
    };
    let on_end = Callback::new(move |said| {
        new.set(None);
        done.set(Some(said));
        focus_by_id("make-recovery-codes");
    });
    let replaces = Signal::derive(move || is_there.get());
    let content = dynamic(move || match new.get() {
        Some(codes) => view! { <Sheet codes replaces on_end/> }.into_any(),
        None => setting(),
    });
    view! { {content} }.into_any()
}
