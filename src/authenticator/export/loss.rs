//! What a format cannot carry.

use serde::{Deserialize, Serialize};

use super::{QR_TEXT_BYTES_MAX, google_transfer, key_uri};
use crate::authenticator::{Collection, Entry, EntryId};
use crate::otp::{Kind, Period};

/// A format that can be written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum ExportFormat {
    /// This project's own sealed file (`docs/vault.md`).
    Counterpart,
    /// A text of Key URIs, one a line.
    KeyUris,
    /// Google Authenticator's transfer, as texts for QR codes.
    GoogleTransfer,
    /// Aegis, JSON, plain or sealed.
    Aegis,
    /// A sheet to print: names, keys, and Key URIs for QR codes.
    Sheet,
}

impl ExportFormat {
    /// Every format, the one that loses nothing first.
    pub const ALL: [Self; 5] = [Self::Counterpart, Self::Aegis, Self::KeyUris, Self::GoogleTransfer, Self::Sheet];
}

/// Something of an entry that will not be in the file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Loss {
    /// Whose.
    pub id: EntryId,
    /// What.
    pub lost: Lost,
}

/// What of an entry a format cannot carry. When it came in, when it was last used and which phone's application holds it
/// say nothing to another program, and are not counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lost {
    /// All of it. Nothing else is then told of the entry.
    Entry(NotCarried),
    /// Spaces at an end of the issuer or the account.
    SpacesAroundName,
    /// The note.
    Note,
    /// The tags.
    Tags,
    /// That it is pinned.
    Pin,
    /// Its image.
    Icon,
    /// That it is in the trash: it comes back as one in use.
    Trash,
    /// Its QR code: the Key URI is too long for one. The key itself is there.
    QrCode,
}

/// Why a format cannot carry an entry at all: with the nearest thing that it can, the codes would be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NotCarried {
    /// It knows no Steam keys.
    Steam,
    /// It knows no such period.
    Period {
        /// The period, in seconds.
        secs: u32,
    },
    /// It knows no codes of this length.
    Digits {
        /// The length.
        digits: u8,
    },
    /// Its counters end before this one.
    Counter,
    /// It is longer than what one QR code takes.
    TooLong,
}

/// What this format cannot carry of these entries, in their order. Nothing else is lost: [`super::verify`] holds it to
/// that.
pub fn losses(format: ExportFormat, entries: &[Entry]) -> Vec<Loss> {
    entries
        .iter()
        .flat_map(|entry| lost(format, entry).into_iter().map(|lost| Loss { id: entry.id.clone(), lost }))
        .collect()
}

/// Whether these entries of all, in this format, are all that there is: then the file is a backup.
pub fn is_whole(format: ExportFormat, exported: &[Entry], all: &Collection) -> bool {
    exported.len() == all.len() && losses(format, exported).is_empty()
}

/// What this format cannot carry of this entry.
pub(super) fn lost(format: ExportFormat, entry: &Entry) -> Vec<Lost> {
    if format == ExportFormat::Counterpart {
        return Vec::new();
    }
    if let Some(reason) = not_carried(format, entry) {
        return vec![Lost::Entry(reason)];
    }
    let is_aegis = format == ExportFormat::Aegis;
    let is_icon_lost = entry.icon.as_ref().is_some_and(|icon| !is_aegis || icon.media_type == "image/webp");
    let has_spaces = [&entry.issuer, &entry.account].into_iter().any(|name| name.trim() != name);
    let is_qr_code_lost = format == ExportFormat::Sheet && key_uri(entry).uri_bytes() > QR_TEXT_BYTES_MAX;
    [
        (has_spaces, Lost::SpacesAroundName),
        (!entry.note.is_empty() && !is_aegis, Lost::Note),
        (!entry.tags.is_empty() && !is_aegis, Lost::Tags),
        (entry.is_pinned && !is_aegis, Lost::Pin),
        (is_icon_lost, Lost::Icon),
        (entry.trashed_at.is_some(), Lost::Trash),
        (is_qr_code_lost, Lost::QrCode),
    ]
    .into_iter()
    .filter_map(|(is_lost, lost)| is_lost.then_some(lost))
    .collect()
}

/// Why this format cannot carry this entry at all; none if it can.
pub(super) fn not_carried(format: ExportFormat, entry: &Entry) -> Option<NotCarried> {
    // Both keep counters in 63 bits.
    let is_counter_too_far = matches!(entry.kind, Kind::Hotp { counter } if i64::try_from(counter).is_err());
    match format {
        ExportFormat::Counterpart | ExportFormat::KeyUris | ExportFormat::Sheet => None,
        ExportFormat::Aegis => is_counter_too_far.then_some(NotCarried::Counter),
        ExportFormat::GoogleTransfer => match entry.kind {
            Kind::Steam => Some(NotCarried::Steam),
            Kind::Totp { period } if period != Period::THIRTY => Some(NotCarried::Period { secs: period.secs() }),
            _ if !matches!(entry.digits.get(), 6 | 8) => Some(NotCarried::Digits { digits: entry.digits.get() }),
            _ if is_counter_too_far => Some(NotCarried::Counter),
            _ if !google_transfer::fits(entry) => Some(NotCarried::TooLong),
            _ => None,
        },
    }
}
