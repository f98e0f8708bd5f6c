//! What a scanned text is, when it is not a key as well.

use crate::otp::{KeyUri, KeyUriError, Repair};

/// What a text is that is not a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ForeignText {
    /// The address of a web page.
    WebAddress,
    /// Another authenticator's transfer of many keys.
    Migration,
    /// Anything else.
    Other,
}

/// Why a scanned text gave no key. It never holds the text: what was scanned by mistake may be a secret.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ScanError {
    /// It is something else.
    #[error("the text is not a Key URI but {what:?}")]
    NotAKeyUri {
        /// What it is.
        what: ForeignText,
    },
    /// It is a Key URI that says something impossible.
    #[error(transparent)]
    Invalid(#[from] KeyUriError),
}

/// The key in a scanned text, and what had to be put right to read it.
pub fn read_scanned(text: &str) -> Result<(KeyUri, Vec<Repair>), ScanError> {
    refuse_foreign(text)?;
    Ok(KeyUri::parse(text)?)
}

/// Says what a text is that is not a Key URI at all.
pub(super) fn refuse_foreign(text: &str) -> Result<(), ScanError> {
    let text = text.trim();
    let what = if has_scheme(text, "otpauth://") || has_scheme(text, "steam://") {
        return Ok(());
    } else if has_scheme(text, "otpauth-migration:") {
        ForeignText::Migration
    } else if has_scheme(text, "http:") || has_scheme(text, "https:") {
        ForeignText::WebAddress
    } else {
        ForeignText::Other
    };
    Err(ScanError::NotAKeyUri { what })
}

/// Whether the text begins with this scheme, its colon included, in any case of letters (RFC 3986 §3.1).
pub(super) fn has_scheme(text: &str, scheme: &str) -> bool {
    text.as_bytes().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::otp::Kind;

    #[test]
    fn a_key_is_read() {
        let text = "otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud";
        let (key_uri, repairs) = read_scanned(text).unwrap();
        assert_eq!((key_uri.issuer.as_str(), key_uri.account.as_str()), ("Gov Cloud", "alice"));
        assert_eq!(key_uri.kind, Kind::default());
        assert_eq!(repairs, []);
    }

    #[test]
    fn other_texts_are_named() {
        let what = |text| match read_scanned(text) {
            Err(ScanError::NotAKeyUri { what }) => what,
            other => panic!("{other:?}"),
        };
        assert_eq!(what("https://example.org/?secret=A"), ForeignText::WebAddress);
        assert_eq!(what(" HTTP://EXAMPLE.ORG"), ForeignText::WebAddress);
        assert_eq!(what("otpauth-migration://offline?data=CgA"), ForeignText::Migration);
        assert_eq!(what("WIFI:S:home;T:WPA;P:secret;;"), ForeignText::Other);
        assert_eq!(what(""), ForeignText::Other);
    }

    #[test]
    fn an_impossible_key_is_refused_and_not_mended_in_silence() {
        let text = "otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=MD5";
        assert_eq!(read_scanned(text).err(), Some(ScanError::Invalid(KeyUriError::UnknownAlgorithm)));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            let _ = read_scanned(&text);
        }
    }
}
