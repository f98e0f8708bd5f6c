//! The page's handle to its worker: heavy work goes there and its outcome comes back, so that the page never stands still.
//!
//! One worker serves all; it starts with the first task. Giving up a task ends the worker, and with it whatever else was
//! under way: a key derivation cannot be interrupted otherwise.

use js_sys::{Object, Reflect};
use leptos::prelude::*;

use crate::{
    browser::{database::with_big_integers, worker::Worker},
    store::StoreError,
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

impl From<WorkError> for StoreError {
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::Died | WorkError::Answer => Self::Memory,
            WorkError::Cancelled => Self::Cancelled,
        }
    }
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
    pub async fn run<T: Task>(self, task: &T) -> Result<T::Outcome, WorkError> {
        let worker = self.worker()?;
        let message = with_big_integers(&(T::NAME, task)).map_err(|_| WorkError::Answer)?;
        let answer = match worker.request(&message, &[]).await {
            Ok(answer) => answer,
            // Whoever cancels takes the worker away first; another may have been started since.
            Err(_) if self.worker.try_with_value(|held| held.as_ref() == Some(&worker)) != Some(true) => {
                return Err(WorkError::Cancelled);
            }
            Err(_) => {
                // After a trap nothing in that worker can be trusted: the next task starts a fresh one.
                self.worker.try_set_value(None);
                return Err(WorkError::Died);
            }
        };
        serde_wasm_bindgen::from_value(answer).map_err(|_| WorkError::Answer)
    }

    /// Gives up whatever is under way.
    pub fn cancel(self) {
        if let Some(Some(worker)) = self.worker.try_update_value(Option::take) {
            worker.terminate();
        }
    }

    fn worker(self) -> Result<Worker, WorkError> {
        if let Some(worker) = self.worker.try_get_value().flatten().filter(Worker::is_alive) {
            return Ok(worker);
        }
        let worker = start().ok_or(WorkError::Died)?;
        self.worker.try_set_value(Some(worker.clone()));
        Ok(worker)
    }
}

/// Starts the page's own script as a worker: it runs the same module, which is compiled once.
fn start() -> Option<Worker> {
    let tag = document().query_selector("script[data-wasm]").ok().flatten()?;
    let first = Object::new();
    Reflect::set(&first, &"module".into(), &wasm_bindgen::module()).ok()?;
    Reflect::set(&first, &"script".into(), &tag.get_attribute("data-js")?.into()).ok()?;
    Worker::start(&tag.get_attribute("src")?, &first, &[]).ok()
}

/// The worker, from the context that the app provides.
pub fn use_workshop() -> Workshop {
    use_context().unwrap_or_else(Workshop::new)
}
