//! What comes in from other programs, what goes out, how the backup stands, and the clock.
//!
//! The places are a part with a download of their own, and what watches over the backup is another.

mod clock;
mod export;
mod health;
mod import;
mod record;
mod reminder;
mod words;

use js_sys::JsString;
use leptos::prelude::*;
use zeroize::Zeroizing;

use self::{clock::ClockPanel, export::ExportPlace, import::ImportPlace};
pub(super) use self::{
    health::{Backups, watch_backups},
    reminder::BackupReminder,
};
use super::{keeper::Keeper, locking::LockingChoices};
use crate::{
    authenticator::Collection,
    store::{StoreError, authenticator::Cover},
    ui::{
        components::Dynamic,
        parts::{Part, part},
        text::transfer::TransferText,
    },
};

/// A place of this part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TransferPlace {
    /// What other programs exported.
    Import,
    /// What goes out, and how the backup stands.
    Export,
    /// When this device locks and what it shows, and its clock against another one's.
    Device,
}

/// A screen of this part. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy)]
pub(super) struct TransferScreen {
    pub(super) keeper: Keeper,
    pub(super) place: TransferPlace,
}

impl TransferScreen {
    /// Shows it, as soon as the part is here.
    pub(super) fn show(self) -> Dynamic {
        provide_context(self);
        part(Part::Transfer)
    }
}

/// The place that the context names.
pub(super) fn place() -> AnyView {
    let Some(TransferScreen { keeper, place }) = use_context() else { return ().into_any() };
    match place {
        TransferPlace::Import => view! { <ImportPlace keeper/> }.into_any(),
        TransferPlace::Export => view! { <ExportPlace keeper/> }.into_any(),
        TransferPlace::Device => view! {
            <LockingChoices keeper/>
            <ClockPanel keeper/>
        }
        .into_any(),
    }
}

/// What the database holds, read anew: what is shown plays no part.
async fn read_back(keeper: Keeper) -> Result<Collection, StoreError> {
    let snapshot = keeper.store()?.snapshot().await?;
    let entries = match snapshot.cover {
        Cover::None => snapshot.plain,
        Cover::NewerVault { .. } => return Err(StoreError::Conflict),
        Cover::Vault(_) => {
            let vault = keeper.held.try_with_value(|held| held.vault.clone()).flatten().ok_or(StoreError::Locked)?;
            vault.open_all(&snapshot.sealed).entries
        }
    };
    Ok(Collection::from_entries(entries))
}

/// A password in the one spelling of what looks the same (`docs/vault.md`).
fn normalised(password: &str) -> Zeroizing<String> {
    Zeroizing::new(String::from(JsString::from(password).normalize("NFC")))
}

/// The names of an entry, as far as it has any.
fn name_of(issuer: &str, account: &str, words: &TransferText) -> String {
    match (issuer, account) {
        ("", "") => words.no_name.to_owned(),
        ("", name) | (name, "") => name.to_owned(),
        (issuer, account) => format!("{issuer} · {account}"),
    }
}
