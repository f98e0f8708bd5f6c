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
    ($(#[$meta:meta])* $name:ident, $bytes:literal) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

/// An identifier that is no secret.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident, $bytes:literal) => {
        identifier!($(#[$meta])* #[derive(Debug)] $name, $bytes);
    };
}

/// An identifier that is a bearer's secret: it hides in `Debug`.
macro_rules! bearer {
    ($(#[$meta:meta])* $name:ident, $bytes:literal) => {
        identifier!($(#[$meta])* $name, $bytes);

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

named!(
    /// Names an [`Account`](super::Account).
    AccountId, 16);
bearer!(
    /// Names a [`Registration`](super::Registration). Who holds it goes on with the form, which a browser remembers.
    RegistrationId, 16);
bearer!(
    /// Names a [`LogOnAttempt`](super::LogOnAttempt). Who holds it has shown the password.
    LogOnId, 16);
named!(
    /// Names a key that the wizard shows, for as long as it may be used.
    BindingKeyId, 16);
named!(
    /// Names a [`Device`](super::Device).
    DeviceId, 16);
named!(
    /// Names a [`ManualReview`](super::ManualReview).
    ReviewId, 16);
named!(
    /// Names an [`AuditEvent`](super::AuditEvent).
    EventId, 16);
bearer!(
    /// Names a [`TrustedBrowser`](super::TrustedBrowser). The browser keeps it as a cookie.
    TrustId, 16);
bearer!(
    /// Names a [`PasswordReset`](super::PasswordReset). Who holds it goes on with the reset.
    ResetId, 16);
named!(
    /// Names an [`Appeal`](super::Appeal).
    AppealId, 16);
named!(
    /// Names an [`Order`](super::Order).
    OrderId, 16);
bearer!(
    /// Names a [`Session`](super::Session). Who holds it is logged on, so it has 256 random bits.
    SessionId, 32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_hex_and_those_of_a_bearer_hide() {
        assert_eq!(AccountId::from_random([0xa5; 16]).as_str(), "a5".repeat(16));
        assert!(format!("{:?}", AccountId::from_random([0xa5; 16])).contains("a5"));
        let session = SessionId::from_random([0xa5; 32]);
        assert_eq!(session.as_str().len(), 64);
        let shown = format!(
            "{session:?} {:?} {:?} {:?} {:?}",
            RegistrationId::from_random([0xa5; 16]),
            LogOnId::from_random([0xa5; 16]),
            TrustId::from_random([0xa5; 16]),
            ResetId::from_random([0xa5; 16]),
        );
        assert_eq!(
            shown,
            "SessionId(redacted) RegistrationId(redacted) LogOnId(redacted) TrustId(redacted) ResetId(redacted)"
        );
    }
}
