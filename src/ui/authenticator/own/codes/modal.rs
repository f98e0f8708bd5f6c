//! A modal of the codes: something to fill in or to look at before one goes on.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::ui::components::focus::focus;

/// A modal that is open as long as it is there. Escape closes it; the focus goes back to where it was.
#[component]
pub(super) fn Modal(
    /// The id of the heading that names it.
    labelled_by: &'static str,
    /// The person closes it.
    on_close: Callback<()>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let before = StoredValue::new_local(document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok()));
    Effect::new(move || {
        if let Some(element) = dialog.get()
            && !element.open()
        {
            // Fails only for an element that is out of the page.
            let _ = element.show_modal();
        }
    });
    on_cleanup(move || {
        if let Some(Some(element)) = before.try_get_value() {
            // When the dialog is out of the page: while it is there nothing else takes the focus.
            request_animation_frame(move || focus(&element));
        }
    });
    view! {
        <dialog class="ask modal" node_ref=dialog aria-labelledby=labelled_by on:close=move |_| on_close.run(())>
            {children()}
        </dialog>
    }
}
