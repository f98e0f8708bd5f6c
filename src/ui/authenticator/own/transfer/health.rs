//! How the backup stands, and the file that one is rewritten into by itself.

use leptos::{prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use crate::{
    authenticator::{
        BackupHealth, BackupRecord, Collection,
        export::counterpart,
        tasks::CheckBackup,
        vault::{OpenVault, Protection},
    },
    browser::{
        random,
        save_handle::{self, Permission, Proposal, SaveError, SaveHandle},
    },
    otp::UnixMillis,
    store::{
        StoreError,
        authenticator::{Cover, Note},
    },
    ui::{
        authenticator::own::{
            keeper::{Keeper, Phase},
            sealing::Unsealed,
        },
        workshop::WorkError,
    },
};

/// How long changes are waited for before the file is rewritten, in milliseconds.
const SETTLE_MILLIS: u64 = 1_500;
/// How often the age of the backup is looked at, in milliseconds. Looking costs a hash an entry.
const LOOK_MILLIS: u64 = 600_000;

/// How the file stands that a backup is rewritten into.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum FileState {
    /// This browser cannot write into files.
    Unavailable,
    /// None is chosen.
    None,
    /// One is chosen.
    Chosen {
        /// Its name.
        name: String,
        /// What became of the last writing.
        written: Written,
    },
}

/// What became of a writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Written {
    /// Nothing was to be written yet.
    NotYet,
    /// It is being written.
    Writing,
    /// It was written, read again and compared.
    Verified { at: UnixMillis },
    /// The person has to allow it, by a press.
    PermissionNeeded,
    /// The entries are not sealed, and an open file is no backup to write unasked.
    NotProtected,
    /// Nothing: some entries cannot be read here, and a backup without them would not be whole.
    NotReadable,
    /// What was read again is not what was written.
    Different,
    /// It was written, but the worker could not compare it.
    NotChecked,
    /// It could not be written.
    Failed(SaveError),
    /// What is to be written could not be read.
    Store(StoreError),
}

/// A handle to what is known of backups.
#[derive(Clone, Copy)]
pub(in crate::ui::authenticator::own) struct Backups {
    /// The record of the last verified one; none while it is not known.
    pub(super) record: RwSignal<Option<BackupRecord>>,
    file: RwSignal<FileState>,
    handle: StoredValue<Option<SaveHandle>, LocalStorage>,
    /// Counts the changes, so that only the last of several starts a writing.
    changes: StoredValue<u64>,
    is_watched: StoredValue<bool>,
}

impl Backups {
    /// Nothing is known yet. The signals live as long as the current owner.
    pub(in crate::ui::authenticator::own) fn new() -> Self {
        let file = if save_handle::is_available() { FileState::None } else { FileState::Unavailable };
        Self {
            record: RwSignal::new(None),
            file: RwSignal::new(file),
            handle: StoredValue::new_local(None),
            changes: StoredValue::new(0),
            is_watched: StoredValue::new(false),
        }
    }

    /// Whether the watch has begun.
    pub(in crate::ui::authenticator::own) fn is_watched(self) -> bool {
        self.is_watched.get_value()
    }

    pub(super) const fn file(self) -> RwSignal<FileState> {
        self.file
    }

    fn set_written(self, to: Written) {
        self.file.try_update(|file| {
            if let FileState::Chosen { written, .. } = file {
                *written = to;
            }
        });
    }
}

/// Keeps the record with the entries, and the file with both, as long as the current owner lives.
pub(in crate::ui::authenticator::own) fn watch_backups(keeper: Keeper) {
    let backups = keeper.backups;
    backups.is_watched.set_value(true);
    keeper.broadcast.on(keeper.topic(), move || {
        spawn_local(async move {
            // What is shown stays as old as it is until another tab speaks again.
            let _ = keeper.read_backup_record().await;
        });
    });
    // Whenever another tab speaks the same header is shown anew: that is no reason to keep the record anew.
    let vault = Memo::new(move |_| keeper.header.with(|header| header.as_ref().map(|header| header.id.clone())));
    Effect::new(move || {
        // A vault that comes or goes changes how the record is kept.
        vault.track();
        if keeper.phase.get() != Phase::Ready {
            backups.record.set(None);
            return;
        }
        spawn_local(async move {
            // Nothing is lost with it: it is made anew by the next backup.
            let _ = keeper.load_backups().await;
        });
    });
    Effect::new(move |before: Option<()>| {
        // The ways to unlock are in the file, too.
        keeper.header.track();
        keeper.collection.track();
        if before.is_none() {
            return;
        }
        let change = backups.changes.try_update_value(|changes| {
            *changes += 1;
            *changes
        });
        set_timeout(
            move || {
                if backups.changes.try_get_value() == change {
                    spawn_local(keeper.look_at_backup());
                }
            },
            std::time::Duration::from_millis(SETTLE_MILLIS),
        );
    });
}

/// How the backup stands; none while it is not known.
pub(super) fn backup_health(keeper: Keeper) -> Memo<Option<BackupHealth>> {
    let moment = Memo::new(move |_| keeper.clock.now().0 / LOOK_MILLIS);
    Memo::new(move |_| {
        // Read, not only tracked: a memo that nobody reads hears of no tick.
        moment.get();
        let now = keeper.clock.now_untracked();
        keeper.backups.record.with(|record| {
            let record = record.as_ref()?;
            Some(keeper.collection.with(|all| record.health(all, now)))
        })
    })
}

impl Keeper {
    async fn load_backups(self) -> Result<(), StoreError> {
        let backups = self.backups;
        match backups.record.try_get_untracked().flatten() {
            Some(record) => self.put_backup_record(record).await?,
            None => {
                let record = self.stored_backup_record().await?;
                backups.record.try_set(Some(record));
            }
        }
        if save_handle::is_available()
            && let Some(handle) = self.store()?.raw_note(Note::BackupFile).await?.and_then(SaveHandle::from_js)
        {
            let name = handle.file_name();
            backups.handle.try_set_value(Some(handle));
            if backups.file.try_with_untracked(|file| *file == FileState::None) == Some(true) {
                backups.file.try_set(FileState::Chosen { name, written: Written::NotYet });
            }
        }
        self.look_at_backup().await;
        Ok(())
    }

    /// Notes what has changed since the last backup, and rewrites the file.
    async fn look_at_backup(self) {
        if self.phase.try_get_untracked() != Some(Phase::Ready) {
            return;
        }
        let Some(Some(record)) = self.backups.record.try_get_untracked() else { return };
        let now = self.clock.now_untracked();
        let noticed =
            |record: &BackupRecord| self.collection.try_with_untracked(|all| record.noticed(all, now)).flatten();
        if noticed(&record).is_some() {
            // What could not be kept is noticed again at the next change.
            let _ = self.change_backup_record(noticed).await;
        }
        if self.backups.handle.try_with_value(Option::is_some) == Some(true) && self.is_file_outdated(&record) {
            self.rewrite_backup().await;
        }
    }

    /// Whether the file is not known to hold what is here. Without a vault nothing is written into it; that is told.
    fn is_file_outdated(self, record: &BackupRecord) -> bool {
        let holds = self.header.try_with_untracked(|header| {
            let header = header.as_ref()?;
            self.collection.try_with_untracked(|all| record.file_holds(all, header))
        });
        holds.flatten() != Some(true)
    }

    /// Lets the person choose the file, and writes it. Must follow a press.
    pub(super) async fn choose_backup_file(self, description: &str) {
        let proposal = Proposal {
            file_name: "counterpart-backup.json",
            description,
            media_type: "application/json",
            extension: ".json",
        };
        match save_handle::choose(proposal).await {
            Ok(handle) => {
                if let Ok(store) = self.store() {
                    // Kept for the next visit; without it the file is chosen again then.
                    let _ = store.put_raw_note(Note::BackupFile, handle.to_js()).await;
                }
                self.backups.file.try_set(FileState::Chosen { name: handle.file_name(), written: Written::NotYet });
                self.backups.handle.try_set_value(Some(handle));
                self.rewrite_backup().await;
            }
            Err(SaveError::Cancelled) => {}
            Err(error) => self.backups.set_written(Written::Failed(error)),
        }
    }

    /// Asks for the permission, and writes. Must follow a press.
    pub(super) async fn allow_backup_file(self) {
        let Some(handle) = self.backups.handle.try_get_value().flatten() else { return };
        match handle.request_permission().await {
            Ok(Permission::Granted) => self.rewrite_backup().await,
            Ok(_) => self.backups.set_written(Written::PermissionNeeded),
            Err(error) => self.backups.set_written(Written::Failed(error)),
        }
    }

    /// Writes no more into the file; it stays as it is.
    pub(super) async fn leave_backup_file(self) {
        if let Ok(store) = self.store() {
            let _ = store.delete_note(Note::BackupFile).await;
        }
        self.backups.handle.try_set_value(None);
        self.backups.file.try_set(FileState::None);
    }

    fn holds_key(self) -> bool {
        self.held.try_with_value(|held| held.vault.is_some()).unwrap_or_default()
    }

    async fn rewrite_backup(self) {
        let Some(handle) = self.backups.handle.try_get_value().flatten() else { return };
        let written = self.rewritten(&handle).await.unwrap_or_else(Written::Store);
        self.backups.set_written(written);
    }

    async fn rewritten(self, handle: &SaveHandle) -> Result<Written, StoreError> {
        match handle.permission().await {
            Ok(Permission::Granted) => {}
            Ok(_) => return Ok(Written::PermissionNeeded),
            Err(error) => return Ok(Written::Failed(error)),
        }
        let snapshot = self.store()?.snapshot().await?;
        let Cover::Vault(header) = snapshot.cover else { return Ok(Written::NotProtected) };
        let vault = self.held.try_with_value(|held| held.vault.clone()).flatten().ok_or(StoreError::Locked)?;
        let Unsealed { entries, damaged, newer } = vault.open_all(&snapshot.sealed);
        if !damaged.is_empty() || !newer.is_empty() {
            return Ok(Written::NotReadable);
        }
        let protection = Protection { header, records: snapshot.sealed };
        let bytes = counterpart::write(&protection).map_err(|_| StoreError::Cryptography)?;
        self.backups.set_written(Written::Writing);
        if let Err(error) = handle.write(&bytes).await {
            return Ok(Written::Failed(error));
        }
        let read = match handle.read().await {
            Ok(read) => Zeroizing::new(read),
            Err(error) => return Ok(Written::Failed(error)),
        };
        let open: OpenVault = vault.as_any().downcast_ref().cloned().ok_or(StoreError::Locked)?;
        let check = CheckBackup {
            vault: open.id().clone(),
            master_key: Zeroizing::new(*open.master_key().as_bytes()),
            entries,
            bytes: read,
        };
        let checked = loop {
            match self.workshop.run(&check).await {
                // The key is gone: so is everything that was made with it.
                Err(WorkError::Cancelled) if !self.holds_key() => return Err(StoreError::Locked),
                // Somebody gave up other work, and the worker with it: this begins anew.
                Err(WorkError::Cancelled) => {}
                outcome => break outcome,
            }
        };
        match checked {
            Ok(Ok(_)) => {}
            Ok(Err(_)) => return Ok(Written::Different),
            Err(_) => return Ok(Written::NotChecked),
        }
        let (now, held) = (self.clock.now_untracked(), Collection::from_entries(check.entries));
        let key = random::bytes()?;
        self.change_backup_record(|record| Some(record.rewritten(&held, &protection.header, key, now))).await?;
        Ok(Written::Verified { at: now })
    }
}
