//! A calm word above the codes when the backup is overdue.

use leptos::{prelude::*, task::spawn_local};

use super::{super::keeper::Keeper, health::backup_health};
use crate::ui::{
    components::{Link, dynamic_text, dynamic_when, press},
    route::{AuthenticatorPlace, Route},
    text::transfer::PlacesText,
    use_text,
};

/// Reminds of a backup that is overdue, until it is made or put off. It shows nothing otherwise.
#[component]
pub(in crate::ui::authenticator::own) fn BackupReminder(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let health = backup_health(keeper);
    let told = dynamic_text(move || {
        let words = text.words::<PlacesText>();
        let waiting = health.get().map(|health| health.changes.added + health.changes.changed).unwrap_or_default();
        (words.backup_overdue)(waiting)
    });
    dynamic_when(
        move || health.get().is_some_and(|health| health.reminds),
        move || {
            let snooze = move |_| {
                spawn_local(async move {
                    // What cannot be kept goes on reminding.
                    let _ = keeper.snooze_backup().await;
                });
            };
            view! {
                <div class="note information reminder" role="status">
                    <span>{told}</span>
                    <Link to=Route::Authenticator(AuthenticatorPlace::Export) class="button quiet small">
                        {text.say(|w: &PlacesText| w.back_up_now)}
                    </Link>
                    <button class="button quiet small" on:click=press(snooze)>
                        {text.say(|w: &PlacesText| w.remind_later)}
                    </button>
                </div>
            }
            .into_any()
        },
    )
}
