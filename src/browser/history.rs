//! The address bar: the path shown, and going from one to another without loading.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// Why the address did not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// The browser refused: another origin, or too many changes in a short time.
    #[error("the browser refused to change the address")]
    Refused,
}

/// The path in the address bar, such as `/console`.
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_else(|| "/".to_owned())
}

fn history() -> Result<web_sys::History, HistoryError> {
    web_sys::window().and_then(|window| window.history().ok()).ok_or(HistoryError::Refused)
}

/// Shows `path` as a new page of the history.
///
/// # Errors
/// When the browser refuses.
pub fn push(path: &str) -> Result<(), HistoryError> {
    history()?.push_state_with_url(&JsValue::NULL, "", Some(path)).map_err(|_| HistoryError::Refused)
}

/// Shows `path` in place of the page shown.
///
/// # Errors
/// When the browser refuses.
pub fn replace(path: &str) -> Result<(), HistoryError> {
    history()?.replace_state_with_url(&JsValue::NULL, "", Some(path)).map_err(|_| HistoryError::Refused)
}

/// Listens for Back and Forward; deaf when dropped.
#[derive(Debug)]
#[must_use = "dropped, it hears nothing"]
pub struct PopListener {
    _on_pop: Option<EventListener>,
}

/// Calls back with the path shown after Back or Forward.
pub fn on_pop(mut callback: impl FnMut(String) + 'static) -> PopListener {
    let listener = web_sys::window().map(|window| EventListener::new(&window, "popstate", move |_| callback(path())));
    PopListener { _on_pop: listener }
}
