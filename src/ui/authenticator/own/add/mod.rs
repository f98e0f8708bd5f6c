//! `/authenticator/add`: every way in for a key, and the doctor's screen between each of them and the store.

mod body;
mod camera;
mod case;
mod intake;
mod launch;
mod question;
mod review;
mod typed;
mod ways;
mod words;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Element};

pub(super) use self::launch::take_launches;
use self::{
    camera::CameraView,
    intake::{Intake, Step},
    review::Review,
    typed::TypedKey,
    ways::Ways,
};
use super::keeper::Keeper;
use crate::{
    authenticator::{Arrival, ScanError},
    browser::files,
    ui::{
        components::{Notice, NoticeKind, dynamic, dynamic_when, flag},
        text::add::AddText,
        use_navigation, use_text,
    },
};

/// The place.
#[component]
pub(super) fn Add(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let intake = Intake::new(keeper, use_navigation());
    // What was added before is marked no more.
    keeper.carrier.added.set(Vec::new());
    let is_dragged_over = listen(intake);
    Effect::new(move || {
        if keeper.carrier.to_add.with(Option::is_some)
            && let Some(Some(delivery)) = keeper.carrier.to_add.try_update(Option::take)
        {
            intake.step.set(Step::Ways);
            intake.take_delivery(delivery);
        }
    });
    let trouble = dynamic(move || match intake.trouble.get() {
        None => ().into_any(),
        Some(trouble) => {
            let told = move || trouble.words(text.words());
            view! { <Notice kind=NoticeKind::Danger>{told}</Notice> }.into_any()
        }
    });
    let content = dynamic(move || match intake.step.get() {
        Step::Ways => view! { <Ways intake/> }.into_any(),
        Step::Camera => view! { <CameraView intake/> }.into_any(),
        Step::Typing(key) => view! { <TypedKey intake key/> }.into_any(),
        Step::Review { keys, is_uri_for_key } => view! { <Review intake keys is_uri_for_key/> }.into_any(),
    });
    view! {
        <div class="add stack" class:is-dragged-over=flag(is_dragged_over)>
            {trouble}
            {content}
            {dynamic_when(
                move || is_dragged_over.get(),
                move || view! { <div class="drop-veil"><b>{text.say(|w: &AddText| w.drop_now)}</b></div> }.into_any(),
            )}
        </div>
    }
}

/// Hears what is pasted or dropped anywhere on the page; whether something is held over it.
fn listen(intake: Intake) -> RwSignal<bool> {
    let is_dragged_over = RwSignal::new(false);
    let on_paste = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(|_| intake.is_open()) else { return };
        let images = files::images_in(&data);
        if !images.is_empty() {
            event.prevent_default();
            return intake.take_files(images);
        }
        let Some(text) = files::text_in(&data) else { return };
        // A field takes what belongs into it; a whole URI belongs into none.
        if !is_field(event.target()) || is_of_keys(&text) {
            event.prevent_default();
            intake.take_text(text);
        }
    });
    let on_drag_over = window_event_listener(ev::dragover, move |event: DragEvent| {
        event.prevent_default();
        is_dragged_over.set(intake.is_open());
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
        let Some(data) = event.data_transfer().filter(|_| intake.is_open()) else { return };
        let dropped = files::files_in(&data);
        if !dropped.is_empty() {
            intake.take_files(dropped);
        } else if let Some(text) = files::text_in(&data) {
            intake.take_text(text);
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

fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}

/// Whether a text holds Key URIs, good or bad, or a transfer.
fn is_of_keys(text: &str) -> bool {
    match Arrival::of_text(text) {
        Arrival::Keys(keys) => keys.iter().any(|key| !matches!(key.result, Err(ScanError::NotAKeyUri { .. }))),
        Arrival::Import => true,
        Arrival::BareKey(_) => false,
    }
}
