//! The key that both sides of a logon hold, and its Base32 spelling (RFC 4648 §6).
//!
//! A secret never shows itself by accident: its `Debug` is redacted, its errors name places and never contents, and its
//! memory is wiped when it goes.

use std::fmt;

use base32::Alphabet;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// RFC 4648 §6, and no padding: neither side of a Key URI writes it.
const ALPHABET: Alphabet = Alphabet::Rfc4648 { padding: false };

/// A shared secret: 1 to [`Secret::MAX_BYTES`] bytes.
///
/// Its strength is not judged here. Who makes one takes 160 bits from a good source (RFC 4226 §4 R6).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Vec<u8>);

/// Why a text or some bytes are no secret. Places are counted in characters of the text as it was given, from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum SecretError {
    /// There is nothing, or nothing but spaces.
    #[error("the secret is empty")]
    Empty,
    /// More than [`Secret::MAX_BYTES`].
    #[error("the secret is longer than {max} bytes", max = Secret::MAX_BYTES)]
    TooLong,
    /// A character that is not Base32: not A to Z, not 2 to 7.
    #[error("character {place} of the secret is not Base32")]
    NotBase32 {
        /// Which character, from 1.
        place: usize,
    },
    /// No bytes are spelled with this number of characters: one is missing, or one is too many.
    #[error("a Base32 secret cannot have {characters} characters")]
    ImpossibleLength {
        /// How many characters there are, spaces, hyphens and padding not counted.
        characters: usize,
    },
}

impl Secret {
    /// No key in use is longer. It keeps a hostile QR code or file from filling the memory.
    pub const MAX_BYTES: usize = 1024;

    /// A secret of these bytes.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        // Wrapped first, so that what is refused is wiped as well.
        let secret = Self(bytes.into());
        match secret.0.len() {
            0 => Err(SecretError::Empty),
            1..=Self::MAX_BYTES => Ok(secret),
            _ => Err(SecretError::TooLong),
        }
    }

    /// A secret from Base32 as people carry it: case, spaces, hyphens and padding at the end do not matter; anything
    /// else does. Bits left over after the last whole byte are dropped, as every authenticator drops them.
    pub fn from_base32(text: &str) -> Result<Self, SecretError> {
        let written = text.trim_end_matches(|c: char| c == '=' || is_separator(c));
        // Room for all of it at once: a string that grows leaves copies of its contents behind.
        let mut plain = Zeroizing::new(String::with_capacity(written.len()));
        for (index, character) in written.chars().enumerate() {
            match character.to_ascii_uppercase() {
                letter @ ('A'..='Z' | '2'..='7') => plain.push(letter),
                separator if is_separator(separator) => {}
                _ => return Err(SecretError::NotBase32 { place: index + 1 }),
            }
        }
        // RFC 4648 §6: a last group has 2, 4, 5, 7 or 8 characters.
        if matches!(plain.len() % 8, 1 | 3 | 6) {
            return Err(SecretError::ImpossibleLength { characters: plain.len() });
        }
        Self::from_bytes(base32::decode(ALPHABET, &plain).unwrap_or_default())
    }

    /// The key as HMAC takes it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Base32 in upper case, without padding.
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(base32::encode(ALPHABET, &self.0))
    }

    /// How many characters [`Self::to_base32`] has: five bits each.
    pub(super) fn base32_characters(&self) -> usize {
        (self.0.len() * 8).div_ceil(5)
    }

    /// Base32 in groups of four, for a person who has to type it.
    pub fn to_base32_grouped(&self) -> Zeroizing<String> {
        let plain = self.to_base32();
        let mut grouped = Zeroizing::new(String::with_capacity(plain.len() + plain.len() / 4));
        for (index, letter) in plain.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(letter);
        }
        grouped
    }
}

/// What people and programs put between groups.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}')
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// In constant time for secrets of one length; that the lengths differ is no secret.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Secret {}

/// As bytes, for the records of the databases.
impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl<'de> Visitor<'de> for Bytes {
            type Value = Secret;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the bytes of a secret")
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Secret, E> {
                Secret::from_bytes(bytes).map_err(E::custom)
            }

            fn visit_byte_buf<E: serde::de::Error>(self, bytes: Vec<u8>) -> Result<Secret, E> {
                Secret::from_bytes(bytes).map_err(E::custom)
            }

            // Formats without a type for bytes write a list of numbers.
            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Secret, A::Error> {
                let mut bytes = Zeroizing::new(Vec::with_capacity(Secret::MAX_BYTES));
                while let Some(byte) = numbers.next_element()? {
                    if bytes.len() == Secret::MAX_BYTES {
                        return Err(A::Error::custom(SecretError::TooLong));
                    }
                    bytes.push(byte);
                }
                Secret::from_bytes(bytes.as_slice()).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_byte_buf(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error as ValueError, SeqDeserializer};

    use super::*;

    const RFC: &[u8] = b"12345678901234567890";
    const RFC_BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn base32_is_spelled_as_the_rfc_does() {
        // RFC 4648 §10, without the padding.
        for (bytes, text) in [
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            let secret = Secret::from_bytes(bytes).unwrap();
            assert_eq!(*secret.to_base32(), text);
            assert_eq!(Secret::from_base32(text), Ok(secret));
        }
    }

    #[test]
    fn what_people_do_to_base32_is_forgiven() {
        let secret = Secret::from_bytes(RFC).unwrap();
        for text in [
            RFC_BASE32,
            "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            " gezd-gnbv-gy3t-qojq\u{a0}gezd\u{2013}gnbv gy3t qojq \n",
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ======",
        ] {
            assert_eq!(Secret::from_base32(text), Ok(secret.clone()), "{text}");
        }
        assert_eq!(*secret.to_base32_grouped(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn what_is_no_secret_says_where_and_not_what() {
        for (text, error) in [
            ("", SecretError::Empty),
            (" - ", SecretError::Empty),
            ("====", SecretError::Empty),
            ("GEZD0NBV", SecretError::NotBase32 { place: 5 }),
            ("GE ZD\u{f6}", SecretError::NotBase32 { place: 6 }),
            ("GE=ZDGNB", SecretError::NotBase32 { place: 3 }),
            ("GEZ", SecretError::ImpossibleLength { characters: 3 }),
            ("GEZD GNBV G", SecretError::ImpossibleLength { characters: 9 }),
            ("GEZD GN", SecretError::ImpossibleLength { characters: 6 }),
        ] {
            assert_eq!(Secret::from_base32(text), Err(error), "{text}");
        }
        assert_eq!(Secret::from_bytes(vec![1; 1025]), Err(SecretError::TooLong));
        assert_eq!(Secret::from_base32(&"A".repeat(1_648)), Err(SecretError::TooLong));
    }

    #[test]
    fn debug_is_redacted() {
        assert_eq!(format!("{:?}", Secret::from_bytes(RFC)), "Ok(Secret(redacted))");
    }

    #[test]
    fn records_are_read_from_bytes_and_from_lists_of_numbers() {
        let secret = Secret::from_bytes(RFC).unwrap();
        let list = SeqDeserializer::<_, ValueError>::new(RFC.iter().copied());
        assert_eq!(Secret::deserialize(list), Ok(secret.clone()));
        let bytes: serde::de::value::BytesDeserializer<'_, ValueError> = RFC.into_deserializer();
        assert_eq!(Secret::deserialize(bytes), Ok(secret));
        assert!(Secret::deserialize(SeqDeserializer::<_, ValueError>::new([0_u8; 0].into_iter())).is_err());
        assert!(Secret::deserialize(SeqDeserializer::<_, ValueError>::new([7_u8; 1025].into_iter())).is_err());
    }

    proptest! {
        #[test]
        fn base32_round_trips(bytes in prop::collection::vec(any::<u8>(), 1..100)) {
            let secret = Secret::from_bytes(bytes).unwrap();
            prop_assert_eq!(Secret::from_base32(&secret.to_base32()), Ok(secret.clone()));
            prop_assert_eq!(Secret::from_base32(&secret.to_base32_grouped()), Ok(secret));
        }

        #[test]
        fn no_text_panics(text in ".{0,64}") {
            let _ = Secret::from_base32(&text);
        }
    }
}
