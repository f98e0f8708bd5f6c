//! Images, and the QR codes in them.

use std::io::Cursor;

use counterpart::qr::{DecodeError, GrayImage, decode};
use image::{ImageError, ImageFormat, ImageReader, Limits};

/// The longest side that is looked at, in pixels: a small file can claim a picture that fills the memory.
const SIDE_PIXELS_MAX: u32 = 8_192;

/// The most that a decoder may allocate, in bytes: a picture of 12 megapixels has 48 MiB.
const MEMORY_BYTES_MAX: u64 = 48 << 20;

/// Why an image gave no text.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the image is damaged or truncated")]
    Damaged,
    #[error("the image is too large")]
    TooLarge,
    #[error(transparent)]
    NoCode(#[from] DecodeError),
}

/// The texts of the QR codes; nothing if the bytes are no image.
pub fn texts(bytes: &[u8]) -> Result<Option<Vec<String>>, PictureError> {
    let Some(format) = image::guess_format(bytes).ok().filter(ImageFormat::reading_enabled) else {
        return Ok(None);
    };
    match pixels(bytes, format) {
        Ok(picture) => Ok(Some(decode(&picture)?)),
        // Two letters are the whole mark of this format: a text may begin with them.
        Err(PictureError::Damaged) if format == ImageFormat::Bmp => Ok(None),
        Err(error) => Err(error),
    }
}

fn pixels(bytes: &[u8], format: ImageFormat) -> Result<GrayImage, PictureError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_PIXELS_MAX);
    limits.max_image_height = Some(SIDE_PIXELS_MAX);
    limits.max_alloc = Some(MEMORY_BYTES_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    })?;
    let rgba = picture.into_rgba8();
    let side = |pixels: u32| usize::try_from(pixels).map_err(|_| PictureError::TooLarge);
    let (width, height) = (side(rgba.width())?, side(rgba.height())?);
    GrayImage::from_rgba(&rgba, width, height).map_err(|_| PictureError::Damaged)
}
