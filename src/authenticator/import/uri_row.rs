//! A Key URI inside another format, made into a row.

use percent_encoding::percent_decode_str;

use super::{Candidate, Row};
use crate::otp::KeyUri;

/// The row of a Key URI. One that cannot be taken keeps its names as far as they can be read, so that a person knows
/// which entry it is.
pub(super) fn uri_row(uri: &str) -> Row {
    match KeyUri::parse(uri) {
        Ok((key_uri, repairs)) => Row::Ready(Box::new(Candidate::new(key_uri, repairs))),
        Err(reason) => {
            let (issuer, account) = names(uri).unwrap_or_default();
            Row::Unsupported { issuer, account, reason }
        }
    }
}

/// Issuer and account of the label. Only a label has any: what stands elsewhere could be the secret.
fn names(uri: &str) -> Option<(String, String)> {
    let (_, rest) = uri.split_once("://")?;
    let (path, query) = rest.split_once('?')?;
    let (_, label) = path.split_once('/')?;
    let label = percent_decode_str(label).decode_utf8_lossy();
    let (issuer, account) = label.split_once(':').unwrap_or(("", &label));
    let named = parameter(query, "issuer").filter(|named| !named.trim().is_empty());
    let issuer = named.unwrap_or_else(|| issuer.to_owned());
    Some((issuer.trim().to_owned(), account.trim().to_owned()))
}

/// The value of a query's parameter, decoded; `+` is a space, as forms write it.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::KeyUriError;

    #[test]
    fn an_entry_that_cannot_be_taken_keeps_its_names() {
        for (uri, issuer, account) in [
            ("otpauth://motp/Old%20Site:bob?secret=AA", "Old Site", "bob"),
            ("otpauth://motp/bob?secret=AA&issuer=Old+Site", "Old Site", "bob"),
            ("otpauth://motp/Old:bob?secret=AA&issuer=New", "New", "bob"),
            ("otpauth://motp/Old:bob?issuer=", "Old", "bob"),
            ("otpauth://motp/bob", "", ""),
            ("otpauth://motp?secret=AA", "", ""),
            ("otpauth://", "", ""),
            ("MFRGGZDF", "", ""),
        ] {
            let Row::Unsupported { issuer: found_issuer, account: found_account, reason } = uri_row(uri) else {
                panic!("{uri} was taken");
            };
            assert_eq!((found_issuer.as_str(), found_account.as_str()), (issuer, account), "{uri}");
            assert!(matches!(reason, KeyUriError::UnknownType | KeyUriError::NotAKeyUri), "{uri}: {reason}");
        }
    }
}
