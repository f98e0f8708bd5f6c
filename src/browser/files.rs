//! Files that a person chose, pasted or dropped.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, File, FileList, HtmlInputElement};

/// The largest file that is read, in bytes: 10 MiB.
pub const LIMIT_BYTES: u64 = 10 * 1024 * 1024;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Beyond [`LIMIT_BYTES`].
    #[error("the file has {bytes} bytes, {limit_bytes} are allowed")]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The largest allowed size in bytes.
        limit_bytes: u64,
    },
    /// Gone, or not allowed.
    #[error("the file cannot be read")]
    Unreadable,
}

/// A file as read.
#[derive(Clone, PartialEq, Eq)]
pub struct FileContent {
    /// Its name, without a folder.
    pub file_name: String,
    /// Its media type as the browser tells it by the name; may be empty.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for FileContent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A chosen image may hold a key: its size is enough.
        formatter.debug_struct("FileContent").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// Reads a file whole.
///
/// # Errors
/// When it is too large or cannot be read.
pub async fn read(file: &File) -> Result<FileContent, FileError> {
    let bytes = read_blob(file).await?;
    Ok(FileContent { file_name: file.name(), media_type: file.type_(), bytes })
}

/// Reads a blob whole.
///
/// # Errors
/// When it is too large or cannot be read.
pub async fn read_blob(blob: &Blob) -> Result<Vec<u8>, FileError> {
    let bytes = blob.size() as u64;
    if bytes > LIMIT_BYTES {
        return Err(FileError::TooLarge { bytes, limit_bytes: LIMIT_BYTES });
    }
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| FileError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn all(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect()).unwrap_or_default()
}

/// The images of a paste or a drop.
pub fn images_in(transfer: &DataTransfer) -> Vec<File> {
    all(transfer.files()).into_iter().filter(|file| file.type_().starts_with("image/")).collect()
}

/// The files chosen in an `<input type="file">`.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    all(input.files())
}
