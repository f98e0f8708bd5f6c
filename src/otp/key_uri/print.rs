//! A Key URI as text.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{KeyUri, Kind};

/// Everything is escaped but the unreserved characters of RFC 3986 §2.3, and the `@` of a mail address: a path and a
/// query may hold it, and a QR code has fewer modules for it. `+` is escaped, as half of the readers take it for a space.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// The URI, secret included. Algorithm, digits and period are written even where they are the defaults: not every reader
/// has the same ones.
impl fmt::Display for KeyUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (issuer, account) = (self.issuer.trim(), self.account.trim());
        let kind = match self.kind {
            Kind::Totp { .. } => "totp",
            Kind::Hotp { .. } => "hotp",
            Kind::Steam => "steam",
        };
        write!(f, "otpauth://{kind}/")?;
        // An account with a colon would be split at it, had nobody said that the issuer before it is empty.
        if !issuer.is_empty() || account.contains(':') {
            write!(f, "{}:", utf8_percent_encode(issuer, ESCAPED))?;
        }
        write!(f, "{}?secret={}", utf8_percent_encode(account, ESCAPED), *self.secret.to_base32())?;
        if !issuer.is_empty() {
            write!(f, "&issuer={}", utf8_percent_encode(issuer, ESCAPED))?;
        }
        if self.kind != Kind::Steam {
            write!(f, "&algorithm={}&digits={}", self.algorithm, self.digits.get())?;
        }
        match self.kind {
            Kind::Totp { period } => write!(f, "&period={}", period.secs()),
            Kind::Hotp { counter } => write!(f, "&counter={counter}"),
            Kind::Steam => Ok(()),
        }
    }
}
