//! Associated data: what a sealed text is bound to, in bytes that can be read in one way only.

/// Fields one after another, each as its length in bytes (32 bits, big-endian) and then its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Associated(Vec<u8>);

impl Associated {
    /// Begins with what the sealed text is for, so that none is taken for one of another purpose.
    pub fn new(purpose: &str) -> Self {
        Self(Vec::with_capacity(128)).text(purpose)
    }

    /// A text, as UTF-8.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// A number of 32 bits, big-endian.
    #[must_use]
    pub fn number(self, number: u32) -> Self {
        self.bytes(&number.to_be_bytes())
    }

    /// Bytes as they are.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        // No field comes near 4 GiB; were one to, its length would be the greatest there is and the seal would not open.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    /// All of it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
