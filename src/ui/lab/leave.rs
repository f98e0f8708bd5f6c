//! Leaves a scenario.

use leptos::prelude::*;

use crate::{
    console::Place,
    store::{StoreError, World, erase, preferences},
    ui::{Broadcast, Localized, Topic, components::dynamic_text, storage_trouble, text::lab::LabText},
};

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
pub(super) fn begin_anew(broadcast: Broadcast) {
    broadcast.post(&Topic::Erased);
    preferences::save_place(Place::default());
    let _ = window().location().assign("/");
}

/// That the scenario was not left, why, and what to do.
pub(super) fn not_left_words(error: StoreError, text: Localized) -> Signal<String> {
    dynamic_text(move || storage_trouble::sentences(text.words::<LabText>().not_left, error, text.get().shell))
}
