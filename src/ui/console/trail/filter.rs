//! The choices beside the search: whose lines, of which kind, with which outcome.

use leptos::prelude::*;

use super::{Chosen, Stored, words};
use crate::{
    console::{
        Account, AccountId,
        trail::{Filter, LineKind, Outcome, Whose},
    },
    ui::{
        components::{dynamic, dynamic_text},
        text::console::trail::TrailText,
        use_text,
    },
};

/// The value of the choice that leaves nothing out.
const ALL: &str = "";
/// The value of the choice of lines that are of no account. No id is so.
const NOBODYS: &str = "none";

/// The three choices.
pub(super) fn filters(chosen: RwSignal<Chosen>, stored: RwSignal<Option<Stored>>) -> AnyView {
    let text = use_text();
    let read = move |value: fn(&Filter) -> String| dynamic_text(move || chosen.with(|chosen| value(&chosen.filter)));
    // Another filter begins at its newest line.
    let change = move |change: &dyn Fn(&mut Filter)| {
        chosen.update(|chosen| {
            chosen.page = 0;
            change(&mut chosen.filter);
        });
    };
    let whose = read(|filter| match &filter.whose {
        Whose::Everybodys => ALL.to_owned(),
        Whose::Nobodys => NOBODYS.to_owned(),
        Whose::Account(id) => id.as_str().to_owned(),
    });
    let accounts = dynamic(move || {
        let is_chosen = |value: &str| whose.with_untracked(|whose| whose == value);
        let mut options = vec![
            option(ALL, text.say(|w: &TrailText| w.everybodys), is_chosen(ALL)),
            option(NOBODYS, text.say(|w: &TrailText| w.nobodys), is_chosen(NOBODYS)),
        ];
        stored.with(|stored| {
            for account in by_username(stored.iter().flat_map(|stored| &stored.accounts)) {
                let (id, name) = (account.id.as_str(), account.username.as_str().to_owned());
                options.push(option(id, name.into(), is_chosen(id)));
            }
        });
        options.into_any()
    });
    let kind = read(|filter| filter.kind.map_or(ALL, LineKind::name).to_owned());
    let mut kinds = vec![option(ALL, text.say(|w: &TrailText| w.all_kinds), true)];
    for kind in LineKind::ALL {
        kinds.push(option(kind.name(), dynamic_text(move || words::kind(kind, text.words()).to_owned()), false));
    }
    let outcome = read(|filter| filter.outcome.map_or(ALL, Outcome::name).to_owned());
    let mut outcomes = vec![option(ALL, text.say(|w: &TrailText| w.all_outcomes), true)];
    for outcome in Outcome::ALL {
        let label = dynamic_text(move || words::outcome(Some(outcome), text.words()).to_owned());
        outcomes.push(option(outcome.name(), label, false));
    }
    let selects = [
        select("trail-account", text.say(|w: &TrailText| w.account), whose, accounts.into_any(), move |value| {
            let whose = match value.as_str() {
                ALL => Whose::Everybodys,
                NOBODYS => Whose::Nobodys,
                _ => Whose::Account(AccountId(value)),
            };
            change(&|filter| filter.whose.clone_from(&whose));
        }),
        select("trail-kind", text.say(|w: &TrailText| w.kind), kind, kinds.into_any(), move |value| {
            let kind = LineKind::ALL.into_iter().find(|kind| kind.name() == value);
            change(&|filter| filter.kind = kind);
        }),
        select("trail-outcome", text.say(|w: &TrailText| w.outcome), outcome, outcomes.into_any(), move |value| {
            let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.name() == value);
            change(&|filter| filter.outcome = outcome);
        }),
    ];
    view! { <div class="trail-filters">{Vec::from(selects)}</div> }.into_any()
}

/// The accounts by username. A sort of the standard library weighs more than the whole choice.
fn by_username<'a>(accounts: impl Iterator<Item = &'a Account>) -> Vec<&'a Account> {
    let mut sorted: Vec<&Account> = Vec::new();
    for account in accounts {
        let place = sorted.partition_point(|other| other.username < account.username);
        sorted.insert(place, account);
    }
    sorted
}

fn option(value: &str, label: Signal<String>, is_chosen: bool) -> AnyView {
    view! { <option value=value.to_owned() selected=is_chosen>{label}</option> }.into_any()
}

fn select(
    id: &'static str,
    label: Signal<String>,
    value: Signal<String>,
    options: AnyView,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let choose: Box<dyn Fn(web_sys::Event)> = Box::new(move |event| choose(event_target_value(&event)));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id prop:value=value on:change=choose>{options}</select>
        </div>
    }
    .into_any()
}
