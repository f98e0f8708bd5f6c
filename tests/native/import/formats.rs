//! Every field of every entry of every format.

use counterpart::authenticator::import::{ImportError, Imported, Row};
use counterpart::otp::{KeyUriError, Kind, Period, Repair};

use super::expected::rows;
use super::{PASSWORD, PLAIN, SEALED, fixture_text, read_plain, read_with};

/// Compares row by row, so that a failure names the entry.
fn check(name: &str, imported: &Imported, expected: &[Row]) {
    for (number, (found, expected)) in imported.rows.iter().zip(expected).enumerate() {
        assert_eq!(found, expected, "{name}: entry {number}");
    }
    assert_eq!(imported.rows.len(), expected.len(), "{name}");
    assert_eq!(imported.missing_parts, [], "{name}");
}

#[test]
fn every_field_of_a_plain_file_is_read() {
    for (name, format) in PLAIN {
        let imported = read_plain(fixture_text(name).as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((imported.format, imported.is_sealed), (format, false), "{name}");
        check(name, &imported, &rows(name, format));
    }
}

#[test]
fn every_field_of_a_sealed_file_is_read() {
    for (name, format) in SEALED {
        let imported =
            read_with(fixture_text(name).as_bytes(), PASSWORD).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((imported.format, imported.is_sealed), (format, true), "{name}");
        check(name, &imported, &rows(name, format));
    }
}

#[test]
fn a_password_for_a_plain_file_is_no_error() {
    for (name, _) in PLAIN {
        assert!(read_with(fixture_text(name).as_bytes(), "anything").is_ok(), "{name}");
    }
}

/// What is read when a piece of a fixture is replaced by another; it must be there.
pub fn changed(name: &str, from: &str, to: &str) -> Result<Imported, ImportError> {
    let text = fixture_text(name);
    assert!(text.contains(from), "{name} has no {from}");
    read_plain(text.replacen(from, to, 1).as_bytes())
}

fn kind(row: &Row) -> Kind {
    match row {
        Row::Ready(candidate) => candidate.key_uri.kind,
        Row::Unsupported { reason, .. } => panic!("{reason}"),
        Row::Damaged => panic!("it is damaged"),
    }
}

fn reason(row: &Row) -> KeyUriError {
    match row {
        Row::Ready(candidate) => panic!("{candidate:?} was taken"),
        Row::Unsupported { reason, .. } => *reason,
        Row::Damaged => panic!("it is damaged"),
    }
}

#[test]
fn newer_versions_are_named_and_not_guessed() {
    for (name, from, to) in [
        ("aegis.json", "\"version\": 1", "\"version\": 2"),
        ("aegis.json", "\"version\": 3", "\"version\": 4"),
        ("two_fas.2fas", "\"schemaVersion\": 4", "\"schemaVersion\": 5"),
    ] {
        let error = changed(name, from, to).err();
        assert!(matches!(error, Some(ImportError::UnknownVersion { .. })), "{name}: {error:?}");
    }
}

#[test]
fn one_odd_entry_does_not_cost_the_others() {
    for (name, from, to, expected) in [
        ("aegis.json", "\"period\": 30", "\"period\": 0", KeyUriError::BadPeriod),
        ("aegis.json", "\"period\": 30", "\"period\": 30.5", KeyUriError::BadPeriod),
        ("aegis.json", "\"period\": 30", "\"periode\": 30", KeyUriError::BadPeriod),
        ("aegis.json", "\"digits\": 6", "\"digits\": null", KeyUriError::BadDigits),
        ("aegis.json", "\"digits\": 6", "\"digits\": 11", KeyUriError::BadDigits),
        ("aegis.json", "\"algo\": \"SHA1\"", "\"algo\": \"SHA3\"", KeyUriError::UnknownAlgorithm),
        ("aegis.json", "\"algo\": \"SHA1\"", "\"algo\": 1", KeyUriError::UnknownAlgorithm),
        ("aegis.json", "\"type\": \"totp\"", "\"type\": \"yandex\"", KeyUriError::UnknownType),
        ("aegis.json", "\"info\": {", "\"inform\": {", KeyUriError::BadPeriod),
        // 2FAS's list stands in the other order: its last entry is the first one.
        ("two_fas.2fas", "\"digits\": 6", "\"digits\": \"six\"", KeyUriError::BadDigits),
        ("two_fas.2fas", "\"digits\": 6", "\"digits\": 6.5", KeyUriError::BadDigits),
        ("two_fas.2fas", "\"algorithm\": \"SHA1\"", "\"algorithm\": \"MD5\"", KeyUriError::UnknownAlgorithm),
        ("two_fas.2fas", "\"tokenType\": \"TOTP\"", "\"tokenType\": \"PUSH\"", KeyUriError::UnknownType),
        ("bitwarden.json", "digits=8", "digits=11", KeyUriError::BadDigits),
        ("bitwarden.json", "\"totp\": \"GEZD", "\"totp\": \"0EZD", secret_error(1)),
    ] {
        let (imported, expected_rows) =
            (changed(name, from, to).unwrap(), read_plain(fixture_text(name).as_bytes()).unwrap());
        let different: Vec<&Row> = imported
            .rows
            .iter()
            .zip(&expected_rows.rows)
            .filter(|(now, before)| now != before)
            .map(|(now, _)| now)
            .collect();
        assert_eq!(imported.rows.len(), expected_rows.rows.len(), "{name}: {to}");
        let [row] = different.as_slice() else { panic!("{name}: {to}: {different:?}") };
        assert_eq!(reason(row), expected, "{name}: {to}");
    }
}

fn secret_error(place: usize) -> KeyUriError {
    KeyUriError::Secret(counterpart::otp::SecretError::NotBase32 { place })
}

#[test]
fn whole_numbers_are_taken_however_they_are_written() {
    for written in ["60.0", "\"60\"", "60", "6e1"] {
        let imported = changed("aegis.json", "\"period\": 30", &format!("\"period\": {written}")).unwrap();
        assert_eq!(kind(&imported.rows[0]), Kind::Totp { period: Period::SIXTY }, "{written}");
    }
}

#[test]
fn two_fas_fills_in_what_its_first_versions_left_out_but_no_counter() {
    let read_otp = |otp: &str| {
        let text = format!(
            r#"{{"services":[{{"name":"Site","secret":"MFRGGZDF","otp":{otp}}}],"groups":[],"schemaVersion":1}}"#
        );
        read_plain(text.as_bytes()).unwrap().rows.remove(0)
    };
    let Row::Ready(candidate) = read_otp(r#"{"account":"a"}"#) else { panic!("refused") };
    assert_eq!(
        candidate.key_uri.to_uri().as_str(),
        "otpauth://totp/Site:a?secret=MFRGGZDF&issuer=Site&algorithm=SHA1&digits=6&period=30"
    );
    assert_eq!(reason(&read_otp(r#"{"tokenType":"HOTP"}"#)), KeyUriError::MissingCounter);
    assert_eq!(reason(&read_otp(r#"{"tokenType":"HOTP","counter":-1}"#)), KeyUriError::BadCounter);
    assert_eq!(kind(&read_otp(r#"{"tokenType":"HOTP","counter":0}"#)), Kind::Hotp { counter: 0 });
    assert_eq!(kind(&read_otp(r#"{"tokenType":"STEAM","digits":6}"#)), Kind::Steam);
    let Row::Ready(candidate) = read_otp(r#"{"issuer":"Other","label":"Other:bob"}"#) else { panic!("refused") };
    assert_eq!((candidate.key_uri.issuer.as_str(), candidate.key_uri.account.as_str()), ("Other", "bob"));
    assert_eq!(candidate.note, "Site", "the name that the person gave is kept");
}

#[test]
fn bitwarden_names_what_a_uri_does_not() {
    let read_totp = |totp: &str| {
        let text = format!(
            r#"{{"encrypted":false,"items":[{{"type":1,"name":"Item","login":{{"username":"user","totp":"{totp}"}}}}]}}"#
        );
        let imported = read_plain(text.as_bytes()).unwrap();
        assert_eq!(imported.rows.len(), 1);
        match imported.rows.into_iter().next() {
            Some(Row::Ready(candidate)) => (candidate.key_uri.issuer, candidate.key_uri.account, candidate.repairs),
            other => panic!("{other:?}"),
        }
    };
    for (totp, issuer, account, repairs) in [
        ("otpauth://totp/Site:alice?secret=MFRGGZDF", "Site", "alice", vec![]),
        ("otpauth://totp/alice?secret=MFRGGZDF", "Item", "alice", vec![]),
        ("otpauth://totp/Site:?secret=MFRGGZDF", "Site", "user", vec![]),
        ("otpauth://totp/?secret=MFRGGZDF", "Item", "user", vec![]),
        ("steam://MFRGGZDF", "Item", "user", vec![]),
        ("mfrg gzdf", "Item", "user", vec![Repair::LowerCaseSecret, Repair::SpacesInSecret]),
    ] {
        assert_eq!(read_totp(totp), (issuer.to_owned(), account.to_owned(), repairs), "{totp}");
    }
}

#[test]
fn a_table_that_was_cut_is_told() {
    let text = fixture_text("bitwarden.csv");
    let last_comma = text.rfind(',').unwrap();
    assert_eq!(read_plain(&text.as_bytes()[..last_comma]).err(), Some(ImportError::Truncated));
    assert_eq!(changed("bitwarden.csv", "Counter Co,", "Counter Co,,").err(), Some(ImportError::Damaged));
}

#[test]
fn what_is_asked_of_one_uri_is_told_of_one_among_many() {
    let only = |uri: &str| {
        let mut rows = read_plain(uri.as_bytes()).unwrap().rows;
        assert_eq!(rows.len(), 1, "{uri}");
        rows.remove(0)
    };
    for (query, parameter) in [
        ("period=", "period"),
        ("digits=&period=30", "digits"),
        ("Algorithm", "algorithm"),
        ("digits=&period=", "period"),
        ("algorithm=&issuer=Steam", "algorithm"),
    ] {
        let row = only(&format!("otpauth://totp/Site:bob?secret=MFRGGZDF&{query}"));
        assert_eq!(reason(&row), KeyUriError::EmptyParameter { parameter }, "{query}");
        let Row::Unsupported { account, .. } = row else { panic!("{query}") };
        assert_eq!(account, "bob", "{query}");
    }
    let repairs = |uri: &str| match only(uri) {
        Row::Ready(candidate) => (candidate.key_uri.kind, candidate.key_uri.digits.get(), candidate.repairs),
        other => panic!("{uri}: {other:?}"),
    };
    let totp = Kind::default();
    let steam = "otpauth://totp/Steam:gabe?secret=MFRGGZDF";
    let again = Repair::EmptyParameter { parameter: "digits" };
    for (uri, expected) in [
        (steam.to_owned(), (totp, 6, vec![Repair::PerhapsSteam])),
        (format!("{steam}&digits=5"), (totp, 5, vec![Repair::PerhapsSteam])),
        // It says what it wants.
        (format!("{steam}&digits=6"), (totp, 6, vec![])),
        (format!("{steam}&digits=&digits=6"), (totp, 6, vec![again])),
        ("otpauth://steam/Steam:gabe?secret=MFRGGZDF".to_owned(), (Kind::Steam, 5, vec![])),
        ("otpauth://totp/Site:gabe?secret=MFRGGZDF".to_owned(), (totp, 6, vec![])),
    ] {
        assert_eq!(repairs(&uri), expected, "{uri}");
    }
}

#[test]
fn programs_whose_defaults_are_known_leave_nothing_open() {
    let uri = "otpauth://totp/Steam:gabe?secret=MFRGGZDF&digits=&period=&algorithm=";
    let bitwarden = format!(r#"{{"encrypted":false,"items":[{{"type":1,"name":"Item","login":{{"totp":"{uri}"}}}}]}}"#);
    for (text, expected) in [(bitwarden, Kind::default()), (format!("{uri}&codeDisplay=%7B%7D"), Kind::Steam)] {
        let imported = read_plain(text.as_bytes()).unwrap();
        assert_eq!(kind(&imported.rows[0]), expected, "{text}");
    }
}

#[test]
fn a_line_that_is_no_uri_is_a_row_that_says_so() {
    let text = "\u{feff}# written by hand\r\n\r\n  otpauth://totp/a?secret=MFRGGZDF  \r\nMFRGGZDF\r\n#otpauth://totp/b?secret=MFRGGZDF";
    let imported = read_plain(text.as_bytes()).unwrap();
    assert_eq!(imported.rows.len(), 3);
    let Row::Ready(candidate) = &imported.rows[0] else { panic!("{:?}", imported.rows) };
    assert_eq!((candidate.key_uri.account.as_str(), candidate.repairs.as_slice()), ("a", [].as_slice()));
    assert_eq!([reason(&imported.rows[1]), reason(&imported.rows[2])], [KeyUriError::NotAKeyUri; 2]);
    assert_eq!(read_plain(b"MFRGGZDF\nMFRGGZDF").err(), Some(ImportError::UnknownFormat));
}
