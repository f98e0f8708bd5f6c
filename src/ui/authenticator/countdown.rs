//! How long a code still lives, as a ring that empties.
//!
//! The ring is a CSS animation in steps of a second, started at the right phase: no script runs while it does.

use leptos::prelude::*;

use crate::{otp::Period, ui::use_clock};

/// A ring that empties once a period. `offset_secs` is how fast the clock is that makes the codes.
#[component]
pub(super) fn Countdown(period: Period, offset_secs: Signal<i64>) -> impl IntoView {
    let clock = use_clock();
    // When the browser started the animation. It starts anew whenever the ring comes back from being hidden, and then
    // says so; the phase counts from there.
    let started_at = RwSignal::new(clock.now_untracked());
    let delay = move || {
        let elapsed_millis = started_at.get().offset_secs(offset_secs.get()).0 % period.millis();
        format!("-{elapsed_millis}ms")
    };
    view! {
        <svg class="ring" viewBox="0 0 40 40" aria-hidden="true">
            <circle class="ring-track" cx="20" cy="20" r="16" pathLength="100"/>
            <circle
                class="ring-left"
                cx="20"
                cy="20"
                r="16"
                pathLength="100"
                style:animation-duration=format!("{}s", period.secs())
                style:animation-timing-function=format!("steps({})", period.secs())
                style:animation-delay=delay
                on:animationstart=move |_| {
                    started_at.try_set(clock.now_untracked());
                }
            />
        </svg>
    }
}
