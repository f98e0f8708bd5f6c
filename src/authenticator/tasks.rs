//! The authenticator's work that takes longer than a frame: keys out of passwords, texts out of pictures.

mod transfer;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use transfer::{CheckBackup, CheckExport, DeriveAegisKey, ReadFile};

use super::slots::{DeriveError, PasswordParameters};
use super::vault::WrappingKey;
use crate::{
    qr::{self, DecodeError, GrayImage},
    work::Task,
};

/// Derives the key of a password slot.
#[derive(Serialize, Deserialize)]
pub struct DeriveWrappingKey {
    /// The slot's parameters.
    pub parameters: PasswordParameters,
    /// The password, as typed.
    pub password: Zeroizing<String>,
}

impl Task for DeriveWrappingKey {
    const NAME: &'static str = "derive a wrapping key";
    /// The key's bytes: take them by [`WrappingKey::from_bytes`].
    type Outcome = Result<Zeroizing<[u8; WrappingKey::BYTES]>, DeriveError>;

    fn perform(self) -> Self::Outcome {
        self.parameters.derive(&self.password).map(|key| Zeroizing::new(*key.as_bytes()))
    }
}

/// Reads the QR codes of a picture.
#[derive(Serialize, Deserialize)]
pub struct ReadImage {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green, blue and opacity of each pixel, row by row from the top.
    #[serde(with = "crate::otp::bytes")]
    pub rgba: Vec<u8>,
}

impl Task for ReadImage {
    const NAME: &'static str = "read an image";
    /// The texts, in reading order. Bytes that are no picture show nothing.
    type Outcome = Result<Vec<Zeroizing<String>>, DecodeError>;

    fn perform(self) -> Self::Outcome {
        let image = GrayImage::from_rgba(&self.rgba, self.width, self.height).map_err(|_| DecodeError::NothingFound)?;
        qr::decode(&image).map(|texts| texts.into_iter().map(Zeroizing::new).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::slots::Salt;

    #[test]
    fn the_key_is_that_of_the_parameters() {
        let parameters = PasswordParameters::new(&Salt::from_random([5; 16]));
        let here = parameters.derive("correct horse").unwrap();
        let password = Zeroizing::new("correct horse".to_owned());
        let there = DeriveWrappingKey { parameters, password }.perform().unwrap();
        assert_eq!(WrappingKey::from_bytes(*there), here);
    }

    /// A picture of a QR code, `scale` pixels a module.
    fn picture(text: &str, scale: usize) -> ReadImage {
        let code = qr::QrCode::encode(text).unwrap();
        let margin = qr::QUIET_ZONE_MODULES;
        let side = (code.width_modules() + 2 * margin) * scale;
        let mut rgba = Vec::with_capacity(side * side * 4);
        for at in 0..side * side {
            let module = |pixel: usize| (pixel / scale).checked_sub(margin).filter(|at| *at < code.width_modules());
            let is_dark =
                module(at / side).zip(module(at % side)).is_some_and(|(row, column)| code.is_dark(column, row));
            let shade = if is_dark { 0 } else { 255 };
            rgba.extend([shade, shade, shade, 255]);
        }
        ReadImage { width: side, height: side, rgba }
    }

    #[test]
    fn a_picture_that_went_to_a_worker_and_back_is_read() {
        let text = "otpauth://totp/A:b?secret=MFRGGZDFMZTWQ2LK";
        let sent = serde_json::to_vec(&picture(text, 4)).unwrap();
        let arrived: ReadImage = serde_json::from_slice(&sent).unwrap();
        let texts = arrived.perform().unwrap();
        assert_eq!(texts.iter().map(|text| text.as_str()).collect::<Vec<_>>(), [text]);
    }

    #[test]
    fn bytes_that_are_no_picture_show_nothing() {
        for (width, height, bytes) in [(0, 0, 0), (100, 100, 7), (usize::MAX, 2, 8), (30, 30, 3_600)] {
            let outcome = ReadImage { width, height, rgba: vec![255; bytes] }.perform();
            assert_eq!(outcome, Err(DecodeError::NothingFound), "{width} × {height}");
        }
    }
}
