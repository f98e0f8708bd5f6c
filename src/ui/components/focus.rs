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
    Effect::new(move || {
        if let Some(element) = element.get() {
            focus(element.unchecked_ref());
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
