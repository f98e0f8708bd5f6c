//! The members of JSON objects, looked up by name. What is missing or of another type is nothing, never a failure: one
//! odd entry does not cost the others.

use serde_json::Value;
use zeroize::Zeroizing;

use super::fields::SaidSecret;
use super::{Candidate, Row};

/// Look-ups in an object.
pub(super) trait Members {
    /// A text.
    fn text(&self, name: &str) -> Option<&str>;

    /// The first of these texts that says something; else an empty one.
    fn first_text(&self, names: &[&str]) -> String;

    /// A whole number that is not negative.
    fn whole(&self, name: &str) -> Option<u64>;

    /// A whole number that is not negative, or the text of one.
    fn spelled_whole(&self, name: &str) -> Option<u64>;

    /// Whether it is `true`.
    fn is_true(&self, name: &str) -> bool;

    /// The elements of an array; none, if it is no array.
    fn list(&self, name: &str) -> &[Value];

    /// The texts in an array, without those that say nothing.
    fn texts(&self, name: &str) -> Vec<String>;

    /// A key in Base32; an empty one if it is missing.
    fn base32(&self, name: &str) -> SaidSecret;

    /// The name of an algorithm. A member that is there and is no text names none.
    fn algorithm_or(&self, name: &str, of_old_files: &str) -> Option<String>;
}

impl Members for Value {
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    fn first_text(&self, names: &[&str]) -> String {
        let mut texts = names.iter().filter_map(|name| self.text(name)).map(str::trim);
        texts.find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    }

    fn whole(&self, name: &str) -> Option<u64> {
        self.get(name)?.as_u64()
    }

    fn spelled_whole(&self, name: &str) -> Option<u64> {
        match self.get(name)? {
            Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
            other => other.as_u64(),
        }
    }

    fn is_true(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    fn list(&self, name: &str) -> &[Value] {
        self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let texts = self.list(name).iter().filter_map(Value::as_str).map(str::trim);
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    fn base32(&self, name: &str) -> SaidSecret {
        SaidSecret::Base32(Zeroizing::new(self.text(name).unwrap_or_default().to_owned()))
    }

    fn algorithm_or(&self, name: &str, of_old_files: &str) -> Option<String> {
        match self.get(name) {
            None => Some(of_old_files.to_owned()),
            Some(value) => value.as_str().map(str::to_owned),
        }
    }
}

/// A row with more said about its entry, if it has one.
pub(super) fn with(mut row: Row, say: impl FnOnce(&mut Candidate)) -> Row {
    if let Row::Ready(candidate) = &mut row {
        say(candidate);
    }
    row
}
