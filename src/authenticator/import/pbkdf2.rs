//! PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-256, as far as a file may ask for it.

use ::pbkdf2::pbkdf2_hmac;
use sha2::Sha256;

use super::sealed::Key;
use super::{ImportError, Limits};

/// Derives a key, if the limits allow its rounds.
pub(super) fn pbkdf2_sha256(password: &str, salt: &[u8], rounds: u64, limits: &Limits) -> Result<Key, ImportError> {
    let number = u32::try_from(rounds).ok().filter(|rounds| *rounds > 0).ok_or(ImportError::Damaged)?;
    if rounds > limits.work {
        return Err(ImportError::AsksTooMuch { memory_bytes: 0, work: rounds });
    }
    let mut key = Key::default();
    pbkdf2_hmac::<Sha256>(password.as_bytes(), salt, number, key.as_mut_slice());
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gives_what_is_known() {
        // RFC 7914 §11, the first 32 of 64 bytes.
        let key = pbkdf2_sha256("Password", b"NaCl", 80_000, &Limits::default()).unwrap();
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
    }

    #[test]
    fn its_cost_is_bounded() {
        let limits = Limits { memory_bytes: 0, work: 1_000 };
        let derived = |rounds| pbkdf2_sha256("a", b"b", rounds, &limits).map(|_| ());
        assert_eq!(derived(0), Err(ImportError::Damaged));
        assert_eq!(derived(1_000), Ok(()));
        assert_eq!(derived(1_001), Err(ImportError::AsksTooMuch { memory_bytes: 0, work: 1_001 }));
        assert_eq!(derived(u64::MAX), Err(ImportError::Damaged));
    }
}
