//! Preferences: small choices that may be lost without harm. They live in the browser's local storage, not in a
//! database, so that they are there before the first screen is drawn. Each is one plain word.

use super::{StoreError, World};
use crate::console::Place;
use gloo_storage::{LocalStorage, SessionStorage, Storage};

const THEME: &str = "counterpart-theme";
const LANGUAGE: &str = "counterpart-language";
const OPENS_AT: &str = "counterpart-opens-at";
const SCENARIO: &str = "counterpart-scenario";
const PLACE: &str = "counterpart-browser";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word that stands for it, in the storage and in the page's `data-theme`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn of_word(word: &str) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }
}

/// What the installed app shows first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpensAt {
    /// This browser's own authenticator.
    #[default]
    Authenticator,
    /// The console.
    Console,
    /// Both sides.
    Stage,
}

impl OpensAt {
    const fn word(self) -> &'static str {
        match self {
            Self::Authenticator => "authenticator",
            Self::Console => "console",
            Self::Stage => "stage",
        }
    }

    fn of_word(word: &str) -> Self {
        [Self::Console, Self::Stage].into_iter().find(|place| place.word() == word).unwrap_or_default()
    }
}

/// A person's choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// The language chosen, as a BCP 47 tag; none as long as the browser's is followed.
    pub language: Option<String>,
    /// What the installed app shows first.
    pub opens_at: OpensAt,
    /// The scenario that runs, by its key; none: the person's own rehearsal does.
    pub scenario: Option<String>,
}

impl Preferences {
    /// The world in force.
    pub fn world(&self) -> World {
        if self.scenario.is_some() { World::Scenario } else { World::Rehearsal }
    }
}

/// The storage, if the browser lets this page use it; `gloo-storage` would panic if not.
fn storage() -> Option<web_sys::Storage> {
    let is_available = web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))));
    is_available.then(LocalStorage::raw)
}

/// The choices kept, or the defaults where there are none or they cannot be read.
pub fn load() -> Preferences {
    let Some(storage) = storage() else { return Preferences::default() };
    let word = |key| storage.get_item(key).ok().flatten();
    Preferences {
        theme: Theme::of_word(&word(THEME).unwrap_or_default()),
        language: word(LANGUAGE),
        opens_at: OpensAt::of_word(&word(OPENS_AT).unwrap_or_default()),
        scenario: word(SCENARIO),
    }
}

/// Keeps the choices.
///
/// # Errors
/// When the browser refuses, or no space is left.
pub fn save(preferences: &Preferences) -> Result<(), StoreError> {
    let storage = storage().ok_or(StoreError::Unavailable)?;
    let words = [
        (THEME, Some(preferences.theme.word())),
        (LANGUAGE, preferences.language.as_deref()),
        (OPENS_AT, Some(preferences.opens_at.word())),
        (SCENARIO, preferences.scenario.as_deref()),
    ];
    for (key, word) in words {
        match word {
            Some(word) => storage.set_item(key, word),
            None => storage.remove_item(key),
        }
        .map_err(|_| StoreError::Full)?;
    }
    Ok(())
}

/// The storage of this tab alone, if the browser lets this page use it.
fn storage_of_tab() -> Option<web_sys::Storage> {
    let is_available = web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))));
    is_available.then(SessionStorage::raw)
}

/// Which browser the console's window plays in this tab, so that two tabs can be two browsers.
pub fn load_place() -> Place {
    let word = storage_of_tab().and_then(|storage| storage.get_item(PLACE).ok().flatten());
    Place::ALL.into_iter().find(|place| word.as_deref() == Some(place.key())).unwrap_or_default()
}

/// Keeps it until the tab is closed. Where that is refused, the next load plays the first browser again.
pub fn save_place(place: Place) {
    if let Some(storage) = storage_of_tab() {
        let _ = storage.set_item(PLACE, place.key());
    }
}
