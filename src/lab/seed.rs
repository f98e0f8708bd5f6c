//! Random bytes that somebody else drew, dealt out piece by piece.

use super::PlantError;

/// How many random bytes the largest scenario takes: names, keys and salts.
pub const RANDOM_BYTES: usize = 2048;

/// The bytes that are left.
pub(super) struct Seed<'a>(&'a [u8]);

impl<'a> Seed<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `N` bytes. None is given out twice.
    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], PlantError> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(PlantError::TooFewRandomBytes)?;
        self.0 = rest;
        Ok(*taken)
    }
}
