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
            Some(text) if text.starts_with(['{', '[']) && is_worth_its_memory(text) => match serde_json::from_str(text)
            {
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

/// Whether what stands in memory for this JSON bears some proportion to its length. One member in an object takes six
/// hundred bytes, so that `[{"":0},…` would take eighty times its length. What programs write has names and values in
/// its objects: forty bytes each and more.
fn is_worth_its_memory(text: &str) -> bool {
    const ALWAYS: usize = 1_000;
    const BYTES_PER_OBJECT: usize = 20;
    const BYTES_PER_ARRAY: usize = 8;
    let (mut objects, mut arrays) = (0, 0);
    let (mut is_in_text, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_in_text,
            b'"' => is_in_text = !is_in_text,
            b'{' if !is_in_text => objects += 1,
            b'[' if !is_in_text => arrays += 1,
            _ => {}
        }
    }
    objects <= ALWAYS + text.len() / BYTES_PER_OBJECT && arrays <= ALWAYS + text.len() / BYTES_PER_ARRAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_that_would_fill_the_memory_is_not_taken_for_any() {
        for (piece, is_taken) in [
            (r#"{"":0},"#, false),
            ("{},", false),
            ("[0],", false),
            (r#"{"secret":"MFRGGZDF","digits":6},"#, true),
            (r#"{"secret":[-12,100,7,44,-1,12,90]},"#, true),
            (r#""{[{[{[{[{[\"{[{[","#, true),
            ("0,", true),
        ] {
            let text = format!("[{}0]", piece.repeat(10_000));
            let document = Document::new(text.as_bytes()).unwrap();
            assert_eq!(document.json.is_some(), is_taken, "{piece}");
        }
        assert!(Document::new(b"[{\"\":0},{\"\":0}]").unwrap().json.is_some());
    }

    #[test]
    fn json_that_ends_too_early_is_told() {
        for text in ["{", "[{\"a\":", "\u{feff} {\"a\":\"b"] {
            assert_eq!(Document::new(text.as_bytes()).err(), Some(ImportError::Truncated), "{text}");
        }
        for text in ["", "{]", "[a", "\"a", "5"] {
            assert!(Document::new(text.as_bytes()).unwrap().json.is_none(), "{text}");
        }
    }
}
