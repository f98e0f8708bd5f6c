//! Pixels, as a decoder wants them: one byte of brightness each.

use std::fmt;

/// The most pixels that are looked at: more than any camera has, and less than what fills the memory.
const PIXELS_MAX: usize = 64 * 1024 * 1024;

/// A picture in shades of grey, row by row, 0 for black. It has at least one pixel.
///
/// It may show a key, so `Debug` shows the size only.
#[derive(Clone, PartialEq, Eq)]
pub struct GrayImage {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// Why some bytes are no picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ImageError {
    /// No width or no height.
    #[error("the picture has no pixels")]
    Empty,
    /// Too many pixels to look at.
    #[error("the picture is too large")]
    TooLarge,
    /// The number of bytes is not that of a picture of this size.
    #[error("a picture of this size has {expected} bytes, not {found}")]
    WrongLength {
        /// How many bytes there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
}

impl GrayImage {
    /// A picture of one byte a pixel.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Result<Self, ImageError> {
        check_length(width, height, 1, pixels.len())?;
        Ok(Self { width, height, pixels })
    }

    /// A picture of four bytes a pixel: red, green, blue, opacity, as a canvas has them. What is transparent shows
    /// the white of paper.
    pub fn from_rgba(rgba: &[u8], width: usize, height: usize) -> Result<Self, ImageError> {
        check_length(width, height, 4, rgba.len())?;
        let pixels = rgba.as_chunks::<4>().0.iter().map(|pixel| brightness(*pixel)).collect();
        Ok(Self { width, height, pixels })
    }

    /// Pixels in a row.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// The brightness of every pixel, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Black for white.
    pub(super) fn inverted(&self) -> Self {
        Self { pixels: self.pixels.iter().map(|pixel| 255 - pixel).collect(), ..*self }
    }

    /// Twice as wide and high, every pixel four times: a module of one pixel becomes large enough to be followed.
    pub(super) fn doubled(&self) -> Self {
        let (width, height) = (self.width * 2, self.height * 2);
        let mut pixels = Vec::with_capacity(width * height);
        for row in self.pixels.chunks_exact(self.width) {
            for _ in 0..2 {
                pixels.extend(row.iter().flat_map(|pixel| [*pixel; 2]));
            }
        }
        Self { width, height, pixels }
    }

    /// Half as wide and high: the grain of a large photograph is averaged away.
    pub(super) fn halved(&self) -> Self {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let (left, right) = (x * 2, (x * 2 + 1).min(self.width - 1));
                let (top, bottom) = (y * 2, (y * 2 + 1).min(self.height - 1));
                let four = [(left, top), (right, top), (left, bottom), (right, bottom)];
                let sum: u16 = four.iter().map(|(x, y)| u16::from(self.pixels[y * self.width + x])).sum();
                pixels.push((sum / 4) as u8);
            }
        }
        Self { width, height, pixels }
    }
}

/// How bright a pixel is on white paper (ITU-R BT.601).
fn brightness([red, green, blue, opacity]: [u8; 4]) -> u8 {
    let thousandths = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    let opacity = u32::from(opacity);
    ((thousandths / 1000 * opacity + 255 * (255 - opacity)) / 255) as u8
}

fn check_length(width: usize, height: usize, bytes_per_pixel: usize, found: usize) -> Result<(), ImageError> {
    if width == 0 || height == 0 {
        return Err(ImageError::Empty);
    }
    let pixels = width.checked_mul(height).filter(|pixels| *pixels <= PIXELS_MAX).ok_or(ImageError::TooLarge)?;
    let expected = pixels * bytes_per_pixel;
    if found == expected { Ok(()) } else { Err(ImageError::WrongLength { expected, found }) }
}

impl fmt::Debug for GrayImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GrayImage({} × {} pixels)", self.width, self.height)
    }
}
