//! Account Management: basic information, and the security settings with the row “Virtual MFA”.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    parts::{Pick, attribute, definitions, on_press, paragraph, truth},
    use_console, words,
};
use crate::{
    console::{Account, Identity},
    ui::{
        components::{dynamic, dynamic_text, focus::focus},
        parts::{Part, part},
        route::{AccountTab, ConsolePage, Route},
        text::console::{ConsoleText, account::AccountText, shared::SharedText},
        use_navigation, use_text,
    },
};
use wasm_bindgen::JsCast as _;

const TABS: [AccountTab; 2] = [AccountTab::BasicInformation, AccountTab::SecuritySettings];

const fn tab_id(tab: AccountTab) -> &'static str {
    match tab {
        AccountTab::BasicInformation => "tab-basic-information",
        AccountTab::SecuritySettings => "tab-security-settings",
    }
}

/// The page “Account Management”, or the wizard's dialog over it.
#[component]
pub(super) fn AccountManagement() -> impl IntoView {
    let console = use_console();
    dynamic(
        move || {
            if console.is_wizard_open.get() { part(Part::Wizard).into_any() } else { view! { <Tabs/> }.into_any() }
        },
    )
}

#[component]
fn Tabs() -> impl IntoView {
    let text = use_text();
    let navigation = use_navigation();
    let shown = Memo::new(move |_| match navigation.route() {
        Route::Console(ConsolePage::Account(tab)) => tab,
        _ => AccountTab::BasicInformation,
    });
    let show = move |tab: AccountTab| navigation.go(Route::Console(ConsolePage::Account(tab)));
    // As tabs work everywhere: the arrows move between them.
    let on_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            let other = if shown.get_untracked() == TABS[0] { TABS[1] } else { TABS[0] };
            show(other);
            focus_by_id(tab_id(other));
        }
    };
    let tabs = TABS
        .map(|tab| {
            let is_shown = move || shown.get() == tab;
            let name: Pick<AccountText> = match tab {
                AccountTab::BasicInformation => |w| w.basic_information,
                AccountTab::SecuritySettings => |w| w.security_settings,
            };
            view! {
                <button
                    role="tab"
                    id=tab_id(tab)
                    aria-controls="account-panel"
                    aria-selected=attribute(move || truth(is_shown()))
                    tabindex=attribute(move || Some(if is_shown() { "0" } else { "-1" }))
                    on:click=on_press(move || show(tab))
                    on:keydown=on_key
                >
                    {text.say(name)}
                </button>
            }
        })
        .collect_view();
    let panel = dynamic(move || match shown.get() {
        AccountTab::BasicInformation => view! { <BasicInformation/> }.into_any(),
        AccountTab::SecuritySettings => view! { <SecuritySettings/> }.into_any(),
    });
    let panel_label = attribute(move || Some(tab_id(shown.get())));
    view! {
        <div class="tabs" role="tablist" aria-label=text.say(|w: &ConsoleText| w.account_management)>{tabs}</div>
        <div class="tab-panel" role="tabpanel" id="account-panel" aria-labelledby=panel_label>
            {panel}
        </div>
    }
}

#[component]
fn BasicInformation() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let logged_on_at = dynamic_text(move || {
        let at = console.snapshot.with(|all| all.session.as_ref().map(|s| s.authenticated_at));
        at.map(words::day_and_time).unwrap_or_default()
    });
    let of_user = move |pick: fn(&Account) -> String| {
        dynamic_text(move || console.user.with(|user| user.as_ref().map(pick).unwrap_or_default()))
    };
    definitions(vec![
        (text.say(|w: &SharedText| w.username), of_user(|user| user.username.as_str().to_owned())),
        (text.say(|w: &SharedText| w.phone_number), of_user(|user| user.phone_number.masked())),
        (text.say(|w: &AccountText| w.opened_at), of_user(|user| words::day_and_time(user.opened_at))),
        (text.say(|w: &AccountText| w.logged_on_at), logged_on_at),
    ])
}

#[component]
fn SecuritySettings() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let bound_at = move || {
        console.user.with(|user| user.as_ref().and_then(|u| u.device.as_ref()).map(|device| device.attached_at))
    };
    let identity = move || console.snapshot.with(|all| all.binding.as_ref().map(|b| b.identity.clone()));
    let is_bound = Signal::derive(move || bound_at().is_some());
    let state = dynamic_text(move || {
        let words: &AccountText = text.words();
        match (bound_at(), identity()) {
            (_, Some(Identity::UnderReview(_))) => words.mfa_in_review.to_owned(),
            (_, Some(Identity::Rejected { .. })) => words.mfa_rejected.to_owned(),
            (Some(at), _) => (words.bound_since)(&words::day_and_time(at)),
            (None, Some(Identity::Proved { .. })) => words.mfa_approved.to_owned(),
            (None, _) => words.mfa_not_bound.to_owned(),
        }
    });
    let open = move || {
        console.run(async move {
            console.open_wizard().await;
        });
    };
    view! {
        <section class="setting" aria-labelledby="virtual-mfa">
            <div class="setting-name">
                <h2 id="virtual-mfa">{text.say(|w: &AccountText| w.virtual_mfa)}</h2>
                <p class="hint">{text.say(|w: &AccountText| w.virtual_mfa_about)}</p>
            </div>
            <p class="setting-state" class:is-bound=is_bound>{state}</p>
            <button
                class="button quiet"
                id="mfa-settings"
                aria-describedby="virtual-mfa"
                on:click=on_press(open)
            >
                {text.say(|w: &AccountText| w.settings)}
            </button>
        </section>
        {paragraph("hint", |w: &SharedText| w.not_phishing_proof)}
    }
}

/// Focuses the element of this id, once it is in the page.
pub(super) fn focus_by_id(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(id)
            && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
        {
            focus(element);
        }
    });
}
