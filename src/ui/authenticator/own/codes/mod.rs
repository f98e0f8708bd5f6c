//! The place “Codes”: the list of the entries with their codes, and what is done with them.
//!
//! What is listed, found, moved and thrown away is decided in the authenticator's room; only what is in sight is
//! computed and shown.

mod card;
mod damaged;
mod drag;
mod edit;
mod face;
mod icon;
mod menu;
mod modal;
mod search;
mod selecting;
mod show_key;
mod state;
mod told;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use self::{
    card::Card,
    damaged::{Damaged, Newer},
    edit::EditEntry,
    search::{SearchBar, Tags},
    selecting::{SelectionBar, TagSelected},
    show_key::ShowKey,
    state::{Codes, Opened},
    told::ToldWords,
};
pub(super) use self::{face::Face, icon::Icon};
use super::keeper::Keeper;
use crate::{
    authenticator::Entry,
    ui::{
        components::{
            Cards, Link, VirtualGrid, dynamic, dynamic_list, dynamic_text, dynamic_when, focus::focus, press,
        },
        grid_layout::GridSizes,
        route::{AuthenticatorPlace, Route},
        text::entries::EntriesText,
    },
};

/// The sizes of the cards; `style/codes.css` fills them.
const SIZES: GridSizes = GridSizes { column_rem: 19.0, row_rem: 9.5, gap_rem: 0.75 };

/// The list of codes.
#[component]
pub(super) fn CodesPlace(keeper: Keeper) -> impl IntoView {
    super::trash::purge(keeper);
    let codes = Codes::new(keeper);
    let text = codes.text;
    let count = Memo::new(move |_| codes.shown.with(|shown| shown.ids().len()));
    let all = Memo::new(move |_| keeper.collection.with(|all| all.in_app("").count()));
    let is_selecting = Memo::new(move |_| codes.selected.with(Option::is_some));
    focus_search_by_slash();

    let bar = dynamic(move || {
        if is_selecting.get() {
            view! { <SelectionBar codes/> }.into_any()
        } else {
            view! { <SearchBar codes all/> }.into_any()
        }
    });
    let counted = dynamic_text(move || {
        let words = text.words::<EntriesText>();
        match (count.get(), all.get()) {
            (found, all) if found == all => (words.all_loaded)(all),
            (found, all) => (words.found)(found, all),
        }
    });
    let body = dynamic(move || match (all.get() == 0, count.get() == 0) {
        (true, _) => empty(codes),
        (_, true) => no_match(codes),
        _ => list(codes, count.into()),
    });
    let modal = dynamic(move || match codes.opened.get() {
        None => ().into_any(),
        Some(Opened::Edit(id)) => view! { <EditEntry codes id/> }.into_any(),
        Some(Opened::Key(id)) => view! { <ShowKey codes id/> }.into_any(),
        Some(Opened::Tag) => view! { <TagSelected codes/> }.into_any(),
    });
    view! {
        <section class="codes" aria-label=text.say(|w: &EntriesText| w.codes)>
            {dynamic_when(move || all.get() > 0, move || view! {
                {bar.clone()}
                <Tags codes/>
                <p class="codes-count" role="status">{counted}</p>
            }.into_any())}
            <Newer keeper/>
            <Damaged keeper/>
            <ToldWords codes/>
            {body}
            <p class="visually-hidden" role="status">{codes.announced}</p>
            {modal}
        </section>
    }
}

fn list(codes: Codes, count: Signal<usize>) -> AnyView {
    let cards: Cards = Box::new(move |range| {
        let visible = Memo::new(move |_| {
            let range = range.get();
            codes.shown.with(|shown| {
                let ids = shown.ids().get(range.start..range.end.min(shown.ids().len())).unwrap_or_default();
                codes.keeper.collection.with(|all| all.get_many(ids).into_iter().cloned().collect::<Vec<Entry>>())
            })
        });
        let start = Memo::new(move |_| range.with(|range| range.start));
        dynamic_list(
            move || visible.get(),
            |entry: &Entry| entry.id.0.clone(),
            move |entry| view! { <Card codes entry visible start/> }.into_any(),
        )
    });
    let text = codes.text;
    view! {
        <VirtualGrid count sizes=SIZES label=text.say(|w: &EntriesText| w.codes) cards/>
    }
    .into_any()
}

/// What to do when there is no code yet.
fn empty(codes: Codes) -> AnyView {
    let text = codes.text;
    view! {
        <div class="empty codes-empty">
            <svg class="codes-empty-mark" viewBox="0 0 64 64" aria-hidden="true">
                <rect x="8" y="14" width="48" height="36" rx="8"/>
                <path d="M18 32h6m5 0h6m5 0h6"/>
            </svg>
            <h2>{text.say(|w: &EntriesText| w.empty_title)}</h2>
            <p>{text.say(|w: &EntriesText| w.empty_next)}</p>
            <div class="row">
                <Link to=Route::Authenticator(AuthenticatorPlace::Add) class="button token">
                    {text.say(|w: &EntriesText| w.add_first)}
                </Link>
                <Link to=Route::Authenticator(AuthenticatorPlace::Import) class="button quiet">
                    {text.say(|w: &EntriesText| w.import)}
                </Link>
            </div>
        </div>
    }
    .into_any()
}

fn no_match(codes: Codes) -> AnyView {
    let text = codes.text;
    let show_all = move |_| {
        codes.tag.set(None);
        codes.typed.set(String::new());
        focus_search();
    };
    view! {
        <div class="empty codes-empty">
            <h2>{text.say(|w: &EntriesText| w.no_match_title)}</h2>
            <p>{text.say(|w: &EntriesText| w.no_match_next)}</p>
            <button class="button quiet" on:click=press(show_all)>{text.say(|w: &EntriesText| w.show_all)}</button>
        </div>
    }
    .into_any()
}

/// Focuses the search field, if it is there.
fn focus_search() {
    let field = document().get_element_by_id(search::FIELD);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        focus(&field);
    }
}

/// `/` leads to the search field, unless something is being typed or asked.
fn focus_search_by_slash() {
    let listener = window_event_listener(ev::keydown, |event| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let is_taken = document().query_selector(":is(input, select, textarea):focus, dialog[open]");
        if event.key() == "/" && is_plain && matches!(is_taken, Ok(None)) {
            event.prevent_default();
            focus_search();
        }
    });
    on_cleanup(move || listener.remove());
}
