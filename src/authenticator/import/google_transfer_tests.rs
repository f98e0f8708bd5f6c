use super::*;
use crate::otp::{Algorithm, Digits, Kind};

/// A text of this message.
fn text(payload: &Payload) -> String {
    let base64 = BASE64.encode(payload.encode_to_vec());
    format!("otpauth-migration://offline?data={}", base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"))
}

fn parameters() -> Parameters {
    Parameters { secret: b"12345678901234567890".to_vec(), name: b"alice".to_vec(), kind: 2, ..Default::default() }
}

fn row_of(change: impl FnOnce(&mut Parameters)) -> Row {
    let mut parameters = parameters();
    change(&mut parameters);
    let payload = Payload { otp_parameters: vec![parameters], batch_size: 1, ..Default::default() };
    read_part(&text(&payload)).unwrap().rows.remove(0)
}

fn ready(row: Row) -> (crate::otp::KeyUri, Vec<Repair>) {
    match row {
        Row::Ready(candidate) => (candidate.key_uri, candidate.repairs),
        Row::Unsupported { reason, .. } => panic!("{reason}"),
        Row::Damaged => panic!("it is damaged"),
    }
}

fn reason(row: Row) -> KeyUriError {
    match row {
        Row::Ready(candidate) => panic!("{candidate:?}"),
        Row::Unsupported { reason, .. } => reason,
        Row::Damaged => panic!("it is damaged"),
    }
}

#[test]
fn what_is_not_said_is_what_the_program_shows() {
    let (key_uri, repairs) = ready(row_of(|_| {}));
    assert_eq!(key_uri.kind, Kind::default());
    assert_eq!((key_uri.algorithm, key_uri.digits), (Algorithm::Sha1, Digits::SIX));
    assert_eq!(repairs, []);
}

#[test]
fn each_number_has_its_meaning_and_no_other_is_guessed() {
    for (number, algorithm) in
        [(0, Algorithm::Sha1), (1, Algorithm::Sha1), (2, Algorithm::Sha256), (3, Algorithm::Sha512)]
    {
        assert_eq!(ready(row_of(|it| it.algorithm = number)).0.algorithm, algorithm);
    }
    for (number, digits) in [(0, Digits::SIX), (1, Digits::SIX), (2, Digits::EIGHT)] {
        assert_eq!(ready(row_of(|it| it.digits = number)).0.digits, digits);
    }
    for number in [4, 5, -1, i32::MAX] {
        assert_eq!(reason(row_of(|it| it.algorithm = number)), KeyUriError::UnknownAlgorithm);
    }
    for number in [3, 6, 8, -1] {
        assert_eq!(reason(row_of(|it| it.digits = number)), KeyUriError::BadDigits);
    }
    for number in [0, 3, -1] {
        assert_eq!(reason(row_of(|it| it.kind = number)), KeyUriError::UnknownType);
    }
    let counting = |counter| {
        row_of(|it| {
            it.kind = 1;
            it.counter = counter;
        })
    };
    for (said, counter) in [(0, 0), (1, 1), (i64::MAX, i64::MAX as u64)] {
        assert_eq!(ready(counting(said)).0.kind, Kind::Hotp { counter });
    }
    assert_eq!(reason(counting(-1)), KeyUriError::BadCounter);
    assert_eq!(reason(row_of(|it| it.secret.clear())), KeyUriError::MissingSecret);
}

#[test]
fn a_name_is_a_label() {
    for (issuer, name, expected) in [
        ("Bank", "bob", ("Bank", "bob")),
        ("Bank", "Bank:bob", ("Bank", "bob")),
        ("Bank", "Bank: bob", ("Bank", "bob")),
        ("Bank", "Bank:bob:savings", ("Bank", "bob:savings")),
        ("Bank", "bob:savings", ("Bank", "bob:savings")),
        ("", "Bank:bob", ("Bank", "bob")),
        ("", ":bob:savings", ("", "bob:savings")),
        ("", "bob", ("", "bob")),
        ("Bank", "Bankers", ("Bank", "Bankers")),
        ("Bank", "", ("Bank", "")),
    ] {
        let (key_uri, repairs) = ready(row_of(|it| {
            it.issuer = issuer.into();
            it.name = name.into();
        }));
        assert_eq!((key_uri.issuer.as_str(), key_uri.account.as_str()), expected, "{issuer} {name}");
        assert_eq!(repairs, []);
    }
    assert_eq!(ready(row_of(|it| it.name = vec![b'a', 0xff])).1, [Repair::NotUtf8]);
    assert_eq!(ready(row_of(|it| it.name.clear())).1, [Repair::NoName]);
}

#[test]
fn a_text_that_was_written_by_others_is_read() {
    // The example that other readers of this format test with: no parts, no algorithm, no digits.
    let text = "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    let content = read_part(text).unwrap();
    assert_eq!(content.part, Part { number: 1, of: 1 });
    let (key_uri, _) = ready(content.rows.into_iter().next().unwrap());
    assert_eq!((key_uri.issuer.as_str(), key_uri.account.as_str()), ("Example", "alice@google.com"));
    assert_eq!(*key_uri.secret.to_base32(), "JBSWY3DPEHPK3PXP");
}

#[test]
fn base64_survives_what_happens_on_the_way() {
    // A secret of these bytes has both of the signs that get lost, and padding.
    let mut parameters = parameters();
    parameters.secret = vec![0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, 0xfb, 0xef];
    let payload = Payload { otp_parameters: vec![parameters], batch_size: 1, batch_id: -7, ..Default::default() };
    let base64 = BASE64.encode(payload.encode_to_vec());
    assert!(base64.contains('+') && base64.contains('/') && base64.contains('='), "{base64}");
    let expected = read_part(&text(&payload)).unwrap();
    let scheme = "otpauth-migration://offline?data=";
    for written in [
        format!("{scheme}{base64}"),
        format!("{scheme}{}", base64.replace('+', " ")),
        format!("{scheme}{}", base64.replace('+', "%20")),
        format!("{scheme}{}", base64.replace('+', "-").replace('/', "_")),
        format!("{scheme}{}", base64.trim_end_matches('=')),
        format!("{scheme}{}%0A", base64.replace('+', "%2b")),
        format!("  OTPAUTH-Migration://offline/?x=1&data={base64}&y=2\r\n"),
    ] {
        let content = read_part(&written).unwrap();
        assert_eq!((content.rows, content.batch_id), (expected.rows.clone(), -7), "{written}");
    }
}

#[test]
fn impossible_texts_are_refused() {
    let placed = |batch_size, batch_index| {
        let payload =
            Payload { otp_parameters: vec![parameters()], batch_size, batch_index, batch_id: 1, ..Default::default() };
        read_part(&text(&payload)).map(|content| content.part)
    };
    assert_eq!(placed(3, 1), Ok(Part { number: 2, of: 3 }));
    assert_eq!(placed(0, 0), Ok(Part { number: 1, of: 1 }));
    for (size, index) in [(0, 1), (3, 3), (3, -1), (-3, 0), (10_001, 0), (i32::MAX, 0), (i32::MIN, i32::MIN)] {
        assert_eq!(placed(size, index), Err(ImportError::Damaged), "{size} {index}");
    }
    for (text, error) in [
        ("otpauth-migration://offline?data=", ImportError::Truncated),
        ("otpauth-migration://offline?", ImportError::Truncated),
        ("otpauth-migration://offline", ImportError::UnknownFormat),
        ("otpauth://totp/a?data=CgA", ImportError::UnknownFormat),
        ("otpauth-migration://offline?data=$$$$", ImportError::Damaged),
        ("otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8S", ImportError::Damaged),
        ("otpauth-migration://offline?data=\u{f6}", ImportError::Damaged),
    ] {
        assert_eq!(read_part(text).map(|content| content.part), Err(error), "{text}");
    }
}

#[test]
fn a_message_does_not_show_its_keys() {
    let rows = read_part(&text(&Payload { otp_parameters: vec![parameters()], ..Default::default() })).unwrap().rows;
    let shown = format!("{rows:?}");
    assert!(shown.contains("redacted") && !shown.contains("49, 50, 51"), "{shown}");
}
