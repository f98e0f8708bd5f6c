//! The wizard's step “Authenticate your identity”: by a code to the phone, or by a reviewer.

use leptos::prelude::*;

use super::{
    application_form::{FormWords, application_form},
    parts::{Pick, actions, button, fixed_notice, link, notice, on_submit, only_action, paragraph, submit_button},
    use_console,
    wizard::StepHeading,
    words,
};
use crate::{
    console::{Account, ApplicationErrors, Identity, PhoneCodeRefusal, SendRefusal},
    ui::{
        components::{CodeField, NoticeKind, dynamic, dynamic_text},
        route::{DeskPlace, Route},
        text::console::{shared::SharedText, wizard::WizardText},
        use_clock, use_text,
    },
};

/// The two ways to prove an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Phone,
    Manual,
}

/// What the step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Choosing,
    Waiting,
    Proved,
    /// A device is bound: an existing factor is the proof.
    ByFactor,
}

#[component]
pub(super) fn IdentityStep() -> impl IntoView {
    let console = use_console();
    let clock = use_clock();
    let identity = Memo::new(move |_| {
        console.snapshot.with(|all| all.binding.as_ref().map_or(Identity::Unproved, |b| b.identity.clone()))
    });
    let has_device = Memo::new(move |_| console.user.with(|user| user.as_ref().is_some_and(Account::has_device)));
    let phase = Memo::new(move |_| match identity.get() {
        _ if has_device.get() => Phase::ByFactor,
        Identity::UnderReview(_) => Phase::Waiting,
        proof @ Identity::Proved { .. } if proof.is_proved(clock.now()) => Phase::Proved,
        // A proof that has run out is none.
        Identity::Proved { .. } | Identity::Unproved | Identity::CodeSent(_) | Identity::Rejected { .. } => {
            Phase::Choosing
        }
    });
    let was_rejected = matches!(identity.get_untracked(), Identity::Rejected { .. });
    let way = RwSignal::new(if was_rejected { Way::Manual } else { Way::Phone });
    let content = dynamic(move || match phase.get() {
        Phase::Choosing => view! { <Choosing identity way/> }.into_any(),
        Phase::Waiting => view! { <Waiting/> }.into_any(),
        Phase::Proved => view! { <Proved/> }.into_any(),
        Phase::ByFactor => view! { <ByFactor/> }.into_any(),
    });
    view! {
        <div class="stack">
            <StepHeading pick=|w| w.step_identity/>
            {paragraph("lede", |w: &WizardText| w.identity_lede)}
            {content}
        </div>
    }
}

#[component]
fn Choosing(identity: Memo<Identity>, way: RwSignal<Way>) -> impl IntoView {
    let text = use_text();
    let rejected = dynamic(move || {
        let Identity::Rejected { reason } = identity.get() else { return ().into_any() };
        notice(NoticeKind::Danger, dynamic_text(move || (text.words::<WizardText>().rejected_because)(&reason)))
    });
    let choice = move |this: Way| {
        let (id, about_id) = match this {
            Way::Phone => ("way-phone", "way-phone-about"),
            Way::Manual => ("way-manual", "way-manual-about"),
        };
        let (name, about): (Pick<WizardText>, Pick<WizardText>) = match this {
            Way::Phone => (|w| w.phone_verification, |w| w.phone_verification_about),
            Way::Manual => (|w| w.manual_verification, |w| w.manual_verification_about),
        };
        let is_chosen = Signal::derive(move || way.get() == this);
        view! {
            <div class="choice" class:chosen=is_chosen>
                <input
                    type="radio"
                    name="way"
                    id=id
                    aria-describedby=about_id
                    prop:checked=is_chosen
                    on:change=move |_| way.set(this)
                />
                <div>
                    <label for=id>{text.say(name)}</label>
                    <p class="hint" id=about_id>{text.say(about)}</p>
                </div>
            </div>
        }
        .into_any()
    };
    let form = dynamic(move || match way.get() {
        Way::Phone => view! { <ByPhone identity/> }.into_any(),
        Way::Manual => view! { <ByReview/> }.into_any(),
    });
    view! {
        {rejected}
        <fieldset class="choices">
            <legend class="visually-hidden">{text.say(|w: &WizardText| w.step_identity)}</legend>
            {choice(Way::Phone)}
            {choice(Way::Manual)}
        </fieldset>
        {form}
    }
}

#[component]
fn ByPhone(identity: Memo<Identity>) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let typed = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<PhoneCodeRefusal>);
    let sending = RwSignal::new(None::<SendRefusal>);
    let is_sent = Memo::new(move |_| matches!(identity.get(), Identity::CodeSent(_)));
    let number =
        move || console.user.with(|user| user.as_ref().map(|user| user.phone_number.masked())).unwrap_or_default();
    let code_goes_to = dynamic_text(move || (text.words::<WizardText>().code_goes_to)(&number()));
    let code_sent_to = dynamic_text(move || (text.words::<SharedText>().code_sent_to)(&number()));
    let send = move || {
        refusal.set(None);
        console.run(async move {
            if let Some(outcome) = console.send_identity_code().await {
                sending.try_set(outcome.err());
            }
        });
    };
    let submit = on_submit(move || {
        sending.set(None);
        let code = typed.get_untracked();
        console.run(async move {
            if let Some(Err(why)) = console.submit_identity_code(code).await {
                refusal.try_set(Some(why));
            }
        });
    });
    let error = Signal::derive(move || words::phone_code(refusal.get()?, clock.now(), text.words()));
    let not_sent = Memo::new(move |_| words::sending(sending.get()?, clock.now(), text.words()));
    let not_sent = dynamic(move || match not_sent.get() {
        Some(words) => notice(NoticeKind::Warning, words.into()),
        None => ().into_any(),
    });
    let before = move || {
        view! {
            <p role="status">{code_goes_to}</p>
            <div class="row">{button("button primary", |w: &WizardText| w.send_code, send)}</div>
        }
        .into_any()
    };
    let after = move || {
        view! {
            <p role="status">{code_sent_to}</p>
            <CodeField
                id="identity-code"
                label=text.say(|w: &SharedText| w.verification_code)
                hint=text.say(|w: &SharedText| w.verification_code_hint)
                error
                value=typed
            />
            <div class="row">{button("link-button", |w: &SharedText| w.resend_code, send)}</div>
            {only_action(submit_button("button primary", |w: &WizardText| w.next))}
        }
        .into_any()
    };
    let steps = dynamic(move || if is_sent.get() { after() } else { before() });
    view! { <form class="stack" novalidate on:submit=submit>{not_sent} {steps}</form> }.into_any()
}

#[component]
fn ByReview() -> impl IntoView {
    let console = use_console();
    let errors = RwSignal::new(ApplicationErrors::default());
    let words = FormWords {
        reason_hint: |w: &WizardText| w.reason_hint,
        document_hint: |w| w.document_hint,
        submit: |w| w.submit_for_review,
    };
    application_form(words, errors, move |application| {
        console.run(async move {
            if let Some(Err(found)) = console.submit_application(application).await {
                errors.try_set(found);
            }
        });
    })
}

#[component]
fn Waiting() -> impl IntoView {
    let console = use_console();
    let again = move || {
        console.run(async move {
            console.choose_identity_again().await;
        });
    };
    view! {
        {fixed_notice(NoticeKind::Information, |w: &WizardText| w.in_review)}
        {actions(
            button("button quiet", |w: &WizardText| w.other_way, again),
            link(Route::Desk(DeskPlace::Applications), "button primary", |w: &WizardText| w.open_desk),
        )}
    }
}

#[component]
fn Proved() -> impl IntoView {
    let console = use_console();
    let next = move || {
        console.run(async move {
            console.go_to_install().await;
        });
    };
    view! {
        {fixed_notice(NoticeKind::Success, |w: &WizardText| w.identity_done)}
        {only_action(button("button primary", |w: &WizardText| w.next, next))}
    }
}

/// The proof of whoever has a device already: a security code of it, unless one was shown lately.
#[component]
fn ByFactor() -> impl IntoView {
    let console = use_console();
    let clock = use_clock();
    let is_proved = Memo::new(move |_| {
        let now = clock.now();
        console.snapshot.with(|all| {
            let (Some(session), Some(account)) = (&all.session, &all.account) else { return false };
            session.has_fresh_step_up(account, now, &all.policy.policy())
        })
    });
    let go_on = move || {
        console.run(async move {
            console.go_to_install().await;
        });
    };
    dynamic(move || {
        if is_proved.get() {
            view! {
                {fixed_notice(NoticeKind::Success, |w: &WizardText| w.identity_done)}
                {only_action(button("button primary", |w: &WizardText| w.next, go_on))}
            }
            .into_any()
        } else {
            let ask = move || console.ask_for_step_up(go_on);
            view! {
                {paragraph("hint", |w: &WizardText| w.identity_by_factor)}
                {only_action(button("button primary", |w: &WizardText| w.enter_code, ask))}
            }
            .into_any()
        }
    })
}
