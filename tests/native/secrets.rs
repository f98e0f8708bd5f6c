//! What holds a secret does not show it: not in `Debug`, which goes into panics and logs.

use crate::records::{Dice, of_every_kind};
use counterpart::authenticator::slots::{PrfOutput, RecoveryCode as VaultRecoveryCode};
use counterpart::authenticator::vault::{MasterKey, OpenVault, VaultId, WrappingKey};
use counterpart::authenticator::{Arrival, Collection, Entry, EntryId, Preview, examine, examine_all, export, import};
use counterpart::console::{
    Account, Appeal, AuditEvent, Binding, BrowserState, LogOnAttempt, LogOnId, LogOnIds, ManualReview, NameThrottle,
    Order, Outgoing, Passkey, PasswordReset, PhoneChange, PolicyChoice, RecoveryCode, RecoveryCodes, Registration,
    Session, SessionId, StopCode, Told, TrustedBrowser, UnknownUsername,
};
use counterpart::otp::{KeyUri, Secret, UnixMillis};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// The fields of the console's records whose texts are secret, wherever they are.
const SECRET_FIELDS: [&str; 7] = ["code", "stop_code", "session", "registration", "log_on", "reset", "trusts"];
/// The kinds whose own name is a bearer's secret.
const BEARERS: [&str; 5] = ["Session", "Registration", "LogOnAttempt", "TrustedBrowser", "PasswordReset"];

/// The texts of a value, or of what is in it.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.is_empty() => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        _ => {}
    }
}

fn secrets_of(kind: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| secrets_of("", item, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if SECRET_FIELDS.contains(&name.as_str()) || name == "id" && BEARERS.contains(&kind) {
                    texts(value, found);
                }
                secrets_of("", value, found);
            }
        }
        _ => {}
    }
}

#[test]
fn no_record_of_the_console_shows_a_secret() {
    let mut of_kinds = BTreeSet::new();
    for seed in 0..50 {
        let mut dice = Dice::of_seed(seed);
        macro_rules! check {
            ($($record:ident),*) => {
                $(
                    let (kind, record) = (stringify!($record), dice.make::<$record>());
                    let (shown, mut secrets) = (format!("{record:?}"), Vec::new());
                    secrets_of(kind, &serde_json::to_value(&record).unwrap(), &mut secrets);
                    for secret in secrets {
                        // In quotation marks, as every text is shown: six digits may be part of a time.
                        assert!(!shown.contains(&format!("{secret:?}")), "{kind} shows {secret:?}: {shown}");
                        of_kinds.insert(kind);
                    }
                )*
            };
        }
        of_every_kind!(check);
    }
    let expected =
        ["Appeal", "BrowserState", "LogOnAttempt", "PasswordReset", "PhoneChange", "Registration", "Session"];
    assert!(expected.iter().chain(&["TrustedBrowser"]).all(|kind| of_kinds.contains(kind)), "{of_kinds:?}");
}

fn hides(value: &impl Debug, secrets: &[&str]) {
    let shown = format!("{value:?}");
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}

#[test]
fn what_the_console_hands_on_shows_no_secret() {
    let stop_code = StopCode::new(12_345_678_u64.to_le_bytes());
    hides(&Told::AppealSubmitted { stop_code: stop_code.clone() }, &["12345678"]);
    hides(&Told::AppealApproved { unbinds_at: UnixMillis(1), stop_code }, &["12345678"]);
    let ids = LogOnIds { attempt: LogOnId::from_random([0xa5; 16]), session: SessionId::from_random([0xa5; 32]) };
    hides(&ids, &["a5a5"]);
    let code = RecoveryCode::from_random([0xa5; 10]);
    hides(&code, &[code.as_str()]);
}

#[test]
fn nothing_of_the_authenticator_shows_a_key() {
    const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    // As text, in any spelling of its bytes.
    let secrets = [KEY, "gezd", "GEZD", "49, 50, 51", "3132", "12345"];
    let uri = format!("otpauth://totp/Gov%20Cloud:alice?secret={KEY}&issuer=Gov%20Cloud");
    let (key_uri, _) = KeyUri::parse(&uri).unwrap();
    hides(&Secret::from_base32(KEY).unwrap(), &secrets);
    hides(&key_uri, &secrets);
    hides(&examine(&uri), &secrets);
    hides(&examine_all(&uri), &secrets);
    hides(&Arrival::of_text(&uri), &secrets);
    let entry = Entry::from_key_uri(key_uri, EntryId::from_random([7; 16]), "app", UnixMillis(1));
    let collection = Collection::from_entries(vec![entry.clone()]);
    let removal = collection.remove(std::slice::from_ref(&entry.id));
    let (_, addition) = Collection::default().add(entry.clone()).unwrap();
    hides(&(&entry, &collection, &addition, collection.undo(&removal)), &secrets);
    let imported = import::read(uri.as_bytes(), &import::Unlock::default()).unwrap();
    hides(&(&imported, Preview::new(&Collection::default(), "app", imported.clone())), &secrets);
    hides(&export::sheet(std::slice::from_ref(&entry)), &secrets);

    let bytes = ["90, 90", "5a5a", "5A5A"];
    hides(&(MasterKey::from_bytes([90; 32]), WrappingKey::from_bytes([90; 32])), &bytes);
    hides(&OpenVault::new(VaultId::from_random([1; 16]), MasterKey::from_bytes([90; 32])), &bytes);
    hides(&PrfOutput::from_bytes([90; 32]), &bytes);
    let code = VaultRecoveryCode::from_random([90; VaultRecoveryCode::BYTES]);
    hides(&code, &[&bytes[..], &[&code.to_text()]].concat());
}
