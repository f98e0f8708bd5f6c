//! The way into the vault's screens, which are a part with a download of their own: who never protects anything never
//! downloads a cipher.

use leptos::prelude::*;

use super::keeper::Keeper;
use crate::ui::{
    components::Dynamic,
    parts::{Part, part},
};

/// What the vault is wanted for.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// Unlocking this tab.
    Locked,
    /// Protecting the entries by a new password.
    ProtectByPassword,
    /// Protecting the entries by a new passkey.
    ProtectByPasskey,
    /// Asking once more for what unlocks, before something is given away.
    Confirm(Callback<()>),
    /// The ways to unlock.
    Ways,
    /// The recovery code that was made.
    RecoveryCode,
}

/// A screen of the vault. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy)]
pub(super) struct VaultScreen {
    pub(super) keeper: Keeper,
    pub(super) what: What,
    /// The person gives up.
    pub(super) on_back: Callback<()>,
}

impl VaultScreen {
    /// Shows it, as soon as the part is here.
    pub(super) fn show(self) -> Dynamic {
        provide_context(self);
        part(Part::Vault)
    }
}

/// Asks once more for what unlocks; `on_confirmed` is called when it was given, `on_back` when the person gives up.
pub(super) fn confirm(keeper: Keeper, on_confirmed: Callback<()>, on_back: Callback<()>) -> Dynamic {
    let what = What::Confirm(on_confirmed);
    VaultScreen { keeper, what, on_back }.show()
}
