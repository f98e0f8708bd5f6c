//! The console's work that takes longer than a frame: hashing passwords.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::password::{self, HashError, PasswordCheck, PasswordHash};
use super::recovery::RecoveryCode;
use crate::work::Task;

/// Hashes a new password.
#[derive(Serialize, Deserialize)]
pub struct HashPassword {
    /// The password, as typed.
    pub password: Zeroizing<String>,
    /// 16 random bytes.
    pub salt: [u8; 16],
}

impl Task for HashPassword {
    const NAME: &'static str = "hash a password";
    type Outcome = Result<PasswordHash, HashError>;

    fn perform(self) -> Self::Outcome {
        password::hash(&self.password, self.salt)
    }
}

/// Compares a typed password with a hash.
#[derive(Serialize, Deserialize)]
pub struct VerifyPassword {
    /// The password, as typed.
    pub password: Zeroizing<String>,
    /// The hash that is kept.
    pub hash: PasswordHash,
}

impl Task for VerifyPassword {
    const NAME: &'static str = "verify a password";
    type Outcome = PasswordCheck;

    fn perform(self) -> PasswordCheck {
        password::verify(&self.password, &self.hash)
    }
}

/// Hashes a set of recovery codes.
#[derive(Serialize, Deserialize)]
pub struct HashRecoveryCodes {
    /// The codes.
    pub codes: Vec<RecoveryCode>,
    /// 16 random bytes, for all of them.
    pub salt: [u8; 16],
}

impl Task for HashRecoveryCodes {
    const NAME: &'static str = "hash recovery codes";
    type Outcome = Result<Vec<PasswordHash>, HashError>;

    fn perform(self) -> Self::Outcome {
        self.codes.iter().map(|code| password::hash(code.as_str(), self.salt)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_verified_against_its_own_hash() {
        let password = |text: &str| Zeroizing::new(text.to_owned());
        let hash = HashPassword { password: password("correct horse"), salt: [7; 16] }.perform().unwrap();
        assert!(VerifyPassword { password: password("correct horse"), hash: hash.clone() }.perform().is_right());
        assert!(!VerifyPassword { password: password("battery staple"), hash }.perform().is_right());
    }
}
