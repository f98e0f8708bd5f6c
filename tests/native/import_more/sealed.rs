//! Sealed files: the right password, a wrong one, none, and files that were changed on the way.

use std::time::Instant;

use counterpart::authenticator::import::{Format, ImportError, Limits};

use super::{PASSWORD, SEALED, expected, fixture, read_plain, read_with};

/// Where the bytes that only the cipher knows begin, for the files that are binary.
fn ciphertext_start(name: &str) -> usize {
    match name {
        "and_otp_sealed.json.aes" => 4 + 12 + 12,
        "and_otp_sealed_older.json.aes" => 12,
        "stratum_sealed.stratum" => 16 + 16 + 12,
        "stratum_sealed_older.authpro" => 16 + 20 + 16,
        other => panic!("{other}"),
    }
}

fn binary() -> impl Iterator<Item = (&'static str, Format)> {
    SEALED.into_iter().filter(|(name, _)| !name.ends_with(".json"))
}

#[test]
fn the_password_opens_every_field_of_every_entry() {
    for (name, format) in SEALED {
        let imported = read_with(&fixture(name), PASSWORD, Limits::default());
        let imported = imported.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((imported.format, imported.is_sealed), (format, true), "{name}");
        assert_eq!(imported.rows, expected::rows(format), "{name}");
    }
}

#[test]
fn without_a_password_one_is_asked_for() {
    for (name, format) in SEALED {
        assert_eq!(read_plain(&fixture(name)), Err(ImportError::PasswordNeeded { format }), "{name}");
    }
}

#[test]
fn a_wrong_password_is_told() {
    for (name, _) in SEALED {
        for password in ["", "correct horse", &format!("{PASSWORD} ")] {
            let read = read_with(&fixture(name), password, Limits::default());
            assert_eq!(read, Err(ImportError::WrongPassword), "{name}: {password:?}");
        }
    }
}

#[test]
fn a_flipped_byte_opens_nothing() {
    for (name, _) in binary() {
        let bytes = fixture(name);
        // From the salt on: before it are marks and costs. The nonce of CBC is another matter, see below.
        let start = if name.contains("authpro") { ciphertext_start(name) } else { ciphertext_start(name) - 1 };
        for at in [start, start + 40, bytes.len() / 2, bytes.len() - 20, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x40;
            let read = read_with(&flipped, PASSWORD, Limits::default());
            assert!(
                matches!(read, Err(ImportError::WrongPassword | ImportError::Damaged)),
                "{name} at {at}: {:?}",
                read.map(|imported| imported.rows.len())
            );
        }
    }
}

#[test]
fn the_old_stratum_file_does_not_prove_its_first_bytes_and_they_cannot_hurt() {
    let bytes = fixture("stratum_sealed_older.authpro");
    for at in 36..52 {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x01;
        let read = read_with(&flipped, PASSWORD, Limits::default());
        assert!(matches!(read, Err(ImportError::WrongPassword | ImportError::Damaged)), "{at}");
    }
}

#[test]
fn a_flipped_byte_inside_base64_opens_nothing() {
    for (name, member) in [("ente_auth_sealed.json", "encryptedData"), ("proton_sealed.json", "content")] {
        let text = String::from_utf8(fixture(name)).unwrap();
        let start = text.find(member).unwrap() + member.len() + 4;
        for at in [start + 20, start + 1_000] {
            let mut flipped = text.clone().into_bytes();
            flipped[at] = if flipped[at] == b'A' { b'B' } else { b'A' };
            let read = read_with(&flipped, PASSWORD, Limits::default());
            assert_eq!(read, Err(ImportError::WrongPassword), "{name} at {at}");
        }
    }
}

#[test]
fn a_file_that_was_cut_short_opens_nothing() {
    for (name, _) in binary() {
        let bytes = fixture(name);
        for length in [ciphertext_start(name) + 18, bytes.len() / 2, bytes.len() - 1] {
            let read = read_with(&bytes[..length], PASSWORD, Limits::default());
            assert!(
                matches!(read, Err(ImportError::Truncated | ImportError::WrongPassword)),
                "{name} to {length}: {read:?}"
            );
        }
    }
    for name in ["stratum_sealed.stratum", "stratum_sealed_older.authpro"] {
        for length in [16, 17, 40, ciphertext_start(name), ciphertext_start(name) + 15] {
            assert_eq!(read_plain(&fixture(name)[..length]), Err(ImportError::Truncated), "{name} to {length}");
        }
    }
}

fn changed(name: &str, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(fixture(name)).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    text.replace(from, to).into_bytes()
}

#[test]
fn a_file_that_asks_for_too_much_says_for_how_much_and_can_be_allowed() {
    let asks = |memory_bytes, work| Err(ImportError::AsksTooMuch { memory_bytes, work });
    // What real files ask for: 1 GiB and 4 passes.
    let large = fixture("ente_auth_sealed_1_gib.json");
    let before = Instant::now();
    assert_eq!(read_with(&large, PASSWORD, Limits::default()), asks(1 << 30, 4 << 20));
    assert!(before.elapsed().as_millis() < 100, "it was derived all the same");

    let name = "ente_auth_sealed.json";
    let small = Limits { memory_bytes: 32 << 20, work: 1 << 10 };
    let exact = Limits { memory_bytes: 64 << 20, work: 128 << 10 };
    assert_eq!(read_with(&fixture(name), PASSWORD, small), asks(64 << 20, 128 << 10));
    assert!(read_with(&fixture(name), PASSWORD, exact).is_ok());

    assert_eq!(read_with(&fixture("proton_sealed.json"), PASSWORD, small), asks(19 << 20, 38 << 10));
    assert_eq!(read_with(&fixture("stratum_sealed.stratum"), PASSWORD, small), asks(64 << 20, 192 << 10));
    assert_eq!(read_with(&fixture("stratum_sealed_older.authpro"), PASSWORD, small), asks(0, 64_000));
    assert_eq!(read_with(&fixture("and_otp_sealed.json.aes"), PASSWORD, small), asks(0, 150_000));
}

#[test]
#[ignore = "takes 1 GiB of memory and some seconds"]
fn a_real_file_of_a_gibibyte_opens_when_it_is_allowed() {
    let limits = Limits { memory_bytes: 1 << 30, work: 4 << 20 };
    let imported = read_with(&fixture("ente_auth_sealed_1_gib.json"), PASSWORD, limits).unwrap();
    assert_eq!(imported.rows, expected::rows(Format::EnteAuth));
}

#[test]
fn absurd_costs_are_damage() {
    let everything = Limits { memory_bytes: u64::MAX, work: u64::MAX };
    for (from, to) in [
        ("\"memLimit\": 67108864", "\"memLimit\": 0"),
        ("\"memLimit\": 67108864", "\"memLimit\": 1023"),
        ("\"memLimit\": 67108864", "\"memLimit\": 18446744073709551615"),
        ("\"memLimit\": 67108864", "\"memLimit\": 1e30"),
        ("\"memLimit\": 67108864", "\"memLimit\": -1"),
        ("\"opsLimit\": 2", "\"opsLimit\": 0"),
        ("\"opsLimit\": 2", "\"opsLimit\": 18446744073709551615"),
        ("\"salt\": \"", "\"salt\": \"AAAA"),
        ("\"salt\": \"", "\"salt\": \"!"),
        ("\"encryptionNonce\": \"", "\"encryptionNonce\": \"AAAA"),
        ("\"encryptedData\"", "\"other\": 1, \"encryptedData\": 5, \"x\""),
    ] {
        let bytes = changed("ente_auth_sealed.json", from, to);
        assert_eq!(read_with(&bytes, PASSWORD, everything), Err(ImportError::Damaged), "{to}");
    }
    for (from, to) in [("\"salt\": \"", "\"salt\": \"AAAA"), ("\"content\": \"", "\"content\": \"=")] {
        let bytes = changed("proton_sealed.json", from, to);
        assert_eq!(read_with(&bytes, PASSWORD, everything), Err(ImportError::Damaged), "{to}");
    }
}

#[test]
fn too_little_inside_base64_is_truncated() {
    for text in [
        r#"{"version":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA==","content":"AAAA"}"#,
        r#"{"version":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA==","content":"AAAAAAAAAAAAAAAAAAAAAAAA"}"#,
        r#"{"version":1,"kdfParams":{"memLimit":67108864,"opsLimit":2,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},
            "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#,
    ] {
        assert_eq!(read_with(text.as_bytes(), PASSWORD, Limits::default()), Err(ImportError::Truncated), "{text}");
    }
}
