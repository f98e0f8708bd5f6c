//! libsodium's `crypto_secretstream_xchacha20poly1305`, the opening half of it.
//!
//! A stream is a header of 24 bytes and messages; each carries a tag of one byte, and the last one says that it is the
//! last. Nothing in it tells where a message ends: who reads it has to know.
//! Layout: <https://doc.libsodium.org/secret-key_cryptography/secretstream>.

use chacha20::cipher::array::Array;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use chacha20::{ChaCha20, R20, hchacha};
use poly1305::Poly1305;
use poly1305::universal_hash::{KeyInit, UniversalHash};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::sealed::Key;

/// The length of a header, in bytes.
pub(super) const HEADER_BYTES: usize = 24;

/// What a message is longer than its text, in bytes: a tag before it, a MAC behind it.
pub(super) const OVERHEAD_BYTES: usize = 1 + MAC_BYTES;

const MAC_BYTES: usize = 16;
const BLOCK_BYTES: usize = 64;
const TAG_REKEY: u8 = 2;
const TAG_FINAL: u8 = 3;

/// A stream that is being read. A message that does not open leaves it as it was.
pub(super) struct SecretStream {
    key: Key,
    counter: u32,
    inner_nonce: [u8; 8],
}

/// One message, opened.
pub(super) struct Message {
    /// Its text.
    pub text: Zeroizing<Vec<u8>>,
    /// Whether the stream ends with it.
    pub is_last: bool,
}

impl SecretStream {
    /// The stream under this key that begins with this header.
    pub(super) fn new(key: &Key, header: &[u8; HEADER_BYTES]) -> Self {
        let [outer @ .., a, b, c, d, e, f, g, h] = *header;
        let key = Zeroizing::new(hchacha::<R20>(&Array(**key), &Array(outer)).0);
        Self { key, counter: 1, inner_nonce: [a, b, c, d, e, f, g, h] }
    }

    /// Opens the next message. Nothing, when it does not open under this key at this place.
    pub(super) fn pull(&mut self, message: &[u8]) -> Option<Message> {
        let (&sealed_tag, rest) = message.split_first()?;
        let (ciphertext, mac) = rest.split_last_chunk::<MAC_BYTES>()?;

        let mut cipher = self.cipher();
        let mut first = Zeroizing::new([0; BLOCK_BYTES]);
        cipher.apply_keystream(first.as_mut_slice());
        let mac_key = first.first_chunk::<32>()?;

        let mut tag_block = [0; BLOCK_BYTES];
        tag_block[0] = sealed_tag;
        cipher.apply_keystream(&mut tag_block);
        let tag = std::mem::replace(&mut tag_block[0], sealed_tag);

        if !bool::from(mac_of(mac_key, &tag_block, ciphertext).ct_eq(mac)) {
            return None;
        }
        let mut text = Zeroizing::new(ciphertext.to_vec());
        cipher.apply_keystream(&mut text);

        for (byte, mac_byte) in self.inner_nonce.iter_mut().zip(mac) {
            *byte ^= mac_byte;
        }
        self.counter = self.counter.wrapping_add(1);
        if tag & TAG_REKEY != 0 || self.counter == 0 {
            self.rekey();
        }
        Some(Message { text, is_last: tag == TAG_FINAL })
    }

    fn cipher(&self) -> ChaCha20 {
        let [a, b, c, d] = self.counter.to_le_bytes();
        let [e, f, g, h, i, j, k, l] = self.inner_nonce;
        ChaCha20::new(&Array(*self.key), &Array([a, b, c, d, e, f, g, h, i, j, k, l]))
    }

    fn rekey(&mut self) {
        let mut cipher = self.cipher();
        cipher.apply_keystream(self.key.as_mut_slice());
        cipher.apply_keystream(&mut self.inner_nonce);
        self.counter = 1;
    }
}

/// The MAC of one message without associated data.
///
/// The padding behind the ciphertext is what libsodium writes, not what would fill a block: as many zeros as the
/// ciphertext has bytes in its last block. It is part of the format by now.
fn mac_of(key: &[u8; 32], tag_block: &[u8; BLOCK_BYTES], ciphertext: &[u8]) -> [u8; MAC_BYTES] {
    let mut poly = Poly1305::new(&Array(*key));
    poly.update_padded(tag_block);
    let (blocks, rest) = ciphertext.as_chunks::<{ poly1305::BLOCK_SIZE }>();
    for block in blocks {
        poly.update(&[Array(*block)]);
    }
    let mut tail = Vec::with_capacity(3 * poly1305::BLOCK_SIZE);
    tail.extend_from_slice(rest);
    tail.resize(2 * rest.len(), 0);
    tail.extend_from_slice(&0_u64.to_le_bytes());
    tail.extend_from_slice(&((BLOCK_BYTES + ciphertext.len()) as u64).to_le_bytes());
    poly.compute_unpadded(&tail).0
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use serde_json::Value;

    use super::*;

    /// Made by libsodium: `tests/fixtures/make/secret_stream.py`.
    const VECTORS: &str = include_str!("../../../tests/fixtures/import/secret_stream.json");

    struct Vectors {
        key: Key,
        header: [u8; HEADER_BYTES],
        /// Sealed, open, and whether it is the last.
        messages: Vec<(Vec<u8>, Vec<u8>, bool)>,
    }

    fn vectors() -> Vectors {
        let json: Value = serde_json::from_str(VECTORS).unwrap();
        let bytes = |value: &Value| BASE64_STANDARD.decode(value.as_str().unwrap()).unwrap();
        let messages = json["messages"].as_array().unwrap().iter();
        Vectors {
            key: Key::new(bytes(&json["key"]).try_into().unwrap()),
            header: bytes(&json["header"]).try_into().unwrap(),
            messages: messages
                .map(|message| (bytes(&message["sealed"]), bytes(&message["text"]), message["tag"] == TAG_FINAL))
                .collect(),
        }
    }

    #[test]
    fn what_libsodium_wrote_is_read() {
        let Vectors { key, header, messages } = vectors();
        let mut stream = SecretStream::new(&key, &header);
        for (index, (sealed, text, is_last)) in messages.iter().enumerate() {
            let message = stream.pull(sealed).unwrap_or_else(|| panic!("message {index}"));
            assert_eq!((&*message.text, message.is_last), (text, *is_last), "message {index}");
        }
        assert!(messages.last().unwrap().2);
    }

    #[test]
    fn a_message_that_does_not_open_leaves_the_stream_as_it_was() {
        let Vectors { key, header, messages } = vectors();
        let mut stream = SecretStream::new(&key, &header);
        for (sealed, _, _) in &messages {
            for at in [0, sealed.len() / 2, sealed.len() - 1] {
                let mut flipped = sealed.clone();
                flipped[at] ^= 1;
                assert!(stream.pull(&flipped).is_none());
            }
            assert!(stream.pull(&sealed[..sealed.len() - 1]).is_none());
            assert!(stream.pull(&[]).is_none());
            assert!(stream.pull(sealed).is_some());
            assert!(stream.pull(sealed).is_none(), "a message opens once");
        }
    }
}
