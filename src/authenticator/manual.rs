//! A key that a person types: the way in when nothing can be scanned.

use std::fmt;

use crate::otp::{Algorithm, Digits, KeyUri, Kind, PERIOD_SECS_DEFAULT, Secret, SecretError};

/// The longest issuer or account, in Unicode scalar values: more is not a name but an accident of the clipboard.
pub const TEXT_CHARACTERS_MAX: usize = 128;

/// What the typed key counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ManualKind {
    /// The time, in steps of 30 seconds.
    #[default]
    Timed,
    /// Its own codes, from the counter 0 on.
    Counting,
}

/// What was typed.
#[derive(Clone, Default)]
pub struct ManualKey {
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Whose account it is.
    pub account: String,
    /// The key in Base32, in groups or not.
    pub key: String,
    /// What it counts.
    pub kind: ManualKind,
}

/// Without the key.
impl fmt::Debug for ManualKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManualKey")
            .field("issuer", &self.issuer)
            .field("account", &self.account)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FieldError {
    /// The issuer is longer than [`TEXT_CHARACTERS_MAX`].
    #[error("the issuer is too long")]
    IssuerTooLong,
    /// There is no account.
    #[error("the account is missing")]
    AccountMissing,
    /// The account is longer than [`TEXT_CHARACTERS_MAX`].
    #[error("the account is too long")]
    AccountTooLong,
    /// There is no key.
    #[error("the key is missing")]
    KeyMissing,
    /// The key is not Base32.
    #[error(transparent)]
    Key(SecretError),
}

impl ManualKey {
    /// The key, when every field is right; else everything that is wrong, in the order of the fields.
    pub fn check(&self) -> Result<KeyUri, Vec<FieldError>> {
        let (issuer, account) = (self.issuer.trim(), self.account.trim());
        let mut errors = Vec::new();
        if issuer.chars().count() > TEXT_CHARACTERS_MAX {
            errors.push(FieldError::IssuerTooLong);
        }
        if account.is_empty() {
            errors.push(FieldError::AccountMissing);
        } else if account.chars().count() > TEXT_CHARACTERS_MAX {
            errors.push(FieldError::AccountTooLong);
        }
        let secret = if self.key.trim().is_empty() {
            errors.push(FieldError::KeyMissing);
            None
        } else {
            Secret::from_base32(&self.key).map_err(|error| errors.push(FieldError::Key(error))).ok()
        };
        match secret {
            Some(secret) if errors.is_empty() => Ok(KeyUri {
                kind: match self.kind {
                    ManualKind::Timed => Kind::Totp { period_secs: PERIOD_SECS_DEFAULT },
                    ManualKind::Counting => Kind::Hotp { counter: 0 },
                },
                issuer: issuer.to_owned(),
                account: account.to_owned(),
                secret,
                algorithm: Algorithm::Sha1,
                digits: Digits::SIX,
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{authenticator::read_scanned, otp::UnixMillis};

    fn typed(issuer: &str, account: &str, key: &str) -> ManualKey {
        ManualKey { issuer: issuer.into(), account: account.into(), key: key.into(), kind: ManualKind::Timed }
    }

    #[test]
    fn a_key_typed_in_groups_is_the_key_that_was_scanned() {
        let typed = typed(" Gov Cloud ", "alice", "gezd gnbv-gy3t qojq gezd gnbv gy3t qojq").check().unwrap();
        let text = "otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud";
        assert_eq!(typed, read_scanned(text).unwrap().0);
        let entry = crate::authenticator::Entry::from_key_uri(
            typed,
            crate::authenticator::EntryId::from_random([1; 16]),
            "",
            UnixMillis(0),
        );
        assert_eq!(entry.code_at(UnixMillis::from_secs(59)).as_str(), "287082");
    }

    #[test]
    fn every_field_that_is_wrong_is_named_at_once() {
        let long = "x".repeat(TEXT_CHARACTERS_MAX + 1);
        assert_eq!(
            typed(&long, " ", " ").check().err(),
            Some(vec![FieldError::IssuerTooLong, FieldError::AccountMissing, FieldError::KeyMissing])
        );
        assert_eq!(typed("", &long, "MFRGG").check().err(), Some(vec![FieldError::AccountTooLong]));
        assert!(matches!(typed("", "alice", "not base32!").check().err().as_deref(), Some([FieldError::Key(_)])));
    }

    #[test]
    fn printing_it_does_not_print_the_key() {
        assert!(!format!("{:?}", typed("a", "b", "MFRGGZDF")).contains("MFRGG"));
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(issuer in ".*", account in ".*", key in ".*") {
            let _ = typed(&issuer, &account, &key).check();
        }

        #[test]
        fn every_key_in_base32_is_taken(bytes in prop::collection::vec(any::<u8>(), 1..64)) {
            let secret = Secret::from_bytes(bytes).unwrap();
            let read = typed("Gov Cloud", "alice", &secret.to_base32_grouped()).check().unwrap();
            prop_assert_eq!(read.secret, secret);
        }
    }
}
