//! A recovery code: 128 random bits that a person writes down once and types when all else is lost.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Crockford's Base32: no I, L, O or U, so that nothing on paper looks like something else.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 128 bits of the code and 12 of its checksum, five a character.
const CHARACTERS: usize = 28;

/// Characters between hyphens.
const GROUP: usize = 4;

/// Bits of the checksum.
const CHECKSUM_BITS: u32 = 12;

/// A recovery code.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; Self::BYTES]);

/// Why a typed text is no recovery code. Places are counted in characters of the text as typed, from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RecoveryCodeError {
    /// Not 28 characters, spaces and hyphens not counted.
    #[error("a recovery code has {CHARACTERS} characters, not {characters}")]
    WrongLength {
        /// How many there are.
        characters: usize,
    },
    /// A character that no code has.
    #[error("character {place} is in no recovery code")]
    UnknownCharacter {
        /// Which character, from 1.
        place: usize,
    },
    /// Mistyped: the last characters do not follow from the others.
    #[error("the recovery code is mistyped")]
    Checksum,
}

impl RecoveryCode {
    /// Its length in bytes.
    pub const BYTES: usize = 16;

    /// The code of these random bytes.
    pub const fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the derivation.
    pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// The code as a person writes it down: seven groups of four characters.
    pub fn to_text(&self) -> Zeroizing<String> {
        let bits = u128::from_be_bytes(self.0);
        // The last three bits of the code and the checksum make three characters of their own.
        let tail = (bits & 0b111) << CHECKSUM_BITS | u128::from(self.checksum());
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
        for index in 0..CHARACTERS {
            if index > 0 && index % GROUP == 0 {
                text.push('-');
            }
            let value = match index.checked_sub(25) {
                None => bits >> (123 - 5 * index),
                Some(rest) => tail >> (10 - 5 * rest),
            };
            text.push(char::from(ALPHABET[(value & 31) as usize]));
        }
        text
    }

    /// Reads a typed code. Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    ///
    /// # Errors
    /// What is wrong with it, without the code.
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        let (mut bits, mut tail, mut characters) = (0_u128, 0_u16, 0_usize);
        for (index, typed) in text.chars().enumerate() {
            if typed.is_whitespace() || matches!(typed, '-' | '\u{2010}'..='\u{2015}') {
                continue;
            }
            let letter = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            let value = ALPHABET.iter().zip(0_u8..).find(|(known, _)| char::from(**known) == letter);
            let (_, value) = value.ok_or(RecoveryCodeError::UnknownCharacter { place: index + 1 })?;
            match characters {
                0..25 => bits = bits << 5 | u128::from(value),
                25..CHARACTERS => tail = tail << 5 | u16::from(value),
                _ => {}
            }
            characters += 1;
        }
        if characters != CHARACTERS {
            return Err(RecoveryCodeError::WrongLength { characters });
        }
        let code = Self((bits << 3 | u128::from(tail >> CHECKSUM_BITS)).to_be_bytes());
        let checksum = tail & ((1 << CHECKSUM_BITS) - 1);
        if checksum == code.checksum() { Ok(code) } else { Err(RecoveryCodeError::Checksum) }
    }

    /// The first twelve bits of a hash: one mistyped code in 4,096 passes, and then opens nothing.
    fn checksum(&self) -> u16 {
        let hash = Sha256::new().chain_update("counterpart.recovery_code.checksum").chain_update(self.0).finalize();
        u16::from_be_bytes([hash[0], hash[1]]) >> (16 - CHECKSUM_BITS)
    }
}

/// Without the code.
impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}

/// In constant time.
impl PartialEq for RecoveryCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for RecoveryCode {}
