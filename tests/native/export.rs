//! The vectors of the exports: what this program writes for other programs, from fixed inputs.
//!
//! `tests/vault/exports.mjs` reads the same vectors by independent code.

use counterpart::authenticator::export::{aegis, google_transfer::google_transfer, key_uris};
use counterpart::authenticator::vault::{MasterKey, Nonce};
use serde_json::{Value, json};

use crate::vault::{bytes, entries};

const VECTORS: &str = include_str!("../vectors/export.json");
const PASSWORD: &str = "pässwörd, long enough";

fn seal() -> aegis::Seal {
    let salt = aegis::ScryptSalt::from_random(bytes(0x10));
    aegis::Seal {
        key: salt.derive(PASSWORD).unwrap(),
        salt,
        slot_id: bytes(0x20),
        master_key: MasterKey::from_bytes(bytes(0x30)),
        key_nonce: Nonce::from_random(bytes(0x40)),
        entries_nonce: Nonce::from_random(bytes(0x50)),
    }
}

/// The vectors, as this program makes them now.
fn made() -> Value {
    let mut entries = entries();
    // Google's transfer carries no period but 30 s: this one goes.
    let transfer: Vec<String> = google_transfer(&entries, -7).iter().map(|text| text.to_string()).collect();
    let key_uris = key_uris(&entries).to_string();
    entries[0].trashed_at = None;
    let file = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap();
    json!({
        "password": PASSWORD,
        "key_uris": key_uris,
        "google_transfer": transfer,
        "aegis": file(&aegis::plain(&entries).unwrap()),
        "aegis_sealed": file(&aegis::sealed(&entries, seal()).unwrap()),
    })
}

#[test]
fn the_stored_vectors_are_those_that_are_made() {
    let stored: Value = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(made(), stored);
}

/// Makes `tests/vectors/export.json`: `cargo test write_the_export_vectors -- --ignored`.
#[test]
#[ignore = "writes the vectors that the others check"]
fn write_the_export_vectors() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/export.json");
    std::fs::write(path, format!("{:#}\n", made())).unwrap();
}
