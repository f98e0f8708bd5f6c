//! Starting over, and leaving a scenario: deleting the demo's databases.

use super::{
    StageStore, StoreError, World,
    authenticator::{self, AuthenticatorStore},
    console,
    preferences::{self, Preferences},
    stage,
};
use crate::browser::database;

/// What to erase beside the demo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EraseOptions {
    /// This browser's own authenticator, too. It may hold keys of real accounts.
    pub own_authenticator: bool,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The names of the databases.
    pub databases: Vec<String>,
}

/// Deletes the databases of the console, the stage and every simulated phone, those of a scenario included, and this
/// browser's own authenticator only if it is named. Open connections, in any tab, close by themselves. Preferences stay;
/// a scenario that runs is left.
///
/// # Errors
/// When another tab keeps a database open, or the browser refuses. What was not deleted by then stays whole.
pub async fn start_over(options: EraseOptions) -> Result<Erased, StoreError> {
    let mut databases = leave_scenario().await?.databases;
    databases.extend(erase(World::Rehearsal).await?);
    if options.own_authenticator {
        database::delete(authenticator::OWN_NAME).await?;
        databases.push(authenticator::OWN_NAME.to_owned());
    }
    Ok(Erased { databases })
}

/// Puts the person's own rehearsal in force again, and deletes the databases of the scenario. In this order: a tab that
/// is killed between the two is back in the rehearsal, and what it left is deleted when the next scenario begins.
///
/// # Errors
/// When the preferences cannot be written: the scenario then stays in force. When another tab keeps a database open, or
/// the browser refuses: the scenario is left all the same.
pub async fn leave_scenario() -> Result<Erased, StoreError> {
    let preferences = preferences::load();
    if preferences.scenario.is_some() {
        preferences::save(&Preferences { scenario: None, ..preferences })?;
    }
    Ok(Erased { databases: erase(World::Scenario).await? })
}

/// Deletes the databases of one world; their names.
async fn erase(world: World) -> Result<Vec<String>, StoreError> {
    let mut names: Vec<String> = database::names().await;
    let are_told = !names.is_empty();
    names.retain(|name| world.has(name, authenticator::PHONE_PREFIX));
    if !are_told {
        // Browsers that do not list their databases: the table tells which phones there are.
        let phones = match StageStore::open_in(world).await {
            Ok(store) => store.phones().await?,
            // Made by a newer version: it can still be deleted.
            Err(StoreError::Newer) => Vec::new(),
            Err(error) => return Err(error),
        };
        names.extend(phones.iter().map(|phone| AuthenticatorStore::phone_name_in(world, &phone.id)));
    }
    // The stage last: if this is cut short, the phones are still listed.
    names.extend([console::NAME, stage::NAME].map(|name| world.database(name)));
    for name in &names {
        database::delete(name).await?;
    }
    Ok(names)
}
