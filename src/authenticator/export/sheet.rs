//! What stands on a sheet to print.

use zeroize::Zeroizing;

use super::{QR_TEXT_BYTES_MAX, key_uri};
use crate::authenticator::{Entry, EntryId};
use crate::otp::{Algorithm, Digits, KeyUri, Kind, Secret};

/// One entry on the sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Which entry.
    pub id: EntryId,
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Whose account it is; may be empty.
    pub account: String,
    /// What the codes count, and its period or counter.
    pub kind: Kind,
    /// The hash under the codes.
    pub algorithm: Algorithm,
    /// The length of a code.
    pub digits: Digits,
    /// The key in Base32, in groups of four, to be typed.
    pub key: Zeroizing<String>,
    /// The Key URI, to be shown as a QR code; none if it is too long for one.
    pub qr_text: Option<Zeroizing<String>>,
}

/// Without the key.
impl std::fmt::Debug for SheetRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetRow").field("id", &self.id).finish_non_exhaustive()
    }
}

impl SheetRow {
    /// What somebody has who has only the paper: the text of the QR code; of a row without one, what is typed from it. None
    /// if what is printed is no key.
    fn read(&self) -> Option<Zeroizing<String>> {
        if self.qr_text.is_some() {
            return self.qr_text.clone();
        }
        let key_uri = KeyUri {
            kind: self.kind,
            issuer: self.issuer.clone(),
            account: self.account.clone(),
            secret: Secret::from_base32(&self.key).ok()?,
            algorithm: self.algorithm,
            digits: self.digits,
        };
        Some(key_uri.to_uri())
    }
}

/// What the rows say, one a line, to be compared by [`super::verify`] with what they should say.
pub fn sheet_text(rows: &[SheetRow]) -> Zeroizing<String> {
    let lines: Vec<_> = rows.iter().filter_map(SheetRow::read).collect();
    // Room for all of it at once: a string that grows leaves copies of its contents behind.
    let mut text = Zeroizing::new(String::with_capacity(lines.iter().map(|line| line.len() + 1).sum()));
    for line in &lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The rows of a sheet, in the order of the entries.
pub fn sheet(entries: &[Entry]) -> Vec<SheetRow> {
    let row = |entry: &Entry| {
        let key_uri = key_uri(entry);
        let text = key_uri.to_uri();
        SheetRow {
            id: entry.id.clone(),
            key: key_uri.secret.to_base32_grouped(),
            kind: key_uri.kind,
            algorithm: key_uri.algorithm,
            digits: key_uri.digits,
            issuer: key_uri.issuer,
            account: key_uri.account,
            qr_text: (text.len() <= QR_TEXT_BYTES_MAX).then_some(text),
        }
    };
    entries.iter().map(row).collect()
}
