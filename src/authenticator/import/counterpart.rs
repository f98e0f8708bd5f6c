//! This project's own sealed file (`docs/vault.md`).

use serde::Deserialize as _;

use super::{Candidate, Document, Format, ImportError, Imported, Limits, Row, Unlock};
use crate::authenticator::Entry;
use crate::authenticator::export::{
    counterpart::{MARK, ReadFile},
    key_uri,
};
use crate::authenticator::slots::{DeriveError, PasswordParameters, RecoveryCode, Slot, SlotKind};
use crate::authenticator::vault::{FormatVersion, OpenVault, UnlockError, VaultHeader, WrappingKey};
use crate::otp::KeyUriError;

pub(super) fn recognises(document: &Document<'_>) -> bool {
    document.member("format").and_then(|format| format.as_str()) == Some(MARK)
}

/// Reads it by its password or its recovery code, whichever was typed.
pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let header = document.member("header").ok_or(ImportError::Damaged)?;
    let format_version = FormatVersion::deserialize(header).map_err(|_| ImportError::Damaged)?;
    if !format_version.is_known() {
        return Err(ImportError::UnknownVersion { version: format_version.version.into() });
    }
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    let file = ReadFile::deserialize(json).map_err(|_| ImportError::Damaged)?;
    let typed = unlock.password.as_ref().ok_or(ImportError::PasswordNeeded { format: Format::Counterpart })?;
    let open = open(&file.header, typed, unlock.limits)?;
    // Row by row, so that each stands in its place.
    let rows = file.records.iter().map(|record| match open.open(record) {
        Ok(entry) => Row::Ready(Box::new(candidate(entry))),
        // A damaged record costs none of the others. Nothing of it can be read, its key least of all.
        Err(_) => {
            Row::Unsupported { issuer: String::new(), account: String::new(), reason: KeyUriError::MissingSecret }
        }
    });
    Ok(Imported { format: Format::Counterpart, is_sealed: true, rows: rows.collect() })
}

/// Tries the slots that the typed text could open: at first those that cost nothing.
fn open(header: &VaultHeader, typed: &str, limits: Limits) -> Result<OpenVault, ImportError> {
    if let Ok(code) = RecoveryCode::parse(typed) {
        for slot in &header.slots {
            if let SlotKind::RecoveryCode(parameters) = &slot.kind
                && let Ok(key) = parameters.derive(&code)
                && let Some(open) = try_slot(header, slot, &key)?
            {
                return Ok(open);
            }
        }
    }
    for slot in &header.slots {
        if let SlotKind::Password(parameters) = &slot.kind
            && let Some(open) = try_slot(header, slot, &derive(parameters, typed, limits)?)?
        {
            return Ok(open);
        }
    }
    Err(ImportError::WrongPassword)
}

fn try_slot(header: &VaultHeader, slot: &Slot, key: &WrappingKey) -> Result<Option<OpenVault>, ImportError> {
    match header.unlock(&slot.id, key) {
        Ok(open) => Ok(Some(open)),
        Err(UnlockError::NewerVersion { version }) => Err(ImportError::UnknownVersion { version: version.into() }),
        Err(UnlockError::WrongKey | UnlockError::SlotDamaged | UnlockError::UnknownSlot) => Ok(None),
    }
}

fn derive(parameters: &PasswordParameters, password: &str, limits: Limits) -> Result<WrappingKey, ImportError> {
    let memory_bytes = parameters.memory_bytes();
    let work = u64::from(parameters.memory_kib) * u64::from(parameters.passes);
    let too_much = ImportError::AsksTooMuch { memory_bytes, work };
    if memory_bytes > limits.memory_bytes || work > limits.work {
        return Err(too_much);
    }
    parameters.derive(password).map_err(|error| match error {
        DeriveError::Parameters => ImportError::Damaged,
        DeriveError::Memory => too_much,
    })
}

fn candidate(entry: Entry) -> Candidate {
    let key_uri = key_uri(&entry);
    let is_trashed = entry.trashed_at.is_some();
    let Entry { note, tags, is_pinned, icon, .. } = entry;
    Candidate { note, tags, is_pinned, icon, is_trashed, ..Candidate::new(key_uri, Vec::new()) }
}
