//! The formats that can be read.

use serde::{Deserialize, Serialize};

/// A program's format.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Format {
    /// This project's own sealed file (`docs/vault.md`).
    Counterpart,
    /// A text of Key URIs, one a line.
    KeyUris,
    /// Google Authenticator's transfer, as text of its QR codes.
    GoogleTransfer,
    /// Aegis, JSON.
    Aegis,
    /// 2FAS, JSON.
    TwoFas,
    /// Ente Auth, text or its sealed JSON.
    EnteAuth,
    /// Bitwarden, JSON.
    BitwardenJson,
    /// Bitwarden, CSV.
    BitwardenCsv,
    /// Proton Authenticator, JSON.
    ProtonAuthenticator,
    /// andOTP, JSON or its sealed binary.
    AndOtp,
    /// Stratum (Authenticator Pro), JSON or its sealed binary.
    Stratum,
    /// FreeOTP+, JSON.
    FreeOtpPlus,
    /// LastPass Authenticator, JSON.
    LastPass,
    /// Raivo, JSON.
    Raivo,
}

impl Format {
    /// Its program's name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counterpart => "Counterpart",
            Self::KeyUris => "Key URI",
            Self::GoogleTransfer => "Google Authenticator",
            Self::Aegis => "Aegis",
            Self::TwoFas => "2FAS",
            Self::EnteAuth => "Ente Auth",
            Self::BitwardenJson => "Bitwarden JSON",
            Self::BitwardenCsv => "Bitwarden CSV",
            Self::ProtonAuthenticator => "Proton Authenticator",
            Self::AndOtp => "andOTP",
            Self::Stratum => "Stratum",
            Self::FreeOtpPlus => "FreeOTP+",
            Self::LastPass => "LastPass Authenticator",
            Self::Raivo => "Raivo",
        }
    }
}
