//! A dialog inside the console's window. The phones beside it stay alive, so it is no modal of the page.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{
    focus::{focus, focus_on_mount},
    press,
};
use crate::ui::use_text;

/// A dialog over the console's page. Escape and “Close” end it; the focus comes in with it and goes back after it.
#[component]
pub fn WindowDialog(
    /// The id of the heading that names it.
    labelled_by: &'static str,
    /// The person closes it.
    on_close: Callback<()>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let text = use_text();
    let dialog = NodeRef::<html::Div>::new();
    let before = StoredValue::new_local(document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok()));
    focus_on_mount(dialog);
    on_cleanup(move || {
        if let Some(Some(element)) = before.try_get_value() {
            focus(&element);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! {
        <div class="window-dialog" role="dialog" aria-labelledby=labelled_by tabindex="-1" node_ref=dialog on:keydown=on_key>
            <button class="button quiet small dialog-close" on:click=press(move |_| on_close.run(()))>
                {text.of(|t| t.shell.close)}
            </button>
            {children()}
        </div>
    }
}
