//! Passkeys: a second factor beside the codes.

use super::AccountId;
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A passkey that was added to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passkey {
    /// The credential's id, base64url; also the record's key.
    pub id: String,
    /// Whose.
    pub account: AccountId,
    /// When it was added.
    pub added_at: UnixMillis,
}
