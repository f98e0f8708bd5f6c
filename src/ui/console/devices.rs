//! The MFA devices of Account Management.

use leptos::prelude::*;

use super::{
    parts::{on_press, paragraph},
    use_console, words,
};
use crate::{
    console::Identity,
    ui::{
        components::dynamic_text,
        text::console::{account::AccountText, shared::SharedText},
        use_text,
    },
};

/// The MFA devices of Account Management.
#[component]
pub(super) fn Devices() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let bound_at = move || {
        console.user.with(|user| user.as_ref().and_then(|u| u.devices.first()).map(|device| device.attached_at))
    };
    let identity = move || console.snapshot.with(|all| all.binding.as_ref().map(|b| b.identity.clone()));
    let is_bound = Signal::derive(move || bound_at().is_some());
    let state = dynamic_text(move || {
        let words: &AccountText = text.words();
        match (bound_at(), identity()) {
            (_, Some(Identity::UnderReview(_))) => words.mfa_in_review.to_owned(),
            (_, Some(Identity::Rejected { .. })) => words.mfa_rejected.to_owned(),
            (Some(at), _) => (words.bound_since)(&words::day_and_time(at)),
            (None, Some(Identity::Proved { .. })) => words.mfa_approved.to_owned(),
            (None, _) => words.mfa_not_bound.to_owned(),
        }
    });
    let open = move || {
        console.run(async move {
            console.open_wizard().await;
        });
    };
    view! {
        <section class="setting" aria-labelledby="virtual-mfa">
            <div class="setting-name">
                <h2 id="virtual-mfa">{text.say(|w: &AccountText| w.virtual_mfa)}</h2>
                <p class="hint">{text.say(|w: &AccountText| w.virtual_mfa_about)}</p>
            </div>
            <p class="setting-state" class:is-bound=is_bound>{state}</p>
            <button
                class="button quiet"
                id="mfa-settings"
                aria-describedby="virtual-mfa"
                on:click=on_press(open)
            >
                {text.say(|w: &AccountText| w.settings)}
            </button>
        </section>
        {paragraph("hint", |w: &SharedText| w.not_phishing_proof)}
    }
}
