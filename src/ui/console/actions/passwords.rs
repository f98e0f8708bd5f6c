//! Hashing and comparing of passwords, which the worker does.

use zeroize::Zeroizing;

use super::super::state::{ConsoleState, Work, random};
use crate::{
    console::{
        PasswordCheck, PasswordHash,
        tasks::{HashPassword, VerifyPassword},
    },
    store::StoreError,
};

impl ConsoleState {
    /// The hash of a new password, under a salt of its own.
    pub(super) fn hashed(self, password: &Zeroizing<String>) -> Work<'static, Result<PasswordHash, StoreError>> {
        let password = password.clone();
        Box::pin(async move { self.hashed_with(password, random()?).await })
    }

    /// The hash of a password under this salt.
    pub(super) fn hashed_with(
        self,
        password: Zeroizing<String>,
        salt: [u8; 16],
    ) -> Work<'static, Result<PasswordHash, StoreError>> {
        let task = HashPassword { password, salt };
        Box::pin(async move { Ok(self.workshop.run(&task).await??) })
    }

    /// Whether a typed password is the one that was hashed.
    pub(super) fn is_hashed(
        self,
        typed: &Zeroizing<String>,
        hash: PasswordHash,
    ) -> Work<'static, Result<PasswordCheck, StoreError>> {
        let task = VerifyPassword { password: typed.clone(), hash };
        Box::pin(async move { Ok(self.workshop.run(&task).await?) })
    }
}
