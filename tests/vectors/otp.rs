//! The vectors of RFC 4226 and RFC 6238, on the machine that builds and in the WebAssembly that a browser runs.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use counterpart::otp::{Algorithm, Digits, Hotp, Period, Secret, Totp, UnixMillis, truncate};

use crate::vectors::{
    RFC_4226_CODES, RFC_4226_KEY, RFC_4226_KEY_BASE32, RFC_4226_MAC, RFC_4226_TRUNCATED, RFC_4226_TRUNCATED_CODE,
    RFC_6238_CODES, RFC_6238_CONTROL_CODES, RFC_6238_KEY_BYTES, repeated_key,
};

fn totp(key_bytes: usize, algorithm: Algorithm) -> Totp {
    let secret = Secret::from_bytes(repeated_key(key_bytes)).unwrap();
    Totp::new(&secret, algorithm, Digits::EIGHT, Period::THIRTY)
}

#[test]
fn rfc_4226_appendix_d() {
    let secret = Secret::from_bytes(RFC_4226_KEY).unwrap();
    assert_eq!(Secret::from_base32(RFC_4226_KEY_BASE32), Ok(secret.clone()));
    let hotp = Hotp::new(&secret, Algorithm::Sha1, Digits::SIX);
    for (counter, expected) in (0..).zip(RFC_4226_CODES) {
        assert_eq!(hotp.code(counter).as_str(), expected, "counter {counter}");
    }
}

#[test]
fn rfc_4226_section_5_4() {
    assert_eq!(truncate(&RFC_4226_MAC), RFC_4226_TRUNCATED);
    assert_eq!((RFC_4226_TRUNCATED % 1_000_000).to_string(), RFC_4226_TRUNCATED_CODE);
}

#[test]
fn rfc_6238_appendix_b() {
    for (secs, codes) in RFC_6238_CODES {
        for ((algorithm, key_bytes), expected) in Algorithm::ALL.into_iter().zip(RFC_6238_KEY_BYTES).zip(codes) {
            let code = totp(key_bytes, algorithm).code_at(UnixMillis::from_secs(secs));
            assert_eq!(code.as_str(), expected, "{algorithm} at {secs} s");
        }
    }
}

#[test]
fn rfc_6238_appendix_b_with_one_key_for_all_is_something_else() {
    for (algorithm, expected) in Algorithm::ALL.into_iter().zip(RFC_6238_CONTROL_CODES) {
        assert_eq!(totp(20, algorithm).code_of_step(1).as_str(), expected, "{algorithm}");
    }
    let (_, of_step_one) = RFC_6238_CODES[0];
    assert_ne!(RFC_6238_CONTROL_CODES[1..], of_step_one[1..]);
}
