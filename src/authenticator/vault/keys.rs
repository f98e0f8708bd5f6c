//! The keys, and the nonces under which they seal.
//!
//! Each kind of random bytes has a type of its own, so that none is taken for another. Nonces can neither be copied nor
//! made up here: sealing takes one and it is gone.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Its length in bytes: 256 bits.
            pub const BYTES: usize = 32;

            /// The key of these bytes.
            pub const fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
                Self(bytes)
            }

            /// The bytes: for a cipher, or for the way between the page and its worker. Whoever copies them wipes them.
            pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
                &self.0
            }
        }

        /// Without the key.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }

        /// In constant time.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.ct_eq(&other.0).into()
            }
        }

        impl Eq for $name {}
    };
}

key! {
    /// The key that seals every entry: 256 random bits, never derived from anything that a person knows.
    MasterKey
}

key! {
    /// The key that wraps the master key in one slot, derived from what a person knows or holds. Deriving it may be slow
    /// ([`PasswordParameters::derive`](crate::authenticator::slots::PasswordParameters::derive)) and can happen elsewhere.
    WrappingKey
}

/// A fresh random nonce of 96 bits (NIST SP 800-38D §8.2.2). Sealing consumes it.
pub struct Nonce([u8; Self::BYTES]);

impl Nonce {
    /// Its length in bytes.
    pub const BYTES: usize = 12;

    /// The nonce of these random bytes, which must never have been one before.
    pub const fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    pub(in crate::authenticator) const fn into_bytes(self) -> [u8; Self::BYTES] {
        self.0
    }
}

/// Fresh nonces for many records, cut from one draw of random bytes.
pub struct Nonces(std::vec::IntoIter<u8>);

impl Nonces {
    /// How many random bytes this many records want.
    pub const fn bytes_for(records: usize) -> usize {
        records.saturating_mul(Nonce::BYTES)
    }

    /// Nonces of these random bytes; a rest that is too short for one is left.
    pub fn from_random(bytes: Vec<u8>) -> Self {
        Self(bytes.into_iter())
    }
}

impl Iterator for Nonces {
    type Item = Nonce;

    fn next(&mut self) -> Option<Nonce> {
        let mut bytes = [0; Nonce::BYTES];
        for byte in &mut bytes {
            *byte = self.0.next()?;
        }
        Some(Nonce(bytes))
    }
}
