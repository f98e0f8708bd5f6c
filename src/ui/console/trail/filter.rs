//! The choices beside the search: whose lines, of which kind, with which outcome.

use leptos::prelude::*;

use super::{Stored, words};
use crate::{
    console::{
        AccountId,
        trail::{Filter, LineKind, Outcome, Whose},
    },
    ui::{components::dynamic, text::console::trail::TrailText, use_text},
};

/// The value of the choice that leaves nothing out.
const ALL: &str = "";
/// The value of the choice of lines that are of no account. No id is so.
const NOBODYS: &str = "none";

/// The three choices.
pub(super) fn filters(filter: RwSignal<Filter>, stored: RwSignal<Option<Stored>>) -> AnyView {
    let text = use_text();
    let whose = Signal::derive(move || {
        filter.with(|filter| match &filter.whose {
            Whose::Everybodys => ALL.to_owned(),
            Whose::Nobodys => NOBODYS.to_owned(),
            Whose::Account(id) => id.as_str().to_owned(),
        })
    });
    let usernames = Memo::new(move |_| {
        stored.with(|stored| {
            let accounts = stored.iter().flat_map(|stored| &stored.accounts);
            let mut all: Vec<_> =
                accounts.map(|a| (a.username.as_str().to_owned(), a.id.as_str().to_owned())).collect();
            all.sort_unstable();
            all
        })
    });
    let accounts = dynamic(move || {
        let chosen = whose.get_untracked();
        let of_accounts = usernames.get().into_iter().map(|(name, id)| option(id.clone(), name.into(), id == chosen));
        let all = [
            option(ALL.to_owned(), text.say(|w: &TrailText| w.everybodys), chosen == ALL),
            option(NOBODYS.to_owned(), text.say(|w: &TrailText| w.nobodys), chosen == NOBODYS),
        ];
        all.into_iter().chain(of_accounts).collect::<Vec<_>>().into_any()
    });
    let kind = Signal::derive(move || filter.with(|f| f.kind.map_or(ALL, LineKind::name).to_owned()));
    let kinds = LineKind::ALL.map(|kind| {
        let label = Signal::derive(move || words::kind(kind, text.words()).to_owned());
        option(kind.name().to_owned(), label, false)
    });
    let all_kinds = option(ALL.to_owned(), text.say(|w: &TrailText| w.all_kinds), true);
    let outcome = Signal::derive(move || filter.with(|f| f.outcome.map_or(ALL, Outcome::name).to_owned()));
    let outcomes = Outcome::ALL.map(|outcome| {
        let label = Signal::derive(move || words::outcome(Some(outcome), text.words()).to_owned());
        option(outcome.name().to_owned(), label, false)
    });
    let all_outcomes = option(ALL.to_owned(), text.say(|w: &TrailText| w.all_outcomes), true);
    view! {
        <div class="trail-filters">
            {select("trail-account", text.say(|w: &TrailText| w.account), whose, accounts.into_any(), move |chosen| {
                filter.update(|filter| {
                    filter.whose = match chosen.as_str() {
                        ALL => Whose::Everybodys,
                        NOBODYS => Whose::Nobodys,
                        _ => Whose::Account(AccountId(chosen)),
                    };
                });
            })}
            {select("trail-kind", text.say(|w: &TrailText| w.kind), kind, (all_kinds, kinds).into_any(), move |chosen| {
                let kind = LineKind::ALL.into_iter().find(|kind| kind.name() == chosen);
                filter.update(|filter| filter.kind = kind);
            })}
            {select(
                "trail-outcome",
                text.say(|w: &TrailText| w.outcome),
                outcome,
                (all_outcomes, outcomes).into_any(),
                move |chosen| {
                    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.name() == chosen);
                    filter.update(|filter| filter.outcome = outcome);
                },
            )}
        </div>
    }
    .into_any()
}

fn option(value: String, label: Signal<String>, is_chosen: bool) -> AnyView {
    view! { <option value=value selected=is_chosen>{label}</option> }.into_any()
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
