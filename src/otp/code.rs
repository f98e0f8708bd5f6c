//! A code as a person carries it: shown in groups, typed in any of the ways that people type.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A one-time code. It redacts its `Debug`, compares in constant time, and is wiped when it goes.
#[derive(Clone)]
pub struct Code(Zeroizing<String>);

impl Code {
    /// A code of this text, which has no spaces.
    pub(super) const fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The code alone, as it is copied: `492039`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as it is shown: `492 039`, `4920 3911`, `492 039 117`. A code of five stays whole.
    pub fn grouped(&self) -> String {
        let size = match self.0.len() {
            ..=5 => return self.0.to_string(),
            8 => 4,
            10 => 5,
            _ => 3,
        };
        let mut grouped = String::with_capacity(self.0.len() + 3);
        for (index, character) in self.0.chars().enumerate() {
            // Seven digits end in a group of four: a digit that stands alone is lost on the way.
            if index > 0 && index % size == 0 && index + 1 < self.0.len() {
                grouped.push(' ');
            }
            grouped.push(character);
        }
        grouped
    }

    /// Whether a person typed this code. The comparison takes the same time wherever the two differ.
    pub fn matches(&self, typed: &str) -> bool {
        self.is(&Zeroizing::new(normalise_typed(typed)))
    }

    /// The same for what [`normalise_typed`] has put in order before.
    pub fn is(&self, normalised: &str) -> bool {
        self.0.as_bytes().ct_eq(normalised.as_bytes()).into()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(redacted)")
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Code {}

/// What a person typed or pasted, without what they put between the digits: spaces, hyphens and their look-alikes.
/// Full-width digits, which Chinese and Japanese keyboards give, become ASCII. Everything else stays, to be refused.
pub fn normalise_typed(typed: &str) -> String {
    typed.chars().filter(|character| !is_filler(*character)).map(to_ascii_digit).collect()
}

/// What a person typed, put in order by [`normalise_typed`], if it is so many digits and nothing else.
pub fn typed_digits(typed: &str, count: usize) -> Option<String> {
    let typed = normalise_typed(typed);
    (typed.len() == count && typed.bytes().all(|byte| byte.is_ascii_digit())).then_some(typed)
}

fn is_filler(character: char) -> bool {
    // Hyphens, dashes and minus signs; then characters of no width that a copied text drags along.
    character.is_whitespace()
        || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn to_ascii_digit(character: char) -> char {
    match character {
        '\u{ff10}'..='\u{ff19}' => {
            char::from_digit(u32::from(character) - u32::from('\u{ff10}'), 10).unwrap_or(character)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Code::new(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn codes_are_grouped_for_the_eye() {
        for (text, grouped) in [
            ("49203", "49203"),
            ("492039", "492 039"),
            ("4920391", "492 0391"),
            ("49203911", "4920 3911"),
            ("492039117", "492 039 117"),
            ("4920391172", "49203 91172"),
        ] {
            assert_eq!(code(text).grouped(), grouped);
            assert!(code(text).matches(grouped));
        }
    }

    #[test]
    fn typing_is_forgiven_and_nothing_else() {
        for typed in ["492039", "492 039", "492-039", " 4 9 2 0 3 9\n", "４９２　０３９", "492\u{2013}039\u{feff}"]
        {
            assert!(code("492039").matches(typed), "{typed}");
        }
        for typed in ["", "492038", "49203", "4920390", "492.039", "O92039", "-", "492039a"] {
            assert!(!code("492039").matches(typed), "{typed}");
        }
    }

    #[test]
    fn only_digits_of_the_right_number_are_a_code_that_may_be_looked_at() {
        for typed in ["492039", " 492-039 ", "４９２０３９"] {
            assert_eq!(typed_digits(typed, 6).as_deref(), Some("492039"), "{typed}");
        }
        for typed in ["", "49203", "4920390", "49203a", "٤٩٢٠٣٩", "492.039"] {
            assert_eq!(typed_digits(typed, 6), None, "{typed}");
        }
    }

    #[test]
    fn debug_is_redacted() {
        assert_eq!(format!("{:?}", code("492039")), "Code(redacted)");
    }
}
