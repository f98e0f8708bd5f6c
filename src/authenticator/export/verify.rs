//! After an export: is everything in the file that should be?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ExportFormat, Lost, carried, key_uri, loss};
use crate::authenticator::import::{self, Candidate, Format, ImportError, Imported, Row, Unlock, counterpart};
use crate::authenticator::vault::{OpenVault, Opened};
use crate::authenticator::{Entry, EntryId};

/// How a file differs from what was exported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Difference {
    /// The importer does not read it.
    Unreadable(ImportError),
    /// The importer takes it for another format.
    OtherFormat {
        /// Which one.
        format: Format,
    },
    /// The entry is not in the file.
    Missing {
        /// Its identifier.
        id: EntryId,
    },
    /// The importer does not take the entry.
    Refused {
        /// Its identifier.
        id: EntryId,
    },
    /// The entry is in the file, and not as it was.
    Changed {
        /// Its identifier.
        id: EntryId,
        /// What differs.
        fields: Vec<Field>,
    },
    /// The file has more entries than were exported.
    TooMany {
        /// How many more.
        surplus: usize,
    },
}

/// What of an entry can differ.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Field {
    /// Who asks for the codes.
    Issuer,
    /// Whose account it is.
    Account,
    /// The key.
    Secret,
    /// The hash under the codes.
    Algorithm,
    /// The length of a code.
    Digits,
    /// What the codes count, and its period or counter.
    Kind,
    /// The note.
    Note,
    /// The tags.
    Tags,
    /// Whether it is pinned.
    Pin,
    /// Its image.
    Icon,
    /// Whether it is in the trash.
    Trash,
    /// Its place, its dates, and whose application holds it: only this project's own file has them.
    Circumstances,
}

/// Reads what was exported and compares it with the entries, but for what [`super::losses`] announced. Says how many
/// entries the file holds. Of a transfer or a sheet, `bytes` are the texts of the QR codes, one a line.
///
/// # Errors
/// Everything that differs.
pub fn verify(
    format: ExportFormat,
    entries: &[Entry],
    bytes: &[u8],
    unlock: &Unlock,
) -> Result<usize, Vec<Difference>> {
    if format == ExportFormat::Counterpart {
        return verify_own(entries, bytes, unlock);
    }
    // Nothing at all is no file of any format, and all that some formats say of no entries.
    if bytes.is_empty() && carried(format, entries).next().is_none() {
        return Ok(0);
    }
    let imported = import::read(bytes, unlock).map_err(|error| vec![Difference::Unreadable(error)])?;
    compare(format, entries, &imported)
}

/// As [`verify`], of this project's own file that holds a vault whose key is at hand.
///
/// # Errors
/// Everything that differs.
pub fn verify_by_key(entries: &[Entry], bytes: &[u8], vault: &OpenVault) -> Result<usize, Vec<Difference>> {
    let opened = counterpart::read_entries_by_key(bytes, vault);
    compare_own(entries, &opened.map_err(|error| vec![Difference::Unreadable(error)])?)
}

fn verify_own(entries: &[Entry], bytes: &[u8], unlock: &Unlock) -> Result<usize, Vec<Difference>> {
    let opened = counterpart::read_entries(bytes, unlock);
    compare_own(entries, &opened.map_err(|error| vec![Difference::Unreadable(error)])?)
}

/// This project's own file holds entries whole, and is held to that: it is what an authenticator is brought back from.
fn compare_own(entries: &[Entry], opened: &Opened) -> Result<usize, Vec<Difference>> {
    let refused = |id: &EntryId| opened.unreadable.iter().any(|unreadable| unreadable.id == *id);
    let read: BTreeMap<&EntryId, &Entry> = opened.entries.iter().map(|entry| (&entry.id, entry)).collect();
    let mut differences = Vec::new();
    for entry in entries {
        let id = entry.id.clone();
        match read.get(&id) {
            None if refused(&id) => differences.push(Difference::Refused { id }),
            None => differences.push(Difference::Missing { id }),
            Some(other) if *other == entry => {}
            Some(other) => {
                let candidate = |entry| expected(ExportFormat::Counterpart, entry);
                let mut fields = changed(&candidate(entry), &candidate(other));
                if fields.is_empty() {
                    fields.push(Field::Circumstances);
                }
                differences.push(Difference::Changed { id, fields });
            }
        }
    }
    let surplus = (opened.entries.len() + opened.unreadable.len()).saturating_sub(entries.len());
    if surplus > 0 {
        differences.push(Difference::TooMany { surplus });
    }
    if differences.is_empty() { Ok(entries.len()) } else { Err(differences) }
}

/// Compares what was read with what was exported.
pub(super) fn compare(format: ExportFormat, entries: &[Entry], imported: &Imported) -> Result<usize, Vec<Difference>> {
    if imported.format != read_as(format) {
        return Err(vec![Difference::OtherFormat { format: imported.format }]);
    }
    let mut differences = Vec::new();
    let mut rows = imported.rows.iter();
    let mut count = 0;
    for entry in carried(format, entries) {
        count += 1;
        let id = entry.id.clone();
        match rows.next() {
            None => differences.push(Difference::Missing { id }),
            Some(Row::Unsupported { .. } | Row::Damaged) => differences.push(Difference::Refused { id }),
            Some(Row::Ready(candidate)) => {
                let fields = changed(&expected(format, entry), candidate);
                if !fields.is_empty() {
                    differences.push(Difference::Changed { id, fields });
                }
            }
        }
    }
    let surplus = rows.count();
    if surplus > 0 {
        differences.push(Difference::TooMany { surplus });
    }
    if differences.is_empty() { Ok(count) } else { Err(differences) }
}

/// What the importers take the format for.
const fn read_as(format: ExportFormat) -> Format {
    match format {
        ExportFormat::Counterpart => Format::Counterpart,
        ExportFormat::KeyUris | ExportFormat::Sheet => Format::KeyUris,
        ExportFormat::GoogleTransfer => Format::GoogleTransfer,
        ExportFormat::Aegis => Format::Aegis,
    }
}

/// What an entry comes back as: all of it but the announced losses.
pub(super) fn expected(format: ExportFormat, entry: &Entry) -> Candidate {
    let mut candidate = Candidate {
        note: entry.note.clone(),
        tags: entry.tags.clone(),
        is_pinned: entry.is_pinned,
        icon: entry.icon.clone(),
        is_trashed: entry.trashed_at.is_some(),
        ..Candidate::new(key_uri(entry), Vec::new())
    };
    for lost in loss::lost(format, entry) {
        match lost {
            Lost::Entry(_) | Lost::QrCode => {}
            Lost::SpacesAroundName => {
                for name in [&mut candidate.key_uri.issuer, &mut candidate.key_uri.account] {
                    *name = name.trim().to_owned();
                }
            }
            Lost::Note => candidate.note.clear(),
            Lost::Tags => candidate.tags.clear(),
            Lost::Pin => candidate.is_pinned = false,
            Lost::Icon => candidate.icon = None,
            Lost::Trash => candidate.is_trashed = false,
        }
    }
    candidate
}

/// What differs. The repairs do not count: the importer tells a key without a name, for one.
fn changed(expected: &Candidate, read: &Candidate) -> Vec<Field> {
    let (key, other) = (&expected.key_uri, &read.key_uri);
    [
        (key.issuer == other.issuer, Field::Issuer),
        (key.account == other.account, Field::Account),
        (key.secret == other.secret, Field::Secret),
        (key.algorithm == other.algorithm, Field::Algorithm),
        (key.digits == other.digits, Field::Digits),
        (key.kind == other.kind, Field::Kind),
        (expected.note == read.note, Field::Note),
        (same_tags(&expected.tags, &read.tags), Field::Tags),
        (expected.is_pinned == read.is_pinned, Field::Pin),
        (expected.icon == read.icon, Field::Icon),
        (expected.is_trashed == read.is_trashed, Field::Trash),
    ]
    .into_iter()
    .filter_map(|(is_same, field)| (!is_same).then_some(field))
    .collect()
}

/// The same tags, in any order and however often each. Spaces around a tag say nothing, nor does a tag of spaces.
fn same_tags(some: &[String], others: &[String]) -> bool {
    let said = |tags: &[String]| -> BTreeSet<String> {
        tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
    };
    said(some) == said(others)
}
