//! The authenticator's work that takes longer than a frame: keys out of passwords.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::slots::{DeriveError, PasswordParameters};
use super::vault::WrappingKey;
use crate::work::Task;

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
}
