//! Images that come with entries.

use super::sealed;
use crate::authenticator::Icon;

/// The image that a text spells in Base64, if it is one that can be shown. Its first bytes say what it is, not its
/// file: images are taken out of other programs' hands only as far as every browser draws them, without scripts.
pub(super) fn icon(base64: &str) -> Option<Icon> {
    let bytes = sealed::from_base64(base64)?;
    let media_type = match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => return None,
    };
    Some(Icon { media_type: media_type.to_owned(), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_what_an_image_is() {
        for (base64, expected) in [
            ("iVBORw0KGgo=", Some("image/png")),
            ("/9j/4AAQ", Some("image/jpeg")),
            ("UklGRgAAAABXRUJQ", Some("image/webp")),
            ("PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=", None),
            ("R0lGODlh", None),
            ("", None),
            ("?", None),
        ] {
            assert_eq!(icon(base64).map(|icon| icon.media_type).as_deref(), expected, "{base64}");
        }
    }
}
