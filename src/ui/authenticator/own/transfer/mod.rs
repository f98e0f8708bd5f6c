//! What comes in from other programs, what goes out, how the backup stands, and the clock.

mod import;
mod words;

use leptos::prelude::*;

pub(super) use self::import::ImportPlace;
use super::keeper::Keeper;
use crate::{
    authenticator::Collection,
    store::{StoreError, authenticator::Cover},
};

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

/// The names of an entry, as far as it has any.
fn name_of(issuer: &str, account: &str, words: &crate::ui::text::transfer::TransferText) -> String {
    match (issuer, account) {
        ("", "") => words.no_name.to_owned(),
        ("", name) | (name, "") => name.to_owned(),
        (issuer, account) => format!("{issuer} · {account}"),
    }
}
