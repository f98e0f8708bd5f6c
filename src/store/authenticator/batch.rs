//! What one transaction changes.

use super::{ENTRIES, HEADER, SEALED, VAULT};
use crate::authenticator::vault::{SealedRecord, VaultHeader};
use crate::authenticator::{Entry, EntryId};
use crate::browser::database::{self, Write};
use crate::store::StoreError;

/// Changes that happen together or not at all.
#[derive(Clone, Default)]
#[must_use = "a batch changes nothing until it is committed"]
pub struct Batch(pub(super) Vec<Write>);

impl Batch {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stores a plain entry, in place of any other of its id.
    ///
    /// # Errors
    /// When the entry cannot be stored.
    pub fn put_plain(mut self, entry: &Entry) -> Result<Self, StoreError> {
        self.0.push(Write::Put { store: ENTRIES, key: entry.id.0.clone(), value: database::encode(entry)? });
        Ok(self)
    }

    /// Stores a sealed record, in place of any other of its id.
    ///
    /// # Errors
    /// When the record cannot be stored.
    pub fn put_sealed(mut self, record: &SealedRecord) -> Result<Self, StoreError> {
        self.0.push(Write::Put { store: SEALED, key: record.id.0.clone(), value: database::encode(record)? });
        Ok(self)
    }

    /// Removes what is stored of an entry, plain or sealed.
    pub fn delete(mut self, id: &EntryId) -> Self {
        self.0.extend([ENTRIES, SEALED].map(|store| Write::Delete { store, key: id.0.clone() }));
        self
    }

    /// Removes every plain entry.
    pub fn clear_plain(mut self) -> Self {
        self.0.push(Write::Clear { store: ENTRIES });
        self
    }

    /// Removes every sealed record.
    pub fn clear_sealed(mut self) -> Self {
        self.0.push(Write::Clear { store: SEALED });
        self
    }

    /// Stores the vault's header, in place of the one before.
    ///
    /// # Errors
    /// When the header cannot be stored.
    pub fn put_header(mut self, header: &VaultHeader) -> Result<Self, StoreError> {
        self.0.push(Write::Put { store: VAULT, key: HEADER.to_owned(), value: database::encode(header)? });
        Ok(self)
    }

    /// Removes the vault's header.
    pub fn delete_header(mut self) -> Self {
        self.0.push(Write::Delete { store: VAULT, key: HEADER.to_owned() });
        self
    }

    pub(super) fn into_steps(self) -> Vec<Write> {
        self.0
    }
}
