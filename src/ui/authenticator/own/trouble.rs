//! What went wrong with the vault, in words.

use leptos::prelude::*;

use super::vault::VaultTrouble;
use crate::{
    browser::passkey::PasskeyError,
    otp::UnixMillis,
    ui::{
        authenticator::outcome::store_words, components::dynamic_text, language::Localized, text::vault::VaultText,
        use_clock, workshop::WorkError,
    },
};

/// The words, made where they are shown: another language re-words them, and a wait counts down. Empty while nothing is
/// wrong.
pub(super) fn trouble_words(trouble: RwSignal<Option<VaultTrouble>>, text: Localized) -> Signal<String> {
    let clock = use_clock();
    dynamic_text(move || trouble.get().map(|trouble| words(trouble, text, || clock.now())).unwrap_or_default())
}

fn words(trouble: VaultTrouble, text: Localized, now: impl Fn() -> UnixMillis) -> String {
    let vault = text.words::<VaultText>();
    let waiting = |until: Option<UnixMillis>| {
        let seconds = until.map_or(0, |until| now().secs_until(until));
        (seconds > 0).then(|| (vault.wait)(seconds))
    };
    match trouble {
        VaultTrouble::Wrong { wait_until } => match waiting(wait_until) {
            Some(wait) => format!("{} {wait}", vault.wrong),
            None => vault.wrong.to_owned(),
        },
        VaultTrouble::TooSoon { until } => waiting(Some(until)).unwrap_or_default(),
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
