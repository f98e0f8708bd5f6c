//! Sealing.

use counterpart::browser::crypto::{CryptoError, generate_key, seal, unseal};
use counterpart::browser::random;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn what_is_sealed_opens_again() {
    let key = generate_key().await.unwrap();
    for clear in [&b""[..], b"12345678901234567890", &[0xff; 5_000]] {
        let sealed = seal(&key, clear, b"alice").await.unwrap();
        assert_eq!(sealed.len(), 12 + clear.len() + 16);
        assert_eq!(*unseal(&key, &sealed, b"alice").await.unwrap(), clear);
        assert_ne!(seal(&key, clear, b"alice").await.unwrap(), sealed, "each has its own nonce");
    }
}

#[wasm_bindgen_test]
async fn nothing_else_opens_it() {
    let key = generate_key().await.unwrap();
    let sealed = seal(&key, b"12345678901234567890", b"alice").await.unwrap();
    assert_eq!(unseal(&key, &sealed, b"bob").await, Err(CryptoError::Refused));
    let other = generate_key().await.unwrap();
    assert_eq!(unseal(&other, &sealed, b"alice").await, Err(CryptoError::Refused));
    for index in [0, 11, 12, sealed.len() - 1] {
        let mut damaged = sealed.clone();
        damaged[index] ^= 1;
        assert_eq!(unseal(&key, &damaged, b"alice").await, Err(CryptoError::Refused));
    }
    for length in [0, 11, 12, 27] {
        assert_eq!(unseal(&key, &sealed[..length], b"alice").await, Err(CryptoError::Refused));
    }
}

#[wasm_bindgen_test]
async fn the_key_cannot_be_exported() {
    let key: web_sys::CryptoKey = generate_key().await.unwrap().to_js().into();
    assert!(!key.extractable());
}

#[wasm_bindgen_test]
fn random_bytes_differ() {
    assert_ne!(random::bytes::<32>(), random::bytes::<32>());
    let text = random::hex::<16>().unwrap();
    assert_eq!(text.len(), 32);
    assert!(text.chars().all(|digit| matches!(digit, '0'..='9' | 'a'..='f')));
}
