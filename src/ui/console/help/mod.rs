//! The page for whoever cannot log on: what to do about a refused code, a forgotten password, a lost phone, and an appeal
//! that is somebody else's. What is under a topic comes when it is opened.

mod lost_phone;
mod reset;
mod stop;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

use self::{lost_phone::LostPhone, reset::Reset, stop::Stop};
use super::{
    parts::{Pick, link, paragraph},
    products::open_appeal,
    use_console,
};
use crate::ui::{
    components::dynamic_when,
    parts::{Part, part},
    route::{ConsolePage, Route},
    text::console::help::HelpText,
    use_text,
};

/// The causes of a refused code, the most frequent first.
const CAUSES: [Pick<HelpText>; 7] = [
    |w| w.cause_clock,
    |w| w.cause_used,
    |w| w.cause_duplicate,
    |w| w.cause_other_account,
    |w| w.cause_switched,
    |w| w.cause_locked,
    |w| w.cause_qr_expired,
];

/// What is under a topic. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    Reset,
    LostPhone,
    StopAppeal,
}

/// What is under the topic that the context names.
pub(super) fn under_topic() -> AnyView {
    match use_context::<Under>() {
        Some(Under::Reset) => view! { <Reset/> }.into_any(),
        Some(Under::LostPhone) => view! { <LostPhone/> }.into_any(),
        Some(Under::StopAppeal) => view! { <Stop/> }.into_any(),
        None => ().into_any(),
    }
}

/// The page for whoever cannot log on.
#[component]
pub(super) fn Help() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    // Whoever comes from the page that asks for a code is there about it; what is under way is open.
    let (is_resetting, waits_for_code) =
        console.snapshot.with_untracked(|all| (all.marks.is_resetting, all.log_on.is_some()));
    let causes = CAUSES.map(|cause| view! { <li>{text.say(cause)}</li> }.into_any()).into_iter().collect::<Vec<_>>();
    let is_logged_on = move || console.user.with(Option::is_some);
    let refused = view! {
        <ul class="causes">{causes}</ul>
        <div class="row">
            {dynamic_when(
                move || !is_logged_on(),
                || link(Route::Console(ConsolePage::LogOn), "button quiet", |w: &HelpText| w.back_to_log_on),
            )}
        </div>
    };
    view! {
        <div class="stack help">
            {paragraph("lede", |w: &HelpText| w.lede)}
            {open_appeal()}
            {topic(|w| w.code_refused, RwSignal::new(false), refused.into_any())}
            {opened_topic(|w| w.password_forgotten, is_resetting, Under::Reset)}
            {opened_topic(|w| w.phone_lost, waits_for_code, Under::LostPhone)}
            {opened_topic(|w| w.not_my_appeal, false, Under::StopAppeal)}
        </div>
    }
    .into_any()
}

/// A topic whose content comes when it is opened for the first time.
fn opened_topic(title: Pick<HelpText>, is_open: bool, under: Under) -> AnyView {
    let is_open = RwSignal::new(is_open);
    let was_opened = Memo::new(move |before: Option<&bool>| is_open.get() || before.is_some_and(|was| *was));
    let content = dynamic_when(
        move || was_opened.get(),
        move || {
            provide_context(under);
            part(Part::HelpTopic).into_any()
        },
    );
    topic(title, is_open, content.into_any())
}

/// One thing that may have happened, opened by a press.
fn topic(title: Pick<HelpText>, is_open: RwSignal<bool>, content: AnyView) -> AnyView {
    let text = use_text();
    let toggled = move |event: ev::Event| {
        let details = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <details class="card topic" prop:open=is_open on:toggle=toggled>
            <summary><h2>{text.say(title)}</h2></summary>
            <div class="stack">{content}</div>
        </details>
    }
    .into_any()
}
