//! New recovery codes, which are shown once, until the person has kept them or discards them.

use leptos::{html, prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use super::Changing;
use crate::{
    browser::{clipboard, files, print},
    console::{RecoveryCode, recovery::SetRefusal},
    ui::{
        components::{NoticeKind, dynamic_text, dynamic_when, focus::focus_on_mount},
        console::{
            account::focus_by_id,
            actions::NewCodes,
            parts::{actions, button, fixed_notice, on_press, on_submit, paragraph, submit_button},
            use_console, words,
        },
        text::console::factors::FactorsText,
        use_text,
    },
};

const FILE_NAME: &str = "gov-cloud-recovery-codes.txt";
const KEPT_ID: &str = "recovery-kept";

/// What became of a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copying {
    Not,
    Done,
    Failed,
}

/// Shows new codes, until they are in force or gone. `replaces`: there are others that they replace.
#[component]
pub(super) fn Sheet(changing: Changing, codes: NewCodes, replaces: bool) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let heading = NodeRef::<html::H3>::new();
    focus_on_mount(heading);
    let copying = RwSignal::new(Copying::Not);
    let is_kept = RwSignal::new(false);
    let is_missed = RwSignal::new(false);
    let rows = codes
        .codes
        .iter()
        .map(|code| {
            let shown = code.grouped().as_str().to_owned();
            view! { <li><code>{shown}</code></li> }.into_any()
        })
        .collect::<Vec<_>>();
    let codes = StoredValue::new(codes);
    let made_for = dynamic_text(move || {
        let at = codes.try_with_value(|codes| words::day_and_time(codes.made_at())).unwrap_or_default();
        let username = console.user.with(|user| user.as_ref().map(|user| user.username.as_str().to_owned()));
        (text.words::<FactorsText>().sheet_for)(&username.unwrap_or_default(), &at)
    });
    let lines = move || {
        let rows = codes.try_with_value(|codes| {
            let lines = codes.codes.iter().map(RecoveryCode::grouped);
            lines.fold(Zeroizing::new(String::new()), |mut all, line| {
                all.push_str(&line);
                all.push('\n');
                all
            })
        });
        rows.unwrap_or_default()
    };
    let copy = move || {
        let lines = lines();
        spawn_local(async move {
            let outcome = if clipboard::write_text(&lines).await.is_ok() { Copying::Done } else { Copying::Failed };
            copying.try_set(outcome);
        });
    };
    let download = move || {
        let each_once = text.words::<FactorsText>().each_once;
        let content = Zeroizing::new(format!("{}\n{each_once}\n\n{}", made_for.get_untracked(), *lines()));
        // A browser that hands over no file leaves the codes on the screen, to be written down.
        let _ = files::download(FILE_NAME, "text/plain;charset=utf-8", content.as_bytes());
    };
    let print = || {
        // The same goes for one that does not print.
        let _ = print::print();
    };
    let copy_label = dynamic_text(move || {
        let words: &FactorsText = text.words();
        if copying.get() == Copying::Done { words.copied } else { words.copy }.to_owned()
    });
    let copy_failed = dynamic_when(
        move || copying.get() == Copying::Failed,
        || fixed_notice(NoticeKind::Warning, |w: &FactorsText| w.copy_failed),
    );
    let finish = on_submit(move || {
        is_missed.set(!is_kept.get_untracked());
        if !is_kept.get_untracked() {
            focus_by_id(KEPT_ID);
            return;
        }
        console.after_step_up(move || {
            let Some(new) = codes.try_get_value() else { return };
            console.run(async move {
                match console.keep_recovery_codes(new).await {
                    Some(Ok(())) => changing.end(Some(|w| w.kept)),
                    Some(Err(
                        SetRefusal::StepUpNeeded
                        | SetRefusal::DeviceNeeded
                        | SetRefusal::NotOffered
                        | SetRefusal::OfAnother,
                    )) => changing.end(Some(|w| w.discarded)),
                    None => {}
                }
            });
        });
    });
    let is_invalid = Signal::derive(move || is_missed.get().then(|| "true".to_owned()));
    let error = dynamic_text(move || {
        let words: &FactorsText = text.words();
        if is_missed.get() { words.confirm_kept.to_owned() } else { String::new() }
    });
    let replaces = replaces.then(|| fixed_notice(NoticeKind::Information, |w: &FactorsText| w.replaces_old));
    view! {
        <section class="stack recovery-sheet" aria-labelledby="recovery-sheet">
            <div class="stack printed">
                <h3 id="recovery-sheet" tabindex="-1" node_ref=heading>
                    {text.say(|w: &FactorsText| w.sheet_title)}
                </h3>
                <p class="hint">{made_for}</p>
                <ol class="recovery-codes">{rows}</ol>
                {paragraph("hint", |w: &FactorsText| w.each_once)}
            </div>
            {fixed_notice(NoticeKind::Warning, |w: &FactorsText| w.sheet_lede)}
            <div class="row">
                <button type="button" class="button quiet" on:click=on_press(copy)>{copy_label}</button>
                {button("button quiet", |w: &FactorsText| w.download, download)}
                {button("button quiet", |w: &FactorsText| w.print, print)}
            </div>
            {copy_failed}
            {replaces}
            <form class="stack" novalidate on:submit=finish>
                <div class="tick">
                    <input
                        type="checkbox"
                        id=KEPT_ID
                        aria-describedby="recovery-kept-error"
                        aria-invalid=is_invalid
                        prop:checked=is_kept
                        on:change=move |event| {
                            is_kept.set(event_target_checked(&event));
                            is_missed.set(false);
                        }
                    />
                    <label for=KEPT_ID>{text.say(|w: &FactorsText| w.have_kept)}</label>
                    <p class="error" id="recovery-kept-error" role="alert">{error}</p>
                </div>
                {actions(
                    button("button quiet", |w: &FactorsText| w.discard, move || changing.end(Some(|w| w.discarded))),
                    submit_button("button primary", |w: &FactorsText| w.finish),
                )}
            </form>
        </section>
    }
    .into_any()
}
