//! Records that cannot be read: they stay stored until the person removes them.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    authenticator::EntryId,
    store::{StoreError, authenticator::Batch},
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
    /// Removes a record that cannot be read.
    async fn remove_damaged(self, id: &EntryId) -> Result<(), StoreError> {
        match self.commit(Batch::new().delete(id)).await {
            // Another tab was faster: the state is read anew, and this is asked for on it.
            Err(StoreError::Conflict) => {
                self.read_again().await?;
                self.commit(Batch::new().delete(id)).await?;
            }
            outcome => outcome?,
        }
        self.tell();
        self.read_again().await
    }
}

/// The damaged entries, if there are any.
#[component]
pub(super) fn Damaged(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let has_some = Memo::new(move |_| keeper.damaged.with(|damaged| !damaged.is_empty()));
    let failed = RwSignal::new(None::<StoreError>);
    let asked_for = RwSignal::new(None::<EntryId>);
    let asks = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        let Some(id) = asked_for.get_untracked() else { return };
        spawn_local(async move {
            failed.try_set(keeper.remove_damaged(&id).await.err());
        });
    });
    let rows = dynamic(move || {
        let row = |id: EntryId| {
            let short: String = id.0.chars().take(NAME_CHARACTERS).collect();
            let name = dynamic_text(move || (text.words::<EntriesText>().damaged_name)(&short));
            // A record that does not even say its name cannot be asked for.
            let has_name = !id.0.is_empty();
            let ask = press(move |_| {
                asked_for.set(Some(id.clone()));
                asks.set(true);
            });
            view! {
                <li class="row">
                    <code>{name}</code>
                    <span class="spacer"></span>
                    {has_name.then(|| view! {
                        <button class="button quiet small" on:click=ask>{text.say(|w: &EntriesText| w.remove)}</button>
                    })}
                </li>
            }
        };
        keeper.damaged.get().into_iter().map(row).collect_view().into_any()
    });
    dynamic_when(
        move || has_some.get(),
        move || {
            view! {
                <section class="panel codes-damaged" aria-labelledby="damaged-title">
                    <h2 id="damaged-title">{text.say(|w: &EntriesText| w.damaged_title)}</h2>
                    <ul role="list">{rows.clone()}</ul>
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
