//! Why a text is no Key URI that can be trusted.

use serde::{Deserialize, Serialize};

use super::parameter::{self, Parameter};
use crate::otp::SecretError;

/// What stops a Key URI from being read. The places where a secret could stand are not repeated here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum KeyUriError {
    /// The text does not begin with `otpauth://` (or `steam://`).
    #[error("the text is not a Key URI")]
    NotAKeyUri,
    /// Neither `totp` nor `hotp` nor `steam`.
    #[error("the type of the key is none of totp, hotp, steam")]
    UnknownType,
    /// No secret, or an empty one.
    #[error("the secret is missing")]
    MissingSecret,
    /// The secret is not Base32.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// An algorithm that is not known here.
    #[error("the algorithm is none of SHA1, SHA256, SHA512")]
    UnknownAlgorithm,
    /// `digits` is not a number from 5 to 10.
    #[error("digits is not a number from 5 to 10")]
    BadDigits,
    /// `period` is not a number from 1 to 86 400.
    #[error("period is not a number of seconds from 1 to 86400")]
    BadPeriod,
    /// A key of type `hotp` does not say where its counter stands.
    #[error("a counter-based key has no counter")]
    MissingCounter,
    /// `counter` is not a number of 64 bits.
    #[error("counter is not a number of 64 bits")]
    BadCounter,
    /// `encoder` asks for an alphabet that is not known here.
    #[error("the encoder is not steam")]
    UnknownEncoder,
    /// A Steam key with another algorithm, length or period than Steam has.
    #[error("{parameter} is not what Steam uses")]
    NotOfSteam {
        /// Which parameter.
        #[serde(deserialize_with = "parameter::known")]
        parameter: Parameter,
    },
    /// A parameter that the codes depend on is there without a value. The reader takes it as not given
    /// ([`Repair::EmptyParameter`](super::Repair::EmptyParameter)); this is for whoever can ask nobody.
    #[error("{parameter} has no value")]
    EmptyParameter {
        /// Which parameter.
        #[serde(deserialize_with = "parameter::known")]
        parameter: Parameter,
    },
    /// A parameter is there twice, with two values: any choice could be the wrong one.
    #[error("{parameter} is given twice, with two values")]
    Ambiguous {
        /// Which parameter.
        #[serde(deserialize_with = "parameter::known")]
        parameter: Parameter,
    },
}
