//! Codes of a counter (RFC 4226).

use hmac::digest::Key;
use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha512};
use zeroize::{Zeroize, Zeroizing};

use super::{Algorithm, Code, Digits, Secret};

/// A generator of codes from a counter. It keeps the state of the HMAC after the key went in, so that a code costs two
/// blocks of the hash function and not four.
#[derive(Clone)]
pub struct Hotp {
    keyed: Keyed,
    digits: Digits,
}

#[derive(Clone)]
enum Keyed {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    Sha512(Hmac<Sha512>),
}

impl Hotp {
    /// A generator for this key.
    pub fn new(secret: &Secret, algorithm: Algorithm, digits: Digits) -> Self {
        let keyed = match algorithm {
            Algorithm::Sha1 => Keyed::Sha1(keyed::<_, Sha1>(secret)),
            Algorithm::Sha256 => Keyed::Sha256(keyed::<_, Sha256>(secret)),
            Algorithm::Sha512 => Keyed::Sha512(keyed::<_, Sha512>(secret)),
        };
        Self { keyed, digits }
    }

    /// The code of this counter (RFC 4226 §5.3), with its leading zeros.
    pub fn code(&self, counter: u64) -> Code {
        let width = usize::from(self.digits.get());
        // Ten digits need more than 32 bits.
        let number = u64::from(self.truncated(counter)) % 10_u64.pow(u32::from(self.digits.get()));
        Code::new(Zeroizing::new(format!("{number:0width$}")))
    }

    /// The 31 bits from which the characters of a code are taken.
    pub(super) fn truncated(&self, counter: u64) -> u32 {
        match &self.keyed {
            Keyed::Sha1(keyed) => truncated(keyed, counter),
            Keyed::Sha256(keyed) => truncated(keyed, counter),
            Keyed::Sha512(keyed) => truncated(keyed, counter),
        }
    }
}

/// The HMAC with its key in (RFC 2104 §2: a key longer than a block is hashed first, a shorter one filled up by zeros).
fn keyed<M: KeyInit, D: Digest>(secret: &Secret) -> M {
    let mut block = Key::<M>::default();
    let bytes = secret.as_bytes();
    if bytes.len() <= block.len() {
        block[..bytes.len()].copy_from_slice(bytes);
    } else {
        let mut digest = D::digest(bytes);
        block[..digest.len()].copy_from_slice(&digest);
        digest.as_mut_slice().zeroize();
    }
    let mac = M::new(&block);
    block.as_mut_slice().zeroize();
    mac
}

fn truncated<M: Mac + Clone>(keyed: &M, counter: u64) -> u32 {
    let mut mac = keyed.clone();
    mac.update(&counter.to_be_bytes());
    truncate(&mac.finalize().into_bytes())
}

/// Dynamic truncation (RFC 4226 §5.3): the last four bits of the HMAC say where 31 bits are taken from. Every HMAC used
/// here has the 20 bytes that this needs; of a shorter one, what is there is taken.
pub fn truncate(mac: &[u8]) -> u32 {
    let offset = usize::from(mac.last().copied().unwrap_or(0) & 0x0f);
    mac.iter().skip(offset).take(4).fold(0, |number, byte| (number << 8) | u32::from(*byte)) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4226 §5.4.
    const MAC: [u8; 20] = [
        0x1f, 0x86, 0x98, 0x69, 0x0e, 0x02, 0xca, 0x16, 0x61, 0x85, 0x50, 0xef, 0x7f, 0x19, 0xda, 0x8e, 0x94, 0x5b,
        0x55, 0x5a,
    ];

    #[test]
    fn truncation_is_that_of_rfc_4226_section_5_4() {
        assert_eq!(truncate(&MAC), 0x50ef_7f19);
        assert_eq!(truncate(&MAC) % 1_000_000, 872_921);
    }

    #[test]
    fn truncation_of_anything_does_not_panic() {
        for length in 0..MAC.len() {
            let _ = truncate(&MAC[..length]);
            let _ = truncate(&vec![0xff; length]);
        }
    }

    #[test]
    fn all_lengths_are_tails_of_the_same_number() {
        let secret = Secret::from_bytes("12345678901234567890").unwrap();
        let ten = Hotp::new(&secret, Algorithm::Sha1, Digits::new(10).unwrap()).code(0);
        // RFC 4226 appendix D: 1284755224 before it is cut to six digits.
        assert_eq!(ten.as_str(), "1284755224");
        for digits in 5..10 {
            let code = Hotp::new(&secret, Algorithm::Sha1, Digits::new(digits).unwrap()).code(0);
            assert_eq!(code.as_str(), &ten.as_str()[10 - usize::from(digits)..]);
        }
    }

    #[test]
    fn keys_longer_than_a_block_are_hashed_first() {
        for (algorithm, block_bytes) in [(Algorithm::Sha1, 64), (Algorithm::Sha256, 64), (Algorithm::Sha512, 128)] {
            let key = vec![0xaa; block_bytes + 1];
            let hashed = match algorithm {
                Algorithm::Sha1 => Sha1::digest(&key).to_vec(),
                Algorithm::Sha256 => Sha256::digest(&key).to_vec(),
                Algorithm::Sha512 => Sha512::digest(&key).to_vec(),
            };
            let long = Hotp::new(&Secret::from_bytes(key).unwrap(), algorithm, Digits::SIX);
            let short = Hotp::new(&Secret::from_bytes(hashed).unwrap(), algorithm, Digits::SIX);
            assert_eq!(long.code(7), short.code(7));
        }
    }
}
