//! Why a security code was accepted, told over the window's page where the policy's words are for people who learn.

use leptos::prelude::*;

use super::{
    parts::{button, definitions, only_action},
    use_console,
};
use crate::{
    console::Happening,
    ui::{components::dynamic, text::console::accepted::AcceptedText, use_text},
};

/// The explanation of the code that was accepted last, until it is closed or nobody is logged on.
#[component]
pub(super) fn Accepted() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    on_cleanup(move || {
        console.explains_accepted.try_set(false);
    });
    let judged = console.watch(move |store| {
        let account = console.user.with_untracked(|user| user.as_ref().map(|user| user.id.clone()));
        Box::pin(async move {
            let mut lines = store.audit().await?.into_iter().rev().filter(|line| line.account == account);
            Ok(lines.find_map(|line| match line.what {
                Happening::CodeAccepted { judgement, .. } => judgement,
                _ => None,
            }))
        })
    });
    let body = dynamic(move || {
        let Some(Some(judgement)) = judged.get() else { return ().into_any() };
        let (words, policy): (&AcceptedText, _) = (text.words(), console.policy());
        let why = words.why(&judgement, &policy).unwrap_or_default().map(|text| view! { <p>{text}</p> }.into_any());
        let rows = words.seen(&judgement, &policy).into_iter();
        let rows = rows.map(|(name, value)| (name.to_owned().into(), value.into())).collect();
        view! {
            {Vec::from(why)}
            {definitions(rows)}
        }
        .into_any()
    });
    let close = button("button quiet small", |w: &AcceptedText| w.close, move || console.explains_accepted.set(false));
    view! {
        <section class="card explained" aria-label=text.say(|w: &AcceptedText| w.title)>
            <h3>{text.say(|w: &AcceptedText| w.title)}</h3>
            {body}
            {only_action(close)}
        </section>
    }
    .into_any()
}
