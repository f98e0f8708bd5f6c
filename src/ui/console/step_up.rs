//! The dialog that asks for a factor again before a sensitive action.

use leptos::prelude::*;

use super::{use_console, ways::passkey_step_up};
use crate::ui::{components::WindowDialog, text::console::ways::WaysText, use_text};

/// The dialog that asks for a factor again before a sensitive action.
#[component]
pub(super) fn StepUp() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let close = Callback::new(move |()| console.waits_for_step_up.set(None));
    let on_done = Callback::new(move |()| {
        let waiting = console.waits_for_step_up.get_untracked();
        console.waits_for_step_up.set(None);
        if let Some(waiting) = waiting {
            waiting.run(());
        }
    });
    view! {
        <WindowDialog labelled_by="step-up-title" on_close=close>
            <div class="stack">
                <h2 id="step-up-title">{text.say(|w: &WaysText| w.step_up_needed)}</h2>
                {passkey_step_up(on_done)}
            </div>
        </WindowDialog>
    }
    .into_any()
}
