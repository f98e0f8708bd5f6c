//! The phone number and the password in Account Management. Changing them asks for a factor first; the forms come with a
//! part of their own.

use leptos::prelude::*;

use super::{
    parts::{Pick, on_press},
    use_console,
};
use crate::{
    console::Account,
    ui::{
        components::{dynamic_text, dynamic_when},
        parts::{Part, part},
        text::console::{account::AccountText, shared::SharedText},
        use_text,
    },
};

/// What can be changed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Phone,
    Password,
}

/// What is being changed, and what was. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy)]
pub(super) struct Changing {
    /// The form that is open.
    pub(super) open: RwSignal<Option<Setting>>,
    /// What was changed last.
    pub(super) done: RwSignal<Option<Setting>>,
}

impl Changing {
    /// It is changed: the form closes and says so.
    pub(super) fn finish(self, setting: Setting) {
        self.done.try_set(Some(setting));
        self.open.try_set(None);
    }
}

/// The two settings; the form of the one that is being changed is below them.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let console = use_console();
    let changing = Changing { open: RwSignal::new(None), done: RwSignal::new(None) };
    provide_context(changing);
    let open = move |setting: Setting| {
        console.after_step_up(move || {
            changing.done.set(None);
            changing.open.set(Some(setting));
        });
    };
    let number = dynamic_text(move || {
        let number = |user: &Account| user.phone_number.masked();
        console.user.with(|user| user.as_ref().map(number).unwrap_or_default())
    });
    let form = dynamic_when(
        move || changing.open.with(Option::is_some) || changing.done.with(Option::is_some),
        || part(Part::Contact).into_any(),
    );
    view! {
        {row(
            "phone-setting",
            |w: &SharedText| w.phone_number,
            |w| w.phone_about,
            number,
            |w| w.change_phone,
            move || open(Setting::Phone),
        )}
        {row(
            "password-setting",
            |w: &SharedText| w.password,
            |w| w.password_about,
            String::new().into(),
            |w| w.change_password,
            move || open(Setting::Password),
        )}
        {form}
    }
    .into_any()
}

fn row(
    id: &'static str,
    name: Pick<SharedText>,
    about: Pick<AccountText>,
    state: Signal<String>,
    label: Pick<AccountText>,
    open: impl FnMut() + 'static,
) -> AnyView {
    let text = use_text();
    view! {
        <section class="setting" aria-labelledby=id>
            <div class="setting-name">
                <h2 id=id>{text.say(name)}</h2>
                <p class="hint">{text.say(about)}</p>
            </div>
            <p class="setting-state">{state}</p>
            <button class="button quiet" aria-label=text.say(label) on:click=on_press(open)>
                {text.say(|w: &AccountText| w.change)}
            </button>
        </section>
    }
    .into_any()
}
