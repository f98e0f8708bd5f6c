//! The ways in.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;
use zeroize::Zeroizing;

use super::intake::{Intake, Step};
use crate::{
    browser::{capture, files},
    ui::{
        components::{Link, Notice, NoticeKind, Spinner, dynamic, dynamic_text, dynamic_when, flag, focus, press},
        route::{AuthenticatorPlace, Route},
        text::add::AddText,
        use_text,
    },
};

/// The ways in, as buttons, and what came of the last one.
#[component]
pub(super) fn Ways(intake: Intake) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    let file_input = NodeRef::<html::Input>::new();
    let is_reading = intake.is_reading;
    focus::focus_on_mount(heading);
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        intake.take_files(files::chosen(&input));
        // The same file may be chosen again.
        input.set_value("");
    };
    let open_files = move |_| {
        if let Some(input) = file_input.get_untracked() {
            input.click();
        }
    };
    let added = dynamic(move || {
        let Some((count, name)) = intake.added.get() else { return ().into_any() };
        let told = move || match count {
            1 => (text.words::<AddText>().added)(&(text.get().authenticator.name_of)(&name.0, &name.1)),
            count => (text.words::<AddText>().added_count)(count),
        };
        view! { <Notice kind=NoticeKind::Success>{dynamic_text(told)}</Notice> }.into_any()
    });
    let can_capture = capture::is_available();
    view! {
        {added}
        <section class="panel stack" aria-labelledby="add-title">
            <h2 id="add-title" node_ref=heading tabindex="-1">{text.say(|w: &AddText| w.title)}</h2>
            <p class="lede">{text.say(|w: &AddText| w.lede)}</p>
            // Pressed by the button that has the words.
            <input
                class="visually-hidden"
                node_ref=file_input
                type="file"
                multiple
                tabindex="-1"
                aria-hidden="true"
                on:change=choose
            />
            <div class="add-ways">
                <button
                    class="button token"
                    disabled=flag(is_reading)
                    on:click=press(move |_| intake.go(Step::Camera))
                >
                    {text.say(|w: &AddText| w.use_camera)}
                </button>
                <button class="button quiet" disabled=flag(is_reading) on:click=press(open_files)>
                    {text.say(|w: &AddText| w.scan_file)}
                </button>
                {can_capture.then(|| view! {
                    <button class="button quiet" disabled=flag(is_reading) on:click=press(move |_| intake.capture())>
                        {text.say(|w: &AddText| w.capture_screen)}
                    </button>
                })}
                <button class="button quiet" disabled=flag(is_reading) on:click=press(move |_| intake.paste())>
                    {text.say(|w: &AddText| w.paste)}
                </button>
                <button
                    class="button quiet"
                    disabled=flag(is_reading)
                    on:click=press(move |_| intake.go(Step::Typing(Zeroizing::default())))
                >
                    {text.say(|w: &AddText| w.type_key)}
                </button>
            </div>
            <p class="hint">{text.say(|w: &AddText| w.drop_hint)}</p>
            {dynamic_when(
                move || is_reading.get(),
                move || view! { <Spinner label=text.say(|w: &AddText| w.reading)/> }.into_any(),
            )}
            <div class="row">
                <Link to=Route::Authenticator(AuthenticatorPlace::Codes) class="button quiet">
                    {text.say(|w: &AddText| w.back)}
                </Link>
            </div>
        </section>
    }
}
