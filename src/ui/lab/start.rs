//! Sets a scenario's stage, and leaves it.
//!
//! Both are safe against a killed tab by their order. The scenario is in force when the preference says so: it is
//! written when everything is planted, and removed before anything is erased.

use leptos::prelude::*;

use crate::{
    browser::{crypto, random},
    console::{SealedKey, tasks::HashPassword},
    lab::{Draft, PlantError, RANDOM_BYTES, Scenario},
    otp::UnixMillis,
    store::{
        AuthenticatorStore, Changes, ConsoleStore, StageStore, StoreError, World,
        authenticator::Batch,
        erase,
        preferences::{self, Preferences},
    },
    ui::{Broadcast, Topic, workshop::Workshop},
};

/// Why a stage was not set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(super) enum StartError {
    /// What the storage says, or the browser's cryptography.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The scenario could not be planted.
    #[error(transparent)]
    Plant(#[from] PlantError),
}

/// Erases what the scenario before left, plants this one, and puts it in force.
pub(super) async fn start(
    scenario: &'static Scenario,
    now: UnixMillis,
    workshop: Workshop,
    broadcast: Broadcast,
) -> Result<(), StartError> {
    erase::leave_scenario().await?;
    let random = random::many(RANDOM_BYTES).map_err(StoreError::from)?;
    let draft = Draft::new(scenario, &random, now)?;
    let task = HashPassword { password: draft.password.clone(), salt: draft.password_salt };
    let hashed = workshop.run(task).await.map_err(|_| StoreError::Cryptography)?;
    let password_hash = hashed.map_err(|_| StoreError::Cryptography)?;
    let console = ConsoleStore::open_in(World::Scenario).await?;
    let sealing_key = console.sealing_key().await?;
    let mut sealed = Vec::new();
    for key in draft.keys() {
        let bytes = crypto::seal(&sealing_key, key.as_bytes(), draft.account().as_str().as_bytes()).await;
        sealed.push(SealedKey(bytes.map_err(StoreError::from)?));
    }
    let planted = draft.plant(password_hash, sealed)?;
    let table = StageStore::open_in(World::Scenario).await?;
    for on_table in planted.phones {
        table.put_phone(&on_table.phone).await?;
        let name = AuthenticatorStore::phone_name_in(World::Scenario, &on_table.phone.id);
        let entries = on_table.entries.iter().try_fold(Batch::new(), Batch::put_plain)?;
        AuthenticatorStore::open(&name).await?.commit(0, entries).await?;
    }
    let changes = Changes::new()
        .put(planted.account)
        .put(planted.policy)
        .put_all(planted.sessions)
        .put_all(planted.browsers)
        .put_all(planted.trail);
    console.write(changes).await?;
    let scenario = Some(scenario.name.key().to_owned());
    preferences::save(&Preferences { scenario, ..preferences::load() })?;
    begin_anew(broadcast);
    Ok(())
}

/// Puts back in force what was there before.
///
/// # Errors
/// When the preference could not be changed: the scenario still runs.
pub(super) async fn leave(broadcast: Broadcast) -> Result<(), StoreError> {
    let left = erase::leave_scenario().await;
    // What could not be erased is erased when the next scenario begins; the scenario is left all the same.
    if preferences::load().world() == World::Scenario {
        return left.map(drop);
    }
    begin_anew(broadcast);
    Ok(())
}

/// The other tabs, and this one, open what is in force now.
fn begin_anew(broadcast: Broadcast) {
    broadcast.post(&Topic::Erased);
    let _ = window().location().assign("/");
}
