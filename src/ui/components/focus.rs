//! Moves the focus to where the person's attention should go.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Focuses an element as soon as it is in the page: the heading of a step, the first field of a form.
///
/// The element needs `tabindex="-1"` unless it takes the focus by itself.
pub fn focus_on_mount<E>(element: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: wasm_bindgen::JsCast + Clone + 'static,
{
    focus_when_there(Box::new(move || element.get().map(wasm_bindgen::JsCast::unchecked_into)));
}

/// The part that is the same for every kind of element.
fn focus_when_there(element: Box<dyn Fn() -> Option<HtmlElement>>) {
    Effect::new(move || {
        if let Some(element) = element() {
            focus(&element);
        }
    });
}

/// Focuses an element now, if it can take the focus.
pub fn focus(element: &HtmlElement) {
    // An element that left the page meanwhile takes no focus, and needs none.
    let _ = element.focus();
}

/// Focuses the first field that is marked invalid inside `form`, so that the error is read out.
pub fn focus_first_invalid(form: &web_sys::Element) {
    if let Ok(Some(field)) = form.query_selector("[aria-invalid=true]")
        && let Some(field) = field.dyn_ref::<HtmlElement>()
    {
        focus(field);
    }
}
