//! Printing the page.

use gloo_events::EventListener;

/// Nothing was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The browser cannot print, as some on phones and in-app browsers.
    #[error("this browser cannot print")]
    Unavailable,
}

/// Opens the browser's dialog for printing the page as its print styles show it. Most browsers return when the dialog
/// is closed, some at once: [`after_printing`] tells for sure. Whether anything was printed is never told.
///
/// # Errors
/// When the browser cannot print.
pub fn print() -> Result<(), PrintError> {
    web_sys::window().and_then(|window| window.print().ok()).ok_or(PrintError::Unavailable)
}

/// Hears when a dialog for printing closes; deaf when dropped.
#[derive(Debug)]
#[must_use = "dropped, it hears nothing"]
pub struct PrintListener {
    _after_print: Option<EventListener>,
}

/// Calls back each time that a dialog for printing was closed, so that what was laid out for paper can go.
pub fn after_printing(mut callback: impl FnMut() + 'static) -> PrintListener {
    let listener = web_sys::window().map(|window| EventListener::new(&window, "afterprint", move |_| callback()));
    PrintListener { _after_print: listener }
}
