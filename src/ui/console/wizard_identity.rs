//! The wizard's step “Authenticate your identity”: by a code to the phone, or by a reviewer.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{use_console, wizard::StepHeading, words};
use crate::{
    browser::files::{self, FileError},
    console::{Application, ApplicationErrors, Document, Identity, PhoneCodeRefusal, SendRefusal, desk::DocumentError},
    ui::{
        components::{CodeField, Field, Link, Notice, NoticeKind},
        route::Route,
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
}

#[component]
pub(super) fn IdentityStep() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let identity = Memo::new(move |_| {
        console.snapshot.with(|all| all.binding.as_ref().map_or(Identity::Unproved, |b| b.identity.clone()))
    });
    let phase = Memo::new(move |_| match identity.get() {
        Identity::UnderReview(_) => Phase::Waiting,
        Identity::Proved { .. } => Phase::Proved,
        Identity::Unproved | Identity::CodeSent(_) | Identity::Rejected { .. } => Phase::Choosing,
    });
    let was_rejected = matches!(identity.get_untracked(), Identity::Rejected { .. });
    let way = RwSignal::new(if was_rejected { Way::Manual } else { Way::Phone });
    let content = move || match phase.get() {
        Phase::Choosing => view! { <Choosing identity way/> }.into_any(),
        Phase::Waiting => view! { <Waiting/> }.into_any(),
        Phase::Proved => view! { <Proved/> }.into_any(),
    };
    view! {
        <div class="stack">
            <StepHeading pick=|t| t.console.step_identity/>
            <p class="lede">{text.of(|t| t.console.identity_lede)}</p>
            {content}
        </div>
    }
}

#[component]
fn Choosing(identity: Memo<Identity>, way: RwSignal<Way>) -> impl IntoView {
    let text = use_text();
    let rejected = move || {
        let Identity::Rejected { reason } = identity.get() else { return None };
        let words = move || (text.get().console.rejected_because)(&reason);
        Some(view! { <Notice kind=NoticeKind::Danger>{words}</Notice> })
    };
    let choice = move |this: Way| {
        let (id, about_id) = match this {
            Way::Phone => ("way-phone", "way-phone-about"),
            Way::Manual => ("way-manual", "way-manual-about"),
        };
        let name = move || match this {
            Way::Phone => text.get().console.phone_verification,
            Way::Manual => text.get().console.manual_verification,
        };
        let about = move || match this {
            Way::Phone => text.get().console.phone_verification_about,
            Way::Manual => text.get().console.manual_verification_about,
        };
        view! {
            <div class="choice" class:chosen=move || way.get() == this>
                <input
                    type="radio"
                    name="way"
                    id=id
                    aria-describedby=about_id
                    prop:checked=move || way.get() == this
                    on:change=move |_| way.set(this)
                />
                <div>
                    <label for=id>{name}</label>
                    <p class="hint" id=about_id>{about}</p>
                </div>
            </div>
        }
    };
    let form = move || match way.get() {
        Way::Phone => view! { <ByPhone identity/> }.into_any(),
        Way::Manual => view! { <ByReview/> }.into_any(),
    };
    view! {
        {rejected}
        <fieldset class="choices">
            <legend class="visually-hidden">{text.of(|t| t.console.step_identity)}</legend>
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
    let number = Memo::new(move |_| {
        console.user.with(|user| user.as_ref().map(|user| user.phone_number.masked())).unwrap_or_default()
    });
    let send = move |_| {
        refusal.set(None);
        console.run(async move {
            if let Some(outcome) = console.send_identity_code().await {
                sending.try_set(outcome.err());
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        sending.set(None);
        let code = typed.get_untracked();
        console.run(async move {
            if let Some(Err(why)) = console.submit_identity_code(code).await {
                refusal.try_set(Some(why));
            }
        });
    };
    let error = Signal::derive(move || words::phone_code(refusal.get()?, clock.now(), text.get().console));
    let not_sent = move || {
        let words = words::sending(sending.get()?, clock.now(), text.get().console)?;
        Some(view! { <Notice kind=NoticeKind::Warning>{words}</Notice> })
    };
    let before = move || {
        view! {
            <p role="status">{move || (text.get().console.code_goes_to)(&number.get())}</p>
            <div class="row">
                <button type="button" class="button primary" on:click=send>{text.of(|t| t.console.send_code)}</button>
            </div>
        }
    };
    let after = move || {
        view! {
            <p role="status">{move || (text.get().console.code_sent_to)(&number.get())}</p>
            <CodeField
                id="identity-code"
                label=text.signal(|t| t.console.verification_code)
                hint=text.signal(|t| t.console.verification_code_hint)
                error
                value=typed
            />
            <div class="row">
                <button type="button" class="link-button" on:click=send>{text.of(|t| t.console.resend_code)}</button>
            </div>
            <div class="actions">
                <span></span>
                <button type="submit" class="button primary">{text.of(|t| t.console.next)}</button>
            </div>
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {not_sent}
            {move || if is_sent.get() { after().into_any() } else { before().into_any() }}
        </form>
    }
}

#[component]
fn ByReview() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let name = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let document = RwSignal::new(None::<Document>);
    let errors = RwSignal::new(ApplicationErrors::default());
    let is_unreadable = RwSignal::new(false);
    let choose = move |event: leptos::ev::Event| {
        let chosen = files::chosen(&event_target::<web_sys::HtmlInputElement>(&event));
        is_unreadable.set(false);
        spawn_local(async move {
            let Some(file) = chosen.first() else { return };
            match files::read(file).await {
                Ok(content) => {
                    document.try_set(Some(Document {
                        file_name: content.file_name,
                        media_type: content.media_type,
                        bytes: content.bytes,
                    }));
                    errors.try_update(|errors| errors.document = None);
                }
                Err(FileError::TooLarge { .. }) => {
                    document.try_set(None);
                    errors.try_update(|errors| errors.document = Some(DocumentError::TooBig));
                }
                Err(_) => {
                    document.try_set(None);
                    is_unreadable.try_set(true);
                }
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let application = Application {
            name: name.get_untracked(),
            reason: reason.get_untracked(),
            document: document.get_untracked(),
        };
        console.run(async move {
            if let Some(Err(found)) = console.submit_application(application).await {
                errors.try_set(found);
            }
        });
    };
    let name_error =
        Signal::derive(move || errors.with(|e| e.name).then(|| text.get().console.name_missing.to_owned()));
    let reason_error =
        Signal::derive(move || errors.with(|e| e.reason).then(|| text.get().console.reason_missing.to_owned()));
    let document_error = Signal::derive(move || {
        let words = text.get().console;
        if is_unreadable.get() {
            return Some(words.document_unreadable);
        }
        errors.with(|e| e.document).map(|error| words::document(error, words))
    });
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Field
                id="review-name"
                label=text.signal(|t| t.console.name)
                error=name_error
                value=name
                autocomplete="name"
            />
            <Field
                id="review-reason"
                label=text.signal(|t| t.console.reason)
                hint=text.signal(|t| t.console.reason_hint)
                error=reason_error
                value=reason
            />
            <div class="field">
                <label for="review-document">{text.of(|t| t.console.document)}</label>
                <input
                    type="file"
                    id="review-document"
                    accept="image/png,image/jpeg,image/webp,image/gif"
                    aria-required="true"
                    aria-invalid=move || document_error.with(Option::is_some).then_some("true")
                    aria-describedby="review-document-hint review-document-error"
                    on:change=choose
                />
                <p class="hint" id="review-document-hint">{text.of(|t| t.console.document_hint)}</p>
                <p class="error" id="review-document-error" role="alert">{document_error}</p>
            </div>
            <div class="actions">
                <span></span>
                <button type="submit" class="button primary">{text.of(|t| t.console.submit_for_review)}</button>
            </div>
        </form>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let again = move |_| {
        console.run(async move {
            console.choose_identity_again().await;
        });
    };
    view! {
        <Notice kind=NoticeKind::Information>{text.of(|t| t.console.in_review)}</Notice>
        <div class="actions">
            <button class="button quiet" on:click=again>{text.of(|t| t.console.other_way)}</button>
            <Link to=Route::Desk class="button primary">{text.of(|t| t.console.open_desk)}</Link>
        </div>
    }
}

#[component]
fn Proved() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let next = move |_| {
        console.run(async move {
            console.go_to_install().await;
        });
    };
    view! {
        <Notice kind=NoticeKind::Success>{text.of(|t| t.console.identity_done)}</Notice>
        <div class="actions">
            <span></span>
            <button class="button primary" on:click=next>{text.of(|t| t.console.next)}</button>
        </div>
    }
}
