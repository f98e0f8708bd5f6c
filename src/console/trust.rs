//! Browsers that are trusted for some days: no security code is asked for there.

use super::{AccountId, Place, TrustId};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A browser that an account trusts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrustedBrowser {
    /// Its name, which the browser keeps.
    pub id: TrustId,
    /// Whose.
    pub account: AccountId,
    /// Which browser.
    pub place: Place,
    /// When it was trusted.
    pub trusted_at: UnixMillis,
    /// From then on it is not.
    pub expires_at: UnixMillis,
}
