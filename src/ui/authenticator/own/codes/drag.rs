//! Moving a card by hand: it is taken by its handle, and put before or behind the card that it is dropped on.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::state::{Codes, Drag};
use crate::{authenticator::EntryId, ui::text::entries::EntriesText};

/// Near an edge of the window the page scrolls while a card is dragged.
const EDGE_PX: i32 = 72;
/// How far it scrolls for each movement there.
const SCROLL_PX: f64 = 18.0;

/// The handle of a card. For the keyboard there are Alt with an arrow, and the menu.
#[component]
pub(super) fn DragHandle(codes: Codes, id: StoredValue<EntryId>) -> impl IntoView {
    let take = move |event: ev::PointerEvent| {
        event.prevent_default();
        // A touch belongs to the element that it began on; let go, it reaches whatever lies under it.
        if let Some(handle) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            let _ = handle.release_pointer_capture(event.pointer_id());
        }
        codes.menu.set(None);
        codes.drag.set(Some(Drag { id: id.get_value(), over: None }));
        follow(codes);
    };
    view! {
        <span
            class="code-drag"
            aria-hidden="true"
            title=codes.text.say(|w: &EntriesText| w.drag)
            on:pointerdown=take
        >
            <svg viewBox="0 0 24 24"><path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01"/></svg>
        </span>
    }
}

/// Follows the pointer until it lets go, wherever it is: the card it began on may be out of the page by then.
fn follow(codes: Codes) {
    let listeners = StoredValue::new_local(Vec::<WindowListenerHandle>::new());
    let end = move || {
        for listener in listeners.try_update_value(std::mem::take).into_iter().flatten() {
            listener.remove();
        }
    };
    let moved = window_event_listener(ev::pointermove, move |event| {
        let (x, y) = (event.client_x(), event.client_y());
        let over = target_at(x, y);
        codes.drag.try_update(|drag| {
            if let Some(drag) = drag {
                drag.over = over.filter(|(id, _)| *id != drag.id);
            }
        });
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        if y < EDGE_PX {
            window().scroll_by_with_x_and_y(0.0, -SCROLL_PX);
        } else if f64::from(y) > height - f64::from(EDGE_PX) {
            window().scroll_by_with_x_and_y(0.0, SCROLL_PX);
        }
    });
    let dropped = window_event_listener(ev::pointerup, move |_| {
        end();
        codes.drop_dragged();
    });
    let cancelled = window_event_listener(ev::pointercancel, move |_| {
        end();
        codes.drag.try_set(None);
    });
    let escaped = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            end();
            codes.drag.try_set(None);
        }
    });
    listeners.set_value(vec![moved, dropped, cancelled, escaped]);
}

/// The card at a point of the window, and whether the point is in its second half.
fn target_at(x: i32, y: i32) -> Option<(EntryId, bool)> {
    let element = document().element_from_point(x as f32, y as f32)?;
    let card = element.closest("[data-entry]").ok().flatten()?;
    let frame = card.get_bounding_client_rect();
    let grid = card.parent_element()?.get_bounding_client_rect();
    // In one column the halves are above each other, in several beside.
    let is_single = frame.width() > grid.width() * 0.75;
    let is_after = if is_single {
        f64::from(y) > frame.top() + frame.height() / 2.0
    } else {
        f64::from(x) > frame.left() + frame.width() / 2.0
    };
    Some((EntryId(card.get_attribute("data-entry")?), is_after))
}
