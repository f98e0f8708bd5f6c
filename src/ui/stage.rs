//! The stage: the console's window on the left, the phones on the right, and the gap between them.
//!
//! Wide, both are alive at once. Narrow, one is shown at a time; the other stays laid out beyond the screen's edge, so
//! that a phone's camera can still frame the window's pixels.

use leptos::prelude::*;

use super::{
    console::{ConsoleWindow, use_console},
    crossing::Gap,
    parts::{Part, part},
    route::Route,
    use_navigation, use_table, use_text,
};
use crate::{browser::media, store::World};

/// A side of the stage, as the bottom bar of a narrow screen switches them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Console,
    Phone,
}

#[component]
pub(super) fn Stage() -> impl IntoView {
    let text = use_text();
    let navigation = use_navigation();
    let console = use_console();
    let side = use_context::<RwSignal<Side>>().unwrap_or_else(|| RwSignal::new(Side::Console));
    // `/` is no page of its own: it shows the page that fits the state of the logon.
    Effect::new(move || {
        if navigation.route() == Route::Stage {
            navigation.replace(Route::Console(console.home_page()));
        }
    });
    // What is beyond the edge of a narrow screen must not take the focus.
    let is_narrow = RwSignal::new(false);
    let (is_narrow_now, listener) = media::watch("(max-width: 1099px)", move |matches| {
        is_narrow.try_set(matches);
    });
    is_narrow.set(is_narrow_now);
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
    let has_scenario = use_table().world == World::Scenario;
    let is_away = move |shown: Side| is_narrow.get() && side.get() != shown;
    view! {
        <main class="stage" id="content" tabindex="-1" class:shows-phone=move || side.get() == Side::Phone>
            {has_scenario.then(|| view! { <div class="scenario-slot">{part(Part::ScenarioPanel)}</div> })}
            <section
                id="console-window"
                class="window"
                data-screen
                aria-label=text.of(|t| t.shell.console)
                prop:inert=move || is_away(Side::Console)
            >
                <ConsoleWindow/>
            </section>
            <Gap/>
            <section class="phones-side" aria-label=text.of(|t| t.shell.phone) prop:inert=move || is_away(Side::Phone)>
                {part(Part::Phones)}
            </section>
        </main>
    }
}
