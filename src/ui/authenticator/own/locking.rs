//! When to lock, and what to show: the person's choices, and what carries them out.

use leptos::prelude::*;

use super::keeper::{Keeper, Phase};
use crate::{
    authenticator::Settings,
    browser::idle::{self, HiddenListener, Idle},
    ui::{
        Topic,
        components::{dynamic_text, dynamic_when},
        text::vault::VaultText,
        use_text,
    },
};

/// Locks after the chosen idle time, and when the tab is hidden if that was chosen, as long as the current owner lives.
/// What is done in one tab counts in all of them.
pub(super) fn lock_by_itself(keeper: Keeper) {
    let watch = StoredValue::new_local(None::<(Option<Idle>, Option<HiddenListener>)>);
    keeper.broadcast.on(Topic::Active, move || {
        watch.try_with_value(|watch| {
            if let Some((Some(idle), _)) = watch {
                idle.touch();
            }
        });
    });
    Effect::new(move || {
        let is_unlocked = keeper.phase.get() == Phase::Ready && keeper.header.with(Option::is_some);
        let (lock_after_secs, locks_when_hidden) =
            keeper.settings.with(|settings| (settings.lock_after_secs, settings.locks_when_hidden));
        // The watch before ends here.
        watch.set_value(None);
        if is_unlocked {
            // Each tab locks itself: one that slept, and heard of nothing, has no say about the others.
            let on_idle = lock_after_secs.map(|seconds| {
                idle::watch(seconds, move || keeper.broadcast.post(&Topic::Active), move || keeper.forget_key())
            });
            let on_hidden = locks_when_hidden.then(|| idle::on_hidden(move || keeper.lock()));
            watch.set_value(Some((on_idle, on_hidden)));
        }
    });
}

/// The choices.
#[component]
pub(super) fn LockingChoices(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let settings = keeper.settings;
    let is_protected = Memo::new(move |_| keeper.header.with(Option::is_some));
    let chosen = Signal::derive(move || settings.with(|settings| settings.lock_after_secs.unwrap_or(0).to_string()));
    let choose = move |event: web_sys::Event| {
        let seconds: u32 = event_target_value(&event).parse().unwrap_or(0);
        keeper.change_settings(move |settings| settings.lock_after_secs = (seconds > 0).then_some(seconds));
    };
    let options = move || {
        Settings::LOCK_AFTER_SECS
            .into_iter()
            .chain([0])
            .map(|seconds| {
                let label = dynamic_text(move || match seconds {
                    0 => text.words::<VaultText>().never.to_owned(),
                    seconds => (text.words::<VaultText>().minutes)(seconds / 60),
                });
                view! { <option value=seconds.to_string()>{label}</option> }
            })
            .collect_view()
    };
    let check = move |label: fn(&'static VaultText) -> &'static str,
                      get: fn(&Settings) -> bool,
                      set: fn(&mut Settings, bool)| {
        let checked = Signal::derive(move || settings.with(get));
        let change = move |event: web_sys::Event| {
            let is_checked = event_target_checked(&event);
            keeper.change_settings(move |settings| set(settings, is_checked));
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=checked on:change=change/>
                {text.say(label)}
            </label>
        }
        .into_any()
    };
    view! {
        <section class="panel stack" aria-labelledby="locking-title">
            <h2 id="locking-title">{text.say(|w: &VaultText| w.locking)}</h2>
            {dynamic_when(move || is_protected.get(), move || view! {
                <div class="field">
                    <label for="lock-after">{text.say(|w: &VaultText| w.lock_after)}</label>
                    <select id="lock-after" prop:value=chosen on:change=choose>{options()}</select>
                </div>
                {check(|w| w.lock_when_hidden, |s| s.locks_when_hidden, |s, on| s.locks_when_hidden = on)}
                <p class="hint">{text.say(|w: &VaultText| w.lock_when_hidden_hint)}</p>
            }.into_any())}
            {check(|w| w.hide_codes, |s| s.hides_codes, |s, on| s.hides_codes = on)}
            {check(|w| w.show_next, |s| s.shows_next_code, |s, on| s.shows_next_code = on)}
        </section>
    }
}
