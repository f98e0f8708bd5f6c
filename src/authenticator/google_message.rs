//! The message in a QR code of Google Authenticator's transfer, as Protocol Buffers have it. It holds keys, so it has no
//! `Debug`.

use prost::Message;

/// The message of one QR code. Whatever else is in it is skipped: newer versions say more.
#[derive(Clone, PartialEq, Message)]
#[prost(skip_debug)]
pub(super) struct Payload {
    /// The entries.
    #[prost(message, repeated, tag = "1")]
    pub otp_parameters: Vec<Parameters>,
    /// Google's own texts say 1.
    #[prost(int32, tag = "2")]
    pub version: i32,
    /// How many parts the transfer has.
    #[prost(int32, tag = "3")]
    pub batch_size: i32,
    /// Which one this is, from 0.
    #[prost(int32, tag = "4")]
    pub batch_index: i32,
    /// What all parts of one transfer have in common.
    #[prost(int32, tag = "5")]
    pub batch_id: i32,
}

/// One entry. The names are bytes here: one that is not UTF-8 shall not cost the whole message.
#[derive(Clone, PartialEq, Message)]
#[prost(skip_debug)]
pub(super) struct Parameters {
    /// The key.
    #[prost(bytes = "vec", tag = "1")]
    pub secret: Vec<u8>,
    /// The account, or a label with the issuer before it.
    #[prost(bytes = "vec", tag = "2")]
    pub name: Vec<u8>,
    /// The issuer.
    #[prost(bytes = "vec", tag = "3")]
    pub issuer: Vec<u8>,
    /// 1 SHA-1, 2 SHA-256, 3 SHA-512.
    #[prost(int32, tag = "4")]
    pub algorithm: i32,
    /// 1 six, 2 eight.
    #[prost(int32, tag = "5")]
    pub digits: i32,
    /// 1 HOTP, 2 TOTP.
    #[prost(int32, tag = "6")]
    pub kind: i32,
    /// Of HOTP, the next counter.
    #[prost(int64, tag = "7")]
    pub counter: i64,
}
