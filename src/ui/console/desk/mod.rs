//! The reviewer's desk: applications for manual verification, and appeals.

mod card;
mod paper;

use leptos::prelude::*;

use self::{
    card::Card,
    paper::{Paper, PaperId, Standing},
};
use super::{
    parts::{notice, paragraph},
    use_console,
    words::day_and_time,
};
use crate::{
    console::Appeal,
    ui::{
        components::{NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when},
        text::console::desk::DeskText,
        use_text,
    },
};

/// The id of the heading over what waits, to which the focus goes when a card has gone.
const HEADING: &str = "desk-waiting";

/// The page “Reviewer's desk”.
#[component]
pub(super) fn Desk() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let appeals = console.watch(|store| Box::pin(async move { store.all::<Appeal>().await }));
    // Looked at each second, as approvals lapse, and changes seldom: the papers, with their documents, are not.
    let are_open = Memo::new(move |_| {
        let (now, policy) = (console.clock.now(), console.snapshot.with(|all| all.policy).policy());
        appeals.with(|all| all.iter().flatten().map(|appeal| appeal.is_open(now, &policy)).collect::<Vec<_>>())
    });
    let papers = Memo::new(move |_| {
        let are_open = are_open.get();
        let of_appeals = appeals.with(|all| {
            let both = all.iter().flatten().zip(are_open);
            both.map(|(appeal, is_open)| Paper::of_appeal(appeal, is_open)).collect::<Vec<_>>()
        });
        let reviews = console.snapshot.with(|all| all.reviews.iter().map(Paper::from).collect::<Vec<_>>());
        let mut papers: Vec<Paper> = reviews.into_iter().chain(of_appeals).collect();
        papers.sort_unstable_by_key(|paper| paper.since);
        papers
    });
    let of = move |waiting: bool| {
        papers.with(|all| {
            all.iter().filter(|p| (p.standing == Standing::Waiting) == waiting).cloned().collect::<Vec<_>>()
        })
    };
    let told = RwSignal::new(None::<(String, PaperId, bool)>);
    let told_words = dynamic_text(move || {
        let words: &DeskText = text.words();
        told.with(|told| match told {
            None => String::new(),
            Some((username, id, is_approved)) => {
                let title = id.title(username, words);
                if *is_approved { (words.was_approved)(&title) } else { (words.was_rejected)(&title) }
            }
        })
    });
    let told_notice = dynamic_when(move || told.with(Option::is_some), move || notice(NoticeKind::Success, told_words));
    let is_empty = Memo::new(move |_| of(true).is_empty());
    let waiting = dynamic(move || {
        if is_empty.get() {
            return paragraph("empty", |w: &DeskText| w.desk_empty);
        }
        let cards = dynamic_list(
            move || of(true),
            |paper: &Paper| paper.id.key(),
            move |paper| view! { <Card paper told/> }.into_any(),
        );
        view! { {paragraph("hint", |w: &DeskText| w.document_deleted)} {cards} }.into_any()
    });
    let decided = dynamic_when(
        move || !of(false).is_empty(),
        move || {
            let rows = dynamic(move || of(false).into_iter().rev().map(decided_row).collect::<Vec<_>>().into_any());
            view! {
                <h2>{text.say(|w: &DeskText| w.desk_decided)}</h2>
                <ul class="decided">{rows}</ul>
            }
            .into_any()
        },
    );
    view! {
        <div class="stack">
            {paragraph("lede", |w: &DeskText| w.desk_lede)}
            <h2 id=HEADING tabindex="-1">{text.say(|w: &DeskText| w.desk_waiting)}</h2>
            {told_notice}
            {waiting}
            {decided}
        </div>
    }
    .into_any()
}

/// What was decided, when, about whom, and when that came in.
fn decided_row(paper: Paper) -> AnyView {
    let text = use_text();
    let Paper { id, username, name, submitted_at, standing, since, .. } = paper;
    let who = format!("{username} ({name})");
    let kind = dynamic_text(move || id.kind_words(text.words()).to_owned());
    let decision = dynamic_text(move || standing.words(text.words()));
    let times = dynamic_text(move || {
        let words: &DeskText = text.words();
        format!("{} {} · {} {}", words.submitted_at, day_and_time(submitted_at), words.decided_at, day_and_time(since))
    });
    view! {
        <li>
            <p><b>{who}</b> " · " {kind}</p>
            <p>{decision}</p>
            <p class="hint">{times}</p>
        </li>
    }
    .into_any()
}
