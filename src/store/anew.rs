//! What is judged anew when another tab was faster.

use super::StoreError;

/// How often something is judged, on what is stored then. Other tabs that are faster each time mean that something else is
/// wrong.
pub const TRIES: usize = 5;

/// What `judge` gives at last: it gives nothing when another tab was faster, and then reads and judges again.
///
/// # Errors
/// What `judge` gives; [`StoreError::Conflict`] when other tabs were faster [`TRIES`] times.
pub async fn judged_anew<T, E: From<StoreError>>(judge: impl AsyncFn() -> Result<Option<T>, E>) -> Result<T, E> {
    for _ in 0..TRIES {
        if let Some(judged) = judge().await? {
            return Ok(judged);
        }
    }
    Err(StoreError::Conflict.into())
}

/// What was done; nothing, when another tab was faster.
///
/// # Errors
/// Every other one.
pub fn unless_faster<T>(done: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(StoreError::Conflict) => Ok(None),
        Err(error) => Err(error),
    }
}
