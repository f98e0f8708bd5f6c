//! Stopping somebody else's appeal, by the code that its notices carry.

use leptos::prelude::*;

use super::super::{
    parts::{fixed_notice, on_submit, only_action, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::StopRefusal,
    ui::{
        components::{Field, NoticeKind, dynamic},
        text::console::{help::TopicText, shared::SharedText},
        use_clock, use_text,
    },
};

/// The form that stops an appeal.
#[component]
pub(super) fn Stop() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let username = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<StopRefusal>);
    let is_stopped = RwSignal::new(false);
    let submit = move || {
        let (name, typed) = (username.get_untracked(), code.get_untracked());
        console.run(async move {
            match console.stop_appeal_by_code(name, typed).await {
                Some(Ok(())) => drop(is_stopped.try_set(true)),
                Some(Err(why)) => drop(refusal.try_set(Some(why))),
                None => {}
            }
        });
    };
    let error = Signal::derive(move || {
        let words: &TopicText = text.words();
        match refusal.get()? {
            StopRefusal::NotEightDigits => Some(words.eight_digits.to_owned()),
            StopRefusal::Wrong(next) => {
                let (happened, to_do) = (words.stop_wrong, words.stop_wrong_next);
                Some(words::refused(happened, to_do, Some(next), clock.now(), text.words()))
            }
            StopRefusal::Wait(block) => words::wait(block, clock.now(), text.words()),
        }
    });
    dynamic(move || {
        if is_stopped.get() {
            return fixed_notice(NoticeKind::Success, |w: &TopicText| w.stopped);
        }
        view! {
            {paragraph("", |w: &TopicText| w.stop_lede)}
            <form class="stack console-form" novalidate on:submit=on_submit(submit)>
                <Field
                    id="stop-username"
                    label=text.say(|w: &SharedText| w.username)
                    value=username
                    autocomplete="username"
                />
                <Field
                    id="stop-code"
                    label=text.say(|w: &TopicText| w.stop_code)
                    hint=text.say(|w: &TopicText| w.stop_code_hint)
                    error
                    value=code
                />
                {only_action(submit_button("button primary", |w: &TopicText| w.stop_appeal))}
            </form>
        }
        .into_any()
    })
}
