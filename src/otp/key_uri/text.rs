//! A Key URI while it is still text: its parameters as they are written, to be put right before it is read.

use std::fmt;

use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use super::{KeyUri, KeyUriError, Repair, parse};

/// The text of a Key URI that may say something impossible. What a person decides is written into it; then it is read
/// like any other, by the one reader.
#[derive(Clone)]
pub struct KeyUriText(Zeroizing<String>);

/// Without the text, which holds a secret.
impl fmt::Debug for KeyUriText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyUriText(redacted)")
    }
}

impl KeyUriText {
    /// The text as it was scanned, pasted or typed.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// Reads it, as [`KeyUri::parse`] does.
    ///
    /// # Errors
    /// What is impossible in it.
    pub fn parse(&self) -> Result<(KeyUri, Vec<Repair>), KeyUriError> {
        KeyUri::parse(&self.0)
    }

    /// The different values of a parameter as they are written, escapes and all; empty ones left out.
    pub fn values(&self, parameter: &str) -> Vec<&str> {
        let mut values = Vec::new();
        for (name, value) in self.query().split('&').map(parse::name_and_value) {
            if name.eq_ignore_ascii_case(parameter) && !value.is_empty() && !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// The first value of a parameter, unescaped and cut to a length that can be shown; none if there is none.
    pub fn shown(&self, parameter: &str) -> Option<String> {
        self.values(parameter).first().map(|value| Self::as_shown(value))
    }

    /// A value as a person may see it: unescaped, without control characters, and not endless.
    pub fn as_shown(value: &str) -> String {
        const CHARACTERS_MAX: usize = 48;
        let unescaped = percent_decode_str(value).decode_utf8_lossy();
        unescaped.chars().filter(|character| !character.is_control()).take(CHARACTERS_MAX).collect()
    }

    /// Writes a parameter with this value, already escaped, in place of all that was said of it; none takes it out.
    #[must_use]
    pub fn with(&self, parameter: &str, value: Option<&str>) -> Self {
        let (head, query) = self.written().split_once('?').unwrap_or((self.written(), ""));
        // Room for all of it at once: a string that grows leaves copies of its contents behind.
        let room = self.0.len() + parameter.len() + value.map_or(0, str::len) + 4;
        let mut text = Zeroizing::new(String::with_capacity(room));
        text.push_str(head);
        let mut separator = '?';
        let mut push = |text: &mut String, pieces: [&str; 3]| {
            text.push(separator);
            pieces.into_iter().for_each(|piece| text.push_str(piece));
            separator = '&';
        };
        for piece in query.split('&').filter(|piece| !piece.is_empty()) {
            if !parse::name_and_value(piece).0.eq_ignore_ascii_case(parameter) {
                push(&mut text, [piece, "", ""]);
            }
        }
        if let Some(value) = value {
            push(&mut text, [parameter, "=", value]);
        }
        text.extend(self.0.get(self.written().len()..));
        Self(text)
    }

    /// Writes the type, as in `otpauth://totp/`, in place of the one that is there.
    #[must_use]
    pub fn with_type(&self, kind: &str) -> Self {
        let Some((scheme, rest)) = self.0.split_once("://") else { return self.clone() };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (_, rest) = rest.split_at(end);
        let mut text = Zeroizing::new(String::with_capacity(self.0.len() + kind.len()));
        for piece in [scheme, "://", kind, rest] {
            text.push_str(piece);
        }
        Self(text)
    }

    /// Whether this is its type, in any case of letters.
    pub fn is_type(&self, kind: &str) -> bool {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?']).next().is_some_and(|said| said.eq_ignore_ascii_case(kind))
    }

    fn query(&self) -> &str {
        self.written().split_once('?').map_or("", |(_, query)| query)
    }

    /// Without the spaces and line ends behind it.
    fn written(&self) -> &str {
        self.0.trim_end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_found_and_replaced_however_they_are_spelled() {
        let text = KeyUriText::new("otpauth://totp/a:b?secret=MFRGG&Period=0&amp;period=60&period=60&period=\n");
        assert_eq!(text.values("period"), ["0", "60"]);
        assert_eq!(*text.with("period", Some("30")).0, "otpauth://totp/a:b?secret=MFRGG&period=30\n");
        assert_eq!(*text.with("secret", None).with("period", None).0, "otpauth://totp/a:b\n");
        assert_eq!(*KeyUriText::new("otpauth://hotp/a").with("counter", Some("1")).0, "otpauth://hotp/a?counter=1");
    }

    #[test]
    fn the_type_is_replaced_and_nothing_else() {
        for (text, expected) in [
            ("otpauth://steam/a:b?x=steam", "otpauth://totp/a:b?x=steam"),
            ("OTPAUTH://STEAM?x", "OTPAUTH://totp?x"),
            ("otpauth://", "otpauth://totp"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(*KeyUriText::new(text).with_type("totp").0, expected);
        }
        assert!(KeyUriText::new("otpauth://TOTP?x").is_type("totp"));
        assert!(!KeyUriText::new("otpauth://totpx/a").is_type("totp"));
    }

    #[test]
    fn what_is_shown_is_short_and_unescaped() {
        assert_eq!(KeyUriText::new("otpauth://totp/a?issuer=A%20B%0A").shown("issuer").as_deref(), Some("A B"));
        assert_eq!(KeyUriText::as_shown(&"x".repeat(1_000)).len(), 48);
        assert!(!format!("{:?}", KeyUriText::new("otpauth://totp/a?secret=MFRGG")).contains("MFRGG"));
    }
}
