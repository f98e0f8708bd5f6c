//! A QR code on the page.

use leptos::prelude::*;

/// A QR code, black on white in any theme, so that every camera reads it; it takes its size from where it stands.
/// `width_modules` is its side, quiet zone included, `path` has its dark modules in an SVG of that size, and `label` says
/// what it is to who does not see it.
pub fn qr_picture(width_modules: usize, path: String, label: Signal<String>) -> AnyView {
    view! {
        <svg
            xmlns="http://www.w3.org/2000/svg"
            role="img"
            aria-label=label
            viewBox=format!("0 0 {width_modules} {width_modules}")
            shape-rendering="crispEdges"
        >
            <rect width=width_modules height=width_modules fill="white"/>
            <path d=path fill="black"/>
        </svg>
    }
    .into_any()
}
