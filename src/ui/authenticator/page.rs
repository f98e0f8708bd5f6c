//! `/authenticator`: this browser's own authenticator, on the true clock.

use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, DragEvent, HtmlInputElement};

use super::{
    camera,
    enter_key::EnterKey,
    entries::Entries,
    outcome::{Outcome, OutcomeNotice, store_words},
    phone_app::newest_of,
    state::{Phase, use_authenticators},
};
use crate::{
    browser::{clipboard, files},
    ui::{
        components::{Spinner, dynamic, dynamic_text, dynamic_when, flag, focus, press},
        use_text,
    },
};

/// The page. An image comes in as a file, by paste, or by drop.
#[component]
pub fn AuthenticatorPage() -> impl IntoView {
    let text = use_text();
    let authenticator = use_authenticators().own;
    let outcome = RwSignal::new(None::<Outcome>);
    let is_scanning = RwSignal::new(false);
    let is_typing = RwSignal::new(false);
    let is_dragged_over = RwSignal::new(false);
    let asks_for_keys = RwSignal::new(false);
    let file_input = NodeRef::<html::Input>::new();

    let scan = move |image: Blob| {
        if is_scanning.get_untracked() {
            return;
        }
        is_scanning.set(true);
        outcome.set(None);
        asks_for_keys.set(false);
        spawn_local(async move {
            let scanned = camera::scan_image(authenticator, &image).await;
            is_scanning.try_set(false);
            outcome.try_set(Some(scanned));
        });
    };
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = files::chosen(&input).into_iter().next() {
            scan(file.into());
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    let paste = move |_| {
        spawn_local(async move {
            match clipboard::read_image().await {
                Ok(Some(image)) => scan(image),
                // The browser does not let a page look, or there is no image: the keys always work.
                Ok(None) | Err(_) => drop(asks_for_keys.try_set(true)),
            }
        });
    };
    let on_paste = window_event_listener(ev::paste, move |event| {
        if let Some(image) = event.clipboard_data().and_then(|data| files::images_in(&data).into_iter().next()) {
            event.prevent_default();
            scan(image.into());
        }
    });
    let on_drag_over = window_event_listener(ev::dragover, move |event: DragEvent| {
        event.prevent_default();
        is_dragged_over.set(true);
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
        if let Some(image) = event.data_transfer().and_then(|data| files::images_in(&data).into_iter().next()) {
            scan(image.into());
        }
    });
    on_cleanup(move || {
        on_paste.remove();
        on_drag_over.remove();
        on_drag_leave.remove();
        on_drop.remove();
    });

    let typed = Callback::new(move |result: Option<Outcome>| {
        if matches!(result, None | Some(Outcome::Added { .. })) {
            is_typing.set(false);
        }
        outcome.set(result);
    });
    let newest = Signal::derive(move || newest_of(outcome));
    let open_files = move |_| {
        if let Some(input) = file_input.get_untracked() {
            input.click();
        }
    };
    let has_typed = RwSignal::new(false);
    let paste_hint = dynamic_text(move || {
        let words = asks_for_keys.get().then(|| text.get().authenticator.paste_with_keys);
        words.unwrap_or_default().to_owned()
    });
    let ways_in = move || {
        let enter_key = NodeRef::<html::Button>::new();
        if has_typed.get_untracked() {
            focus::focus_on_mount(enter_key);
        }
        view! {
            <div class="row own-actions">
                <button class="button token" disabled=flag(is_scanning) on:click=press(open_files)>
                    {text.of(|t| t.authenticator.scan_image_file)}
                </button>
                <button class="button quiet" disabled=flag(is_scanning) on:click=press(paste)>
                    {text.of(|t| t.authenticator.paste_image)}
                </button>
                <button
                    class="button quiet"
                    node_ref=enter_key
                    on:click=press(move |_| {
                        outcome.set(None);
                        is_typing.set(true);
                        has_typed.set(true);
                    })
                >
                    {text.of(|t| t.authenticator.enter_key)}
                </button>
            </div>
            <p class="hint">{text.of(|t| t.authenticator.drop_image)}</p>
            <p class="hint" role="status">{paste_hint}</p>
        }
    };
    let content = dynamic(move || match authenticator.phase.get() {
        Phase::Opening => view! { <Spinner label=text.signal(|t| t.authenticator.opening_phone)/> }.into_any(),
        Phase::Failed(error) => view! {
            <p class="error" role="alert">{dynamic_text(move || store_words(error, text.get()))}</p>
            <button class="button quiet" on:click=press(move |_| authenticator.start())>
                {text.of(|t| t.authenticator.try_again)}
            </button>
        }
        .into_any(),
        Phase::Ready => view! {
            <Entries
                authenticator
                app=""
                offset_secs=Signal::stored(0)
                newest
                empty_hint=text.signal(|t| t.authenticator.own_no_entries_next)
            />
        }
        .into_any(),
    });
    let form_or_ways = dynamic(move || {
        if is_typing.get() {
            view! {
                <div class="card">
                    <EnterKey authenticator app="" prefix="own" on_done=typed/>
                </div>
            }
            .into_any()
        } else {
            ways_in().into_any()
        }
    });
    view! {
        <div class="own stack" class:is-dragged-over=flag(is_dragged_over)>
            <h1>{text.of(|t| t.authenticator.authenticator)}</h1>
            <p class="lede">{text.of(|t| t.authenticator.own_lede)}</p>
            // Pressed by the button beside it, which has the words.
            <input
                class="visually-hidden"
                node_ref=file_input
                type="file"
                accept="image/*"
                tabindex="-1"
                aria-label=text.of(|t| t.authenticator.scan_image_file)
                on:change=choose
            />
            {form_or_ways}
            {dynamic_when(
                move || is_scanning.get(),
                move || view! { <Spinner label=text.signal(|t| t.authenticator.scanning)/> }.into_any(),
            )}
            <OutcomeNotice outcome/>
            {content}
            {dynamic_when(
                move || is_dragged_over.get(),
                move || {
                    view! { <div class="drop-veil"><b>{text.of(|t| t.authenticator.drop_now)}</b></div> }.into_any()
                },
            )}
        </div>
    }
}
