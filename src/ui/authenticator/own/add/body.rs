//! All that the doctor says of one key: what is open, what it says, what was put right, its code.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

use super::{case::Case, question::Questions, words};
use crate::{
    authenticator::{Entry, EntryId, Examination, Generator, Prospect},
    otp::{KeyUri, Kind, Steam, UnixMillis},
    ui::{
        authenticator::countdown::Countdown,
        components::{Field, Notice, NoticeKind, dynamic, dynamic_text, focus, press},
        language::Localized,
        text::add::AddText,
        use_clock, use_text,
    },
};

/// Everything about one key.
#[component]
pub(super) fn CaseBody(
    case: Case,
    /// The entry in the trash is to come back.
    on_restored: Callback<EntryId>,
) -> impl IntoView {
    let text = use_text();
    if let Err(error) = case.examined.get_untracked() {
        let told = dynamic_text(move || words::refusal(&error, text.words()).to_owned());
        return view! { <p class="error">{told}</p> }.into_any();
    }
    let root = NodeRef::<html::Div>::new();
    // After an answer the next question, or what came of them, has the focus.
    let on_answered = Callback::new(move |()| {
        request_animation_frame(move || {
            let found = root.try_get_untracked().flatten().and_then(|root| root.query_selector("[tabindex='-1']").ok());
            if let Some(next) = found.flatten() {
                focus::focus(next.unchecked_ref());
            }
        });
    });
    let too_long = move |name: RwSignal<String>| {
        Signal::derive(move || Case::is_too_long(name).then(|| text.words::<AddText>().too_long.to_owned()))
    };
    let number = case.number;
    view! {
        <div class="stack" node_ref=root>
            <Questions case on_answered/>
            <h3 tabindex="-1">{text.say(|w: &AddText| w.what_it_says)}</h3>
            <div class="add-names">
                <Field
                    id=format!("add-{number}-issuer")
                    label=text.say(|w: &AddText| w.issuer)
                    value=case.issuer
                    error=too_long(case.issuer)
                    required=false
                />
                <Field
                    id=format!("add-{number}-account")
                    label=text.say(|w: &AddText| w.account)
                    value=case.account
                    error=too_long(case.account)
                    required=false
                />
            </div>
            {dynamic(move || facts(case, text))}
            {dynamic(move || standing(case, text, on_restored))}
            {dynamic(move || repairs(case, text))}
        </div>
    }
    .into_any()
}

/// Type, algorithm, digits, period or counter, and the code of now.
fn facts(case: Case, text: Localized) -> AnyView {
    let Ok(examination) = case.examined.get() else { return ().into_any() };
    let words = text.words::<AddText>();
    let KeyUri { kind, algorithm, digits, .. } = *examination.so_far();
    let (type_name, count) = match kind {
        Kind::Totp { period } => (words.timed, ("period", words.period_of, (words.seconds)(period.secs()))),
        Kind::Hotp { counter } => (words.counting, ("counter", words.counter, counter.to_string())),
        Kind::Steam => (words.steam, ("period", words.period_of, (words.seconds)(Steam::PERIOD.secs()))),
    };
    let rows = [
        ("encoder", words.kind, type_name.to_owned()),
        ("algorithm", words.algorithm, algorithm.name().to_owned()),
        ("digits", words.digits, digits.get().to_string()),
        count,
    ];
    let rows = rows.map(|(parameter, label, value)| {
        let is_open = examination.questions().iter().any(|question| question.parameter() == parameter);
        let value = if is_open { words.is_asked.to_owned() } else { value };
        view! { <div class:is-open=is_open><dt>{label}</dt><dd>{value}</dd></div> }
    });
    let code = examination.finished().map(|(key_uri, _)| preview(key_uri, case.offset_secs, text));
    view! { <dl class="add-facts">{rows.into_iter().collect_view()}</dl>{code} }.into_any()
}

/// The code of now. One that counts is used up by being shown: it is made after adding, when its counter is stored.
fn preview(key_uri: KeyUri, offset_secs: Signal<i64>, text: Localized) -> AnyView {
    if matches!(key_uri.kind, Kind::Hotp { .. }) {
        return view! { <p class="hint">{text.say(|w: &AddText| w.code_after_adding)}</p> }.into_any();
    }
    let clock = use_clock();
    let entry = Entry::from_key_uri(key_uri, EntryId(String::new()), "", UnixMillis(0));
    let generator = StoredValue::new(entry.generator());
    let period = generator.with_value(Generator::period);
    let step = Memo::new(move |_| {
        let now = clock.now().offset_secs(offset_secs.get());
        generator.with_value(|generator| generator.step_at(now))
    });
    let code = dynamic_text(move || generator.with_value(|generator| generator.code_of_step(step.get()).grouped()));
    view! {
        <div class="add-preview">
            <span>{text.say(|w: &AddText| w.code_now)}</span>
            <div class="digits">
                <span data-testid="preview">{code}</span>
                {period.map(|period| view! { <Countdown period offset_secs/> })}
            </div>
        </div>
    }
    .into_any()
}

/// How the key stands to what is here, and how strong it is.
fn standing(case: Case, text: Localized, on_restored: Callback<EntryId>) -> AnyView {
    let words = text.words::<AddText>();
    let name = (text.get().authenticator.name_of)(&case.issuer.get(), &case.account.get());
    let note = match case.prospect.get() {
        Prospect::Exists { is_trashed: false, .. } => {
            view! { <Notice kind=NoticeKind::Information>{(words.exists)(&name)}</Notice> }.into_any()
        }
        Prospect::Exists { id, is_trashed: true } => view! {
            <Notice kind=NoticeKind::Information>{(words.trashed)(&name)}</Notice>
            <div class="row">
                <button class="button token" on:click=press(move |_| on_restored.run(id.clone()))>{words.restore}</button>
            </div>
        }
        .into_any(),
        Prospect::New { shadows: Some(_), .. } => {
            view! { <Notice kind=NoticeKind::Warning>{(words.shadows)(&name)}</Notice> }.into_any()
        }
        Prospect::Declined => {
            view! { <Notice kind=NoticeKind::Information>{words.declined}</Notice> }.into_any()
        }
        Prospect::Refused(_) | Prospect::Asked(_) | Prospect::New { .. } => ().into_any(),
    };
    let weak_bits = case.examined.with(|examined| examined.as_ref().ok().and_then(Examination::weak_secret_bits));
    let weak = weak_bits.map(|bits| view! { <Notice kind=NoticeKind::Warning>{(words.weak)(bits)}</Notice> });
    view! { {note}{weak} }.into_any()
}

/// What was put right, each in its words.
fn repairs(case: Case, text: Localized) -> AnyView {
    let words = text.words::<AddText>();
    let told = case.examined.with(|examined| {
        let repairs = examined.as_ref().map(Examination::repairs).unwrap_or_default();
        repairs.iter().map(|repair| words::repair(repair, words)).collect::<Vec<_>>()
    });
    if told.is_empty() {
        return view! { <p class="hint">{words.none_put_right}</p> }.into_any();
    }
    let told = told.into_iter().map(|told| view! { <li>{told}</li> }).collect_view();
    view! { <h3>{words.put_right}</h3><ul class="add-repairs">{told}</ul> }.into_any()
}
