//! IndexedDB: versioned databases, strict transactions, and the few ways in which they fail.
//!
//! A transaction commits by itself when anything but its own requests is awaited inside it. So callers bring values
//! that are ready to be stored, and nothing here calls back in the middle.

mod error;
mod same;
mod steps;

pub use error::DatabaseError;
pub use steps::{Read, Write};

use gloo_events::EventListener;
use indexed_db_futures::KeyPath;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, UnexpectedDataError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// What one step of a migration may do: change the layout.
#[derive(Debug)]
pub struct Upgrade<'a>(&'a Database);

impl Upgrade<'_> {
    /// Makes a store whose records are found by a key given beside them.
    ///
    /// # Errors
    /// When it exists already.
    pub fn create_store(&self, name: &str) -> Result<(), Error> {
        self.0.create_object_store(name).build().map(|_| ())
    }

    /// Makes a store with an index over the records' `property`, named after it; no two records share its value.
    ///
    /// # Errors
    /// When it exists already.
    pub fn create_store_with_unique(&self, name: &str, property: &str) -> Result<(), Error> {
        let store = self.0.create_object_store(name).build()?;
        store.create_index(property, KeyPath::One(property)).with_unique(true).build().map(|_| ())
    }
}

/// Brings a database from one version to the next.
pub type Migration = fn(&Upgrade<'_>) -> Result<(), Error>;

/// Every map is an object. The numbers of 64 bits are big integers, all of them or none.
const fn serializer(has_big_integers: bool) -> serde_wasm_bindgen::Serializer {
    serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_large_number_types_as_bigints(has_big_integers)
}

/// A value for the database. Numbers beyond 2⁵³ − 1 make it one with big integers, which reads back the same.
///
/// # Errors
/// When the type cannot be stored.
pub fn encode<T: Serialize>(record: &T) -> Result<JsValue, DatabaseError> {
    record.serialize(&serializer(false)).or_else(|_| with_big_integers(record)).map_err(|_| DatabaseError::Unreadable)
}

/// A value of the browser's, with every number of 64 bits as a big integer.
///
/// # Errors
/// When the type is none that the browser knows.
pub fn with_big_integers<T: Serialize>(value: &T) -> Result<JsValue, serde_wasm_bindgen::Error> {
    value.serialize(&serializer(true))
}

/// A value from the database.
///
/// # Errors
/// When it is none of this type.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, DatabaseError> {
    serde_wasm_bindgen::from_value(value).map_err(|_| DatabaseError::Unreadable)
}

/// An open database. It closes when another tab wants to upgrade or delete the database, and when the last clone goes.
#[derive(Clone, Debug)]
pub struct Connection(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    database: Database,
    _on_version_change: EventListener,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.database.clone().close();
    }
}

impl Connection {
    /// Opens the database `name`, bringing it to the version that the number of `migrations` gives.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open(name: &str, migrations: &'static [Migration]) -> Result<Self, DatabaseError> {
        let request = Database::open(name)
            .with_version(migrations.len() as u32)
            .with_on_upgrade_needed(|event, database| {
                let done = event.old_version() as usize;
                migrations.iter().skip(done).try_for_each(|migrate| migrate(&Upgrade(&database)))
            })
            .build()?;
        let target = request.as_sys().clone();
        let database = unless_blocked(&target, request, Database::close).await??;
        let connection = database.clone();
        let on_version_change =
            EventListener::new(database.as_sys(), "versionchange", move |_| connection.clone().close());
        Ok(Self(Rc::new(Inner { database, _on_version_change: on_version_change })))
    }

    fn reading(&self, store: &str) -> Result<Transaction<'_>, DatabaseError> {
        Ok(self.0.database.transaction(store).build()?)
    }

    fn writing(&self, stores: &[&'static str]) -> Result<Transaction<'_>, DatabaseError> {
        Ok(self
            .0
            .database
            .transaction(stores)
            .with_mode(TransactionMode::Readwrite)
            .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
            .build()?)
    }

    /// The record of this key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, store: &str, key: &str) -> Result<Option<JsValue>, DatabaseError> {
        let transaction = self.reading(store)?;
        let records = transaction.object_store(store)?;
        Ok(stored(&records, key).await?)
    }

    /// The record whose indexed `property` has this value.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get_by(&self, store: &str, property: &str, value: &str) -> Result<Option<JsValue>, DatabaseError> {
        let transaction = self.reading(store)?;
        let records = transaction.object_store(store)?;
        let index = records.index(property)?;
        let found: Option<JsValue> = index.get::<JsValue, _, _>(value.to_owned()).primitive()?.await?;
        Ok(found)
    }

    /// All records, in the order of their keys.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self, store: &str) -> Result<Vec<JsValue>, DatabaseError> {
        let transaction = self.reading(store)?;
        let records = transaction.object_store(store)?;
        let values = records.get_all::<JsValue>().primitive()?.await?;
        Ok(values.collect::<Result<_, _>>()?)
    }

    /// The keys of all records, in their order: those that are texts, and nothing in place of others.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keys(&self, store: &str) -> Result<Vec<Option<String>>, DatabaseError> {
        let transaction = self.reading(store)?;
        let records = transaction.object_store(store)?;
        let keys = records.get_all_keys::<JsValue>().primitive()?.await?;
        let keys = keys.collect::<Result<Vec<JsValue>, _>>()?;
        Ok(keys.into_iter().map(|key| key.as_string()).collect())
    }

    /// What was asked for, each as the list of records that there are: all as they stand at one moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&self, questions: &[Read]) -> Result<Vec<Vec<JsValue>>, DatabaseError> {
        let stores = each_once(questions.iter().map(|question| question.store()));
        let transaction = self.0.database.transaction(stores.as_slice()).build()?;
        let mut answers = Vec::with_capacity(questions.len());
        for question in questions {
            let records = transaction.object_store(question.store())?;
            answers.push(match question {
                Read::One { key, .. } => stored(&records, key).await?.into_iter().collect(),
                Read::All { .. } => {
                    records.get_all::<JsValue>().primitive()?.await?.collect::<Result<Vec<JsValue>, _>>()?
                }
            });
        }
        Ok(answers)
    }

    /// Does all the steps in their order in one transaction; returns when it is on the disk.
    ///
    /// # Errors
    /// When a condition is not met or the database fails; nothing is changed then.
    pub async fn write(&self, steps: &[Write]) -> Result<(), DatabaseError> {
        if steps.is_empty() {
            return Ok(());
        }
        let stores = each_once(steps.iter().map(Write::store));
        let transaction = self.writing(&stores)?;
        let system = transaction.as_sys().clone();
        let done = perform(&transaction, steps).await;
        finish(transaction, &system, done).await
    }

    /// The record of this key, which is `value` from now on if there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get_or_put(&self, store: &'static str, key: &str, value: JsValue) -> Result<JsValue, DatabaseError> {
        let transaction = self.writing(&[store])?;
        let system = transaction.as_sys().clone();
        let done = async {
            let records = transaction.object_store(store)?;
            if let Some(found) = stored(&records, key).await? {
                return Ok(found);
            }
            records.put(value.clone()).with_key(key.to_owned()).without_key_type().primitive()?.await?;
            Ok(value)
        }
        .await;
        let (outcome, value) = match done {
            Ok(value) => (Ok(()), value),
            Err(error) => (Err(error), JsValue::UNDEFINED),
        };
        finish(transaction, &system, outcome).await.map(|()| value)
    }
}

/// Deletes the database `name`; nothing happens if there is none.
///
/// # Errors
/// When another tab keeps it open, or the browser refuses.
pub async fn delete(name: &str) -> Result<(), DatabaseError> {
    let request = Database::delete_by_name(name)?;
    let target = request.as_sys().clone();
    Ok(unless_blocked(&target, request, |()| ()).await??)
}

/// The stores of a transaction. There are few, so that a sort would only be more to download.
fn each_once(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut stores = Vec::new();
    for name in names {
        if !stores.contains(&name) {
            stores.push(name);
        }
    }
    stores
}

async fn stored(records: &ObjectStore<'_>, key: &str) -> Result<Option<JsValue>, Error> {
    records.get::<JsValue, _, _>(key.to_owned()).primitive()?.await
}

async fn perform(transaction: &Transaction<'_>, steps: &[Write]) -> Result<(), DatabaseError> {
    let mut last_writing = None;
    for step in steps {
        let records = transaction.object_store(step.store())?;
        let met = match step {
            // Under way from here on, in order: thousands of them need not be waited for one by one. If one fails, the
            // transaction aborts.
            Write::Put { key, value, .. } => {
                let request = records.put(value.clone()).with_key(key.clone()).without_key_type();
                last_writing = Some(request.primitive()?);
                true
            }
            Write::Delete { key, .. } => {
                last_writing = Some(records.delete(key.clone()).primitive()?);
                true
            }
            Write::Clear { .. } => {
                last_writing = Some(records.clear()?);
                true
            }
            Write::MustEqual { key, value, .. } => match stored(&records, key).await? {
                Some(found) => same::same(&found, value)?,
                None => false,
            },
            Write::MustBeAbsent { key, .. } => stored(&records, key).await?.is_none(),
            Write::MustBeEmpty { .. } => records.count().primitive()?.await? == 0,
        };
        if !met {
            return Err(DatabaseError::Conflict);
        }
    }
    match last_writing {
        Some(request) => Ok(request.await?),
        None => Ok(()),
    }
}

/// Commits when all went well, else rolls back; tells why it failed.
async fn finish(
    transaction: Transaction<'_>,
    system: &web_sys::IdbTransaction,
    done: Result<(), DatabaseError>,
) -> Result<(), DatabaseError> {
    // Once the browser itself has aborted, only the transaction still knows the reason.
    let reason = || system.error().map(|exception| DatabaseError::of_name(&exception.name()));
    match done {
        Ok(()) => transaction.commit().await.map_err(|error| match error {
            Error::MissingData(UnexpectedDataError::TransactionAborted) => reason().unwrap_or(DatabaseError::Aborted),
            error => reason().unwrap_or_else(|| error.into()),
        }),
        Err(error) => {
            // May be over already: what matters is that nothing of it stays.
            let _ = transaction.abort().await;
            Err(match error {
                DatabaseError::Aborted => reason().unwrap_or(error),
                error => error,
            })
        }
    }
}

/// Waits for `request`, but not for other tabs: when they block it, it goes on by itself (an upgrade must not lose its
/// migrations), what it then brings is given to `discard`, and the caller is told at once.
async fn unless_blocked<T, E, F>(
    target: &web_sys::EventTarget,
    request: F,
    discard: fn(T),
) -> Result<Result<T, E>, DatabaseError>
where
    T: 'static,
    E: 'static,
    F: Future<Output = Result<T, E>> + Unpin + 'static,
{
    let blocked = Rc::new(Cell::new(false));
    let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
    let _on_blocked = EventListener::new(target, "blocked", {
        let (blocked, waker) = (blocked.clone(), waker.clone());
        move |_| {
            blocked.set(true);
            if let Some(waker) = waker.borrow_mut().take() {
                waker.wake();
            }
        }
    });
    let mut request = Some(request);
    poll_fn(move |context| {
        if blocked.get() {
            if let Some(request) = request.take() {
                spawn_local(async move {
                    if let Ok(value) = request.await {
                        discard(value);
                    }
                });
            }
            return Poll::Ready(Err(DatabaseError::Blocked));
        }
        *waker.borrow_mut() = Some(context.waker().clone());
        match request.as_mut() {
            Some(request) => Pin::new(request).poll(context).map(Ok),
            None => Poll::Ready(Err(DatabaseError::Blocked)),
        }
    })
    .await
}

/// The names of this site's databases; empty where the browser does not tell.
pub async fn names() -> Vec<String> {
    let Some(factory) = web_sys::window().and_then(|window| window.indexed_db().ok().flatten()) else {
        return Vec::new();
    };
    // Not in web-sys yet: `indexedDB.databases()`.
    let Ok(databases) = js_sys::Reflect::get(&factory, &"databases".into()) else { return Vec::new() };
    let Some(function) = databases.dyn_ref::<js_sys::Function>() else { return Vec::new() };
    let Ok(promise) = function.call0(&factory) else { return Vec::new() };
    let Ok(list) = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await else {
        return Vec::new();
    };
    js_sys::Array::from(&list)
        .iter()
        .filter_map(|entry| js_sys::Reflect::get(&entry, &"name".into()).ok()?.as_string())
        .collect()
}
