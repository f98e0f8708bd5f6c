//! What the codes depend on and the key does not say: asked, never assumed.

use leptos::prelude::*;

use super::{case::Case, words};
use crate::{
    authenticator::{Examination, Question},
    ui::{
        components::{Field, dynamic, dynamic_text, dynamic_when, press},
        text::add::AddText,
        use_text,
    },
};

/// Every open question with its choices, and the answers that were given.
#[component]
pub(super) fn Questions(
    case: Case,
    /// A question was answered, or all are asked again.
    on_answered: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let open = Memo::new(move |_| {
        case.examined.with(|examined| examined.as_ref().map(Examination::questions).unwrap_or_default().to_vec())
    });
    let has_open = move || case.may_be_cut.get() || open.with(|open| !open.is_empty());
    let asked = dynamic(move || {
        let each = open.get().into_iter().enumerate();
        let each = each.map(|(number, question)| view! { <Asked case number question on_answered/> });
        each.collect_view().into_any()
    });
    let answered = move || {
        let words = text.words::<AddText>();
        let told = case.answers.get().into_iter().map(|(question, choice)| {
            view! { <li>{words::question(&question, words)} " " <b>{words::choice(&question, choice, words)}</b></li> }
        });
        view! {
            <h3>{words.you_answered}</h3>
            <ul class="add-repairs">{told.collect_view()}</ul>
            <div class="row">
                <button
                    class="button quiet small"
                    on:click=press(move |_| {
                        case.ask_again();
                        on_answered.run(());
                    })
                >
                    {words.ask_again}
                </button>
            </div>
        }
        .into_any()
    };
    let refused = dynamic_text(move || match case.is_answer_refused.get() {
        true => text.words::<AddText>().answer_not_taken.to_owned(),
        false => String::new(),
    });
    view! {
        {dynamic_when(has_open, move || view! {
            <h3 tabindex="-1">{text.say(|w: &AddText| w.questions)}</h3>
            <p class="hint">{text.say(|w: &AddText| w.ask_the_site)}</p>
        }.into_any())}
        <p class="error" role="alert">{refused}</p>
        {dynamic_when(move || case.may_be_cut.get(), move || view! {
            <div class="card stack add-question" role="group" aria-label=text.say(|w: &AddText| w.may_be_cut)>
                <p><b>{text.say(|w: &AddText| w.may_be_cut)}</b></p>
                <div class="row">
                    <button
                        class="button quiet"
                        on:click=press(move |_| {
                            case.may_be_cut.set(false);
                            on_answered.run(());
                        })
                    >
                        {text.say(|w: &AddText| w.is_whole)}
                    </button>
                </div>
            </div>
        }.into_any())}
        {asked}
        {dynamic(move || if case.answers.with(Vec::is_empty) { ().into_any() } else { answered() })}
    }
}

/// One question. An answer is a press: nothing is chosen beforehand.
#[component]
fn Asked(case: Case, number: usize, question: Question, on_answered: Callback<()>) -> impl IntoView {
    let text = use_text();
    let takes_own_value = question.takes_own_value();
    let choices = question.choices();
    let question = StoredValue::new(question);
    let id = format!("add-{}-question-{number}", case.number);
    let asked = dynamic_text(move || question.with_value(|question| words::question(question, text.words())));
    let answer = move |choice| {
        question.with_value(|question| case.answer(question, choice));
        on_answered.run(());
    };
    let buttons = choices.into_iter().map(|choice| {
        let label = dynamic_text(move || question.with_value(|question| words::choice(question, choice, text.words())));
        view! { <button class="button quiet" on:click=press(move |_| answer(choice))>{label}</button> }
    });
    let typed = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let error = Signal::derive(move || is_wrong.get().then(|| text.words::<AddText>().not_in_range.to_owned()));
    let own = takes_own_value.then(|| {
        let use_typed = move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            match question.with_value(|question| typed.with_untracked(|typed| question.own_value(typed))) {
                Some(choice) => answer(choice),
                None => is_wrong.set(true),
            }
        };
        view! {
            <form class="row add-own" on:submit=use_typed novalidate>
                <Field
                    id=format!("{id}-own")
                    label=text.say(|w: &AddText| w.own_value)
                    value=typed
                    error
                    required=false
                />
                <button class="button quiet" type="submit">{text.say(|w: &AddText| w.use_value)}</button>
            </form>
        }
    });
    view! {
        <div class="card stack add-question" role="group" aria-labelledby=id.clone()>
            <p id=id.clone()><b>{asked}</b></p>
            <div class="row">{buttons.collect_view()}</div>
            {own}
        </div>
    }
}
