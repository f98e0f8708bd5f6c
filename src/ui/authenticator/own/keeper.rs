//! The state of this browser's own authenticator, and its actions: what is stored, what is unlocked, what is shown.
//!
//! An action asks the pure room, writes in one transaction, and publishes only what is written; then it tells the other
//! tabs. It judges on the state that it holds; if another tab has written since, it reads again and judges again.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use super::{
    handover::Carrier,
    sealing::{Seals, unseal},
    transfer::Backups,
};
use crate::{
    authenticator::{
        Change, ClockOffset, Collection, Entry, EntryId, SearchIndex, Settings,
        vault::{Nonces, VaultHeader},
    },
    browser::random,
    store::{
        AuthenticatorStore, StoreError,
        authenticator::{Batch, Cover, Note, Snapshot},
        judged_anew, unless_faster,
    },
    ui::{Broadcast, Clock, Topic, workshop::Workshop},
};

/// Whether the entries can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ui) enum Phase {
    /// The database is being opened.
    Opening,
    /// It did not open, or what it holds cannot be read.
    Failed(StoreError),
    /// The vault was written by a newer program.
    NewerVault,
    /// There is a vault, and its key is not here.
    Locked,
    /// The entries are here.
    Ready,
}

/// What is held beside the signals, out of every view's sight.
#[derive(Default)]
pub(super) struct Held {
    pub(super) store: Option<AuthenticatorStore>,
    /// The state that the collection was read at.
    pub(super) revision: u64,
    /// The master key, while unlocked.
    pub(super) vault: Option<Rc<dyn Seals>>,
}

/// A handle to this browser's own authenticator.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Keeper {
    /// Whether the entries can be used.
    pub(in crate::ui) phase: RwSignal<Phase>,
    /// The entries; none while locked.
    pub(in crate::ui) collection: RwSignal<Collection>,
    /// The texts of the entries, folded for the search. It is always as the collection is; watch that.
    pub(in crate::ui) index: StoredValue<SearchIndex>,
    /// Records that give no entry. They stay stored as they are.
    pub(in crate::ui) damaged: RwSignal<Vec<EntryId>>,
    /// Records that a newer version wrote. They stay stored as they are.
    pub(in crate::ui) newer: RwSignal<Vec<EntryId>>,
    /// The vault's header; none while the entries are plain.
    pub(in crate::ui) header: RwSignal<Option<VaultHeader>>,
    /// The person's choices.
    pub(in crate::ui) settings: RwSignal<Settings>,
    /// How far this device's clock is known to be off; none while nobody compared it. Codes are made for
    /// the time that [`Keeper::code_offset_secs`] corrects.
    pub(in crate::ui) clock_offset: RwSignal<Option<ClockOffset>>,
    /// A recovery code that is to be shown. It goes with the page, and with the key.
    pub(super) recovery_code: RwSignal<Option<Zeroizing<String>>>,
    /// What is known of backups.
    pub(super) backups: Backups,
    /// Where heavy work is done: by a worker of its own, so that it can be ended and take along what it was given.
    pub(in crate::ui) workshop: Workshop,
    /// What one place holds for another.
    pub(super) carrier: Carrier,
    pub(super) held: StoredValue<Held, LocalStorage>,
    pub(super) broadcast: Broadcast,
    pub(super) clock: Clock,
}

impl Keeper {
    /// A handle that opens its database at once. Its signals live as long as the current owner.
    pub(super) fn open(broadcast: Broadcast, clock: Clock) -> Self {
        let keeper = Self {
            phase: RwSignal::new(Phase::Opening),
            collection: RwSignal::new(Collection::default()),
            index: StoredValue::new(SearchIndex::default()),
            damaged: RwSignal::new(Vec::new()),
            newer: RwSignal::new(Vec::new()),
            header: RwSignal::new(None),
            settings: RwSignal::new(Settings::default()),
            clock_offset: RwSignal::new(None),
            recovery_code: RwSignal::new(None),
            backups: Backups::new(),
            workshop: Workshop::new(),
            carrier: Carrier::new(),
            held: StoredValue::new_local(Held::default()),
            broadcast,
            clock,
        };
        broadcast.on(keeper.topic(), move || {
            spawn_local(async move {
                // A tab that cannot read now reads at its next change; what it shows is old, not wrong.
                let _ = keeper.read_settings().await;
                let _ = keeper.read_again().await;
            });
        });
        broadcast.on(Topic::Locked, move || keeper.forget_key());
        keeper.start();
        keeper
    }

    /// Opens the database, now or again.
    pub(in crate::ui) fn start(self) {
        self.phase.try_set(Phase::Opening);
        spawn_local(async move {
            let opened = async {
                let store = AuthenticatorStore::open(AuthenticatorStore::own_name()).await?;
                self.held.try_update_value(|held| held.store = Some(store));
                self.read_settings().await?;
                self.read_again().await
            };
            if let Err(error) = opened.await {
                self.phase.try_set(Phase::Failed(error));
            }
        });
    }

    /// Changes one of the choices, and keeps it. If it cannot be kept it holds for this tab, until another one chooses.
    pub(in crate::ui) fn change_settings(self, change: impl Fn(&mut Settings) + 'static) {
        spawn_local(self.keep_settings(Box::new(change)));
    }

    /// As [`Self::change_settings`]; done when it is kept.
    pub(super) async fn keep_settings(self, change: Box<dyn Fn(&mut Settings)>) {
        self.settings.try_update(&change);
        let Ok(store) = self.store() else { return };
        // What is stored, not what is shown here: another tab may have chosen since.
        if let Ok(kept) = store.change_note(Note::Settings, change).await {
            self.show_settings(kept);
            self.tell();
        }
    }

    /// Told without need, it would begin the idle time anew.
    fn show_settings(self, settings: Settings) {
        if self.settings.try_with_untracked(|shown| *shown != settings) == Some(true) {
            self.settings.try_set(settings);
        }
    }

    async fn read_settings(self) -> Result<(), StoreError> {
        if let Some(settings) = self.store()?.note(Note::Settings).await? {
            self.show_settings(settings);
        }
        Ok(())
    }

    /// How far the time that codes are made for is from this device's clock, in seconds. Tracked.
    pub(in crate::ui) fn code_offset_secs(self) -> i64 {
        self.clock_offset.get().map_or(0, ClockOffset::correction_secs)
    }

    /// Applies an offset of the clock to the codes, or none, and keeps it.
    ///
    /// # Errors
    /// When it cannot be kept; then it is not applied.
    pub(in crate::ui) async fn set_clock_offset(self, offset: Option<ClockOffset>) -> Result<(), StoreError> {
        let store = self.store()?;
        match &offset {
            Some(offset) => store.put_note(Note::Clock, offset).await?,
            None => store.delete_note(Note::Clock).await?,
        }
        self.clock_offset.try_set(offset);
        self.tell();
        Ok(())
    }

    /// Changes entries: `judge` says how, on the state that is stored.
    ///
    /// # Errors
    /// What the storage says; then nothing is changed. What `judge` refuses is in the value.
    pub(in crate::ui) async fn change<T, E>(
        self,
        judge: impl Fn(&Collection) -> Result<(T, Change), E>,
    ) -> Result<Result<T, E>, StoreError> {
        let was_protected = self.is_protected()?;
        judged_anew(async || {
            // Read again meanwhile: nothing is sealed, or laid open, that was meant otherwise.
            if self.is_protected()? != was_protected {
                return Err(StoreError::Conflict);
            }
            let (value, change) = match self.collection.try_with_untracked(&judge).ok_or(StoreError::Closed)? {
                Ok(judged) => judged,
                Err(refusal) => return Ok(Some(Err(refusal))),
            };
            if change.is_empty() {
                return Ok(Some(Ok(value)));
            }
            if !self.written(self.batch_of(&change)?).await? {
                return Ok(None);
            }
            self.apply(&change);
            self.tell();
            Ok(Some(Ok(value)))
        })
        .await
    }

    /// Whether the entries lie under a vault.
    ///
    /// # Errors
    /// When they are not at hand: then nothing may be written.
    pub(super) fn is_protected(self) -> Result<bool, StoreError> {
        match self.phase.try_get_untracked() {
            Some(Phase::Ready) => self.header.try_with_untracked(Option::is_some).ok_or(StoreError::Closed),
            Some(Phase::NewerVault) => Err(StoreError::Newer),
            Some(Phase::Locked) => Err(StoreError::Locked),
            Some(Phase::Opening | Phase::Failed(_)) | None => Err(StoreError::Closed),
        }
    }

    /// Shows what is written.
    fn apply(self, change: &Change) {
        // Locked meanwhile: then there is nothing to show, and nothing may stay behind.
        if self.phase.try_get_untracked() == Some(Phase::Ready) {
            self.index.try_update_value(|index| index.apply(change));
            self.collection.try_update(|collection| collection.apply(change));
        }
    }

    /// What is to be written for a change: sealed, if there is a vault.
    fn batch_of(self, change: &Change) -> Result<Batch, StoreError> {
        let batch = change.deletes().fold(Batch::new(), Batch::delete);
        if !self.is_protected()? {
            return change.puts().try_fold(batch, Batch::put_plain);
        }
        let entries: Vec<Entry> = change.puts().cloned().collect();
        let mut nonces = Nonces::from_random(random::many(Nonces::bytes_for(entries.len()))?);
        let sealed = self.held.try_with_value(|held| {
            let vault = held.vault.as_ref().ok_or(StoreError::Locked)?;
            vault.seal_all(&entries, &mut nonces).ok_or(StoreError::Cryptography)
        });
        sealed.ok_or(StoreError::Closed)??.iter().try_fold(batch, Batch::put_sealed)
    }

    /// Writes a batch on the state that is held.
    pub(super) async fn commit(self, batch: Batch) -> Result<(), StoreError> {
        let (store, revision) = (self.store()?, self.revision()?);
        let revision = store.commit(revision, batch).await?;
        self.held.try_update_value(|held| held.revision = revision);
        Ok(())
    }

    /// As [`Self::commit`]: whether it was written. Not, when another tab was faster; then the new state is read.
    pub(super) async fn written(self, batch: Batch) -> Result<bool, StoreError> {
        let is_written = unless_faster(self.commit(batch).await)?.is_some();
        if !is_written {
            self.read_again().await?;
        }
        Ok(is_written)
    }

    pub(super) fn store(self) -> Result<AuthenticatorStore, StoreError> {
        self.held.try_with_value(|held| held.store.clone()).flatten().ok_or(StoreError::Closed)
    }

    fn revision(self) -> Result<u64, StoreError> {
        self.held.try_with_value(|held| held.revision).ok_or(StoreError::Closed)
    }

    /// What the tabs tell each other of.
    pub(super) fn topic(self) -> Topic {
        Topic::Authenticator(AuthenticatorStore::own_name().to_owned())
    }

    /// Tells the other tabs that something is written.
    pub(super) fn tell(self) {
        self.broadcast.post(&self.topic());
    }

    /// Reads what is stored, and shows as much of it as is unlocked.
    pub(super) async fn read_again(self) -> Result<(), StoreError> {
        let store = self.store()?;
        self.clock_offset.try_set(store.note(Note::Clock).await?);
        let snapshot = store.snapshot().await?;
        self.publish(snapshot).await;
        Ok(())
    }

    /// Shows a snapshot, unless a newer state is shown when it is opened.
    pub(super) async fn publish(self, snapshot: Snapshot) {
        let Snapshot { revision, cover, plain, sealed, mut illegible } = snapshot;
        let vault = || self.held.try_with_value(|held| held.vault.clone()).flatten();
        let opened = match (&cover, vault()) {
            (Cover::Vault(header), Some(vault)) if *vault.vault_id() == header.id => {
                let unsealed = unseal(&*vault, &sealed).await;
                Some((vault, unsealed))
            }
            _ => None,
        };
        // What happened meanwhile goes before: a newer state was shown, or the key was forgotten.
        if self.held.try_with_value(|held| held.revision > revision) != Some(false) {
            return;
        }
        let opened = opened.filter(|(used, _)| vault().is_some_and(|held| Rc::ptr_eq(used, &held)));
        self.held.try_update_value(|held| held.revision = revision);
        if let Cover::Vault(header) = &cover
            && opened.is_none()
        {
            self.forget_all_but(header);
        }
        let mut newer = Vec::new();
        let (phase, header, entries, damaged) = match (cover, opened) {
            (Cover::None, _) => {
                self.held.try_update_value(|held| held.vault = None);
                (Phase::Ready, None, plain, illegible)
            }
            (Cover::NewerVault { .. }, _) => (Phase::NewerVault, None, Vec::new(), Vec::new()),
            (Cover::Vault(header), None) => (Phase::Locked, Some(header), Vec::new(), Vec::new()),
            (Cover::Vault(header), Some((_, unsealed))) => {
                newer = unsealed.newer;
                illegible.extend(unsealed.damaged);
                (Phase::Ready, Some(header), unsealed.entries, illegible)
            }
        };
        self.header.try_set(header);
        self.damaged.try_set(damaged);
        self.newer.try_set(newer);
        let collection = Collection::from_entries(entries);
        self.index.try_set_value(SearchIndex::new(&collection));
        self.collection.try_set(collection);
        // Said anew, it would make the whole page anew, with whatever is typed in it.
        if self.phase.try_get_untracked() != Some(phase) {
            self.phase.try_set(phase);
        }
    }

    /// Locks this tab: the keys and the entries go, and with them all that was given to the worker.
    pub(super) fn forget_key(self) {
        if self.header.try_with_untracked(Option::is_some) != Some(true) {
            return;
        }
        self.held.try_update_value(|held| held.vault = None);
        self.forget_work();
        // Before the entries go, so that no view shows an empty list for a moment.
        self.phase.try_set(Phase::Locked);
        self.index.try_set_value(SearchIndex::default());
        self.collection.try_set(Collection::default());
        self.damaged.try_set(Vec::new());
        self.newer.try_set(Vec::new());
    }

    /// Before this tab locks because another one brought this vault: forgets the key of any other, and what was made with
    /// it. A key of this one came while the vault was being read; whoever brought it shows what it opens.
    fn forget_all_but(self, header: &VaultHeader) {
        self.held.try_update_value(|held| {
            held.vault = held.vault.take().filter(|vault| *vault.vault_id() == header.id);
        });
        self.forget_work();
    }

    /// Forgets what was made of the entries, and ends the worker with what it was given.
    fn forget_work(self) {
        self.carrier.forget();
        self.recovery_code.try_set(None);
        // While locked it does nothing but try what a person types here.
        if self.phase.try_get_untracked() != Some(Phase::Locked) {
            self.workshop.cancel();
        }
    }

    /// Shows a recovery code, unless the vault was locked while it was made.
    pub(super) fn show_recovery_code(self, code: Zeroizing<String>) {
        if self.phase.try_get_untracked() == Some(Phase::Ready) {
            self.recovery_code.try_set(Some(code));
        }
    }

    /// Locks every tab.
    pub(in crate::ui) fn lock(self) {
        self.forget_key();
        self.broadcast.post(&Topic::Locked);
    }
}
