//! The MFA devices of Account Management: how many there are, each of them, and the way to another.

use leptos::prelude::*;

use super::{
    account::focus_by_id,
    device_row::DeviceRow,
    parts::{link, on_press, paragraph},
    use_console,
};
use crate::{
    console::Identity,
    ui::{
        components::{dynamic_list, dynamic_text, dynamic_when},
        route::{ConsolePage, Route},
        text::console::{account::AccountText, devices::DevicesText, shared::SharedText},
        use_clock, use_text,
    },
};

/// The MFA devices of Account Management.
#[component]
pub(super) fn Devices() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let clock = use_clock();
    let ids = Memo::new(move |_| {
        let ids = |user: &crate::console::Account| user.devices.iter().map(|device| device.id.clone()).collect();
        console.user.with(|user| user.as_ref().map(ids).unwrap_or_else(Vec::new))
    });
    let most = Memo::new(move |_| console.snapshot.with(|all| all.policy.policy().devices_max));
    let is_bound = Signal::derive(move || ids.with(|ids| !ids.is_empty()));
    let is_full = Memo::new(move |_| ids.with(Vec::len) >= most.get());
    let identity = move || console.snapshot.with(|all| all.binding.as_ref().map(|b| b.identity.clone()));
    let state = dynamic_text(move || {
        let words: &AccountText = text.words();
        match (ids.with(Vec::len), identity()) {
            (count @ 1.., _) => (text.words::<DevicesText>().count)(count),
            (_, Some(Identity::UnderReview(_))) => words.mfa_in_review.to_owned(),
            (_, Some(Identity::Rejected { .. })) => words.mfa_rejected.to_owned(),
            (_, Some(proof)) if proof.is_proved(clock.now()) => words.mfa_approved.to_owned(),
            (_, _) => words.mfa_not_bound.to_owned(),
        }
    });
    // The first device has a proof of its own, which the wizard asks for.
    let open_wizard = move || console.open_wizard(None);
    let open = move || {
        if is_bound.get_untracked() {
            console.after_step_up(open_wizard);
        } else {
            open_wizard();
        }
    };
    let label = dynamic_text(move || {
        if is_bound.get() { text.words::<DevicesText>().attach_another } else { text.words::<AccountText>().settings }
            .to_owned()
    });
    let button = dynamic_when(
        move || !is_full.get(),
        move || {
            view! {
                <button
                    class="button quiet"
                    id="mfa-settings"
                    aria-describedby="virtual-mfa"
                    on:click=on_press(open)
                >
                    {label}
                </button>
            }
            .into_any()
        },
    );
    // Without it a trusted browser, which asks for no code, would lead nowhere: all that is here asks for one.
    let lost = dynamic_when(
        move || is_bound.get(),
        || link(Route::Console(ConsolePage::Help), "link-button", |w: &DevicesText| w.phone_lost),
    );
    let full = dynamic_text(move || (text.words::<DevicesText>().full)(most.get()));
    let full = dynamic_when(move || is_full.get(), move || view! { <p class="hint">{full}</p> }.into_any());
    // Announced, as the row that it is about has gone.
    let was_removed = RwSignal::new(false);
    let removed = dynamic_text(move || {
        let words = if was_removed.get() { text.words::<DevicesText>().removed } else { "" };
        words.to_owned()
    });
    let on_removed = Callback::new(move |()| {
        was_removed.set(true);
        focus_by_id("mfa-settings");
    });
    let rows = dynamic_list(
        move || ids.get(),
        |id| id.as_str().to_owned(),
        move |id| view! { <DeviceRow id on_removed/> }.into_any(),
    );
    let list = view! {
        <ul class="devices" aria-label=text.say(|w: &DevicesText| w.devices)>
            {rows}
        </ul>
    }
    .into_any();
    view! {
        <section class="setting" aria-labelledby="virtual-mfa">
            <div class="setting-name">
                <h2 id="virtual-mfa">{text.say(|w: &AccountText| w.virtual_mfa)}</h2>
                <p class="hint">{text.say(|w: &AccountText| w.virtual_mfa_about)}</p>
            </div>
            <p class="setting-state" class:is-bound=is_bound>{state}</p>
            {button}
        </section>
        <p class="visually-hidden" role="status">{removed}</p>
        {list}
        {full}
        <div class="row">{lost}</div>
        {paragraph("hint", |w: &SharedText| w.not_phishing_proof)}
    }
}
