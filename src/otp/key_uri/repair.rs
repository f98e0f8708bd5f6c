//! The tolerances of the reader. Each one that was needed is told, so that a person can check what was made of it.

use serde::{Deserialize, Serialize};

use super::parameter::{self, Parameter};
use crate::otp::secret::is_separator;

/// Something in a Key URI that was not as the format wants it, and was understood all the same. None of them changes the
/// codes, but for [`Self::PerhapsSteam`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Repair {
    /// Spaces or line ends around the whole text were dropped.
    SpacesAround,
    /// The scheme or the type is in capitals.
    TypeSpelling,
    /// `steam://SECRET`, which has no names: it was read as a Steam key.
    SteamScheme,
    /// A `totp` key with `encoder=steam` was read as a Steam key.
    SteamEncoder,
    /// A `totp` key of the issuer Steam that does not say how its codes are spelled was read with digits, and Steam's own
    /// have letters. The reader never tells it: it is for whoever can ask nobody.
    PerhapsSteam,
    /// The secret has lower-case letters.
    LowerCaseSecret,
    /// The secret has spaces or hyphens in it.
    SpacesInSecret,
    /// The secret has `=` at its end.
    PaddingInSecret,
    /// The secret's last character says more than whole bytes hold. It may have been cut or mistyped there.
    LeftoverBits,
    /// The algorithm is one of the known ones, in another spelling: `sha1`, `HmacSHA256`.
    AlgorithmSpelling,
    /// A parameter's name is in capitals.
    ParameterSpelling {
        /// Which parameter.
        #[serde(deserialize_with = "parameter::known")]
        parameter: Parameter,
    },
    /// A parameter without a value was taken as not given.
    EmptyParameter {
        /// Which parameter.
        #[serde(deserialize_with = "parameter::known")]
        parameter: Parameter,
    },
    /// A parameter is there twice, with the same value.
    RepeatedParameter {
        /// Which parameter.
        #[serde(deserialize_with = "parameter::known")]
        parameter: Parameter,
    },
    /// `&amp;` was read as `&`: the text came out of a web page.
    HtmlEscaped,
    /// The label names another issuer than the parameter. The parameter was taken.
    IssuerDisagrees {
        /// The issuer in the label.
        label: String,
        /// The issuer in the parameter.
        parameter: String,
    },
    /// A `+` in the issuer was read as a space.
    PlusAsSpace,
    /// A bare `#` was read as part of a name, not as the end of the text.
    BareHash,
    /// A `%` that begins no escape was read as itself.
    BarePercent,
    /// A name is not UTF-8; what cannot be read was replaced.
    NotUtf8,
    /// Neither issuer nor account: the key has no name.
    NoName,
}

impl Repair {
    /// What a secret's spelling in Base32 asked to be forgiven, besides what makes it no Base32 at all.
    pub fn of_base32(text: &str) -> Vec<Self> {
        let mut repairs = Vec::new();
        if text.contains(|letter: char| letter.is_ascii_lowercase()) {
            repairs.push(Self::LowerCaseSecret);
        }
        if text.contains(is_separator) {
            repairs.push(Self::SpacesInSecret);
        }
        if text.contains('=') {
            repairs.push(Self::PaddingInSecret);
        }
        if has_leftover_bits(text) {
            repairs.push(Self::LeftoverBits);
        }
        repairs
    }
}

/// Whether bits are set in the last character that belong to no whole byte: RFC 4648 §3.5 wants them to be zero.
fn has_leftover_bits(text: &str) -> bool {
    let value = |letter: u8| match letter.to_ascii_uppercase() {
        letter @ b'A'..=b'Z' => Some(letter - b'A'),
        digit @ b'2'..=b'7' => Some(digit - b'2' + 26),
        _ => None,
    };
    let values = || text.bytes().filter_map(value);
    let leftover_bits = values().count() * 5 % 8;
    values().next_back().is_some_and(|last| last & ((1 << leftover_bits) - 1) != 0)
}
