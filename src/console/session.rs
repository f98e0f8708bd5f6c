//! Who is logged on, and what the browser remembers of it.

use super::{AccountId, LogOnId, Policy, RegistrationId, SessionId};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// With what a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Factors {
    /// The account was just opened, with a password and a phone.
    Opening,
    /// The password alone: no device was bound.
    Password,
    /// The password and a security code.
    PasswordAndCode,
}

/// A person logged on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its name, a bearer's secret.
    pub id: SessionId,
    /// Who.
    pub account: AccountId,
    /// With what.
    pub factors: Factors,
    /// When the person logged on.
    pub authenticated_at: UnixMillis,
    /// When it ends by itself.
    pub expires_at: UnixMillis,
}

impl Session {
    /// A session that begins now.
    pub fn begin(id: SessionId, account: AccountId, factors: Factors, now: UnixMillis, policy: &Policy) -> Self {
        let expires_at = now.plus_secs(policy.session_lifetime_secs);
        Self { id, account, factors, authenticated_at: now, expires_at }
    }

    /// Whether it still counts.
    pub fn is_valid(&self, now: UnixMillis) -> bool {
        now < self.expires_at
    }

    /// Whether the person logged on recently enough to change a factor (V11).
    pub fn is_fresh(&self, now: UnixMillis, policy: &Policy) -> bool {
        now < self.authenticated_at.plus_secs(policy.freshness_secs)
    }
}

/// What the browser remembers of the console: its cookies, in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserState {
    /// The session, when somebody is logged on.
    pub session: Option<SessionId>,
    /// The registration that waits for its SMS code.
    pub registration: Option<RegistrationId>,
    /// The attempt whose password was right and whose security code is awaited.
    pub log_on: Option<LogOnId>,
}

impl BrowserState {
    /// The key under which the one record is kept.
    pub const KEY: &'static str = "browser";
}
