//! Making an export, and reading it again before anybody calls it one.

use zeroize::Zeroizing;

use crate::{
    authenticator::{
        Entry,
        export::{
            self, Difference, ExportFormat, SheetRow,
            aegis::{self, ScryptSalt, Seal},
            counterpart,
        },
        slots::{NewSlot, PasswordParameters, Salt, SlotId, SlotKind},
        tasks::{CheckBackup, CheckExport, DeriveAegisKey, DeriveWrappingKey},
        vault::{MasterKey, Nonce, Nonces, OpenVault, Protection, VaultId, WrappingKey},
    },
    browser::random::{self, RandomError},
    store::{StoreError, authenticator::Cover},
    ui::{
        authenticator::own::{
            keeper::Keeper,
            transfer::{normalised, words::day},
        },
        workshop::WorkError,
    },
};

/// What an export is to become.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// This project's file, opened by whatever opens the vault.
    VaultBackup,
    /// This project's file, under a password of its own.
    SealedBackup,
    /// Aegis, under a password.
    SealedAegis,
    /// Aegis, open.
    PlainAegis,
    /// A text of Key URIs.
    KeyUris,
    /// QR codes for Google Authenticator.
    Transfer,
    /// A sheet to print.
    Sheet,
}

impl Target {
    pub(super) const ALL: [Self; 7] = [
        Self::VaultBackup,
        Self::SealedBackup,
        Self::SealedAegis,
        Self::PlainAegis,
        Self::KeyUris,
        Self::Transfer,
        Self::Sheet,
    ];

    pub(super) const fn format(self) -> ExportFormat {
        match self {
            Self::VaultBackup | Self::SealedBackup => ExportFormat::Counterpart,
            Self::SealedAegis | Self::PlainAegis => ExportFormat::Aegis,
            Self::KeyUris => ExportFormat::KeyUris,
            Self::Transfer => ExportFormat::GoogleTransfer,
            Self::Sheet => ExportFormat::Sheet,
        }
    }

    /// Whether a password of its own seals it.
    pub(super) const fn needs_password(self) -> bool {
        matches!(self, Self::SealedBackup | Self::SealedAegis)
    }

    /// Whether whoever has it has the keys.
    pub(super) const fn is_open(self) -> bool {
        matches!(self, Self::PlainAegis | Self::KeyUris | Self::Transfer | Self::Sheet)
    }

    /// What tells it from the others in a form.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::VaultBackup => "vault-backup",
            Self::SealedBackup => "sealed-backup",
            Self::SealedAegis => "sealed-aegis",
            Self::PlainAegis => "plain-aegis",
            Self::KeyUris => "key-uris",
            Self::Transfer => "transfer",
            Self::Sheet => "sheet",
        }
    }
}

/// What was made, read again and found complete.
pub(super) enum Made {
    /// A file to be handed over.
    File { name: String, media_type: &'static str, bytes: Zeroizing<Vec<u8>> },
    /// The texts of QR codes.
    Codes(Vec<Zeroizing<String>>),
    /// The rows of a sheet.
    Sheet(Vec<SheetRow>),
}

/// Why nothing was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum MakeError {
    /// What is stored could not be read.
    Store(StoreError),
    /// The key could not be derived, or the export not be read again.
    Work(WorkError),
    /// The entries cannot be spelled in this format.
    NotWritable,
    /// It was read again, and is not what was exported.
    Different(Vec<Difference>),
}

impl From<StoreError> for MakeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<RandomError> for MakeError {
    fn from(error: RandomError) -> Self {
        Self::Store(error.into())
    }
}

/// Makes it and checks it. Says how many entries it holds.
pub(super) async fn make(
    keeper: Keeper,
    target: Target,
    entries: Vec<Entry>,
    password: Option<Zeroizing<String>>,
) -> Result<(Made, usize), MakeError> {
    if target == Target::VaultBackup {
        return vault_backup(keeper, entries).await;
    }
    let format = target.format();
    let day = day(keeper.clock.now_untracked());
    let file = |name: &str, extension: &str, media_type, bytes: &Zeroizing<Vec<u8>>| Made::File {
        name: format!("{name}-{day}.{extension}"),
        media_type,
        bytes: bytes.clone(),
    };
    let password = password.map(|password| match format {
        ExportFormat::Counterpart => normalised(&password),
        _ => password,
    });
    let typed = password.clone().unwrap_or_default();
    let (made, bytes) = match target {
        Target::VaultBackup | Target::SealedBackup => {
            let bytes = sealed_backup(keeper, &entries, typed).await?;
            (file("counterpart-backup", "json", "application/json", &bytes), bytes)
        }
        Target::SealedAegis => {
            let bytes = sealed_aegis(keeper, &entries, typed).await?;
            (file("aegis-sealed", "json", "application/json", &bytes), bytes)
        }
        Target::PlainAegis => {
            let bytes = aegis::plain(&entries).map_err(|_| MakeError::NotWritable)?;
            (file("aegis-plain", "json", "application/json", &bytes), bytes)
        }
        Target::KeyUris => {
            let bytes = Zeroizing::new(export::key_uris(&entries).as_bytes().to_vec());
            (file("key-uris", "txt", "text/plain", &bytes), bytes)
        }
        Target::Transfer => {
            let batch_id = i32::from_be_bytes(random::bytes()?);
            let texts = export::google_transfer::google_transfer(&entries, batch_id);
            let bytes =
                Zeroizing::new(texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n").into_bytes());
            (Made::Codes(texts), bytes)
        }
        Target::Sheet => {
            let rows = export::sheet(&entries);
            let bytes = Zeroizing::new(export::sheet_text(&rows).as_bytes().to_vec());
            (Made::Sheet(rows), bytes)
        }
    };
    let check = CheckExport { format, entries, bytes, password };
    let count = keeper.workshop.run(&check).await.map_err(MakeError::Work)?.map_err(MakeError::Different)?;
    Ok((made, count))
}

/// The records as they are stored, under the header that is stored.
async fn vault_backup(keeper: Keeper, entries: Vec<Entry>) -> Result<(Made, usize), MakeError> {
    let snapshot = keeper.store()?.snapshot().await?;
    let Cover::Vault(header) = snapshot.cover else { return Err(StoreError::Conflict.into()) };
    let vault = keeper.open_vault()?;
    let wanted: std::collections::BTreeSet<_> = entries.iter().map(|entry| &entry.id).collect();
    let records = snapshot.sealed.into_iter().filter(|record| wanted.contains(&record.id)).collect();
    let bytes = counterpart::write(&Protection { header, records }).map_err(|_| MakeError::NotWritable)?;
    let bytes = Zeroizing::new(bytes);
    let check = CheckBackup {
        vault: vault.id().clone(),
        master_key: Zeroizing::new(*vault.master_key().as_bytes()),
        entries,
        bytes: bytes.clone(),
    };
    let count = keeper.workshop.run(&check).await.map_err(MakeError::Work)?.map_err(MakeError::Different)?;
    let name = format!("counterpart-backup-{}.json", day(keeper.clock.now_untracked()));
    Ok((Made::File { name, media_type: "application/json", bytes }, count))
}

async fn sealed_backup(
    keeper: Keeper,
    entries: &[Entry],
    password: Zeroizing<String>,
) -> Result<Zeroizing<Vec<u8>>, MakeError> {
    let parameters = PasswordParameters::new(&Salt::from_random(random::bytes()?));
    let task = DeriveWrappingKey { parameters: parameters.clone(), password };
    let key = keeper.workshop.run(&task).await.map_err(MakeError::Work)?;
    let key = key.map_err(|_| MakeError::Work(WorkError::Died))?;
    let slot = NewSlot {
        id: SlotId::from_random(random::bytes()?),
        label: String::new(),
        added_at: keeper.clock.now_untracked(),
        kind: SlotKind::Password(parameters),
        key: WrappingKey::from_bytes(*key),
        nonce: Nonce::from_random(random::bytes()?),
    };
    let vault = OpenVault::new(VaultId::from_random(random::bytes()?), MasterKey::from_bytes(random::bytes()?));
    let mut nonces = Nonces::from_random(random::many(Nonces::bytes_for(entries.len()))?);
    let protection = vault.protect(vec![slot], entries, &mut nonces).map_err(|_| MakeError::NotWritable)?;
    counterpart::write(&protection).map(Zeroizing::new).map_err(|_| MakeError::NotWritable)
}

async fn sealed_aegis(
    keeper: Keeper,
    entries: &[Entry],
    password: Zeroizing<String>,
) -> Result<Zeroizing<Vec<u8>>, MakeError> {
    let salt: [u8; ScryptSalt::BYTES] = random::bytes()?;
    let key = keeper.workshop.run(&DeriveAegisKey { salt: salt.to_vec(), password }).await.map_err(MakeError::Work)?;
    let key = key.map_err(|_| MakeError::Work(WorkError::Died))?;
    let seal = Seal {
        key: WrappingKey::from_bytes(*key),
        salt: ScryptSalt::from_random(salt),
        slot_id: random::bytes()?,
        master_key: MasterKey::from_bytes(random::bytes()?),
        key_nonce: Nonce::from_random(random::bytes()?),
        entries_nonce: Nonce::from_random(random::bytes()?),
    };
    aegis::sealed(entries, seal).map(Zeroizing::new).map_err(|_| MakeError::NotWritable)
}
