//! The wizard's dialog: four steps with the current one marked.

use leptos::{html, prelude::*};

use super::{
    account::focus_by_id,
    parts::{Pick, actions, button, fixed_notice, notice, only_action, paragraph},
    state::{ConsoleState, background},
    use_console,
    wizard_identity::IdentityStep,
    wizard_link::LinkStep,
    words,
};
use crate::{
    console::{LinkRefusal, Step},
    ui::{
        components::{NoticeKind, Steps, WindowDialog, dynamic, dynamic_text, dynamic_when, focus::focus_on_mount},
        text::console::{devices::DevicesText, wizard::WizardText},
        use_text,
    },
};

/// The dialog “Bind a virtual MFA device”.
#[component]
pub(super) fn Wizard() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let close = Callback::new(move |()| {
        // At once, whatever else is under way: a key that was shown leaves the page with its dialog.
        background(async move {
            console.close_wizard().await;
        });
        focus_by_id("mfa-settings");
    });
    console.before_log_out.set_value(Some(|console| {
        Box::pin(async move {
            // The session ends whether or not the key could be ended before; it opens nothing without one.
            let _ = console.close_wizard().await;
        })
    }));
    // Leaving the page by another way closes the dialog too.
    on_cleanup(move || {
        console.before_log_out.try_set_value(None);
        background(async move {
            console.close_wizard().await;
        });
    });
    // What is stored of an earlier visit is not shown before it is known to be what this one is for.
    let has_begun = RwSignal::new(false);
    background(async move {
        if console.begin_wizard().await.is_some() {
            has_begun.try_set(true);
        } else {
            console.is_wizard_open.try_set(false);
        }
    });
    let is_switch = Memo::new(move |_| console.wizard_replaces.with(Option::is_some));
    let title = dynamic_text(move || {
        let words: &WizardText = text.words();
        if is_switch.get() { words.switch_title } else { words.wizard_title }.to_owned()
    });
    // An account has one wizard: another page may open it for something else, and this one's title is wrong then.
    let is_as_begun = Memo::new(move |_| {
        let replaces = console.wizard_replaces.get();
        console.snapshot.with(|all| all.binding.as_ref().and_then(|binding| binding.replaces.clone())) == replaces
    });
    let body = dynamic(move || match (has_begun.get(), is_as_begun.get()) {
        (false, _) => ().into_any(),
        (true, true) => view! { <WizardBody on_done=close/> }.into_any(),
        (true, false) => fixed_notice(NoticeKind::Warning, |w: &WizardText| w.opened_elsewhere),
    });
    view! {
        <WindowDialog labelled_by="wizard-title" on_close=close>
            <div class="wizard stack">
                <p class="wizard-title" id="wizard-title">{title}</p>
                {body}
            </div>
        </WindowDialog>
    }
}

/// What the dialog shows once it has begun: how far it is, and the step.
#[component]
fn WizardBody(on_done: Callback<()>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let step = Memo::new(move |_| console.snapshot.with(|all| all.binding.as_ref().map_or(Step::Identity, |b| b.step)));
    let link_refusal = RwSignal::new(None::<LinkRefusal>);
    let labels = Signal::derive(move || {
        let words: &WizardText = text.words();
        [words.step_identity, words.step_install, words.step_link, words.step_attached].map(str::to_owned).to_vec()
    });
    let current = Signal::derive(move || match step.get() {
        Step::Identity => 0,
        Step::Install => 1,
        Step::Link => 2,
        Step::Attached => 3,
    });
    // Only while it is bound: once it is replaced, there is nothing to say of it.
    let replaced = Memo::new(move |_| {
        console.snapshot.with(|all| {
            let device = all.binding.as_ref()?.replaced(all.account.as_ref()?)?;
            Some(device.name.clone().unwrap_or_default())
        })
    });
    let replaces = dynamic_when(
        move || replaced.with(Option::is_some),
        move || {
            let words = dynamic_text(move || {
                let name = replaced.get().unwrap_or_default();
                let name = if name.is_empty() { text.words::<DevicesText>().nameless } else { &name };
                (text.words::<WizardText>().replaces)(name)
            });
            notice(NoticeKind::Information, words)
        },
    );
    let refused = dynamic(move || match link_refusal.get() {
        Some(refusal) => {
            let words = dynamic_text(move || words::link(refusal, text.words()).unwrap_or_default().to_owned());
            notice(NoticeKind::Danger, words)
        }
        None => ().into_any(),
    });
    let content = dynamic(move || match step.get() {
        Step::Identity => view! { <IdentityStep/> }.into_any(),
        Step::Install => view! { <InstallStep link_refusal/> }.into_any(),
        Step::Link => view! { <LinkStep link_refusal/> }.into_any(),
        Step::Attached => view! { <AttachedStep on_done/> }.into_any(),
    });
    view! {
        <div class="stack">
            <Steps labels current/>
            {refused}
            {replaces}
            {content}
        </div>
    }
}

/// A step's heading, which takes the focus when the step begins.
#[component]
pub(super) fn StepHeading(pick: Pick<WizardText>) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus_on_mount(heading);
    view! { <h2 tabindex="-1" node_ref=heading>{text.say(pick)}</h2> }
}

/// Shows a new key; where a factor has to be shown first, asks for that and goes on after it.
pub(super) fn show_key(console: ConsoleState, link_refusal: RwSignal<Option<LinkRefusal>>) {
    console.run(async move {
        match console.show_key().await {
            Some(Err(LinkRefusal::StepUpNeeded)) => console.ask_for_step_up(move || show_key(console, link_refusal)),
            Some(outcome) => drop(link_refusal.try_set(outcome.err())),
            None => {}
        }
    });
}

#[component]
fn InstallStep(link_refusal: RwSignal<Option<LinkRefusal>>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let next = move || show_key(console, link_refusal);
    let back = move || {
        link_refusal.set(None);
        console.run(async move {
            console.go_back().await;
        });
    };
    view! {
        <div class="stack">
            <StepHeading pick=|w| w.step_install/>
            {paragraph("lede", |w: &WizardText| w.install_lede)}
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{text.say(|w: &WizardText| w.column_phone)}</th>
                        <th scope="col">{text.say(|w: &WizardText| w.column_application)}</th>
                    </tr>
                </thead>
                <tbody>
                    {row(|w| w.android, |w| w.google_authenticator)}
                    {row(|w| w.iphone, |w| w.google_authenticator)}
                    {row(|w| w.windows_phone, |w| w.windows_phone_application)}
                    {row(|w| w.blackberry, |w| w.google_authenticator)}
                </tbody>
            </table>
            {paragraph("hint", |w: &WizardText| w.install_other)}
            {actions(
                button("button quiet", |w: &WizardText| w.back, back),
                button("button primary", |w: &WizardText| w.next, next),
            )}
        </div>
    }
    .into_any()
}

fn row(phone: Pick<WizardText>, application: Pick<WizardText>) -> AnyView {
    let text = use_text();
    view! {
        <tr>
            <td>{text.say(phone)}</td>
            <td>{text.say(application)}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn AttachedStep(on_done: Callback<()>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let lede = dynamic_text(move || {
        let words: &WizardText = text.words();
        let is_switch =
            console.snapshot.with(|all| all.binding.as_ref().is_some_and(|binding| binding.replaces.is_some()));
        let is_another = console.user.with(|user| user.as_ref().is_some_and(|user| user.devices.len() > 1));
        match (is_switch, is_another) {
            (true, _) => words.switched_lede,
            (false, true) => words.attached_another,
            (false, false) => words.attached_lede,
        }
        .to_owned()
    });
    view! {
        <div class="stack">
            <StepHeading pick=|w| w.step_attached/>
            <p class="lede">{lede}</p>
            {fixed_notice(NoticeKind::Success, |w: &WizardText| w.attached_notice)}
            {only_action(button("button primary", |w: &WizardText| w.done, move || on_done.run(())))}
        </div>
    }
}
