//! Files that are not sealed: every field, and what is odd about one format alone.

use counterpart::authenticator::import::{Candidate, Format, ImportError, Row};
use counterpart::otp::{Digits, KeyUriError, Kind, Repair, SecretError};

use super::{PLAIN, SEALED, expected, fixture, read_plain};

const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

#[test]
fn every_field_of_every_entry_comes_in() {
    for (name, format) in PLAIN {
        let imported = read_plain(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((imported.format, imported.is_sealed), (format, false), "{name}");
        let expected = expected::rows(format);
        for (index, (row, expected)) in imported.rows.iter().zip(&expected).enumerate() {
            assert_eq!(row, expected, "{name}, entry {index}");
        }
        assert_eq!(imported.rows.len(), expected.len(), "{name}");
    }
}

#[test]
fn a_byte_order_mark_and_spaces_around_do_not_matter() {
    for (name, format) in PLAIN {
        let bytes = [b"\xef\xbb\xbf\r\n ", fixture(name).as_slice(), b"\r\n\r\n"].concat();
        let imported = read_plain(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(imported.rows, expected::rows(format), "{name}");
    }
}

#[test]
fn json_that_ends_too_early_is_truncated() {
    for (name, _) in PLAIN.into_iter().chain(SEALED).filter(|(name, _)| name.ends_with(".json")) {
        let bytes = fixture(name);
        for length in [2, bytes.len() / 2, bytes.len() - 3] {
            // Not in the middle of a character, where it would be no text any more.
            let length = (0..=length).rev().find(|at| std::str::from_utf8(&bytes[..*at]).is_ok()).unwrap();
            assert_eq!(read_plain(&bytes[..length]), Err(ImportError::Truncated), "{name} to {length}");
        }
    }
}

/// The only row of a text that a format takes.
fn row(format: Format, text: &str) -> Row {
    let imported = read_plain(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(imported.format, format, "{text}");
    let [row] = imported.rows.as_slice() else { panic!("{text}: {} rows", imported.rows.len()) };
    row.clone()
}

fn ready(format: Format, text: &str) -> Candidate {
    match row(format, text) {
        Row::Ready(candidate) => *candidate,
        Row::Unsupported { reason, .. } => panic!("{text}: {reason}"),
        Row::Damaged => panic!("{text}: it is damaged"),
    }
}

fn reason(format: Format, text: &str) -> KeyUriError {
    match row(format, text) {
        Row::Ready(_) => panic!("{text} was taken"),
        Row::Unsupported { reason, .. } => reason,
        Row::Damaged => panic!("{text}: it is damaged"),
    }
}

const DISPLAY: &str = "codeDisplay=%7B%22note%22%3A%22a+b%22%7D";

#[test]
fn what_ente_auth_knows_by_other_signs_than_the_type_is_not_taken_by_its_type() {
    let text = format!("otpauth://totp/STEAM:gamer?secret={KEY}&issuer=STEAM&digits=6&{DISPLAY}");
    let candidate = ready(Format::EnteAuth, &text);
    assert_eq!((candidate.key_uri.kind, candidate.key_uri.digits), (Kind::Steam, Digits::FIVE));
    assert_eq!(candidate.repairs, [Repair::SteamEncoder]);
    assert_eq!(candidate.note, "a b");
    assert_eq!(
        reason(Format::EnteAuth, &text.replace("digits=6", "algorithm=sha256")),
        KeyUriError::NotOfSteam { parameter: "algorithm" }
    );
    let yandex = format!("otpauth://totp/Yandex:bob?secret={KEY}&issuer=Yandex&pin=1234&{DISPLAY}");
    assert_eq!(reason(Format::EnteAuth, &yandex), KeyUriError::UnknownType);
}

#[test]
fn an_ente_auth_text_keeps_the_lines_that_it_cannot_take() {
    let text =
        format!("otpauth://totp/a:b?secret={KEY}&issuer=a&{DISPLAY}\n\nnot a key\notpauth://totp/c:d?secret=1\n");
    let imported = read_plain(text.as_bytes()).unwrap();
    assert_eq!(imported.format, Format::EnteAuth);
    let unsupported = |issuer: &str, account: &str, reason| Row::Unsupported {
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        reason,
    };
    assert_eq!(
        imported.rows[1..],
        [
            unsupported("", "", KeyUriError::NotAKeyUri),
            unsupported("c", "d", KeyUriError::Secret(SecretError::NotBase32 { place: 1 })),
        ]
    );
}

#[test]
fn an_ente_auth_text_and_a_part_of_a_transfer_are_read_together_and_none_loses_anything() {
    let ente_auth = String::from_utf8(fixture("ente_auth.txt")).unwrap();
    let transfer = String::from_utf8(fixture("google_transfer.txt")).unwrap();
    let part = transfer.lines().next().unwrap();
    let alone = read_plain(part.as_bytes()).unwrap();
    assert!(!alone.rows.is_empty() && !alone.missing_parts.is_empty());
    for text in [format!("{ente_auth}\n{part}"), format!("{part}\n{ente_auth}")] {
        let together = read_plain(text.as_bytes()).unwrap();
        assert_eq!(together.format, Format::GoogleTransfer);
        assert_eq!(together.missing_parts, alone.missing_parts);
        assert_eq!(together.rows, [alone.rows.as_slice(), &expected::rows(Format::EnteAuth)].concat());
    }
}

#[test]
fn a_line_beside_an_ente_auth_text_is_read_as_it_is_alone() {
    let plain = format!("otpauth://totp/Steam:gamer?secret={KEY}&issuer=Steam&digits=6");
    let own = format!("{plain}&{DISPLAY}");
    let alone = row(Format::KeyUris, &plain);
    for text in [format!("{plain}\n{own}"), format!("{own}\n{plain}"), format!("\"{own}\"\n{plain}")] {
        let together = read_plain(text.as_bytes()).unwrap();
        assert_eq!(together.format, Format::EnteAuth, "{text}");
        assert_eq!(together.rows.iter().filter(|row| **row == alone).count(), 1, "{text}");
        assert!(together.rows.contains(&row(Format::EnteAuth, &own)), "{text}");
    }
}

#[test]
fn display_that_is_no_json_costs_nothing_but_itself() {
    let text = format!(
        "otpauth://totp/a:b?secret={KEY}&issuer=a&codeDisplay=%7Bnote\notpauth://totp/c:d?secret={KEY}&issuer=c&{DISPLAY}"
    );
    let imported = read_plain(text.as_bytes()).unwrap();
    assert!(imported.rows.iter().all(|row| matches!(row, Row::Ready(_))));
}

fn proton(uri: &str, kind: &str, name: &str) -> String {
    format!(
        r#"{{"version":1,"entries":[{{"id":"1","content":{{"uri":"{uri}","entry_type":"{kind}","name":"{name}"}},"note":null}}]}}"#
    )
}

#[test]
fn proton_says_the_type_and_the_uri_has_to_agree() {
    let (totp, steam) = (format!("otpauth://totp/a:b?secret={KEY}&issuer=a"), format!("steam://{KEY}"));
    let candidate = ready(Format::ProtonAuthenticator, &proton(&steam, "Steam", "gamer"));
    assert_eq!((candidate.key_uri.issuer.as_str(), candidate.key_uri.account.as_str()), ("Steam", "gamer"));
    let ambiguous = KeyUriError::Ambiguous { parameter: "type" };
    assert_eq!(reason(Format::ProtonAuthenticator, &proton(&totp, "Steam", "b")), ambiguous);
    assert_eq!(reason(Format::ProtonAuthenticator, &proton(&steam, "Totp", "b")), ambiguous);
    assert_eq!(reason(Format::ProtonAuthenticator, &proton(&totp, "totp", "b")), KeyUriError::UnknownType);
    // The name stands in for one that the URI lacks.
    let nameless = format!("otpauth://totp/?secret={KEY}");
    let candidate = ready(Format::ProtonAuthenticator, &proton(&nameless, "Totp", "from the name"));
    assert_eq!((candidate.key_uri.account.as_str(), candidate.repairs), ("from the name", vec![]));
}

#[test]
fn versions_that_are_not_known_are_named() {
    for text in [
        r#"{"version":2,"entries":[]}"#,
        r#"{"version":2,"salt":"","content":""}"#,
        r#"{"version":2,"kdfParams":{},"encryptedData":"","encryptionNonce":""}"#,
    ] {
        assert_eq!(read_plain(text.as_bytes()), Err(ImportError::UnknownVersion { version: 2 }), "{text}");
        let nameless = text.replace('2', "\"two\"");
        assert_eq!(read_plain(nameless.as_bytes()), Err(ImportError::Damaged), "{nameless}");
    }
}

fn and_otp(members: &str) -> String {
    format!(r#"[{{"secret":"{KEY}","label":"b",{members}}}]"#)
}

#[test]
fn an_early_and_otp_file_has_the_defaults_of_its_time_and_no_others() {
    let candidate = ready(Format::AndOtp, &and_otp(r#""period":30"#));
    assert_eq!(candidate.key_uri.kind, Kind::default());
    assert_eq!(candidate.key_uri.digits, Digits::SIX);
    let candidate = ready(Format::AndOtp, &and_otp(r#""type":"hotp","counter":1,"period":30,"thumbnail":null"#));
    assert_eq!(candidate.key_uri.kind, Kind::Hotp { counter: 1 });
    for (members, expected) in [
        (r#""digits":6"#, KeyUriError::BadPeriod),
        (r#""period":30,"digits":null"#, KeyUriError::BadDigits),
        (r#""period":30,"digits":"6""#, KeyUriError::BadDigits),
        (r#""period":30,"algorithm":null"#, KeyUriError::UnknownAlgorithm),
        (r#""period":30,"algorithm":"""#, KeyUriError::UnknownAlgorithm),
        (r#""period":30,"type":null"#, KeyUriError::UnknownType),
        (r#""period":30,"type":"YANDEX""#, KeyUriError::UnknownType),
        (r#""type":"HOTP""#, KeyUriError::MissingCounter),
        (r#""type":"HOTP","counter":-1"#, KeyUriError::MissingCounter),
        (r#""type":"STEAM","period":30,"digits":6"#, KeyUriError::NotOfSteam { parameter: "digits" }),
    ] {
        assert_eq!(reason(Format::AndOtp, &and_otp(members)), expected, "{members}");
    }
}

fn free_otp_plus(members: &str) -> String {
    format!(r#"{{"tokenOrder":[],"tokens":[{{"algo":"SHA1","digits":6,"period":30,"label":"b",{members}}}]}}"#)
}

#[test]
fn free_otp_plus_writes_bytes_with_signs() {
    let of = |members: &str| ready(Format::FreeOtpPlus, &free_otp_plus(members)).key_uri;
    assert_eq!(of(r#""type":"TOTP","secret":[-128,-1,0,127]"#).secret.as_bytes(), [128, 255, 0, 127]);
    // A key that was never used.
    assert_eq!(of(r#""type":"HOTP","counter":-1,"secret":[1]"#).kind, Kind::Hotp { counter: 0 });
    assert_eq!(of(r#""type":"HOTP","counter":5,"secret":[1]"#).kind, Kind::Hotp { counter: 5 });
    let named = of(r#""type":"TOTP","secret":[1],"issuerExt":"a","issuerAlt":"c","labelAlt":"d""#);
    assert_eq!((named.issuer.as_str(), named.account.as_str()), ("c", "d"));
    for (members, expected) in [
        (r#""type":"TOTP","secret":[1,256]"#, KeyUriError::MissingSecret),
        (r#""type":"TOTP","secret":[1,1.5]"#, KeyUriError::MissingSecret),
        (r#""type":"TOTP","secret":"AA""#, KeyUriError::MissingSecret),
        (r#""type":"TOTP","secret":[1],"issuerExt":"Steam""#, KeyUriError::NotOfSteam { parameter: "digits" }),
        (r#""type":"HOTP","secret":[1],"counter":-2"#, KeyUriError::MissingCounter),
        (r#""secret":[1]"#, KeyUriError::UnknownType),
    ] {
        assert_eq!(reason(Format::FreeOtpPlus, &free_otp_plus(members)), expected, "{members}");
    }
}

fn lastpass(members: &str) -> String {
    format!(
        r#"{{"accounts":[{{"userName":"b","originalUserName":"old","secret":"{KEY}","timeStep":30,"digits":6,{members}}}],
        "folders":[{{"id":1,"name":"Favorites"}},{{"id":0,"name":"Other accounts"}},{{"id":7,"name":"Mine"}}]}}"#
    )
}

#[test]
fn lastpass_folders_of_its_own_are_no_tags() {
    let of = |folder: &str| {
        let candidate = ready(Format::LastPass, &lastpass(&format!(r#""folderData":{{"folderId":{folder}}}"#)));
        (candidate.tags, candidate.is_pinned)
    };
    assert_eq!(of("0"), (vec![], false));
    assert_eq!(of("1"), (vec![], true));
    assert_eq!(of("7"), (vec!["Mine".to_owned()], false));
    assert_eq!(of("\"7\""), (vec!["Mine".to_owned()], false));
    assert_eq!(of("9"), (vec![], false));
    assert_eq!(ready(Format::LastPass, &lastpass(r#""issuerName":"","originalIssuerName":"c""#)).key_uri.issuer, "c");
    assert_eq!(reason(Format::LastPass, &lastpass(r#""algorithm":"""#)), KeyUriError::UnknownAlgorithm);
}

#[test]
fn raivo_writes_numbers_as_texts() {
    let of = |members: &str| format!(r#"[{{"secret":"{KEY}","kind":"TOTP","algorithm":"SHA1",{members}}}]"#);
    assert!(ready(Format::Raivo, &of(r#""timer":60,"digits":8,"pinned":true"#)).is_pinned);
    for (members, expected) in [
        (r#""timer":"+30","digits":"6""#, KeyUriError::BadPeriod),
        (r#""timer":"","digits":"6""#, KeyUriError::BadPeriod),
        (r#""timer":"30","digits":"six""#, KeyUriError::BadDigits),
        (r#""timer":"30","digits":"6","kind":"HOTP","counter":"""#, KeyUriError::MissingCounter),
    ] {
        let text = of(members);
        let text = if members.contains("kind") { text.replace(r#""kind":"TOTP","#, "") } else { text };
        assert_eq!(reason(Format::Raivo, &text), expected, "{members}");
    }
}

#[test]
fn an_empty_backup_is_understood_where_it_has_a_mark() {
    for (text, format) in [
        (r#"{"version":1,"entries":[]}"#, Format::ProtonAuthenticator),
        (r#"{"Authenticators":[]}"#, Format::Stratum),
        (r#"{"tokenOrder":[],"tokens":[]}"#, Format::FreeOtpPlus),
        (r#"{"accounts":[],"folders":[]}"#, Format::LastPass),
    ] {
        let imported = read_plain(text.as_bytes()).unwrap();
        assert_eq!((imported.format, imported.rows.len()), (format, 0), "{text}");
    }
    assert_eq!(read_plain(b"[]"), Err(ImportError::UnknownFormat));
}
