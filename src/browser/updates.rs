//! A new version of the page: the start script, which owns the service worker, tells of it by an event on the
//! window, and is told by another that the person wants it.

use gloo_events::EventListener;

const READY: &str = "counterpart-update-ready";
const APPLY: &str = "counterpart-update-apply";
/// The start script also marks the page's root, since it may hear of a new version before the app listens.
const WAITS: &str = "data-update-ready";

/// Listens for new versions; deaf when dropped.
#[derive(Debug)]
#[must_use = "dropped, it hears nothing"]
pub struct Updates {
    _on_ready: Option<EventListener>,
}

/// Calls back when a new version waits; at once if it has waited since before the page listened.
pub fn on_ready(mut callback: impl FnMut() + 'static) -> Updates {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if root.is_some_and(|root| root.has_attribute(WAITS)) {
        callback();
    }
    let listener = web_sys::window().map(|window| EventListener::new(&window, READY, move |_| callback()));
    Updates { _on_ready: listener }
}

/// Asks for the new version; the page reloads with it.
pub fn apply() {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(APPLY)) {
        // Only a handler's `preventDefault` would make it false, and nothing depends on that.
        let _ = window.dispatch_event(&event);
    }
}
