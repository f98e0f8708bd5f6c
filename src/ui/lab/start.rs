//! Sets a scenario's stage.
//!
//! The scenario is in force when the preference says so, which is written when everything is planted: a killed tab finds
//! the rehearsal, or the whole stage.

use leptos::{prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use super::leave::begin_anew;
use crate::{
    browser::{crypto, random},
    console::{SealedKey, tasks::HashPassword},
    lab::{Draft, PlantError, RANDOM_BYTES, Scenario, ScenarioName, scenarios::scenario},
    otp::UnixMillis,
    store::{
        AuthenticatorStore, Changes, ConsoleStore, StageStore, StoreError, World,
        authenticator::Batch,
        erase,
        preferences::{self, Preferences},
    },
    ui::{
        Broadcast,
        components::{Notice, NoticeKind, Spinner, dynamic, dynamic_text},
        storage_trouble,
        text::lab::LabText,
        use_broadcast, use_clock, use_text,
        workshop::{Workshop, use_workshop},
    },
};

/// Which scenario a person wants to try. It goes by the context, as no part of the app takes arguments.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// The scenario.
    pub(super) name: ScenarioName,
    /// Whether it is being set; the page is left when that is done.
    pub(super) is_busy: RwSignal<bool>,
}

/// Sets the stage, and tells how that goes.
#[component]
pub(super) fn Start(wanted: Wanted) -> impl IntoView {
    let text = use_text();
    let (clock, workshop, broadcast) = (use_clock(), use_workshop(), use_broadcast());
    let failed = RwSignal::new(None::<StartError>);
    wanted.is_busy.set(true);
    spawn_local(async move {
        if let Err(error) = start(scenario(wanted.name), clock.now_untracked(), workshop, broadcast).await {
            failed.try_set(Some(error));
            wanted.is_busy.try_set(false);
        }
    });
    let words = move || {
        let error = match failed.get() {
            Some(StartError::Store(error)) => error,
            _ => StoreError::Cryptography,
        };
        storage_trouble::sentences(text.words::<LabText>().not_set, error, text.get().shell)
    };
    dynamic(move || match failed.with(Option::is_some) {
        true => view! { <Notice kind=NoticeKind::Danger>{dynamic_text(words)}</Notice> }.into_any(),
        false => view! { <div role="status"><Spinner label=text.say(|w: &LabText| w.setting)/></div> }.into_any(),
    })
}

/// Why a stage was not set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
enum StartError {
    /// What the storage says, or the browser's cryptography.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The scenario could not be planted.
    #[error(transparent)]
    Plant(#[from] PlantError),
}

/// Erases what the scenario before left, plants this one, and puts it in force.
async fn start(
    scenario: &'static Scenario,
    now: UnixMillis,
    workshop: Workshop,
    broadcast: Broadcast,
) -> Result<(), StartError> {
    erase::leave_scenario().await?;
    let random = random::many(RANDOM_BYTES).map_err(StoreError::from)?;
    let draft = Draft::new(scenario, &random, now)?;
    let hash = async |password: &Zeroizing<String>, salt: [u8; 16]| {
        Ok::<_, StoreError>(workshop.run(&HashPassword { password: password.clone(), salt }).await??)
    };
    let password_hash = hash(&draft.password, draft.password_salt).await?;
    let mut recovery_hashes = Vec::new();
    for code in &draft.recovery_codes {
        recovery_hashes.push(hash(code, draft.recovery_salt).await?);
    }
    let console = ConsoleStore::open_in(World::Scenario).await?;
    let sealing_key = console.sealing_key().await?;
    let mut sealed = Vec::new();
    for key in draft.keys() {
        let bytes = crypto::seal(&sealing_key, key.as_bytes(), draft.account().as_str().as_bytes()).await;
        sealed.push(SealedKey(bytes.map_err(StoreError::from)?));
    }
    let planted = draft.plant(password_hash, recovery_hashes, sealed)?;
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
        .put_all(planted.recovery_codes)
        .put_all(planted.sessions)
        .put_all(planted.browsers)
        .put_all(planted.trail);
    console.write(changes).await?;
    let scenario = Some(scenario.name.key().to_owned());
    preferences::save(&Preferences { scenario, ..preferences::load() })?;
    begin_anew(broadcast);
    Ok(())
}
