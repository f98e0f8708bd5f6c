//! What the state needs of an open vault.

use std::any::Any;

use zeroize::Zeroizing;

use crate::{
    authenticator::{
        Entry, EntryId,
        vault::{Nonce, Nonces, SealedNote, SealedRecord, VaultId},
    },
    browser::turn::next_turn,
};

/// So many sealed records are opened before the page gets its turn: a few milliseconds.
const RECORDS_A_TURN: usize = 200;

/// An open vault, as far as the state needs it. What implements it is downloaded when there is a vault: ciphers are no
/// part of a first visit.
pub(super) trait Seals {
    /// The name of the vault whose key this is.
    fn vault_id(&self) -> &VaultId;
    /// Seals entries; none if one cannot be sealed.
    fn seal_all(&self, entries: &[Entry], nonces: &mut Nonces) -> Option<Vec<SealedRecord>>;
    /// The entries of the records, and the names of those that give none.
    fn open_all(&self, records: &[SealedRecord]) -> Unsealed;
    /// Seals what is kept beside the entries under this name; none if it cannot be sealed.
    fn seal_note(&self, name: &str, json: &[u8], nonce: Nonce) -> Option<SealedNote>;
    /// What is kept beside the entries under this name; none if it is damaged or another's.
    fn open_note(&self, name: &str, note: &SealedNote) -> Option<Zeroizing<Vec<u8>>>;
    /// The vault itself, for who knows its type.
    fn as_any(&self) -> &dyn Any;
}

/// What sealed records gave.
#[derive(Default)]
pub(super) struct Unsealed {
    pub(super) entries: Vec<Entry>,
    pub(super) damaged: Vec<EntryId>,
    /// Those that a newer program wrote: they are whole.
    pub(super) newer: Vec<EntryId>,
}

/// Opens records a few at a time: between them the page does what a person wants of it.
pub(super) async fn unseal(vault: &dyn Seals, records: &[SealedRecord]) -> Unsealed {
    let mut all = Unsealed::default();
    for some in records.chunks(RECORDS_A_TURN) {
        if !all.entries.is_empty() {
            next_turn().await;
        }
        let Unsealed { entries, damaged, newer } = vault.open_all(some);
        all.entries.extend(entries);
        all.damaged.extend(damaged);
        all.newer.extend(newer);
    }
    all
}
