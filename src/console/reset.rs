//! A forgotten password: a new one by an SMS code. The devices stay bound.

use super::{AccountId, PhoneCode, ResetId, Throttle};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A reset that waits for its SMS code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasswordReset {
    /// Its name.
    pub id: ResetId,
    /// Whose; none for a username that nobody has, which gets the same answers (V16).
    pub account: Option<AccountId>,
    /// The code.
    pub phone_code: PhoneCode,
    /// Brake on codes, where there is no account to keep it.
    pub throttle: Throttle,
    /// From then on it must be asked for anew.
    pub expires_at: UnixMillis,
}
