//! What goes out: entries in formats that this program or another one reads.
//!
//! Before: [`losses`] says what a format cannot carry, entry by entry. Then one of the writers makes the bytes. After:
//! [`verify`] reads them by the importer and compares every entry with what went out, so that success is not claimed for
//! a file that nobody can read. Randomness is an argument. Nothing is stored here.

pub mod aegis;
pub mod counterpart;
pub mod google_transfer;
mod key_uris;
mod loss;
mod sheet;
#[cfg(test)]
mod tests;
mod verify;

pub use key_uris::key_uris;
pub use loss::{ExportFormat, Loss, Lost, NotCarried, is_whole, losses};
pub use sheet::{SheetRow, sheet, sheet_text};
pub use verify::{Difference, Field, verify, verify_by_key};

use super::Entry;
use crate::otp::{Algorithm, Digits, KeyUri, Kind};

/// The longest text that one QR code takes: 2,331 bytes, at version 40 and error correction level M (ISO/IEC 18004,
/// table 7).
pub const QR_TEXT_BYTES_MAX: usize = 2_331;

/// Why an export was not written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ExportError {
    /// The entries cannot be spelled or sealed.
    #[error("the export cannot be written")]
    NotWritable,
}

/// The entry's key and names, as a Key URI can say them.
pub fn key_uri(entry: &Entry) -> KeyUri {
    let is_steam = entry.kind == Kind::Steam;
    KeyUri {
        kind: entry.kind,
        issuer: entry.issuer.clone(),
        account: entry.account.clone(),
        secret: entry.secret.clone(),
        // Whatever else stands there, Steam's codes are made so.
        algorithm: if is_steam { Algorithm::Sha1 } else { entry.algorithm },
        digits: if is_steam { Digits::FIVE } else { entry.digits },
    }
}

/// The entries that the format carries at all, in their order.
fn carried(format: ExportFormat, entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(move |entry| loss::not_carried(format, entry).is_none())
}
