//! The vault's actions: protecting, unlocking, and changing what unlocks. Whatever is slow happens in the worker.

use std::rc::Rc;

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{keeper::Keeper, trouble::VaultTrouble};
use crate::{
    authenticator::{
        slots::{
            NewSlot, PasskeyParameters, PasswordParameters, PrfOutput, PrfSalt, RecoveryCode, RecoveryParameters, Salt,
            SlotId, SlotKind,
        },
        vault::{MasterKey, Nonce, Nonces, OpenVault, VaultHeader, VaultId, WrappingKey},
    },
    browser::{
        passkey::{self, Candidate, NewPasskey},
        random,
    },
    otp::UnixMillis,
    store::{
        StoreError,
        authenticator::{Batch, Cover},
        judged_anew,
    },
};

/// What a person opens the vault with.
#[derive(Clone)]
pub(in crate::ui) enum Opener {
    /// The password, as typed.
    Password(Zeroizing<String>),
    /// A passkey that the browser asks for.
    Passkey,
    /// The recovery code, as typed.
    RecoveryCode(Zeroizing<String>),
}

/// Something that is to open the vault from now on.
#[derive(Clone)]
pub(in crate::ui) enum NewOpener {
    /// This password.
    Password(Zeroizing<String>),
    /// A passkey that the browser makes.
    Passkey,
}

/// A slot that is ready but for its nonce, so that it can be wrapped again when another tab was faster.
#[derive(Clone)]
struct Forged {
    id: SlotId,
    kind: SlotKind,
    key: WrappingKey,
}

impl Forged {
    fn slot(&self, added_at: UnixMillis) -> Result<NewSlot, StoreError> {
        Ok(NewSlot {
            id: self.id.clone(),
            label: String::new(),
            added_at,
            kind: self.kind.clone(),
            key: self.key.clone(),
            nonce: Nonce::from_random(random::bytes()?),
        })
    }
}

impl Keeper {
    /// Protects the entries by a new vault, which this and a recovery code open. Gives the code back, to be shown once.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then the entries are as they were.
    pub(in crate::ui) async fn protect(self, opener: NewOpener) -> Result<Zeroizing<String>, VaultTrouble> {
        let first = self.forge(opener).await?;
        let (recovery, code) = forge_recovery()?;
        let master_key = MasterKey::from_bytes(random::bytes()?);
        let vault = Rc::new(OpenVault::new(VaultId::from_random(random::bytes()?), master_key));
        judged_anew(async || {
            let snapshot = self.store()?.snapshot().await?;
            if snapshot.cover != Cover::None {
                // Another tab was faster.
                self.publish(snapshot).await;
                return Err(VaultTrouble::Store(StoreError::Conflict));
            }
            let now = self.clock.now_untracked();
            let mut nonces = Nonces::from_random(random::many(Nonces::bytes_for(snapshot.plain.len()))?);
            let slots = vec![first.slot(now)?, recovery.slot(now)?];
            let protection = vault.protect(slots, &snapshot.plain, &mut nonces)?;
            let header = protection.header;
            // What cannot be read cannot be sealed: it stays where it is.
            let batch = snapshot.plain.iter().fold(Batch::new(), |batch, entry| batch.delete(&entry.id));
            let batch = protection.records.iter().try_fold(batch, Batch::put_sealed)?.put_header(&header)?;
            self.publish(snapshot).await;
            if !self.written(batch).await? {
                return Ok(None);
            }
            self.held.try_update_value(|held| held.vault = Some(vault.clone()));
            self.header.try_set(Some(header));
            self.tell();
            Ok(Some(()))
        })
        .await?;
        Ok(code)
    }

    /// Stores the entries in the clear, and removes the vault.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then the vault is as it was.
    pub(in crate::ui) async fn unprotect(self) -> Result<(), VaultTrouble> {
        judged_anew(async || {
            let snapshot = self.store()?.snapshot().await?;
            let vault = self.open_vault()?;
            if !matches!(&snapshot.cover, Cover::Vault(header) if header.id == *vault.id()) {
                // Another tab was faster, or is of a newer version.
                self.publish(snapshot).await;
                return Err(VaultTrouble::Store(StoreError::Conflict));
            }
            let entries = vault.unprotect(&snapshot.sealed).map_err(|_| VaultTrouble::DamagedEntries)?;
            if !snapshot.illegible.is_empty() {
                return Err(VaultTrouble::DamagedEntries);
            }
            let batch = entries.iter().try_fold(Batch::new(), Batch::put_plain)?;
            self.publish(snapshot).await;
            if !self.written(batch.clear_sealed().delete_header()).await? {
                return Ok(None);
            }
            // It was the person's choice: no need to offer a vault at once.
            self.keep_settings(Box::new(|settings| settings.goes_unprotected = true)).await;
            self.read_again().await?;
            self.tell();
            Ok(Some(()))
        })
        .await
    }

    /// Unlocks this tab.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then it stays locked.
    pub(in crate::ui) async fn unlock(self, opener: Opener) -> Result<(), VaultTrouble> {
        let vault = self.opened_by(opener).await?;
        self.held.try_update_value(|held| held.vault = Some(Rc::new(vault)));
        Ok(self.read_again().await?)
    }

    /// Whether the person at the keyboard is the one who can unlock, asked anew. Nothing changes.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names.
    pub(in crate::ui) async fn confirm(self, opener: Opener) -> Result<(), VaultTrouble> {
        self.opened_by(opener).await.map(drop)
    }

    /// Adds something that opens the vault.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then the slots are as they were.
    pub(in crate::ui) async fn add_opener(self, opener: NewOpener) -> Result<(), VaultTrouble> {
        let forged = self.forge(opener).await?;
        self.change_header(|vault, header, now| Ok(vault.add_slot(header, forged.slot(now)?)?)).await
    }

    /// Makes a recovery code, which takes the place of the one before. It is given back, to be shown once.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then the slots are as they were.
    pub(in crate::ui) async fn renew_recovery_code(self) -> Result<Zeroizing<String>, VaultTrouble> {
        let (forged, code) = forge_recovery()?;
        self.change_header(|vault, header, now| {
            let old = header.slots.iter().find(|slot| matches!(slot.kind, SlotKind::RecoveryCode(_)));
            Ok(match old {
                Some(old) => vault.replace_slot(header, &old.id, forged.slot(now)?)?,
                None => vault.add_slot(header, forged.slot(now)?)?,
            })
        })
        .await?;
        Ok(code)
    }

    /// Puts a new password in the place of an old one.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then the old password is in force.
    pub(in crate::ui) async fn change_password(
        self,
        slot: &SlotId,
        password: Zeroizing<String>,
    ) -> Result<(), VaultTrouble> {
        let forged = self.forge(NewOpener::Password(password)).await?;
        self.change_header(|vault, header, now| Ok(vault.replace_slot(header, slot, forged.slot(now)?)?)).await
    }

    /// Removes a slot.
    ///
    /// # Errors
    /// What [`VaultTrouble`] names; then it still opens the vault.
    pub(in crate::ui) async fn remove_slot(self, slot: &SlotId) -> Result<(), VaultTrouble> {
        self.change_header(|vault, header, _| Ok(vault.remove_slot(header, slot)?)).await
    }

    async fn change_header(
        self,
        change: impl Fn(&OpenVault, &VaultHeader, UnixMillis) -> Result<VaultHeader, VaultTrouble>,
    ) -> Result<(), VaultTrouble> {
        judged_anew(async || {
            let header = self.header.try_get_untracked().flatten().ok_or(StoreError::Closed)?;
            let changed = change(&self.open_vault()?, &header, self.clock.now_untracked())?;
            if !self.written(Batch::new().put_header(&changed)?).await? {
                return Ok(None);
            }
            self.header.try_set(Some(changed));
            self.tell();
            Ok(Some(()))
        })
        .await
    }

    pub(super) fn open_vault(self) -> Result<OpenVault, StoreError> {
        let vault = self.held.try_with_value(|held| held.vault.clone()).flatten();
        vault.and_then(|vault| vault.as_any().downcast_ref().cloned()).ok_or(StoreError::Locked)
    }

    /// The key of a new slot.
    async fn forge(self, opener: NewOpener) -> Result<Forged, VaultTrouble> {
        let id = SlotId::from_random(random::bytes()?);
        let salt = Salt::from_random(random::bytes()?);
        let (kind, key) = match opener {
            NewOpener::Password(password) => {
                let parameters = PasswordParameters::new(&salt);
                let key = self.derived(&parameters, &password).await?;
                (SlotKind::Password(parameters), key)
            }
            NewOpener::Passkey => {
                let prf_salt: [u8; PrfSalt::BYTES] = random::bytes()?;
                let (credential_id, output) = new_passkey(&prf_salt).await?;
                let parameters = PasskeyParameters::new(&credential_id, &PrfSalt::from_random(prf_salt), &salt);
                let key = parameters.derive(&output).map_err(|_| VaultTrouble::SlotDamaged)?;
                (SlotKind::Passkey(parameters), key)
            }
        };
        Ok(Forged { id, kind, key })
    }
}

/// The key of a slot that a new recovery code opens, and that code.
fn forge_recovery() -> Result<(Forged, Zeroizing<String>), VaultTrouble> {
    let id = SlotId::from_random(random::bytes()?);
    let code = RecoveryCode::from_random(random::bytes()?);
    let parameters = RecoveryParameters::new(&Salt::from_random(random::bytes()?));
    let key = parameters.derive(&code).map_err(|_| VaultTrouble::SlotDamaged)?;
    Ok((Forged { id, kind: SlotKind::RecoveryCode(parameters), key }, code.to_text()))
}

/// Makes a passkey. Most tell what they derive only when they are asked for it a second time.
async fn new_passkey(salt: &[u8; PrfSalt::BYTES]) -> Result<(Vec<u8>, PrfOutput), VaultTrouble> {
    let user_id: [u8; 32] = random::bytes()?;
    let new = NewPasskey {
        challenge: &random::bytes()?,
        user_id: &user_id,
        user_name: "Counterpart",
        relying_party_name: "Counterpart",
        exclude: &[],
    };
    let created = passkey::create(new, salt).await.map_err(VaultTrouble::Passkey)?;
    let output = match created.prf_output {
        Some(output) => output,
        None => {
            let candidate = Candidate { credential_id: &created.credential_id, salt };
            passkey::evaluate(&random::bytes()?, &[candidate]).await.map_err(VaultTrouble::Passkey)?.output
        }
    };
    Ok((created.credential_id, PrfOutput::from_bytes(*output)))
}
