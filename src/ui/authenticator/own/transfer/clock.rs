//! The clock of this device against another one: by a code that a person reads there, or by what a verifier recorded of
//! a code that this device made.

use leptos::{html, prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::name_of;
use crate::{
    authenticator::{ClockError, ClockOffset, ClockReading, EntryId, REACH_STEPS_MAX},
    otp::Kind,
    store::StoreError,
    ui::{
        authenticator::{outcome::failed_words, own::keeper::Keeper},
        components::{Field, Notice, NoticeKind, dynamic, dynamic_text, dynamic_when, flag, focus, press},
        text::transfer::TransferText,
        use_text,
    },
};

/// So many entries are on offer: one is enough to compare by.
const ENTRIES_OFFERED: usize = 500;

/// Why what was typed tells nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wrong {
    /// The code, or both numbers together.
    Reading(ClockError),
    /// The step of the code is no number.
    CodeStep,
    /// The step of the moment is none.
    MomentStep,
}

/// The clock's panel.
#[component]
pub(in crate::ui::authenticator::own) fn ClockPanel(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let chosen = RwSignal::new(None::<EntryId>);
    let typed = RwSignal::new(String::new());
    let typed_moment = RwSignal::new(String::new());
    let reading = RwSignal::new(None::<ClockReading>);
    let found = RwSignal::new(None::<ClockOffset>);
    let error = RwSignal::new(None::<Wrong>);
    let failed = RwSignal::new(None::<StoreError>);
    let by_step = RwSignal::new(false);
    let heading = NodeRef::<html::H2>::new();
    // Whoever comes because codes were refused comes for this.
    if keeper.carrier.to_clock.get_untracked() {
        keeper.carrier.to_clock.set(false);
        focus::focus_on_mount(heading);
    }

    let timed = Memo::new(move |_| {
        keeper.collection.with(|all| {
            let timed = all.in_use().filter(|entry| !matches!(entry.kind, Kind::Hotp { .. }));
            let named =
                |entry: &crate::authenticator::Entry| (entry.id.clone(), entry.issuer.clone(), entry.account.clone());
            timed.take(ENTRIES_OFFERED).map(named).collect::<Vec<_>>()
        })
    });
    let has_timed = Memo::new(move |_| timed.with(|timed| !timed.is_empty()));
    let forget = move || {
        reading.set(None);
        found.set(None);
        error.set(None);
    };
    let options = dynamic(move || {
        let words = text.words::<TransferText>();
        let option = |(id, issuer, account): (EntryId, String, String)| {
            view! { <option value=id.0>{name_of(&issuer, &account, words)}</option> }
        };
        timed.get().into_iter().map(option).collect_view().into_any()
    });
    let compare = move |event: SubmitEvent| {
        event.prevent_default();
        let code = typed.get_untracked();
        found.set(None);
        let steps = if by_step.get_untracked() {
            // Both stay if one of them is wrong: it is put right.
            let moment = typed_moment.get_untracked();
            match (code.trim().parse::<u64>(), moment.trim().parse::<u64>()) {
                (Err(_), _) => return error.set(Some(Wrong::CodeStep)),
                (_, Err(_)) => return error.set(Some(Wrong::MomentStep)),
                (Ok(of_code), Ok(of_moment)) => Some((of_code, of_moment)),
            }
        } else {
            None
        };
        typed.set(String::new());
        typed_moment.set(String::new());
        let id =
            chosen.get_untracked().or_else(|| timed.with_untracked(|timed| timed.first().map(|(id, ..)| id.clone())));
        let now = keeper.clock.now_untracked();
        let read = keeper.collection.with_untracked(|all| {
            let entry = id.and_then(|id| all.get(&id)).ok_or(ClockError::NotTimed)?;
            match steps {
                Some((of_code, of_moment)) => ClockReading::from_steps(&entry.generator(), of_code, of_moment),
                None => ClockReading::from_code(&entry.generator(), &code, now, REACH_STEPS_MAX),
            }
        });
        let together = read.and_then(|read| match reading.get_untracked() {
            Some(before) => before.and(&read),
            None => Ok(read),
        });
        let offset = together.and_then(|together| {
            let offset = together.offset();
            reading.set(Some(together));
            offset
        });
        match offset {
            Ok(offset) => {
                found.set(Some(offset));
                error.set(None);
            }
            Err(reason) => {
                if reason == ClockError::Contradiction {
                    reading.set(None);
                }
                error.set(Some(Wrong::Reading(reason)));
            }
        }
    };
    let keep = move |offset: Option<ClockOffset>| {
        failed.set(None);
        spawn_local(async move {
            match keeper.set_clock_offset(offset).await {
                Ok(()) => {
                    reading.try_set(None);
                    found.try_set(None);
                    error.try_set(None);
                }
                Err(reason) => drop(failed.try_set(Some(reason))),
            }
        });
    };
    let wrong = Signal::derive(move || {
        let words = text.words::<TransferText>();
        Some(match error.get()? {
            Wrong::MomentStep => return None,
            Wrong::CodeStep => words.clock_no_step.to_owned(),
            Wrong::Reading(ClockError::NotTimed) => words.clock_not_timed.to_owned(),
            Wrong::Reading(ClockError::NoMatch) if by_step.get() => words.clock_steps_apart.to_owned(),
            Wrong::Reading(ClockError::NoMatch) => words.clock_no_match.to_owned(),
            Wrong::Reading(ClockError::Contradiction) => words.clock_contradiction.to_owned(),
            Wrong::Reading(ClockError::NextCodeNeeded { candidates }) => (words.clock_next_code)(candidates),
        })
    });
    let wrong_moment = Signal::derive(move || {
        (error.get() == Some(Wrong::MomentStep)).then(|| text.words::<TransferText>().clock_no_step.to_owned())
    });
    let in_force = dynamic_text(move || {
        let words = text.words::<TransferText>();
        keeper.clock_offset.get().map_or_else(|| words.clock_unset.to_owned(), |offset| offset_words(offset, words))
    });
    let found_words =
        dynamic_text(move || found.get().map(|offset| offset_words(offset, text.words())).unwrap_or_default());
    let is_set = Memo::new(move |_| keeper.clock_offset.with(Option::is_some));
    let is_missing = Memo::new(move |_| {
        let is_empty = |typed: RwSignal<String>| typed.with(|typed| typed.trim().is_empty());
        is_empty(typed) || by_step.get() && is_empty(typed_moment)
    });
    let read_label = dynamic_text(move || {
        let words = text.words::<TransferText>();
        if by_step.get() { words.clock_step } else { words.clock_code }.to_owned()
    });
    let read_hint = dynamic_text(move || {
        let words = text.words::<TransferText>();
        if by_step.get() { words.clock_step_hint } else { words.clock_code_hint }.to_owned()
    });
    let form = move || {
        view! {
            <form class="stack" on:submit=compare novalidate autocomplete="off">
                <div class="field">
                    <label for="clock-entry">{text.say(|w: &TransferText| w.clock_entry)}</label>
                    <select
                        id="clock-entry"
                        on:change=move |event| {
                            chosen.set(Some(EntryId(event_target_value(&event))));
                            forget();
                        }
                    >
                        {options.clone()}
                    </select>
                </div>
                <div class="field">
                    <label for="clock-reference">{text.say(|w: &TransferText| w.clock_reference)}</label>
                    <select
                        id="clock-reference"
                        on:change=move |event| {
                            by_step.set(event_target_value(&event) == "step");
                            typed.set(String::new());
                            typed_moment.set(String::new());
                            forget();
                        }
                    >
                        <option value="code">{text.say(|w: &TransferText| w.clock_by_code)}</option>
                        <option value="step">{text.say(|w: &TransferText| w.clock_by_step)}</option>
                    </select>
                </div>
                <Field
                    id="clock-code"
                    label=read_label
                    hint=read_hint
                    value=typed
                    error=wrong
                />
                {dynamic_when(move || by_step.get(), move || view! {
                    <Field
                        id="clock-moment"
                        label=text.say(|w: &TransferText| w.clock_moment)
                        value=typed_moment
                        error=wrong_moment
                    />
                }.into_any())}
                <div class="row">
                    <button class="button token" type="submit" disabled=flag(is_missing)>
                        {text.say(|w: &TransferText| w.clock_compare)}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="panel stack" aria-labelledby="clock-title">
            <h2 id="clock-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.clock_title)}</h2>
            <p class="lede">{text.say(|w: &TransferText| w.clock_lede)}</p>
            <p class="clock-offset" role="status">{in_force}</p>
            {dynamic_when(move || is_set.get(), move || view! {
                <div class="row">
                    <button class="button quiet small" on:click=press(move |_| keep(None))>
                        {text.say(|w: &TransferText| w.clock_reset)}
                    </button>
                </div>
            }.into_any())}
            {dynamic(move || if has_timed.get() {
                form()
            } else {
                view! { <p class="hint">{text.say(|w: &TransferText| w.clock_no_entry)}</p> }.into_any()
            })}
            {dynamic_when(move || found.with(Option::is_some), move || view! {
                <Notice kind=NoticeKind::Information>
                    <p>{found_words}</p>
                    <div class="row">
                        <button
                            class="button quiet small"
                            on:click=press(move |_| keep(found.get_untracked()))
                        >
                            {text.say(|w: &TransferText| w.clock_apply)}
                        </button>
                    </div>
                </Notice>
            }.into_any())}
            <p class="error" role="alert">{failed_words(failed, text)}</p>
        </section>
    }
}

fn offset_words(offset: ClockOffset, words: &'static TransferText) -> String {
    let uncertainty = offset.uncertainty_secs();
    if offset.is_right() {
        return (words.clock_right)(uncertainty);
    }
    let secs = offset.fast_secs();
    let told = if secs >= 0 { words.clock_fast } else { words.clock_slow };
    told(secs.unsigned_abs(), uncertainty)
}
