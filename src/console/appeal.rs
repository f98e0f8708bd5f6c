//! The appeal of a person who lost the phone: the desk checks the identity, and after a waiting time unbinds.

use super::{AccountId, AppealId, Username};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// An appeal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appeal {
    /// Its name.
    pub id: AppealId,
    /// Whose.
    pub account: AccountId,
    /// The account's username, for the desk.
    pub username: Username,
    /// When it came in.
    pub submitted_at: UnixMillis,
}
