//! The wizard's dialog: four steps with the current one marked.

use leptos::{html, prelude::*, task::spawn_local};

use super::{account::focus_by_id, use_console, wizard_identity::IdentityStep, wizard_link::LinkStep, words};
use crate::{
    console::{LinkRefusal, Step},
    ui::{
        components::{Notice, NoticeKind, Steps, WindowDialog, focus::focus_on_mount},
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
        spawn_local(async move {
            console.close_wizard().await;
        });
        focus_by_id("mfa-settings");
    });
    // Leaving the page by another way closes the dialog too.
    on_cleanup(move || {
        spawn_local(async move {
            console.close_wizard().await;
        });
    });
    let is_replacing = Memo::new(move |_| {
        let is_bound = console.user.with(|user| user.as_ref().is_some_and(|user| user.device.is_some()));
        is_bound && step.get() != Step::Attached
    });
    let replaces = move || {
        is_replacing.get().then(|| {
            view! { <Notice kind=NoticeKind::Information>{text.of(|t| t.console.replaces)}</Notice> }
        })
    };
    let refused = move || {
        link_refusal.get().map(|refusal| {
            view! { <Notice kind=NoticeKind::Danger>{move || words::link(refusal, text.get().console)}</Notice> }
        })
    };
    let content = move || match step.get() {
        Step::Identity => view! { <IdentityStep/> }.into_any(),
        Step::Install => view! { <InstallStep link_refusal/> }.into_any(),
        Step::Link => view! { <LinkStep link_refusal/> }.into_any(),
        Step::Attached => view! { <AttachedStep on_done=close/> }.into_any(),
    };
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
    let next = move |_| {
        console.run(async move {
            if let Some(outcome) = console.show_key().await {
                link_refusal.try_set(outcome.err());
            }
        });
    };
    let back = move |_| {
        link_refusal.set(None);
        console.run(async move {
            console.go_back().await;
        });
    };
    view! {
        <div class="stack">
            <StepHeading pick=|t| t.console.step_install/>
            <p class="lede">{text.of(|t| t.console.install_lede)}</p>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{text.of(|t| t.console.column_phone)}</th>
                        <th scope="col">{text.of(|t| t.console.column_application)}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <td>{text.of(|t| t.console.android)}</td>
                        <td>{text.of(|t| t.console.google_authenticator)}</td>
                    </tr>
                    <tr>
                        <td>{text.of(|t| t.console.iphone)}</td>
                        <td>{text.of(|t| t.console.google_authenticator)}</td>
                    </tr>
                    <tr>
                        <td>{text.of(|t| t.console.windows_phone)}</td>
                        <td>{text.of(|t| t.console.windows_phone_application)}</td>
                    </tr>
                    <tr>
                        <td>{text.of(|t| t.console.blackberry)}</td>
                        <td>{text.of(|t| t.console.google_authenticator)}</td>
                    </tr>
                </tbody>
            </table>
            <p class="hint">{text.of(|t| t.console.install_other)}</p>
            <div class="actions">
                <button class="button quiet" on:click=back>{text.of(|t| t.console.back)}</button>
                <button class="button primary" on:click=next>{text.of(|t| t.console.next)}</button>
            </div>
        </div>
    }
}

#[component]
fn AttachedStep(on_done: Callback<()>) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="stack">
            <StepHeading pick=|t| t.console.step_attached/>
            <p class="lede">{text.of(|t| t.console.attached_lede)}</p>
            <Notice kind=NoticeKind::Success>{text.of(|t| t.console.attached_notice)}</Notice>
            <div class="actions">
                <span></span>
                <button class="button primary" on:click=move |_| on_done.run(())>{text.of(|t| t.console.done)}</button>
            </div>
        </div>
    }
}
