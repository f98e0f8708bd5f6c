//! A key that a person types: the way in when nothing can be scanned.

use std::fmt;

use zeroize::Zeroizing;

use crate::otp::{Algorithm, Digits, KeyUri, Kind, Period, Secret, SecretError, Steam};

use super::{Examination, ScanError, examine, scan};

/// The longest issuer or account, in Unicode scalar values: more is not a name but an accident of the clipboard.
pub const TEXT_CHARACTERS_MAX: usize = 128;

/// What the typed key counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ManualKind {
    /// The time, in steps of [`ManualKey::period_secs`].
    #[default]
    Timed,
    /// Its own codes, from [`ManualKey::counter`] on.
    Counting,
    /// The time, in Steam's letters. Algorithm, digits and period are Steam's: the fields for them are not looked at.
    Steam,
}

/// What was typed. The advanced fields begin with what nearly every site means, so that nothing is left empty unseen.
#[derive(Clone)]
pub struct ManualKey {
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Whose account it is.
    pub account: String,
    /// The key in Base32, in groups or not.
    pub key: String,
    /// What it counts.
    pub kind: ManualKind,
    /// The hash function.
    pub algorithm: Algorithm,
    /// How many digits a code has, as typed.
    pub digits: String,
    /// How long a code lives, in seconds, as typed. Looked at for [`ManualKind::Timed`] alone.
    pub period_secs: String,
    /// The counter of the next code, as typed. Looked at for [`ManualKind::Counting`] alone.
    pub counter: String,
}

impl Default for ManualKey {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            account: String::new(),
            key: String::new(),
            kind: ManualKind::default(),
            algorithm: Algorithm::default(),
            digits: Digits::default().get().to_string(),
            period_secs: Period::default().secs().to_string(),
            counter: 0.to_string(),
        }
    }
}

/// Without the key.
impl fmt::Debug for ManualKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManualKey")
            .field("issuer", &self.issuer)
            .field("account", &self.account)
            .field("kind", &self.kind)
            .field("algorithm", &self.algorithm)
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
    /// The key is a whole Key URI, or begins like one: [`ManualKey::pasted_uri`] reads it.
    #[error("the key is a Key URI")]
    KeyIsUri,
    /// The key is not Base32.
    #[error(transparent)]
    Key(SecretError),
    /// The digits are no number from 5 to 10.
    #[error("the digits are not a number from 5 to 10")]
    Digits,
    /// The period is no number from 1 to 86 400.
    #[error("the period is not a number of seconds from 1 to 86400")]
    Period,
    /// The counter is no number of 64 bits.
    #[error("the counter is not a number of 64 bits")]
    Counter,
}

impl ManualKey {
    /// What a Key URI says that was pasted into the field for the key; none if that holds anything else.
    pub fn pasted_uri(&self) -> Option<Result<Examination, ScanError>> {
        self.key_is_uri().then(|| examine(&self.key))
    }

    /// What was typed, under examination like any other key: what the person did not choose is asked where it may be
    /// wrong.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields.
    pub fn examined(&self) -> Result<Result<Examination, ScanError>, Vec<FieldError>> {
        let key_uri = self.check()?;
        let usual = Self::default();
        let chose_nothing = self.kind == usual.kind
            && self.algorithm == usual.algorithm
            && self.digits.trim() == usual.digits
            && self.period_secs.trim() == usual.period_secs;
        let text = key_uri.to_uri();
        if !chose_nothing {
            return Ok(examine(&text));
        }
        // A key of the issuer Steam that says nothing of its length may be Steam's own. Names have no bare `&`.
        let (before, after) = text.split_once("&digits=6").unwrap_or((&text, ""));
        let mut bare = Zeroizing::new(String::with_capacity(text.len()));
        bare.push_str(before);
        bare.push_str(after);
        Ok(examine(&bare))
    }

    fn key_is_uri(&self) -> bool {
        let key = self.key.trim();
        ["otpauth:", "otpauth-migration:", "steam://"].iter().any(|scheme| scan::has_scheme(key, scheme))
    }

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
        let secret = self.secret().map_err(|error| errors.push(error)).ok();
        let how = self.how().map_err(|wrong| errors.extend(wrong)).ok();
        match (secret, how) {
            (Some(secret), Some((kind, algorithm, digits))) if errors.is_empty() => {
                Ok(KeyUri { kind, issuer: issuer.to_owned(), account: account.to_owned(), secret, algorithm, digits })
            }
            _ => Err(errors),
        }
    }

    fn secret(&self) -> Result<Secret, FieldError> {
        if self.key.trim().is_empty() {
            return Err(FieldError::KeyMissing);
        }
        if self.key_is_uri() {
            return Err(FieldError::KeyIsUri);
        }
        Secret::from_base32(&self.key).map_err(FieldError::Key)
    }

    /// How a code is made of the key, by the advanced fields.
    fn how(&self) -> Result<(Kind, Algorithm, Digits), Vec<FieldError>> {
        let digits = || number(&self.digits).and_then(|digits| Digits::new(digits).ok()).ok_or(FieldError::Digits);
        let (kind, digits) = match self.kind {
            ManualKind::Steam => return Ok((Kind::Steam, Algorithm::Sha1, Steam::LENGTH)),
            ManualKind::Timed => {
                let period = number(&self.period_secs).and_then(|secs| Period::new(secs).ok());
                (period.map(|period| Kind::Totp { period }).ok_or(FieldError::Period), digits())
            }
            ManualKind::Counting => {
                let counter = number(&self.counter).map(|counter| Kind::Hotp { counter });
                (counter.ok_or(FieldError::Counter), digits())
            }
        };
        match (kind, digits) {
            (Ok(kind), Ok(digits)) => Ok((kind, self.algorithm, digits)),
            (kind, digits) => Err(digits.err().into_iter().chain(kind.err()).collect()),
        }
    }
}

/// The number that was typed: digits with spaces around them, and nothing else.
fn number<T: std::str::FromStr>(typed: &str) -> Option<T> {
    let typed = typed.trim();
    typed.bytes().all(|byte| byte.is_ascii_digit()).then(|| typed.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        authenticator::{Question, read_scanned},
        otp::UnixMillis,
    };

    fn typed(issuer: &str, account: &str, key: &str) -> ManualKey {
        ManualKey { issuer: issuer.into(), account: account.into(), key: key.into(), ..ManualKey::default() }
    }

    #[test]
    fn the_advanced_fields_are_what_the_key_becomes() {
        let key = || ManualKey { digits: " 8 ".into(), period_secs: "60".into(), ..typed("a", "b", "MFRGGZDF") };
        let timed = ManualKey { algorithm: Algorithm::Sha512, ..key() }.check().unwrap();
        assert_eq!(timed.kind, Kind::Totp { period: Period::SIXTY });
        assert_eq!((timed.algorithm, timed.digits), (Algorithm::Sha512, Digits::EIGHT));
        let counting = ManualKey { kind: ManualKind::Counting, counter: u64::MAX.to_string(), ..key() };
        assert_eq!(counting.check().unwrap().kind, Kind::Hotp { counter: u64::MAX });
        let steam = ManualKey { kind: ManualKind::Steam, algorithm: Algorithm::Sha256, ..key() }.check().unwrap();
        assert_eq!((steam.kind, steam.algorithm, steam.digits), (Kind::Steam, Algorithm::Sha1, Digits::FIVE));
        let plain = typed("a", "b", "MFRGGZDF").check().unwrap();
        assert_eq!((plain.kind, plain.algorithm, plain.digits), (Kind::default(), Algorithm::Sha1, Digits::SIX));
    }

    #[test]
    fn an_advanced_field_that_is_wrong_is_named_when_it_is_looked_at() {
        let wrong = |kind| ManualKey {
            digits: "4".into(),
            period_secs: "0".into(),
            counter: "-1".into(),
            kind,
            ..typed("a", "b", "MFRGGZDF")
        };
        assert_eq!(wrong(ManualKind::Timed).check(), Err(vec![FieldError::Digits, FieldError::Period]));
        assert_eq!(wrong(ManualKind::Counting).check(), Err(vec![FieldError::Digits, FieldError::Counter]));
        assert!(wrong(ManualKind::Steam).check().is_ok());
        for period_secs in ["", " ", "30s", "+30", "30.0", "86401", "99999999999"] {
            let key = ManualKey { period_secs: period_secs.into(), ..typed("a", "b", "MFRGGZDF") };
            assert_eq!(key.check(), Err(vec![FieldError::Period]), "{period_secs}");
        }
    }

    #[test]
    fn a_typed_key_is_examined_and_asked_about_where_nothing_was_chosen() {
        let questions = |key: &ManualKey| key.examined().unwrap().unwrap().questions().to_vec();
        let steam = || typed("Steam", "gabe", "MFRGGZDF");
        assert_eq!(questions(&steam()), [Question::PerhapsSteam]);
        assert_eq!(questions(&ManualKey { digits: "8".into(), ..steam() }), []);
        assert_eq!(questions(&ManualKey { kind: ManualKind::Steam, ..steam() }), []);
        for key in [typed("a&digits=6", "b#c:d", "MFRGGZDF"), ManualKey { kind: ManualKind::Counting, ..steam() }] {
            let (examined, repairs) = key.examined().unwrap().unwrap().finished().unwrap();
            assert_eq!((examined, repairs), (key.check().unwrap(), vec![]));
        }
        assert_eq!(typed("", "", "MFRGGZDF").examined().err(), Some(vec![FieldError::AccountMissing]));
    }

    #[test]
    fn a_uri_in_the_field_for_the_key_is_understood() {
        let uri = "  OTPAUTH://totp/Gov%20Cloud:alice?secret=MFRGGZDF&period=0";
        let pasted = typed("", "alice", uri);
        assert_eq!(pasted.check(), Err(vec![FieldError::KeyIsUri]));
        let examination = pasted.pasted_uri().unwrap().unwrap();
        assert_eq!((examination.issuer(), examination.questions().len()), ("Gov Cloud", 1));
        assert!(typed("", "alice", "otpauth-migration://offline?data=CjE").pasted_uri().unwrap().is_err());
        assert!(typed("", "alice", "MFRGGZDF").pasted_uri().is_none());
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
