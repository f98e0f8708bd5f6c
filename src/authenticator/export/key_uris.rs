//! A text of Key URIs.

use std::fmt::Write as _;

use zeroize::Zeroizing;

use super::key_uri;
use crate::authenticator::Entry;

/// A Key URI a line, in the order of the entries.
pub fn key_uris(entries: &[Entry]) -> Zeroizing<String> {
    // A text that grows leaves copies of the keys behind. Each byte takes three at most.
    let room = entries
        .iter()
        .map(|entry| 128 + 3 * (2 * entry.issuer.len() + entry.account.len()) + entry.secret.as_bytes().len() * 2);
    let mut text = Zeroizing::new(String::with_capacity(room.sum()));
    for entry in entries {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", key_uri(entry));
    }
    text
}
