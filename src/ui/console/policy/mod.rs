//! The desk's page about the policy: which one is in force, what it keeps of the rules, and where its numbers are from.

mod findings;
mod numbers;

use leptos::prelude::*;

use self::{
    findings::{Findings, SideBySide},
    numbers::{Numbers, Odds},
};
use super::{
    parts::{Pick, notice, on_submit, only_action, paragraph, submit_button},
    use_console,
};
use crate::{
    console::{PolicyChoice, Preset, Wording},
    ui::{
        components::{NoticeKind, dynamic, dynamic_text, dynamic_when},
        text::console::policy::PolicyText,
        use_text,
    },
};

/// The policy in force, against the rules of the standards.
#[component]
pub(super) fn PolicyPage() -> impl IntoView {
    let console = use_console();
    let in_force = Signal::derive(move || console.snapshot.with(|all| all.policy));
    let chosen = RwSignal::new(in_force.get_untracked().preset);
    let wording = RwSignal::new(in_force.get_untracked().wording);
    view! {
        <div class="stack policy">
            {paragraph("lede", |w: &PolicyText| w.lede)}
            <Choice in_force chosen wording/>
            <SideBySide chosen/>
            <Findings chosen/>
            <Odds/>
            <Numbers chosen wording/>
        </div>
    }
    .into_any()
}

/// The name of a preset.
fn name_of(preset: Preset) -> Pick<PolicyText> {
    match preset {
        Preset::GovCloud => |w| w.gov_cloud,
        Preset::Aws => |w| w.aws,
        Preset::Keycloak => |w| w.keycloak,
        Preset::Authelia => |w| w.authelia,
        Preset::PrivacyIdea => |w| w.privacyidea,
        Preset::Strict => |w| w.strict,
    }
}

fn about(preset: Preset) -> Pick<PolicyText> {
    match preset {
        Preset::GovCloud => |w| w.gov_cloud_about,
        Preset::Aws => |w| w.aws_about,
        Preset::Keycloak => |w| w.keycloak_about,
        Preset::Authelia => |w| w.authelia_about,
        Preset::PrivacyIdea => |w| w.privacyidea_about,
        Preset::Strict => |w| w.strict_about,
    }
}

/// A heading that names the chosen preset.
fn heading(sentence: fn(&PolicyText) -> fn(&str) -> String, chosen: RwSignal<Preset>) -> Signal<String> {
    let text = use_text();
    dynamic_text(move || {
        let words: &PolicyText = text.words();
        sentence(words)(name_of(chosen.get())(text.words()))
    })
}

/// The form that puts a policy in force.
#[component]
fn Choice(in_force: Signal<PolicyChoice>, chosen: RwSignal<Preset>, wording: RwSignal<Wording>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let done = RwSignal::new(None::<Preset>);
    let submit = on_submit(move || {
        let choice = PolicyChoice { preset: chosen.get_untracked(), wording: wording.get_untracked() };
        console.run(async move {
            if console.choose_policy(choice).await.is_some() {
                done.try_set(Some(choice.preset));
            }
        });
    });
    let told = dynamic(move || match done.get() {
        Some(preset) => {
            let words = dynamic_text(move || (text.words::<PolicyText>().now_in_force)(name_of(preset)(text.words())));
            notice(NoticeKind::Success, words)
        }
        None => ().into_any(),
    });
    let presets = Preset::ALL.map(|preset| {
        let is_chosen = Signal::derive(move || chosen.get() == preset);
        let is_in_force = move || in_force.get().preset == preset;
        let group = Radio { group: "preset", id: preset as usize, name: name_of(preset), about: about(preset) };
        radio(group, is_chosen, move || chosen.set(preset), is_in_force)
    });
    let wordings = [
        (Wording::Learner, Radio { group: "wording", id: 0, name: |w| w.learner, about: |w| w.learner_about }),
        (Wording::Production, Radio { group: "wording", id: 1, name: |w| w.production, about: |w| w.production_about }),
    ]
    .map(|(this, group)| {
        let is_chosen = Signal::derive(move || wording.get() == this);
        radio(group, is_chosen, move || wording.set(this), move || in_force.get().wording == this)
    });
    view! {
        <form class="stack" novalidate on:submit=submit>
            <fieldset class="choices presets">
                <legend>{text.say(|w: &PolicyText| w.preset)}</legend>
                {presets.into_iter().collect::<Vec<_>>()}
            </fieldset>
            <fieldset class="choices">
                <legend>{text.say(|w: &PolicyText| w.wording)}</legend>
                {wordings.into_iter().collect::<Vec<_>>()}
            </fieldset>
            {told}
            {only_action(submit_button("button primary", |w: &PolicyText| w.put_in_force))}
        </form>
    }
    .into_any()
}

/// One of several things to choose.
#[derive(Clone, Copy)]
struct Radio {
    group: &'static str,
    id: usize,
    name: Pick<PolicyText>,
    about: Pick<PolicyText>,
}

fn radio(
    radio: Radio,
    is_chosen: Signal<bool>,
    choose: impl Fn() + 'static,
    is_in_force: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let text = use_text();
    let id = format!("{}-{}", radio.group, radio.id);
    let about_id = format!("{id}-about");
    let choose: Box<dyn Fn(web_sys::Event)> = Box::new(move |_| choose());
    let in_force = dynamic_when(is_in_force, move || {
        view! { <span class="in-force">{text.say(|w: &PolicyText| w.in_force)}</span> }.into_any()
    });
    view! {
        <div class="choice" class:chosen=is_chosen>
            <input
                type="radio"
                name=radio.group
                id=id.clone()
                aria-describedby=about_id.clone()
                prop:checked=is_chosen
                on:change=choose
            />
            <div>
                <label for=id>{text.say(radio.name)}</label>
                " "
                {in_force}
                <p class="hint" id=about_id>{text.say(radio.about)}</p>
            </div>
        </div>
    }
    .into_any()
}
