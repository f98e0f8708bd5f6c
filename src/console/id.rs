//! Identifiers of the console's records: lower-case hex of random bytes that the caller brings. Two are not:
//! [`AppealId::next_of`] counts an account's appeals, and a [`Passkey`](super::Passkey) has the id of its credential.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// Lower-case hex of `bytes`.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier made of these random bytes.
            pub fn from_random(bytes: [u8; $bytes]) -> Self {
                Self(hex(&bytes))
            }

            /// The identifier's text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

identifier!(
    /// Names an [`Account`](super::Account).
    AccountId, 16);
identifier!(
    /// Names a [`Registration`](super::Registration).
    RegistrationId, 16);
identifier!(
    /// Names a [`LogOnAttempt`](super::LogOnAttempt).
    LogOnId, 16);
identifier!(
    /// Names a key that the wizard shows, for as long as it may be used.
    BindingKeyId, 16);
identifier!(
    /// Names a [`Device`](super::Device).
    DeviceId, 16);
identifier!(
    /// Names a [`ManualReview`](super::ManualReview).
    ReviewId, 16);
identifier!(
    /// Names an [`AuditEvent`](super::AuditEvent).
    EventId, 16);
identifier!(
    /// Names a [`TrustedBrowser`](super::TrustedBrowser). The browser keeps it as a cookie, so it is a bearer's secret.
    TrustId, 16);
identifier!(
    /// Names a [`PasswordReset`](super::PasswordReset).
    ResetId, 16);
identifier!(
    /// Names an [`Appeal`](super::Appeal).
    AppealId, 16);
identifier!(
    /// Names an [`Order`](super::Order).
    OrderId, 16);

/// Names a [`Session`](super::Session). Who holds it is logged on, so it has 256 random bits and hides in `Debug`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub String);

impl SessionId {
    /// The identifier made of these random bytes.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(hex(&bytes))
    }

    /// The identifier's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SessionId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SessionId(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_hex_and_a_session_hides_its_own() {
        assert_eq!(AccountId::from_random([0xa5; 16]).as_str(), "a5".repeat(16));
        let session = SessionId::from_random([1; 32]);
        assert_eq!(session.as_str().len(), 64);
        assert!(!format!("{session:?}").contains("01"));
    }
}
