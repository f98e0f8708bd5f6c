//! A lost phone: the appeal, from its form to unbinding. It is for whoever has given the right password just now: at the
//! log-on that asks for a code, or here, where a trusted browser asked for none.

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::super::{
    application_form::{FormWords, application_form},
    parts::{button, fixed_notice, link, notice, on_submit, only_action, paragraph, submit_button},
    use_console, words,
};
use crate::{
    console::{
        Account, Appeal, AppealRefusal, AppealState, ApplicationErrors, EffectRefusal, LogOnAttempt, TicketRefusal,
    },
    ui::{
        components::{Field, NoticeKind, dynamic, dynamic_text, secret_text},
        route::{ConsolePage, DeskPlace, Route},
        text::console::{help::TopicText, shared::SharedText},
        use_clock, use_navigation, use_text,
    },
};

/// What there is to do about the lost phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// To log on first.
    LogOn,
    /// Nothing: who is logged on has no device.
    Nothing,
    /// The password again: who is logged on was asked for no second factor lately.
    Password,
    /// The form.
    Form,
    /// The desk has yet to decide.
    Desk,
    /// The waiting time runs.
    Waiting,
    /// The factors may be unbound.
    Ready,
}

/// The appeal of the account whose log-on waits for a second factor.
#[component]
pub(super) fn LostPhone() -> impl IntoView {
    let console = use_console();
    let clock = use_clock();
    let refusal = RwSignal::new(None::<EffectRefusal>);
    let ticket = move || {
        let now = clock.now();
        let attempt: Option<LogOnAttempt> =
            console.snapshot.with(|all| all.log_on.as_ref().map(|log_on| log_on.0.clone()));
        attempt.filter(|attempt| now < attempt.expires_at)
    };
    let account = Memo::new(move |_| ticket().map(|attempt| attempt.account));
    let appeals = console.watch(|store| Box::pin(async move { store.all::<Appeal>().await }));
    let last = Memo::new(move |_| {
        let account = account.get()?;
        appeals.with(|all| {
            let ours = all.iter().flatten().filter(|appeal| appeal.account == account);
            ours.max_by_key(|appeal| appeal.submitted_at).cloned()
        })
    });
    let stage = Memo::new(move |_| {
        if account.with(Option::is_none) {
            return match console.user.with(|user| user.as_ref().map(Account::has_device)) {
                None => Stage::LogOn,
                Some(true) => Stage::Password,
                Some(false) => Stage::Nothing,
            };
        }
        let now = clock.now();
        let state = last.with(|last| {
            last.as_ref().filter(|appeal| appeal.is_open(now, &console.policy())).map(|appeal| appeal.state.clone())
        });
        match state {
            Some(AppealState::Waiting) => Stage::Desk,
            Some(AppealState::Approved { unbinds_at, .. }) if now < unbinds_at => Stage::Waiting,
            Some(AppealState::Approved { .. }) => Stage::Ready,
            _ => Stage::Form,
        }
    });
    dynamic(move || match stage.get() {
        Stage::Nothing => paragraph("", |w: &TopicText| w.lost_nothing),
        Stage::Password => view! { <PasswordAgain/> }.into_any(),
        Stage::LogOn => view! {
            {paragraph("", |w: &TopicText| w.lost_first)}
            {paragraph("hint", |w: &TopicText| w.lost_trusted)}
            {paragraph("hint", |w: &TopicText| w.lost_other_ways)}
            <div class="row">
                {link(Route::Console(ConsolePage::LogOn), "button primary", |w: &TopicText| w.to_log_on)}
            </div>
        }
        .into_any(),
        Stage::Form => view! { <AppealForm last/> }.into_any(),
        Stage::Desk => view! {
            {fixed_notice(NoticeKind::Information, |w: &TopicText| w.appeal_waits)}
            <div class="row">
                {link(Route::Desk(DeskPlace::Applications), "button quiet", |w: &TopicText| w.open_desk)}
            </div>
        }
        .into_any(),
        Stage::Waiting => notice(NoticeKind::Information, approved_until(last)),
        Stage::Ready => view! { <Ready refusal/> }.into_any(),
    })
}

/// The password of who is logged on.
#[component]
fn PasswordAgain() -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let password = secret_text();
    let refusal = RwSignal::new(None::<TicketRefusal>);
    let submit = on_submit(move || {
        let typed = Zeroizing::new(password.get_untracked());
        console.run(async move {
            if let Some(outcome) = console.come_to_appeal(typed).await {
                refusal.try_set(outcome.err());
            }
        });
    });
    let error = Signal::derive(move || match refusal.get()? {
        TicketRefusal::Wrong { next } => {
            let words: &TopicText = text.words();
            Some(words::with_wait(words.password_wrong, next, clock.now(), text.words()))
        }
        TicketRefusal::Wait(wait) => words::wait(wait, clock.now(), text.words()),
        // The page shows by then that nothing is bound.
        TicketRefusal::NothingBound => None,
    });
    view! {
        {paragraph("", |w: &TopicText| w.lost_logged_on)}
        {paragraph("hint", |w: &TopicText| w.lost_other_ways)}
        <form class="stack console-form" novalidate on:submit=submit>
            <Field
                id="appeal-password"
                label=text.say(|w: &SharedText| w.password)
                error
                value=password
                kind="password"
                autocomplete="current-password"
            />
            {only_action(submit_button("button primary", |w: &TopicText| w.go_on))}
        </form>
    }
    .into_any()
}

fn approved_until(last: Memo<Option<Appeal>>) -> Signal<String> {
    let text = use_text();
    dynamic_text(move || {
        last.with(|last| match last.as_ref().map(|appeal| &appeal.state) {
            Some(AppealState::Approved { at, unbinds_at }) => {
                (text.words::<TopicText>().appeal_approved)(&words::moment(*unbinds_at, *at))
            }
            _ => String::new(),
        })
    })
}

#[component]
fn AppealForm(last: Memo<Option<Appeal>>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let errors = RwSignal::new(ApplicationErrors::default());
    let refusal = RwSignal::new(None::<AppealRefusal>);
    let before = dynamic(move || match last.get().map(|appeal| appeal.state) {
        Some(AppealState::Rejected { reason, .. }) => {
            notice(NoticeKind::Danger, dynamic_text(move || (text.words::<TopicText>().was_rejected)(&reason)))
        }
        Some(AppealState::Stopped { .. }) => fixed_notice(NoticeKind::Warning, |w: &TopicText| w.was_stopped),
        Some(AppealState::Approved { .. }) => fixed_notice(NoticeKind::Warning, |w: &TopicText| w.was_lapsed),
        Some(AppealState::Waiting | AppealState::TookEffect { .. }) | None => ().into_any(),
    });
    let refused = dynamic(move || match refusal.get() {
        Some(AppealRefusal::LogOnAgain) => fixed_notice(NoticeKind::Danger, |w: &TopicText| w.log_on_again),
        Some(AppealRefusal::OpenAlready) => fixed_notice(NoticeKind::Danger, |w: &TopicText| w.appeal_open),
        Some(AppealRefusal::Form(_)) | None => ().into_any(),
    });
    let lede = dynamic_text(move || {
        let username = console.snapshot.with(|all| all.log_on.as_ref().map(|(_, name)| name.as_str().to_owned()));
        (text.words::<TopicText>().appeal_for)(&username.unwrap_or_default())
    });
    let form_words = FormWords {
        reason_hint: |w: &TopicText| w.appeal_reason_hint,
        document_hint: |w| w.appeal_document_hint,
        submit: |w| w.submit_appeal,
    };
    let form = application_form(form_words, errors, move |form| {
        console.run(async move {
            let Some(outcome) = console.submit_appeal(form).await else { return };
            if let Err(AppealRefusal::Form(found)) = outcome {
                errors.try_set(found);
            }
            refusal.try_set(outcome.err());
        });
    });
    view! {
        {before}
        <p>{lede}</p>
        {paragraph("hint", |w: &TopicText| w.lost_other_ways)}
        {refused}
        {form}
    }
    .into_any()
}

#[component]
fn Ready(refusal: RwSignal<Option<EffectRefusal>>) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let console = use_console();
    let navigation = use_navigation();
    let unbind = move || {
        console.run(async move {
            match console.let_appeal_take_effect().await {
                Some(Ok(())) => navigation.go(Route::Console(ConsolePage::Home)),
                Some(Err(why)) => drop(refusal.try_set(Some(why))),
                None => {}
            }
        });
    };
    let not_yet = Memo::new(move |_| match refusal.get()? {
        EffectRefusal::NotYet { at } if clock.now() < at => {
            Some((text.words::<TopicText>().not_yet)(&words::moment(at, clock.now())))
        }
        _ => None,
    });
    let refused = dynamic(move || match (refusal.get(), not_yet.get()) {
        (Some(EffectRefusal::LogOnAgain), _) => fixed_notice(NoticeKind::Danger, |w: &TopicText| w.log_on_again),
        (Some(EffectRefusal::NotInForce), _) => fixed_notice(NoticeKind::Danger, |w: &TopicText| w.not_in_force),
        (_, Some(words)) => notice(NoticeKind::Warning, words.into()),
        (_, None) => ().into_any(),
    });
    view! {
        {fixed_notice(NoticeKind::Warning, |w: &TopicText| w.appeal_may_take_effect)}
        {refused}
        <div class="row">{button("button primary", |w: &TopicText| w.unbind_now, unbind)}</div>
    }
    .into_any()
}
