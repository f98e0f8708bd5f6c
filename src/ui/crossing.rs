//! The gap between the two sides, and the two things that cross it. An arrow is lit only by what really crossed.

use leptos::prelude::*;

use super::use_text;

/// A handle by which each side reports what has just crossed.
#[derive(Clone, Copy)]
pub struct Crossing {
    pixels: RwSignal<bool>,
    digits: RwSignal<bool>,
}

impl Crossing {
    pub(super) fn new() -> Self {
        Self { pixels: RwSignal::new(false), digits: RwSignal::new(false) }
    }

    /// A camera has decoded the pixels of a QR code.
    pub fn pixels_crossed(self) {
        self.pixels.set(true);
    }

    /// A person has submitted a security code.
    pub fn digits_crossed(self) {
        self.digits.set(true);
    }
}

/// The crossing, from the context that the app provides.
pub fn use_crossing() -> Crossing {
    use_context().unwrap_or_else(Crossing::new)
}

/// The gap as a picture: an arrow each way.
#[component]
pub(super) fn Gap() -> impl IntoView {
    let text = use_text();
    let crossing = use_crossing();
    view! {
        <aside class="gap" aria-label=text.of(|t| t.shell.what_crosses)>
            <div class="out" class:lit=crossing.pixels on:animationend=move |_| crossing.pixels.set(false)>
                <b aria-hidden="true">"→"</b>
                {text.of(|t| t.shell.qr_pixels)}
            </div>
            <div class="in" class:lit=crossing.digits on:animationend=move |_| crossing.digits.set(false)>
                <b aria-hidden="true">"←"</b>
                {text.of(|t| t.shell.six_digits)}
            </div>
        </aside>
    }
}
