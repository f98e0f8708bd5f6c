//! The list of passkeys.

use leptos::prelude::*;

use super::{Change, Changing, user};
use crate::{
    browser::passkey::factor,
    console::{AccountId, Passkey},
    store::earliest_first,
    ui::{
        components::{dynamic_list, dynamic_text, dynamic_when},
        console::{parts::on_press, use_console, words},
        text::console::factors::FactorsText,
        use_text,
    },
};

const ADD_ID: &str = "add-passkey";

#[component]
pub(super) fn Passkeys() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let user = user();
    let changing = Changing::new(ADD_ID);
    let stored = console.watch(|store| Box::pin(async move { store.all::<Passkey>().await }));
    let passkeys = Memo::new(move |_| of_account(stored.get()?, &user.get()?.0));
    let has_device = Memo::new(move |_| user.get().is_some_and(|(_, has_device)| has_device));
    let state = dynamic_text(move || {
        let words: &FactorsText = text.words();
        match passkeys.with(|passkeys| passkeys.as_ref().map(Vec::len)) {
            None => String::new(),
            _ if !has_device.get() => words.device_first.to_owned(),
            _ if !factor::is_available() => words.no_webauthn.to_owned(),
            Some(0) => words.no_passkeys.to_owned(),
            Some(count) => count.to_string(),
        }
    });
    let is_there =
        Signal::derive(move || passkeys.with(|passkeys| passkeys.as_ref().is_some_and(|all| !all.is_empty())));
    let may_add = move || has_device.get() && factor::is_available() && changing.change.with(Option::is_none);
    let add = move || changing.begin(|| Change::NewPasskey);
    let add_button = dynamic_when(may_add, move || {
        view! {
            <button class="button quiet" id=ADD_ID on:click=on_press(add)>
                {text.say(|w: &FactorsText| w.add_passkey)}
            </button>
        }
        .into_any()
    });
    let rows = dynamic_list(
        move || passkeys.get().unwrap_or_default(),
        // A row tells when its passkey was used last, and so is made anew when that changes.
        |passkey| format!("{} {}", passkey.id, passkey.last_used_at.map_or(0, |at| at.0)),
        move |passkey| row(passkey, changing),
    );
    view! {
        <section class="setting" aria-labelledby="passkeys">
            <div class="setting-name">
                <h2 id="passkeys">{text.say(|w: &FactorsText| w.passkeys)}</h2>
                <p class="hint">{text.say(|w: &FactorsText| w.passkeys_about)}</p>
            </div>
            <p class="setting-state" class:is-bound=is_there>{state}</p>
            {add_button}
            <ul class="setting-rows" aria-labelledby="passkeys">{rows}</ul>
            {changing.view()}
        </section>
    }
    .into_any()
}

/// The passkeys of this account, the earliest first.
fn of_account(stored: Vec<Passkey>, account: &AccountId) -> Option<Vec<Passkey>> {
    let mut passkeys = earliest_first(stored, |passkey| passkey.added_at);
    passkeys.retain(|passkey| passkey.account == *account);
    Some(passkeys)
}

fn row(passkey: Passkey, changing: Changing) -> AnyView {
    let text = use_text();
    let (name, added_at, used_at) = (passkey.name.clone(), passkey.added_at, passkey.last_used_at);
    let told = dynamic_text(move || {
        let words: &FactorsText = text.words();
        let used = used_at.map_or_else(|| words.never_used.to_owned(), |at| (words.used_at)(&words::day_and_time(at)));
        format!("{} · {used}", (words.added_at)(&words::day_and_time(added_at)))
    });
    let name_id = format!("passkey-{}", passkey.id);
    let remove = on_press(move || {
        let passkey = passkey.clone();
        changing.begin(move || Change::NoPasskey(passkey.clone()));
    });
    view! {
        <li class="setting-row">
            <div>
                <p class="row-name" id=name_id.clone()>{name}</p>
                <p class="hint">{told}</p>
            </div>
            <button class="button quiet small" aria-describedby=name_id on:click=remove>
                {text.say(|w: &FactorsText| w.remove)}
            </button>
        </li>
    }
    .into_any()
}
