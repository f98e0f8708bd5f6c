//! What a card shows of its entry beside the code.

use crate::authenticator::{self, Entry};

/// The names and marks of an entry. What using a code changes is not among them, so that a card stays as it is then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::ui::authenticator::own) struct Face {
    pub(in crate::ui::authenticator::own) issuer: String,
    pub(in crate::ui::authenticator::own) account: String,
    pub(in crate::ui::authenticator::own) has_note: bool,
    pub(in crate::ui::authenticator::own) tags: Vec<String>,
    pub(in crate::ui::authenticator::own) is_pinned: bool,
    pub(in crate::ui::authenticator::own) image: Option<authenticator::Icon>,
    pub(in crate::ui::authenticator::own) letters: String,
    pub(in crate::ui::authenticator::own) colour: u8,
}

impl Face {
    /// What is shown of this entry.
    pub(in crate::ui::authenticator::own) fn of(entry: &Entry) -> Self {
        Self {
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            has_note: !entry.note.is_empty(),
            tags: entry.tags.clone(),
            is_pinned: entry.is_pinned,
            image: entry.icon.clone(),
            letters: entry.icon_letters(),
            colour: entry.icon_colour(),
        }
    }
}
