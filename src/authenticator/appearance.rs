//! What stands for an entry that has no image: letters, and one of a few colours.
//!
//! Both come from the names alone, so that the same account looks the same in every browser.

use super::Entry;

/// How many colours there are. The style sheet has as many.
pub const ICON_COLOURS: u8 = 8;

/// The most letters of an icon.
const LETTERS_MAX: usize = 2;

impl Entry {
    /// One or two letters: the first of the issuer's first two words, or of the account's if there is no issuer; a
    /// question mark if there is neither. A character that has no case (汉) stands alone: two would be too small to read.
    pub fn icon_letters(&self) -> String {
        let name = if self.issuer.trim().is_empty() { &self.account } else { &self.issuer };
        let mut letters = String::new();
        let firsts = name.split(is_between_words).filter_map(|word| word.chars().next());
        for first in firsts.take(LETTERS_MAX) {
            let has_case = first.is_lowercase() || first.is_uppercase() || first.is_ascii_digit();
            if !letters.is_empty() && !has_case {
                break;
            }
            letters.extend(first.to_uppercase());
            if !has_case {
                break;
            }
        }
        if letters.is_empty() { "?".to_owned() } else { letters }
    }

    /// The number of its colour, below [`ICON_COLOURS`]: of the issuer, so that the accounts of one issuer look alike.
    pub fn icon_colour(&self) -> u8 {
        let name = if self.issuer.trim().is_empty() { &self.account } else { &self.issuer };
        // FNV-1a, for its spread over short names.
        let hash = name
            .trim()
            .to_lowercase()
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        // The high bits are mixed better than the low ones.
        ((hash >> 16) % u32::from(ICON_COLOURS)) as u8
    }
}

fn is_between_words(character: char) -> bool {
    !character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::authenticator::fixtures::named;

    #[test]
    fn letters_are_the_first_of_two_words() {
        for (issuer, account, expected) in [
            ("Gov Cloud", "alice", "GC"),
            ("GitHub", "alice", "G"),
            ("", "alice@example.com", "AE"),
            ("  ", "bob", "B"),
            ("阿里云 政务", "小王", "阿"),
            ("A 阿里", "", "A"),
            ("élan vital", "", "ÉV"),
            ("1Password", "", "1"),
            ("- (x) -", "", "X"),
            ("🙂", "", "?"),
            ("", "", "?"),
            ("ß", "", "SS"),
        ] {
            assert_eq!(named(0, issuer, account).icon_letters(), expected, "{issuer}/{account}");
        }
    }

    #[test]
    fn the_accounts_of_one_issuer_have_one_colour() {
        let colour = |issuer: &str, account: &str| named(0, issuer, account).icon_colour();
        assert_eq!(colour("Gov Cloud", "alice"), colour(" gov cloud", "bob"));
        let colours: BTreeSet<u8> = (0..200).map(|number| colour(&format!("Company {number}"), "")).collect();
        assert_eq!(colours.len(), usize::from(ICON_COLOURS), "all of them are used");
        assert!(colours.iter().all(|colour| *colour < ICON_COLOURS));
    }
}
