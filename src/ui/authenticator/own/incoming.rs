//! What is pasted or dropped anywhere on a page that takes keys.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, DragEvent, Element, File};
use zeroize::Zeroizing;

use crate::{
    browser::files,
    ui::components::{Dynamic, dynamic_when},
};

/// What a place does with what comes in.
#[derive(Clone, Copy)]
pub(super) struct Intakes {
    /// Whether something may come in now.
    pub(super) is_open: Callback<(), bool>,
    /// The files of a paste that are for the place: of all of them or of the images alone.
    pub(super) pasted_files: fn(&DataTransfer) -> Vec<File>,
    /// Whether a text is for the place though it was pasted into a field.
    pub(super) belongs_in_no_field: fn(&str) -> bool,
    /// Takes files, of a drop of any kind.
    pub(super) take_files: Callback<Vec<File>>,
    /// Takes a text.
    pub(super) take_text: Callback<Zeroizing<String>>,
}

/// Hears what is pasted or dropped, as long as the current owner lives; whether something is held over the page.
pub(super) fn listen(to: Intakes) -> RwSignal<bool> {
    let is_dragged_over = RwSignal::new(false);
    let on_paste = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(|_| to.is_open.run(())) else { return };
        let pasted = (to.pasted_files)(&data);
        if !pasted.is_empty() {
            event.prevent_default();
            return to.take_files.run(pasted);
        }
        let Some(text) = files::text_in(&data) else { return };
        if !is_field(event.target()) || (to.belongs_in_no_field)(&text) {
            event.prevent_default();
            to.take_text.run(text);
        }
    });
    let on_drag_over = window_event_listener(ev::dragover, move |event: DragEvent| {
        event.prevent_default();
        is_dragged_over.set(to.is_open.run(()));
    });
    let on_drag_leave = window_event_listener(ev::dragleave, move |event: DragEvent| {
        // Only leaving the window counts, not crossing from one element to another.
        if event.related_target().is_none() {
            is_dragged_over.set(false);
        }
    });
    let on_drop = window_event_listener(ev::drop, move |event: DragEvent| {
        event.prevent_default();
        is_dragged_over.set(false);
        let Some(data) = event.data_transfer().filter(|_| to.is_open.run(())) else { return };
        let dropped = files::files_in(&data);
        if !dropped.is_empty() {
            to.take_files.run(dropped);
        } else if let Some(text) = files::text_in(&data) {
            to.take_text.run(text);
        }
    });
    on_cleanup(move || {
        on_paste.remove();
        on_drag_over.remove();
        on_drag_leave.remove();
        on_drop.remove();
    });
    is_dragged_over
}

/// What lies over the page while something is held over it.
pub(super) fn drop_veil(is_dragged_over: RwSignal<bool>, told: Signal<String>) -> Dynamic {
    dynamic_when(move || is_dragged_over.get(), move || view! { <div class="drop-veil"><b>{told}</b></div> }.into_any())
}

fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}
