//! Opening the vault by one of its slots: each of the kind is tried, and a failure makes the next attempt wait.

use js_sys::JsString;
use leptos::prelude::*;
use zeroize::Zeroizing;

use super::{keeper::Keeper, trouble::VaultTrouble, vault::Opener};
use crate::{
    authenticator::{
        slots::{DeriveError, PasswordParameters, PrfOutput, RecoveryCode, SlotId, SlotKind},
        tasks::DeriveWrappingKey,
        vault::{Attempts, OpenVault, UnlockError, VaultHeader, WrappingKey},
    },
    browser::{
        passkey::{self, Candidate},
        random,
    },
    otp::UnixMillis,
    store::{StoreError, authenticator::Note},
    ui::workshop::WorkError,
};

impl Keeper {
    /// How long to wait before the next attempt; none when there is nothing to wait for.
    pub(in crate::ui) async fn wait_until(self) -> Option<UnixMillis> {
        let attempts = self.attempts().await.ok()?;
        attempts.wait_until(self.clock.now_untracked())
    }

    async fn attempts(self) -> Result<Attempts, StoreError> {
        Ok(self.store()?.note(Note::Attempts).await?.unwrap_or(Attempts::NONE))
    }

    pub(super) async fn opened_by(self, opener: Opener) -> Result<OpenVault, VaultTrouble> {
        let header = self.header.try_get_untracked().flatten().ok_or(VaultTrouble::NoSuchSlot)?;
        let attempts = self.attempts().await?;
        if let Some(until) = attempts.wait_until(self.clock.now_untracked()) {
            return Err(VaultTrouble::TooSoon { until });
        }
        let opened = match opener {
            Opener::Password(password) => self.by_password(&header, &password).await,
            Opener::Passkey => self.by_passkey(&header).await,
            Opener::RecoveryCode(typed) => by_recovery_code(&header, &typed),
        };
        match opened {
            Ok(vault) => {
                if attempts != Attempts::NONE {
                    self.store()?.put_note(Note::Attempts, &Attempts::NONE).await?;
                }
                Ok(vault)
            }
            Err(VaultTrouble::Wrong { .. }) => {
                let now = self.clock.now_untracked();
                let attempts = attempts.failed(now);
                self.store()?.put_note(Note::Attempts, &attempts).await?;
                Err(VaultTrouble::Wrong { wait_until: attempts.wait_until(now) })
            }
            Err(trouble) => Err(trouble),
        }
    }

    async fn by_password(self, header: &VaultHeader, password: &Zeroizing<String>) -> Result<OpenVault, VaultTrouble> {
        let mut last = VaultTrouble::NoSuchSlot;
        for slot in &header.slots {
            let SlotKind::Password(parameters) = &slot.kind else { continue };
            let opened = match self.derived(parameters, password).await {
                Ok(key) => unlocked(header, &slot.id, &key),
                // One that is damaged is no reason not to try the others.
                Err(VaultTrouble::SlotDamaged) => Err(VaultTrouble::SlotDamaged),
                Err(trouble) => return Err(trouble),
            };
            match opened {
                Ok(vault) => return Ok(vault),
                Err(trouble) => last = graver(last, trouble),
            }
        }
        Err(last)
    }

    async fn by_passkey(self, header: &VaultHeader) -> Result<OpenVault, VaultTrouble> {
        let (mut asked, mut none) = (Vec::new(), VaultTrouble::NoSuchSlot);
        for slot in &header.slots {
            let SlotKind::Passkey(parameters) = &slot.kind else { continue };
            match (parameters.credential_id.decode(), parameters.prf_salt.decode_array()) {
                (Some(credential_id), Some(salt)) => asked.push((slot, parameters, credential_id, salt)),
                // One that is damaged is no reason not to ask for the others.
                _ => none = VaultTrouble::SlotDamaged,
            }
        }
        if asked.is_empty() {
            return Err(none);
        }
        let candidates: Vec<Candidate<'_>> =
            asked.iter().map(|(_, _, credential_id, salt)| Candidate { credential_id, salt }).collect();
        let evaluated = passkey::evaluate(&random::bytes()?, &candidates).await.map_err(VaultTrouble::Passkey)?;
        let used = asked.iter().find(|(_, _, credential_id, _)| *credential_id == evaluated.credential_id);
        let (slot, parameters, _, _) = used.ok_or(VaultTrouble::NoSuchSlot)?;
        let key = parameters.derive(&PrfOutput::from_bytes(*evaluated.output));
        unlocked(header, &slot.id, &key.map_err(|_| VaultTrouble::SlotDamaged)?)
    }

    /// The key that a password derives, in the worker.
    pub(super) async fn derived(
        self,
        parameters: &PasswordParameters,
        password: &Zeroizing<String>,
    ) -> Result<WrappingKey, VaultTrouble> {
        // One spelling of what looks the same (docs/vault.md): a keyboard may compose accents, another may not.
        let password = Zeroizing::new(String::from(JsString::from(password.as_str()).normalize("NFC")));
        let task = DeriveWrappingKey { parameters: parameters.clone(), password };
        let derived = self.workshop.run(&task).await.map_err(VaultTrouble::Work)?;
        derived.map(|key| WrappingKey::from_bytes(*key)).map_err(|error| match error {
            DeriveError::Memory => VaultTrouble::Work(WorkError::Died),
            _ => VaultTrouble::SlotDamaged,
        })
    }
}

fn by_recovery_code(header: &VaultHeader, typed: &str) -> Result<OpenVault, VaultTrouble> {
    let code = RecoveryCode::parse(typed).map_err(VaultTrouble::Mistyped)?;
    let mut last = VaultTrouble::NoSuchSlot;
    for slot in &header.slots {
        let SlotKind::RecoveryCode(parameters) = &slot.kind else { continue };
        let opened = match parameters.derive(&code) {
            Ok(key) => unlocked(header, &slot.id, &key),
            Err(_) => Err(VaultTrouble::SlotDamaged),
        };
        match opened {
            Ok(vault) => return Ok(vault),
            Err(trouble) => last = graver(last, trouble),
        }
    }
    Err(last)
}

/// What to tell of two slots of one kind: a whole one that was not opened says more than one that cannot be tried.
fn graver(last: VaultTrouble, next: VaultTrouble) -> VaultTrouble {
    match (last, next) {
        (VaultTrouble::Wrong { .. }, VaultTrouble::SlotDamaged) => last,
        _ => next,
    }
}

fn unlocked(header: &VaultHeader, slot: &SlotId, key: &WrappingKey) -> Result<OpenVault, VaultTrouble> {
    header.unlock(slot, key).map_err(|error| match error {
        UnlockError::WrongKey => VaultTrouble::Wrong { wait_until: None },
        UnlockError::NewerVersion { .. } => VaultTrouble::Newer,
        UnlockError::UnknownSlot => VaultTrouble::NoSuchSlot,
        UnlockError::SlotDamaged => VaultTrouble::SlotDamaged,
    })
}
