//! What changes the recovery codes and passkeys: a part of its own, which the list of them does not wait for.

use leptos::prelude::*;

use super::{Change, Changing, new_passkey::NewPasskey, sheet::Sheet};
use crate::{
    console::{Passkey, passkey::ChangeRefusal, recovery::SetRefusal},
    ui::{
        components::{Ask, Spinner, dynamic, dynamic_text},
        console::{
            actions::{NewCodes, PasskeyTrouble},
            use_console,
        },
        text::console::factors::FactorsText,
        use_text,
    },
};

/// The form of the change that is under way.
#[component]
pub(in super::super) fn FactorForms() -> impl IntoView {
    let Some(changing) = use_context::<Changing>() else { return ().into_any() };
    match changing.change.get_untracked() {
        Some(Change::NewCodes { replaces }) => view! { <CodesForm changing replaces/> }.into_any(),
        Some(Change::NewPasskey) => view! { <NewPasskey changing/> }.into_any(),
        Some(Change::NoPasskey(passkey)) => view! { <Removal changing passkey/> }.into_any(),
        None => ().into_any(),
    }
}

/// Makes a set of codes, and shows it.
#[component]
fn CodesForm(changing: Changing, replaces: bool) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let new = RwSignal::new(None::<NewCodes>);
    console.run_next(async move {
        match console.make_recovery_codes().await {
            Some(Ok(codes)) => drop(new.try_set(Some(codes))),
            Some(Err(SetRefusal::StepUpNeeded)) => changing.begin_again(Change::NewCodes { replaces }),
            // What it was judged on has changed a moment ago: the page shows the rest by itself.
            Some(Err(_)) | None => changing.end(None),
        }
    });
    let content = dynamic(move || match new.get() {
        Some(codes) => view! { <Sheet changing codes replaces/> }.into_any(),
        None => view! { <Spinner label=text.signal(|t| t.shell.working)/> }.into_any(),
    });
    view! { {content} }.into_any()
}

/// Asks before a passkey is removed.
#[component]
fn Removal(changing: Changing, passkey: Passkey) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let is_asking = RwSignal::new(true);
    let is_confirmed = StoredValue::new(false);
    let name = passkey.name.clone();
    let loses = dynamic_text(move || (text.words::<FactorsText>().remove_loses)(&name));
    let on_confirm = Callback::new(move |()| {
        is_confirmed.set_value(true);
        let passkey = passkey.clone();
        console.run(async move {
            match console.remove_passkey(passkey.id.clone()).await {
                Some(Ok(())) => changing.end(Some(|w| w.passkey_removed)),
                Some(Err(PasskeyTrouble::Change(ChangeRefusal::StepUpNeeded))) => {
                    changing.begin_again(Change::NoPasskey(passkey));
                }
                // What it was judged on has changed a moment ago: the list shows it.
                Some(Err(_)) | None => changing.end(None),
            }
        });
    });
    // Whichever way the question was closed; a confirmation was heard before.
    Effect::new(move || {
        if !is_asking.get() && !is_confirmed.get_value() {
            changing.end(None);
        }
    });
    view! {
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
