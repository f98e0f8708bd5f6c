//! Recovery codes: what opens an account once each when no device is at hand (V12).

use super::{AccountId, PasswordHash};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// One account's recovery codes, as they are kept: salted and hashed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecoveryCodes {
    /// Whose; also the record's key.
    pub account: AccountId,
    /// When they were made.
    pub made_at: UnixMillis,
    /// The salt of every hash.
    pub salt: [u8; 16],
    /// The hashes of those that are left.
    pub left: Vec<PasswordHash>,
}
