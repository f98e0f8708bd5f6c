//! Stratum says of an entry in three other places what it says of it: by numbers, by its secret, by an image's name.

use counterpart::authenticator::import::{Format, Row};
use counterpart::otp::KeyUriError;

use super::read_plain;

const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn rows(entries: &str, rest: &str) -> Vec<Row> {
    let text = format!(r#"{{"Authenticators":[{entries}]{rest}}}"#);
    let imported = read_plain(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(imported.format, Format::Stratum);
    imported.rows
}

fn entry(members: &str) -> String {
    format!(
        r#"{{"Type":2,"Issuer":"a","Username":null,"Secret":"{KEY}","Algorithm":0,"Digits":6,"Period":30{members}}}"#
    )
}

/// The media type of the image that comes with an entry.
fn media_type(members: &str, rest: &str) -> Option<String> {
    match rows(&entry(members), rest).as_slice() {
        [Row::Ready(candidate)] => candidate.icon.as_ref().map(|icon| icon.media_type.clone()),
        other => panic!("{other:?}"),
    }
}

fn tags(row: &Row) -> &[String] {
    match row {
        Row::Ready(candidate) => &candidate.tags,
        Row::Unsupported { reason, .. } => panic!("{reason}"),
        Row::Damaged => panic!("it is damaged"),
    }
}

#[test]
fn numbers_that_are_not_known_are_not_taken_for_others() {
    for (from, to, expected) in [
        (r#""Type":2"#, r#""Type":0"#, KeyUriError::UnknownType),
        (r#""Type":2"#, r#""Type":3"#, KeyUriError::UnknownType),
        (r#""Type":2"#, r#""Type":5"#, KeyUriError::UnknownType),
        (r#""Type":2"#, r#""Type":"2""#, KeyUriError::UnknownType),
        (r#""Algorithm":0"#, r#""Algorithm":3"#, KeyUriError::UnknownAlgorithm),
        (r#""Algorithm":0"#, r#""Algorithm":-1"#, KeyUriError::UnknownAlgorithm),
        (r#""Algorithm":0"#, r#""Algorithm":null"#, KeyUriError::UnknownAlgorithm),
        (r#""Algorithm":0,"#, "", KeyUriError::UnknownAlgorithm),
        (r#""Digits":6"#, r#""Digits":4"#, KeyUriError::BadDigits),
        (r#""Period":30"#, r#""Period":0"#, KeyUriError::BadPeriod),
        (r#""Period":30"#, r#""Period":null"#, KeyUriError::BadPeriod),
        (r#""Type":2"#, r#""Type":1"#, KeyUriError::MissingCounter),
        (r#""Type":2"#, r#""Type":4"#, KeyUriError::NotOfSteam { parameter: "digits" }),
    ] {
        let text = entry("").replacen(from, to, 1);
        let expected = Row::Unsupported { issuer: "a".to_owned(), account: String::new(), reason: expected };
        assert_eq!(rows(&text, ""), [expected], "{text}");
    }
}

#[test]
fn one_entry_that_is_no_object_does_not_cost_the_others() {
    let rows = rows(&format!("{},5,null,{}", entry(""), entry("")), "");
    assert!(matches!(
        rows.as_slice(),
        [Row::Ready(_), Row::Unsupported { .. }, Row::Unsupported { .. }, Row::Ready(_)]
    ));
}

#[test]
fn categories_are_found_by_the_secret() {
    let rest = format!(
        r#","Categories":[{{"Id":"1","Name":" One "}},{{"Id":"2","Name":"Two"}},{{"Id":"3","Name":""}},{{"Id":"4","Name":"Two"}}],
        "AuthenticatorCategories":[{{"CategoryId":"2","AuthenticatorSecret":"{KEY}"}},{{"CategoryId":"1","AuthenticatorSecret":"{KEY}"}},
        {{"CategoryId":"3","AuthenticatorSecret":"{KEY}"}},{{"CategoryId":"4","AuthenticatorSecret":"{KEY}"}},
        {{"CategoryId":"9","AuthenticatorSecret":"{KEY}"}},{{"CategoryId":"1","AuthenticatorSecret":"MFRGG"}},5]"#
    );
    let other = entry("").replace(KEY, "MFRGGZDF");
    let rows = rows(&format!("{},{other}", entry("")), &rest);
    assert_eq!(tags(&rows[0]), ["Two", "One"]);
    assert!(tags(&rows[1]).is_empty());
}

#[test]
fn only_images_of_types_that_can_be_shown_come_in() {
    let rest = r#","CustomIcons":[{"Id":"png","Data":"iVBORw0KGgo="},{"Id":"jpeg","Data":"/9j/4AAQ"},
        {"Id":"webp","Data":"UklGRgAAAABXRUJQ"},{"Id":"svg","Data":"PHN2Zz48L3N2Zz4="},{"Id":"bad","Data":"?"},{"Id":"none"}]"#;
    let of = |name: &str| media_type(&format!(r#","Icon":"{name}""#), rest);
    assert_eq!(of("@png").as_deref(), Some("image/png"));
    assert_eq!(of("@jpeg").as_deref(), Some("image/jpeg"));
    assert_eq!(of("@webp").as_deref(), Some("image/webp"));
    for name in ["@svg", "@bad", "@none", "@missing", "png", "@", ""] {
        assert_eq!(of(name), None, "{name}");
    }
    assert_eq!(media_type(r#","Icon":null"#, rest), None);
    assert_eq!(media_type(r#","Icon":"@png""#, r#","CustomIcons":null"#), None);
}

#[test]
fn one_image_for_every_entry_does_not_fill_the_memory() {
    let image = format!("iVBORw0KGgo{}", "A".repeat((1 << 20) - 11));
    let entries = vec![entry(r#","Icon":"@a""#); 1_000].join(",");
    let rows = rows(&entries, &format!(r#","CustomIcons":[{{"Id":"a","Data":"{image}"}}]"#));
    let with_image = rows.iter().filter(|row| matches!(row, Row::Ready(candidate) if candidate.icon.is_some())).count();
    assert_eq!((rows.len(), with_image), (1_000, 32));
}
