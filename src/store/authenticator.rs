//! An authenticator's database: this browser's own, and one for each simulated phone.

use super::{StoreError, earliest_first};
use crate::authenticator::{Entry, EntryId};
use crate::browser::database::{self, Connection, Migration, Write};
use crate::stage::PhoneId;

/// The name of the database of this browser's own authenticator.
pub const OWN_NAME: &str = "counterpart-authenticator";
/// How the names of the phones' databases begin.
pub const PHONE_PREFIX: &str = "counterpart-phone-";

const ENTRIES: &str = "entries";

/// Each brings the database one version further. Never change one that was released: add another.
const MIGRATIONS: &[Migration] = &[|upgrade| upgrade.create_store(ENTRIES)];

/// The entries of one authenticator.
#[derive(Clone, Debug)]
pub struct AuthenticatorStore(Connection);

impl AuthenticatorStore {
    /// The name of the database of this browser's own authenticator.
    pub const fn own_name() -> &'static str {
        OWN_NAME
    }

    /// The name of the database of a simulated phone.
    pub fn phone_name(phone: &PhoneId) -> String {
        format!("{PHONE_PREFIX}{}", phone.0)
    }

    /// Opens the database `name`, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Ok(Self(Connection::open(name, MIGRATIONS).await?))
    }

    /// All entries, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<Entry>, StoreError> {
        let values = self.0.all(ENTRIES).await?;
        let entries: Vec<Entry> = values.into_iter().map(database::decode).collect::<Result<_, _>>()?;
        Ok(earliest_first(entries, |entry| entry.added_at))
    }

    /// Stores the entry, in place of any other of its id.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn put(&self, entry: &Entry) -> Result<(), StoreError> {
        let value = database::encode(entry)?;
        Ok(self.0.write(&[Write::Put { store: ENTRIES, key: entry.id.0.clone(), value }]).await?)
    }

    /// Removes the entry, if it exists.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn delete(&self, id: &EntryId) -> Result<(), StoreError> {
        Ok(self.0.write(&[Write::Delete { store: ENTRIES, key: id.0.clone() }]).await?)
    }

    /// Deletes the database `name` with all its entries.
    ///
    /// # Errors
    /// When another tab keeps it open, or the browser refuses.
    pub async fn erase(name: &str) -> Result<(), StoreError> {
        Ok(database::delete(name).await?)
    }
}
