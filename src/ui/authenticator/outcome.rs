//! What came of a scan or of a typed key, in words.

use leptos::prelude::*;

use crate::{
    authenticator::{Added, ForeignText, ScanError},
    otp::Repair,
    store::StoreError,
    ui::{
        components::{Notice, NoticeKind, dynamic, dynamic_text},
        language::Localized,
        storage_trouble,
        text::Text,
        use_text,
    },
};

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// An entry more.
    Added { added: Added, issuer: String, account: String, repairs: Vec<Repair> },
    /// The entry is here.
    Exists { issuer: String, account: String },
    /// Nothing.
    Failed(Trouble),
}

/// Why nothing came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Trouble {
    /// No screen is on the page.
    NoScreen,
    /// There are no pixels to look at.
    NoPicture,
    /// The screen shows no QR code.
    NothingFound,
    /// It shows one that cannot be read.
    Unreadable,
    /// It is a key that does not say clearly how its codes are made: whoever asks a person can take it in.
    Open,
    /// What it says is no key.
    Scan(ScanError),
    /// It was not stored.
    Store(StoreError),
}

/// The words for it. They are made where they are shown, so that another language re-words them.
fn sentences(outcome: &Outcome, text: &'static Text) -> Vec<String> {
    let words = text.authenticator;
    match outcome {
        Outcome::Added { added, issuer, account, repairs } => {
            let mut sentences = vec![(words.added)(&(words.name_of)(issuer, account))];
            if added.shadows.is_some() {
                sentences.push(words.shadows.to_owned());
            }
            let disagreement = repairs.iter().find_map(|repair| match repair {
                Repair::IssuerDisagrees { label, parameter } => Some((words.issuer_disagrees)(label, parameter)),
                _ => None,
            });
            match disagreement {
                Some(sentence) => sentences.push(sentence),
                None if !repairs.is_empty() => sentences.push(words.repaired.to_owned()),
                None => {}
            }
            sentences
        }
        Outcome::Exists { issuer, account } => vec![(words.exists)(&(words.name_of)(issuer, account))],
        Outcome::Failed(trouble) => vec![trouble_words(trouble, text)],
    }
}

fn trouble_words(trouble: &Trouble, text: &'static Text) -> String {
    let words = text.authenticator;
    match trouble {
        Trouble::NoScreen => words.no_screen,
        Trouble::NoPicture => words.no_picture,
        Trouble::NothingFound => words.nothing_found,
        Trouble::Unreadable => words.unreadable,
        Trouble::Scan(ScanError::NotAKeyUri { what }) => match what {
            ForeignText::WebAddress => words.is_web_address,
            ForeignText::Migration => words.is_migration,
            ForeignText::Other => words.is_other,
        },
        Trouble::Open => words.is_open,
        Trouble::Scan(ScanError::Invalid(_)) => words.is_invalid,
        Trouble::Store(error) => return store_words(*error, text),
    }
    .to_owned()
}

/// That something is not stored, why, and what to do.
pub(super) fn store_words(error: StoreError, text: &'static Text) -> String {
    if error == StoreError::Randomness {
        return text.authenticator.random_missing.to_owned();
    }
    storage_trouble::sentences(text.shell.not_saved, error, text.shell)
}

/// Why something was not stored, as a text that changes; empty while nothing failed.
pub(super) fn failed_words(failed: RwSignal<Option<StoreError>>, text: Localized) -> Signal<String> {
    dynamic_text(move || failed.get().map(|error| store_words(error, text.get())).unwrap_or_default())
}

/// The last outcome, as a notice; nothing when there is none.
#[component]
pub(super) fn OutcomeNotice(outcome: RwSignal<Option<Outcome>>) -> impl IntoView {
    let text = use_text();
    dynamic(move || {
        let Some(outcome) = outcome.get() else { return ().into_any() };
        let kind = match &outcome {
            Outcome::Added { added, .. } if added.shadows.is_some() => NoticeKind::Warning,
            Outcome::Added { .. } => NoticeKind::Success,
            Outcome::Exists { .. } => NoticeKind::Information,
            Outcome::Failed(_) => NoticeKind::Danger,
        };
        let shown = dynamic(move || {
            let paragraphs = sentences(&outcome, text.get()).into_iter().map(|sentence| view! { <p>{sentence}</p> });
            paragraphs.collect_view().into_any()
        });
        view! { <Notice kind>{shown}</Notice> }.into_any()
    })
}
