//! How a database fails.

use indexed_db_futures::error::{DomException, Error, OpenDbError};

/// Why the database did not do what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// Another tab keeps an older version open and does not let go.
    #[error("another connection keeps the database open")]
    Blocked,
    /// The database was made by a newer version of the program.
    #[error("the database is newer than the program")]
    Newer,
    /// The browser has no database for this page, or refuses it.
    #[error("the browser refuses its database")]
    Unavailable,
    /// No space is left, or this site's share of it is used up.
    #[error("no space is left")]
    Full,
    /// This connection was closed, because the database is being upgraded or deleted elsewhere.
    #[error("the connection was closed")]
    Closed,
    /// A unique key exists already, or a condition of the writing was not met.
    #[error("the stored records are not as expected")]
    Conflict,
    /// The transaction was rolled back.
    #[error("the transaction was aborted")]
    Aborted,
    /// A record cannot be turned into its type, or back.
    #[error("a record is unreadable")]
    Unreadable,
}

impl DatabaseError {
    /// The failure that the browser calls by this name (Web IDL, DOMException names).
    pub(super) fn of_name(name: &str) -> Self {
        match name {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            "ConstraintError" => Self::Conflict,
            "InvalidStateError" => Self::Closed,
            "SecurityError" | "UnknownError" | "NotAllowedError" => Self::Unavailable,
            "DataCloneError" | "DataError" => Self::Unreadable,
            // A store that is missing: the database is not of this layout.
            "NotFoundError" => Self::Unreadable,
            _ => Self::Aborted,
        }
    }
}

impl From<Error> for DatabaseError {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => Self::of_name(&web_sys::DomException::from(exception).name()),
            Error::Serialisation(_) => Self::Unreadable,
            Error::MissingData(_) | Error::Unknown(_) => Self::Aborted,
        }
    }
}

impl From<OpenDbError> for DatabaseError {
    fn from(error: OpenDbError) -> Self {
        match error {
            // While opening, a state that forbids it is the browser's (private windows of some browsers).
            OpenDbError::Base(Error::DomException(DomException::InvalidStateError(_))) => Self::Unavailable,
            OpenDbError::Base(error) => error.into(),
            OpenDbError::VersionZero | OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => {
                Self::Unavailable
            }
        }
    }
}
