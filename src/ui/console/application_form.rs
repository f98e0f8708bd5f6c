//! A form that goes to the desk: name, reason and a document. The wizard and the appeal show it.

use leptos::prelude::*;

use super::{
    parts::{Pick, attribute, on_submit, only_action, submit_button},
    state::background,
};
use crate::{
    browser::files::{self, FileError},
    console::{Application, ApplicationErrors, Document, desk::DocumentError},
    ui::{
        components::Field,
        text::{
            Words,
            console::{document::DocumentText, shared::SharedText},
        },
        use_text,
    },
};

/// What the places of the form call its parts.
pub(super) struct FormWords<W: 'static> {
    /// What the reason is about.
    pub(super) reason_hint: Pick<W>,
    /// What becomes of the document.
    pub(super) document_hint: Pick<W>,
    /// What hands it in.
    pub(super) submit: Pick<W>,
}

/// The form. `errors` is what was found wrong when it was handed in.
#[expect(clippy::needless_pass_by_value, reason = "it is made for this one call")]
pub(super) fn application_form<W: Words>(
    words: FormWords<W>,
    errors: RwSignal<ApplicationErrors>,
    hand_in: impl Fn(Application) + 'static,
) -> AnyView {
    let text = use_text();
    let submit = submit_button("button primary", words.submit);
    form(text.say(words.reason_hint), text.say(words.document_hint), submit, errors, Box::new(hand_in))
}

fn form(
    reason_hint: Signal<String>,
    document_hint: Signal<String>,
    submit_button: AnyView,
    errors: RwSignal<ApplicationErrors>,
    hand_in: Box<dyn Fn(Application)>,
) -> AnyView {
    let text = use_text();
    let name = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let document = RwSignal::new(None::<Document>);
    let is_unreadable = RwSignal::new(false);
    let choose = move |event: leptos::ev::Event| {
        let chosen = files::chosen(&event_target::<web_sys::HtmlInputElement>(&event));
        is_unreadable.set(false);
        background(async move {
            let Some(file) = chosen.first() else { return };
            match files::read(file).await {
                Ok(content) => {
                    document.try_set(Some(Document {
                        file_name: content.file_name,
                        media_type: content.media_type,
                        bytes: content.bytes,
                    }));
                    errors.try_update(|errors| errors.document = None);
                }
                Err(FileError::TooLarge { .. }) => {
                    document.try_set(None);
                    errors.try_update(|errors| errors.document = Some(DocumentError::TooBig));
                }
                Err(_) => {
                    document.try_set(None);
                    is_unreadable.try_set(true);
                }
            }
        });
    };
    let submit = on_submit(move || {
        hand_in(Application {
            name: name.get_untracked(),
            reason: reason.get_untracked(),
            document: document.get_untracked(),
        });
    });
    let name_error =
        Signal::derive(move || errors.with(|e| e.name).then(|| text.words::<DocumentText>().name_missing.to_owned()));
    let reason_error = Signal::derive(move || {
        errors.with(|e| e.reason).then(|| text.words::<DocumentText>().reason_missing.to_owned())
    });
    let document_error = Signal::derive(move || {
        let words: &DocumentText = text.words();
        if is_unreadable.get() {
            return Some(words.document_unreadable.to_owned());
        }
        errors.with(|e| e.document).map(|error| worded(error, words).to_owned())
    });
    let is_invalid = attribute(move || document_error.with(Option::is_some).then_some("true"));
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Field
                id="review-name"
                label=text.say(|w: &SharedText| w.name)
                error=name_error
                value=name
                autocomplete="name"
            />
            <Field
                id="review-reason"
                label=text.say(|w: &SharedText| w.reason)
                hint=reason_hint
                error=reason_error
                value=reason
            />
            <div class="field">
                <label for="review-document">{text.say(|w: &SharedText| w.document)}</label>
                <input
                    type="file"
                    id="review-document"
                    accept="image/png,image/jpeg,image/webp,image/gif"
                    aria-required="true"
                    aria-invalid=is_invalid
                    aria-describedby="review-document-hint review-document-error"
                    on:change=choose
                />
                <p class="hint" id="review-document-hint">{document_hint}</p>
                <p class="error" id="review-document-error" role="alert">{document_error}</p>
            </div>
            {only_action(submit_button)}
        </form>
    }
    .into_any()
}

fn worded(error: DocumentError, words: &DocumentText) -> &'static str {
    match error {
        DocumentError::Missing => words.document_missing,
        DocumentError::NotAnImage => words.document_not_image,
        DocumentError::TooBig => words.document_too_big,
    }
}
