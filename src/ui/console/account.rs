//! Account Management: the tabs, and basic information.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    parts::{Pick, attribute, definitions, on_press, truth},
    settings::Settings,
    use_console, words,
};
use crate::{
    console::Account,
    ui::{
        components::{dynamic, dynamic_text, focus::focus},
        parts::{Part, part},
        route::{AccountTab, ConsolePage, Route},
        text::console::{ConsoleText, account::AccountText, shared::SharedText},
        use_navigation, use_text,
    },
};
use wasm_bindgen::JsCast as _;

const TABS: [AccountTab; 3] = [AccountTab::BasicInformation, AccountTab::SecuritySettings, AccountTab::Sessions];

const fn tab_id(tab: AccountTab) -> &'static str {
    match tab {
        AccountTab::BasicInformation => "tab-basic-information",
        AccountTab::SecuritySettings => "tab-security-settings",
        AccountTab::Sessions => "tab-sessions",
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
        let step = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => TABS.len() - 1,
            _ => return,
        };
        let here = TABS.iter().position(|tab| *tab == shown.get_untracked()).unwrap_or_default();
        if let Some(other) = TABS.into_iter().cycle().nth(here + step) {
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
                AccountTab::Sessions => |w| w.sessions,
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
        AccountTab::SecuritySettings => view! { {part(Part::Devices)} {part(Part::Factors)} }.into_any(),
        AccountTab::Sessions => part(Part::Sessions).into_any(),
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
    let basics = definitions(vec![
        (text.say(|w: &SharedText| w.username), of_user(|user| user.username.as_str().to_owned())),
        (text.say(|w: &AccountText| w.opened_at), of_user(|user| words::day_and_time(user.opened_at))),
        (text.say(|w: &AccountText| w.logged_on_at), logged_on_at),
    ]);
    view! {
        {basics}
        <Settings/>
    }
}

/// Focuses the element of this id, once it is in the page.
pub(super) fn focus_by_id(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id)
            && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
        {
            focus(element);
        }
    });
}
