//! The form for a key that is typed, with the fields that few keys need.

use leptos::{html, prelude::*};
use web_sys::SubmitEvent;
use zeroize::Zeroizing;

use super::{
    intake::{Intake, Step},
    words,
};
use crate::{
    authenticator::{FieldError, ManualKey, ManualKind},
    otp::Algorithm,
    ui::{
        components::{Field, dynamic, dynamic_when, focus, press},
        text::add::AddText,
        use_text,
    },
};

/// The form. What it makes goes to the doctor like any other key.
#[component]
pub(super) fn TypedKey(
    intake: Intake,
    /// A key that is known already; empty if none is.
    mut key: Zeroizing<String>,
) -> impl IntoView {
    let text = use_text();
    let usual = ManualKey::default();
    let issuer = RwSignal::new(String::new());
    let account = RwSignal::new(String::new());
    let key = RwSignal::new(std::mem::take(&mut *key));
    let kind = RwSignal::new(usual.kind);
    let algorithm = RwSignal::new(usual.algorithm);
    let digits = RwSignal::new(usual.digits);
    let period_secs = RwSignal::new(usual.period_secs);
    let counter = RwSignal::new(usual.counter);
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let error_of = move |belongs: fn(FieldError) -> bool| {
        Signal::derive(move || {
            let error = errors.with(|all| all.iter().copied().find(|error| belongs(*error)))?;
            Some(words::field(error, text.words()).to_owned())
        })
    };
    let form = NodeRef::<html::Form>::new();
    let heading = NodeRef::<html::H2>::new();
    let advanced = NodeRef::<html::Details>::new();
    focus::focus_on_mount(heading);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = ManualKey {
            issuer: issuer.get_untracked(),
            account: account.get_untracked(),
            key: key.get_untracked(),
            kind: kind.get_untracked(),
            algorithm: algorithm.get_untracked(),
            digits: digits.get_untracked(),
            period_secs: period_secs.get_untracked(),
            counter: counter.get_untracked(),
        };
        if typed.pasted_uri().is_some() {
            return intake.take_text(Zeroizing::new(typed.key));
        }
        match typed.examined() {
            Ok(result) => intake.take_typed(result),
            Err(found) => {
                let is_advanced =
                    |error: &FieldError| matches!(error, FieldError::Digits | FieldError::Period | FieldError::Counter);
                if found.iter().any(is_advanced)
                    && let Some(advanced) = advanced.get_untracked()
                {
                    advanced.set_open(true);
                }
                errors.set(found);
                request_animation_frame(move || {
                    if let Some(Some(form)) = form.try_get_untracked() {
                        focus::focus_first_invalid(&form);
                    }
                });
            }
        }
    };
    let choose_kind = move |event| {
        kind.set(match event_target_value(&event).as_str() {
            "hotp" => ManualKind::Counting,
            "steam" => ManualKind::Steam,
            _ => ManualKind::Timed,
        });
    };
    let choose_algorithm = move |event| algorithm.set(event_target_value(&event).parse().unwrap_or_default());
    let algorithms = || {
        let option = |algorithm: Algorithm| view! { <option value=algorithm.name()>{algorithm.name()}</option> };
        Algorithm::ALL.map(option).into_iter().collect_view()
    };
    // Steam leaves nothing to choose.
    let how = dynamic_when(
        move || kind.get() != ManualKind::Steam,
        move || {
            view! {
                <div class="field">
                    <label for="add-algorithm">{text.say(|w: &AddText| w.algorithm)}</label>
                    <select
                        id="add-algorithm"
                        prop:value=move || algorithm.get().name()
                        on:change=choose_algorithm
                    >
                        {algorithms()}
                    </select>
                </div>
                <Field
                    id="add-digits"
                    label=text.say(|w: &AddText| w.digits)
                    value=digits
                    error=error_of(|error| error == FieldError::Digits)
                />
            }
            .into_any()
        },
    );
    let counts = dynamic(move || match kind.get() {
        ManualKind::Timed => view! {
            <Field
                id="add-period"
                label=text.say(|w: &AddText| w.period)
                value=period_secs
                error=error_of(|error| error == FieldError::Period)
            />
        }
        .into_any(),
        ManualKind::Counting => view! {
            <Field
                id="add-counter"
                label=text.say(|w: &AddText| w.counter)
                value=counter
                error=error_of(|error| error == FieldError::Counter)
            />
        }
        .into_any(),
        ManualKind::Steam => ().into_any(),
    });
    view! {
        <section class="panel stack" aria-labelledby="add-type-title">
            <h2 id="add-type-title" node_ref=heading tabindex="-1">{text.say(|w: &AddText| w.type_key)}</h2>
            <form class="stack add-form" node_ref=form on:submit=submit novalidate autocomplete="off">
                <Field
                    id="add-issuer"
                    label=text.say(|w: &AddText| w.issuer)
                    hint=text.say(|w: &AddText| w.issuer_hint)
                    value=issuer
                    error=error_of(|error| error == FieldError::IssuerTooLong)
                    required=false
                />
                <Field
                    id="add-account"
                    label=text.say(|w: &AddText| w.account)
                    hint=text.say(|w: &AddText| w.account_hint)
                    value=account
                    error=error_of(|error| matches!(error, FieldError::AccountMissing | FieldError::AccountTooLong))
                />
                <Field
                    id="add-key"
                    label=text.say(|w: &AddText| w.key)
                    hint=text.say(|w: &AddText| w.key_hint)
                    value=key
                    error=error_of(|error| {
                        matches!(error, FieldError::KeyMissing | FieldError::KeyIsUri | FieldError::Key(_))
                    })
                />
                <details class="add-advanced" node_ref=advanced>
                    <summary>{text.say(|w: &AddText| w.advanced)}</summary>
                    <div class="stack">
                        <p class="hint">{text.say(|w: &AddText| w.advanced_hint)}</p>
                        <div class="field">
                            <label for="add-kind">{text.say(|w: &AddText| w.kind)}</label>
                            <select id="add-kind" on:change=choose_kind>
                                <option value="totp">{text.say(|w: &AddText| w.timed)}</option>
                                <option value="hotp">{text.say(|w: &AddText| w.counting)}</option>
                                <option value="steam">{text.say(|w: &AddText| w.steam)}</option>
                            </select>
                        </div>
                        {how}
                        {counts}
                    </div>
                </details>
                <div class="row">
                    <button class="button token" type="submit">{text.say(|w: &AddText| w.check)}</button>
                    <button class="button quiet" type="button" on:click=press(move |_| intake.go(Step::Ways))>
                        {text.say(|w: &AddText| w.back)}
                    </button>
                </div>
            </form>
        </section>
    }
}
