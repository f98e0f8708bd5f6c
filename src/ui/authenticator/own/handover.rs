//! What one place of the authenticator holds for another: in memory, as long as the tab is not locked.

use leptos::prelude::*;
use web_sys::File;
use zeroize::Zeroizing;

use crate::{
    authenticator::{Change, EntryId},
    browser::files,
};

/// What was read where keys are added, and is for the import.
pub(super) enum Handover {
    /// What QR codes said, or a pasted text: transfers, or more keys than are looked at one by one.
    Texts(Vec<Zeroizing<String>>),
    /// A file.
    File {
        /// Its name, without a folder.
        name: String,
        /// Its content.
        bytes: Zeroizing<Vec<u8>>,
    },
    /// Several things at once, not read yet: the import tells of each that gives nothing.
    Several {
        /// Files of any kind.
        files: Vec<File>,
        /// What came with them.
        text: Option<Zeroizing<String>>,
    },
}

impl Handover {
    /// A file as it was read.
    pub(super) fn of_file(file: files::FileContent) -> Self {
        Self::File { name: file.file_name, bytes: Zeroizing::new(file.bytes) }
    }
}

/// What the app was opened with, for the place where keys are added. Any page can open the app with something: the
/// person looks at it before anything is kept.
#[derive(Clone)]
pub(super) enum Delivery {
    /// A text, or a link.
    Text(Zeroizing<String>),
    /// Files, not read yet, and the text that came with them.
    Files(Vec<File>, Option<Zeroizing<String>>),
}

/// What became of the last import.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Stored {
    /// What it changed.
    pub(super) change: Change,
    /// How many of its entries were found when all was read back from the database.
    pub(super) found: usize,
    /// How many stayed when it was taken back, since they were edited; none while it was not.
    pub(super) left_when_undone: Option<usize>,
}

impl Stored {
    /// Whether there is something left to take back.
    pub(super) fn can_be_undone(&self) -> bool {
        self.left_when_undone != Some(0)
    }
}

/// What is on its way between the places.
#[derive(Clone, Copy)]
pub(super) struct Carrier {
    /// For the import.
    pub(super) to_import: RwSignal<Option<Handover>, LocalStorage>,
    /// For the place where keys are added.
    pub(super) to_add: RwSignal<Option<Delivery>, LocalStorage>,
    /// For the codes: the entries that have just come in.
    pub(super) added: RwSignal<Vec<EntryId>>,
    /// For the import itself, when a person comes back to it: the last one, until it is taken back or another one begins.
    pub(super) imported: RwSignal<Option<Stored>>,
    /// For the clock: it was suspected, and is to be seen first.
    pub(super) to_clock: RwSignal<bool>,
}

impl Carrier {
    /// Nothing is on its way. The signals live as long as the current owner.
    pub(super) fn new() -> Self {
        Self {
            to_import: RwSignal::new_local(None),
            to_add: RwSignal::new_local(None),
            added: RwSignal::new(Vec::new()),
            imported: RwSignal::new(None),
            to_clock: RwSignal::new(false),
        }
    }

    /// Whether an entry has just come in, tracked.
    pub(super) fn has_added(self, id: &EntryId) -> bool {
        self.added.with(|added| added.contains(id))
    }

    /// Forgets everything: it may hold keys.
    pub(super) fn forget(self) {
        self.to_import.try_set(None);
        self.to_add.try_set(None);
        self.added.try_set(Vec::new());
        self.imported.try_set(None);
        self.to_clock.try_set(false);
    }
}
