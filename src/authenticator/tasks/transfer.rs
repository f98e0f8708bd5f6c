//! Reading what other programs wrote, and checking what is written for them: the slow half of import and export.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::authenticator::Entry;
use crate::authenticator::export::{self, Difference, ExportFormat, aegis::ScryptSalt};
use crate::authenticator::import::{self, ImportError, Imported, Limits, Unlock};
use crate::authenticator::slots::DeriveError;
use crate::authenticator::vault::{MasterKey, OpenVault, VaultId, WrappingKey};
use crate::work::Task;

/// Reads a file, or a text, whatever wrote it.
#[derive(Serialize, Deserialize)]
pub struct ReadFile {
    /// Its content.
    #[serde(with = "wiped")]
    pub bytes: Zeroizing<Vec<u8>>,
    /// The password, as typed; none when nobody was asked yet.
    pub password: Option<Zeroizing<String>>,
    /// What deriving the key may cost.
    pub limits: Limits,
}

impl Task for ReadFile {
    const NAME: &'static str = "read a file";
    type Outcome = Result<Imported, ImportError>;

    fn perform(self) -> Self::Outcome {
        import::read(&self.bytes, &Unlock { password: self.password, limits: self.limits })
    }
}

/// Reads what was exported, as an importer would, and compares it with the entries.
#[derive(Serialize, Deserialize)]
pub struct CheckExport {
    /// What it was written as.
    pub format: ExportFormat,
    /// The entries that were exported.
    pub entries: Vec<Entry>,
    /// What was written.
    #[serde(with = "wiped")]
    pub bytes: Zeroizing<Vec<u8>>,
    /// The password that it was sealed under.
    pub password: Option<Zeroizing<String>>,
}

impl Task for CheckExport {
    const NAME: &'static str = "check an export";
    /// How many entries it holds, or what differs.
    type Outcome = Result<usize, Vec<Difference>>;

    fn perform(self) -> Self::Outcome {
        let unlock = Unlock { password: self.password, limits: Limits::default() };
        export::verify(self.format, &self.entries, &self.bytes, &unlock)
    }
}

/// As [`CheckExport`], of this project's own file that the vault's own ways open: its key is at hand, so nobody is asked.
#[derive(Serialize, Deserialize)]
pub struct CheckBackup {
    /// The vault's name.
    pub vault: VaultId,
    /// The vault's key.
    pub master_key: Zeroizing<[u8; MasterKey::BYTES]>,
    /// The entries that were backed up.
    pub entries: Vec<Entry>,
    /// What was written.
    #[serde(with = "wiped")]
    pub bytes: Zeroizing<Vec<u8>>,
}

impl Task for CheckBackup {
    const NAME: &'static str = "check a backup";
    /// How many entries it holds, or what differs.
    type Outcome = Result<usize, Vec<Difference>>;

    fn perform(self) -> Self::Outcome {
        let vault = OpenVault::new(self.vault, MasterKey::from_bytes(*self.master_key));
        export::verify_by_key(&self.entries, &self.bytes, &vault)
    }
}

/// Derives the key that seals an Aegis file.
#[derive(Serialize, Deserialize)]
pub struct DeriveAegisKey {
    /// The salt: fresh and random.
    pub salt: Vec<u8>,
    /// The password, as typed.
    pub password: Zeroizing<String>,
}

impl Task for DeriveAegisKey {
    const NAME: &'static str = "derive a key for Aegis";
    /// The key's bytes: take them by [`WrappingKey::from_bytes`].
    type Outcome = Result<Zeroizing<[u8; WrappingKey::BYTES]>, DeriveError>;

    fn perform(self) -> Self::Outcome {
        let salt = self.salt.try_into().map_err(|_| DeriveError::Parameters)?;
        let key = ScryptSalt::from_random(salt).derive(&self.password)?;
        Ok(Zeroizing::new(*key.as_bytes()))
    }
}

/// Bytes as one value, which are wiped when they go.
mod wiped {
    use serde::Deserializer;
    use zeroize::Zeroizing;

    pub(super) use crate::otp::bytes::serialize;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zeroizing<Vec<u8>>, D::Error> {
        crate::otp::bytes::deserialize(deserializer).map(Zeroizing::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::fixtures::entry;
    use crate::authenticator::import::{Format, Row};
    use crate::authenticator::slots::{NewSlot, RecoveryParameters, Salt, SlotId, SlotKind};
    use crate::authenticator::vault::{Nonce, Nonces};

    /// The task as it arrives in the worker, performed there; and its outcome as it comes back.
    fn there_and_back<T: Task>(task: &T) -> T::Outcome {
        let arrived: T = serde_json::from_str(&serde_json::to_string(task).unwrap()).unwrap();
        serde_json::from_str(&serde_json::to_string(&arrived.perform()).unwrap()).unwrap()
    }

    fn read(content: &str, password: Option<&str>) -> Result<Imported, ImportError> {
        let password = password.map(|password| Zeroizing::new(password.to_owned()));
        there_and_back(&ReadFile {
            bytes: Zeroizing::new(content.as_bytes().to_vec()),
            password,
            limits: Limits::default(),
        })
    }

    #[test]
    fn a_file_is_read_in_the_worker_as_here() {
        let content = include_str!("../../../tests/fixtures/import/raivo.json");
        let here = import::read(content.as_bytes(), &Unlock::default()).unwrap();
        assert_eq!(here.format, Format::Raivo);
        assert!(here.rows.iter().any(|row| matches!(row, Row::Ready(_))));
        assert_eq!(read(content, None), Ok(here));
        assert_eq!(read("nothing", None), Err(ImportError::UnknownFormat));
    }

    #[test]
    fn a_sealed_file_asks_for_its_password_from_there_as_well() {
        let content = include_str!("../../../tests/fixtures/import/ente_auth_sealed_1_gib.json");
        assert_eq!(read(content, None), Err(ImportError::PasswordNeeded { format: Format::EnteAuth }));
        assert!(matches!(read(content, Some("x")), Err(ImportError::AsksTooMuch { .. })));
    }

    fn backup(entries: &[Entry]) -> (OpenVault, Vec<u8>) {
        let vault = OpenVault::new(VaultId::from_random([1; 16]), MasterKey::from_bytes([2; 32]));
        let slot = NewSlot {
            id: SlotId::from_random([3; 16]),
            label: String::new(),
            added_at: crate::otp::UnixMillis(0),
            kind: SlotKind::RecoveryCode(RecoveryParameters::new(&Salt::from_random([4; 16]))),
            key: WrappingKey::from_bytes([5; 32]),
            nonce: Nonce::from_random([6; 12]),
        };
        let mut nonces = Nonces::from_random((0..=255).cycle().take(Nonces::bytes_for(entries.len())).collect());
        let protection = vault.protect(vec![slot], entries, &mut nonces).unwrap();
        (vault, export::counterpart::write(&protection).unwrap())
    }

    #[test]
    fn a_backup_is_checked_by_the_vaults_own_key() {
        let entries = [entry(1), entry(2)];
        let (vault, bytes) = backup(&entries);
        let check = |entries: &[Entry], bytes: &[u8], key: [u8; 32]| {
            there_and_back(&CheckBackup {
                vault: vault.id().clone(),
                master_key: Zeroizing::new(key),
                entries: entries.to_vec(),
                bytes: Zeroizing::new(bytes.to_vec()),
            })
        };
        assert_eq!(check(&entries, &bytes, [2; 32]), Ok(2));
        let missing = entry(3);
        let more = [entries[0].clone(), entries[1].clone(), missing.clone()];
        assert_eq!(check(&more, &bytes, [2; 32]), Err(vec![Difference::Missing { id: missing.id }]));
        assert_eq!(check(&entries[..1], &bytes, [2; 32]), Err(vec![Difference::TooMany { surplus: 1 }]));
        assert!(check(&entries, &bytes, [9; 32]).is_err());
        assert!(check(&entries, &bytes[..bytes.len() / 2], [2; 32]).is_err());
    }

    #[test]
    fn what_is_no_file_of_the_format_is_no_export() {
        let task = CheckExport {
            format: ExportFormat::Aegis,
            entries: vec![entry(1)],
            bytes: Zeroizing::new(b"{}".to_vec()),
            password: None,
        };
        assert!(matches!(there_and_back(&task).unwrap_err()[..], [Difference::Unreadable(_)]));
    }

    #[test]
    fn the_key_for_aegis_is_that_of_the_salt() {
        let password = Zeroizing::new("correct horse".to_owned());
        let here = ScryptSalt::from_random([7; 32]).derive(&password).unwrap();
        let there = there_and_back(&DeriveAegisKey { salt: vec![7; 32], password }).unwrap();
        assert_eq!(WrappingKey::from_bytes(*there), here);
        let short = DeriveAegisKey { salt: vec![7; 31], password: Zeroizing::default() };
        assert_eq!(short.perform().err(), Some(DeriveError::Parameters));
    }
}
