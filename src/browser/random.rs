//! Random bytes of the browser's cryptographic generator.

use std::fmt::Write as _;

/// The browser gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RandomError {
    /// `crypto.getRandomValues` is missing or failed.
    #[error("the browser's random generator is unavailable")]
    Unavailable,
}

/// `N` random bytes.
///
/// # Errors
/// When the browser has no generator.
pub fn bytes<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| RandomError::Unavailable)?;
    Ok(bytes)
}

/// So many random bytes.
///
/// # Errors
/// When the browser has no generator.
pub fn many(count: usize) -> Result<Vec<u8>, RandomError> {
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|_| RandomError::Unavailable)?;
    Ok(bytes)
}

/// `N` random bytes as 2 `N` lower-case hexadecimal digits.
///
/// # Errors
/// When the browser has no generator.
pub fn hex<const N: usize>() -> Result<String, RandomError> {
    Ok(bytes::<N>()?.iter().fold(String::with_capacity(2 * N), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
