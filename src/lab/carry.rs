//! The way of a key from the console to a phone: modules, pixels, and the authenticator's own reader.

use crate::authenticator::{ScanError, read_scanned};
use crate::otp::KeyUri;
use crate::qr::{self, DecodeError, EncodeError, GrayImage, ImageError, QUIET_ZONE_MODULES, QrCode};

/// How many pixels wide a module is drawn.
const MODULE_PIXELS: usize = 4;
const WHITE: u8 = 255;
const BLACK: u8 = 0;

/// Why a key did not arrive.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CarryError {
    /// It could not be drawn.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// What was drawn is no picture.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The picture could not be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// What was read is no key.
    #[error(transparent)]
    Scan(#[from] ScanError),
}

/// What an authenticator reads when a console shows this key as a QR code.
pub(super) fn carry(shown: &KeyUri) -> Result<KeyUri, CarryError> {
    let picture = draw(&QrCode::encode(&shown.to_uri())?)?;
    let texts = qr::decode(&picture)?;
    let text = texts.first().ok_or(DecodeError::NothingFound)?;
    Ok(read_scanned(text)?.0)
}

/// The code as a camera sees it that frames nothing else: dark modules on white, with the quiet zone around them.
fn draw(code: &QrCode) -> Result<GrayImage, ImageError> {
    let side = code.outer_width_modules() * MODULE_PIXELS;
    let inset = QUIET_ZONE_MODULES * MODULE_PIXELS;
    let mut pixels = vec![WHITE; side * side];
    for y in 0..code.width_modules() * MODULE_PIXELS {
        for x in 0..code.width_modules() * MODULE_PIXELS {
            if code.is_dark(x / MODULE_PIXELS, y / MODULE_PIXELS) {
                pixels[(inset + y) * side + inset + x] = BLACK;
            }
        }
    }
    GrayImage::new(side, side, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{Policy, Username, device};
    use crate::otp::Secret;

    #[test]
    fn what_arrives_is_what_was_shown() {
        for byte in [0, 1, 0x5a, 0xff] {
            let secret = Secret::from_bytes(vec![byte; 20]).unwrap();
            let shown = device::key_uri(&Username::parse("alice").unwrap(), secret, &Policy::gov_cloud());
            assert_eq!(carry(&shown), Ok(shown));
        }
    }
}
