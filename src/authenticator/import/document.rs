//! Bytes, looked at once for all formats: JSON, other text, or neither.

use serde_json::Value;

use super::{ImportError, error::FILE_BYTES_MAX};

/// A file as the formats see it.
pub(super) struct Document<'a> {
    /// Every byte of it.
    pub bytes: &'a [u8],
    /// As text without a byte order mark, if it is UTF-8.
    pub text: Option<&'a str>,
    /// As JSON, if it is an object or an array.
    pub json: Option<Value>,
}

impl<'a> Document<'a> {
    /// Looks at the bytes. JSON that ends too early is told as such, since nothing else begins with `{"`.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, ImportError> {
        if bytes.len() > FILE_BYTES_MAX {
            return Err(ImportError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{feff}'));
        let json = match text.map(str::trim_start) {
            Some(text) if text.starts_with(['{', '[']) => match serde_json::from_str(text) {
                Ok(json) => Some(json),
                Err(error) if error.is_eof() => return Err(ImportError::Truncated),
                Err(_) => None,
            },
            _ => None,
        };
        Ok(Self { bytes, text, json })
    }

    /// A member of the JSON object, if it is one.
    pub(super) fn member(&self, name: &str) -> Option<&Value> {
        self.json.as_ref()?.get(name)
    }
}
