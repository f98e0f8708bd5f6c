//! Text to modules, and modules to the path of an SVG.

use std::fmt;
use std::fmt::Write as _;

use qrcode::bits::Bits;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, Version};

/// The white margin that a reader needs on every side, in modules (ISO/IEC 18004).
pub const QUIET_ZONE_MODULES: usize = 4;

/// Level M survives a glare or a finger on 15 % of the code, and is still small enough for a cheap camera.
const LEVEL: EcLevel = EcLevel::M;

/// The number by which a code says that its bytes are UTF-8 (ECI assignment).
const ECI_UTF8: u32 = 26;

/// The modules of one QR code.
///
/// The text may hold a key, so `Debug` shows the size only.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode {
    width_modules: usize,
    dark: Vec<bool>,
}

/// Why a text cannot become a QR code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EncodeError {
    /// The largest QR code does not hold it.
    #[error("the text is too long for a QR code")]
    TooLong,
}

impl QrCode {
    /// The smallest QR code for this text, at error correction level M.
    pub fn encode(text: &str) -> Result<Self, EncodeError> {
        let code = if text.is_ascii() {
            qrcode::QrCode::with_error_correction_level(text, LEVEL)
        } else {
            utf8_bits(text).and_then(|bits| qrcode::QrCode::with_bits(bits, LEVEL))
        };
        let code = code.map_err(|_| EncodeError::TooLong)?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { width_modules: code.width(), dark })
    }

    /// The modules on a side, without the quiet zone: 21 to 177.
    pub const fn width_modules(&self) -> usize {
        self.width_modules
    }

    /// The modules on a side, with the quiet zone: the size of the path's view box.
    pub const fn outer_width_modules(&self) -> usize {
        self.width_modules + 2 * QUIET_ZONE_MODULES
    }

    /// Whether the module in column `x`, row `y`, is dark. Nothing outside is.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width_modules && self.dark.get(y * self.width_modules + x).copied().unwrap_or(false)
    }

    /// The data of an SVG path that fills the dark modules, for a view box of `0 0 n n` with `n` =
    /// [`QrCode::outer_width_modules`]. Neighbours in a row are one rectangle, so that no seam shows between them.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.width_modules {
            let mut x = 0;
            while x < self.width_modules {
                let run = (x..self.width_modules).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    let (left, top) = (x + QUIET_ZONE_MODULES, y + QUIET_ZONE_MODULES);
                    // Writing into a string does not fail.
                    let _ = write!(path, "M{left} {top}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        path
    }
}

impl fmt::Debug for QrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QrCode({0} × {0} modules)", self.width_modules)
    }
}

/// Bytes that say that they are UTF-8. Left to itself, the encoder would take pairs of them for Japanese characters.
fn utf8_bits(text: &str) -> Result<Bits, QrError> {
    let mut result = Err(QrError::DataTooLong);
    for version in 1..=40 {
        let mut bits = Bits::new(Version::Normal(version));
        result = bits
            .push_eci_designator(ECI_UTF8)
            .and_then(|()| bits.push_byte_data(text.as_bytes()))
            .and_then(|()| bits.push_terminator(LEVEL))
            .map(|()| bits);
        if result.is_ok() {
            break;
        }
    }
    result
}
