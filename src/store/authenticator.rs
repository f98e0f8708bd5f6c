//! An authenticator's database: this browser's own, and one for each simulated phone.
//!
//! Entries lie in it plain, or sealed under a vault's header, never both. Every writing says which state it was judged
//! on, by the revision that the state was read at; if another tab has written since, nothing is changed and the caller
//! judges again.

mod batch;
mod damaged;
mod notes;

pub use batch::Batch;
pub use damaged::DamagedRecord;
pub use notes::Note;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::{StoreError, World, earliest_first};
use crate::authenticator::vault::{FormatVersion, SealedRecord, VaultHeader};
use crate::authenticator::{Entry, EntryId};
use crate::browser::database::{self, Connection, Migration, Read, Write};
use crate::stage::PhoneId;

/// The name of the database of this browser's own authenticator.
pub const OWN_NAME: &str = "counterpart-authenticator";
/// How the names of the phones' databases begin.
pub const PHONE_PREFIX: &str = "counterpart-phone-";

/// Entries in the clear, by their ids.
const ENTRIES: &str = "entries";
/// Sealed records, by the ids of their entries.
const SEALED: &str = "sealed";
/// The vault's header and the revision.
const VAULT: &str = "vault";
/// What is kept beside the entries, each under its own name.
const NOTES: &str = "notes";

const HEADER: &str = "header";
const REVISION: &str = "revision";

/// Each brings the database one version further. Never change one that was released: add another.
const MIGRATIONS: &[Migration] = &[
    |upgrade| upgrade.create_store(ENTRIES),
    // The vault. Entries that are here stay as they are: plain until a person protects them.
    |upgrade| {
        upgrade.create_store(SEALED)?;
        upgrade.create_store(VAULT)?;
        upgrade.create_store(NOTES)
    },
];

/// What lies over the entries.
#[derive(Clone, PartialEq, Debug)]
pub enum Cover {
    /// Nothing: they are plain.
    None,
    /// A vault of a layout that is known here.
    Vault(VaultHeader),
    /// A vault of a newer program: it is not touched.
    NewerVault {
        /// The version that it names.
        version: u32,
    },
}

/// Everything that the database holds of entries, as it was at one moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Snapshot {
    /// Rises with every writing.
    pub revision: u64,
    /// What lies over the entries.
    pub cover: Cover,
    /// The entries that are plain, the earliest first.
    pub plain: Vec<Entry>,
    /// The sealed records, in the order of their ids.
    pub sealed: Vec<SealedRecord>,
    /// Records that cannot even be read as such. They stay as they are.
    pub illegible: Vec<EntryId>,
}

/// The entries of one authenticator.
#[derive(Clone, Debug)]
pub struct AuthenticatorStore(Connection);

impl AuthenticatorStore {
    /// The name of the database of this browser's own authenticator.
    pub const fn own_name() -> &'static str {
        OWN_NAME
    }

    /// The name of the database of a simulated phone of the rehearsal.
    pub fn phone_name(phone: &PhoneId) -> String {
        Self::phone_name_in(World::Rehearsal, phone)
    }

    /// The name of the database of a simulated phone of a world.
    pub fn phone_name_in(world: World, phone: &PhoneId) -> String {
        world.database(&format!("{PHONE_PREFIX}{}", phone.0))
    }

    /// Opens the database `name`, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Ok(Self(Connection::open(name, MIGRATIONS).await?))
    }

    /// The plain entries, the earliest first, and the revision: all that a phone has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plain(&self) -> Result<(u64, Vec<Entry>), StoreError> {
        let questions = [Read::One { store: VAULT, key: REVISION }, Read::All { store: ENTRIES }];
        let [revision, plain] =
            <[Vec<JsValue>; 2]>::try_from(self.0.read(&questions).await?).map_err(|_| StoreError::Corrupt)?;
        let entries = legible(plain, &mut Vec::new());
        Ok((revision_of(revision)?, earliest_first(entries, |entry: &Entry| entry.added_at)))
    }

    /// All of it, as of one moment.
    ///
    /// # Errors
    /// When the database fails, or the vault's header is damaged. A damaged entry costs only itself.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let questions = [
            Read::One { store: VAULT, key: REVISION },
            Read::One { store: VAULT, key: HEADER },
            Read::All { store: ENTRIES },
            Read::All { store: SEALED },
        ];
        let answers = self.0.read(&questions).await?;
        let [revision, header, plain, sealed] =
            <[Vec<JsValue>; 4]>::try_from(answers).map_err(|_| StoreError::Corrupt)?;
        let mut illegible = Vec::new();
        let plain = legible(plain, &mut illegible);
        let sealed = legible(sealed, &mut illegible);
        Ok(Snapshot {
            revision: revision_of(revision)?,
            cover: header.into_iter().next().map_or(Ok(Cover::None), cover)?,
            plain: earliest_first(plain, |entry: &Entry| entry.added_at),
            sealed,
            illegible,
        })
    }

    /// Does all of the batch in one transaction, if the state is still that of `revision`; returns the new revision when
    /// it is on the disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another tab has written since; or when the database fails. Nothing is changed then.
    pub async fn commit(&self, revision: u64, batch: Batch) -> Result<u64, StoreError> {
        let (next, key) = (revision + 1, REVISION.to_owned());
        let still = match revision {
            0 => Write::MustBeAbsent { store: VAULT, key: key.clone() },
            _ => Write::MustEqual { store: VAULT, key: key.clone(), value: database::encode(&revision)? },
        };
        let mut steps = vec![still, Write::Put { store: VAULT, key, value: database::encode(&next)? }];
        steps.extend(batch.into_steps());
        self.0.write(&steps).await?;
        Ok(next)
    }

    /// Deletes the database `name` with all its entries.
    ///
    /// # Errors
    /// When another tab keeps it open, or the browser refuses.
    pub async fn erase(name: &str) -> Result<(), StoreError> {
        Ok(database::delete(name).await?)
    }
}

/// 0 before the first writing.
fn revision_of(record: Vec<JsValue>) -> Result<u64, StoreError> {
    Ok(record.into_iter().next().map(database::decode).transpose()?.unwrap_or_default())
}

/// The header's version first: the rest of a newer one may look otherwise.
fn cover(header: JsValue) -> Result<Cover, StoreError> {
    let format: FormatVersion = database::decode(header.clone())?;
    if format.is_known() {
        Ok(Cover::Vault(database::decode(header)?))
    } else {
        Ok(Cover::NewerVault { version: format.version })
    }
}

/// The records that can be read, and the names of those that cannot.
fn legible<T: serde::de::DeserializeOwned>(values: Vec<JsValue>, illegible: &mut Vec<EntryId>) -> Vec<T> {
    let mut records = Vec::with_capacity(values.len());
    for value in values {
        let name = name_of(&value);
        match database::decode(value) {
            Ok(record) => records.push(record),
            Err(_) => illegible.push(name),
        }
    }
    records
}

/// The name that a record says of itself; empty if it says none.
fn name_of(record: &JsValue) -> EntryId {
    EntryId(Reflect::get(record, &"id".into()).ok().and_then(|id| id.as_string()).unwrap_or_default())
}
