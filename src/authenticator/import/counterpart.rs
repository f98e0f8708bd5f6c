//! This project's own sealed file (`docs/vault.md`).

use serde::Deserialize as _;

use super::{Candidate, Document, Format, ImportError, Imported, Limits, Row, Unlock};
use crate::authenticator::export::{
    counterpart::{MARK, ReadFile},
    key_uri,
};
use crate::authenticator::slots::{DeriveError, PasswordParameters, RecoveryCode, Slot, SlotKind};
use crate::authenticator::vault::{
    FormatVersion, OpenVault, Opened, SealedRecord, UnlockError, VaultHeader, WrappingKey,
};
use crate::authenticator::{Entry, by_place};

pub(super) fn recognises(document: &Document<'_>) -> bool {
    document.member("format").and_then(|format| format.as_str()) == Some(MARK)
}

/// Reads it by its password or its recovery code, whichever was typed.
pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let (open, records) = open_file(document, unlock)?;
    // The records lie in the order of their random names. The rows come in the order that the person gave the entries,
    // since that is the order in which they are taken in. A damaged record costs none of the others.
    let Opened { mut entries, unreadable } = open.open_all(&records);
    entries.sort_unstable_by(by_place);
    let rows = entries.into_iter().map(|entry| Row::Ready(Box::new(candidate(entry))));
    let rows = rows.chain(unreadable.iter().map(|_| Row::Damaged));
    Ok(Imported::whole(Format::Counterpart, true, rows.collect()))
}

/// All that the file holds, names, dates and places too: to check a backup, and to bring an authenticator back as it was.
///
/// # Errors
/// As [`super::read`]; [`ImportError::UnknownFormat`] for every other format.
pub fn read_entries(bytes: &[u8], unlock: &Unlock) -> Result<Opened, ImportError> {
    let document = Document::new(bytes)?;
    if !recognises(&document) {
        return Err(ImportError::UnknownFormat);
    }
    let (open, records) = open_file(&document, unlock)?;
    Ok(open.open_all(&records))
}

/// As [`read_entries`], of a file that holds a vault whose key is at hand.
///
/// # Errors
/// When the file is of another format, version or vault, or damaged.
pub fn read_entries_by_key(bytes: &[u8], vault: &OpenVault) -> Result<Opened, ImportError> {
    let document = Document::new(bytes)?;
    if !recognises(&document) {
        return Err(ImportError::UnknownFormat);
    }
    let ReadFile { header, records } = parsed(&document)?;
    if header.id != *vault.id() {
        return Err(ImportError::WrongPassword);
    }
    Ok(vault.open_all(&records))
}

fn open_file(document: &Document<'_>, unlock: &Unlock) -> Result<(OpenVault, Vec<SealedRecord>), ImportError> {
    let ReadFile { header, records } = parsed(document)?;
    let typed = unlock.password.as_ref().ok_or(ImportError::PasswordNeeded { format: Format::Counterpart })?;
    Ok((open(&header, typed, unlock.limits)?, records))
}

fn parsed(document: &Document<'_>) -> Result<ReadFile, ImportError> {
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    let header = document.member("header").ok_or(ImportError::Damaged)?;
    let format_version = FormatVersion::deserialize(header).map_err(|_| ImportError::Damaged)?;
    if !format_version.is_known() {
        return Err(ImportError::UnknownVersion { version: format_version.version.into() });
    }
    ReadFile::deserialize(json).map_err(|_| ImportError::Damaged)
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
    let passwords = || {
        header.slots.iter().filter_map(|slot| match &slot.kind {
            SlotKind::Password(parameters) => Some((slot, parameters)),
            _ => None,
        })
    };
    check_cost(passwords().map(|(_, parameters)| parameters), limits)?;
    for (slot, parameters) in passwords() {
        if let Some(open) = try_slot(header, slot, &derive(parameters, typed)?)? {
            return Ok(open);
        }
    }
    Err(ImportError::WrongPassword)
}

/// What trying every slot costs at worst: a file with many slots may not ask for more than one with a dear one.
fn check_cost<'a>(slots: impl Iterator<Item = &'a PasswordParameters>, limits: Limits) -> Result<(), ImportError> {
    let (mut memory_bytes, mut work) = (0, 0_u64);
    for parameters in slots {
        memory_bytes = parameters.memory_bytes().max(memory_bytes);
        work = work.saturating_add(u64::from(parameters.memory_kib) * u64::from(parameters.passes));
    }
    let is_too_much = memory_bytes > limits.memory_bytes || work > limits.work;
    if is_too_much { Err(ImportError::AsksTooMuch { memory_bytes, work }) } else { Ok(()) }
}

fn try_slot(header: &VaultHeader, slot: &Slot, key: &WrappingKey) -> Result<Option<OpenVault>, ImportError> {
    match header.unlock(&slot.id, key) {
        Ok(open) => Ok(Some(open)),
        Err(UnlockError::NewerVersion { version }) => Err(ImportError::UnknownVersion { version: version.into() }),
        Err(UnlockError::WrongKey | UnlockError::SlotDamaged | UnlockError::UnknownSlot) => Ok(None),
    }
}

fn derive(parameters: &PasswordParameters, password: &str) -> Result<WrappingKey, ImportError> {
    parameters.derive(password).map_err(|error| match error {
        DeriveError::Parameters => ImportError::Damaged,
        DeriveError::Memory => ImportError::AsksTooMuch {
            memory_bytes: parameters.memory_bytes(),
            work: u64::from(parameters.memory_kib) * u64::from(parameters.passes),
        },
    })
}

fn candidate(entry: Entry) -> Candidate {
    let key_uri = key_uri(&entry);
    let is_trashed = entry.trashed_at.is_some();
    let Entry { note, tags, is_pinned, icon, .. } = entry;
    Candidate { note, tags, is_pinned, icon, is_trashed, ..Candidate::new(key_uri, Vec::new()) }
}
