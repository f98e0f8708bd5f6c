//! Codes that go out as modules and come back as pixels.

use proptest::prelude::*;

use super::*;

const KEY_URI: &str = "otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud&algorithm=SHA1&digits=6&period=30";

/// A white sheet on which codes are drawn.
struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Sheet {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![255; width * height] }
    }

    /// Draws a code with its quiet zone; `left` and `top` are where the quiet zone begins.
    fn draw(mut self, code: &QrCode, left: usize, top: usize, module_pixels: usize) -> Self {
        for y in 0..code.width_modules() * module_pixels {
            for x in 0..code.width_modules() * module_pixels {
                if code.is_dark(x / module_pixels, y / module_pixels) {
                    let inset = QUIET_ZONE_MODULES * module_pixels;
                    self.pixels[(top + inset + y) * self.width + left + inset + x] = 0;
                }
            }
        }
        self
    }

    fn image(self) -> GrayImage {
        GrayImage::new(self.width, self.height, self.pixels).unwrap()
    }
}

fn rasterise(code: &QrCode, module_pixels: usize) -> GrayImage {
    let side = code.outer_width_modules() * module_pixels;
    Sheet::new(side, side).draw(code, 0, 0, module_pixels).image()
}

#[test]
fn a_key_uri_comes_back_at_every_size() {
    let code = QrCode::encode(KEY_URI).unwrap();
    for module_pixels in 1..=12 {
        assert_eq!(decode(&rasterise(&code, module_pixels)), Ok(vec![KEY_URI.to_owned()]), "{module_pixels} pixels");
    }
}

#[test]
fn light_on_dark_is_read() {
    let code = QrCode::encode(KEY_URI).unwrap();
    assert_eq!(decode(&rasterise(&code, 4).inverted()), Ok(vec![KEY_URI.to_owned()]));
}

#[test]
fn a_transparent_picture_is_one_on_paper() {
    let code = QrCode::encode(KEY_URI).unwrap();
    let image = rasterise(&code, 3);
    let rgba: Vec<u8> = image.pixels().iter().flat_map(|pixel| [0, 0, 0, 255 - pixel]).collect();
    assert_eq!(GrayImage::from_rgba(&rgba, image.width(), image.height()), Ok(image));
}

#[test]
fn a_large_photograph_is_read() {
    let code = QrCode::encode(KEY_URI).unwrap();
    let mut sheet = Sheet::new(1_800, 1_400).draw(&code, 300, 200, 12);
    // The grain of a sensor in bad light: a fixed sequence of steps, so that the test is the same every time.
    let mut state = 1_u32;
    for pixel in &mut sheet.pixels {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 25) as u8;
        *pixel = if *pixel == 0 { 40 + grain / 2 } else { 220 - grain / 2 };
    }
    assert_eq!(decode(&sheet.image()), Ok(vec![KEY_URI.to_owned()]));
}

#[test]
fn several_codes_come_in_reading_order_and_none_twice() {
    let [one, two, three] = ["one", "two", "three"].map(|text| QrCode::encode(text).unwrap());
    let image = Sheet::new(400, 400)
        .draw(&three, 10, 220, 4)
        .draw(&two, 200, 10, 4)
        .draw(&one, 10, 30, 4)
        .draw(&one, 220, 230, 4)
        .image();
    assert_eq!(decode(&image), Ok(["one", "two", "three"].map(str::to_owned).to_vec()));
}

#[test]
fn nothing_and_ruins_are_told_apart() {
    assert_eq!(decode(&Sheet::new(200, 200).image()), Err(DecodeError::NothingFound));
    assert_eq!(decode(&Sheet::new(5, 5).image()), Err(DecodeError::NothingFound));
    let code = QrCode::encode(KEY_URI).unwrap();
    let (side, module_pixels) = (code.outer_width_modules() * 4, 4);
    let mut sheet = Sheet::new(side, side).draw(&code, 0, 0, module_pixels);
    // Every module between the finder patterns is painted over: the code is seen, and its text is gone.
    for y in 0..side {
        for x in 0..side {
            if (13 * module_pixels..side - 13 * module_pixels).contains(&y) && x > 13 * module_pixels {
                sheet.pixels[y * side + x] = 255;
            }
        }
    }
    assert_eq!(decode(&sheet.image()), Err(DecodeError::Unreadable));
}

#[test]
fn the_path_fills_exactly_the_dark_modules() {
    let code = QrCode::encode(KEY_URI).unwrap();
    let n = code.outer_width_modules();
    let mut filled = vec![false; n * n];
    for rectangle in code.svg_path().split('M').skip(1) {
        let (place, run) = rectangle.split_once('h').unwrap();
        let (left, top) = place.split_once(' ').unwrap();
        let (run, end) = run.split_once('v').unwrap();
        assert_eq!(end, format!("1h-{run}z"));
        let start = top.parse::<usize>().unwrap() * n + left.parse::<usize>().unwrap();
        filled[start..start + run.parse::<usize>().unwrap()].fill(true);
    }
    for y in 0..n {
        for x in 0..n {
            let is_dark = x >= QUIET_ZONE_MODULES
                && y >= QUIET_ZONE_MODULES
                && code.is_dark(x - QUIET_ZONE_MODULES, y - QUIET_ZONE_MODULES);
            assert_eq!(filled[y * n + x], is_dark, "module {x}, {y}");
        }
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    assert_eq!(QrCode::encode(&"a".repeat(2_332)), Err(EncodeError::TooLong));
    assert_eq!(QrCode::encode(&"é".repeat(1_200)), Err(EncodeError::TooLong));
    assert!(QrCode::encode(&"a".repeat(2_331)).is_ok_and(|code| code.width_modules() == 177));
    assert!(QrCode::encode("").is_ok_and(|code| !code.is_dark(21, 0) && !code.is_dark(0, 21)));
}

#[test]
fn bytes_that_are_no_picture_are_refused() {
    assert_eq!(GrayImage::new(0, 5, vec![]), Err(ImageError::Empty));
    assert_eq!(GrayImage::new(2, 2, vec![0; 5]), Err(ImageError::WrongLength { expected: 4, found: 5 }));
    assert_eq!(GrayImage::from_rgba(&[0; 15], 2, 2), Err(ImageError::WrongLength { expected: 16, found: 15 }));
    assert_eq!(GrayImage::from_rgba(&[], usize::MAX, 2), Err(ImageError::TooLarge));
}

#[test]
fn debug_shows_the_size_only() {
    let code = QrCode::encode("a").unwrap();
    assert_eq!(format!("{code:?} {:?}", rasterise(&code, 2)), "QrCode(21 × 21 modules) GrayImage(58 × 58 pixels)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_comes_back(
        text in prop_oneof!["[ -~]{1,300}", "[0-9]{1,300}", "[0-9A-Z $%*+./:-]{1,300}", "\\PC{1,80}"],
        module_pixels in 2_usize..=6,
    ) {
        let code = QrCode::encode(&text).unwrap();
        prop_assert_eq!(decode(&rasterise(&code, module_pixels)), Ok(vec![text]));
    }

    #[test]
    fn no_picture_panics(width in 1_usize..90, height in 1_usize..90, seed in any::<u32>(), block in 1_usize..5) {
        let mut state = seed;
        let mut noise = Vec::new();
        for _ in 0..width * height {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.push((state >> 24) as u8);
        }
        let pixels = (0..width * height)
            .map(|at| noise[at / width / block * width + at % width / block])
            .collect();
        let _ = decode(&GrayImage::new(width, height, pixels).unwrap());
    }

    #[test]
    fn no_damage_panics(from in 0_usize..40_000, length in 0_usize..20_000, value in any::<u8>(), turn in any::<bool>()) {
        let image = rasterise(&QrCode::encode(KEY_URI).unwrap(), 3);
        let (width, height) = (image.width(), image.height());
        let mut pixels = image.pixels().to_vec();
        let end = (from + length).min(pixels.len());
        pixels[from.min(end)..end].fill(value);
        if turn {
            pixels.reverse();
        }
        let _ = decode(&GrayImage::new(width, height, pixels).unwrap());
    }
}
