//! Files and text that a person chose, pasted or dropped, and files handed to the person.

use super::clock::sleep;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};
use zeroize::Zeroizing;

/// The largest image that is read, in bytes: 10 MiB.
pub const IMAGE_LIMIT_BYTES: u64 = 10 * 1024 * 1024;
/// The largest file of another type, such as a backup, that is read, in bytes: 64 MiB.
pub const LIMIT_BYTES: u64 = 64 * 1024 * 1024;
/// How long the bytes of a download stay in memory, in milliseconds: the browser may ask where to put them.
const DOWNLOAD_MILLIS: u32 = 60_000;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Beyond [`IMAGE_LIMIT_BYTES`] or [`LIMIT_BYTES`].
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
    /// The browser made no download of it.
    #[error("the file cannot be handed over")]
    NotHandedOver,
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
    let limit_bytes = if blob.type_().starts_with("image/") { IMAGE_LIMIT_BYTES } else { LIMIT_BYTES };
    if bytes > limit_bytes {
        return Err(FileError::TooLarge { bytes, limit_bytes });
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

/// All files of a paste or a drop, whatever their type. Folders are among them and cannot be read.
pub fn files_in(transfer: &DataTransfer) -> Vec<File> {
    all(transfer.files())
}

/// The text of a paste or a drop, if there is any.
pub fn text_in(transfer: &DataTransfer) -> Option<Zeroizing<String>> {
    transfer.get_data("text/plain").ok().filter(|text| !text.is_empty()).map(Zeroizing::new)
}

/// The files chosen in an `<input type="file">`.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    all(input.files())
}

/// Hands the person a file of these bytes, as a download called `file_name`.
///
/// # Errors
/// When the browser refuses.
pub fn download(file_name: &str, media_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    let refused = |_| FileError::NotHandedOver;
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(refused)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(FileError::NotHandedOver)?;
    let anchor: HtmlAnchorElement = document
        .create_element("a")
        .ok()
        .and_then(|element| element.dyn_into().ok())
        .ok_or(FileError::NotHandedOver)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(refused)?;
    anchor.set_href(&url);
    anchor.set_download(file_name);
    anchor.click();
    spawn_local(async move {
        sleep(DOWNLOAD_MILLIS).await;
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
