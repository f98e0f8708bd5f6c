//! What a relying party checks in the answer of a passkey ([Web Authentication Level 3](https://www.w3.org/TR/webauthn-3/),
//! §7.1 and §7.2): the parts that need no cryptography but a hash. Keys are of ES256 on P-256, the algorithm that nearly
//! every authenticator has, or of RS256, the only one that the TPMs under older Windows Hello have.
//!
//! The client data are compared by the specification's limited verification algorithm (§5.8.1.2), byte for byte and
//! without a parser for JSON: browsers must write the first members in one order.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Bytes of a challenge.
pub const CHALLENGE_BYTES: usize = 32;
/// The COSE algorithm number of ES256 (RFC 9053 §2.1).
pub const ES256: i32 = -7;
/// The COSE algorithm number of RS256, which is RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8812 §2).
pub const RS256: i32 = -257;
/// Flag of the authenticator's data: the person was there.
const USER_PRESENT: u8 = 0x01;
/// Flag of the authenticator's data: a new credential follows.
const ATTESTED_CREDENTIAL: u8 = 0x40;
/// Bytes of the authenticator's data before what is optional: a hash, the flags, the counter.
const FIXED_BYTES: usize = 37;
/// Bytes of the hash of the relying party's id, with which they begin.
const RP_ID_HASH_BYTES: usize = 32;
/// Bytes of the authenticator's model, before the credential's id.
const MODEL_BYTES: usize = 16;
/// Bytes of a coordinate of P-256, and of each half of a signature.
const COORDINATE_BYTES: usize = 32;
/// What stands before the point of a public key on P-256, as a `SubjectPublicKeyInfo` in DER (RFC 5480 §2).
const SPKI_BEFORE_POINT: [u8; 27] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];
/// What stands before the two coordinates of the same key as a `COSE_Key`, in the only order that CTAP2 allows.
const COSE_BEFORE_X: [u8; 10] = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const COSE_BEFORE_Y: [u8; 3] = [0x22, 0x58, 0x20];
/// Bytes of the modulus of an RSA key: 2048 bits, as TPMs make it.
const MODULUS_BYTES: usize = 256;
/// What stands before the modulus of an RSA key, as a `SubjectPublicKeyInfo` in DER (RFC 3279 §2.3.1). The last byte
/// keeps the modulus positive, whose first bit is set.
const SPKI_BEFORE_MODULUS: [u8; 33] = [
    0x30, 0x82, 0x01, 0x22, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    0x03, 0x82, 0x01, 0x0f, 0x00, 0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00,
];
/// What follows it: the exponent 65537.
const SPKI_EXPONENT: [u8; 5] = [0x02, 0x03, 0x01, 0x00, 0x01];
/// What stands before and after the modulus of the same key as a `COSE_Key` (RFC 8230 §4).
const COSE_BEFORE_MODULUS: [u8; 11] = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
const COSE_EXPONENT: [u8; 5] = [0x21, 0x43, 0x01, 0x00, 0x01];

/// The page for which passkeys answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its origin, such as `https://console.example`.
    pub origin: String,
    /// The relying party: its host, such as `console.example`.
    pub relying_party_id: String,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// It is no answer to such a question, or none at all.
    #[error("the answer cannot be read")]
    Unreadable,
    /// It answers another question.
    #[error("the answer is to another challenge")]
    Challenge,
    /// It was given to another page.
    #[error("the answer was given to another page")]
    Origin,
    /// It is of another relying party.
    #[error("the answer is of another relying party")]
    RelyingParty,
    /// Nobody touched the authenticator.
    #[error("nobody was present")]
    NotPresent,
    /// The key is one of neither ES256 nor RS256, or not the one that the authenticator made.
    #[error("the public key is not of the kind that was asked for")]
    Key,
}

/// Which of the two questions was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// To make a credential.
    Create,
    /// To show one.
    Get,
}

/// Whether the client data say that this question, with this challenge, was asked by this page and not in a frame of
/// another one.
///
/// # Errors
/// The first member that differs.
pub fn check_client_data(
    client_data: &[u8],
    question: Question,
    challenge: &[u8; CHALLENGE_BYTES],
    site: &Site,
) -> Result<(), AnswerError> {
    let kind = match question {
        Question::Create => "webauthn.create",
        Question::Get => "webauthn.get",
    };
    let challenge = URL_SAFE_NO_PAD.encode(challenge);
    // The origin of a page has no character that JSON would write in another way: it is ASCII without quotes.
    let rest = after(client_data, &["{\"type\":\"", kind, "\""]).ok_or(AnswerError::Unreadable)?;
    let rest = after(rest, &[",\"challenge\":\"", &challenge, "\""]).ok_or(AnswerError::Challenge)?;
    let rest = after(rest, &[",\"origin\":\"", &site.origin, "\""]).ok_or(AnswerError::Origin)?;
    // Older browsers end here.
    let rest = after(rest, &[",\"crossOrigin\":false"]).unwrap_or(rest);
    match rest.first() {
        Some(b'}') => Ok(()),
        Some(b',') if after(rest, &[",\"crossOrigin\":"]).is_none() => Ok(()),
        _ => Err(AnswerError::Origin),
    }
}

/// What follows these texts, if the bytes begin with them.
fn after<'a>(bytes: &'a [u8], texts: &[&str]) -> Option<&'a [u8]> {
    texts.iter().try_fold(bytes, |rest, text| rest.strip_prefix(text.as_bytes()))
}

/// The authenticator's data of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthData<'a> {
    /// How often the credential has signed; 0 from authenticators that do not count.
    pub sign_count: u32,
    flags: u8,
    rest: &'a [u8],
}

impl<'a> AuthData<'a> {
    /// Reads it, and checks that it is of this relying party and that somebody was there.
    ///
    /// # Errors
    /// What is not so.
    pub fn check(bytes: &'a [u8], site: &Site) -> Result<Self, AnswerError> {
        let (fixed, rest) = bytes.split_first_chunk::<FIXED_BYTES>().ok_or(AnswerError::Unreadable)?;
        let (hash, fixed) = fixed.split_at(RP_ID_HASH_BYTES);
        if *hash != *Sha256::digest(site.relying_party_id.as_bytes()) {
            return Err(AnswerError::RelyingParty);
        }
        let [flags, count @ ..] = fixed else { return Err(AnswerError::Unreadable) };
        if flags & USER_PRESENT == 0 {
            return Err(AnswerError::NotPresent);
        }
        let count = <[u8; 4]>::try_from(count).map_err(|_| AnswerError::Unreadable)?;
        Ok(Self { sign_count: u32::from_be_bytes(count), flags: *flags, rest })
    }

    /// The id and the public key (as COSE) of the credential that was made.
    fn credential(&self) -> Option<(&'a [u8], &'a [u8])> {
        if self.flags & ATTESTED_CREDENTIAL == 0 {
            return None;
        }
        let (length, rest) = self.rest.get(MODEL_BYTES..)?.split_first_chunk::<2>()?;
        rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
    }

    /// Whether the credential that was made has this id and this public key.
    ///
    /// # Errors
    /// When there is none, or another one.
    pub fn check_credential(&self, id: &[u8], key: &PublicKey) -> Result<(), AnswerError> {
        let (made, cose) = self.credential().ok_or(AnswerError::Unreadable)?;
        let expected = key.cose().ok_or(AnswerError::Key)?;
        if made == id && cose.starts_with(&expected) { Ok(()) } else { Err(AnswerError::Key) }
    }
}

/// A public key of ES256 or RS256, as a `SubjectPublicKeyInfo` in DER, whose first bytes tell which.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PublicKey(#[serde(with = "crate::otp::bytes")] Vec<u8>);

impl PublicKey {
    /// Takes the key that a browser hands out.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn from_spki(algorithm: i32, spki: Vec<u8>) -> Result<Self, AnswerError> {
        let key = Self(spki);
        if key.algorithm() == Some(algorithm) { Ok(key) } else { Err(AnswerError::Key) }
    }

    /// The COSE algorithm number of its signatures; none if a record was stored that holds no such key.
    pub fn algorithm(&self) -> Option<i32> {
        self.point().map(|_| ES256).or_else(|| self.modulus().map(|_| RS256))
    }

    /// The `SubjectPublicKeyInfo`.
    pub fn as_spki(&self) -> &[u8] {
        &self.0
    }

    /// A signature of this key as WebCrypto takes it, from what its authenticator wrote; none if it is not such a
    /// signature.
    pub fn raw_signature(&self, signature: &[u8]) -> Option<Vec<u8>> {
        match self.algorithm()? {
            ES256 => raw_signature(signature).map(Vec::from),
            _ => Some(signature.to_vec()),
        }
    }

    /// The two coordinates of a key on P-256.
    fn point(&self) -> Option<(&[u8], &[u8])> {
        let point = self.0.strip_prefix(&SPKI_BEFORE_POINT)?;
        (point.len() == 2 * COORDINATE_BYTES).then(|| point.split_at_checked(COORDINATE_BYTES))?
    }

    /// The modulus of an RSA key.
    fn modulus(&self) -> Option<&[u8]> {
        let modulus = self.0.strip_prefix(&SPKI_BEFORE_MODULUS)?.strip_suffix(&SPKI_EXPONENT)?;
        (modulus.len() == MODULUS_BYTES && modulus.first()? & 0x80 != 0).then_some(modulus)
    }

    /// The same key as authenticators write it.
    fn cose(&self) -> Option<Vec<u8>> {
        let of_modulus = |modulus| [&COSE_BEFORE_MODULUS[..], modulus, &COSE_EXPONENT].concat();
        match self.point() {
            Some((x, y)) => Some([&COSE_BEFORE_X, x, &COSE_BEFORE_Y, y].concat()),
            None => self.modulus().map(of_modulus),
        }
    }
}

/// What an authenticator signs when it answers: its data, then the hash of the client data (§6.3.3).
pub fn signed_bytes(authenticator_data: &[u8], client_data: &[u8]) -> Vec<u8> {
    let mut bytes = authenticator_data.to_vec();
    bytes.extend_from_slice(&Sha256::digest(client_data));
    bytes
}

/// The two numbers of an ECDSA signature side by side, as WebCrypto takes them, from the DER that authenticators write
/// (RFC 3279 §2.2.3); none if it is not such a signature.
pub fn raw_signature(der: &[u8]) -> Option<[u8; 2 * COORDINATE_BYTES]> {
    let (sequence, rest) = element(0x30, der)?;
    let (r, rest_of_sequence) = element(0x02, sequence)?;
    let (s, end) = element(0x02, rest_of_sequence)?;
    if !rest.is_empty() || !end.is_empty() {
        return None;
    }
    let mut raw = [0; 2 * COORDINATE_BYTES];
    let (first, second) = raw.split_at_mut(COORDINATE_BYTES);
    place(r, first)?;
    place(s, second)?;
    Some(raw)
}

/// The content of the DER element of this tag, and what follows it. Nothing here is longer than 127 bytes.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let [first, length @ 0..=0x7f, rest @ ..] = der else { return None };
    (*first == tag).then(|| rest.split_at_checked(usize::from(*length)))?
}

/// Puts a positive DER integer at the end of its place.
fn place(integer: &[u8], place: &mut [u8]) -> Option<()> {
    let digits = match integer {
        // A zero keeps the number positive, and stands nowhere else.
        [0, digits @ ..] if digits.first().is_none_or(|first| *first >= 0x80) => digits,
        [first, ..] if *first > 0 && *first < 0x80 => integer,
        _ => return None,
    };
    let start = place.len().checked_sub(digits.len())?;
    place.get_mut(start..)?.copy_from_slice(digits);
    Some(())
}
