//! Signatures of passkeys, against an assertion that Node's cryptography made.

use counterpart::browser::signature::is_right;
use counterpart::console::webauthn::{raw_signature, signed_bytes};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

fn bytes(fixture: &Value, name: &str) -> Vec<u8> {
    let hex = fixture[name].as_str().unwrap();
    (0..hex.len()).step_by(2).map(|place| u8::from_str_radix(&hex[place..place + 2], 16).unwrap()).collect()
}

#[wasm_bindgen_test]
async fn a_signature_is_right_for_its_key_and_its_bytes_alone() {
    let fixture: Value = serde_json::from_str(include_str!("../fixtures/passkey.json")).unwrap();
    let client_data = fixture["client_data"].as_str().unwrap().as_bytes();
    let signed = signed_bytes(&bytes(&fixture, "data"), client_data);
    let signature = raw_signature(&bytes(&fixture, "signature")).unwrap();
    let spki = bytes(&fixture, "spki");
    assert_eq!(is_right(&spki, &signature, &signed).await, Ok(true));
    let mut other = signed.clone();
    other[36] ^= 1;
    assert_eq!(is_right(&spki, &signature, &other).await, Ok(false));
    let mut forged = signature;
    forged[40] ^= 1;
    assert_eq!(is_right(&spki, &forged, &signed).await, Ok(false));
    assert!(is_right(&spki[1..], &signature, &signed).await.is_err());
}
