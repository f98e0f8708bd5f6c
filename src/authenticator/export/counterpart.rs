//! This project's own file: a vault in one JSON text (`docs/vault.md`).

use serde::{Deserialize, Serialize};

use super::ExportError;
use crate::authenticator::vault::{Protection, SealedRecord, VaultHeader};

/// What the file says of itself.
pub(in crate::authenticator) const MARK: &str = "counterpart.vault";

/// The file. Its members come in the order in which a reader wants them.
#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    header: &'a VaultHeader,
    records: &'a [SealedRecord],
}

/// The file as it is read.
#[derive(Deserialize)]
pub(in crate::authenticator) struct ReadFile {
    pub header: VaultHeader,
    pub records: Vec<SealedRecord>,
}

/// The file of a protected set of entries. Made by [`OpenVault::protect`](crate::authenticator::vault::OpenVault::protect)
/// for an export with a password of its own; or the header and records as they are stored, for a backup that is rewritten
/// without asking anybody and that every slot of the vault opens.
///
/// # Errors
/// When it cannot be spelled, which no header and records do.
pub fn write(protection: &Protection) -> Result<Vec<u8>, ExportError> {
    let file = File { format: MARK, header: &protection.header, records: &protection.records };
    serde_json::to_vec(&file).map_err(|_| ExportError::NotWritable)
}
