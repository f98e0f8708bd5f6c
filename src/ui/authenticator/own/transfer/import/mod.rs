//! `/authenticator/import`: what other programs exported, looked at before it is stored.

mod done;
mod material;
mod preview;
mod reading;
mod session;
mod storing;
mod wishes;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;
use zeroize::Zeroizing;

pub(super) use self::session::Failure;
use self::{
    done::Done,
    preview::PreviewTable,
    session::{Session, Stage, Wish},
    wishes::{CostQuestion, PasswordForm},
};
use super::{
    super::{
        incoming::{Intakes, drop_veil, listen},
        keeper::Keeper,
    },
    words::failure_words,
};
use crate::{
    browser::files,
    ui::{
        components::{Notice, NoticeKind, Spinner, dynamic, dynamic_text, flag, focus, press, secret_text, wipe},
        text::transfer::TransferText,
        use_text,
    },
};

/// The place.
#[component]
pub(in crate::ui::authenticator::own) fn ImportPlace(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let session = Session::new(keeper);
    let is_dragged_over = listen(Intakes {
        is_open: Callback::new(move |()| session.is_open()),
        pasted_files: files::files_in,
        // A field takes what is pasted into it: its button reads it.
        belongs_in_no_field: |_| false,
        take_files: Callback::new(move |files| session.take_files(files)),
        take_text: Callback::new(move |text| session.take_texts(vec![text])),
    });
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
            {drop_veil(is_dragged_over, text.say(|w: &TransferText| w.drop_now))}
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
    let typed = secret_text();
    let is_empty = Memo::new(move |_| typed.with(|typed| typed.trim().is_empty()));
    let read = press(move |_| {
        let text = Zeroizing::new(typed.get_untracked());
        wipe(typed);
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
