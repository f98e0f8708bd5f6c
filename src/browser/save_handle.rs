//! A file of the person's own disk that the page may write again and again (the File System Access API).
//! Chromium on a desktop has it; the others do not.

use super::js;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FileSystemFileHandle, FileSystemWritableFileStream};

/// Why the file was not chosen, read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// This browser cannot write into files.
    #[error("this browser cannot write into files")]
    Unavailable,
    /// The person chose none.
    #[error("no file was chosen")]
    Cancelled,
    /// Not allowed, no more, or not in that folder; or the browser wants a click just before.
    #[error("the file may not be written")]
    NotAllowed,
    /// It was moved or deleted.
    #[error("the file is gone")]
    Gone,
    /// Another program holds it.
    #[error("the file is in use")]
    InUse,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// It failed otherwise.
    #[error("the file cannot be written")]
    Failed,
}

impl SaveError {
    fn of(error: &JsValue) -> Self {
        match js::error_name(error).as_str() {
            "AbortError" => Self::Cancelled,
            "NotAllowedError" | "SecurityError" => Self::NotAllowed,
            "NotFoundError" => Self::Gone,
            "NoModificationAllowedError" | "InvalidStateError" => Self::InUse,
            "QuotaExceededError" => Self::Full,
            _ => Self::Failed,
        }
    }
}

/// Whether the page may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It may.
    Granted,
    /// The person has to be asked, after a click.
    Ask,
    /// The person said no.
    Denied,
}

impl Permission {
    fn of(state: &JsValue) -> Self {
        match state.as_string().as_deref() {
            Some("granted") => Self::Granted,
            Some("denied") => Self::Denied,
            _ => Self::Ask,
        }
    }
}

/// What the browser's dialog proposes.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The name of the file.
    pub file_name: &'a str,
    /// What such files are, in words.
    pub description: &'a str,
    /// Their media type.
    pub media_type: &'a str,
    /// Their extension, with the dot.
    pub extension: &'a str,
}

/// A chosen file. It can be kept in a database; after a restart the permission has usually to be asked again.
#[derive(Clone, Debug)]
pub struct SaveHandle(FileSystemFileHandle);

/// Whether this browser can write into files.
pub fn is_available() -> bool {
    js::method(&js_sys::global(), "showSaveFilePicker").is_some()
}

/// Lets the person choose where to save. Must follow a click or a key. Nothing is written yet, but the file may exist
/// already, empty.
///
/// # Errors
/// When it is not available or nothing was chosen.
pub async fn choose(proposal: Proposal<'_>) -> Result<SaveHandle, SaveError> {
    if !is_available() {
        return Err(SaveError::Unavailable);
    }
    let accept = js::object(&[(proposal.media_type, js::array([proposal.extension.into()]).into())]);
    let file_type = js::object(&[("description", proposal.description.into()), ("accept", accept)]);
    let options = js::object(&[("suggestedName", proposal.file_name.into()), ("types", js::array([file_type]).into())]);
    let chosen = js::call(&js_sys::global(), "showSaveFilePicker", &[options]).await;
    SaveHandle::from_js(chosen.map_err(|error| SaveError::of(&error))?).ok_or(SaveError::Failed)
}

impl SaveHandle {
    /// The browser's object, to be kept in a database.
    pub fn to_js(&self) -> JsValue {
        self.0.clone().into()
    }

    /// The handle kept earlier; none if the value is no handle of a file.
    pub fn from_js(value: JsValue) -> Option<Self> {
        let is_file =
            js::text(&value, "kind").as_deref() == Some("file") && js::method(&value, "createWritable").is_some();
        is_file.then(|| Self(value.unchecked_into()))
    }

    /// The file's name, without its folder, which no page learns.
    pub fn file_name(&self) -> String {
        self.0.name()
    }

    async fn permit(&self, method: &str) -> Result<Permission, SaveError> {
        let descriptor = js::object(&[("mode", "readwrite".into())]);
        let state = js::call(&self.0, method, &[descriptor]).await.map_err(|error| SaveError::of(&error))?;
        Ok(Permission::of(&state))
    }

    /// Whether the page may write now.
    ///
    /// # Errors
    /// When the browser does not tell.
    pub async fn permission(&self) -> Result<Permission, SaveError> {
        self.permit("queryPermission").await
    }

    /// Asks the person, if need be. Must follow a click or a key.
    ///
    /// # Errors
    /// When the browser does not ask.
    pub async fn request_permission(&self) -> Result<Permission, SaveError> {
        self.permit("requestPermission").await
    }

    /// Makes `bytes` the whole content of the file. The browser writes beside the file and swaps at the end: a failure
    /// leaves the old content.
    ///
    /// # Errors
    /// When the page may not, the file is gone, or the disk is full.
    pub async fn write(&self, bytes: &[u8]) -> Result<(), SaveError> {
        let stream = js::call(&self.0, "createWritable", &[]).await.map_err(|error| SaveError::of(&error))?;
        let mut writing = Writing(Some(stream.unchecked_into()));
        let Some(stream) = writing.0.clone() else { return Err(SaveError::Failed) };
        let content = Uint8Array::from(bytes);
        js::call(&stream, "write", &[content.into()]).await.map_err(|error| SaveError::of(&error))?;
        js::call(&stream, "close", &[]).await.map_err(|error| SaveError::of(&error))?;
        writing.0 = None;
        Ok(())
    }

    /// What the file holds now, to be compared with what was written.
    ///
    /// # Errors
    /// When the page may not, or the file is gone.
    pub async fn read(&self) -> Result<Vec<u8>, SaveError> {
        let file = js::call(&self.0, "getFile", &[]).await.map_err(|error| SaveError::of(&error))?;
        let buffer = js::call(&file, "arrayBuffer", &[]).await.map_err(|error| SaveError::of(&error))?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// A file being written. Dropped before its end, nothing of it stays.
struct Writing(Option<FileSystemWritableFileStream>);

impl Drop for Writing {
    fn drop(&mut self) {
        if let Some(stream) = self.0.take() {
            wasm_bindgen_futures::spawn_local(async move {
                // Fails when the stream has failed already; the old content stays either way.
                let _ = js::call(&stream, "abort", &[]).await;
            });
        }
    }
}
