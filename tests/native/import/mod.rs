//! The importers of Key URIs, Google's transfer, Aegis, 2FAS and Bitwarden, against files that the project's own code did
//! not write (`tests/fixtures/make/`); and every importer against what nobody wrote.

mod expected;
mod formats;
pub mod garbage;
mod reports;
mod sealed;

pub use expected::entries;

use std::path::{Path, PathBuf};

use counterpart::authenticator::import::{Format, ImportError, Imported, Limits, Unlock, read};

/// What the scripts sealed with.
pub const PASSWORD: &str = "correct horse ≠ Batterie Käfig 🐎";

/// Where the files are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

/// The bytes of a fixture.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of a fixture.
pub fn fixture_text(name: &str) -> String {
    String::from_utf8(fixture(name)).unwrap()
}

/// Every fixture there is, of whatever format: name and bytes.
pub fn every_fixture() -> Vec<(String, Vec<u8>)> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.into_iter().map(|name| (name.clone(), fixture(&name))).collect()
}

/// Reads without a password.
pub fn read_plain(bytes: &[u8]) -> Result<Imported, ImportError> {
    read(bytes, &Unlock::default())
}

/// Reads with a password, within the usual limits.
pub fn read_with(bytes: &[u8], password: &str) -> Result<Imported, ImportError> {
    read(bytes, &Unlock { password: Some(password.to_owned().into()), limits: Limits::default() })
}

/// The plain fixtures of these formats.
pub const PLAIN: [(&str, Format); 7] = [
    ("key_uris.txt", Format::KeyUris),
    ("google_transfer.txt", Format::GoogleTransfer),
    ("aegis.json", Format::Aegis),
    ("aegis_older.json", Format::Aegis),
    ("two_fas.2fas", Format::TwoFas),
    ("bitwarden.json", Format::BitwardenJson),
    ("bitwarden.csv", Format::BitwardenCsv),
];

/// The sealed fixtures of these formats.
pub const SEALED: [(&str, Format); 5] = [
    ("aegis_sealed.json", Format::Aegis),
    ("aegis_sealed_several.json", Format::Aegis),
    ("two_fas_sealed.2fas", Format::TwoFas),
    ("bitwarden_sealed.json", Format::BitwardenJson),
    ("bitwarden_sealed_argon2.json", Format::BitwardenJson),
];
