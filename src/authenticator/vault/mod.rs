//! The vault: entries at rest, each sealed under one random master key, which slots give back to a person.
//!
//! It knows entries, keys and bytes. Nonces, keys and salts are arguments, and so is the time; it stores nothing. Every
//! change is a value that holds all that is to be written, so that the store writes it in one transaction. The layout
//! and its vectors are in `docs/vault.md`, by which another program can read all of it.

mod associated;
mod attempts;
mod base64;
mod error;
mod header;
mod keys;
mod layout;
mod note;
mod open;
mod record;
#[cfg(test)]
mod tests;

pub use self::base64::Base64;
pub use attempts::Attempts;
pub use error::{RecordError, UnlockError, VaultError};
pub use header::{FORMAT_VERSION, FormatVersion, VaultHeader, VaultId};
pub use keys::{MasterKey, Nonce, Nonces, WrappingKey};
pub use note::SealedNote;
pub use open::{OpenVault, Opened, Protection, Unreadable};
pub use record::SealedRecord;

pub(super) use associated::Associated;
