//! The bar over the list: the search, the tags, the order, and the ways on.

use leptos::{ev, prelude::*};

use super::state::Codes;
use crate::{
    authenticator::Order,
    ui::{
        components::{Link, dynamic, dynamic_text, dynamic_when, press},
        route::{AuthenticatorPlace, Route},
        text::entries::EntriesText,
    },
};

/// The id of the search field.
pub(super) const FIELD: &str = "codes-search";

/// The most tags on offer; the search finds every one.
const TAG_CHIPS_MAX: usize = 40;

/// The bar.
#[component]
pub(super) fn SearchBar(codes: Codes, all: Memo<usize>) -> impl IntoView {
    let text = codes.text;
    let typed = codes.typed;
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && typed.with_untracked(|typed| !typed.is_empty()) {
            event.prevent_default();
            event.stop_propagation();
            typed.set(String::new());
        }
    };
    let order = Signal::derive(move || codes.keeper.settings.with(|settings| key_of(settings.order).to_owned()));
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        if let Some(order) = Order::ALL.into_iter().find(|order| key_of(*order) == chosen) {
            codes.keeper.change_settings(move |settings| settings.order = order);
        }
    };
    let options = Order::ALL.map(|order| {
        let label = dynamic_text(move || {
            let words = text.words::<EntriesText>();
            match order {
                Order::Manual => words.order_manual,
                Order::Name => words.order_name,
                Order::RecentUse => words.order_recent,
            }
            .to_owned()
        });
        let is_chosen = codes.keeper.settings.with_untracked(|settings| settings.order == order);
        view! { <option value=key_of(order) selected=is_chosen>{label}</option> }
    });
    view! {
        <div class="codes-bar">
            <div class="codes-search" role="search">
                <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/></svg>
                <input
                    id=FIELD
                    type="search"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-label=text.say(|w: &EntriesText| w.search)
                    aria-keyshortcuts="/"
                    placeholder=text.say(|w: &EntriesText| w.search_hint)
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=on_key
                />
                <kbd aria-hidden="true">"/"</kbd>
            </div>
            <select class="codes-order" aria-label=text.say(|w: &EntriesText| w.sort_by) prop:value=order on:change=choose>
                {options}
            </select>
            {dynamic_when(move || all.get() > 1, move || view! {
                <button class="button quiet" on:click=press(move |_| codes.selected.set(Some(Default::default())))>
                    {text.say(|w: &EntriesText| w.select)}
                </button>
            }.into_any())}
            <Link to=Route::Authenticator(AuthenticatorPlace::Add) class="button token codes-add">
                {text.say(|w: &EntriesText| w.add)}
            </Link>
        </div>
    }
}

const fn key_of(order: Order) -> &'static str {
    match order {
        Order::Manual => "manual",
        Order::Name => "name",
        Order::RecentUse => "recent-use",
    }
}

/// The tags that are in use: each narrows the list to its entries.
#[component]
pub(super) fn Tags(codes: Codes) -> impl IntoView {
    let text = codes.text;
    let tags = Memo::new(move |_| {
        let tags = codes.keeper.collection.with(|all| all.tags(""));
        tags.into_iter().map(|count| (count.tag, count.entries)).take(TAG_CHIPS_MAX).collect::<Vec<_>>()
    });
    let has_tags = Memo::new(move |_| tags.with(|tags| !tags.is_empty()) || codes.tag.with(Option::is_some));
    let chip = move |tag: Option<String>, label: Signal<String>, entries: Option<usize>| {
        let wanted = tag.clone();
        let pressed = Signal::derive(move || {
            if codes.tag.with(|chosen| *chosen == wanted) { "true" } else { "false" }.to_owned()
        });
        // A second press on a tag takes it back.
        let choose = press(move |_| {
            codes.tag.update(|chosen| *chosen = if *chosen == tag { None } else { tag.clone() });
        });
        view! {
            <button class="codes-tag" aria-pressed=pressed on:click=choose>
                {label}
                {entries.map(|entries| view! { <small>{entries}</small> })}
            </button>
        }
        .into_any()
    };
    let chips = dynamic(move || {
        let mut chips = vec![chip(None, text.say(|w: &EntriesText| w.all_tags), None)];
        for (tag, entries) in tags.get() {
            chips.push(chip(Some(tag.clone()), Signal::stored(tag), Some(entries)));
        }
        chips.into_any()
    });
    dynamic_when(
        move || has_tags.get(),
        move || {
            view! {
                <div class="codes-tags" role="group" aria-label=text.say(|w: &EntriesText| w.tags)>{chips.clone()}</div>
            }
            .into_any()
        },
    )
}
