//! What can go wrong with the vault, and the words for it.

use leptos::prelude::*;

use crate::{
    authenticator::{slots::RecoveryCodeError, vault::VaultError},
    browser::{passkey::PasskeyError, random::RandomError},
    otp::UnixMillis,
    store::StoreError,
    ui::{
        authenticator::outcome::store_words, components::dynamic_text, language::Localized, text::vault::VaultText,
        use_clock, workshop::WorkError,
    },
};

/// Why the vault was not opened or not changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ui) enum VaultTrouble {
    /// It does not open the vault. The next attempt is looked at from then on.
    Wrong { wait_until: Option<UnixMillis> },
    /// Too soon after the last failure.
    TooSoon { until: UnixMillis },
    /// The recovery code is mistyped.
    Mistyped(RecoveryCodeError),
    /// The passkey was not used.
    Passkey(PasskeyError),
    /// Nothing of this kind opens the vault.
    NoSuchSlot,
    /// The stored slot is damaged.
    SlotDamaged,
    /// The last slot cannot go.
    LastSlot,
    /// Some entries are damaged: only the vault can keep them, so it stays.
    DamagedEntries,
    /// The vault was written by a newer program.
    Newer,
    /// The key could not be derived.
    Work(WorkError),
    /// Nothing was stored.
    Store(StoreError),
}

impl From<StoreError> for VaultTrouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<RandomError> for VaultTrouble {
    fn from(error: RandomError) -> Self {
        Self::Store(error.into())
    }
}

impl From<VaultError> for VaultTrouble {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::NewerVersion { .. } => Self::Newer,
            VaultError::LastSlot => Self::LastSlot,
            VaultError::SlotDamaged => Self::SlotDamaged,
            VaultError::UnknownSlot | VaultError::SlotExists | VaultError::OtherVault => {
                Self::Store(StoreError::Conflict)
            }
            VaultError::TooFewNonces | VaultError::NotSealable => Self::Store(StoreError::Cryptography),
        }
    }
}

/// The words, made where they are shown: another language re-words them, and a wait counts down. Empty while nothing is
/// wrong.
pub(super) fn trouble_words(trouble: RwSignal<Option<VaultTrouble>>, text: Localized) -> Signal<String> {
    let clock = use_clock();
    dynamic_text(move || trouble.get().map(|trouble| words(trouble, text, || clock.now())).unwrap_or_default())
}

fn words(trouble: VaultTrouble, text: Localized, now: impl Fn() -> UnixMillis) -> String {
    let vault = text.words::<VaultText>();
    let waiting = |until: UnixMillis, told: fn(u64) -> String| {
        let seconds = now().secs_until(until);
        (seconds > 0).then(|| told(seconds))
    };
    match trouble {
        VaultTrouble::Wrong { wait_until } => {
            wait_until.and_then(|until| waiting(until, vault.wrong_wait)).unwrap_or_else(|| vault.wrong.to_owned())
        }
        VaultTrouble::TooSoon { until } => waiting(until, vault.wait).unwrap_or_default(),
        VaultTrouble::Mistyped(_) => vault.mistyped.to_owned(),
        VaultTrouble::Passkey(PasskeyError::Cancelled) => vault.passkey_cancelled.to_owned(),
        VaultTrouble::Passkey(PasskeyError::NoPrf) => vault.passkey_unsupported.to_owned(),
        VaultTrouble::Passkey(_) => vault.passkey_failed.to_owned(),
        VaultTrouble::NoSuchSlot => vault.no_such_slot.to_owned(),
        VaultTrouble::SlotDamaged => vault.slot_damaged.to_owned(),
        VaultTrouble::LastSlot => vault.last_slot.to_owned(),
        VaultTrouble::DamagedEntries => vault.damaged_entries.to_owned(),
        VaultTrouble::Newer => vault.newer.to_owned(),
        VaultTrouble::Work(WorkError::Cancelled) => vault.cancelled.to_owned(),
        VaultTrouble::Work(_) => vault.not_enough_memory.to_owned(),
        VaultTrouble::Store(error) => store_words(error, text.get()),
    }
}
