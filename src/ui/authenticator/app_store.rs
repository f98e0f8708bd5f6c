//! The store of a phone: the virtual MFA applications of its kind, as the published table has them.

use leptos::{prelude::*, task::spawn_local};

use super::{
    outcome::failed_words,
    phone::{AppIcon, PhoneContext, Screen, ScreenHeading, app_row_key},
};
use crate::{
    stage::App,
    store::StoreError,
    ui::{
        components::{dynamic_list, dynamic_text, flag, press},
        use_table, use_text,
    },
};

#[component]
pub(super) fn AppStore(context: PhoneContext) -> impl IntoView {
    let text = use_text();
    let table = use_table();
    let failed = RwSignal::new(None::<StoreError>);
    let offered = move || {
        context.phone.with(|phone| phone.as_ref().map_or(&[][..], |phone| App::available_for(phone.kind))).to_vec()
    };
    let install = move |app: App| {
        let Some(mut phone) = context.phone.get_untracked() else { return };
        // Refused only when another tab was faster: then the phone has it.
        if phone.install(app).is_err() {
            return;
        }
        spawn_local(async move {
            failed.try_set(table.change_phone(phone).await.err());
        });
    };
    let row = move |app: App| {
        let is_installed =
            Memo::new(move |_| context.phone.with(|phone| phone.as_ref().is_some_and(|phone| phone.has(app))));
        let version = dynamic_text(move || match app {
            App::AlibabaCloud { version: (major, minor) } => (text.get().authenticator.version)(major, minor),
            App::GoogleAuthenticator | App::Authenticator => String::new(),
        });
        let open_or_install = move |_| {
            if is_installed.get_untracked() {
                context.screen.set(Screen::App(app));
            } else {
                install(app);
            }
        };
        let label = dynamic_text(move || {
            let words = text.get().authenticator;
            if is_installed.get() { (words.open)(app.name()) } else { (words.install)(app.name()) }
        });
        let is_offered = Signal::derive(move || !is_installed.get());
        let installed = dynamic_text(move || {
            let words = if is_installed.get() { text.get().authenticator.installed } else { "" };
            words.to_owned()
        });
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
                    class:quiet=flag(is_installed)
                    on:click=press(open_or_install)
                >
                    {label}
                </button>
                <p class="visually-hidden" role="status">{installed}</p>
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
