//! The wizard's dialog: four steps with the current one marked.

use leptos::{html, prelude::*};

use super::{
    account::focus_by_id,
    parts::{Pick, actions, button, fixed_notice, notice, only_action, paragraph},
    state::background,
    use_console,
    wizard_identity::IdentityStep,
    wizard_link::LinkStep,
    words,
};
use crate::{
    console::{LinkRefusal, Step},
    ui::{
        components::{NoticeKind, Steps, WindowDialog, dynamic, dynamic_text, dynamic_when, focus::focus_on_mount},
        text::Text,
        use_text,
    },
};

/// The dialog “Bind a virtual MFA device”.
#[component]
pub(super) fn Wizard() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let step = Memo::new(move |_| console.snapshot.with(|all| all.binding.as_ref().map_or(Step::Identity, |b| b.step)));
    let link_refusal = RwSignal::new(None::<LinkRefusal>);
    let labels = Signal::derive(move || {
        let words = text.get().console;
        [words.step_identity, words.step_install, words.step_link, words.step_attached].map(str::to_owned).to_vec()
    });
    let current = Signal::derive(move || match step.get() {
        Step::Identity => 0,
        Step::Install => 1,
        Step::Link => 2,
        Step::Attached => 3,
    });
    let close = Callback::new(move |()| {
        // At once, whatever else is under way: a key that was shown leaves the page with its dialog.
        background(async move {
            console.close_wizard().await;
        });
        focus_by_id("mfa-settings");
    });
    // Leaving the page by another way closes the dialog too.
    on_cleanup(move || {
        background(async move {
            console.close_wizard().await;
        });
    });
    let is_replacing = move || {
        let is_bound = console.user.with(|user| user.as_ref().is_some_and(|user| user.device.is_some()));
        is_bound && step.get() != Step::Attached
    };
    let replaces = dynamic_when(is_replacing, || fixed_notice(NoticeKind::Information, |t| t.console.replaces));
    let refused = dynamic(move || match link_refusal.get() {
        Some(refusal) => {
            let words = dynamic_text(move || words::link(refusal, text.get().console).to_owned());
            notice(NoticeKind::Danger, words)
        }
        None => ().into_any(),
    });
    let content = dynamic(move || match step.get() {
        Step::Identity => view! { <IdentityStep/> }.into_any(),
        Step::Install => view! { <InstallStep link_refusal/> }.into_any(),
        Step::Link => view! { <LinkStep link_refusal/> }.into_any(),
        Step::Attached => view! { <AttachedStep on_done=close/> }.into_any(),
    });
    view! {
        <WindowDialog labelled_by="wizard-title" on_close=close>
            <div class="wizard stack">
                <p class="wizard-title" id="wizard-title">{text.of(|t| t.console.wizard_title)}</p>
                <Steps labels current/>
                {refused}
                {replaces}
                {content}
            </div>
        </WindowDialog>
    }
}

/// A step's heading, which takes the focus when the step begins.
#[component]
pub(super) fn StepHeading(pick: fn(&'static Text) -> &'static str) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus_on_mount(heading);
    view! { <h2 tabindex="-1" node_ref=heading>{text.of(pick)}</h2> }
}

#[component]
fn InstallStep(link_refusal: RwSignal<Option<LinkRefusal>>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let next = move || {
        console.run(async move {
            if let Some(outcome) = console.show_key().await {
                link_refusal.try_set(outcome.err());
            }
        });
    };
    let back = move || {
        link_refusal.set(None);
        console.run(async move {
            console.go_back().await;
        });
    };
    view! {
        <div class="stack">
            <StepHeading pick=|t| t.console.step_install/>
            {paragraph("lede", |t| t.console.install_lede)}
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{text.of(|t| t.console.column_phone)}</th>
                        <th scope="col">{text.of(|t| t.console.column_application)}</th>
                    </tr>
                </thead>
                <tbody>
                    {row(|t| t.console.android, |t| t.console.google_authenticator)}
                    {row(|t| t.console.iphone, |t| t.console.google_authenticator)}
                    {row(|t| t.console.windows_phone, |t| t.console.windows_phone_application)}
                    {row(|t| t.console.blackberry, |t| t.console.google_authenticator)}
                </tbody>
            </table>
            {paragraph("hint", |t| t.console.install_other)}
            {actions(
                button("button quiet", |t| t.console.back, back),
                button("button primary", |t| t.console.next, next),
            )}
        </div>
    }
    .into_any()
}

fn row(phone: Pick, application: Pick) -> AnyView {
    let text = use_text();
    view! {
        <tr>
            <td>{text.of(phone)}</td>
            <td>{text.of(application)}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn AttachedStep(on_done: Callback<()>) -> impl IntoView {
    view! {
        <div class="stack">
            <StepHeading pick=|t| t.console.step_attached/>
            {paragraph("lede", |t| t.console.attached_lede)}
            {fixed_notice(NoticeKind::Success, |t| t.console.attached_notice)}
            {only_action(button("button primary", |t| t.console.done, move || on_done.run(())))}
        </div>
    }
}
