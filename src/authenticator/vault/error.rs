//! What the vault refuses, and why. Nothing here holds a secret.

/// Why a slot does not open the vault.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UnlockError {
    /// A newer program wrote the vault. Nothing may be written to it here.
    #[error("the vault is of version {version}, which is not known here")]
    NewerVersion {
        /// The version that it names.
        version: u32,
    },
    /// The header has no slot of this name.
    #[error("there is no such slot")]
    UnknownSlot,
    /// The slot's stored fields are no Base64, or not of the right length. The other slots may still open the vault.
    #[error("the slot is damaged")]
    SlotDamaged,
    /// The key does not open the slot: the password, the passkey or the code is another one; or the slot was changed.
    #[error("the key does not open the slot")]
    WrongKey,
}

/// Why a change to the vault is not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VaultError {
    /// A newer program wrote the vault. Nothing may be written to it here.
    #[error("the vault is of version {version}, which is not known here")]
    NewerVersion {
        /// The version that it names.
        version: u32,
    },
    /// The header is that of another vault than the one that is open.
    #[error("the header is of another vault")]
    OtherVault,
    /// The header has no slot of this name.
    #[error("there is no such slot")]
    UnknownSlot,
    /// The header has a slot of this name.
    #[error("a slot of this name exists")]
    SlotExists,
    /// Without this slot nothing would open the vault any more.
    #[error("the last slot cannot go")]
    LastSlot,
    /// The slot's own fields are no Base64.
    #[error("the slot is damaged")]
    SlotDamaged,
    /// Fewer fresh nonces were given than there are records to seal. No nonce is used twice.
    #[error("there are too few nonces")]
    TooFewNonces,
    /// An entry is too large to be sealed, or cannot be spelled.
    #[error("the entry cannot be sealed")]
    NotSealable,
}

/// Why a record gives no entry. The record itself stays as it is: nothing may be written in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RecordError {
    /// A newer program wrote it.
    #[error("the record is of version {version}, which is not known here")]
    NewerVersion {
        /// The version that it names.
        version: u32,
    },
    /// A byte of it was changed, or it is a record of another vault or in the place of another record.
    #[error("the record is damaged")]
    Damaged,
}
