//! Records that give no entry: found by where they lie, since what they say of themselves may be what is damaged.

use wasm_bindgen::JsValue;

use super::{AuthenticatorStore, Batch, ENTRIES, SEALED, name_of};
use crate::authenticator::{Entry, EntryId};
use crate::browser::database::{self, Read, Write};
use crate::store::StoreError;

/// A damaged record as the browser has it, to be removed, and to be put back as it was.
#[derive(Clone)]
pub struct DamagedRecord {
    store: &'static str,
    key: String,
    value: JsValue,
}

impl AuthenticatorStore {
    /// The damaged records that say this name of themselves, or none if the name is empty; and the revision that they were
    /// found at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn damaged(&self, name: &EntryId) -> Result<(u64, Vec<DamagedRecord>), StoreError> {
        // First of all: whatever is written after it makes the removal fail, so that nothing else is removed.
        let (revision, _) = self.plain().await?;
        let mut found = Vec::new();
        for store in [ENTRIES, SEALED] {
            let keys = self.0.keys(store).await?;
            let records = self.0.read(&[Read::All { store }]).await?.into_iter().flatten();
            let named = keys.into_iter().zip(records).filter(|(_, record)| name_of(record) == *name);
            // A sealed record looks well until it is opened.
            let is_damaged = |record: &JsValue| {
                store == SEALED && found.is_empty() || database::decode::<Entry>(record.clone()).is_err()
            };
            let mut of_store: Vec<DamagedRecord> = named
                .filter(|(_, record)| is_damaged(record))
                .filter_map(|(key, value)| Some(DamagedRecord { store, key: key?, value }))
                .collect();
            // Beside one that lies elsewhere under its name, the one in its place is another's, and whole.
            if of_store.iter().any(|record| record.key != name.0) {
                of_store.retain(|record| record.key != name.0);
            }
            found.append(&mut of_store);
        }
        Ok((revision, found))
    }
}

impl Batch {
    /// Removes a damaged record.
    pub fn delete_damaged(mut self, record: &DamagedRecord) -> Self {
        self.0.push(Write::Delete { store: record.store, key: record.key.clone() });
        self
    }

    /// Puts a damaged record back as it was, unless something else lies in its place now.
    pub fn put_damaged_back(mut self, record: &DamagedRecord) -> Self {
        let (store, key) = (record.store, record.key.clone());
        self.0.push(Write::MustBeAbsent { store, key: key.clone() });
        self.0.push(Write::Put { store, key, value: record.value.clone() });
        self
    }
}
