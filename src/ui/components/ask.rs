//! A question before something is destroyed.

use leptos::{html, prelude::*};

use super::press;
use crate::ui::use_text;

/// A modal question that says what will be lost. The safe answer has the focus.
#[component]
pub fn Ask(
    /// Whether it is open; closed by either answer.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will be lost.
    #[prop(into)]
    body: Signal<String>,
    /// The word of the button that destroys.
    #[prop(into)]
    confirm: Signal<String>,
    /// The person confirmed.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        match (open.get(), element.open()) {
            // Fails only for an element that is out of the page or already open.
            (true, false) => drop(element.show_modal()),
            (false, true) => element.close(),
            _ => {}
        }
    });
    let answer = move |confirmed: bool| {
        open.set(false);
        if confirmed {
            on_confirm.run(());
        }
    };
    view! {
        <dialog
            class="ask"
            node_ref=dialog
            aria-label=title
            on:close=move |_| {
                open.try_set(false);
            }
        >
            <h2>{title}</h2>
            <p>{body}</p>
            <div class="actions">
                <button class="button quiet" autofocus on:click=press(move |_| answer(false))>
                    {text.of(|t| t.shell.cancel)}
                </button>
                <button class="button danger" on:click=press(move |_| answer(true))>{confirm}</button>
            </div>
        </dialog>
    }
}
