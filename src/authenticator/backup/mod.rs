//! The health of the backup: when the last one was verified, what has changed since, and when to remind.
//!
//! It remembers of each entry a keyed digest of what a person may change: names, note, tags, pin, icon, trash. No secret
//! goes into it, for a key never changes under its entry's name; neither does what using an entry changes, or every
//! code would ask for a backup. Names can be guessed, so the record is kept as an entry is: sealed where entries are.
//!
//! Counters that went on are counted apart: an older one gives used codes, but nobody is reminded of each. The file that
//! is rewritten by itself is held to more: to counters, places and what opens the vault.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::otp::{DAY_SECS, Kind, UnixMillis};

use super::{Collection, Entry, EntryId, vault::VaultHeader};

/// How long changes may wait for a backup, in days from the first of them.
pub const OVERDUE_DAYS: u64 = 7;
/// How long a reminder is put off, in days.
pub const SNOOZE_DAYS: u64 = 3;

/// What is remembered about backups. There is one record an authenticator.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BackupRecord {
    last: Option<VerifiedBackup>,
    /// When the first change after the last backup was noticed, or the first entry before any.
    changed_at: Option<UnixMillis>,
    snoozed_until: Option<UnixMillis>,
    /// What the file held when it was last rewritten by itself. A record of an older release does not know.
    #[serde(default)]
    file: Option<FileContent>,
}

/// A backup that was read back and found complete.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct VerifiedBackup {
    made_at: UnixMillis,
    /// The digests' key: random, of this backup alone.
    key: [u8; 16],
    entries: BTreeMap<EntryId, Digest>,
    /// The counters of entries that count themselves. A record of an older release has none.
    #[serde(default)]
    counters: BTreeMap<EntryId, u64>,
}

/// What a file holds: the digest of all of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct FileContent {
    /// The digest's key: random, of this content alone.
    key: [u8; 16],
    digest: Digest,
}

/// Tells whether an entry is as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Digest([u8; 16]);

/// What has changed since the last verified backup.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BackupChanges {
    /// Entries that are in no backup.
    pub added: usize,
    /// Entries that are otherwise in the backup.
    pub changed: usize,
    /// Entries that are in the backup alone.
    pub removed: usize,
    /// Entries whose counters went on. An entry may be among the changed ones, too.
    pub counted: usize,
}

impl BackupChanges {
    /// Whether the backup lacks nothing that a person did. Counters that went on are no reason to remind.
    pub fn is_none(self) -> bool {
        Self { counted: 0, ..self } == Self::default()
    }
}

/// How the backup stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BackupHealth {
    /// When the last verified backup was made; none if there was none.
    pub made_at: Option<UnixMillis>,
    /// What has changed since, or since there was nothing.
    pub changes: BackupChanges,
    /// Whether changes have waited for too long.
    pub is_overdue: bool,
    /// Whether to remind now: it is overdue, and the person did not put it off.
    pub reminds: bool,
}

impl BackupRecord {
    /// The record after a backup of these entries was made and verified. `key` is random.
    #[must_use]
    pub fn verified(&self, backed_up: &Collection, key: [u8; 16], now: UnixMillis) -> Self {
        let entries = backed_up.iter().map(|entry| (entry.id.clone(), Digest::of(entry, &key))).collect();
        let counters = backed_up.iter().filter_map(|entry| Some((entry.id.clone(), counter(entry)?))).collect();
        let last = Some(VerifiedBackup { made_at: now, key, entries, counters });
        Self { last, changed_at: None, snoozed_until: None, file: self.file.clone() }
    }

    /// The record after the file was rewritten with these entries under this header, and verified. `key` is random.
    #[must_use]
    pub fn rewritten(&self, backed_up: &Collection, header: &VaultHeader, key: [u8; 16], now: UnixMillis) -> Self {
        let file = Some(FileContent { key, digest: Digest::of_file(backed_up, header, &key) });
        Self { file, ..self.verified(backed_up, key, now) }
    }

    /// Whether the file is known to hold these entries, with their counters and places, under this header.
    pub fn file_holds(&self, all: &Collection, header: &VaultHeader) -> bool {
        self.file.as_ref().is_some_and(|file| file.digest == Digest::of_file(all, header, &file.key))
    }

    /// The record after the entries changed, if that says something new: it is then to be stored. Changes that were taken
    /// back are forgotten.
    pub fn noticed(&self, all: &Collection, now: UnixMillis) -> Option<Self> {
        let is_changed = !self.changes(all).is_none();
        match (is_changed, self.changed_at) {
            (true, None) => Some(Self { changed_at: Some(now), ..self.clone() }),
            (false, Some(_)) => Some(Self { changed_at: None, snoozed_until: None, ..self.clone() }),
            _ => None,
        }
    }

    /// The record after the person put the reminder off for [`SNOOZE_DAYS`].
    #[must_use]
    pub fn snoozed(&self, now: UnixMillis) -> Self {
        Self { snoozed_until: Some(now.plus_secs(SNOOZE_DAYS * DAY_SECS)), ..self.clone() }
    }

    /// What has changed since the last verified backup.
    pub fn changes(&self, all: &Collection) -> BackupChanges {
        let Some(last) = &self.last else {
            return BackupChanges { added: all.len(), ..BackupChanges::default() };
        };
        let mut changes = BackupChanges::default();
        let mut kept = 0;
        for entry in all.iter() {
            match last.entries.get(&entry.id) {
                None => changes.added += 1,
                Some(digest) => {
                    kept += 1;
                    changes.changed += usize::from(*digest != Digest::of(entry, &last.key));
                    let before = last.counters.get(&entry.id);
                    changes.counted += usize::from(before.is_some_and(|before| counter(entry) != Some(*before)));
                }
            }
        }
        changes.removed = last.entries.len().saturating_sub(kept);
        changes
    }

    /// How the backup stands.
    pub fn health(&self, all: &Collection, now: UnixMillis) -> BackupHealth {
        let changes = self.changes(all);
        let is_due = |changed_at: UnixMillis| changed_at.plus_secs(OVERDUE_DAYS * DAY_SECS) <= now;
        let is_overdue = !changes.is_none() && self.changed_at.is_some_and(is_due);
        // Put off for longer than that, it was not: a clock that was set back shall not silence the reminder for years.
        let is_snoozed =
            self.snoozed_until.is_some_and(|until| now < until && until <= now.plus_secs(SNOOZE_DAYS * DAY_SECS));
        let made_at = self.last.as_ref().map(|last| last.made_at);
        BackupHealth { made_at, changes, is_overdue, reminds: is_overdue && !is_snoozed }
    }
}

const fn counter(entry: &Entry) -> Option<u64> {
    match entry.kind {
        Kind::Hotp { counter } => Some(counter),
        Kind::Totp { .. } | Kind::Steam => None,
    }
}

/// A digest that is being made.
struct Parts(Hmac<Sha256>);

impl Parts {
    fn new(key: &[u8; 16]) -> Self {
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        for (place, byte) in block.iter_mut().zip(key) {
            *place = *byte;
        }
        Self(Hmac::new(&block))
    }

    /// Every part goes in behind its length, so that no two entries are spelled alike.
    fn add(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    fn digest(self) -> Digest {
        let mut digest = [0; 16];
        for (place, byte) in digest.iter_mut().zip(self.0.finalize().into_bytes()) {
            *place = byte;
        }
        Digest(digest)
    }
}

impl Digest {
    /// Of all that a sealed file holds, but when entries were used: that is no reason to write it anew.
    fn of_file(all: &Collection, header: &VaultHeader, key: &[u8; 16]) -> Self {
        let mut parts = Parts::new(key);
        parts.add(header.id.0.as_bytes());
        parts.add(&(header.slots.len() as u64).to_be_bytes());
        for slot in &header.slots {
            parts.add(slot.id.0.as_bytes());
            // Sealed under what opens the slot, with a nonce of its own: another password never wraps to the same.
            parts.add(slot.wrapped_key.as_str().as_bytes());
        }
        for entry in all.iter() {
            parts.add(entry.id.0.as_bytes());
            parts.add(&Self::of(entry, key).0);
            parts.add(&entry.position.to_be_bytes());
            parts.add(&counter(entry).unwrap_or_default().to_be_bytes());
        }
        parts.digest()
    }

    fn of(entry: &Entry, key: &[u8; 16]) -> Self {
        let mut parts = Parts::new(key);
        let mut part = |bytes: &[u8]| parts.add(bytes);
        part(entry.app.as_bytes());
        part(entry.issuer.as_bytes());
        part(entry.account.as_bytes());
        part(entry.note.as_bytes());
        part(&[u8::from(entry.is_pinned), u8::from(entry.is_trashed()), u8::from(entry.icon.is_some())]);
        if let Some(icon) = &entry.icon {
            part(icon.media_type.as_bytes());
            part(&icon.bytes);
        }
        entry.tags.iter().for_each(|tag| part(tag.as_bytes()));
        parts.digest()
    }
}

#[cfg(test)]
mod tests;
