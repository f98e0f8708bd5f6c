//! The form that resynchronises a device by two consecutive codes: on the account's page, and where a person logs on
//! whose codes are refused.

use leptos::prelude::*;

use super::{
    account::focus_by_id,
    parts::{actions, button, definitions, notice, on_submit, paragraph, submit_button},
    two_codes::TwoCodes,
    use_console, words,
};
use crate::{
    console::{DeviceId, ResynchroniseRefusal, Resynchronised},
    ui::{
        components::{NoticeKind, dynamic, dynamic_text, dynamic_when},
        parts::{Part, part},
        text::{
            console::{
                devices::DevicesText,
                log_on::LogOnText,
                pair_verdict::{PairVerdictText, seen},
                resynchronise::ResynchroniseText,
                verdict::VerdictText,
            },
            duration::DurationText,
        },
        use_clock, use_crossing, use_text,
    },
};

/// What is resynchronised, and where. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resynchronising {
    /// A device of the account that is logged on.
    Device(DeviceId),
    /// The device whose codes they are, for the log-on that waits for a code.
    AtLogOn,
}

/// The same with whether the form is open.
#[derive(Clone)]
pub(super) struct OpenForm {
    pub(super) of: Resynchronising,
    pub(super) is_open: RwSignal<bool>,
}

/// The way to the form from the page “Log On”, and the form.
pub(super) fn at_log_on() -> AnyView {
    let console = use_console();
    let is_open = RwSignal::new(false);
    let is_offered = Memo::new(move |_| console.snapshot.with(|all| all.policy.policy().resynchronisation_steps > 0));
    let way = dynamic_when(
        move || is_offered.get() && !is_open.get(),
        move || button("link-button", |w: &LogOnText| w.clock_is_off, move || is_open.set(true)),
    );
    let form = dynamic_when(
        move || is_open.get(),
        move || {
            provide_context(OpenForm { of: Resynchronising::AtLogOn, is_open });
            view! { <div class="card">{part(Part::Resynchronise)}</div> }.into_any()
        },
    );
    view! { <div class="console-form stack">{way} {form}</div> }.into_any()
}

/// How far a clock is off, in words: `1 min 30 s`.
pub(super) fn duration(steps: i64, period_secs: u64, words: &DurationText) -> String {
    (words.of_secs)(steps.unsigned_abs() * period_secs)
}

#[component]
pub(super) fn Resynchronise() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let crossing = use_crossing();
    let console = use_console();
    let Some(OpenForm { of, is_open }) = use_context::<OpenForm>() else { return ().into_any() };
    let is_at_log_on = of == Resynchronising::AtLogOn;
    let of = StoredValue::new(of);
    let period_secs = u64::from(console.policy().period.secs());
    let codes = TwoCodes::new();
    let refusal = RwSignal::new(None::<ResynchroniseRefusal>);
    let done = RwSignal::new(None::<Resynchronised>);
    focus_by_id("resynchronise-first");
    let submit = on_submit(move || {
        crossing.digits_crossed();
        refusal.set(None);
        let typed = codes.now();
        console.run(async move {
            match console.resynchronise(of.get_value(), typed).await {
                Some(Ok(found)) => {
                    codes.clear();
                    done.try_set(Some(found));
                }
                Some(Err(why)) => {
                    if let ResynchroniseRefusal::Pair { refusal, .. } = &why {
                        codes.refuse(*refusal);
                    } else if matches!(why, ResynchroniseRefusal::Late | ResynchroniseRefusal::OlderThanAccepted { .. })
                    {
                        codes.clear();
                    }
                    refusal.try_set(Some(why));
                }
                None => {}
            }
        });
    });
    // What is said of the two codes stands by their fields, what follows from it here.
    let refused = Memo::new(move |_| {
        let words: &ResynchroniseText = text.words();
        let wait = |next| words::wait(next, clock.now(), text.words());
        match refusal.get()? {
            ResynchroniseRefusal::NotOffered => Some(words.not_offered.to_owned()),
            ResynchroniseRefusal::AttemptExpired => Some(words.attempt_expired.to_owned()),
            ResynchroniseRefusal::Late => Some(words.late.to_owned()),
            ResynchroniseRefusal::Wait(next) => wait(next),
            ResynchroniseRefusal::Pair { next, .. } => wait(next?),
            ResynchroniseRefusal::OlderThanAccepted { next, .. } => {
                Some(words::refused(words.older, words.older_next, Some(next), clock.now(), text.words()))
            }
        }
    });
    let refused = dynamic(move || match refused.get() {
        Some(words) => notice(NoticeKind::Danger, words.into()),
        None => ().into_any(),
    });
    let success = move || {
        let told = dynamic_text(move || {
            let words: &ResynchroniseText = text.words();
            let Some(Resynchronised { name, drift_steps: steps, .. }) = done.get() else { return String::new() };
            let name = name.as_deref().unwrap_or(text.words::<DevicesText>().nameless);
            let by = duration(steps, period_secs, text.words());
            match steps {
                0 => (words.clock_is_right_of)(name),
                1.. => (words.clock_is_fast)(name, &by),
                _ => (words.clock_is_slow)(name, &by),
            }
        });
        let next = is_at_log_on.then(|| paragraph("hint", |w: &ResynchroniseText| w.log_on_next));
        view! {
            <div class="stack">
                {notice(NoticeKind::Success, told)}
                {learnt(refusal, done)}
                {next}
            </div>
        }
        .into_any()
    };
    let is_done = Signal::derive(move || done.with(Option::is_some));
    let cancel = button("button quiet", |w: &ResynchroniseText| w.cancel, move || is_open.set(false));
    let form = view! {
        <form class="stack" prop:hidden=is_done novalidate on:submit=submit>
            <h3>{text.say(|w: &ResynchroniseText| w.title)}</h3>
            {paragraph("hint", |w: &ResynchroniseText| w.lede)}
            {refused}
            {learnt(refusal, done)}
            {codes.fields("resynchronise", period_secs, Signal::derive(|| None))}
            {actions(cancel, submit_button("button primary", |w: &ResynchroniseText| w.submit))}
        </form>
    }
    .into_any();
    let success = dynamic_when(move || is_done.get(), success);
    view! { {success} {form} }.into_any()
}

/// What the verifier saw of the two codes, and why that made it accept or refuse them, where the policy's words are for
/// people who learn.
fn learnt(refusal: RwSignal<Option<ResynchroniseRefusal>>, done: RwSignal<Option<Resynchronised>>) -> AnyView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let is_for_learners = Memo::new(move |_| console.is_for_learners());
    let card = dynamic(move || {
        if !is_for_learners.get() {
            return ().into_any();
        }
        let (words, verdicts): (&PairVerdictText, &VerdictText) = (text.words(), text.words());
        let (title, why, seen) = match (done.get(), refusal.get()) {
            (Some(done), _) => (words.accepted, words.why_accepted(&done), Some(seen(&done.judgement, None, verdicts))),
            (None, Some(refusal)) => {
                let Some(why) = words.why(&refusal, &console.policy()) else { return ().into_any() };
                let (pair, judgement) = match refusal {
                    ResynchroniseRefusal::Pair { refusal, judgement, .. } => (Some(refusal), judgement),
                    ResynchroniseRefusal::OlderThanAccepted { judgement, .. } => (None, Some(judgement)),
                    _ => (None, None),
                };
                let rows = judgement.map(|judgement| {
                    let mut rows = seen(&judgement, pair, verdicts);
                    let next = words::next_try(judgement.next, clock.now_untracked(), verdicts);
                    rows.push((verdicts.next_try, next));
                    rows
                });
                (verdicts.explained, why, rows)
            }
            (None, None) => return ().into_any(),
        };
        let worded = |(name, value): (&str, String)| (name.to_owned().into(), value.into());
        let rows = seen.map(|rows| definitions(rows.into_iter().map(worded).collect()));
        view! {
            <section class="card explained" aria-label=title>
                <h3>{title}</h3>
                <p>{why}</p>
                {rows}
            </section>
        }
        .into_any()
    });
    view! { {card} }.into_any()
}
