//! The console's screens: what its window shows, and what a person does there.
//!
//! Knows the room `console`, its storage, and the carrier to whom it hands a message. Must not know the authenticator:
//! what comes from there comes as digits that a person typed.

mod accepted;
mod account;
mod actions;
mod application_form;
mod carrier;
mod contact;
mod desk;
mod desk_accounts;
mod desk_first;
mod desk_nav;
mod device_row;
mod devices;
mod factors;
mod help;
mod home;
mod log_on;
mod open_appeal;
mod orders;
mod outbox;
mod parts;
mod policy;
mod products;
mod readers;
mod register;
mod register_code;
mod resynchronise;
mod sessions;
mod settings;
mod snapshot;
mod state;
mod step_up;
mod trail;
mod turn;
mod two_codes;
mod verdict;
mod views;
mod ways;
mod wizard;
mod wizard_identity;
mod wizard_link;
mod wizard_link_form;
mod words;

use leptos::prelude::*;

use self::parts::{attribute, button, link, notice};
pub use self::{
    state::{ConsoleState, use_console},
    views::*,
};
use crate::{
    console::Place,
    ui::{
        components::{NoticeKind, dynamic, dynamic_text, dynamic_when, flag},
        parts::{Part, part},
        route::{ConsolePage, DeskPlace, Route},
        text::console::ConsoleText,
        use_navigation, use_text,
    },
};

/// The pages of the window, guarded: what needs a session is shown only with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Register,
    LogOn,
    Home,
    Account,
    Help,
    Desk(DeskPlace),
    /// Any place of the desk that lives of accounts, while there are none.
    DeskFirst,
}

impl Page {
    const fn is_of_desk(self) -> bool {
        matches!(self, Self::Desk(_) | Self::DeskFirst)
    }
}

/// What is inside the console's window: its address, who is logged on, and the page.
#[component]
pub fn ConsoleWindow() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let navigation = use_navigation();
    let page = Memo::new(move |_| {
        let wanted = match navigation.route() {
            Route::Desk(place) => {
                let is_first = place != DeskPlace::Policy && console.snapshot.with(|all| !all.has_accounts);
                return if is_first { Page::DeskFirst } else { Page::Desk(place) };
            }
            Route::Console(ConsolePage::Help) => return Page::Help,
            Route::Console(page) => page,
            _ => console.home_page(),
        };
        if wanted == ConsolePage::Register {
            return Page::Register;
        }
        match (wanted, console.home_page()) {
            (_, ConsolePage::Register) => Page::Register,
            (_, ConsolePage::LogOn) | (ConsolePage::LogOn, _) => Page::LogOn,
            (ConsolePage::Account(_), _) => Page::Account,
            _ => Page::Home,
        }
    });
    Effect::new(move || {
        let is_log_on = navigation.route() == Route::Console(ConsolePage::LogOn);
        if is_log_on && console.home_page() == ConsolePage::Home {
            navigation.replace(Route::Console(ConsolePage::Home));
        }
    });
    let title = dynamic_text(move || {
        let words = text.get().console;
        let title = match page.get() {
            Page::Register => words.create_account,
            Page::LogOn => words.log_on,
            Page::Home => words.console_home,
            Page::Account => words.account_management,
            Page::Help => words.help,
            Page::Desk(_) | Page::DeskFirst => words.reviewers_desk,
        };
        title.to_owned()
    });
    // Made anew for another browser, once that was read: what was typed and shown belongs to the one before. The desk is
    // the same in each.
    let shown = Memo::new(move |_| {
        let (page, place) = (page.get(), console.place.get());
        if page.is_of_desk() {
            return Some((page, None));
        }
        console.snapshot.with(|all| all.place == place).then_some((page, Some(place)))
    });
    let content = dynamic(move || match shown.get().map(|(page, _)| page) {
        None => ().into_any(),
        Some(page) => page_view(page),
    });
    let trouble = dynamic(move || match console.trouble.get() {
        Some(error) => {
            let words = dynamic_text(move || words::trouble(error, text.get().console).to_owned());
            view! { <div class="console-trouble">{notice(NoticeKind::Danger, words)}</div> }.into_any()
        }
        None => ().into_any(),
    });
    // The dialog says itself when it covers the page: only then it knows where the focus was.
    let is_covered = RwSignal::new(false);
    provide_context(step_up::Covered(is_covered));
    let step_up =
        dynamic_when(move || console.waits_for_step_up.with(Option::is_some), || part(Part::StepUp).into_any());
    // It shows nothing, and where it does not arrive the outbox waits for the next visit.
    let carrier = dynamic_when(
        move || console.snapshot.with(|all| all.has_outgoing),
        || view! { <div hidden>{part(Part::Carrier)}</div> }.into_any(),
    );
    let accepted = dynamic_when(
        move || console.explains_accepted.get() && console.user.with(Option::is_some),
        || part(Part::Accepted).into_any(),
    );
    let is_busy = attribute(move || console.is_busy.get().then_some("true"));
    view! {
        <Address page/>
        <header class="console-header" prop:inert=flag(is_covered)>
            <h1>{title}</h1>
            <Who page/>
        </header>
        {trouble}
        <div
            class="console-page"
            aria-busy=is_busy
            prop:inert=flag(is_covered)
            on:pointerdown=move |_| console.note_use()
            on:keydown=move |_| console.note_use()
        >
            {accepted}
            {content}
        </div>
        {step_up}
        {carrier}
    }
}

fn page_view(page: Page) -> AnyView {
    part(match page {
        Page::Register => Part::Register,
        Page::LogOn => Part::LogOn,
        Page::Home => Part::Home,
        Page::Account => Part::Account,
        Page::Help => Part::Help,
        Page::DeskFirst => Part::DeskFirst,
        Page::Desk(DeskPlace::Applications) => Part::Desk,
        Page::Desk(DeskPlace::Accounts) => Part::DeskAccounts,
        Page::Desk(DeskPlace::Trail) => Part::Trail,
        Page::Desk(DeskPlace::Policy) => Part::Policy,
    })
    .into_any()
}

/// The bar that makes the window look like a browser's: whose page this is.
#[component]
fn Address(page: Memo<Page>) -> impl IntoView {
    let navigation = use_navigation();
    let address = dynamic_text(move || match (page.get(), navigation.route()) {
        (page, route) if page.is_of_desk() => {
            let path = route.path().strip_prefix("/desk").unwrap_or_default();
            format!("desk.gov-cloud.example{path}")
        }
        (Page::LogOn, _) => "console.gov-cloud.example/log-on".to_owned(),
        (Page::Register, _) => "console.gov-cloud.example/register".to_owned(),
        (_, route) => {
            let path = route.path().strip_prefix("/console").unwrap_or_default();
            format!("console.gov-cloud.example{path}")
        }
    });
    view! {
        <div class="address">
            <div class="lights" aria-hidden="true"><i></i><i></i><i></i></div>
            <span aria-hidden="true">{address}</span>
            <BrowserPicker/>
        </div>
    }
}

/// Which browser the window plays.
#[component]
fn BrowserPicker() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let options = Place::ALL
        .map(|place| {
            let name = dynamic_text(move || {
                let words = text.get().console;
                match place {
                    Place::Office => words.browser_office,
                    Place::Home => words.browser_home,
                    Place::Elsewhere => words.browser_elsewhere,
                }
                .to_owned()
            });
            view! { <option value=place.key()>{name}</option> }.into_any()
        })
        .into_iter()
        .collect::<Vec<_>>();
    let chosen = Signal::derive(move || console.place.get().key().to_owned());
    let choose = move |event: leptos::ev::Event| {
        let key = event_target_value(&event);
        if let Some(place) = Place::ALL.into_iter().find(|place| place.key() == key) {
            console.switch_to(place);
        }
    };
    view! {
        <label class="visually-hidden" for="console-browser">{text.say(|w: &ConsoleText| w.browser)}</label>
        <select id="console-browser" prop:value=chosen on:change=choose>{options}</select>
    }
}

/// Who is logged on, and the way out.
#[component]
fn Who(page: Memo<Page>) -> impl IntoView {
    let console = use_console();
    let navigation = use_navigation();
    let username =
        Memo::new(move |_| console.user.with(|user| user.as_ref().map(|user| user.username.as_str().to_owned())));
    let log_out = move || {
        console.run(async move {
            if console.log_out().await.is_some() {
                navigation.go(Route::Console(ConsolePage::LogOn));
            }
        });
    };
    let to_console = dynamic_when(
        move || page.get().is_of_desk() || matches!(page.get(), Page::Account | Page::Help),
        || link(Route::Console(ConsolePage::Home), "button quiet small", |w: &ConsoleText| w.console_home),
    );
    let who = dynamic(move || match username.get().filter(|_| !page.get().is_of_desk()) {
        Some(name) => view! {
            <span class="who-name">{name}</span>
            {button("button quiet small", |w: &ConsoleText| w.log_out, log_out)}
        }
        .into_any(),
        None => ().into_any(),
    });
    view! { <div class="who">{to_console} {who}</div> }
}
