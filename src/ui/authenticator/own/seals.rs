//! An open vault as the state of the authenticator uses it. With this file come the ciphers.

use std::any::Any;

use zeroize::Zeroizing;

use super::keeper::Seals;
use crate::authenticator::{
    Entry, EntryId,
    vault::{Nonce, Nonces, OpenVault, SealedNote, SealedRecord, VaultId},
};

impl Seals for OpenVault {
    fn vault_id(&self) -> &VaultId {
        self.id()
    }

    fn seal_all(&self, entries: &[Entry], nonces: &mut Nonces) -> Option<Vec<SealedRecord>> {
        Self::seal_all(self, entries, nonces).ok()
    }

    fn open_all(&self, records: &[SealedRecord]) -> (Vec<Entry>, Vec<EntryId>) {
        let opened = Self::open_all(self, records);
        (opened.entries, opened.unreadable.into_iter().map(|record| record.id).collect())
    }

    fn seal_note(&self, name: &str, json: &[u8], nonce: Nonce) -> Option<SealedNote> {
        Self::seal_note(self, name, json, nonce).ok()
    }

    fn open_note(&self, name: &str, note: &SealedNote) -> Option<Zeroizing<Vec<u8>>> {
        Self::open_note(self, name, note).ok()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
