//! The parts of a transfer, put together as they come: one image after another, in any order.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::google_transfer::{PartContent, read_part};
use super::{Format, ImportError, Imported, Row};

/// The place of a part in its transfer. Its `Display` is what Google Authenticator writes under the QR code: “2 of 3”.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Part {
    /// Which one, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.number, self.of)
    }
}

/// What became of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartAdded {
    /// It belongs to the transfer of those before, or is the first of all.
    New(Part),
    /// It was there already: the same image, twice.
    Repeated(Part),
    /// It belongs to another transfer than those before. It is kept too, with the parts that it wants.
    OfAnother(Part),
}

/// Google Authenticator's QR codes, collected. Add every text that was scanned; it tells what is still missing.
#[derive(Clone, Default, Debug)]
pub struct TransferParts {
    transfers: Vec<Transfer>,
}

/// One export of that program.
#[derive(Clone, Debug)]
struct Transfer {
    batch_id: i32,
    of: u32,
    /// The parts that are there, by their numbers.
    parts: Vec<(u32, Vec<Row>)>,
}

impl Transfer {
    fn rows(&self, number: u32) -> Option<&[Row]> {
        self.parts.iter().find(|(there, _)| *there == number).map(|(_, rows)| rows.as_slice())
    }

    fn missing(&self) -> impl Iterator<Item = Part> {
        let mut is_there = vec![false; self.of as usize];
        for (number, _) in &self.parts {
            if let Some(place) = is_there.get_mut(*number as usize - 1) {
                *place = true;
            }
        }
        let of = self.of;
        (1..=of).zip(is_there).filter(|(_, is_there)| !is_there).map(move |(number, _)| Part { number, of })
    }
}

impl TransferParts {
    /// Whether a text is a part at all.
    pub fn is_part(text: &str) -> bool {
        super::google_transfer::is_transfer(text)
    }

    /// Adds the text of a QR code.
    ///
    /// # Errors
    /// [`ImportError::UnknownFormat`] when it is no part of a transfer; else when it is damaged or cut. Nothing is
    /// added then.
    pub fn add(&mut self, text: &str) -> Result<PartAdded, ImportError> {
        let PartContent { batch_id, part, rows } = read_part(text)?;
        let number = part.number;
        // Some programs give every transfer the same id: two different parts in one place are two transfers.
        let mut same =
            self.transfers.iter_mut().filter(|transfer| (transfer.batch_id, transfer.of) == (batch_id, part.of));
        let home = same.find(|transfer| transfer.rows(number).is_none_or(|there| there == rows));
        match home {
            Some(transfer) if transfer.rows(number).is_some() => Ok(PartAdded::Repeated(part)),
            Some(transfer) => {
                transfer.parts.push((number, rows));
                Ok(PartAdded::New(part))
            }
            None => {
                let is_first = self.transfers.is_empty();
                self.transfers.push(Transfer { batch_id, of: part.of, parts: vec![(number, rows)] });
                Ok(if is_first { PartAdded::New(part) } else { PartAdded::OfAnother(part) })
            }
        }
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.transfers.is_empty()
    }

    /// The parts that are there, transfer by transfer.
    pub fn present(&self) -> Vec<Part> {
        let parts = |transfer: &Transfer| {
            let mut parts: Vec<Part> =
                transfer.parts.iter().map(|(number, _)| Part { number: *number, of: transfer.of }).collect();
            parts.sort_unstable();
            parts
        };
        self.transfers.iter().flat_map(parts).collect()
    }

    /// The parts that are not there yet, transfer by transfer.
    pub fn missing(&self) -> Vec<Part> {
        self.transfers.iter().flat_map(Transfer::missing).collect()
    }

    /// The entries so far, in the order in which they were exported whatever the order of the images; and what is
    /// missing.
    pub fn imported(&self) -> Imported {
        let mut rows = Vec::new();
        for transfer in &self.transfers {
            let mut parts: Vec<&(u32, Vec<Row>)> = transfer.parts.iter().collect();
            parts.sort_unstable_by_key(|(number, _)| *number);
            rows.extend(parts.into_iter().flat_map(|(_, rows)| rows.iter().cloned()));
        }
        Imported { missing_parts: self.missing(), ..Imported::whole(Format::GoogleTransfer, false, rows) }
    }
}

#[cfg(test)]
#[path = "transfer_parts_tests.rs"]
mod tests;
