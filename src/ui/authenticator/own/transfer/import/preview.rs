//! The preview: one row an entry, before anything is stored.

use leptos::{html, prelude::*};

use super::{
    super::{
        name_of,
        words::{cannot_words, repair_words},
    },
    FileButton,
    session::{Session, Stage},
};
use crate::{
    authenticator::{Preview, PreviewCounts, PreviewRow, Standing, Twin},
    ui::{
        authenticator::outcome::failed_words,
        components::{Notice, NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when, flag, focus, press},
        language::Localized,
        text::transfer::TransferText,
        use_text,
    },
};

/// So many rows are in the page at once: ten thousand would stop it.
const PAGE_ROWS: usize = 100;

fn counts(session: Session) -> PreviewCounts {
    session.preview.with(|preview| preview.as_ref().map(Preview::counts).unwrap_or_default())
}

/// The whole preview, with its buttons.
#[component]
pub(super) fn PreviewTable(session: Session) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let page = RwSignal::new(0_usize);
    let total = Memo::new(move |_| session.preview.with(|preview| preview.as_ref().map_or(0, |p| p.rows().len())));
    let all_counts = Memo::new(move |_| counts(session));
    let is_storing = Memo::new(move |_| session.stage.get() == Stage::Storing);
    let formats = dynamic_text(move || {
        let names: Vec<&str> = session.formats.with(|formats| formats.iter().map(|format| format.name()).collect());
        let words = text.words::<TransferText>();
        (words.read_from)(&names.join(words.comma))
    });
    let summary = dynamic(move || {
        let words = text.words::<TransferText>();
        let counts = all_counts.get();
        let told = [
            (counts.new, words.count_new),
            (counts.duplicates, words.count_duplicates),
            (counts.another_key, words.count_another_key),
            (counts.unsupported, words.count_unsupported),
            (counts.repaired, words.count_repaired),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, label)| view! { <li><b>{count}</b>" "{label}</li> }).collect_view().into_any()
    });
    let select_all = move |is_selected: bool| {
        session.preview.update(|preview| {
            if let Some(preview) = preview {
                (0..preview.rows().len()).for_each(|row| preview.select(row, is_selected));
            }
        });
    };
    let shown = move || {
        let first = page.get() * PAGE_ROWS;
        (first..total.get().min(first + PAGE_ROWS)).collect::<Vec<usize>>()
    };
    let rows = dynamic_list(shown, ToString::to_string, move |row| view! { <Row session row/> }.into_any());
    let import_label = dynamic_text(move || {
        let words = text.words::<TransferText>();
        if is_storing.get() { words.storing.to_owned() } else { (words.import_entries)(all_counts.get().selected) }
    });
    let cannot_import = Memo::new(move |_| is_storing.get() || all_counts.get().selected == 0);
    view! {
        <section class="panel stack" aria-labelledby="preview-title">
            <h2 id="preview-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.preview_title)}</h2>
            <p class="lede">{formats}</p>
            <MissingParts session/>
            {dynamic_when(move || session.is_outdated.get(), move || view! {
                <Notice kind=NoticeKind::Warning>{text.say(|w: &TransferText| w.outdated)}</Notice>
            }.into_any())}
            <ul class="counts">{summary}</ul>
            <div class="row">
                <button class="button quiet small" on:click=press(move |_| select_all(true))>
                    {text.say(|w: &TransferText| w.select_all)}
                </button>
                <button class="button quiet small" on:click=press(move |_| select_all(false))>
                    {text.say(|w: &TransferText| w.select_none)}
                </button>
                <span class="hint" role="status">
                    {dynamic_text(move || (text.words::<TransferText>().selected)(all_counts.get().selected, total.get()))}
                </span>
            </div>
            <ul class="preview-rows" aria-label=text.say(|w: &TransferText| w.preview_title)>{rows}</ul>
            <Pages page total/>
            <p class="error" role="alert">{failed_words(session.store_error, text)}</p>
            <div class="row preview-actions">
                <button
                    class="button token"
                    disabled=flag(cannot_import)
                    on:click=press(move |_| session.store())
                >
                    {import_label}
                </button>
                <FileButton session class="button quiet" label=text.say(|w: &TransferText| w.add_file)/>
                <button class="button quiet" disabled=flag(is_storing) on:click=press(move |_| session.start_again())>
                    {text.say(|w: &TransferText| w.give_up)}
                </button>
            </div>
        </section>
    }
}

/// Names the parts of a transfer that nobody has brought.
#[component]
fn MissingParts(session: Session) -> impl IntoView {
    let text = use_text();
    dynamic(move || {
        let missing = session.missing_parts.get();
        if missing.is_empty() {
            return ().into_any();
        }
        let told = dynamic_text(move || {
            let words = text.words::<TransferText>();
            let parts: Vec<String> = missing.iter().map(|(number, of)| (words.part)(*number, *of)).collect();
            (words.missing_parts)(&parts.join(words.comma))
        });
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{told}</p>
                <FileButton
                    session
                    class="button quiet small"
                    accept="image/*"
                    label=text.say(|w: &TransferText| w.add_image)
                />
            </Notice>
        }
        .into_any()
    })
}

/// The ways between the pages of rows, if there is more than one.
#[component]
fn Pages(page: RwSignal<usize>, total: Memo<usize>) -> impl IntoView {
    let text = use_text();
    let last = Memo::new(move |_| total.get().saturating_sub(1) / PAGE_ROWS);
    let told = dynamic_text(move || {
        let first = page.get() * PAGE_ROWS;
        (text.words::<TransferText>().rows)(first + 1, total.get().min(first + PAGE_ROWS), total.get())
    });
    let is_first = Memo::new(move |_| page.get() == 0);
    let is_last = Memo::new(move |_| page.get() >= last.get());
    dynamic_when(
        move || last.get() > 0,
        move || {
            view! {
                <nav class="row pages" aria-label=text.say(|w: &TransferText| w.pages)>
                    <button
                        class="button quiet small"
                        disabled=flag(is_first)
                        on:click=press(move |_| page.update(|page| *page = page.saturating_sub(1)))
                    >
                        {text.say(|w: &TransferText| w.rows_before)}
                    </button>
                    <span role="status">{told}</span>
                    <button
                        class="button quiet small"
                        disabled=flag(is_last)
                        on:click=press(move |_| page.update(|page| *page += 1))
                    >
                        {text.say(|w: &TransferText| w.rows_after)}
                    </button>
                </nav>
            }
            .into_any()
        },
    )
}

#[component]
fn Row(session: Session, row: usize) -> impl IntoView {
    let text = use_text();
    let with = move |read: &dyn Fn(&PreviewRow) -> String| {
        session.preview.with(|preview| preview.as_ref().and_then(|p| p.rows().get(row)).map(read)).unwrap_or_default()
    };
    let is = move |holds: fn(&PreviewRow) -> bool| {
        Memo::new(move |_| session.preview.with(|p| p.as_ref().and_then(|p| p.rows().get(row)).is_some_and(holds)))
    };
    let is_selected = is(PreviewRow::is_selected);
    let is_fixed = is(|row| row.candidate().is_none());
    let change = move |event: web_sys::Event| {
        let is_checked = event_target_checked(&event);
        session.preview.update(|preview| {
            if let Some(preview) = preview {
                preview.select(row, is_checked);
            }
        });
    };
    let name = dynamic_text(move || {
        let words = text.words::<TransferText>();
        with(&|row| name_of(row.issuer(), row.account(), words))
    });
    let standing = dynamic_text(move || with(&|row| standing_words(row, text)));
    let kind = dynamic_text(move || {
        with(&|row| {
            match row.standing() {
                Standing::New => "tag new",
                Standing::Duplicate { .. } => "tag duplicate",
                Standing::AnotherKey { .. } => "tag another",
                Standing::Unsupported { .. } | Standing::Damaged => "tag unsupported",
            }
            .to_owned()
        })
    });
    let label = dynamic_text(move || {
        let words = text.words::<TransferText>();
        with(&|row| {
            match row.standing() {
                Standing::New => words.is_new,
                Standing::Duplicate { .. } => words.is_duplicate,
                Standing::AnotherKey { .. } => words.is_another_key,
                Standing::Unsupported { .. } => words.is_unsupported,
                Standing::Damaged => words.is_damaged,
            }
            .to_owned()
        })
    });
    let remarks = dynamic(move || {
        let words = text.words::<TransferText>();
        let remarks = session.preview.with(|preview| {
            preview.as_ref().and_then(|p| p.rows().get(row)).map(|row| remarks(row, words)).unwrap_or_default()
        });
        remarks.into_iter().map(|remark| view! { <span class="remark">{remark}</span> }).collect_view().into_any()
    });
    view! {
        <li class="preview-row">
            <label>
                <input type="checkbox" prop:checked=is_selected disabled=flag(is_fixed) on:change=change/>
                <span class="preview-name">{name}</span>
                <span class=kind>{label}</span>
                <span class="standing">{standing}</span>
                {remarks}
            </label>
        </li>
    }
}

fn standing_words(row: &PreviewRow, text: Localized) -> String {
    let words = text.words::<TransferText>();
    match row.standing() {
        Standing::New => String::new(),
        Standing::Duplicate { of, counter_ahead } => {
            let what = match of {
                Twin::Entry(_) => words.twin_here.to_owned(),
                Twin::Trashed(_) => words.twin_in_trash.to_owned(),
                Twin::Row(index) => (words.twin_in_row)(index + 1),
            };
            match counter_ahead {
                Some(counter) => (words.counter_ahead)(&what, *counter),
                None => what,
            }
        }
        Standing::AnotherKey { of: Twin::Row(index) } => (words.other_key_in_row)(index + 1),
        Standing::AnotherKey { .. } => words.other_key_here.to_owned(),
        Standing::Unsupported { reason } => cannot_words(*reason, words),
        Standing::Damaged => words.entry_damaged.to_owned(),
    }
}

/// What else there is to know about a row.
fn remarks(row: &PreviewRow, words: &'static TransferText) -> Vec<String> {
    let mut remarks: Vec<String> = row.repairs().iter().map(|repair| repair_words(repair, words)).collect();
    if row.is_trashed() {
        remarks.push(words.comes_into_trash.to_owned());
    }
    if row.loses_icon() {
        remarks.push(words.loses_icon.to_owned());
    }
    remarks
}
