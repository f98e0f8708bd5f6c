//! The numbers of the chosen preset with their sources, and what a guesser can hope for under each.

use leptos::prelude::*;

use super::{heading, name_of};
use crate::{
    console::{
        PolicyChoice, Preset, Wording, odds,
        policy::ThrottleRule,
        sources::{self, Origin, Setting, Value},
    },
    ui::{
        components::{dynamic, dynamic_text},
        text::{
            Words,
            console::policy::{
                PolicyText,
                values::{ValueText, grouped},
            },
        },
        use_text,
    },
};

/// Each number of the chosen preset, and where it comes from.
#[component]
pub(super) fn Numbers(chosen: RwSignal<Preset>, wording: RwSignal<Wording>) -> impl IntoView {
    let text = use_text();
    let list = dynamic(move || {
        let preset = chosen.get();
        let policy = PolicyChoice { preset, wording: wording.get() }.policy();
        let mut rows = Vec::new();
        for (setting, value) in sources::rows(&policy) {
            let name = said(move |w: &ValueText| w.setting(setting).to_owned());
            let origin = preset.origin(setting);
            rows.push(number(name, value, origin));
            if let (Setting::Throttle, Some(rule)) = (setting, preset.throttle_when_switched_on()) {
                let name = said(move |w: &PolicyText| w.throttle_switched_on.to_owned());
                rows.push(number(name, Value::Throttle(rule), origin));
            }
        }
        view! { <dl class="definition numbers">{rows}</dl> }.into_any()
    });
    view! {
        <section class="stack" aria-labelledby="policy-numbers">
            <h2 id="policy-numbers">{heading(|w| w.numbers_of, chosen)}</h2>
            <p class="hint">{text.say(|w: &PolicyText| w.numbers_about)}</p>
            {list}
        </section>
    }
    .into_any()
}

fn said<W: Words>(words: impl Fn(&'static W) -> String + Send + Sync + 'static) -> Signal<String> {
    let text = use_text();
    dynamic_text(move || words(text.words()))
}

fn number(name: Signal<String>, value: Value, origin: Origin) -> AnyView {
    let value = said(move |w: &ValueText| w.value(value));
    let source = said(move |w: &PolicyText| w.origin(origin));
    view! {
        <dt>{name}</dt>
        <dd>
            {value}
            <p class="hint">{source}</p>
        </dd>
    }
    .into_any()
}

/// What a guesser who has the password can hope for, under each preset.
#[component]
pub(super) fn Odds() -> impl IntoView {
    let text = use_text();
    let of_preset = |preset: Preset| (preset, name_of(preset), preset.policy().throttle);
    let switched_on = |preset: Preset| {
        let rule = preset.throttle_when_switched_on()?;
        let name: fn(&'static PolicyText) -> &'static str = |w| w.keycloak_on;
        Some((preset, name, rule))
    };
    let rows = Preset::ALL.into_iter().flat_map(|preset| [Some(of_preset(preset)), switched_on(preset)]).flatten();
    let rows = rows.map(|(preset, name, rule)| odds_row(preset, text.say(name), &rule)).collect::<Vec<_>>();
    view! {
        <section class="stack" aria-labelledby="policy-odds">
            <h2 id="policy-odds">{text.say(|w: &PolicyText| w.odds)}</h2>
            <p class="hint">{text.say(|w: &PolicyText| w.odds_about)}</p>
            <table class="table odds" aria-labelledby="policy-odds">
                <thead>
                    <tr>
                        <th scope="col">{text.say(|w: &PolicyText| w.preset)}</th>
                        <th scope="col">{text.say(|w: &PolicyText| w.a_guess)}</th>
                        <th scope="col">{text.say(|w: &PolicyText| w.guesses_a_year)}</th>
                        <th scope="col">{text.say(|w: &PolicyText| w.a_year)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn odds_row(preset: Preset, name: Signal<String>, rule: &ThrottleRule) -> AnyView {
    let chance = odds::chance_of_one_guess(&preset.policy(), 1);
    let guesses = odds::guesses_per_year(rule);
    let of_year = odds::chance_of_any(chance, guesses);
    let one = said(move |w: &PolicyText| w.chance(odds::one_in(chance)));
    let year = said(move |w: &PolicyText| w.chance(odds::one_in(of_year)));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{one}</td>
            <td>{grouped(guesses)}</td>
            <td>{year}</td>
        </tr>
    }
    .into_any()
}
