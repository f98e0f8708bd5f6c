//! The place “Trash”: what was thrown away, until it is forgotten.

use std::convert::Infallible;

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    codes::{Face, Icon},
    keeper::Keeper,
};
use crate::{
    authenticator::{Change, Collection, Entry, EntryId},
    store::StoreError,
    ui::{
        authenticator::outcome::failed_words,
        components::{
            Ask, Cards, VirtualGrid, dynamic, dynamic_list, dynamic_text, dynamic_when, focus::focus_on_mount, press,
        },
        grid_layout::GridSizes,
        text::entries::EntriesText,
        use_clock, use_text,
    },
};

/// The sizes of the rows; `style/codes.css` fills them.
const SIZES: GridSizes = GridSizes { column_rem: 26.0, row_rem: 4.75, gap_rem: 0.75 };

/// Forgets what has lain in the trash long enough. If that is not stored it is done the next time.
pub(super) fn purge(keeper: Keeper) {
    let now = use_clock().now_untracked();
    spawn_local(async move {
        let _ = keeper.change(|all| Ok::<_, Infallible>(((), all.purge(now)))).await;
    });
}

/// The trash.
#[component]
pub(super) fn TrashPlace(keeper: Keeper) -> impl IntoView {
    purge(keeper);
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus_on_mount(heading);
    let trashed = Memo::new(move |_| {
        keeper.collection.with(|all| all.trashed("").into_iter().map(|entry| entry.id.clone()).collect::<Vec<_>>())
    });
    let count = Memo::new(move |_| trashed.with(Vec::len));
    let failed = RwSignal::new(None::<StoreError>);
    let restored = RwSignal::new(None::<String>);
    let told = dynamic_text(move || {
        restored.with(|name| name.as_ref().map(|name| (text.words::<EntriesText>().restored)(name))).unwrap_or_default()
    });
    let change = move |judge: Box<dyn Fn(&Collection) -> Change>, name: Option<String>| {
        spawn_local(async move {
            let outcome = keeper.change(|all| Ok::<_, Infallible>(((), judge(all)))).await;
            let error = outcome.err();
            if error.is_none() {
                restored.try_set(name);
            }
            failed.try_set(error);
            if let Some(Some(heading)) = heading.try_get_untracked() {
                crate::ui::components::focus::focus(&heading);
            }
        });
    };
    let restore = Callback::new(move |id: EntryId| {
        let entry = keeper
            .collection
            .with_untracked(|all| all.get(&id).map(|entry| (entry.issuer.clone(), entry.account.clone())));
        let name = entry.map(|(issuer, account)| (text.now().authenticator.name_of)(&issuer, &account));
        change(Box::new(move |all| all.restore(std::slice::from_ref(&id))), name);
    });
    let asks = RwSignal::new(false);
    let empty = Callback::new(move |()| change(Box::new(|all| all.empty_trash("")), None));
    let cards = move || -> Cards {
        Box::new(move |range| {
            let visible = Memo::new(move |_| {
                let range = range.get();
                trashed.with(|ids| {
                    let ids = ids.get(range.start..range.end.min(ids.len())).unwrap_or_default();
                    keeper.collection.with(|all| all.get_many(ids).into_iter().cloned().collect::<Vec<Entry>>())
                })
            });
            dynamic_list(
                move || visible.get(),
                |entry: &Entry| entry.id.0.clone(),
                move |entry| view! { <Row entry restore/> }.into_any(),
            )
        })
    };
    let list = dynamic(move || {
        if count.get() == 0 {
            view! { <p class="empty">{text.say(|w: &EntriesText| w.trash_empty)}</p> }.into_any()
        } else {
            let (cards, count) = (cards(), count.into());
            view! { <VirtualGrid count sizes=SIZES label=text.say(|w: &EntriesText| w.trash) cards/> }.into_any()
        }
    });
    view! {
        <section class="codes trash" aria-labelledby="trash-title">
            <div class="row trash-head">
                <h2 id="trash-title" tabindex="-1" node_ref=heading>{text.say(|w: &EntriesText| w.trash)}</h2>
                <span class="spacer"></span>
                {dynamic_when(move || count.get() > 0, move || view! {
                    <button class="button quiet small" on:click=press(move |_| asks.set(true))>
                        {text.say(|w: &EntriesText| w.empty_trash)}
                    </button>
                }.into_any())}
            </div>
            <p class="lede">{text.say(|w: &EntriesText| w.trash_lede)}</p>
            <p class="told" role="status">{told}</p>
            <p class="error" role="alert">{failed_words(failed, text)}</p>
            {list}
            <Ask
                open=asks
                title=text.say(|w: &EntriesText| w.empty_trash_question)
                body=dynamic_text(move || (text.words::<EntriesText>().empty_trash_loses)(count.get()))
                confirm=text.say(|w: &EntriesText| w.empty_trash)
                on_confirm=empty
            />
        </section>
    }
}

#[component]
fn Row(entry: Entry, restore: Callback<EntryId>) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let face = Signal::stored(Face::of(&entry));
    let name = dynamic_text(move || face.with(|face| (text.get().authenticator.name_of)(&face.issuer, &face.account)));
    let entry = StoredValue::new(entry);
    let days = Memo::new(move |_| entry.with_value(|entry| entry.trash_days_left(clock.now())).unwrap_or_default());
    view! {
        <li class="code-card trash-row" aria-label=name>
            <Icon face/>
            <div class="code-names">
                <b class="code-issuer">{name}</b>
                <span class="code-account">{dynamic_text(move || (text.words::<EntriesText>().days_left)(days.get()))}</span>
            </div>
            <button class="button quiet small" on:click=press(move |_| restore.run(entry.with_value(|entry| entry.id.clone())))>
                {text.say(|w: &EntriesText| w.restore)}
            </button>
        </li>
    }
}
