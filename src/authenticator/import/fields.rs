//! What a format says of one entry, in its own words, made into a row. The one place where the importers judge values.

use zeroize::Zeroizing;

use super::{Candidate, Row};
use crate::otp::{Algorithm, Digits, KeyUri, KeyUriError, Kind, Period, Repair, Secret, Steam};

/// The type of a key, as formats tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SaidKind {
    Totp,
    Hotp,
    Steam,
    /// One that gives no codes here: mOTP, Yandex, …
    Other,
}

/// The key, as formats tell it.
pub(super) enum SaidSecret {
    Base32(Zeroizing<String>),
    Bytes(Zeroizing<Vec<u8>>),
}

/// What a format says of one entry. What it leaves out and defines a default for is filled in by its reader; `None` here
/// means that it is missing.
pub(super) struct Fields {
    pub kind: SaidKind,
    pub issuer: String,
    pub account: String,
    pub secret: SaidSecret,
    /// The name of the hash function, in any of the spellings that [`Algorithm`] takes.
    pub algorithm: Option<String>,
    pub digits: Option<u64>,
    pub period_secs: Option<u64>,
    pub counter: Option<u64>,
}

impl Fields {
    /// A row: the key, or why it is none.
    pub(super) fn into_row(self) -> Row {
        let (issuer, account) = (self.issuer.trim().to_owned(), self.account.trim().to_owned());
        match self.key_uri(issuer.clone(), account.clone()) {
            Ok((key_uri, repairs)) => Row::Ready(Box::new(Candidate::new(key_uri, repairs))),
            Err(reason) => Row::Unsupported { issuer, account, reason },
        }
    }

    fn key_uri(self, issuer: String, account: String) -> Result<(KeyUri, Vec<Repair>), KeyUriError> {
        let mut repairs = Vec::new();
        let kind = match self.kind {
            SaidKind::Other => return Err(KeyUriError::UnknownType),
            SaidKind::Steam => Kind::Steam,
            SaidKind::Hotp => Kind::Hotp { counter: self.counter.ok_or(KeyUriError::MissingCounter)? },
            SaidKind::Totp => {
                let secs = self.period_secs.and_then(|secs| u32::try_from(secs).ok());
                let period = secs.and_then(|secs| Period::new(secs).ok());
                Kind::Totp { period: period.ok_or(KeyUriError::BadPeriod)? }
            }
        };
        let secret = match &self.secret {
            SaidSecret::Base32(text) if text.trim().is_empty() => return Err(KeyUriError::MissingSecret),
            SaidSecret::Base32(text) => {
                repairs.extend(Repair::of_base32(text));
                Secret::from_base32(text)?
            }
            SaidSecret::Bytes(bytes) if bytes.is_empty() => return Err(KeyUriError::MissingSecret),
            SaidSecret::Bytes(bytes) => Secret::from_bytes(bytes.to_vec())?,
        };
        let algorithm = match &self.algorithm {
            None => return Err(KeyUriError::UnknownAlgorithm),
            Some(text) => text.parse::<Algorithm>().map_err(|_| KeyUriError::UnknownAlgorithm)?,
        };
        let digits =
            self.digits.and_then(|digits| u8::try_from(digits).ok()).and_then(|digits| Digits::new(digits).ok());
        let digits = digits.ok_or(KeyUriError::BadDigits)?;
        if kind == Kind::Steam {
            if algorithm != Algorithm::Sha1 {
                return Err(KeyUriError::NotOfSteam { parameter: "algorithm" });
            }
            if digits != Steam::LENGTH {
                return Err(KeyUriError::NotOfSteam { parameter: "digits" });
            }
            if self.period_secs.is_some_and(|secs| secs != u64::from(Steam::PERIOD.secs())) {
                return Err(KeyUriError::NotOfSteam { parameter: "period" });
            }
        }
        if issuer.is_empty() && account.is_empty() {
            repairs.push(Repair::NoName);
        }
        Ok((KeyUri { kind, issuer, account, secret, algorithm, digits }, repairs))
    }
}
