//! Records that cannot be read: they stay stored until the person removes them, and come back if that was a mistake.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    authenticator::EntryId,
    store::{
        StoreError,
        authenticator::{Batch, DamagedRecord},
        judged_anew, unless_faster,
    },
    ui::{
        authenticator::{outcome::failed_words, own::keeper::Keeper},
        components::{Ask, dynamic, dynamic_text, dynamic_when, press},
        text::entries::EntriesText,
        use_text,
    },
};

/// As much of a record's name as tells it from the others.
const NAME_CHARACTERS: usize = 8;

impl Keeper {
    /// Removes the records of this name that cannot be read, and gives them for [`Self::put_damaged_back`].
    async fn remove_damaged(self, id: &EntryId) -> Result<Vec<DamagedRecord>, StoreError> {
        let store = self.store()?;
        let records = judged_anew(async || {
            self.read_again().await?;
            self.is_protected()?;
            let (revision, records) = store.damaged(id).await?;
            let removal = records.iter().fold(Batch::new(), Batch::delete_damaged);
            Ok::<_, StoreError>(unless_faster(store.commit(revision, removal).await)?.map(|_| records))
        })
        .await?;
        self.tell();
        self.read_again().await?;
        Ok(records)
    }

    /// Puts removed records back as they were.
    async fn put_damaged_back(self, records: &[DamagedRecord]) -> Result<(), StoreError> {
        // Whatever else was written since does not matter: only their own places do.
        self.read_again().await?;
        self.is_protected()?;
        self.commit(records.iter().fold(Batch::new(), Batch::put_damaged_back)).await?;
        self.tell();
        self.read_again().await
    }
}

/// The entries that a newer version wrote, if there are any. They are whole: nothing is offered that would lose them.
#[component]
pub(super) fn Newer(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let rows = move || {
        let row = |id: EntryId| {
            let short: String = id.0.chars().take(NAME_CHARACTERS).collect();
            let name = dynamic_text(move || (text.words::<EntriesText>().damaged_name)(&short));
            view! { <li><code>{name}</code></li> }
        };
        keeper.newer.get().into_iter().map(row).collect_view().into_any()
    };
    dynamic_when(
        move || keeper.newer.with(|newer| !newer.is_empty()),
        move || {
            view! {
                <section class="panel codes-damaged" aria-labelledby="newer-title">
                    <h2 id="newer-title">{text.say(|w: &EntriesText| w.newer_title)}</h2>
                    <ul role="list">{dynamic(rows)}</ul>
                    <p class="hint">{text.say(|w: &EntriesText| w.newer_hint)}</p>
                </section>
            }
            .into_any()
        },
    )
}

/// The damaged entries, if there are any, and those that were removed just now.
#[component]
pub(super) fn Damaged(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let removed = RwSignal::new_local(Vec::<DamagedRecord>::new());
    let removed_count = Memo::new(move |_| removed.with(Vec::len));
    let is_shown = Memo::new(move |_| keeper.damaged.with(|damaged| !damaged.is_empty()) || removed_count.get() > 0);
    let failed = RwSignal::new(None::<StoreError>);
    let asked_for = RwSignal::new(None::<EntryId>);
    let asks = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        let Some(id) = asked_for.get_untracked() else { return };
        spawn_local(async move {
            match keeper.remove_damaged(&id).await {
                Ok(records) => {
                    failed.try_set(None);
                    removed.try_set(records);
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    });
    let put_back = move || {
        spawn_local(async move {
            let Some(records) = removed.try_get_untracked() else { return };
            match keeper.put_damaged_back(&records).await {
                Ok(()) => {
                    failed.try_set(None);
                    removed.try_set(Vec::new());
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    // Those without a name cannot be told apart: they are one row.
    let row_of = move |id: EntryId, count: usize| {
        let short: String = id.0.chars().take(NAME_CHARACTERS).collect();
        let name = dynamic_text(move || {
            let words = text.words::<EntriesText>();
            if short.is_empty() { (words.damaged_nameless)(count) } else { (words.damaged_name)(&short) }
        });
        let ask = press(move |_| {
            asked_for.set(Some(id.clone()));
            asks.set(true);
        });
        view! {
            <li class="row">
                <code>{name}</code>
                <span class="spacer"></span>
                <button class="button quiet small" on:click=ask>{text.say(|w: &EntriesText| w.remove)}</button>
            </li>
        }
        .into_any()
    };
    let rows = dynamic(move || {
        let (nameless, named): (Vec<EntryId>, Vec<EntryId>) =
            keeper.damaged.get().into_iter().partition(|id| id.0.is_empty());
        let nameless = (!nameless.is_empty()).then(|| row_of(EntryId(String::new()), nameless.len()));
        let named = named.into_iter().map(|id| row_of(id, 1));
        named.chain(nameless).collect_view().into_any()
    });
    let undo = move || {
        let told = dynamic_text(move || (text.words::<EntriesText>().damaged_removed)(removed_count.get()));
        view! {
            <div class="row" role="status">
                <span>{told}</span>
                <button class="button quiet small" on:click=press(move |_| put_back())>
                    {text.say(|w: &EntriesText| w.undo)}
                </button>
            </div>
        }
        .into_any()
    };
    dynamic_when(
        move || is_shown.get(),
        move || {
            view! {
                <section class="panel codes-damaged" aria-labelledby="damaged-title">
                    <h2 id="damaged-title">{text.say(|w: &EntriesText| w.damaged_title)}</h2>
                    <ul role="list">{rows.clone()}</ul>
                    {dynamic_when(move || removed_count.get() > 0, undo)}
                    <p class="error" role="alert">{failed_words(failed, text)}</p>
                    <Ask
                        open=asks
                        title=text.say(|w: &EntriesText| w.remove_damaged_question)
                        body=text.say(|w: &EntriesText| w.remove_damaged_loses)
                        confirm=text.say(|w: &EntriesText| w.remove)
                        on_confirm=remove
                    />
                </section>
            }
            .into_any()
        },
    )
}
