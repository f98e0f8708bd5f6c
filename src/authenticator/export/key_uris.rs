//! A text of Key URIs.

use zeroize::Zeroizing;

use super::key_uri;
use crate::authenticator::Entry;

/// A Key URI a line, in the order of the entries.
pub fn key_uris(entries: &[Entry]) -> Zeroizing<String> {
    let lines: Vec<_> = entries.iter().map(|entry| key_uri(entry).to_uri()).collect();
    // A text that grows leaves copies of the keys behind.
    let mut text = Zeroizing::new(String::with_capacity(lines.iter().map(|line| line.len() + 1).sum()));
    for line in &lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}
