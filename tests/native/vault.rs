//! The vectors of `docs/vault.md`: what this program makes of fixed inputs, so that it still opens what it once wrote.
//!
//! `tests/vault/check.mjs` opens the same vectors from the document alone.

use std::time::Instant;

use counterpart::authenticator::slots::{
    NewSlot, PasskeyParameters, PasswordParameters, PrfOutput, PrfSalt, RecoveryCode, RecoveryParameters, Salt, SlotId,
    SlotKind,
};
use counterpart::authenticator::vault::{
    MasterKey, Nonce, Nonces, OpenVault, Protection, SealedRecord, VaultHeader, VaultId, WrappingKey,
};
use counterpart::authenticator::{Entry, EntryId, Icon, export};
use counterpart::otp::{Algorithm, Digits, KeyUri, Kind, Period, Secret, UnixMillis};
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../vectors/vault.json");
const PASSWORD: &str = "pässwörd, long enough";
const CODE: [u8; 16] = *b"0123456789abcdef";

/// Bytes that are not all the same, so that their order matters.
pub(crate) fn bytes<const N: usize>(first: u8) -> [u8; N] {
    std::array::from_fn(|index| first.wrapping_add(index as u8))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The entries that all vectors hold.
pub(crate) fn entries() -> [Entry; 3] {
    let key = |kind, issuer: &str, account: &str, algorithm, digits| KeyUri {
        kind,
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        secret: Secret::from_bytes(*b"12345678901234567890").unwrap(),
        algorithm,
        digits,
    };
    let totp = key(
        Kind::Totp { period: Period::new(20).unwrap() },
        "Gov Cloud",
        "alice@example.org",
        Algorithm::Sha256,
        Digits::EIGHT,
    );
    let hotp = key(Kind::Hotp { counter: 42 }, "", "b\"ö\\b\u{1f511}", Algorithm::Sha1, Digits::SIX);
    let steam = key(Kind::Steam, "Steam", "c", Algorithm::Sha1, Digits::FIVE);
    let entry =
        |key, name, app: &str, at| Entry::from_key_uri(key, EntryId::from_random(bytes(name)), app, UnixMillis(at));
    [
        Entry {
            note: "line one\nline two".to_owned(),
            tags: vec!["work".to_owned(), "家".to_owned()],
            is_pinned: true,
            position: 3,
            icon: Some(Icon { media_type: "image/png".to_owned(), bytes: vec![0x89, b'P', b'N', b'G'] }),
            last_used_at: Some(UnixMillis(1_700_000_000_123)),
            trashed_at: Some(UnixMillis(1_700_000_000_456)),
            ..entry(totp, 0x10, "", 1_600_000_000_000)
        },
        entry(hotp, 0x20, "authenticator", 1_600_000_000_001),
        entry(steam, 0x30, "", 1_600_000_000_002),
    ]
}

/// What the document says is inside the records.
fn clear_records() -> Value {
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    json!([
        {
            "type": "totp", "period_secs": 20, "issuer": "Gov Cloud", "account": "alice@example.org", "secret": SECRET,
            "algorithm": "SHA256", "digits": 8, "app": "", "added_at_millis": 1_600_000_000_000_u64,
            "note": "line one\nline two", "tags": ["work", "家"], "pinned": true, "position": 3,
            "icon": { "media_type": "image/png", "bytes": "iVBORw==" },
            "last_used_at_millis": 1_700_000_000_123_u64, "trashed_at_millis": 1_700_000_000_456_u64,
        },
        {
            "type": "hotp", "counter": 42, "issuer": "", "account": "b\"ö\\b\u{1f511}", "secret": SECRET,
            "algorithm": "SHA1", "digits": 6, "app": "authenticator", "added_at_millis": 1_600_000_000_001_u64,
            "note": "", "tags": [], "pinned": false, "position": 0, "icon": null,
            "last_used_at_millis": null, "trashed_at_millis": null,
        },
        {
            "type": "steam", "issuer": "Steam", "account": "c", "secret": SECRET,
            "algorithm": "SHA1", "digits": 5, "app": "", "added_at_millis": 1_600_000_000_002_u64,
            "note": "", "tags": [], "pinned": false, "position": 0, "icon": null,
            "last_used_at_millis": null, "trashed_at_millis": null,
        },
    ])
}

/// The keys of the three slots, in the order of the slots.
fn slots() -> [(NewSlot, WrappingKey); 3] {
    let password = PasswordParameters::new(&Salt::from_random(bytes(0x40)));
    let passkey =
        PasskeyParameters::new(b"a credential", &PrfSalt::from_random(bytes(0x50)), &Salt::from_random(bytes(0x41)));
    let recovery = RecoveryParameters::new(&Salt::from_random(bytes(0x42)));
    let keys = [
        password.derive(PASSWORD).unwrap(),
        passkey.derive(&PrfOutput::from_bytes(bytes(0x60))).unwrap(),
        recovery.derive(&RecoveryCode::from_random(CODE)).unwrap(),
    ];
    let kinds = [SlotKind::Password(password), SlotKind::Passkey(passkey), SlotKind::RecoveryCode(recovery)];
    let mut name = 0x70;
    kinds.map(|kind| name_slot(&mut name, kind, &keys))
}

fn name_slot(name: &mut u8, kind: SlotKind, keys: &[WrappingKey; 3]) -> (NewSlot, WrappingKey) {
    let key = &keys[usize::from(*name - 0x70)];
    let slot = NewSlot {
        id: SlotId::from_random(bytes(*name)),
        label: kind.name().to_owned(),
        added_at: UnixMillis(1_650_000_000_000),
        kind,
        key: key.clone(),
        nonce: Nonce::from_random(bytes(*name ^ 0xff)),
    };
    *name += 1;
    (slot, key.clone())
}

/// The vectors, as this program makes them now.
fn made() -> Value {
    let master_key = MasterKey::from_bytes(bytes(0xa0));
    let open = OpenVault::new(VaultId::from_random(bytes(0xb0)), master_key.clone());
    let slots = slots();
    let slot_keys: Value = slots.iter().map(|(slot, key)| (slot.id.0.clone(), json!(hex(key.as_bytes())))).collect();
    let slots = slots.into_iter().map(|(slot, _)| slot).collect();
    let mut nonces = Nonces::from_random(bytes::<36>(0xc0).to_vec());
    let Protection { header, records } = open.protect(slots, &entries(), &mut nonces).unwrap();
    json!({
        "inputs": {
            "master_key": hex(master_key.as_bytes()),
            "password": PASSWORD,
            "recovery_code": *RecoveryCode::from_random(CODE).to_text(),
            "recovery_code_bytes": hex(&CODE),
            "prf_output": hex(&bytes::<32>(0x60)),
        },
        "slot_keys": slot_keys,
        "file": { "format": "counterpart.vault", "header": header, "records": records },
        "entries": clear_records(),
    })
}

fn stored() -> (VaultHeader, Vec<SealedRecord>) {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let member = |name: &str| vectors["file"][name].clone();
    (serde_json::from_value(member("header")).unwrap(), serde_json::from_value(member("records")).unwrap())
}

#[test]
fn the_stored_vectors_are_those_that_are_made() {
    let stored: Value = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(made(), stored);
}

#[test]
fn every_slot_opens_the_stored_vectors() {
    let (header, records) = stored();
    for slot in &header.slots {
        let key = match &slot.kind {
            SlotKind::Password(parameters) => parameters.derive(PASSWORD).unwrap(),
            SlotKind::Passkey(parameters) => parameters.derive(&PrfOutput::from_bytes(bytes(0x60))).unwrap(),
            SlotKind::RecoveryCode(parameters) => {
                let code = RecoveryCode::parse("60rk 4csm 6mv3 ee1s c5h6 6s35 cves").unwrap();
                parameters.derive(&code).unwrap()
            }
        };
        let opened = header.unlock(&slot.id, &key).unwrap().open_all(&records);
        assert_eq!(opened.entries, entries(), "{}", slot.label);
        assert_eq!(opened.unreadable, []);
    }
}

/// Makes `tests/vectors/vault.json`, once for a version of the layout: `cargo test write_the_vectors -- --ignored`.
#[test]
#[ignore = "writes the vectors that the others check"]
fn write_the_vectors() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/vault.json");
    std::fs::write(path, format!("{:#}\n", made())).unwrap();
}

/// What 10,000 entries take: `cargo test --release --test native ten_thousand -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and proves nothing"]
fn ten_thousand_entries_are_measured() {
    let measured = |what: &str, start: Instant| eprintln!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let [_, entry, _] = entries();
    let entries: Vec<Entry> =
        (0..10_000_u128).map(|name| Entry { id: EntryId::from_random(name.to_be_bytes()), ..entry.clone() }).collect();
    let open = OpenVault::new(VaultId::from_random(bytes(1)), MasterKey::from_bytes(bytes(2)));
    let random: Vec<u8> =
        (0..Nonces::bytes_for(entries.len())).map(|index| ((index / 12) >> (index % 4 * 8)) as u8).collect();
    let start = Instant::now();
    let records = open.seal_all(&entries, &mut Nonces::from_random(random)).unwrap();
    measured("seal 10,000", start);
    eprintln!("a record's ciphertext: {} characters", records[0].ciphertext.as_str().len());
    let start = Instant::now();
    let opened = open.open_all(&records);
    measured("open 10,000", start);
    assert_eq!(opened.entries, entries);
    let start = Instant::now();
    let text = export::key_uris(&entries);
    measured(&format!("10,000 Key URIs, {} bytes", text.len()), start);
    let start = Instant::now();
    let parts = export::google_transfer::google_transfer(&entries, 1).len();
    measured(&format!("a transfer of {parts} parts"), start);
    let start = Instant::now();
    let file = export::aegis::plain(&entries).unwrap();
    measured(&format!("Aegis, plain, {} bytes", file.len()), start);
    let start = Instant::now();
    slots();
    measured("three slots' keys, Argon2id among them", start);
}
