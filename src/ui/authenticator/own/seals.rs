//! An open vault as the state of the authenticator uses it. With this file come the ciphers.

use std::any::Any;

use zeroize::Zeroizing;

use super::sealing::{Seals, Unsealed};
use crate::authenticator::{
    Entry,
    vault::{Nonce, Nonces, OpenVault, RecordError, SealedNote, SealedRecord, Unreadable, VaultId},
};

impl Seals for OpenVault {
    fn vault_id(&self) -> &VaultId {
        self.id()
    }

    fn seal_all(&self, entries: &[Entry], nonces: &mut Nonces) -> Option<Vec<SealedRecord>> {
        Self::seal_all(self, entries, nonces).ok()
    }

    fn open_all(&self, records: &[SealedRecord]) -> Unsealed {
        let opened = Self::open_all(self, records);
        let (newer, damaged): (Vec<_>, Vec<_>) =
            opened.unreadable.into_iter().partition(|record| matches!(record.error, RecordError::NewerVersion { .. }));
        let names = |records: Vec<Unreadable>| records.into_iter().map(|record| record.id).collect();
        Unsealed { entries: opened.entries, damaged: names(damaged), newer: names(newer) }
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
