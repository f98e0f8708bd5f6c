//! `/authenticator`: this browser's own authenticator, on the true clock, with its vault.
//!
//! It is a part of its own: nothing here is downloaded before the page is first opened. Its state lives as long as the
//! app, so that it stays unlocked while the person looks at the stage.

mod add;
mod codes;
mod handover;
mod incoming;
mod keeper;
mod keeping;
mod locked;
mod locking;
mod new_password;
mod offer;
mod opening;
mod places;
mod protect;
mod protection;
mod recovery;
mod sealing;
mod seals;
mod transfer;
mod trash;
mod trouble;
mod vault;
mod vault_part;

use leptos::prelude::*;

use self::{
    add::{Add, take_launches},
    codes::CodesPlace,
    keeper::{Keeper, Phase},
    locked::{Confirm, Locked},
    locking::lock_by_itself,
    offer::ProtectOffer,
    places::{places, show_current_place},
    protect::Protect,
    protection::Ways,
    recovery::RecoverySheet,
    transfer::{BackupReminder, TransferPlace, TransferScreen, watch_backups},
    trash::TrashPlace,
    vault_part::{VaultScreen, What},
};
use super::outcome::store_words;
use crate::ui::{
    components::{Notice, NoticeKind, Spinner, dynamic, dynamic_text, dynamic_when, press},
    parts::{Part, part},
    route::{AuthenticatorPlace, Route},
    text::vault::VaultText,
    use_broadcast, use_clock, use_navigation, use_text,
};

/// Where the state of this browser's own authenticator is held: by the app, not by its page.
#[derive(Clone, Copy)]
pub struct OwnHolder {
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
    owner: StoredValue<Option<Owner>, LocalStorage>,
}

impl OwnHolder {
    /// Nothing is opened yet. What is opened later lives as long as the current owner.
    pub fn new() -> Self {
        Self { keeper: StoredValue::new_local(None), owner: StoredValue::new_local(Owner::current()) }
    }
}

impl Default for OwnHolder {
    fn default() -> Self {
        Self::new()
    }
}

/// The state of this browser's own authenticator, opened at the first call.
fn use_keeper() -> Keeper {
    let holder = use_context().unwrap_or_else(OwnHolder::new);
    if let Some(keeper) = holder.keeper.get_value() {
        return keeper;
    }
    let (broadcast, clock) = (use_broadcast(), use_clock());
    let navigation = use_navigation();
    let open = move || {
        let keeper = Keeper::open(broadcast, clock);
        lock_by_itself(keeper);
        take_launches(keeper, navigation);
        keeper
    };
    let keeper = match holder.owner.get_value() {
        Some(owner) => owner.with(open),
        None => open(),
    };
    holder.keeper.set_value(Some(keeper));
    keeper
}

/// The page.
#[component]
pub fn OwnAuthenticator() -> impl IntoView {
    let text = use_text();
    let keeper = use_keeper();
    on_cleanup(move || drop(keeper.recovery_code.try_set(None)));
    let is_protected = Memo::new(move |_| keeper.header.with(Option::is_some));
    let is_open = Memo::new(move |_| keeper.phase.get() == Phase::Ready);
    let shows_code = Memo::new(move |_| keeper.recovery_code.with(Option::is_some));
    let is_new = Memo::new(move |_| !is_protected.get() && !keeper.settings.with(|s| s.goes_unprotected));
    let screen = move |what: What| {
        let on_back = Callback::new(|()| ());
        VaultScreen { keeper, what, on_back }.show().into_any()
    };
    let content = dynamic(move || match keeper.phase.get() {
        Phase::Opening => view! { <Spinner label=text.signal(|t| t.authenticator.opening_phone)/> }.into_any(),
        Phase::Failed(error) => view! {
            <p class="error" role="alert">{dynamic_text(move || store_words(error, text.get()))}</p>
            <div class="row">
                <button class="button quiet" on:click=press(move |_| keeper.start())>
                    {text.of(|t| t.authenticator.try_again)}
                </button>
            </div>
        }
        .into_any(),
        Phase::NewerVault => view! {
            <section class="panel stack protect">
                <h2>{text.say(|w: &VaultText| w.newer_title)}</h2>
                <p>{text.say(|w: &VaultText| w.newer_lede)}</p>
            </section>
        }
        .into_any(),
        Phase::Locked => screen(What::Locked),
        Phase::Ready if shows_code.get() => screen(What::RecoveryCode),
        Phase::Ready if is_new.get() => view! {
            <ProtectOffer keeper is_first=true/>
        }
        .into_any(),
        Phase::Ready => view! { <Place keeper/> }.into_any(),
    });
    let shows_places = Memo::new(move |_| is_open.get() && !is_new.get() && !shows_code.get());
    view! {
        <div class="own stack">
            <header class="own-head row">
                <h1>{text.of(|t| t.authenticator.authenticator)}</h1>
                <span class="spacer"></span>
                {dynamic_when(move || is_open.get() && is_protected.get(), move || view! {
                    <button class="button quiet small" on:click=press(move |_| keeper.lock())>
                        {text.say(|w: &VaultText| w.lock)}
                    </button>
                }.into_any())}
            </header>
            {dynamic_when(move || shows_places.get(), places)}
            {dynamic_when(
                move || keeper.damaged.with(|damaged| !damaged.is_empty()),
                move || {
                    let told = dynamic_text(move || {
                        (text.words::<VaultText>().damaged)(keeper.damaged.with(Vec::len))
                    });
                    view! { <Notice kind=NoticeKind::Danger>{told}</Notice> }.into_any()
                },
            )}
            {dynamic_when(move || shows_places.get(), || part(Part::Backups).into_any())}
            {content}
        </div>
    }
}

/// The place of the route.
#[component]
fn Place(keeper: Keeper) -> impl IntoView {
    let navigation = use_navigation();
    let place = Memo::new(move |_| match navigation.route() {
        Route::Authenticator(place) => place,
        _ => AuthenticatorPlace::Codes,
    });
    dynamic(move || {
        let place = place.get();
        show_current_place();
        match place {
            AuthenticatorPlace::Protection => view! {
                <Protection keeper/>
                {TransferScreen { keeper, place: TransferPlace::Device }.show()}
            }
            .into_any(),
            AuthenticatorPlace::Import => TransferScreen { keeper, place: TransferPlace::Import }.show().into_any(),
            AuthenticatorPlace::Export => TransferScreen { keeper, place: TransferPlace::Export }.show().into_any(),
            AuthenticatorPlace::Add => part(Part::Add).into_any(),
            AuthenticatorPlace::Trash => part(Part::Trash).into_any(),
            AuthenticatorPlace::Codes => part(Part::Codes).into_any(),
        }
    })
}

/// The ways to unlock, or the offer of the first one.
#[component]
fn Protection(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let is_protected = Memo::new(move |_| keeper.header.with(Option::is_some));
    dynamic(move || {
        if is_protected.get() {
            let on_back = Callback::new(|()| ());
            return VaultScreen { keeper, what: What::Ways, on_back }.show().into_any();
        }
        view! {
            <Notice kind=NoticeKind::Warning>{text.say(|w: &VaultText| w.is_unprotected)}</Notice>
            <ProtectOffer keeper is_first=false/>
        }
        .into_any()
    })
}

/// The watch over the backup, which begins with the first visit to a place and goes on from there, and its word above
/// the codes.
pub(super) fn backups() -> AnyView {
    let keeper = use_keeper();
    if !keeper.backups.is_watched() {
        let holder = use_context().unwrap_or_else(OwnHolder::new);
        match holder.owner.get_value() {
            Some(owner) => owner.with(|| watch_backups(keeper)),
            None => watch_backups(keeper),
        }
    }
    let navigation = use_navigation();
    let is_at_codes = move || navigation.route() == Route::Authenticator(AuthenticatorPlace::Codes);
    dynamic_when(is_at_codes, move || view! { <BackupReminder keeper/> }.into_any()).into_any()
}

/// The place of import, export or the clock that the context names.
pub(super) fn transfer() -> AnyView {
    transfer::place()
}

/// The screen of the vault that the context names.
pub(super) fn vault() -> AnyView {
    let Some(screen) = use_context::<VaultScreen>() else { return ().into_any() };
    let VaultScreen { keeper, what, on_back } = screen;
    match what {
        What::Locked => view! { <Locked keeper/> }.into_any(),
        What::ProtectByPassword | What::ProtectByPasskey => view! { <Protect screen/> }.into_any(),
        What::Confirm(on_confirmed) => view! { <Confirm keeper on_confirmed on_back/> }.into_any(),
        What::Ways => view! { <Ways keeper/> }.into_any(),
        What::RecoveryCode => view! { <RecoverySheet keeper/> }.into_any(),
    }
}

/// The codes.
pub(super) fn codes() -> AnyView {
    let keeper = use_keeper();
    view! { <CodesPlace keeper/> }.into_any()
}

/// The trash.
pub(super) fn trash() -> AnyView {
    let keeper = use_keeper();
    view! { <TrashPlace keeper/> }.into_any()
}

/// The ways in for a key.
pub(super) fn add() -> AnyView {
    let keeper = use_keeper();
    view! { <Add keeper/> }.into_any()
}
