//! What opens a sealed file, what does not, and what it may cost.

use counterpart::authenticator::import::{Format, ImportError, Limits, Unlock, read};
use serde_json::{Value, json};

use super::{PASSWORD, SEALED, fixture, fixture_text, read_plain, read_with};

/// No time for a key: what is looked at is what comes before it.
const NO_KEYS: Limits = Limits { memory_bytes: 0, work: 0 };
const EVERYTHING: Limits = Limits { memory_bytes: u64::MAX, work: u64::MAX };

fn edited(name: &str, edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut json = serde_json::from_slice(&fixture(name)).unwrap();
    edit(&mut json);
    serde_json::to_vec(&json).unwrap()
}

fn opened(bytes: &[u8], limits: Limits) -> Option<ImportError> {
    read(bytes, &Unlock { password: Some(PASSWORD.to_owned().into()), limits }).err()
}

#[test]
fn a_password_is_asked_for_and_a_wrong_one_is_told() {
    for (name, format) in SEALED {
        let bytes = fixture(name);
        assert_eq!(read_plain(&bytes).err(), Some(ImportError::PasswordNeeded { format }), "{name}");
        for wrong in ["", "correct horse", "correct horse ≠ Batterie Käfig 🐎 ", "\0"] {
            assert_eq!(read_with(&bytes, wrong).err(), Some(ImportError::WrongPassword), "{name}: {wrong:?}");
        }
    }
}

#[test]
fn a_file_that_was_cut_says_so() {
    for (name, _) in SEALED {
        let bytes = fixture(name);
        for length in [1, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(read_plain(&bytes[..length]).err(), Some(ImportError::Truncated), "{name}: {length}");
        }
    }
}

#[test]
fn damage_behind_the_right_password_is_told_where_the_format_can_tell() {
    let flip = |text: &Value| {
        let text = text.as_str().unwrap();
        let at = text.len() / 2;
        Value::from(format!("{}{}{}", &text[..at], if &text[at..=at] == "A" { "B" } else { "A" }, &text[at + 1..]))
    };
    for (name, bytes) in [
        ("aegis", edited("aegis_sealed.json", |json| json["db"] = flip(&json["db"]))),
        ("bitwarden", edited("bitwarden_sealed_argon2.json", |json| json["data"] = flip(&json["data"]))),
    ] {
        assert_eq!(opened(&bytes, Limits::default()), Some(ImportError::Damaged), "{name}");
    }
    // Nothing in 2FAS's file tells a flipped byte from a wrong password.
    let bytes = edited("two_fas_sealed.2fas", |json| json["servicesEncrypted"] = flip(&json["servicesEncrypted"]));
    assert!(matches!(opened(&bytes, Limits::default()), Some(ImportError::WrongPassword | ImportError::Damaged)));
}

#[test]
fn what_costs_too_much_is_told_before_it_is_paid() {
    for (name, _) in SEALED {
        let error = opened(&fixture(name), NO_KEYS);
        assert!(matches!(error, Some(ImportError::AsksTooMuch { .. })), "{name}: {error:?}");
    }
    let gibibyte = edited("aegis_sealed.json", |json| json["header"]["slots"][0]["n"] = json!(1 << 20));
    let asked = ImportError::AsksTooMuch { memory_bytes: (1 << 30) + 1024, work: (1 << 20) + 1 };
    assert_eq!(opened(&gibibyte, Limits::default()), Some(asked));
    let argon = edited("bitwarden_sealed_argon2.json", |json| json["kdfMemory"] = json!(1024));
    let asked = ImportError::AsksTooMuch { memory_bytes: 1 << 30, work: 3 << 20 };
    assert_eq!(opened(&argon, Limits::default()), Some(asked));
    let rounds = edited("bitwarden_sealed.json", |json| json["kdfIterations"] = json!(2_000_000));
    let asked = ImportError::AsksTooMuch { memory_bytes: 0, work: 2_000_000 };
    assert_eq!(opened(&rounds, Limits::default()), Some(asked));
}

#[test]
fn many_slots_may_not_ask_for_more_than_one_with_a_high_price() {
    let slots = |count: usize| {
        edited("aegis_sealed.json", |json| {
            let slot = json["header"]["slots"][0].clone();
            json["header"]["slots"] = Value::from(vec![slot; count]);
        })
    };
    assert!(matches!(opened(&slots(40), Limits::default()), Some(ImportError::AsksTooMuch { .. })));
    assert_eq!(opened(&slots(10_000), EVERYTHING), Some(ImportError::Damaged));
}

#[test]
fn absurd_costs_are_damage_whatever_is_allowed() {
    let slot = |member: &'static str, value: Value| {
        edited("aegis_sealed.json", move |json| json["header"]["slots"][0][member] = value)
    };
    for (member, value) in [
        ("n", json!(0)),
        ("n", json!(1)),
        ("n", json!(32_767)),
        ("n", json!(1_u64 << 63)),
        ("n", json!(-32_768)),
        ("n", json!("many")),
        ("r", json!(0)),
        ("r", json!(u64::MAX)),
        ("p", json!(0)),
        ("p", json!(u32::MAX)),
        ("salt", json!("xyz")),
        ("salt", json!("0")),
        ("key", json!(null)),
        ("key_params", json!({"nonce": "00", "tag": "00"})),
    ] {
        assert_eq!(opened(&slot(member, value.clone()), EVERYTHING), Some(ImportError::Damaged), "{member}: {value}");
    }
    for (name, member, value) in [
        ("bitwarden_sealed_argon2.json", "kdfMemory", json!(0)),
        ("bitwarden_sealed_argon2.json", "kdfMemory", json!(u64::MAX)),
        ("bitwarden_sealed_argon2.json", "kdfMemory", json!(4_097)),
        ("bitwarden_sealed_argon2.json", "kdfIterations", json!(0)),
        ("bitwarden_sealed_argon2.json", "kdfParallelism", json!(0)),
        ("bitwarden_sealed_argon2.json", "kdfParallelism", json!(u64::MAX)),
        ("bitwarden_sealed.json", "kdfIterations", json!(0)),
        ("bitwarden_sealed.json", "kdfIterations", json!(u64::MAX)),
        ("bitwarden_sealed.json", "kdfIterations", json!(null)),
        ("bitwarden_sealed.json", "salt", json!(7)),
        ("bitwarden_sealed.json", "data", json!("2.AA==|AA==|AA==")),
        ("bitwarden_sealed.json", "data", json!("nothing")),
        ("two_fas_sealed.2fas", "servicesEncrypted", json!("AAAA:AAAA:AAAA")),
        ("two_fas_sealed.2fas", "servicesEncrypted", json!("$:$:$")),
        ("two_fas_sealed.2fas", "servicesEncrypted", json!(7)),
    ] {
        let bytes = edited(name, |json| json[member] = value.clone());
        assert_eq!(opened(&bytes, EVERYTHING), Some(ImportError::Damaged), "{name}: {member}: {value}");
    }
    let kind = edited("bitwarden_sealed.json", |json| json["kdfType"] = json!(9));
    assert_eq!(opened(&kind, EVERYTHING), Some(ImportError::UnknownVersion { version: 9 }));
}

#[test]
fn what_is_sealed_for_an_account_is_not_asked_a_password_for() {
    let bytes = edited("bitwarden_sealed.json", |json| json["passwordProtected"] = json!(false));
    let error = opened(&bytes, Limits::default());
    assert_eq!(error, Some(ImportError::SealedOtherwise { format: Format::BitwardenJson }));
    let items = br#"{"encrypted":true,"encKeyValidation_DO_NOT_EDIT":"2.a|b|c","folders":[],"items":[]}"#;
    assert_eq!(read_plain(items).err(), Some(ImportError::SealedOtherwise { format: Format::BitwardenJson }));
    assert!(error.unwrap().to_string().contains("export it again"));
}

#[test]
fn a_file_that_only_a_phone_can_open_is_not_asked_a_password_for() {
    let text = fixture_text("aegis_sealed.json").replace("\"type\": 1,", "\"type\": 2,");
    assert_eq!(read_plain(text.as_bytes()).err(), Some(ImportError::SealedOtherwise { format: Format::Aegis }));
}
