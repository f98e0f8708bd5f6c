//! Media queries (`window.matchMedia`).

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::{MediaQueryList, MediaQueryListEvent};

/// Hears when a media query begins or ceases to match. Dropped, it is deaf.
#[derive(Debug)]
pub struct MediaListener {
    _listener: Option<EventListener>,
}

/// Whether the query matches now, and from now on `on_change` with each change. A browser without the API never matches.
pub fn watch(query: &str, on_change: impl FnMut(bool) + 'static) -> (bool, MediaListener) {
    let list: Option<MediaQueryList> = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    let Some(list) = list else { return (false, MediaListener { _listener: None }) };
    let matches_now = list.matches();
    let on_change = Rc::new(RefCell::new(on_change));
    let listener = EventListener::new(&list, "change", move |event| {
        if let Some(event) = event.dyn_ref::<MediaQueryListEvent>() {
            (on_change.borrow_mut())(event.matches());
        }
    });
    (matches_now, MediaListener { _listener: Some(listener) })
}
