//! The console's database, `counterpart-console`.

use super::records::{KINDS_OF_FIRST_LAYOUT, Owned, Stored, of_account};
use super::{Changes, Kind, StoreError, World, earliest_first};
use crate::browser::crypto::{self, SealingKey};
use crate::browser::database::{self, Connection, DatabaseError, Migration, Write};
use crate::console::ending::{Ending, Ends};
use crate::console::{
    Account, AccountId, AuditEvent, BrowserState, LogOnAttempt, ManualReview, NameThrottle, Passkey, PasswordReset,
    Place, PolicyChoice, ReviewState, Session, TrustedBrowser,
};
use js_sys::{Array, Object, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};

/// The database's name.
pub const NAME: &str = "counterpart-console";

const KEYS: &str = "keys";
const SEALING_KEY: &str = "sealing";
const USERNAME: &str = "username";

/// Each brings the database one version further. Never change one that was released: add another.
const MIGRATIONS: &[Migration] = &[
    |upgrade| {
        for kind in &Kind::ALL[..KINDS_OF_FIRST_LAYOUT] {
            match kind {
                Kind::Account => upgrade.create_store_with_unique(kind.store(), USERNAME)?,
                kind => upgrade.create_store(kind.store())?,
            }
        }
        upgrade.create_store(KEYS)
    },
    |upgrade| Kind::ALL[KINDS_OF_FIRST_LAYOUT..].iter().try_for_each(|kind| upgrade.create_store(kind.store())),
];

/// The database's version: one more for each migration.
pub const VERSION: usize = MIGRATIONS.len();

/// Where it is written down that the records are of the second layout.
const LAYOUT: &str = "layout";
const SECOND_LAYOUT: u32 = 2;

/// Takes over the accounts of the first layout, which had one device at most. All of them, or none and again next time.
async fn take_over(connection: &Connection) -> Result<(), StoreError> {
    if connection.get(KEYS, LAYOUT).await?.is_some() {
        return Ok(());
    }
    let layout = Write::Put { store: KEYS, key: LAYOUT.to_owned(), value: SECOND_LAYOUT.into() };
    let mut steps = vec![Write::MustBeAbsent { store: KEYS, key: LAYOUT.to_owned() }, layout];
    for account in connection.all(Kind::Account.store()).await? {
        let value = of_first_layout(&account);
        let key = Reflect::get(&value, &"id".into()).ok().and_then(|id| id.as_string()).ok_or(StoreError::Corrupt)?;
        steps.push(Write::Put { store: Kind::Account.store(), key, value });
    }
    match connection.write(&steps).await {
        // Another tab was faster.
        Err(DatabaseError::Conflict) => Ok(()),
        done => Ok(done?),
    }
}

/// An account of the first layout in the second one: in place of `device`, if there was one, a list of it.
fn of_first_layout(account: &JsValue) -> JsValue {
    let taken_over = Object::new();
    for entry in Object::entries(account.unchecked_ref()) {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (entry.get(0), entry.get(1));
        let (name, value) = if name == "device" {
            let devices = if value.is_object() { Array::of1(&value) } else { Array::new() };
            (JsValue::from_str("devices"), devices.into())
        } else {
            (name, value)
        };
        // Fails only for an object that is sealed, and this one is new.
        let _ = Reflect::set(&taken_over, &name, &value);
    }
    if matches!(Reflect::has(&taken_over, &"devices".into()), Ok(false)) {
        let _ = Reflect::set(&taken_over, &"devices".into(), &Array::new());
    }
    taken_over.into()
}

fn decoded<T: DeserializeOwned>(value: Option<JsValue>) -> Result<Option<T>, StoreError> {
    Ok(value.map(database::decode).transpose()?)
}

/// The console's records.
#[derive(Clone, Debug)]
pub struct ConsoleStore(Connection);

impl ConsoleStore {
    /// Opens the rehearsal's database, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_in(World::Rehearsal).await
    }

    /// Opens the database of a world, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open_in(world: World) -> Result<Self, StoreError> {
        let connection = Connection::open(&world.database(NAME), MIGRATIONS).await?;
        take_over(&connection).await?;
        Ok(Self(connection))
    }

    async fn value(&self, kind: Kind, key: &str) -> Result<Option<JsValue>, StoreError> {
        Ok(self.0.get(kind.store(), key).await?)
    }

    async fn all_of<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<T>, StoreError> {
        let values = self.0.all(kind.store()).await?;
        Ok(values.into_iter().map(database::decode).collect::<Result<_, _>>()?)
    }

    /// The changes with the end of what is deleted of an account. Whoever writes them guards the account as it was read
    /// before: each log-on moves it, so that one that comes meanwhile is a conflict, and is looked for again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deleting(
        &self,
        mut changes: Changes,
        account: &AccountId,
        ending: Ending<'_>,
    ) -> Result<Changes, StoreError> {
        for end in ending.deleted {
            let kind = match end {
                // There is one of an account, by its name.
                Ends::RecoveryCodes | Ends::Wizard => {
                    let kind = if *end == Ends::Wizard { Kind::Binding } else { Kind::RecoveryCodes };
                    changes = changes.delete(kind, account.as_str());
                    continue;
                }
                Ends::Sessions => of_account::<Session>(),
                Ends::LogOns => of_account::<LogOnAttempt>(),
                Ends::Trusts => of_account::<TrustedBrowser>(),
                Ends::Passkeys => of_account::<Passkey>(),
                Ends::PasswordResets => of_account::<PasswordReset>(),
                Ends::WaitingPapers => of_account::<ManualReview>(),
            };
            for value in self.0.all(kind.store()).await? {
                let owned: Owned = database::decode(value)?;
                let is_its = owned.account.as_ref() == Some(account);
                let is_waiting = owned.state.as_ref().is_none_or(ReviewState::is_waiting);
                // No other record has the name of a session.
                let goes_on = ending.goes_on.is_some_and(|session| session.as_str() == owned.id);
                if is_its && is_waiting && !goes_on {
                    changes = changes.delete(kind, &owned.id);
                }
            }
        }
        Ok(changes)
    }

    /// The record of this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get<T: Stored + DeserializeOwned>(&self, id: &T::Id) -> Result<Option<T>, StoreError> {
        decoded(self.value(T::KIND, id.as_ref()).await?)
    }

    /// All records of a type, in the order of their keys.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all<T: Stored + DeserializeOwned>(&self) -> Result<Vec<T>, StoreError> {
        self.all_of(T::KIND).await
    }

    /// The account of this username, written as accounts keep it (in lower case).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_by_username(&self, username: &str) -> Result<Option<Account>, StoreError> {
        decoded(self.0.get_by(Kind::Account.store(), USERNAME, username).await?)
    }

    /// All papers, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews(&self) -> Result<Vec<ManualReview>, StoreError> {
        Ok(earliest_first(self.all_of(Kind::Review).await?, |review: &ManualReview| review.submitted_at))
    }

    /// The audit trail, the earliest line first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(&self) -> Result<Vec<AuditEvent>, StoreError> {
        Ok(earliest_first(self.all_of(Kind::Audit).await?, |event: &AuditEvent| event.at))
    }

    /// What a browser remembers of the console.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn browser(&self, place: Place) -> Result<BrowserState, StoreError> {
        let stored: Option<BrowserState> = decoded(self.value(Kind::Browser, place.key()).await?)?;
        Ok(BrowserState { place, ..stored.unwrap_or_default() })
    }

    /// The same to be changed, and the changes that hold only if it is still as it was read: what one tab writes does
    /// not undo what another wrote meanwhile, such as the end of a trust.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn browser_to_change(&self, place: Place) -> Result<(BrowserState, Changes), StoreError> {
        let value = self.value(Kind::Browser, place.key()).await?;
        let guard = match &value {
            Some(value) => Changes::new().only_if_value_is(Kind::Browser, place.key(), value.clone()),
            None => Changes::new().only_if_absent(Kind::Browser, place.key()),
        };
        let stored: Option<BrowserState> = decoded(value)?;
        Ok((BrowserState { place, ..stored.unwrap_or_default() }, guard))
    }

    /// The brake of this key as it is stored, or a new one; and the changes that hold only if it is still so: a guess
    /// that is made meanwhile counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn name_throttle_to_change(&self, key: String) -> Result<(NameThrottle, Changes), StoreError> {
        Ok(match self.get::<NameThrottle>(&key).await? {
            Some(brake) => (brake.clone(), Changes::new().only_if_still(brake)),
            None => {
                let guard = Changes::new().only_if_absent(Kind::NameThrottle, &key);
                (NameThrottle::of_key(key), guard)
            }
        })
    }

    /// The policy in force, by its name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn policy(&self) -> Result<PolicyChoice, StoreError> {
        Ok(decoded(self.value(Kind::Policy, PolicyChoice::KEY).await?)?.unwrap_or_default())
    }

    /// Whether there is any record of this kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_any(&self, kind: Kind) -> Result<bool, StoreError> {
        Ok(!self.0.keys(kind.store()).await?.is_empty())
    }

    /// Stores all the changes in one transaction; returns when they are on the disk.
    ///
    /// # Errors
    /// When a condition is not met or the database fails; nothing is changed then.
    pub async fn write(&self, changes: Changes) -> Result<(), StoreError> {
        let steps = changes.into_steps()?;
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
