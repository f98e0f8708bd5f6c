//! The passkeys: a list, another one, and one less.

use leptos::prelude::*;

use super::{Done, done_notice, user};
use crate::{
    browser::passkey::factor,
    console::{AccountId, Passkey, passkey::ChangeRefusal},
    ui::{
        components::{Ask, Field, dynamic, dynamic_list, dynamic_text, dynamic_when},
        console::{
            account::focus_by_id,
            actions::PasskeyTrouble,
            parts::{actions, button, on_press, on_submit, submit_button},
            use_console,
            ways::{passkey_notice, passkey_trouble},
            words,
        },
        text::console::factors::FactorsText,
        use_text,
    },
};

const ADD_ID: &str = "add-passkey";
const NAME_ID: &str = "passkey-name";

#[component]
pub(super) fn Passkeys() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let user = user();
    let done: Done = RwSignal::new(None);
    let trouble = RwSignal::new(None::<PasskeyTrouble>);
    let is_adding = RwSignal::new(false);
    let to_remove = RwSignal::new(None::<Passkey>);
    let is_asking = RwSignal::new(false);
    let stored = console.watch(|store| Box::pin(async move { store.records::<Passkey>().await }));
    let account = Memo::new(move |_| user.get().map(|(account, _)| account));
    let passkeys = Memo::new(move |_| of_account(stored.get(), account.get().as_ref()));
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
    let add = move || {
        done.set(None);
        trouble.set(None);
        console.after_step_up(move || {
            is_adding.set(true);
            focus_by_id(NAME_ID);
        });
    };
    let may_add = move || has_device.get() && factor::is_available() && !is_adding.get();
    let add_button = dynamic_when(may_add, move || {
        view! {
            <button class="button quiet" id=ADD_ID on:click=on_press(add)>
                {text.say(|w: &FactorsText| w.add_passkey)}
            </button>
        }
        .into_any()
    });
    let form = dynamic_when(move || is_adding.get(), move || view! { <AddForm is_adding trouble done/> }.into_any());
    let remove = move |passkey: Passkey| {
        done.set(None);
        trouble.set(None);
        to_remove.set(Some(passkey));
        is_asking.set(true);
    };
    let rows = dynamic_list(
        move || passkeys.get().unwrap_or_default(),
        // A row tells when its passkey was used last, and so is made anew when that changes.
        |passkey| format!("{} {}", passkey.id, passkey.last_used_at.map_or(0, |at| at.0)),
        move |passkey| row(passkey, remove),
    );
    let on_confirm = Callback::new(move |()| {
        let Some(passkey) = to_remove.get_untracked() else { return };
        console.after_step_up(move || {
            let id = passkey.id.clone();
            console.run(async move {
                match console.remove_passkey(id).await {
                    Some(Ok(())) => {
                        done.try_set(Some(|w| w.passkey_removed));
                        focus_by_id(ADD_ID);
                    }
                    Some(Err(why)) => drop(trouble.try_set(Some(why))),
                    None => {}
                }
            });
        });
    });
    let loses = dynamic_text(move || {
        let words: &FactorsText = text.words();
        to_remove
            .with(|passkey| passkey.as_ref().map(|passkey| (words.remove_loses)(&passkey.name)).unwrap_or_default())
    });
    // The trouble of the form stands in the form.
    let list_trouble = dynamic_when(move || !is_adding.get(), move || passkey_notice(trouble));
    view! {
        <section class="setting" aria-labelledby="passkeys">
            <div class="setting-name">
                <h2 id="passkeys">{text.say(|w: &FactorsText| w.passkeys)}</h2>
                <p class="hint">{text.say(|w: &FactorsText| w.passkeys_about)}</p>
            </div>
            <p class="setting-state" class:is-bound=is_there>{state}</p>
            {add_button}
            <ul class="setting-rows" aria-labelledby="passkeys">{rows}</ul>
            {form}
            {list_trouble}
            {done_notice(done)}
        </section>
        <Ask
            open=is_asking
            title=text.say(|w: &FactorsText| w.remove_question)
            body=loses
            confirm=text.say(|w: &FactorsText| w.remove)
            on_confirm
        />
    }
    .into_any()
}

/// The passkeys of this account, the earliest first; nothing while they were not read.
fn of_account(stored: Option<Vec<Passkey>>, account: Option<&AccountId>) -> Option<Vec<Passkey>> {
    let mut passkeys = stored?;
    passkeys.retain(|passkey| Some(&passkey.account) == account);
    passkeys.sort_unstable_by(|one, other| (one.added_at, &one.id).cmp(&(other.added_at, &other.id)));
    Some(passkeys)
}

fn row(passkey: Passkey, remove: impl Fn(Passkey) + Clone + 'static) -> AnyView {
    let text = use_text();
    let (name, added_at, used_at) = (passkey.name.clone(), passkey.added_at, passkey.last_used_at);
    let told = dynamic_text(move || {
        let words: &FactorsText = text.words();
        let used = used_at.map_or_else(|| words.never_used.to_owned(), |at| (words.used_at)(&words::day_and_time(at)));
        format!("{} · {used}", (words.added_at)(&words::day_and_time(added_at)))
    });
    let name_id = format!("passkey-{}", passkey.id);
    let press = on_press(move || remove(passkey.clone()));
    view! {
        <li class="setting-row">
            <div>
                <p class="row-name" id=name_id.clone()>{name}</p>
                <p class="hint">{told}</p>
            </div>
            <button class="button quiet small" aria-describedby=name_id on:click=press>
                {text.say(|w: &FactorsText| w.remove)}
            </button>
        </li>
    }
    .into_any()
}

#[component]
fn AddForm(is_adding: RwSignal<bool>, trouble: RwSignal<Option<PasskeyTrouble>>, done: Done) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let name = RwSignal::new(String::new());
    let submit = on_submit(move || {
        trouble.set(None);
        let typed = name.get_untracked();
        console.after_step_up(move || {
            let typed = typed.clone();
            console.run(async move {
                match console.add_passkey(typed).await {
                    Some(Ok(())) => {
                        done.try_set(Some(|w| w.passkey_added));
                        is_adding.try_set(false);
                        focus_by_id(ADD_ID);
                    }
                    Some(Err(why)) => drop(trouble.try_set(Some(why))),
                    None => {}
                }
            });
        });
    });
    let close = move || {
        trouble.set(None);
        is_adding.set(false);
        focus_by_id(ADD_ID);
    };
    let of_name = PasskeyTrouble::Change(ChangeRefusal::Name);
    let error = Signal::derive(move || {
        trouble.get().filter(|why| *why == of_name).map(|why| passkey_trouble(why, text.words()).to_owned())
    });
    let other =
        dynamic(
            move || {
                if trouble.get().is_some_and(|why| why != of_name) { passkey_notice(trouble) } else { ().into_any() }
            },
        );
    view! {
        <form class="stack setting-form" novalidate on:submit=submit>
            <Field
                id=NAME_ID
                label=text.say(|w: &FactorsText| w.passkey_name)
                hint=text.say(|w: &FactorsText| w.passkey_name_hint)
                error
                value=name
            />
            {other}
            {actions(
                button("button quiet", |w: &FactorsText| w.cancel, close),
                submit_button("button primary", |w: &FactorsText| w.add),
            )}
        </form>
    }
    .into_any()
}
