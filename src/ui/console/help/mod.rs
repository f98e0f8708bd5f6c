//! The page for whoever cannot log on: what to do about a refused code, a forgotten password, a lost phone, and an appeal
//! that is somebody else's.

mod lost_phone;
mod reset;
mod stop;

use leptos::prelude::*;

use self::{lost_phone::LostPhone, reset::Reset, stop::Stop};
use super::{
    parts::{Pick, link, paragraph},
    products::open_appeal,
    use_console,
};
use crate::{
    console::Account,
    ui::{
        components::dynamic_when,
        parts::{Part, part},
        route::{ConsolePage, Route},
        text::console::help::HelpText,
        use_text,
    },
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

/// The page for whoever cannot log on.
#[component]
pub(super) fn Help() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    // Whoever comes from the page that asks for a code is there about it, and so is who has a device and is logged on;
    // what is under way is open.
    let lacks_code = Memo::new(move |_| {
        console.snapshot.with(|all| all.log_on.is_some())
            || console.user.with(|user| user.as_ref().is_some_and(Account::has_device))
    });
    let is_resetting = Memo::new(move |_| console.snapshot.with(|all| all.marks.is_resetting));
    let is_logged_on = move || console.user.with(Option::is_some);
    let refused = move || {
        let causes =
            CAUSES.map(|cause| view! { <li>{text.say(cause)}</li> }.into_any()).into_iter().collect::<Vec<_>>();
        view! {
            <ul class="causes">{causes}</ul>
            <div class="row">
                {dynamic_when(
                    move || !is_logged_on(),
                    || link(Route::Console(ConsolePage::LogOn), "button quiet", |w: &HelpText| w.back_to_log_on),
                )}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="stack help">
            {paragraph("lede", |w: &HelpText| w.lede)}
            {open_appeal()}
            {topic("help-code", |w| w.code_refused, false, refused)}
            {topic("help-password", |w| w.password_forgotten, is_resetting, || part(Part::HelpReset).into_any())}
            {topic("help-phone", |w| w.phone_lost, lacks_code, || part(Part::HelpPhone).into_any())}
            {topic("help-appeal", |w| w.not_my_appeal, false, || part(Part::HelpStop).into_any())}
        </div>
    }
    .into_any()
}

/// One thing that may have happened, opened by a press. What is to be done about it is made, and downloaded, only then.
fn topic(
    id: &'static str,
    title: Pick<HelpText>,
    is_open: impl Into<Signal<bool>>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let text = use_text();
    let is_open: Signal<bool> = is_open.into();
    let was_pressed = RwSignal::new(false);
    // Once open it stays so, also when what opened it is done: what came of it is told there.
    let was_open = RwSignal::new(is_open.get_untracked());
    Effect::new(move || {
        if is_open.get() {
            was_open.set(true);
        }
    });
    let content = dynamic_when(move || was_open.get() || was_pressed.get(), content);
    view! {
        <details class="card topic" prop:open=was_open on:toggle=move |_| was_pressed.set(true)>
            <summary><h2 id=id>{text.say(title)}</h2></summary>
            <div class="stack">{content}</div>
        </details>
    }
    .into_any()
}

/// What to do about a forgotten password.
pub(super) fn reset() -> AnyView {
    view! { <Reset/> }.into_any()
}

/// What to do about a lost phone.
pub(super) fn phone() -> AnyView {
    view! { <LostPhone/> }.into_any()
}

/// What to do about an appeal that is somebody else's.
pub(super) fn stop() -> AnyView {
    view! { <Stop/> }.into_any()
}
