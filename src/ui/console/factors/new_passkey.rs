//! The form that adds a passkey.

use leptos::prelude::*;

use super::Changing;
use crate::{
    console::passkey::ChangeRefusal,
    ui::{
        components::{Field, dynamic},
        console::{
            account::focus_by_id,
            actions::PasskeyTrouble,
            parts::{actions, button, on_submit, submit_button},
            use_console,
            ways::{passkey_notice, passkey_trouble},
        },
        text::console::factors::FactorsText,
        use_text,
    },
};

const NAME_ID: &str = "passkey-name";
/// What stands by the field, and not above the buttons.
const OF_NAME: PasskeyTrouble = PasskeyTrouble::Change(ChangeRefusal::Name);

#[component]
pub(super) fn NewPasskey(changing: Changing) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let name = RwSignal::new(String::new());
    let trouble = RwSignal::new(None::<PasskeyTrouble>);
    let submit = on_submit(move || {
        trouble.set(None);
        let typed = name.get_untracked();
        console.after_step_up(move || {
            let typed = typed.clone();
            console.run(async move {
                match console.add_passkey(typed).await {
                    Some(Ok(())) => changing.end(Some(|w| w.passkey_added)),
                    Some(Err(why)) => drop(trouble.try_set(Some(why))),
                    None => {}
                }
            });
        });
    });
    let error = Signal::derive(move || {
        trouble.get().filter(|why| *why == OF_NAME).map(|why| passkey_trouble(why, text.words()).to_owned())
    });
    let other =
        dynamic(
            move || {
                if trouble.get().is_some_and(|why| why != OF_NAME) { passkey_notice(trouble) } else { ().into_any() }
            },
        );
    focus_by_id(NAME_ID);
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Field
                id=NAME_ID
                label=text.say(|w: &FactorsText| w.passkey_name)
                hint=text.say(|w: &FactorsText| w.passkey_name_hint)
                error
                value=name
            />
            {other}
            {actions(
                button("button quiet", |w: &FactorsText| w.cancel, move || changing.end(None)),
                submit_button("button primary", |w: &FactorsText| w.add),
            )}
        </form>
    }
    .into_any()
}
