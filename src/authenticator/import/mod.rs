//! What other programs exported, read: one file a format.
//!
//! It knows bytes and a password, and gives back keys with what was said about them. It stores nothing and decides
//! nothing about what is here already: that is the preview's business. A default is taken only where the format defines
//! it; whatever would change the codes is told as [`Row::Unsupported`], never guessed.

mod aegis;
mod and_otp;
mod bitwarden;
mod bitwarden_sealed;
pub mod counterpart;
mod document;
mod ente_auth;
mod error;
mod fields;
mod format;
mod free_otp_plus;
mod google_transfer;
mod icon;
mod key_uris;
mod lastpass;
mod members;
mod pbkdf2;
mod proton;
mod raivo;
mod scrypt;
mod sealed;
mod secret_stream;
mod stratum;
mod transfer_parts;
mod two_fas;
mod uri_row;
mod whole;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use error::{FILE_BYTES_MAX, ImportError};
pub use format::Format;
pub use transfer_parts::{Part, PartAdded, TransferParts};

use crate::otp::{KeyUri, KeyUriError, Repair};

use super::Icon;
use document::Document;

/// A file or text that was understood.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Imported {
    /// What wrote it.
    pub format: Format,
    /// Whether it was sealed under a password.
    pub is_sealed: bool,
    /// Its entries, in its own order: those that can be taken and those that cannot.
    pub rows: Vec<Row>,
    /// What belongs to it and was not there: the parts of a transfer whose QR codes nobody brought. As long as there are
    /// any, `rows` is not all that was to come in, and a person is to be told so.
    pub missing_parts: Vec<Part>,
}

impl Imported {
    /// All of a file.
    pub const fn whole(format: Format, is_sealed: bool, rows: Vec<Row>) -> Self {
        Self { format, is_sealed, rows, missing_parts: Vec::new() }
    }
}

/// One entry of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Row {
    /// It can be taken in.
    Ready(Box<Candidate>),
    /// It cannot.
    Unsupported {
        /// Who asks for its codes; may be empty.
        issuer: String,
        /// For which account; may be empty.
        account: String,
        /// Why not.
        reason: KeyUriError,
    },
    /// Nothing of it can be read: not its key, nor whose it is. The file was changed or came off a bad disk.
    Damaged,
}

/// An entry that can be taken in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// The key and its names.
    pub key_uri: KeyUri,
    /// What was not as its format wants it, and was understood all the same.
    pub repairs: Vec<Repair>,
    /// The note that came with it.
    pub note: String,
    /// Tags, groups or folders that came with it.
    pub tags: Vec<String>,
    /// Whether it was pinned or a favourite.
    pub is_pinned: bool,
    /// Its own image, where the format carries one of a type that can be shown.
    pub icon: Option<Icon>,
    /// Whether it lay in the trash.
    pub is_trashed: bool,
}

impl Candidate {
    /// A key with nothing else said about it.
    pub fn new(key_uri: KeyUri, repairs: Vec<Repair>) -> Self {
        Self {
            key_uri,
            repairs,
            note: String::new(),
            tags: Vec::new(),
            is_pinned: false,
            icon: None,
            is_trashed: false,
        }
    }
}

/// What a file may ask of this machine before a person is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// The most memory that deriving a key from the password may take, in bytes.
    pub memory_bytes: u64,
    /// The most work that it may take, in blocks of a kibibyte hashed (memory in KiB times passes), or rounds.
    pub work: u64,
}

impl Default for Limits {
    /// What every current phone does in about a second or two: 256 MiB, and 1 GiB hashed in all.
    fn default() -> Self {
        Self { memory_bytes: 256 << 20, work: 1 << 20 }
    }
}

/// What opens a sealed file, and what it may cost.
#[derive(Clone, Default)]
pub struct Unlock {
    /// The password, as typed; none when nobody was asked yet.
    pub password: Option<Zeroizing<String>>,
    /// What deriving the key may cost.
    pub limits: Limits,
}

/// One format: how it is known, and how it is read.
struct Reader {
    format: Format,
    /// Whether this is it: by its content alone, never by a file's name.
    recognises: fn(&Document<'_>) -> bool,
    read: fn(&Document<'_>, &Unlock) -> Result<Imported, ImportError>,
}

/// Every format, the most particular first: the first that recognises a document reads it.
const READERS: &[Reader] = &[
    Reader { format: Format::Counterpart, recognises: counterpart::recognises, read: counterpart::read },
    Reader { format: Format::Stratum, recognises: stratum::recognises, read: stratum::read },
    Reader { format: Format::ProtonAuthenticator, recognises: proton::recognises, read: proton::read },
    // Before those of single lines, which it takes too: none of them knows what to do with its parts.
    Reader { format: Format::GoogleTransfer, recognises: google_transfer::recognises, read: google_transfer::read },
    Reader { format: Format::EnteAuth, recognises: ente_auth::recognises, read: ente_auth::read },
    Reader { format: Format::FreeOtpPlus, recognises: free_otp_plus::recognises, read: free_otp_plus::read },
    Reader { format: Format::LastPass, recognises: lastpass::recognises, read: lastpass::read },
    Reader { format: Format::Raivo, recognises: raivo::recognises, read: raivo::read },
    Reader { format: Format::Aegis, recognises: aegis::recognises, read: aegis::read },
    Reader { format: Format::TwoFas, recognises: two_fas::recognises, read: two_fas::read },
    Reader { format: Format::BitwardenJson, recognises: bitwarden::recognises_json, read: bitwarden::read_json },
    Reader { format: Format::BitwardenCsv, recognises: bitwarden::recognises_csv, read: bitwarden::read_csv },
    // Any text with a Key URI in it, so that whoever says more about one comes before.
    Reader { format: Format::KeyUris, recognises: key_uris::recognises, read: key_uris::read },
    // Its sealed file is known only by what it is not.
    Reader { format: Format::AndOtp, recognises: and_otp::recognises, read: and_otp::read },
];

/// Whether Ente Auth wrote a line of this text: it says more there than a key, so that to take the line for a mere Key
/// URI would lose notes, tags and pins, and bring what lies in the trash back into use.
pub fn is_of_ente_auth(text: &str) -> bool {
    ente_auth::has_own_lines(text.trim_start_matches('\u{feff}'))
}

/// Reads a file, a pasted text or a scanned text, whatever wrote it.
///
/// # Errors
/// When nothing here knows the format, or what [`ImportError`] names. The bytes are never changed, so that the same ones
/// can be read again with a password or with higher limits.
pub fn read(bytes: &[u8], unlock: &Unlock) -> Result<Imported, ImportError> {
    let document = Document::new(bytes)?;
    let reader = READERS.iter().find(|reader| (reader.recognises)(&document)).ok_or(ImportError::UnknownFormat)?;
    let imported = (reader.read)(&document, unlock)?;
    debug_assert_eq!(imported.format, reader.format, "a reader names its own format");
    Ok(imported)
}
