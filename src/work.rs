//! Work that takes longer than a frame, as values: what is asked, and what comes of it.
//!
//! It knows nothing of either side and of no thread. Each side makes its own heavy work a [`Task`]; the browser's rooms
//! carry it to a worker and bring the outcome back, and a native test performs it where it stands.

use serde::{Serialize, de::DeserializeOwned};

/// Something to do that is known by its name, and that needs nothing but its own fields.
///
/// It is performed in another thread, so both ends of it are plain data. It must not panic: what can fail is a `Result`
/// in its outcome.
pub trait Task: Serialize + DeserializeOwned {
    /// What tells it from all others, on the way to the worker.
    const NAME: &'static str;
    /// What comes of it.
    type Outcome: Serialize + DeserializeOwned;

    /// Does it, in this thread.
    fn perform(self) -> Self::Outcome;
}
