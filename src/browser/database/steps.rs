//! What a transaction is asked to read, and what it is asked to do.

use wasm_bindgen::JsValue;

/// One question of a reading. All of one reading are answered as of the same moment.
#[derive(Clone, Copy, Debug)]
pub enum Read {
    /// The record of a key.
    One {
        /// The store.
        store: &'static str,
        /// The record's key.
        key: &'static str,
    },
    /// Every record, in the order of the keys.
    All {
        /// The store.
        store: &'static str,
    },
}

impl Read {
    pub(super) const fn store(self) -> &'static str {
        match self {
            Self::One { store, .. } | Self::All { store } => store,
        }
    }
}

/// One step of a writing. All steps of one writing happen, or none. It has no `Debug`, which would show the records.
#[derive(Clone)]
pub enum Write {
    /// Stores the value, in place of any other of that key.
    Put {
        /// The store.
        store: &'static str,
        /// The record's key.
        key: String,
        /// The record.
        value: JsValue,
    },
    /// Removes the record, if it exists.
    Delete {
        /// The store.
        store: &'static str,
        /// The record's key.
        key: String,
    },
    /// Removes every record of the store.
    Clear {
        /// The store.
        store: &'static str,
    },
    /// Goes on only if the stored record equals the value.
    MustEqual {
        /// The store.
        store: &'static str,
        /// The record's key.
        key: String,
        /// The record.
        value: JsValue,
    },
    /// Goes on only if no such record exists.
    MustBeAbsent {
        /// The store.
        store: &'static str,
        /// The record's key.
        key: String,
    },
    /// Goes on only if the store has no record.
    MustBeEmpty {
        /// The store.
        store: &'static str,
    },
}

impl Write {
    pub(super) fn store(&self) -> &'static str {
        match self {
            Self::Put { store, .. }
            | Self::Delete { store, .. }
            | Self::Clear { store }
            | Self::MustEqual { store, .. }
            | Self::MustBeAbsent { store, .. }
            | Self::MustBeEmpty { store } => store,
        }
    }
}
