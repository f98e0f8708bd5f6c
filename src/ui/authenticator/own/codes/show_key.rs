//! The QR code and the key of one entry, after a fresh unlock. Closed, nothing of it is left.

use leptos::{html, prelude::*};

use super::{
    modal::Modal,
    state::{Codes, name_of},
};
use crate::{
    authenticator::{EntryId, export::key_uri},
    qr::QrCode,
    ui::{
        authenticator::own::vault_part::confirm,
        components::{Notice, NoticeKind, dynamic, dynamic_text, focus::focus_on_mount, press, qr_picture},
        text::entries::EntriesText,
    },
};

/// The modal.
#[component]
pub(super) fn ShowKey(codes: Codes, id: EntryId) -> impl IntoView {
    let text = codes.text;
    let keeper = codes.keeper;
    let is_confirmed = RwSignal::new(false);
    let close = Callback::new(move |()| codes.opened.set(None));
    let name =
        keeper.collection.with_untracked(|all| all.get(&id).map(|entry| name_of(entry, text))).unwrap_or_default();
    let confirmed = Callback::new(move |()| is_confirmed.set(true));
    let is_protected = keeper.header.with_untracked(Option::is_some);
    let question = move || {
        if is_protected {
            view! {
                <p>{text.say(|w: &EntriesText| w.key_confirm)}</p>
                <p class="hint">{text.say(|w: &EntriesText| w.key_question)}</p>
                {confirm(keeper, confirmed, close)}
            }
            .into_any()
        } else {
            view! {
                <p>{text.say(|w: &EntriesText| w.key_question)}</p>
                <div class="actions">
                    {close_button(codes)}
                    <button class="button token" on:click=press(move |_| is_confirmed.set(true))>
                        {text.say(|w: &EntriesText| w.key_show)}
                    </button>
                </div>
            }
            .into_any()
        }
    };
    let content = dynamic(move || {
        if is_confirmed.get() {
            let id = id.clone();
            view! { <Key codes id/> }.into_any()
        } else {
            question()
        }
    });
    view! {
        <Modal labelled_by="key-title" on_close=close>
            <h2 id="key-title">{text.say(|w: &EntriesText| w.key_title)}</h2>
            <p class="modal-name">{name}</p>
            <div class="stack">{content}</div>
        </Modal>
    }
}

fn close_button(codes: Codes) -> AnyView {
    view! {
        <button class="button quiet" on:click=press(move |_| codes.opened.set(None))>
            {codes.text.of(|t| t.shell.close)}
        </button>
    }
    .into_any()
}

/// The QR code, black on white in any theme, and the key as text.
#[component]
fn Key(codes: Codes, id: EntryId) -> impl IntoView {
    let text = codes.text;
    let warning = NodeRef::<html::Div>::new();
    focus_on_mount(warning);
    let key = codes.keeper.collection.with_untracked(|all| {
        all.get(&id).map(|entry| {
            let qr = QrCode::encode(&key_uri(entry).to_uri()).ok().map(|qr| (qr.outer_width_modules(), qr.svg_path()));
            (qr, entry.secret.to_base32_grouped().to_string())
        })
    });
    let Some((qr, key)) = key else {
        return view! { <Notice kind=NoticeKind::Danger>{text.say(|w: &EntriesText| w.gone)}</Notice> }.into_any();
    };
    let picture = match qr {
        None => {
            view! { <Notice kind=NoticeKind::Warning>{text.say(|w: &EntriesText| w.qr_failed)}</Notice> }.into_any()
        }
        Some((width, path)) => view! {
            <div class="qr code-qr">
                {qr_picture(width, path, text.say(|w: &EntriesText| w.qr_name))}
            </div>
        }
        .into_any(),
    };
    let label = dynamic_text(move || text.words::<EntriesText>().key.to_owned());
    view! {
        <div tabindex="-1" node_ref=warning>
            <Notice kind=NoticeKind::Warning>{text.say(|w: &EntriesText| w.key_warning)}</Notice>
        </div>
        {picture}
        <p class="code-key"><output aria-label=label>{key}</output></p>
        <div class="actions">{close_button(codes)}</div>
    }
    .into_any()
}
