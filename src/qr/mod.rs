//! QR codes, both ways: text to modules to the path of an SVG, and pixels to text.
//!
//! This room knows nothing of what the text means, and nothing of screens, cameras or files: whoever has pixels brings
//! them as bytes.

mod decode;
mod encode;
mod image;
#[cfg(test)]
mod tests;

pub use decode::{DecodeError, decode};
pub use encode::{EncodeError, QUIET_ZONE_MODULES, QrCode};
pub use image::{GrayImage, ImageError};
