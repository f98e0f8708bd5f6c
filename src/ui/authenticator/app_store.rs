//! The store of a phone: the virtual MFA applications of its kind, as the published table has them.

use leptos::{prelude::*, task::spawn_local};

use super::{
    outcome::failed_words,
    phone::{AppIcon, PhoneContext, Screen, ScreenHeading, app_row_key},
};
use crate::{
    stage::{App, InstallError, Phone},
    store::StoreError,
    ui::{
        components::{dynamic_list, dynamic_text, dynamic_when, press},
        use_table, use_text,
    },
};

/// How an application is on the phone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Absent,
    /// In an older version than the store's.
    Old,
    Current,
}

#[component]
pub(super) fn AppStore(context: PhoneContext) -> impl IntoView {
    let text = use_text();
    let table = use_table();
    let failed = RwSignal::new(None::<StoreError>);
    let offered = move || {
        context.phone.with(|phone| phone.as_ref().map_or(&[][..], |phone| App::available_for(phone.kind))).to_vec()
    };
    let change = move |change: fn(&mut Phone, App) -> Result<(), InstallError>, app: App| {
        let Some(mut phone) = context.phone.get_untracked() else { return };
        // Refused only when another tab was faster: then the phone has it.
        if change(&mut phone, app).is_err() {
            return;
        }
        spawn_local(async move {
            failed.try_set(table.change_phone(phone).await.err());
        });
    };
    let row = move |app: App| {
        let installed = Memo::new(move |_| context.phone.with(|phone| phone.as_ref()?.installed(app)));
        let state = Memo::new(move |_| match installed.get() {
            None => State::Absent,
            Some(installed) if installed.is_older_than(app) => State::Old,
            Some(_) => State::Current,
        });
        let version = dynamic_text(move || match installed.get().unwrap_or(app) {
            App::AlibabaCloud { version: (major, minor) } => (text.get().authenticator.version)(major, minor),
            App::GoogleAuthenticator | App::Authenticator => String::new(),
        });
        let act = move |_| match (state.get_untracked(), installed.get_untracked()) {
            (State::Absent, _) | (_, None) => change(Phone::install, app),
            (State::Old, _) => change(Phone::update, app),
            (State::Current, Some(installed)) => context.screen.set(Screen::App(installed)),
        };
        let label = dynamic_text(move || {
            let words = text.get().authenticator;
            let label = match state.get() {
                State::Absent => words.install,
                State::Old => words.update,
                State::Current => words.open,
            };
            label(app.name())
        });
        let is_offered = Signal::derive(move || state.get() != State::Current);
        let is_current = Signal::derive(move || state.get() == State::Current);
        let told = dynamic_text(move || {
            let words = if is_current.get() { text.get().authenticator.installed } else { "" };
            words.to_owned()
        });
        // For rehearsing what a phone meets that was not updated for long.
        let older = dynamic_when(
            move || app.older_version().is_some() && state.get() == State::Absent,
            move || match app.older_version() {
                Some(older @ App::AlibabaCloud { version: (major, minor) }) => {
                    let label = dynamic_text(move || (text.get().authenticator.install_older)(major, minor));
                    let install = press(move |_| change(Phone::install, older));
                    view! { <button class="link-button" on:click=install>{label}</button> }.into_any()
                }
                _ => ().into_any(),
            },
        );
        view! {
            <li class="card store-row">
                <div class="row">
                    <AppIcon/>
                    <div>
                        <b>{app.name()}</b>
                        <small>{version}</small>
                    </div>
                </div>
                // One button in both states, so that the focus stays where the person pressed.
                <button
                    class="button small"
                    class:token=is_offered
                    class:quiet=is_current
                    on:click=press(act)
                >
                    {label}
                </button>
                {older}
                <p class="visually-hidden" role="status">{told}</p>
            </li>
        }
        .into_any()
    };
    view! {
        <ScreenHeading title=text.signal(|t| t.authenticator.app_store)/>
        <p class="phone-lede">{text.of(|t| t.authenticator.app_store_lede)}</p>
        <p class="error" role="alert">{failed_words(failed, text)}</p>
        <ul class="entries">
            {dynamic_list(offered, app_row_key, row)}
        </ul>
    }
}
