//! Editing an entry: its names, its note, its tags and its icon.

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, SubmitEvent};

use super::{
    icon::address,
    modal::Modal,
    state::{Codes, Told},
};
use crate::{
    authenticator::{EditError, EntryEdit, EntryId, Icon},
    browser::{files, image},
    ui::{
        components::{Field, dynamic, dynamic_when, flag, focus, press},
        text::entries::EntriesText,
    },
};

/// The side of an icon, in pixels: sharp at twice the size that it is shown at.
const ICON_PX: u32 = 96;

/// What is wrong, field by field.
type Wrong = RwSignal<Vec<EditError>>;

/// The modal.
#[component]
pub(super) fn EditEntry(codes: Codes, id: EntryId) -> impl IntoView {
    let text = codes.text;
    let before = codes.keeper.collection.with_untracked(|all| all.get(&id).map(EntryEdit::of)).unwrap_or_default();
    let [issuer, account, note, tags] =
        [before.issuer, before.account, before.note, before.tags.join(", ")].map(RwSignal::new);
    let icon = RwSignal::new(before.icon);
    let wrong: Wrong = RwSignal::new(Vec::new());
    let is_busy = RwSignal::new(false);
    let form = NodeRef::<html::Form>::new();
    let close = Callback::new(move |()| codes.opened.set(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let typed = tags.get_untracked();
        let edit = EntryEdit {
            issuer: issuer.get_untracked(),
            account: account.get_untracked(),
            note: note.get_untracked(),
            tags: typed.split([',', '，', '、']).map(str::to_owned).collect(),
            icon: icon.get_untracked(),
        };
        let id = id.clone();
        spawn_local(async move {
            let outcome = codes.keeper.change(|all| all.edit(&id, &edit).map(|change| ((), change))).await;
            is_busy.try_set(false);
            match outcome {
                Ok(Ok(())) => close.run(()),
                Ok(Err(errors)) => {
                    wrong.try_set(errors);
                    request_animation_frame(move || {
                        if let Some(Some(form)) = form.try_get_untracked() {
                            focus::focus_first_invalid(&form);
                        }
                    });
                }
                Err(error) => {
                    close.run(());
                    codes.tell(Told::Failed(error));
                }
            }
        });
    };
    let error_of = move |is_of: fn(&EditError) -> Option<fn(&'static EntriesText) -> &'static str>| {
        Signal::derive(move || {
            let pick = wrong.with(|wrong| wrong.iter().find_map(is_of));
            pick.map(|pick| pick(text.words::<EntriesText>()).to_owned())
        })
    };
    let note_error = error_of(|error| match error {
        EditError::NoteTooLong => Some(|w| w.note_too_long),
        _ => None,
    });
    let note_invalid = Signal::derive(move || note_error.with(Option::is_some).then(|| "true".to_owned()));
    view! {
        <Modal labelled_by="edit-title" on_close=close>
            <h2 id="edit-title">{text.say(|w: &EntriesText| w.edit_title)}</h2>
            <form class="stack" novalidate node_ref=form on:submit=submit>
                <Field
                    id="edit-issuer"
                    required=false
                    label=text.say(|w: &EntriesText| w.issuer)
                    value=issuer
                    error=error_of(|error| match error {
                        EditError::IssuerTooLong => Some(|w| w.text_too_long),
                        EditError::AlreadyExists { .. } => Some(|w| w.already_exists),
                        EditError::Gone => Some(|w| w.gone),
                        _ => None,
                    })
                />
                <Field
                    id="edit-account"
                    required=false
                    label=text.say(|w: &EntriesText| w.account)
                    value=account
                    error=error_of(|error| match error {
                        EditError::AccountTooLong => Some(|w| w.text_too_long),
                        _ => None,
                    })
                />
                <div class="field">
                    <label for="edit-note">{text.say(|w: &EntriesText| w.note)}</label>
                    <textarea
                        id="edit-note"
                        rows="3"
                        aria-invalid=note_invalid
                        aria-describedby="edit-note-hint edit-note-error"
                        prop:value=note
                        on:input=move |event| note.set(event_target_value(&event))
                    ></textarea>
                    <p class="hint" id="edit-note-hint">{text.say(|w: &EntriesText| w.note_hint)}</p>
                    <p class="error" id="edit-note-error" role="alert">{note_error}</p>
                </div>
                <Field
                    id="edit-tags"
                    required=false
                    label=text.say(|w: &EntriesText| w.tags)
                    hint=text.say(|w: &EntriesText| w.tags_hint)
                    value=tags
                    error=error_of(|error| match error {
                        EditError::TagTooLong => Some(|w| w.tag_too_long),
                        EditError::TooManyTags => Some(|w| w.too_many_tags),
                        _ => None,
                    })
                />
                <IconChoice
                    codes
                    icon
                    wrong
                    error=error_of(|error| match error {
                        EditError::IconTooLarge => Some(|w| w.icon_too_large),
                        EditError::IconTypeUnknown => Some(|w| w.icon_unreadable),
                        _ => None,
                    })
                />
                <div class="actions">
                    <button type="button" class="button quiet" on:click=press(move |_| close.run(()))>
                        {text.of(|t| t.shell.cancel)}
                    </button>
                    <button type="submit" class="button token" disabled=flag(is_busy)>
                        {text.say(|w: &EntriesText| w.save)}
                    </button>
                </div>
            </form>
        </Modal>
    }
}

/// The image in place of letters and colour.
#[component]
fn IconChoice(
    codes: Codes,
    icon: RwSignal<Option<Icon>>,
    wrong: Wrong,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let text = codes.text;
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(file) = files::chosen(&input).into_iter().next() else { return };
        // The same file may be chosen again.
        input.set_value("");
        spawn_local(async move {
            let drawn = image::square_png(&file, ICON_PX).await;
            wrong.try_update(|wrong| {
                wrong.retain(|error| !matches!(error, EditError::IconTooLarge | EditError::IconTypeUnknown));
                if drawn.is_err() {
                    wrong.push(EditError::IconTypeUnknown);
                }
            });
            if let Ok(bytes) = drawn {
                icon.try_set(Some(Icon { media_type: "image/png".to_owned(), bytes }));
            }
        });
    };
    let preview = dynamic(move || {
        let address = icon.with(|icon| icon.as_ref().and_then(address));
        address.map(|address| view! { <img class="code-icon" src=address alt=""/> }).into_any()
    });
    view! {
        <div class="field">
            <span class="field-label" id="edit-icon-label">{text.say(|w: &EntriesText| w.icon)}</span>
            <div class="row">
                {preview}
                <label class="button quiet small file-button">
                    <input
                        type="file"
                        class="visually-hidden"
                        accept="image/*"
                        aria-describedby="edit-icon-error"
                        on:change=choose
                    />
                    {text.say(|w: &EntriesText| w.choose_image)}
                </label>
                {dynamic_when(move || icon.with(Option::is_some), move || view! {
                    <button type="button" class="button quiet small" on:click=press(move |_| icon.set(None))>
                        {text.say(|w: &EntriesText| w.remove_image)}
                    </button>
                }.into_any())}
            </div>
            <p class="error" id="edit-icon-error" role="alert">{error}</p>
        </div>
    }
}
