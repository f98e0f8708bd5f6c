//! A Key URI as text.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::{KeyUri, Kind};

/// Everything is escaped but the unreserved characters of RFC 3986 §2.3, and the `@` of a mail address: a path and a
/// query may hold it, and a QR code has fewer modules for it. `+` is escaped, as half of the readers take it for a space.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// Counts what is written.
struct Length(usize);

impl fmt::Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

impl KeyUri {
    /// The URI, secret included. Algorithm, digits and period are written even where they are the defaults: not every
    /// reader has the same ones.
    pub fn to_uri(&self) -> Zeroizing<String> {
        // Room for all of it at once: a string that grows leaves copies of its contents behind.
        let mut uri = Zeroizing::new(String::with_capacity(self.uri_bytes()));
        // Writing to a string cannot fail.
        let _ = self.write_to(&mut *uri, &self.secret.to_base32());
        uri
    }

    /// How long the URI is, in bytes. The secret is not written for it.
    pub fn uri_bytes(&self) -> usize {
        let mut length = Length(self.secret.base32_characters());
        // Counting cannot fail.
        let _ = self.write_to(&mut length, "");
        length.0
    }

    fn write_to(&self, uri: &mut impl fmt::Write, secret: &str) -> fmt::Result {
        let (issuer, account) = (self.issuer.trim(), self.account.trim());
        let kind = match self.kind {
            Kind::Totp { .. } => "totp",
            Kind::Hotp { .. } => "hotp",
            Kind::Steam => "steam",
        };
        write!(uri, "otpauth://{kind}/")?;
        // An account with a colon would be split at it, had nobody said that the issuer before it is empty.
        if !issuer.is_empty() || account.contains(':') {
            write!(uri, "{}:", utf8_percent_encode(issuer, ESCAPED))?;
        }
        write!(uri, "{}?secret={secret}", utf8_percent_encode(account, ESCAPED))?;
        if !issuer.is_empty() {
            write!(uri, "&issuer={}", utf8_percent_encode(issuer, ESCAPED))?;
        }
        if self.kind != Kind::Steam {
            write!(uri, "&algorithm={}&digits={}", self.algorithm, self.digits.get())?;
        }
        match self.kind {
            Kind::Totp { period } => write!(uri, "&period={}", period.secs()),
            Kind::Hotp { counter } => write!(uri, "&counter={counter}"),
            Kind::Steam => Ok(()),
        }
    }
}
