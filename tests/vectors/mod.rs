//! The vectors of RFC 4226 and RFC 6238, for the native tests and for those in a browser.
//!
//! One table for both: a code that differs between the two targets would lock a person out.

/// RFC 4226 appendix D: the key, ASCII.
pub const RFC_4226_KEY: &[u8] = b"12345678901234567890";

/// The same key in Base32.
pub const RFC_4226_KEY_BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// RFC 4226 appendix D: the codes of six digits for the counters 0 to 9.
pub const RFC_4226_CODES: [&str; 10] =
    ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];

/// RFC 4226 §5.4: an HMAC.
pub const RFC_4226_MAC: [u8; 20] = [
    0x1f, 0x86, 0x98, 0x69, 0x0e, 0x02, 0xca, 0x16, 0x61, 0x85, 0x50, 0xef, 0x7f, 0x19, 0xda, 0x8e, 0x94, 0x5b, 0x55,
    0x5a,
];

/// RFC 4226 §5.4: what that HMAC is truncated to.
pub const RFC_4226_TRUNCATED: u32 = 0x50ef_7f19;

/// RFC 4226 §5.4: the code of six digits of that number.
pub const RFC_4226_TRUNCATED_CODE: &str = "872921";

/// RFC 6238 appendix B: the lengths of the three keys in bytes, for SHA-1, SHA-256 and SHA-512. Each repeats the digits
/// of [`RFC_4226_KEY`]; the text of the RFC says one key for all, its reference code and its table say these.
pub const RFC_6238_KEY_BYTES: [usize; 3] = [20, 32, 64];

/// RFC 6238 appendix B: a moment in seconds, and its codes of eight digits by SHA-1, SHA-256 and SHA-512.
pub const RFC_6238_CODES: [(u64, [&str; 3]); 6] = [
    (59, ["94287082", "46119246", "90693936"]),
    (1_111_111_109, ["07081804", "68084774", "25091201"]),
    (1_111_111_111, ["14050471", "67062674", "99943326"]),
    (1_234_567_890, ["89005924", "91819424", "93441116"]),
    (2_000_000_000, ["69279037", "90698825", "38618901"]),
    (20_000_000_000, ["65353130", "77737706", "47863826"]),
];

/// The control: the codes of step 1 by SHA-1, SHA-256 and SHA-512 when the key of 20 bytes is used for all three. But for
/// the first they must differ from the table.
pub const RFC_6238_CONTROL_CODES: [&str; 3] = ["94287082", "32247374", "69342147"];

/// The first `length_bytes` bytes of the RFCs' digits, repeated.
pub fn repeated_key(length_bytes: usize) -> Vec<u8> {
    RFC_4226_KEY.iter().copied().cycle().take(length_bytes).collect()
}
