//! Why a file gives no entries.

use serde::{Deserialize, Serialize};

use super::Format;

/// What stops a file from being read. It holds nothing of the file's content.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// Nothing here knows it.
    #[error("the format is not known")]
    UnknownFormat,
    /// It is sealed: a password is wanted.
    #[error("the {} file is sealed: a password is needed", .format.name())]
    PasswordNeeded {
        /// Whose file it is.
        format: Format,
    },
    /// It is sealed, and not under a password: under a key that its program's servers keep for an account, or that a
    /// phone's chip does. Nothing opens it here; another export of the same program can be read.
    #[error("the {} file is not sealed under a password: export it again, under one or unsealed", .format.name())]
    SealedOtherwise {
        /// Whose file it is.
        format: Format,
    },
    /// The password does not open it.
    #[error("the password is wrong")]
    WrongPassword,
    /// It was cut short.
    #[error("the file is truncated")]
    Truncated,
    /// It is of a known format, and does not keep to it.
    #[error("the file is damaged")]
    Damaged,
    /// It is of a known format in a version that is not known here.
    #[error("the file is of version {version}, which is not known here")]
    UnknownVersion {
        /// The version that it names.
        version: u64,
    },
    /// Deriving its key asks for more than the [limits](super::Limits) allow. A person may allow it.
    #[error("opening the file asks for {memory_bytes} bytes of memory and {work} units of work")]
    AsksTooMuch {
        /// The memory, in bytes.
        memory_bytes: u64,
        /// The work, in the unit of [`Limits::work`](super::Limits::work).
        work: u64,
    },
    /// The file itself is larger than [`FILE_BYTES_MAX`].
    #[error("the file is larger than {FILE_BYTES_MAX} bytes")]
    TooLarge,
}

/// The largest file that is read at all: far more than ten thousand entries with their images.
pub const FILE_BYTES_MAX: usize = 64 << 20;
