//! A virtual MFA application on a phone: its codes, and the two ways in for a key.

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    camera,
    enter_key::EnterKey,
    entries::Entries,
    outcome::{Outcome, OutcomeNotice, store_words},
    phone::{PhoneContext, Screen, ScreenHeading},
    state::{Authenticator, Phase},
};
use crate::{
    stage::App,
    ui::{
        components::{Notice, NoticeKind, Spinner, dynamic, dynamic_text, dynamic_when, focus, press},
        use_crossing, use_text,
    },
};

/// Which application is open on which phone. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy)]
pub(super) struct OpenApp {
    /// The phone's.
    pub(super) context: PhoneContext,
    /// What the phone's applications keep their entries in.
    pub(super) authenticator: Authenticator,
    /// What the ids of its fields begin with.
    pub(super) prefix: StoredValue<String>,
    /// The application.
    pub(super) app: App,
}

#[component]
pub(super) fn PhoneApp(open: OpenApp) -> impl IntoView {
    if open.app.has_virtual_mfa() {
        view! { <VirtualMfa open/> }.into_any()
    } else {
        view! { <TooOld open/> }.into_any()
    }
}

/// An application from before there was a virtual MFA in it: it says so when it is asked to scan.
#[component]
fn TooOld(open: OpenApp) -> impl IntoView {
    let text = use_text();
    let has_tried = RwSignal::new(false);
    let too_old = dynamic_text(move || match open.app {
        App::AlibabaCloud { version: (major, minor) } => (text.get().authenticator.too_old_to_scan)(major, minor),
        App::GoogleAuthenticator | App::Authenticator => String::new(),
    });
    let told = dynamic_when(
        move || has_tried.get(),
        move || {
            view! {
                <Notice kind=NoticeKind::Danger>{too_old}</Notice>
                <button class="button small" on:click=press(move |_| open.context.screen.set(Screen::AppStore))>
                    {text.of(|t| t.authenticator.open_app_store)}
                </button>
            }
            .into_any()
        },
    );
    let version = dynamic_text(move || match open.app {
        App::AlibabaCloud { version: (major, minor) } => (text.get().authenticator.version)(major, minor),
        App::GoogleAuthenticator | App::Authenticator => String::new(),
    });
    view! {
        <ScreenHeading title=open.app.name().to_owned()/>
        <p class="phone-lede">{version}</p>
        {told}
        <div class="phone-actions">
            <button class="button token scan" on:click=press(move |_| has_tried.set(true))>
                {text.of(|t| t.authenticator.scan_qr_code)}
            </button>
        </div>
    }
}

#[component]
fn VirtualMfa(open: OpenApp) -> impl IntoView {
    let OpenApp { context, authenticator, prefix, app } = open;
    let prefix = Signal::derive(move || prefix.get_value());
    let text = use_text();
    let crossing = use_crossing();
    let outcome = RwSignal::new(None::<Outcome>);
    let is_scanning = RwSignal::new(false);
    let is_typing = RwSignal::new(false);

    let scan = move |_| {
        if is_scanning.get_untracked() {
            return;
        }
        is_scanning.set(true);
        outcome.set(None);
        spawn_local(async move {
            let scanned = camera::scan_screen(authenticator, app.key(), || crossing.pixels_crossed()).await;
            is_scanning.try_set(false);
            outcome.try_set(Some(scanned));
        });
    };
    let typed = Callback::new(move |result: Option<Outcome>| {
        if matches!(result, None | Some(Outcome::Added { .. })) {
            is_typing.set(false);
        }
        outcome.set(result);
    });
    let newest = Signal::derive(move || newest_of(outcome));
    let scan_label = dynamic_text(move || {
        let words = text.get().authenticator;
        if is_scanning.get() { words.scanning } else { words.scan_qr_code }.to_owned()
    });
    let has_typed = RwSignal::new(false);
    let codes = move || {
        let enter_key = NodeRef::<html::Button>::new();
        if has_typed.get_untracked() {
            focus::focus_on_mount(enter_key);
        }
        view! {
            <Entries
                authenticator
                app=app.key()
                offset_secs=context.offset_secs()
                newest
                empty_hint=text.signal(|t| t.authenticator.no_entries_next)
            />
            <div class="phone-actions">
                <button class="button token scan" on:click=press(scan)>{scan_label}</button>
                <button
                    class="button small quiet"
                    node_ref=enter_key
                    on:click=press(move |_| {
                        outcome.set(None);
                        is_typing.set(true);
                        has_typed.set(true);
                    })
                >
                    {text.of(|t| t.authenticator.enter_key)}
                </button>
            </div>
        }
    };
    let content = dynamic(move || match authenticator.phase.get() {
        Phase::Opening => view! { <Spinner label=text.signal(|t| t.authenticator.opening_phone)/> }.into_any(),
        Phase::Failed(error) => view! {
            <p class="error" role="alert">{dynamic_text(move || store_words(error, text.get()))}</p>
            <button class="button quiet" on:click=press(move |_| authenticator.start())>
                {text.of(|t| t.authenticator.try_again)}
            </button>
        }
        .into_any(),
        Phase::Ready if is_typing.get() => {
            view! { <EnterKey authenticator app=app.key() prefix on_done=typed/> }.into_any()
        }
        Phase::Ready => codes().into_any(),
    });
    view! {
        <ScreenHeading title=app.name().to_owned()/>
        <OutcomeNotice outcome/>
        {content}
    }
}

/// The entry that the last scan or the last typed key brought.
pub(super) fn newest_of(outcome: RwSignal<Option<Outcome>>) -> Option<crate::authenticator::EntryId> {
    outcome.with(|outcome| match outcome {
        Some(Outcome::Added { added, .. }) => Some(added.id.clone()),
        _ => None,
    })
}
