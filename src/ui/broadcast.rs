//! Tells the other tabs, after a commit, what to read again.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::tabs::Tabs;

/// What has changed in the stored state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The console's records.
    Console,
    /// The phones or the messages on them.
    Table,
    /// The entries of an authenticator, named by its database.
    Authenticator(String),
    /// This browser's own authenticator is to be locked in every tab.
    Locked,
    /// A person does something in a tab where it is unlocked.
    Active,
    /// The demo was erased, or a scenario began or ended: nothing on the page is true any more.
    Erased,
}

impl Topic {
    fn print(&self) -> String {
        match self {
            Self::Console => "console".to_owned(),
            Self::Table => "table".to_owned(),
            Self::Authenticator(database) => format!("authenticator {database}"),
            Self::Locked => "locked".to_owned(),
            Self::Active => "active".to_owned(),
            Self::Erased => "erased".to_owned(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            Some(("authenticator", database)) => Some(Self::Authenticator(database.to_owned())),
            None if text == "console" => Some(Self::Console),
            None if text == "table" => Some(Self::Table),
            None if text == "locked" => Some(Self::Locked),
            None if text == "active" => Some(Self::Active),
            None if text == "erased" => Some(Self::Erased),
            _ => None,
        }
    }
}

type Listener = (Topic, Rc<dyn Fn()>);

/// A handle to the channel between tabs.
#[derive(Clone, Copy)]
pub struct Broadcast {
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
    listeners: StoredValue<Vec<Listener>, LocalStorage>,
}

impl Broadcast {
    /// Opens the channel. Without one the tabs learn of a change at their next reload; nothing is lost by that.
    pub(super) fn open() -> Self {
        let listeners = StoredValue::new_local(Vec::<Listener>::new());
        let tabs = Tabs::open("counterpart", move |message| {
            let Some(topic) = Topic::parse(&message) else { return };
            // Called outside the borrow: a listener may register another.
            let called: Vec<Rc<dyn Fn()>> = listeners
                .try_with_value(|all| all.iter().filter(|(on, _)| *on == topic).map(|(_, call)| call.clone()).collect())
                .unwrap_or_default();
            for call in called {
                call();
            }
        });
        Self { tabs: StoredValue::new_local(tabs.ok()), listeners }
    }

    /// Tells the other tabs; this one is not told.
    pub fn post(self, topic: &Topic) {
        self.tabs.try_with_value(|tabs| tabs.as_ref().map(|tabs| tabs.post(&topic.print())));
    }

    /// Calls `then` whenever another tab posts the topic.
    pub fn on(self, topic: Topic, then: impl Fn() + 'static) {
        self.listeners.try_update_value(|all| all.push((topic, Rc::new(then))));
    }
}

/// The channel, from the context that the app provides.
pub fn use_broadcast() -> Broadcast {
    use_context().unwrap_or_else(Broadcast::open)
}
