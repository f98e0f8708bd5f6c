//! A phone: its frame, its status bar with a clock of its own, its home screen, and whichever screen is open on it.

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    app_store::AppStore,
    clock_setting::ClockSetting,
    messages::{Inbox, Messages, Notification},
    outcome::failed_words,
    phone_app::OpenApp,
    phone_time,
    state::use_authenticators,
};
use crate::{
    stage::{App, Channel, Phone, PhoneId},
    store::StoreError,
    ui::{
        components::{Ask, dynamic, dynamic_list, dynamic_text, dynamic_when, focus, press},
        parts::{Part, part},
        use_clock, use_table, use_text,
    },
};

/// What a phone shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Screen {
    Home,
    AppStore,
    Messages,
    Mail,
    Clock,
    App(App),
}

/// What the screens of one phone share.
#[derive(Clone, Copy)]
pub(super) struct PhoneContext {
    /// The phone; none in the moment when it is being taken away.
    pub(super) phone: Memo<Option<Phone>>,
    /// What it shows.
    pub(super) screen: RwSignal<Screen>,
    /// What it showed before it went home.
    pub(super) left: RwSignal<Option<Screen>>,
    /// Its text messages.
    pub(super) sms: Inbox,
    /// The mail of its owner.
    pub(super) mail: Inbox,
}

impl PhoneContext {
    /// How fast its clock is, in seconds.
    pub(super) fn offset_secs(self) -> Signal<i64> {
        Signal::derive(move || self.phone.with(|phone| phone.as_ref().map_or(0, |phone| phone.clock_offset_secs)))
    }

    /// How many new messages the screen would show.
    fn unread_on(self, screen: Screen) -> usize {
        match screen {
            Screen::Messages => self.sms.unread(),
            Screen::Mail => self.mail.unread(),
            _ => 0,
        }
    }
}

/// Which of its own screens a phone shows. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy)]
pub(super) struct OpenScreen {
    context: PhoneContext,
    screen: Screen,
}

impl OpenScreen {
    pub(super) fn view(self) -> AnyView {
        let context = self.context;
        match self.screen {
            Screen::AppStore => view! { <AppStore context/> }.into_any(),
            screen @ (Screen::Messages | Screen::Mail) => view! { <Messages context screen/> }.into_any(),
            Screen::Clock => view! { <ClockSetting context/> }.into_any(),
            Screen::Home | Screen::App(_) => ().into_any(),
        }
    }
}

#[component]
pub(super) fn PhoneView(id: PhoneId) -> impl IntoView {
    let text = use_text();
    let table = use_table();
    let clock = use_clock();
    let authenticators = use_authenticators();
    let id = StoredValue::new(id);
    let phone = Memo::new(move |_| {
        let id = id.get_value();
        table.phones.with(|all| all.iter().find(|phone| phone.id == id).cloned())
    });
    let inbox = move |channel: Channel| {
        let messages = Memo::new(move |_| {
            let number = phone.with(|phone| phone.as_ref().map(|phone| phone.number.clone())).unwrap_or_default();
            let mut messages = table.messages.with(|all| {
                let ours = all.iter().filter(|message| message.to_number == number && message.channel == channel);
                ours.cloned().collect::<Vec<_>>()
            });
            messages.sort_unstable_by(|a, b| (b.sent_at, &a.id).cmp(&(a.sent_at, &b.id)));
            messages
        });
        Inbox { messages, read_until: RwSignal::new(clock.now_untracked()) }
    };
    let screen = RwSignal::new(Screen::Home);
    let (sms, mail) = (inbox(Channel::Sms), inbox(Channel::Mail));
    let context = PhoneContext { phone, screen, left: RwSignal::new(None), sms, mail };
    let offset_secs = context.offset_secs();

    let label = Signal::derive(move || {
        phone.with(|phone| {
            let phone = phone.as_ref()?;
            Some((text.get().authenticator.phone_of)(phone.kind.name(), &phone.number))
        })
    });
    let time = dynamic_text(move || phone_time::with_seconds(clock.now().offset_secs(offset_secs.get())));
    let is_off = Signal::derive(move || offset_secs.get() != 0);
    let kind_name =
        dynamic_text(move || phone.with(|phone| phone.as_ref().map_or("", |phone| phone.kind.name()).to_owned()));
    let number =
        dynamic_text(move || phone.with(|phone| phone.as_ref().map(|phone| phone.number.clone())).unwrap_or_default());
    // Whoever goes back home comes back to the button of the screen that was left; a new screen begins at its heading.
    let content = dynamic(move || match screen.get() {
        Screen::Home => view! { <Home context id=id.get_value()/> }.into_any(),
        Screen::AppStore | Screen::Messages | Screen::Mail | Screen::Clock => {
            provide_context(OpenScreen { context, screen: screen.get_untracked() });
            part(Part::PhoneScreen).into_any()
        }
        Screen::App(app) => {
            let authenticator = id.with_value(|id| authenticators.on_phone(id));
            let prefix = id.with_value(|id| format!("phone-{}-{}", id.0, app.key()));
            provide_context(OpenApp { context, authenticator, prefix: StoredValue::new(prefix), app });
            part(Part::PhoneApp).into_any()
        }
    });
    let go_home = move |_| {
        context.left.set(Some(screen.get_untracked()));
        screen.set(Screen::Home);
    };
    // Messages hold nothing that takes the focus, and must be scrolled by keyboard all the same.
    let tab_stop =
        Signal::derive(move || matches!(screen.get(), Screen::Messages | Screen::Mail).then(|| "0".to_owned()));
    view! {
        <article class="phone" aria-label=label>
            <div class="status">
                <span class="status-time" class:is-off=is_off>{time}</span>
                <span class="status-number">{number}</span>
                <span>{kind_name}</span>
            </div>
            <Notification context/>
            <div class="phone-screen" tabindex=tab_stop>{content}</div>
            {dynamic_when(
                move || screen.get() != Screen::Home,
                move || {
                    view! {
                        <div class="phone-keys">
                            <button class="button small" on:click=press(go_home)>
                                {text.of(|t| t.authenticator.home)}
                            </button>
                        </div>
                    }
                    .into_any()
                },
            )}
        </article>
    }
}

/// The heading of a phone's screen, which takes the focus when the screen opens.
#[component]
pub(super) fn ScreenHeading(#[prop(into)] title: Signal<String>) -> impl IntoView {
    let heading = NodeRef::<html::H3>::new();
    focus::focus_on_mount(heading);
    view! { <h3 node_ref=heading tabindex="-1">{title}</h3> }
}

/// What tells the row of an application from the others.
pub(super) fn app_row_key(app: &App) -> String {
    match app {
        App::AlibabaCloud { version: (major, minor) } => format!("{} {major}.{minor}", app.key()),
        App::GoogleAuthenticator | App::Authenticator => app.key().to_owned(),
    }
}

#[component]
fn Home(context: PhoneContext, id: PhoneId) -> impl IntoView {
    let text = use_text();
    let authenticators = use_authenticators();
    let id = StoredValue::new(id);
    let failed = RwSignal::new(None::<StoreError>);
    let asks_to_remove = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        let id = id.get_value();
        spawn_local(async move {
            failed.try_set(authenticators.remove_phone(&id).await.err());
        });
    });
    let apps = move || context.phone.with(|phone| phone.as_ref().map(|phone| phone.installed_apps.clone()));
    view! {
        <div class="phone-home">
            <Tile context to=Screen::Messages label=text.signal(|t| t.authenticator.messages)>
                <MessagesIcon/>
                <span>{text.of(|t| t.authenticator.messages)}</span>
                {badge(context, Screen::Messages)}
            </Tile>
            <Tile context to=Screen::Mail label=text.signal(|t| t.authenticator.mail)>
                <MailIcon/>
                <span>{text.of(|t| t.authenticator.mail)}</span>
                {badge(context, Screen::Mail)}
            </Tile>
            <Tile context to=Screen::AppStore label=text.signal(|t| t.authenticator.app_store)>
                <StoreIcon/>
                <span>{text.of(|t| t.authenticator.app_store)}</span>
            </Tile>
            <Tile context to=Screen::Clock label=text.signal(|t| t.authenticator.clock)>
                <ClockIcon/>
                <span>{text.of(|t| t.authenticator.clock)}</span>
            </Tile>
            {dynamic_list(
                move || apps().unwrap_or_default(),
                app_row_key,
                move |app| {
                    let label = dynamic_text(move || (text.get().authenticator.open)(app.name()));
                    view! {
                        <Tile context to=Screen::App(app) label>
                            <AppIcon/>
                            <span>{app.name()}</span>
                        </Tile>
                    }
                    .into_any()
                },
            )}
        </div>
        <p class="error" role="alert">{failed_words(failed, text)}</p>
        <button class="phone-remove" on:click=press(move |_| asks_to_remove.set(true))>
            {text.of(|t| t.authenticator.remove_phone)}
        </button>
        <Ask
            open=asks_to_remove
            title=text.signal(|t| t.authenticator.remove_phone_question)
            body=text.signal(|t| t.authenticator.remove_phone_loses)
            confirm=text.signal(|t| t.authenticator.remove)
            on_confirm=remove
        />
    }
}

/// How many new messages are behind a tile.
fn badge(context: PhoneContext, screen: Screen) -> AnyView {
    dynamic_when(
        move || context.unread_on(screen) > 0,
        move || {
            view! { <span class="badge">{dynamic_text(move || context.unread_on(screen).to_string())}</span> }
                .into_any()
        },
    )
    .into_any()
}

/// A button of the home screen. It takes the focus when the person comes back from the screen that it opens.
#[component]
fn Tile(context: PhoneContext, to: Screen, label: Signal<String>, children: Children) -> impl IntoView {
    let text = use_text();
    let button = NodeRef::<html::Button>::new();
    if context.left.get_untracked() == Some(to) {
        focus::focus_on_mount(button);
    }
    let name = dynamic_text(move || {
        let label = label.get();
        match context.unread_on(to) {
            unread @ 1.. => {
                let words = text.get().authenticator;
                (words.name_of)(&label, &(words.unread)(unread))
            }
            _ => label,
        }
    });
    view! {
        <button
            class="tile"
            class:is-app=matches!(to, Screen::App(_))
            node_ref=button
            aria-label=name
            on:click=press(move |_| context.screen.set(to))
        >
            {children()}
        </button>
    }
}

#[component]
fn MessagesIcon() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-5 4v-4H4z"/></svg>
    }
}

#[component]
fn MailIcon() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 6h18v12H3zM3 7l9 7 9-7"/></svg>
    }
}

#[component]
fn StoreIcon() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 8h14l-1 12H6zM9 10V7a3 3 0 0 1 6 0v3"/></svg>
    }
}

#[component]
fn ClockIcon() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"/><path d="M12 7v5l3 2"/></svg>
    }
}

#[component]
pub(super) fn AppIcon() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/><path d="M9 12l2 2 4-4"/>
        </svg>
    }
}
