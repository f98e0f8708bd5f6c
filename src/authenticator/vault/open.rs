//! A vault that is unlocked, and the changes that can be made to it.

use std::fmt;

use aes_gcm::{Aes256Gcm, KeyInit as _};
use zeroize::Zeroizing;

use super::{
    FORMAT_VERSION, MasterKey, Nonce, Nonces, RecordError, SealedNote, SealedRecord, VaultError, VaultHeader, VaultId,
};
use crate::authenticator::slots::{NewSlot, SlotId};
use crate::authenticator::{Entry, EntryId};

/// A vault with its master key at hand. Dropping it wipes the key.
#[derive(Clone)]
pub struct OpenVault {
    id: VaultId,
    master_key: MasterKey,
    /// The keyed state: scheduling the key anew for every record would cost more than a short record.
    cipher: Aes256Gcm,
}

/// All that a newly protected authenticator stores. It takes the place of the plain entries, in one transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Protection {
    /// The header.
    pub header: VaultHeader,
    /// A record for every entry.
    pub records: Vec<SealedRecord>,
}

/// What the records of a vault gave.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Opened {
    /// The entries, in the order of their records.
    pub entries: Vec<Entry>,
    /// The records that gave none. They stay stored as they are.
    pub unreadable: Vec<Unreadable>,
}

/// A record that gave no entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// Its identifier.
    pub id: EntryId,
    /// Why.
    pub error: RecordError,
}

impl OpenVault {
    /// The vault of this name with this key. A vault that is stored is opened by [`VaultHeader::unlock`].
    pub fn new(id: VaultId, master_key: MasterKey) -> Self {
        let cipher = Aes256Gcm::new(master_key.as_bytes().into());
        Self { id, master_key, cipher }
    }

    /// The vault's name.
    pub const fn id(&self) -> &VaultId {
        &self.id
    }

    /// The key: for the way between the page and its worker.
    pub const fn master_key(&self) -> &MasterKey {
        &self.master_key
    }

    /// Protects these entries by a new vault, which each of these slots opens.
    ///
    /// # Errors
    /// When there is no slot or two are of one name, when there are fewer nonces than entries, or when an entry cannot be
    /// sealed.
    pub fn protect(
        &self,
        slots: Vec<NewSlot>,
        entries: &[Entry],
        nonces: &mut Nonces,
    ) -> Result<Protection, VaultError> {
        let mut header = VaultHeader { version: FORMAT_VERSION, id: self.id.clone(), slots: Vec::new() };
        for slot in slots {
            header = self.add_slot(&header, slot)?;
        }
        if header.slots.is_empty() {
            return Err(VaultError::LastSlot);
        }
        Ok(Protection { header, records: self.seal_all(entries, nonces)? })
    }

    /// The entries in the clear, to be stored in place of the header and all records.
    ///
    /// # Errors
    /// The records that give no entry: only the vault can keep them, so it stays.
    pub fn unprotect(&self, records: &[SealedRecord]) -> Result<Vec<Entry>, Vec<Unreadable>> {
        let opened = self.open_all(records);
        if opened.unreadable.is_empty() { Ok(opened.entries) } else { Err(opened.unreadable) }
    }

    /// Seals an entry.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn seal(&self, entry: &Entry, nonce: Nonce) -> Result<SealedRecord, VaultError> {
        SealedRecord::seal(&self.cipher, &self.id, entry, nonce.into_bytes())
    }

    /// Seals entries in one pass.
    ///
    /// # Errors
    /// When there are fewer nonces than entries, or an entry cannot be sealed. Then nothing is.
    pub fn seal_all(&self, entries: &[Entry], nonces: &mut Nonces) -> Result<Vec<SealedRecord>, VaultError> {
        entries.iter().map(|entry| self.seal(entry, nonces.next().ok_or(VaultError::TooFewNonces)?)).collect()
    }

    /// Seals what is kept beside the entries under this name.
    ///
    /// # Errors
    /// When it cannot be spelled.
    pub fn seal_note(&self, name: &str, json: &[u8], nonce: Nonce) -> Result<SealedNote, VaultError> {
        SealedNote::seal(&self.cipher, &self.id, name, json, nonce)
    }

    /// Opens what is kept beside the entries under this name.
    ///
    /// # Errors
    /// When it is damaged, not of this vault, of another name, or of a newer version.
    pub fn open_note(&self, name: &str, note: &SealedNote) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        note.open(&self.cipher, &self.id, name)
    }

    /// Opens a record.
    ///
    /// # Errors
    /// When it is damaged, not of this vault, or of a newer version.
    pub fn open(&self, record: &SealedRecord) -> Result<Entry, RecordError> {
        record.open(&self.cipher, &self.id)
    }

    /// Opens records in one pass: each for itself, so that a damaged one costs none of the others.
    pub fn open_all(&self, records: &[SealedRecord]) -> Opened {
        let mut opened = Opened { entries: Vec::with_capacity(records.len()), unreadable: Vec::new() };
        for record in records {
            match self.open(record) {
                Ok(entry) => opened.entries.push(entry),
                Err(error) => opened.unreadable.push(Unreadable { id: record.id.clone(), error }),
            }
        }
        opened
    }

    /// The header with one slot more. The records stay as they are.
    ///
    /// # Errors
    /// When the header is of another vault or a newer version, or has a slot of this name.
    pub fn add_slot(&self, header: &VaultHeader, slot: NewSlot) -> Result<VaultHeader, VaultError> {
        self.check(header)?;
        if header.slot(&slot.id).is_some() {
            return Err(VaultError::SlotExists);
        }
        let mut changed = header.clone();
        changed.slots.push(slot.wrap(&self.id, &self.master_key)?);
        Ok(changed)
    }

    /// The header with another slot in the place of one: a new password, a new recovery code. The records stay as they
    /// are, and the old password opens nothing of what is stored now.
    ///
    /// # Errors
    /// When the header is of another vault or a newer version, or has no such slot, or has another slot of the new name.
    pub fn replace_slot(&self, header: &VaultHeader, old: &SlotId, new: NewSlot) -> Result<VaultHeader, VaultError> {
        self.check(header)?;
        if new.id != *old && header.slot(&new.id).is_some() {
            return Err(VaultError::SlotExists);
        }
        let mut changed = header.clone();
        let place = changed.slots.iter_mut().find(|slot| slot.id == *old).ok_or(VaultError::UnknownSlot)?;
        *place = new.wrap(&self.id, &self.master_key)?;
        Ok(changed)
    }

    /// The header without a slot. The records stay as they are.
    ///
    /// # Errors
    /// When the header is of another vault or a newer version, or has no such slot, or no other one.
    pub fn remove_slot(&self, header: &VaultHeader, slot: &SlotId) -> Result<VaultHeader, VaultError> {
        self.check(header)?;
        if header.slot(slot).is_none() {
            return Err(VaultError::UnknownSlot);
        }
        let mut changed = header.clone();
        changed.slots.retain(|other| other.id != *slot);
        if changed.slots.is_empty() { Err(VaultError::LastSlot) } else { Ok(changed) }
    }

    fn check(&self, header: &VaultHeader) -> Result<(), VaultError> {
        if header.version != FORMAT_VERSION {
            Err(VaultError::NewerVersion { version: header.version })
        } else if header.id != self.id {
            Err(VaultError::OtherVault)
        } else {
            Ok(())
        }
    }
}

/// Without the key.
impl fmt::Debug for OpenVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenVault").field("id", &self.id).finish_non_exhaustive()
    }
}
