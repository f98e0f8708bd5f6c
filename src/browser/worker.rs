//! Workers.
use wasm_bindgen::JsValue;
/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// It stopped.
    #[error("died")]
    Died,
    /// It was stopped.
    #[error("terminated")]
    Terminated,
}
/// A worker.
#[derive(Clone, Debug)]
pub struct Worker;
impl Worker {
    /// Starts one.
    ///
    /// # Errors
    /// Never.
    pub fn start() -> Result<Self, WorkerError> {
        Ok(Self)
    }
    /// Asks.
    ///
    /// # Errors
    /// Always.
    pub async fn request(&self, _body: &JsValue, _transfer: &[JsValue]) -> Result<JsValue, WorkerError> {
        Err(WorkerError::Died)
    }
    /// Ends it.
    pub fn terminate(&self) {}
}
