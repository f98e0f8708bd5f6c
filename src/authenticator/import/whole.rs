//! Whole numbers of JSON, as programs write them.

use serde_json::Value;

/// The largest number up to which a double holds every whole one.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// A whole number that is not negative: `30`, `"30"`, or `30.0`, which is how programs write that keep numbers as
/// doubles. Never one that had to be rounded.
pub(super) fn whole(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64().or_else(|| {
            let double = number.as_f64()?;
            // The cast is exact in this range.
            (double.fract() == 0.0 && (0.0..=EXACT_MAX).contains(&double)).then_some(double as u64)
        }),
        Value::String(digits) if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            digits.parse().ok()
        }
        _ => None,
    }
}

/// The whole number of a member; none if it is missing or no whole number.
pub(super) fn whole_member(object: &Value, name: &str) -> Option<u64> {
    object.get(name).and_then(whole)
}

/// The whole number of a member that a format may leave out.
pub(super) fn whole_member_or(object: &Value, name: &str, default: u64) -> Option<u64> {
    match object.get(name) {
        None | Some(Value::Null) => Some(default),
        Some(value) => whole(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_whole_numbers_are_taken_and_none_is_rounded() {
        for (value, expected) in [
            (json!(30), Some(30)),
            (json!(30.0), Some(30)),
            (json!("30"), Some(30)),
            (json!(u64::MAX), Some(u64::MAX)),
            (json!(0.0), Some(0)),
            (json!(30.5), None),
            (json!(-1), None),
            (json!(-1.0), None),
            (json!(1e300), None),
            (json!(""), None),
            (json!("+30"), None),
            (json!("30.0"), None),
            (json!("99999999999999999999"), None),
            (json!(true), None),
            (json!([30]), None),
            (json!(null), None),
        ] {
            assert_eq!(whole(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_default_is_for_what_is_missing_and_not_for_what_is_wrong() {
        let object = json!({"there": 8, "null": null, "wrong": "eight"});
        assert_eq!(whole_member_or(&object, "there", 6), Some(8));
        assert_eq!(whole_member_or(&object, "null", 6), Some(6));
        assert_eq!(whole_member_or(&object, "missing", 6), Some(6));
        assert_eq!(whole_member_or(&object, "wrong", 6), None);
        assert_eq!(whole_member(&object, "missing"), None);
    }
}
