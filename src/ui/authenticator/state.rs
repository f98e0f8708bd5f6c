//! The signals and actions of the authenticators on the phones. This browser's own is in `own/`.
//!
//! An action asks the pure room, writes, and publishes only what is written; then it tells the other tabs.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    authenticator::{AddError, Added, Change, Collection, Entry, EntryId},
    browser::random,
    otp::{Code, KeyUri},
    stage::PhoneId,
    store::{AuthenticatorStore, StoreError, authenticator::Batch, judged_anew, unless_faster},
    ui::{Broadcast, Clock, Table, Topic},
};

/// Whether the entries of an authenticator can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Its database is being opened.
    Opening,
    /// Its entries are here.
    Ready,
    /// Its database did not open.
    Failed(StoreError),
}

/// Why a key was not taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TakeError {
    /// It is here.
    AlreadyExists,
    /// It was not stored.
    Store(StoreError),
}

impl From<StoreError> for TakeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<AddError> for TakeError {
    fn from(error: AddError) -> Self {
        match error {
            AddError::AlreadyExists { .. } => Self::AlreadyExists,
            AddError::NameTaken => Self::Store(StoreError::Conflict),
        }
    }
}

/// A handle to a phone's authenticator: one database of plain entries. A demonstration's keys need no vault.
#[derive(Clone, Copy)]
pub struct Authenticator {
    /// Its entries.
    pub collection: RwSignal<Collection>,
    /// Whether they can be used.
    pub phase: RwSignal<Phase>,
    name: StoredValue<String>,
    store: StoredValue<Option<AuthenticatorStore>, LocalStorage>,
    broadcast: Broadcast,
    clock: Clock,
}

impl Authenticator {
    fn new(name: String, broadcast: Broadcast, clock: Clock) -> Self {
        let handle = Self {
            collection: RwSignal::new(Collection::default()),
            phase: RwSignal::new(Phase::Opening),
            name: StoredValue::new(name.clone()),
            store: StoredValue::new_local(None),
            broadcast,
            clock,
        };
        broadcast.on(Topic::Authenticator(name), move || {
            spawn_local(async move {
                // A tab that cannot read now reads at its next change; what it shows is old, not wrong.
                let _ = handle.read_again().await;
            });
        });
        handle
    }

    async fn open(self) -> Result<(), StoreError> {
        let name = self.name.try_get_value().ok_or(StoreError::Closed)?;
        let store = AuthenticatorStore::open(&name).await?;
        self.store.try_set_value(Some(store));
        self.read_again().await?;
        self.phase.try_set(Phase::Ready);
        Ok(())
    }

    /// Opens the database, now or again.
    pub fn start(self) {
        self.phase.try_set(Phase::Opening);
        spawn_local(async move {
            if let Err(error) = self.open().await {
                self.phase.try_set(Phase::Failed(error));
            }
        });
    }

    /// Takes in a key for an application.
    ///
    /// # Errors
    /// When the same key is here, or it could not be stored; nothing is changed then.
    pub async fn take(self, key_uri: KeyUri, app: &str) -> Result<Added, TakeError> {
        let id = EntryId::from_random(random::bytes::<16>().map_err(StoreError::from)?);
        let entry = Entry::from_key_uri(key_uri, id, app, self.clock.now_untracked());
        self.change(|collection| Ok(collection.add(entry.clone())?)).await
    }

    /// Forgets an entry.
    ///
    /// # Errors
    /// What the storage says; then it is still there.
    pub async fn remove(self, id: &EntryId) -> Result<(), StoreError> {
        self.change(|collection| Ok::<_, StoreError>(((), collection.remove(std::slice::from_ref(id))))).await
    }

    /// The next code of a counting key, once its counter is stored; none if there is no next one.
    ///
    /// # Errors
    /// What the storage says; then the counter stands where it stood, and nobody sees the code.
    pub async fn next_code(self, id: &EntryId) -> Result<Option<Code>, StoreError> {
        let now = self.clock.now_untracked();
        let pending = self
            .change(|collection| {
                Ok::<_, StoreError>(match collection.next_code(id, now) {
                    Ok((change, pending)) => (Some(pending), change),
                    Err(_) => (None, Change::default()),
                })
            })
            .await?;
        let stored = self.collection.try_with_untracked(|collection| collection.get(id).cloned()).flatten();
        Ok(pending.zip(stored).and_then(|(pending, stored)| pending.reveal(&stored).ok()))
    }

    /// Judges on what is stored, not on what is shown, and writes what is judged; again, if another tab was faster.
    async fn change<T, E: From<StoreError>>(
        self,
        judge: impl Fn(&Collection) -> Result<(T, Change), E>,
    ) -> Result<T, E> {
        let store = self.store()?;
        let value = judged_anew(async || {
            let (revision, entries) = store.plain().await?;
            let (value, change) = judge(&Collection::from_entries(entries))?;
            let deleted = change.deletes().fold(Batch::new(), Batch::delete);
            let batch = change.puts().try_fold(deleted, Batch::put_plain)?;
            let written = unless_faster(store.commit(revision, batch).await)?;
            Ok::<_, E>(written.map(|_| value))
        })
        .await?;
        self.read_again().await?;
        if let Some(name) = self.name.try_get_value() {
            self.broadcast.post(&Topic::Authenticator(name));
        }
        Ok(value)
    }

    fn store(self) -> Result<AuthenticatorStore, StoreError> {
        self.store.try_get_value().flatten().ok_or(StoreError::Closed)
    }

    async fn read_again(self) -> Result<(), StoreError> {
        let (_, entries) = self.store()?.plain().await?;
        self.collection.try_set(Collection::from_entries(entries));
        Ok(())
    }
}

/// A handle to the authenticators of the phones.
#[derive(Clone, Copy)]
pub struct Authenticators {
    on_phones: StoredValue<Vec<(PhoneId, Authenticator)>, LocalStorage>,
    /// Where the signals live: as long as the app, not as long as the view that first asks for a phone.
    owner: StoredValue<Option<Owner>, LocalStorage>,
    table: Table,
    broadcast: Broadcast,
    clock: Clock,
}

impl Authenticators {
    /// None is open yet: each opens when its phone is shown.
    pub fn new(table: Table, broadcast: Broadcast, clock: Clock) -> Self {
        Self {
            on_phones: StoredValue::new_local(Vec::new()),
            owner: StoredValue::new_local(Owner::current()),
            table,
            broadcast,
            clock,
        }
    }

    /// The authenticator of a phone, opened if it was not.
    pub fn on_phone(self, phone: &PhoneId) -> Authenticator {
        let known = self.on_phones.with_value(|all| all.iter().find(|(id, _)| id == phone).map(|(_, known)| *known));
        if let Some(known) = known {
            return known;
        }
        let name = || AuthenticatorStore::phone_name_in(self.table.world, phone);
        let new = || Authenticator::new(name(), self.broadcast, self.clock);
        let opened = match self.owner.get_value() {
            Some(owner) => owner.with(new),
            None => new(),
        };
        self.on_phones.update_value(|all| all.push((phone.clone(), opened)));
        opened.start();
        opened
    }

    /// Takes a phone off the table, with everything on it.
    ///
    /// # Errors
    /// What the storage says.
    pub async fn remove_phone(self, phone: &PhoneId) -> Result<(), StoreError> {
        // Its connection is closed first, or the browser would wait for it before it erases the database.
        self.on_phones.try_update_value(|all| {
            if let Some(index) = all.iter().position(|(id, _)| id == phone) {
                let (_, authenticator) = all.remove(index);
                authenticator.store.try_set_value(None);
            }
        });
        self.table.remove_phone(phone).await
    }
}

/// All authenticators, from the context that the app provides once the storage is open.
///
/// # Panics
/// When a component asks for it outside the opened app, which is a mistake in this program.
#[allow(clippy::expect_used, reason = "a missing context is a mistake of ours, not of a person or a browser")]
pub fn use_authenticators() -> Authenticators {
    use_context().expect("the authenticators are provided before any side is shown")
}
