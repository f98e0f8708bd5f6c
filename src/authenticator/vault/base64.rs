//! Bytes in what is stored.

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// Bytes as Base64 (RFC 4648 §4, padded). It keeps the text that it was read from, so that damage in one place stops
/// neither the reading of the others nor is mended by writing it back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Base64(String);

impl Base64 {
    /// The spelling of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes; none if the text spells none.
    pub fn decode(&self) -> Option<Vec<u8>> {
        STANDARD.decode(&self.0).ok()
    }

    /// The bytes, if they are exactly this many.
    pub fn decode_array<const N: usize>(&self) -> Option<[u8; N]> {
        self.decode()?.try_into().ok()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
