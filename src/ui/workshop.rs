//! The page's handle to its worker: heavy work goes there and its outcome comes back, so that the page never stands still.
//!
//! One worker serves all; it starts with the first task. Giving up a task ends the worker, and with it whatever else was
//! under way: a key derivation cannot be interrupted otherwise.

use leptos::prelude::*;

use crate::{
    browser::worker::{Worker, WorkerError},
    work::Task,
};

/// Why a task has no outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WorkError {
    /// No worker could be started, or it stopped: most likely there was not enough memory.
    #[error("the worker stopped")]
    Died,
    /// The person gave it up.
    #[error("the work was cancelled")]
    Cancelled,
    /// What came back is not what was asked for.
    #[error("the worker's answer is not understood")]
    Answer,
}

/// A handle to the worker.
#[derive(Clone, Copy)]
pub struct Workshop {
    worker: StoredValue<Option<Worker>, LocalStorage>,
}

impl Workshop {
    /// Nothing is started yet.
    pub(super) fn new() -> Self {
        Self { worker: StoredValue::new_local(None) }
    }

    /// Performs a task in the worker.
    ///
    /// # Errors
    /// When the worker stops, or is stopped by [`Self::cancel`].
    pub async fn run<T: Task>(self, task: T) -> Result<T::Outcome, WorkError> {
        let worker = self.worker()?;
        let body = serde_wasm_bindgen::to_value(&(T::NAME, task)).map_err(|_| WorkError::Answer)?;
        let answer = worker.request(&body, &[]).await.map_err(|error| self.lost(error))?;
        serde_wasm_bindgen::from_value(answer).map_err(|_| WorkError::Answer)
    }

    /// Gives up whatever is under way.
    pub fn cancel(self) {
        if let Some(Some(worker)) = self.worker.try_update_value(Option::take) {
            worker.terminate();
        }
    }

    fn worker(self) -> Result<Worker, WorkError> {
        if let Some(Some(worker)) = self.worker.try_get_value() {
            return Ok(worker);
        }
        let worker = Worker::start().map_err(|_| WorkError::Died)?;
        self.worker.try_set_value(Some(worker.clone()));
        Ok(worker)
    }

    /// After a trap nothing in that worker can be trusted: the next task starts a fresh one.
    fn lost(self, error: WorkerError) -> WorkError {
        match error {
            WorkerError::Terminated => WorkError::Cancelled,
            _ => {
                self.cancel();
                WorkError::Died
            }
        }
    }
}

/// The worker, from the context that the app provides.
pub fn use_workshop() -> Workshop {
    use_context().unwrap_or_else(Workshop::new)
}
