//! The rules V1 to V19: side by side for all presets, and with reasons for the one that is chosen.

use leptos::prelude::*;

use super::{heading, name_of};
use crate::{
    console::{
        Preset,
        rules::{Finding, Rule, Standing, findings},
    },
    ui::{
        components::{dynamic, dynamic_text},
        text::console::policy::{PolicyText, reasons::RuleText},
        use_text,
    },
};

/// The sign of a standing, beside its word, and the class that colours it.
const fn sign(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Kept => ("✓", "standing kept"),
        Standing::Disputed => ("≈", "standing disputed"),
        Standing::Broken => ("✗", "standing broken"),
    }
}

fn word(standing: Standing) -> fn(&'static PolicyText) -> &'static str {
    match standing {
        Standing::Kept => |w| w.kept,
        Standing::Disputed => |w| w.disputed,
        Standing::Broken => |w| w.broken,
    }
}

/// The table of all rules and all presets. The chosen preset's column stands out.
#[component]
pub(super) fn SideBySide(chosen: RwSignal<Preset>) -> impl IntoView {
    let text = use_text();
    let class_of = move |preset: Preset| Signal::derive(move || (chosen.get() == preset).then_some("chosen"));
    let heads = Preset::ALL.map(|preset| {
        view! {
            <th scope="col" class=class_of(preset)>
                <span>{text.say(name_of(preset))}</span>
            </th>
        }
        .into_any()
    });
    let rows = Rule::ALL.map(|rule| {
        let cells = Preset::ALL.map(|preset| {
            let standing = rule.finding(&preset.policy()).standing;
            let (sign, class) = sign(standing);
            view! {
                <td class=class_of(preset)>
                    <span class=class>
                        <span aria-hidden="true">{sign}</span>
                        <span class="visually-hidden">{text.say(word(standing))}</span>
                    </span>
                </td>
            }
            .into_any()
        });
        let asks = dynamic_text(move || text.words::<RuleText>().rule(rule).to_owned());
        view! {
            <tr>
                <th scope="row">{rule.name()} " " <span class="rule-asks">{asks}</span></th>
                {cells.into_iter().collect::<Vec<_>>()}
            </tr>
        }
        .into_any()
    });
    view! {
        <section class="stack" aria-labelledby="policy-rules">
            <h2 id="policy-rules">{text.say(|w: &PolicyText| w.rules)}</h2>
            <p class="hint">{text.say(|w: &PolicyText| w.rules_lede)}</p>
            <ul class="legend" aria-hidden="true">
                {[Standing::Kept, Standing::Disputed, Standing::Broken].map(legend).into_iter().collect::<Vec<_>>()}
            </ul>
            <table class="table side-by-side" aria-labelledby="policy-rules">
                <thead>
                    <tr>
                        <th scope="col">{text.say(|w: &PolicyText| w.rule)}</th>
                        {heads.into_iter().collect::<Vec<_>>()}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect::<Vec<_>>()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What a sign means. Hidden from screen readers, to which each cell says its word.
fn legend(standing: Standing) -> AnyView {
    let (sign, class) = sign(standing);
    view! { <li><span class=class>{sign}</span> " " {use_text().say(word(standing))}</li> }.into_any()
}

/// The chosen preset's findings, with their reasons.
#[component]
pub(super) fn Findings(chosen: RwSignal<Preset>) -> impl IntoView {
    let list = dynamic(move || {
        let findings = findings(&chosen.get().policy());
        view! { <ul class="findings">{findings.into_iter().map(finding).collect::<Vec<_>>()}</ul> }.into_any()
    });
    view! {
        <section class="stack" aria-labelledby="policy-findings">
            <h2 id="policy-findings">{heading(|w| w.findings_of, chosen)}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn finding(finding: Finding) -> AnyView {
    let text = use_text();
    let (rule, (sign, class)) = (finding.rule, sign(finding.standing));
    let asks = dynamic_text(move || text.words::<RuleText>().rule(rule).to_owned());
    let reason = dynamic_text(move || text.words::<RuleText>().reason(finding, text.words()));
    let source = dynamic_text(move || rule.source().unwrap_or(text.words::<PolicyText>().repeated_bug).to_owned());
    view! {
        <li class="card finding">
            <span class=class>
                <span aria-hidden="true">{sign}</span>
                " "
                {text.say(word(finding.standing))}
            </span>
            <div>
                <p><b>{rule.name()}</b> " " {asks}</p>
                <p>{reason}</p>
                <p class="hint">{source}</p>
            </div>
        </li>
    }
    .into_any()
}
