//! What a person may change of an entry: its names, its note, its tags and its icon; never its key.

use super::{
    Change, Collection, Entry, EntryId, Icon, TEXT_CHARACTERS_MAX,
    tags::{TAG_CHARACTERS_MAX, TAGS_MAX, normalised_tags},
};

/// The longest note, in Unicode scalar values.
pub const NOTE_CHARACTERS_MAX: usize = 4_000;
/// The largest icon, in bytes.
pub const ICON_BYTES_MAX: usize = 64 << 10;
/// The types of image that an icon may have.
pub const ICON_MEDIA_TYPES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// What was typed about an entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EntryEdit {
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Whose account it is; may be empty.
    pub account: String,
    /// The note; may have several lines.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The image; none for letters and a colour.
    pub icon: Option<Icon>,
}

/// What is wrong with an edit.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EditError {
    /// The issuer is longer than [`TEXT_CHARACTERS_MAX`].
    #[error("the issuer is too long")]
    IssuerTooLong,
    /// The account is longer than [`TEXT_CHARACTERS_MAX`].
    #[error("the account is too long")]
    AccountTooLong,
    /// The note is longer than [`NOTE_CHARACTERS_MAX`].
    #[error("the note is too long")]
    NoteTooLong,
    /// A tag is longer than [`TAG_CHARACTERS_MAX`].
    #[error("a tag is too long")]
    TagTooLong,
    /// There are more than [`TAGS_MAX`] tags.
    #[error("there are too many tags")]
    TooManyTags,
    /// Another entry of the same key has these names: one of the two would be too many.
    #[error("another entry of this key has these names")]
    AlreadyExists {
        /// The other entry.
        id: EntryId,
    },
    /// The icon is larger than [`ICON_BYTES_MAX`].
    #[error("the icon is too large")]
    IconTooLarge,
    /// The icon is none of [`ICON_MEDIA_TYPES`].
    #[error("the icon is of a type that is not shown")]
    IconTypeUnknown,
    /// The entry is not here: another tab may have removed it.
    #[error("the entry is gone")]
    Gone,
}

impl EntryEdit {
    /// What there is to edit.
    pub fn of(entry: &Entry) -> Self {
        let Entry { issuer, account, note, tags, icon, .. } = entry.clone();
        Self { issuer, account, note, tags, icon }
    }
}

impl Collection {
    /// Changes the names, note, tags and icon of an entry. What was not changed is not judged: an import may have brought more
    /// than a person may type.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields.
    pub fn edit(&self, id: &EntryId, edit: &EntryEdit) -> Result<Change, Vec<EditError>> {
        let before = self.get(id).ok_or_else(|| vec![EditError::Gone])?;
        let mut after = before.clone();
        after.issuer = edit.issuer.trim().to_owned();
        after.account = edit.account.trim().to_owned();
        after.note = edit.note.trim().to_owned();
        after.tags = normalised_tags(&edit.tags);
        after.icon.clone_from(&edit.icon);

        let mut errors = Vec::new();
        let mut judge = |is_wrong: bool, error| {
            if is_wrong {
                errors.push(error);
            }
        };
        let is_too_long = |new: &str, old: &str, characters_max| new != old && new.chars().count() > characters_max;
        judge(is_too_long(&after.issuer, &before.issuer, TEXT_CHARACTERS_MAX), EditError::IssuerTooLong);
        judge(is_too_long(&after.account, &before.account, TEXT_CHARACTERS_MAX), EditError::AccountTooLong);
        judge(is_too_long(&after.note, &before.note, NOTE_CHARACTERS_MAX), EditError::NoteTooLong);
        if after.tags != before.tags {
            let has_long = after.tags.iter().any(|tag| tag.chars().count() > TAG_CHARACTERS_MAX);
            judge(has_long, EditError::TagTooLong);
            judge(after.tags.len() > TAGS_MAX && after.tags.len() > before.tags.len(), EditError::TooManyTags);
        }
        if after.icon != before.icon {
            errors.extend(after.icon.as_ref().and_then(icon_error));
        }
        if !before.same_account(&after) {
            let twin = self.iter().find(|other| other.id != *id && other.same_key(&after));
            errors.extend(twin.map(|twin| EditError::AlreadyExists { id: twin.id.clone() }));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut change = Change::default();
        change.replace(before, after);
        Ok(change)
    }
}

fn icon_error(icon: &Icon) -> Option<EditError> {
    if !ICON_MEDIA_TYPES.contains(&icon.media_type.as_str()) {
        return Some(EditError::IconTypeUnknown);
    }
    (icon.bytes.len() > ICON_BYTES_MAX).then_some(EditError::IconTooLarge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authenticator::fixtures::{collection, entry, id, named};

    fn edit(issuer: &str, account: &str) -> EntryEdit {
        EntryEdit { issuer: issuer.to_owned(), account: account.to_owned(), ..EntryEdit::default() }
    }

    #[test]
    fn an_edit_that_changes_nothing_writes_nothing() {
        let all = collection(2);
        assert!(all.edit(&id(0), &EntryEdit::of(&entry(0))).unwrap().is_empty());
        let spaced = EntryEdit { issuer: " Gov Cloud ".to_owned(), ..EntryEdit::of(&entry(0)) };
        assert!(all.edit(&id(0), &spaced).unwrap().is_empty());
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let long = "x".repeat(TEXT_CHARACTERS_MAX + 1);
        let mut wrong = edit(&long, &long);
        wrong.note = "x".repeat(NOTE_CHARACTERS_MAX + 1);
        wrong.tags = (0..=TAGS_MAX).map(|number| format!("{long}{number}")).collect();
        let errors = collection(1).edit(&id(0), &wrong).unwrap_err();
        let expected = [
            EditError::IssuerTooLong,
            EditError::AccountTooLong,
            EditError::NoteTooLong,
            EditError::TagTooLong,
            EditError::TooManyTags,
        ];
        assert_eq!(errors, expected);
        assert_eq!(collection(1).edit(&id(7), &edit("", "")).unwrap_err(), [EditError::Gone]);
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let all = collection(1);
        assert!(all.edit(&id(0), &edit(&"云".repeat(TEXT_CHARACTERS_MAX), "")).is_ok());
        assert!(all.edit(&id(0), &edit(&"云".repeat(TEXT_CHARACTERS_MAX + 1), "")).is_err());
    }

    #[test]
    fn what_came_in_too_long_does_not_stop_another_field() {
        let long = Entry { issuer: "x".repeat(TEXT_CHARACTERS_MAX * 2), ..entry(0) };
        let all = Collection::from_entries(vec![long.clone()]);
        let noted = EntryEdit { note: "a note".to_owned(), ..EntryEdit::of(&long) };
        assert_eq!(all.edit(&id(0), &noted).unwrap().len(), 1);
    }

    #[test]
    fn two_entries_of_one_key_do_not_get_one_name() {
        let mut other = named(1, "Gov Cloud", "bob");
        other.secret = named(0, "", "").secret;
        let all = Collection::from_entries(vec![named(0, "Gov Cloud", "alice"), other]);
        assert_eq!(all.edit(&id(1), &edit("Gov Cloud", "alice")), Err(vec![EditError::AlreadyExists { id: id(0) }]));
        assert!(all.edit(&id(1), &edit("Gov Cloud", "carol")).is_ok());
    }

    #[test]
    fn an_icon_is_a_small_image() {
        let all = collection(1);
        let with = |media_type: &str, size| {
            let icon = Icon { media_type: media_type.to_owned(), bytes: vec![0; size] };
            all.edit(&id(0), &EntryEdit { icon: Some(icon), ..EntryEdit::of(&entry(0)) })
        };
        assert_eq!(with("image/png", ICON_BYTES_MAX).unwrap().len(), 1);
        assert_eq!(with("image/png", ICON_BYTES_MAX + 1), Err(vec![EditError::IconTooLarge]));
        assert_eq!(with("image/svg+xml", 1), Err(vec![EditError::IconTypeUnknown]));
    }

    proptest! {
        #[test]
        fn no_edit_changes_what_the_codes_depend_on(
            issuer in ".{0,20}", account in ".{0,20}", note in ".{0,20}", tags in prop::collection::vec(".{0,5}", 0..4),
        ) {
            let all = collection(1);
            if let Ok(change) = all.edit(&id(0), &EntryEdit { issuer, account, note, tags, icon: None }) {
                for after in change.puts() {
                    let before = entry(0);
                    let names = |entry: &Entry| (entry.issuer.clone(), entry.account.clone());
                    let (issuer, account) = names(&before);
                    let (note, tags) = (before.note.clone(), before.tags.clone());
                    prop_assert_eq!(Entry { issuer, account, note, tags, ..after.clone() }, before);
                }
            }
        }
    }
}
