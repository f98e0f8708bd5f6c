//! Preferences: small choices that may be lost without harm. They live in the browser's local storage, not in a
//! database, so that they are there before the first screen is drawn.

use super::StoreError;
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

const KEY: &str = "counterpart-preferences";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the installed app shows first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpensAt {
    /// This browser's own authenticator.
    #[default]
    Authenticator,
    /// The console.
    Console,
    /// Both sides.
    Stage,
}

/// A person's choices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// The language chosen, as a BCP 47 tag; none as long as the browser's is followed.
    pub language: Option<String>,
    /// What the installed app shows first.
    pub opens_at: OpensAt,
}

/// Whether the browser lets this page use local storage. `gloo-storage` would panic if not.
fn available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

/// The choices kept, or the defaults where there are none or they cannot be read.
pub fn load() -> Preferences {
    if available() { LocalStorage::get(KEY).unwrap_or_default() } else { Preferences::default() }
}

/// Keeps the choices.
///
/// # Errors
/// When the browser refuses, or no space is left.
pub fn save(preferences: &Preferences) -> Result<(), StoreError> {
    if !available() {
        return Err(StoreError::Unavailable);
    }
    LocalStorage::set(KEY, preferences).map_err(|_| StoreError::Full)
}
