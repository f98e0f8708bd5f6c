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
        text::console::trail::{HappeningText, TrailText},
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

/// What is stored, as far as the trail shows it.
#[derive(Clone, PartialEq)]
struct Stored {
    events: Vec<AuditEvent>,
    accounts: Vec<Account>,
}

/// The audit trail.
#[component]
pub(super) fn Trail() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let stored = console.watch(|store| {
        Box::pin(async move { Ok(Stored { events: store.audit().await?, accounts: store.accounts().await? }) })
    });
    let lines = Memo::new(move |_| {
        let (happenings, words) = (text.words::<HappeningText>(), text.words::<TrailText>());
        stored.with(|stored| stored.as_ref().map(|stored| lines_of(stored, happenings, words)).unwrap_or_default())
    });
    let filter = RwSignal::new(Filter::default());
    let search = RwSignal::new(String::new());
    let page = RwSignal::new(0_usize);
    let fitting = Memo::new(move |_| {
        let filter = filter.with(|filter| Filter { search: search.get(), ..filter.clone() });
        lines.with(|lines| filter.fitting(lines))
    });
    // Another filter begins at its newest line.
    Effect::new(move || {
        filter.track();
        search.track();
        page.set(0);
    });
    let count = Memo::new(move |_| fitting.with(Vec::len));
    let first = Memo::new(move |_| {
        let last_page = count.get().saturating_sub(1) / PAGE_LINES;
        page.get().min(last_page) * PAGE_LINES
    });
    let in_page = move || {
        fitting.with(|fitting| {
            let shown = fitting.iter().skip(first.get()).take(PAGE_LINES);
            lines.with(|lines| shown.filter_map(|at| lines.get(*at).cloned()).collect::<Vec<_>>())
        })
    };
    let rows = dynamic_list(
        in_page,
        |line: &Line| line.event.id.as_str().to_owned(),
        move |line| {
            stored.with_untracked(|stored| {
                let all = stored.iter().flat_map(|stored| &stored.accounts);
                let account = line.event.account.as_ref().and_then(|id| all.into_iter().find(|a| a.id == *id));
                line_view(&line, account)
            })
        },
    );
    let counted = dynamic_text(move || match count.get() {
        0 => String::new(),
        count => {
            let last = (first.get() + PAGE_LINES).min(count);
            (text.words::<TrailText>().shown)(first.get() + 1, last, count)
        }
    });
    let nothing = dynamic(move || match (stored.with(Option::is_some), lines.with(Vec::is_empty), count.get()) {
        (true, true, _) => paragraph("empty", |w: &TrailText| w.empty),
        (true, false, 0) => {
            let clear = move || {
                filter.set(Filter::default());
                search.set(String::new());
            };
            view! {
                <div class="empty">
                    {paragraph("", |w: &TrailText| w.nothing_fits)}
                    {button("button quiet", |w: &TrailText| w.clear, clear)}
                </div>
            }
            .into_any()
        }
        _ => ().into_any(),
    });
    let is_exported = RwSignal::new(None::<bool>);
    let export = move || {
        let file = lines.with_untracked(|lines| fitting.with_untracked(|shown| to_json_lines(lines, shown)));
        is_exported.set(Some(files::download(FILE_NAME, MEDIA_TYPE, file.as_bytes()).is_ok()));
    };
    let exported = dynamic(move || match is_exported.get() {
        None => ().into_any(),
        Some(true) => notice(NoticeKind::Success, text.say(|w: &TrailText| w.exported)),
        Some(false) => notice(NoticeKind::Danger, text.say(|w: &TrailText| w.not_exported)),
    });
    let pages = dynamic_when(
        move || count.get() > PAGE_LINES,
        move || {
            let turn = move |forward: bool| {
                page.set(if forward {
                    first.get_untracked() / PAGE_LINES + 1
                } else {
                    first.get_untracked() / PAGE_LINES - 1
                });
                focus_by_id(COUNT);
            };
            let is_first = move || first.get() == 0;
            let is_last = move || first.get() + PAGE_LINES >= count.get();
            view! {
            <nav class="row" aria-label=text.say(|w: &TrailText| w.pages)>
                <button type="button" class="button quiet" disabled=flag(Signal::derive(is_first)) on:click=on_press(move || turn(false))>
                    {text.say(|w: &TrailText| w.newer)}
                </button>
                <button type="button" class="button quiet" disabled=flag(Signal::derive(is_last)) on:click=on_press(move || turn(true))>
                    {text.say(|w: &TrailText| w.older)}
                </button>
            </nav>
        }
        .into_any()
        },
    );
    view! {
        <div class="stack trail">
            {paragraph("lede", |w: &TrailText| w.lede)}
            <Field
                id="trail-search"
                label=text.say(|w: &TrailText| w.search)
                hint=text.say(|w: &TrailText| w.search_hint)
                value=search
                required=false
            />
            {filters(filter, stored)}
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

/// The lines in the language shown, which the search looks into, the earliest first.
fn lines_of(stored: &Stored, happenings: &HappeningText, words: &TrailText) -> Vec<Line> {
    let line = |event: &AuditEvent| {
        let account = stored.accounts.iter().find(|account| event.account.as_ref() == Some(&account.id));
        let about = event.what.about();
        let read = [
            &words::happening(&event.what, happenings),
            words::kind(about.kind, words),
            words::outcome(about.outcome, words),
            words::place(event.place, event.what.is_of_desk(), words),
        ];
        Line::new(event.clone(), account.map(|account| account.username.clone()), &read.join(" "))
    };
    stored.events.iter().map(line).collect()
}
