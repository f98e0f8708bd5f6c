//! A verdict that explains itself on the screen, where the policy's words are for people who learn.

use leptos::prelude::*;

use super::{parts::definitions, use_console, words};
use crate::{
    console::Judgement,
    ui::{
        components::{dynamic, dynamic_text},
        text::console::verdict::VerdictText,
        use_clock, use_text,
    },
};

/// The judgement of a refused code, where the policy's words are for people who learn.
#[derive(Clone, Copy)]
pub(super) struct Explanation {
    pub(super) judgement: Memo<Option<Judgement>>,
}

/// Explains these judgements, if refusals are to teach.
pub(super) fn explained(judgement: Signal<Option<Judgement>>) -> Explanation {
    let console = use_console();
    Explanation { judgement: Memo::new(move |_| judgement.get().filter(|_| console.is_for_learners())) }
}

impl Explanation {
    /// What the verifier saw; nothing while nothing was refused.
    pub(super) fn view(self) -> AnyView {
        let explanation = dynamic(move || match self.judgement.get() {
            Some(judgement) => view! { <Explained judgement/> }.into_any(),
            None => ().into_any(),
        });
        view! { {explanation} }.into_any()
    }
}

/// What the verifier saw of a code: its step, the current one, the last accepted one, failures, and the next try.
#[component]
fn Explained(judgement: Judgement) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let next = judgement.next;
    let next_try = dynamic_text(move || words::next_try(next, clock.now(), text.words()));
    let rows = dynamic(move || {
        let words: &VerdictText = text.words();
        let rows = words.explained(&judgement).into_iter();
        let mut rows: Vec<_> = rows.map(|(name, value)| (name.to_owned().into(), value.into())).collect();
        rows.push((words.next_try.to_owned().into(), next_try));
        definitions(rows)
    });
    view! {
        <section class="card explained" aria-label=text.say(|w: &VerdictText| w.explained)>
            <h3>{text.say(|w: &VerdictText| w.explained)}</h3>
            {rows}
        </section>
    }
    .into_any()
}
