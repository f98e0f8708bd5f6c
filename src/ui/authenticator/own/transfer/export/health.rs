//! How the backup stands, and what keeps it so.

use leptos::{prelude::*, task::spawn_local};

use super::super::{
    health::{FileState, Written, backup_health},
    words::{day_and_time, save_words},
};
use crate::{
    authenticator::{BackupChanges, BackupHealth},
    browser::storage,
    ui::{
        authenticator::{outcome::store_words, own::keeper::Keeper},
        components::{dynamic, dynamic_text, dynamic_when, press},
        language::Localized,
        text::transfer::TransferText,
        use_text,
    },
};

/// The panel.
#[component]
pub(super) fn HealthPanel(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let health = backup_health(keeper);
    let made = dynamic_text(move || {
        let words = text.words::<TransferText>();
        match health.get().and_then(|health| health.made_at) {
            Some(made_at) => (words.last_backup)(&day_and_time(made_at)),
            None => words.no_backup.to_owned(),
        }
    });
    let changes = dynamic_text(move || health.get().map(|health| changes_words(health, text)).unwrap_or_default());
    let is_overdue = Memo::new(move |_| health.get().is_some_and(|health| health.is_overdue));
    view! {
        <section class="panel stack" aria-labelledby="health-title">
            <h2 id="health-title">{text.say(|w: &TransferText| w.health_title)}</h2>
            <div class="health">
                <p><b>{made}</b></p>
                <p>{changes}</p>
                {dynamic_when(move || is_overdue.get(), move || view! {
                    <p class="error">{text.say(|w: &TransferText| w.is_overdue)}</p>
                }.into_any())}
            </div>
            <Kept/>
            <BackupFile keeper/>
        </section>
    }
}

fn changes_words(health: BackupHealth, text: Localized) -> String {
    let words = text.words::<TransferText>();
    let changes = health.changes;
    if changes == BackupChanges::default() {
        return words.no_changes.to_owned();
    }
    let parts = [
        (changes.added, words.added_since),
        (changes.changed, words.changed_since),
        (changes.removed, words.removed_since),
        (changes.counted, words.counted_since),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, label)| format!("{count} {label}")).collect();
    (words.changes_since)(&parts.join(words.comma))
}

/// Whether the browser promises to keep what is stored, and the way to ask it.
#[component]
fn Kept() -> impl IntoView {
    let text = use_text();
    let is_kept = RwSignal::new(None::<bool>);
    let was_asked = RwSignal::new(false);
    spawn_local(async move {
        is_kept.try_set(storage::persisted().await.ok());
    });
    let ask = press(move |_| {
        spawn_local(async move {
            let kept = storage::persist().await.ok();
            was_asked.try_set(true);
            is_kept.try_set(kept);
        });
    });
    let told = dynamic_text(move || {
        let words = text.words::<TransferText>();
        match (is_kept.get(), was_asked.get()) {
            (Some(true), _) => words.is_kept,
            (Some(false), true) => words.keeping_refused,
            (Some(false), false) => words.not_kept,
            (None, _) => words.keeping_unknown,
        }
        .to_owned()
    });
    let ask = StoredValue::new_local(Some(ask));
    view! {
        <div class="health">
            <p role="status">{told}</p>
            {dynamic_when(move || is_kept.get() == Some(false), move || view! {
                <div class="row">
                    <button
                        class="button quiet small"
                        on:click=press(move |event| {
                            ask.try_update_value(|ask| {
                                if let Some(ask) = ask {
                                    ask(event);
                                }
                            });
                        })
                    >
                        {text.say(|w: &TransferText| w.ask_to_keep)}
                    </button>
                </div>
            }.into_any())}
        </div>
    }
}

/// The file that a backup is rewritten into.
#[component]
fn BackupFile(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let file = keeper.backups.file();
    let is_protected = Memo::new(move |_| keeper.header.with(Option::is_some));
    let choose = move || {
        let description = text.words_now::<TransferText>().backup_file.to_owned();
        spawn_local(async move { keeper.choose_backup_file(&description).await });
    };
    let choose_button = move || {
        view! {
            <div class="row">
                <button class="button quiet small" on:click=press(move |_| choose())>
                    {text.say(|w: &TransferText| w.choose_backup_file)}
                </button>
            </div>
        }
        .into_any()
    };
    let chosen = move |name: String, written: Written| {
        let told = dynamic_text(move || written_words(written, text));
        let is_wrong = !matches!(written, Written::NotYet | Written::Writing | Written::Verified { .. });
        let needs_press =
            matches!(written, Written::PermissionNeeded | Written::NotYet | Written::NotChecked | Written::Failed(_));
        let allow = move |_| spawn_local(keeper.allow_backup_file());
        view! {
            <p class="file-name">{name}</p>
            <p class=if is_wrong { "error" } else { "hint" } role="status">{told}</p>
            <div class="row">
                {needs_press.then(|| view! {
                    <button class="button quiet small" on:click=press(allow)>
                        {text.say(|w: &TransferText| w.write_now)}
                    </button>
                })}
                <button class="button quiet small" on:click=press(move |_| choose())>
                    {text.say(|w: &TransferText| w.other_file)}
                </button>
                <button
                    class="button quiet small"
                    on:click=press(move |_| spawn_local(keeper.leave_backup_file()))
                >
                    {text.say(|w: &TransferText| w.stop_writing)}
                </button>
            </div>
        }
        .into_any()
    };
    let content = move || match (file.get(), is_protected.get()) {
        (FileState::Unavailable, _) => {
            view! { <p class="hint">{text.say(|w: &TransferText| w.no_backup_file)}</p> }.into_any()
        }
        (FileState::None, false) => {
            view! { <p class="hint">{text.say(|w: &TransferText| w.protect_first)}</p> }.into_any()
        }
        (FileState::None, true) => choose_button(),
        (FileState::Chosen { name, written }, _) => chosen(name, written),
    };
    view! {
        <div class="health">
            <h3>{text.say(|w: &TransferText| w.by_itself)}</h3>
            <p class="hint">{text.say(|w: &TransferText| w.by_itself_hint)}</p>
            {dynamic(content)}
        </div>
    }
}

fn written_words(written: Written, text: Localized) -> String {
    let words = text.words::<TransferText>();
    match written {
        Written::NotYet => words.not_written_yet,
        Written::Writing => words.writing,
        Written::Verified { at } => return (words.written_at)(&day_and_time(at)),
        Written::PermissionNeeded => words.permission_needed,
        Written::NotProtected => words.protect_first,
        Written::NotReadable => words.not_readable,
        Written::Different => words.written_differs,
        Written::NotChecked => words.not_checked,
        Written::Failed(error) => save_words(error, words),
        Written::Store(error) => return store_words(error, text.get()),
    }
    .to_owned()
}
