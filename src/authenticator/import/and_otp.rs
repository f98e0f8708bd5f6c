//! andOTP: a JSON array, or that array sealed in one of two ways.
//!
//! Since 0.6.3: the rounds of PBKDF2 with HMAC-SHA-1 (4 bytes, big-endian), a salt of 12 bytes, a nonce of 12,
//! AES-256-GCM. Before: a nonce of 12 bytes and AES-256-GCM under the SHA-256 of the password.
//!
//! A sealed file has no mark of its own. It is known by what it is not: no text, no known binary format, and as even as
//! only ciphertext is. So it is asked last, and a file of somebody else may be taken for one; then no password opens it.

use serde_json::Value;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::document::Document;
use super::fields::{Fields, SaidKind};
use super::members::{Members, with};
use super::sealed::{self, GCM_NONCE_BYTES, GCM_TAG_BYTES, Key};
use super::{Format, ImportError, Imported, Limits, Row, Unlock};

const SALT_BYTES: usize = 12;

/// The program takes 140,000 to 160,000 rounds. A file of the older layout begins like one of this range once in 2,000
/// times, and is then tried both ways.
const ROUNDS: std::ops::RangeInclusive<u32> = 1_000..=2_000_000;

/// The shortest file: nonce, tag and `[]`.
const SEALED_BYTES_MIN: usize = GCM_NONCE_BYTES + GCM_TAG_BYTES + 2;

/// The text of ten thousand entries is far shorter.
const SEALED_BYTES_MAX: usize = 16 << 20;

/// How other binary files begin: images, archives, documents, databases, programs, what other programs sealed.
const FOREIGN_STARTS: &[&[u8]] = &[
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"BM",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zX",
    b"\x28\xb5\x2f\xfd",
    b"%PDF",
    b"SQLite",
    b"\x7fELF",
    b"\0asm",
    b"\x03\xd9\xa2\x9a",
    b"\x85\x01\x0c\x03",
    b"\x85\x02\x0c\x03",
    b"\x84\x5e\x03",
    b"\x8c\x0d\x04",
    b"\xac\xed\0\x05",
    b"Salted__",
    b"age-encryption.org",
];

pub(super) fn recognises(document: &Document<'_>) -> bool {
    match &document.json {
        Some(json) => json.as_array().is_some_and(|entries| entries.iter().any(is_entry)),
        None => document.text.is_none() && may_be_sealed(document.bytes),
    }
}

pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let imported = |is_sealed, rows| Imported::whole(Format::AndOtp, is_sealed, rows);
    if let Some(json) = &document.json {
        return Ok(imported(false, rows(json)?));
    }
    let opened = open(document.bytes, unlock)?;
    let json = serde_json::from_slice(&opened).map_err(|_| ImportError::Damaged)?;
    Ok(imported(true, rows(&json)?))
}

fn is_entry(value: &Value) -> bool {
    value.text("secret").is_some() && value.text("label").is_some()
}

/// Whether nothing speaks against it.
fn may_be_sealed(bytes: &[u8]) -> bool {
    (SEALED_BYTES_MIN..=SEALED_BYTES_MAX).contains(&bytes.len())
        && !FOREIGN_STARTS.iter().any(|start| bytes.starts_with(start))
        && is_even(bytes)
}

/// Whether every byte is about as frequent as any other: Pearson's χ² with 255 degrees of freedom is 255 on average and
/// over 500 for random bytes practically never.
fn is_even(bytes: &[u8]) -> bool {
    let mut counts = [0_u64; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    // Without fractions: 256 × the sum of the squares, less the square of the length, against 500 × the length.
    let length = bytes.len() as u64;
    let squares: u64 = counts.iter().map(|count| count * count).sum();
    256 * squares <= length * (length + 500)
}

/// The newer layout first, if the file can be one; then the older. A file that neither opens may be anything.
fn open(bytes: &[u8], unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let password = sealed::password(unlock, Format::AndOtp)?;
    let newer = open_newer(bytes, password, &unlock.limits);
    match newer {
        Ok(opened) => Ok(opened),
        Err(error) => open_older(bytes, password).ok_or(error),
    }
}

fn open_newer(bytes: &[u8], password: &str, limits: &Limits) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let parts = || {
        let (rounds, rest) = bytes.split_first_chunk()?;
        let (salt, rest) = rest.split_first_chunk::<SALT_BYTES>()?;
        let (nonce, ciphertext) = rest.split_first_chunk::<GCM_NONCE_BYTES>()?;
        Some((u32::from_be_bytes(*rounds), salt, nonce, ciphertext))
    };
    let Some((rounds, salt, nonce, ciphertext)) = parts().filter(|(rounds, ..)| ROUNDS.contains(rounds)) else {
        return Err(ImportError::WrongPassword);
    };
    let key = sealed::pbkdf2_sha1(password, salt, rounds, limits)?;
    sealed::open_aes_gcm(&key, nonce, ciphertext, &[]).ok_or(ImportError::WrongPassword)
}

fn open_older(bytes: &[u8], password: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, ciphertext) = bytes.split_first_chunk::<GCM_NONCE_BYTES>()?;
    let key = Key::new(Sha256::digest(password).into());
    sealed::open_aes_gcm(&key, nonce, ciphertext, &[])
}

fn rows(json: &Value) -> Result<Vec<Row>, ImportError> {
    Ok(json.as_array().ok_or(ImportError::Damaged)?.iter().map(row).collect())
}

fn row(entry: &Value) -> Row {
    let kind = match entry.get("type") {
        // Files from before there was a choice do not name one.
        None => SaidKind::Totp,
        // Other programs that write this format write the type as they like.
        Some(kind) => match kind.as_str().map(str::to_ascii_uppercase).as_deref() {
            Some("TOTP") => SaidKind::Totp,
            Some("HOTP") => SaidKind::Hotp,
            Some("STEAM") => SaidKind::Steam,
            // MOTP among others.
            _ => SaidKind::Other,
        },
    };
    let fields = Fields {
        kind,
        issuer: entry.first_text(&["issuer"]),
        account: entry.first_text(&["label"]),
        secret: entry.base32("secret"),
        algorithm: entry.algorithm_or("algorithm", "SHA1"),
        digits: if entry.get("digits").is_none() { Some(6) } else { entry.whole("digits") },
        period_secs: entry.whole("period"),
        counter: entry.whole("counter"),
    };
    with(fields.into_row(), |candidate| candidate.tags = entry.texts("tags"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes as even as ciphertext.
    fn noise(length: usize) -> Vec<u8> {
        let digests = (0_u32..).flat_map(|number| Sha256::digest(number.to_be_bytes()).to_vec());
        digests.take(length).collect()
    }

    #[test]
    fn only_what_looks_like_ciphertext_is_taken_for_it() {
        for length in [30, 64, 1_000, 100_000] {
            assert!(may_be_sealed(&noise(length)), "{length}");
        }
        assert!(!may_be_sealed(&noise(29)));
        assert!(!may_be_sealed(&noise(SEALED_BYTES_MAX + 1)));
        for start in FOREIGN_STARTS {
            assert!(!may_be_sealed(&[start, noise(1_000).as_slice()].concat()), "{start:?}");
        }
        // Half of it is the same byte.
        assert!(!may_be_sealed(&noise(1_000).into_iter().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>()));
        assert!(!may_be_sealed(&[0xff; 1_000]));
    }
}
