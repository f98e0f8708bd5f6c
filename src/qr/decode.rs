//! Pixels to text.

use quircs::{DataType, Quirc};
use serde::{Deserialize, Serialize};

use super::GrayImage;

/// Below this size a picture is also tried at twice its size: its modules may be a pixel or two.
const DOUBLED_BELOW_PIXELS: usize = 2 * 1024 * 1024;

/// Above this size a picture is also tried at half its size.
const HALVED_ABOVE_PIXELS: usize = 2 * 1024 * 1024;

/// The shortest side of a picture that can hold a code, in pixels: the smallest code has 21 modules.
const SIDE_MIN_PIXELS: usize = 21;

/// Why a picture gave no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error, Serialize, Deserialize)]
pub enum DecodeError {
    /// There is nothing that looks like a QR code.
    #[error("the picture shows no QR code")]
    NothingFound,
    /// There is something that looks like one, too small, blurred or damaged to be read.
    #[error("the picture shows a QR code that cannot be read")]
    Unreadable,
}

/// What one look at a picture saw.
#[derive(Default)]
struct Look {
    found: Vec<Found>,
    saw_unreadable: bool,
}

struct Found {
    /// Where the middle of the code is: thousandths of the picture's height and width.
    place: (i64, i64),
    text: String,
}

/// Reads every QR code of a picture. The texts come in reading order, none twice.
///
/// The picture is looked at again, inverted (codes on dark backgrounds) and in another size, as long as there is nothing
/// to read, or something that was seen and not read.
pub fn decode(image: &GrayImage) -> Result<Vec<String>, DecodeError> {
    if image.width().min(image.height()) < SIDE_MIN_PIXELS {
        return Err(DecodeError::NothingFound);
    }
    let pixels = image.width() * image.height();
    let mut seen = Look::default();
    let mut is_done = look(image, &mut seen) || look(&image.inverted(), &mut seen);
    if !is_done && pixels < DOUBLED_BELOW_PIXELS {
        let doubled = image.doubled();
        is_done = look(&doubled, &mut seen) || look(&doubled.inverted(), &mut seen);
    }
    if !is_done && pixels > HALVED_ABOVE_PIXELS {
        let halved = image.halved();
        let _ = look(&halved, &mut seen) || look(&halved.inverted(), &mut seen);
    }
    match (seen.found.is_empty(), seen.saw_unreadable) {
        (true, false) => Err(DecodeError::NothingFound),
        (true, true) => Err(DecodeError::Unreadable),
        (false, _) => Ok(in_reading_order(seen.found)),
    }
}

/// Looks once, adds what was seen, and answers whether that is all there is.
fn look(image: &GrayImage, seen: &mut Look) -> bool {
    let mut quirc = Quirc::default();
    let mut is_all_read = true;
    for code in quirc.identify(image.width(), image.height(), image.pixels()) {
        let read = code.ok().and_then(|code| Some((code.corners, text(&code.decode().ok()?))));
        let Some((corners, text)) = read else {
            is_all_read = false;
            continue;
        };
        let middle = |sum: i32, side: usize| i64::from(sum) * 250 / side as i64;
        let place = (
            middle(corners.iter().map(|corner| corner.y).sum(), image.height()),
            middle(corners.iter().map(|corner| corner.x).sum(), image.width()),
        );
        if !seen.found.iter().any(|found| found.text == text) {
            seen.found.push(Found { place, text });
        }
    }
    seen.saw_unreadable |= !is_all_read;
    is_all_read && !seen.found.is_empty()
}

/// The bytes of a code as text. Nearly all are UTF-8, whatever they say; the standard's own default is Latin-1, which
/// knows every byte.
fn text(data: &quircs::Data) -> String {
    match std::str::from_utf8(&data.payload) {
        Ok(text) if data.data_type != Some(DataType::Kanji) || text.is_ascii() => text.to_owned(),
        _ => data.payload.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// From the top, and in a row from the left. Codes whose middles differ by less than a tenth of the picture's height are
/// in one row.
fn in_reading_order(mut found: Vec<Found>) -> Vec<String> {
    const ROW: i64 = 100;
    found.sort_unstable_by_key(|found| found.place);
    let mut texts = Vec::with_capacity(found.len());
    let mut rest = found.as_mut_slice();
    while let Some(first) = rest.first() {
        let bottom = first.place.0 + ROW;
        let (row, below) = rest.split_at_mut(rest.partition_point(|found| found.place.0 < bottom));
        row.sort_unstable_by_key(|found| found.place.1);
        texts.extend(row.iter_mut().map(|found| std::mem::take(&mut found.text)));
        rest = below;
    }
    texts
}
