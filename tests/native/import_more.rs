//! The importers of Ente Auth, Proton Authenticator, andOTP, Stratum, FreeOTP+, LastPass Authenticator and Raivo,
//! against files that the project's own code did not write (`tests/fixtures/make/`).

mod expected;
mod garbage;
mod plain;
mod sealed;
mod stratum;

use std::path::Path;

use counterpart::authenticator::import::{Format, ImportError, Imported, Limits, Unlock, read};

/// What the scripts sealed with.
pub const PASSWORD: &str = "correct horse ≠ Batterie Käfig 🐎";

/// The bytes of a fixture.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads without a password.
pub fn read_plain(bytes: &[u8]) -> Result<Imported, ImportError> {
    read(bytes, &Unlock::default())
}

/// Reads with a password.
pub fn read_with(bytes: &[u8], password: &str, limits: Limits) -> Result<Imported, ImportError> {
    read(bytes, &Unlock { password: Some(password.to_owned().into()), limits })
}

/// Every fixture of these formats.
pub const PLAIN: [(&str, Format); 7] = [
    ("ente_auth.txt", Format::EnteAuth),
    ("proton.json", Format::ProtonAuthenticator),
    ("and_otp.json", Format::AndOtp),
    ("stratum.json", Format::Stratum),
    ("free_otp_plus.json", Format::FreeOtpPlus),
    ("lastpass.json", Format::LastPass),
    ("raivo.json", Format::Raivo),
];

/// Every sealed fixture of these formats.
pub const SEALED: [(&str, Format); 6] = [
    ("ente_auth_sealed.json", Format::EnteAuth),
    ("proton_sealed.json", Format::ProtonAuthenticator),
    ("and_otp_sealed.json.aes", Format::AndOtp),
    ("and_otp_sealed_older.json.aes", Format::AndOtp),
    ("stratum_sealed.stratum", Format::Stratum),
    ("stratum_sealed_older.authpro", Format::Stratum),
];
