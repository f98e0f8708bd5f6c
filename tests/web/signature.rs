//! Signatures of passkeys, against assertions that Node's cryptography made, and one that this browser made.

use super::stand_in::run_async;
use counterpart::browser::signature::is_right;
use counterpart::console::webauthn::{ES256, PublicKey, RS256, signed_bytes};
use js_sys::{Array, Uint8Array};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

fn bytes(fixture: &Value, name: &str) -> Vec<u8> {
    let hex = fixture[name].as_str().unwrap();
    (0..hex.len()).step_by(2).map(|place| u8::from_str_radix(&hex[place..place + 2], 16).unwrap()).collect()
}

/// A signature is taken for its own key and bytes, and a changed byte of either is refused.
async fn expect_right_for_itself_alone(key: &PublicKey, written: &[u8], signed: &[u8]) {
    let (algorithm, spki) = (key.algorithm().unwrap(), key.as_spki());
    let signature = key.raw_signature(written).unwrap();
    assert_eq!(is_right(algorithm, spki, &signature, signed).await, Ok(true));
    let mut other = signed.to_vec();
    other[36] ^= 1;
    assert_eq!(is_right(algorithm, spki, &signature, &other).await, Ok(false));
    let mut forged = signature.clone();
    forged[40] ^= 1;
    assert_eq!(is_right(algorithm, spki, &forged, signed).await, Ok(false));
    assert_eq!(is_right(algorithm, spki, &signature[1..], signed).await, Ok(false));
    assert!(is_right(algorithm, &spki[1..], &signature, signed).await.is_err());
    let other_algorithm = if algorithm == ES256 { RS256 } else { ES256 };
    assert!(is_right(other_algorithm, spki, &signature, signed).await.is_err());
    assert!(is_right(0, spki, &signature, signed).await.is_err());
}

#[wasm_bindgen_test]
async fn a_signature_is_right_for_its_key_and_its_bytes_alone() {
    for (algorithm, fixture) in
        [(ES256, include_str!("../fixtures/passkey.json")), (RS256, include_str!("../fixtures/passkey_rs256.json"))]
    {
        let fixture: Value = serde_json::from_str(fixture).unwrap();
        let client_data = fixture["client_data"].as_str().unwrap().as_bytes();
        let signed = signed_bytes(&bytes(&fixture, "data"), client_data);
        let key = PublicKey::from_spki(algorithm, bytes(&fixture, "spki")).unwrap();
        expect_right_for_itself_alone(&key, &bytes(&fixture, "signature"), &signed).await;
    }
}

#[wasm_bindgen_test]
async fn a_new_key_of_rs256_is_taken_as_this_browser_exports_it() {
    let signed = signed_bytes(&[7; 37], b"{}");
    let script = format!(
        "const method = {{ name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, hash: 'SHA-256',
            publicExponent: new Uint8Array([1, 0, 1]) }};
        const pair = await crypto.subtle.generateKey(method, false, ['sign', 'verify']);
        const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
        return [spki, await crypto.subtle.sign(method, pair.privateKey, new Uint8Array({signed:?}))];"
    );
    let made = Array::from(&run_async(&script).await);
    let key = PublicKey::from_spki(RS256, Uint8Array::new(&made.get(0)).to_vec()).unwrap();
    expect_right_for_itself_alone(&key, &Uint8Array::new(&made.get(1)).to_vec(), &signed).await;
}
