//! What is kept: the records of each database, the databases' versions, and their migrations.
//!
//! Knows the record types of both sides and the browser's database. Decides nothing: it stores what it is given, whole
//! or not at all, and gives it back. The console's database and those of authenticators never meet.

pub mod records;

#[cfg(target_arch = "wasm32")]
mod anew;
#[cfg(target_arch = "wasm32")]
pub mod authenticator;
#[cfg(target_arch = "wasm32")]
mod changes;
#[cfg(target_arch = "wasm32")]
pub mod console;
#[cfg(target_arch = "wasm32")]
pub mod erase;
#[cfg(target_arch = "wasm32")]
pub mod preferences;
#[cfg(target_arch = "wasm32")]
pub mod stage;
pub mod world;

#[cfg(target_arch = "wasm32")]
pub use anew::{TRIES, judged_anew, unless_faster};
#[cfg(target_arch = "wasm32")]
pub use authenticator::AuthenticatorStore;
#[cfg(target_arch = "wasm32")]
pub use changes::Changes;
#[cfg(target_arch = "wasm32")]
pub use console::ConsoleStore;
pub use records::{Kind, Stored};
#[cfg(target_arch = "wasm32")]
pub use stage::StageStore;
pub use world::World;

#[cfg(target_arch = "wasm32")]
use crate::otp::UnixMillis;

/// Why something is not stored, or not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another tab keeps an older version of the database open.
    #[error("another tab keeps the database open")]
    Blocked,
    /// No space is left for this site.
    #[error("no space is left")]
    Full,
    /// The browser refuses its storage, for instance in a private window.
    #[error("the browser refuses its storage")]
    Unavailable,
    /// The database was made by a newer version of the program.
    #[error("the database is newer than the program")]
    Newer,
    /// The connection was closed: everything was erased, or upgraded, in another tab. A reload helps.
    #[error("the connection was closed")]
    Closed,
    /// A name that must be unique is taken, or a record that must be unchanged has changed.
    #[error("the stored records are not as expected")]
    Conflict,
    /// The session on which a change stands has ended: nobody is logged on any more.
    #[error("nobody is logged on any more")]
    LoggedOut,
    /// The transaction was rolled back: nothing of it is stored.
    #[error("the transaction was aborted")]
    Aborted,
    /// The vault is locked: its key is not here.
    #[error("the vault is locked")]
    Locked,
    /// A stored record cannot be read.
    #[error("a stored record is unreadable")]
    Corrupt,
    /// The browser's cryptography is missing or failed.
    #[error("the browser's cryptography failed")]
    Cryptography,
    /// The browser gave no random bytes.
    #[error("the browser gave no random bytes")]
    Randomness,
    /// What had to be worked out first was not, most likely for want of memory.
    #[error("there was not enough memory")]
    Memory,
    /// What had to be worked out first was given up.
    #[error("the work was cancelled")]
    Cancelled,
}

/// The records by time; those of one moment stay in their order. Binary insertion: a sort of the standard library is five
/// times as much to download, and a few thousand records are put in order as fast.
#[cfg(target_arch = "wasm32")]
pub(crate) fn earliest_first<T>(records: Vec<T>, at: fn(&T) -> UnixMillis) -> Vec<T> {
    let mut order: Vec<(UnixMillis, usize)> = Vec::with_capacity(records.len());
    for (record, position) in records.iter().zip(0..) {
        let key = (at(record), position);
        let place = order.partition_point(|earlier| *earlier < key);
        order.insert(place, key);
    }
    let mut records: Vec<Option<T>> = records.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, position)| records.get_mut(position)?.take()).collect()
}

#[cfg(target_arch = "wasm32")]
mod errors {
    use super::StoreError;
    use crate::browser::crypto::CryptoError;
    use crate::browser::database::DatabaseError;
    use crate::browser::random::RandomError;
    use crate::console::password::HashError;

    impl From<DatabaseError> for StoreError {
        fn from(error: DatabaseError) -> Self {
            match error {
                DatabaseError::Blocked => Self::Blocked,
                DatabaseError::Newer => Self::Newer,
                DatabaseError::Unavailable => Self::Unavailable,
                DatabaseError::Full => Self::Full,
                DatabaseError::Closed => Self::Closed,
                DatabaseError::Conflict => Self::Conflict,
                DatabaseError::Aborted => Self::Aborted,
                DatabaseError::Unreadable => Self::Corrupt,
            }
        }
    }

    impl From<CryptoError> for StoreError {
        fn from(error: CryptoError) -> Self {
            match error {
                CryptoError::Randomness => Self::Randomness,
                CryptoError::Unavailable | CryptoError::Refused => Self::Cryptography,
            }
        }
    }

    impl From<HashError> for StoreError {
        fn from(_: HashError) -> Self {
            Self::Memory
        }
    }

    impl From<RandomError> for StoreError {
        fn from(_: RandomError) -> Self {
            Self::Randomness
        }
    }
}
