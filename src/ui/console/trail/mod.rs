//! The audit trail: filter, search, export. What fits is decided in the console's room; the page shows some of it.

mod filter;
mod line;
mod words;

use leptos::prelude::*;

use self::{filter::filters, line::line_view};
use super::{
    account::focus_by_id,
    parts::{button, notice, on_press, paragraph},
    use_console,
};
use crate::{
    browser::files,
    console::{
        Account, AuditEvent,
        trail::{Filter, Line, to_json_lines},
    },
    ui::{
        components::{Field, NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when, flag},
        text::{
            Language,
            console::trail::{HappeningText, TrailText},
        },
        use_text,
    },
};

/// How many lines are in the page at once: thousands of them cost no more than these.
const PAGE_LINES: usize = 50;

/// The file that is handed over.
const FILE_NAME: &str = "audit-trail.jsonl";
const MEDIA_TYPE: &str = "application/jsonl";

/// The id of the words that tell which lines are shown; the focus goes there with another page.
const COUNT: &str = "trail-count";

/// The trail as it is stored, the earliest line first.
#[derive(Clone, PartialEq)]
struct Stored {
    lines: Vec<Line>,
    accounts: Vec<Account>,
}

/// What the person chose, beside the search.
#[derive(Clone, Default)]
struct Chosen {
    filter: Filter,
    /// Which page of what fits.
    page: usize,
    /// Whether the export worked, once there was one.
    is_exported: Option<bool>,
}

/// The audit trail.
#[component]
pub(super) fn Trail() -> impl IntoView {
    let text = use_text();
    let stored = use_console().watch(|store| {
        Box::pin(async move {
            let (events, accounts) = (store.audit().await?, store.all::<Account>().await?);
            let lines = events.into_iter().map(|event| line_of(event, &accounts)).collect();
            Ok(Stored { lines, accounts })
        })
    });
    let chosen = RwSignal::new(Chosen::default());
    let search = RwSignal::new(String::new());
    // The positions of the lines that fit, newest first.
    let fitting = Memo::new(move |_| {
        let filter = Filter { search: search.get(), ..chosen.with(|chosen| chosen.filter.clone()) };
        stored.with(|stored| stored.as_ref().map(|stored| filter.fitting(&stored.lines)).unwrap_or_default())
    });
    let count = move || fitting.with(Vec::len);
    let page = move || chosen.with(|chosen| chosen.page).min(count().saturating_sub(1) / PAGE_LINES);
    let in_page = move || {
        let first = page() * PAGE_LINES;
        stored.with(|stored| {
            let lines = stored.as_ref().map(|stored| stored.lines.as_slice()).unwrap_or_default();
            fitting.with(|fitting| {
                let shown = fitting.iter().skip(first).take(PAGE_LINES);
                shown.filter_map(|at| lines.get(*at).cloned()).collect::<Vec<_>>()
            })
        })
    };
    let rows =
        dynamic_list(in_page, |line: &Line| line.event.id.as_str().to_owned(), move |line| line_view(line, stored));
    let counted = dynamic_text(move || {
        let (first, count) = (page() * PAGE_LINES, count());
        match count {
            0 => String::new(),
            count => (text.words::<TrailText>().shown)(first + 1, (first + PAGE_LINES).min(count), count),
        }
    });
    let nothing = dynamic(move || match (stored.with(Option::is_some), count()) {
        (true, 0) => view! {
            <div class="empty">
                {paragraph("", |w: &TrailText| w.nothing_fits)}
                {button("button quiet", |w: &TrailText| w.clear, move || {
                    chosen.set(Chosen::default());
                    search.set(String::new());
                })}
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    });
    let export = move || {
        let file = stored.with_untracked(|stored| {
            let lines = stored.as_ref().map(|stored| stored.lines.as_slice()).unwrap_or_default();
            fitting.with_untracked(|shown| to_json_lines(lines, shown))
        });
        let is_exported = files::download(FILE_NAME, MEDIA_TYPE, file.as_bytes()).is_ok();
        chosen.update(|chosen| chosen.is_exported = Some(is_exported));
    };
    let exported = dynamic(move || match chosen.with(|chosen| chosen.is_exported) {
        None => ().into_any(),
        Some(true) => notice(NoticeKind::Success, text.say(|w: &TrailText| w.exported)),
        Some(false) => notice(NoticeKind::Danger, text.say(|w: &TrailText| w.not_exported)),
    });
    let turn = move |to: usize| {
        chosen.update(|chosen| chosen.page = to);
        focus_by_id(COUNT);
    };
    let is_first = Signal::derive(move || page() == 0);
    let is_last = Signal::derive(move || (page() + 1) * PAGE_LINES >= count());
    let pages = dynamic_when(
        move || count() > PAGE_LINES,
        move || {
            view! {
                <nav class="row" aria-label=text.say(|w: &TrailText| w.pages)>
                    {turn_button(|w| w.newer, is_first, move || turn(page().saturating_sub(1)))}
                    {turn_button(|w| w.older, is_last, move || turn(page() + 1))}
                </nav>
            }
            .into_any()
        },
    );
    view! {
        <div class="stack">
            {paragraph("lede", |w: &TrailText| w.lede)}
            <Field
                id="trail-search"
                label=text.say(|w: &TrailText| w.search)
                hint=text.say(|w: &TrailText| w.search_hint)
                value=search
                required=false
            />
            {filters(chosen, stored)}
            <div class="row trail-bar">
                <p class="hint" role="status" id=COUNT tabindex="-1">{counted}</p>
                {button("button quiet", |w: &TrailText| w.export, export)}
            </div>
            {exported}
            {nothing}
            <ol class="trail-lines" role="list" aria-label=text.say(|w: &TrailText| w.lines)>{rows}</ol>
            {pages}
        </div>
    }
    .into_any()
}

fn turn_button(
    label: fn(&'static TrailText) -> &'static str,
    is_at_end: Signal<bool>,
    turn: impl FnMut() + 'static,
) -> AnyView {
    let (label, press) = (use_text().say(label), on_press(turn));
    view! { <button type="button" class="button quiet" disabled=flag(is_at_end) on:click=press>{label}</button> }
        .into_any()
}

/// A line of the trail. The search finds it by its words in any language.
fn line_of(event: AuditEvent, accounts: &[Account]) -> Line {
    let account = accounts.iter().find(|account| event.account.as_ref() == Some(&account.id));
    let username = account.map(|account| account.username.clone());
    let about = event.what.about();
    let read = |language: Language| {
        let words = language.words::<TrailText>();
        let what = words::happening(&event.what, language.words::<HappeningText>());
        let place = words::place(event.place, event.what.is_of_desk(), words, language.text().console);
        (what, [words::kind(about.kind, words), words::outcome(about.outcome, words), place])
    };
    let [(english, [a, b, c]), (chinese, [d, e, f])] = Language::ALL.map(read);
    let words = [english.as_str(), a, b, c, chinese.as_str(), d, e, f];
    Line::new(event, username, &words)
}
