//! Opens what is stored, then shows the app: or says plainly why it cannot.

use leptos::{mount::mount_to_body, prelude::*, task::spawn_local};

use super::{
    Broadcast, Clock, Crossing, Localized, Navigation, Table, Topic,
    authenticator::{Authenticators, OwnHolder},
    components::{Spinner, dynamic},
    console::ConsoleState,
    parts::{Loader, Part, Parts},
    preferences::{self, OpensAt},
    route::{AuthenticatorPlace, ConsolePage, Route},
    shell::Shell,
    storage_trouble::StorageTrouble,
    use_text,
    workshop::Workshop,
};
use crate::store::StoreError;

/// Mounts the app into the page's body; `load` brings what the main module does not hold. In a worker there is no page.
pub fn mount(load: Loader) {
    console_error_panic_hook::set_once();
    if web_sys::window().is_none() {
        return;
    }
    mount_to_body(move || view! { <App load/> });
}

/// What is stored, once it is open.
#[derive(Clone, Copy)]
struct Opened {
    table: Table,
    console: ConsoleState,
    authenticators: Authenticators,
}

async fn open(broadcast: Broadcast, clock: Clock, workshop: Workshop) -> Result<Opened, StoreError> {
    let table = Table::open(broadcast, clock).await?;
    let console = ConsoleState::open(table, broadcast, clock, workshop).await?;
    let authenticators = Authenticators::new(table, broadcast, clock);
    Ok(Opened { table, console, authenticators })
}

#[component]
fn App(load: Loader) -> impl IntoView {
    let clock = Clock::open();
    let broadcast = Broadcast::open();
    let navigation = Navigation::open();
    provide_context(Localized::open());
    provide_context(clock);
    provide_context(broadcast);
    provide_context(navigation);
    provide_context(Crossing::new());
    let workshop = Workshop::new();
    provide_context(workshop);
    provide_context(OwnHolder::new());
    let parts = Parts::new(load);
    provide_context(parts);
    if navigation.route_untracked().is_on_stage() {
        // While the databases open; what the window shows is known only then.
        parts.send_for(Part::Phones);
    }
    preferences::apply(preferences::load().theme);
    broadcast.on(Topic::Erased, || {
        // Everything on the page is gone from the storage: begin anew.
        let _ = window().location().reload();
    });

    let opened = RwSignal::new(None::<Result<Opened, StoreError>>);
    // The handles made while opening live as long as the app, not as long as the task that opened them.
    let owner = Owner::current();
    let start = move || {
        opened.set(None);
        let owner = owner.clone();
        spawn_local(async move {
            let open = open(broadcast, clock, workshop);
            let result = match owner {
                Some(owner) => owner.with(|| ScopedFuture::new_untracked(open)).await,
                None => open.await,
            };
            opened.set(Some(result));
        });
    };
    start();

    let text = use_text();
    dynamic(move || match opened.get() {
        None => view! { <main class="opening"><Spinner label=text.signal(|t| t.shell.opening)/></main> }.into_any(),
        Some(Err(error)) => {
            let start = start.clone();
            view! { <StorageTrouble error on_retry=Callback::new(move |()| start())/> }.into_any()
        }
        Some(Ok(opened)) => {
            provide_context(opened.table);
            provide_context(opened.console);
            provide_context(opened.authenticators);
            redirect_from_start(navigation);
            view! { <Shell/> }.into_any()
        }
    })
}

/// An installed app opens at `/start`, which leads to the place that the person chose.
fn redirect_from_start(navigation: Navigation) {
    if navigation.route_untracked() == Route::Start {
        navigation.replace(match preferences::load().opens_at {
            OpensAt::Authenticator => Route::Authenticator(AuthenticatorPlace::Codes),
            OpensAt::Console => Route::Console(ConsolePage::Home),
            OpensAt::Stage => Route::Stage,
        });
    }
}
