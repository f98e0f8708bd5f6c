//! `/authenticator/import`: what other programs exported, looked at before it is stored.

mod done;
mod material;
mod preview;
mod session;
mod storing;
mod wishes;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Element, HtmlInputElement};
use zeroize::Zeroizing;

pub(super) use self::session::Failure;
use self::{
    done::Done,
    preview::PreviewTable,
    session::{Session, Stage, Wish},
    wishes::{CostQuestion, PasswordForm},
};
use super::{super::keeper::Keeper, words::failure_words};
use crate::{
    browser::files,
    ui::{
        components::{Notice, NoticeKind, Spinner, dynamic, dynamic_text, dynamic_when, flag, focus, press},
        text::transfer::TransferText,
        use_text,
    },
};

/// The place.
#[component]
pub(in crate::ui::authenticator::own) fn ImportPlace(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let session = Session::new(keeper);
    let is_dragged_over = listen(session);
    Effect::new(move || {
        if keeper.carrier.to_import.with(Option::is_some)
            && let Some(Some(handover)) = keeper.carrier.to_import.try_update(Option::take)
        {
            session.take_handover(handover);
        }
    });
    // The preview stays where it is while it is being stored.
    let stage = Memo::new(move |_| match session.stage.get() {
        Stage::Storing => Stage::Preview,
        stage => stage,
    });
    let content = dynamic(move || match stage.get() {
        Stage::Choosing => view! { <Choose session/> }.into_any(),
        Stage::Reading { derives_key } => view! { <Reading session derives_key/> }.into_any(),
        Stage::Asking(Wish::Password { was_wrong }) => view! { <PasswordForm session was_wrong/> }.into_any(),
        Stage::Asking(Wish::Cost { memory_bytes, work }) => {
            view! { <CostQuestion session memory_bytes work/> }.into_any()
        }
        Stage::Preview | Stage::Storing => view! { <PreviewTable session/> }.into_any(),
        Stage::Done => view! { <Done session/> }.into_any(),
    });
    view! {
        <div class="transfer stack" class:is-dragged-over=flag(is_dragged_over)>
            <Failures session/>
            {content}
            {dynamic_when(
                move || is_dragged_over.get(),
                move || view! { <div class="drop-veil"><b>{text.say(|w: &TransferText| w.drop_now)}</b></div> }.into_any(),
            )}
        </div>
    }
}

/// What was brought and gave nothing.
#[component]
fn Failures(session: Session) -> impl IntoView {
    let text = use_text();
    dynamic(move || {
        let failed = session.failed.get();
        if failed.is_empty() {
            return ().into_any();
        }
        let told = dynamic(move || {
            let words = text.words::<TransferText>();
            let paragraph = |failed: &session::Failed| {
                let told = failure_words(failed.failure, text);
                let name = if failed.name.is_empty() { words.pasted_text } else { failed.name.as_str() };
                view! { <p><b class="file-name">{name.to_owned()}</b>" – "{told}</p> }
            };
            failed.iter().map(paragraph).collect_view().into_any()
        });
        view! { <Notice kind=NoticeKind::Danger>{told}</Notice> }.into_any()
    })
}

/// The button that opens the browser's dialog for files.
#[component]
fn FileButton(
    session: Session,
    #[prop(into)] label: Signal<String>,
    class: &'static str,
    /// Which files the dialog shows first.
    #[prop(default = "")]
    accept: &'static str,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = press(move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let chosen = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let files = files::chosen(&input);
        // The same file can then be chosen again.
        input.set_value("");
        session.take_files(files);
    };
    view! {
        <button class=class type="button" on:click=choose>{label}</button>
        <input
            class="visually-hidden"
            type="file"
            multiple
            accept=accept
            tabindex="-1"
            aria-hidden="true"
            node_ref=input
            on:change=chosen
        />
    }
}

/// The ways to bring something.
#[component]
fn Choose(session: Session) -> impl IntoView {
    let text = use_text();
    let typed = RwSignal::new(String::new());
    let is_empty = Memo::new(move |_| typed.with(|typed| typed.trim().is_empty()));
    let read = press(move |_| {
        let text = Zeroizing::new(typed.get_untracked());
        typed.set(String::new());
        session.take_texts(vec![text]);
    });
    view! {
        <section class="panel stack" aria-labelledby="import-title">
            <h2 id="import-title">{text.say(|w: &TransferText| w.import_title)}</h2>
            <p class="lede">{text.say(|w: &TransferText| w.import_lede)}</p>
            <div class="row">
                <FileButton session class="button token" label=text.say(|w: &TransferText| w.choose_files)/>
            </div>
            <p class="hint">{text.say(|w: &TransferText| w.choose_hint)}</p>
            <div class="field">
                <label for="import-text">{text.say(|w: &TransferText| w.paste_label)}</label>
                <textarea
                    id="import-text"
                    rows="3"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="import-text-hint"
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                ></textarea>
                <p class="hint" id="import-text-hint">{text.say(|w: &TransferText| w.paste_hint)}</p>
            </div>
            <div class="row">
                <button class="button quiet" disabled=flag(is_empty) on:click=read>
                    {text.say(|w: &TransferText| w.read_text)}
                </button>
            </div>
            <h3>{text.say(|w: &TransferText| w.known_formats)}</h3>
            <p class="formats">
                "Aegis, 2FAS, Ente Auth, Bitwarden, Proton Authenticator, andOTP, Stratum, FreeOTP+, LastPass, Raivo, Google Authenticator, Key URI, Counterpart"
            </p>
        </section>
    }
}

/// Something is being read.
#[component]
fn Reading(session: Session, derives_key: bool) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let label = dynamic_text(move || {
        let words = text.words::<TransferText>();
        if derives_key { words.deriving } else { words.reading }.to_owned()
    });
    view! {
        <section class="panel stack" aria-labelledby="reading-title">
            <h2 id="reading-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.reading_title)}</h2>
            <p class="file-name">{session.at_hand}</p>
            <Spinner label/>
            <div class="row">
                <button class="button quiet" on:click=press(move |_| session.cancel())>
                    {text.say(|w: &TransferText| w.cancel)}
                </button>
            </div>
        </section>
    }
}

/// Hears what is pasted or dropped anywhere on the page; whether something is held over it.
fn listen(session: Session) -> RwSignal<bool> {
    let is_dragged_over = RwSignal::new(false);
    let on_paste = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(|_| session.is_open()) else { return };
        let pasted = files::files_in(&data);
        if !pasted.is_empty() {
            event.prevent_default();
            return session.take_files(pasted);
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_field = target.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        if let Some(text) = files::text_in(&data).filter(|_| !is_field) {
            event.prevent_default();
            session.take_texts(vec![text]);
        }
    });
    let on_drag_over = window_event_listener(ev::dragover, move |event: DragEvent| {
        event.prevent_default();
        is_dragged_over.set(session.is_open());
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
        let Some(data) = event.data_transfer().filter(|_| session.is_open()) else { return };
        let dropped = files::files_in(&data);
        if !dropped.is_empty() {
            session.take_files(dropped);
        } else if let Some(text) = files::text_in(&data) {
            session.take_texts(vec![text]);
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
