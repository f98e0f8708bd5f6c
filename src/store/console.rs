//! The console's database, `counterpart-console`.

use super::{Changes, Kind, StoreError, earliest_first};
use crate::browser::crypto::{self, SealingKey};
use crate::browser::database::{self, Connection, Migration, Write};
use crate::console::{
    Account, AccountId, AuditEvent, Binding, BrowserState, LogOnAttempt, LogOnId, ManualReview, Registration,
    RegistrationId, ReviewId, Session, SessionId, UnknownUsername,
};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// The database's name.
pub const NAME: &str = "counterpart-console";

const KEYS: &str = "keys";
const SEALING_KEY: &str = "sealing";
const USERNAME: &str = "username";

/// Each brings the database one version further. Never change one that was released: add another.
const MIGRATIONS: &[Migration] = &[|upgrade| {
    for kind in Kind::ALL {
        match kind {
            Kind::Account => upgrade.create_store_with_unique(kind.store(), USERNAME)?,
            kind => upgrade.create_store(kind.store())?,
        }
    }
    upgrade.create_store(KEYS)
}];

fn decoded<T: DeserializeOwned>(value: Option<JsValue>) -> Result<Option<T>, StoreError> {
    Ok(value.map(database::decode).transpose()?)
}

/// The console's records.
#[derive(Clone, Debug)]
pub struct ConsoleStore(Connection);

impl ConsoleStore {
    /// Opens the database, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open() -> Result<Self, StoreError> {
        Ok(Self(Connection::open(NAME, MIGRATIONS).await?))
    }

    async fn value(&self, kind: Kind, key: &str) -> Result<Option<JsValue>, StoreError> {
        Ok(self.0.get(kind.store(), key).await?)
    }

    async fn all<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<T>, StoreError> {
        let values = self.0.all(kind.store()).await?;
        Ok(values.into_iter().map(database::decode).collect::<Result<_, _>>()?)
    }

    /// The account of this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, StoreError> {
        decoded(self.value(Kind::Account, id.as_str()).await?)
    }

    /// The account of this username, written as accounts keep it (in lower case).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_by_username(&self, username: &str) -> Result<Option<Account>, StoreError> {
        decoded(self.0.get_by(Kind::Account.store(), USERNAME, username).await?)
    }

    /// All accounts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.all(Kind::Account).await
    }

    /// The session of this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, id: &SessionId) -> Result<Option<Session>, StoreError> {
        decoded(self.value(Kind::Session, id.as_str()).await?)
    }

    /// The registration of this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn registration(&self, id: &RegistrationId) -> Result<Option<Registration>, StoreError> {
        decoded(self.value(Kind::Registration, id.as_str()).await?)
    }

    /// The log-on attempt of this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_on(&self, id: &LogOnId) -> Result<Option<LogOnAttempt>, StoreError> {
        decoded(self.value(Kind::LogOn, id.as_str()).await?)
    }

    /// The wizard of this account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn binding(&self, account: &AccountId) -> Result<Option<Binding>, StoreError> {
        decoded(self.value(Kind::Binding, account.as_str()).await?)
    }

    /// The papers of this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review(&self, id: &ReviewId) -> Result<Option<ManualReview>, StoreError> {
        decoded(self.value(Kind::Review, id.as_str()).await?)
    }

    /// All papers, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews(&self) -> Result<Vec<ManualReview>, StoreError> {
        Ok(earliest_first(self.all(Kind::Review).await?, |review: &ManualReview| review.submitted_at))
    }

    /// The brake for a username that nobody has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unknown_username(&self, username: &str) -> Result<Option<UnknownUsername>, StoreError> {
        decoded(self.value(Kind::UnknownUsername, username).await?)
    }

    /// The audit trail, the earliest line first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(&self) -> Result<Vec<AuditEvent>, StoreError> {
        Ok(earliest_first(self.all(Kind::Audit).await?, |event: &AuditEvent| event.at))
    }

    /// What the browser remembers of the console.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn browser(&self) -> Result<BrowserState, StoreError> {
        Ok(decoded(self.value(Kind::Browser, BrowserState::KEY).await?)?.unwrap_or_default())
    }

    /// Stores all the changes in one transaction; returns when they are on the disk.
    ///
    /// # Errors
    /// When a condition is not met or the database fails; nothing is changed then.
    pub async fn write(&self, changes: Changes) -> Result<(), StoreError> {
        let mut steps = Vec::new();
        for record in &changes.unchanged {
            let (store, key) = (record.kind().store(), record.key().to_owned());
            steps.push(Write::MustEqual { store, key, value: record.encode()? });
        }
        let absent = changes.absent.into_iter();
        steps.extend(absent.map(|(kind, key)| Write::MustBeAbsent { store: kind.store(), key }));
        for record in &changes.puts {
            let (store, key) = (record.kind().store(), record.key().to_owned());
            steps.push(Write::Put { store, key, value: record.encode()? });
        }
        let deletes = changes.deletes.into_iter();
        steps.extend(deletes.map(|(kind, key)| Write::Delete { store: kind.store(), key }));
        Ok(self.0.write(&steps).await?)
    }

    /// The key that seals MFA keys at rest, made at the first call. It cannot be read, only used.
    ///
    /// # Errors
    /// When the browser has no cryptography, or the database fails.
    pub async fn sealing_key(&self) -> Result<SealingKey, StoreError> {
        if let Some(value) = self.0.get(KEYS, SEALING_KEY).await? {
            return SealingKey::from_js(value).ok_or(StoreError::Corrupt);
        }
        // Made before the transaction opens; if another tab was faster, its key is the one.
        let key = crypto::generate_key().await?;
        let value = self.0.get_or_put(KEYS, SEALING_KEY, key.to_js()).await?;
        SealingKey::from_js(value).ok_or(StoreError::Corrupt)
    }
}
