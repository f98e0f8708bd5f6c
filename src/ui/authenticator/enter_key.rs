//! The form for a key that is typed or pasted.

use leptos::{html, prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::{
    outcome::{Outcome, Trouble},
    state::{Authenticator, TakeError},
};
use crate::{
    authenticator::{FieldError, ManualKey, ManualKind},
    otp::SecretError,
    ui::{
        components::{Field, flag, focus, press},
        text::authenticator::AuthenticatorText,
        use_text,
    },
};

/// The form. `on_done` gets what came of it, or nothing when the person gave up.
#[component]
pub(super) fn EnterKey(
    /// Who takes the key in.
    authenticator: Authenticator,
    /// The application, by its key; empty for the browser's own.
    app: &'static str,
    /// What makes the ids of these fields differ from those of another phone.
    #[prop(into)]
    prefix: Signal<String>,
    /// The form is done with.
    on_done: Callback<Option<Outcome>>,
) -> impl IntoView {
    let text = use_text();
    let id_of = move |field: &str| prefix.with_untracked(|prefix| format!("{prefix}-{field}"));
    let issuer = RwSignal::new(String::new());
    let account = RwSignal::new(String::new());
    let key = RwSignal::new(String::new());
    let is_counting = RwSignal::new(false);
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let is_busy = RwSignal::new(false);

    let error_of = move |belongs: fn(FieldError) -> bool| {
        Signal::derive(move || {
            let error = errors.with(|all| all.iter().copied().find(|error| belongs(*error)))?;
            Some(words(error, text.get().authenticator).to_owned())
        })
    };
    let form = NodeRef::<html::Form>::new();
    let heading = NodeRef::<html::H4>::new();
    focus::focus_on_mount(heading);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let typed = ManualKey {
            issuer: issuer.get_untracked(),
            account: account.get_untracked(),
            key: key.get_untracked(),
            kind: if is_counting.get_untracked() { ManualKind::Counting } else { ManualKind::Timed },
            ..ManualKey::default()
        };
        let key_uri = match typed.check() {
            Ok(key_uri) => key_uri,
            Err(found) => {
                errors.set(found);
                request_animation_frame(move || {
                    if let Some(Some(form)) = form.try_get_untracked() {
                        focus::focus_first_invalid(&form);
                    }
                });
                return;
            }
        };
        errors.set(Vec::new());
        is_busy.set(true);
        let (issuer, account) = (key_uri.issuer.clone(), key_uri.account.clone());
        spawn_local(async move {
            let outcome = match authenticator.take(key_uri, app).await {
                Ok(added) => Outcome::Added { added, issuer, account, repairs: Vec::new() },
                Err(TakeError::AlreadyExists) => Outcome::Exists { issuer, account },
                Err(TakeError::Store(error)) => Outcome::Failed(Trouble::Store(error)),
            };
            is_busy.try_set(false);
            on_done.try_run(Some(outcome));
        });
    };

    view! {
        <form class="enter-key stack" node_ref=form on:submit=submit novalidate autocomplete="off">
            <h4 node_ref=heading tabindex="-1">{text.of(|t| t.authenticator.enter_key)}</h4>
            <Field
                id=id_of("issuer")
                label=text.signal(|t| t.authenticator.issuer)
                hint=text.signal(|t| t.authenticator.issuer_hint)
                value=issuer
                error=error_of(|error| error == FieldError::IssuerTooLong)
                required=false
            />
            <Field
                id=id_of("account")
                label=text.signal(|t| t.authenticator.account)
                value=account
                error=error_of(|error| matches!(error, FieldError::AccountMissing | FieldError::AccountTooLong))
            />
            <Field
                id=id_of("key")
                label=text.signal(|t| t.authenticator.key)
                hint=text.signal(|t| t.authenticator.key_hint)
                value=key
                error=error_of(|error| matches!(error, FieldError::KeyMissing | FieldError::KeyIsUri | FieldError::Key(_)))
            />
            <div class="field">
                <label for=id_of("kind")>{text.of(|t| t.authenticator.kind)}</label>
                <select
                    id=id_of("kind")
                    on:change=move |event| is_counting.set(event_target_value(&event) == "counting")
                >
                    <option value="timed">{text.of(|t| t.authenticator.timed)}</option>
                    <option value="counting">{text.of(|t| t.authenticator.counting)}</option>
                </select>
            </div>
            <div class="row">
                <button class="button token" type="submit" disabled=flag(is_busy)>
                    {text.of(|t| t.authenticator.add_entry)}
                </button>
                <button class="button quiet" type="button" on:click=press(move |_| on_done.run(None))>
                    {text.of(|t| t.authenticator.cancel)}
                </button>
            </div>
        </form>
    }
}

fn words(error: FieldError, text: &'static AuthenticatorText) -> &'static str {
    match error {
        FieldError::IssuerTooLong | FieldError::AccountTooLong => text.too_long,
        FieldError::AccountMissing => text.account_missing,
        FieldError::KeyMissing | FieldError::Key(SecretError::Empty) => text.key_missing,
        FieldError::KeyIsUri => text.key_not_base32,
        FieldError::Key(error) => secret_words(error, text),
        // This form has no fields for them: they hold what `ManualKey` begins with.
        FieldError::Digits | FieldError::Period | FieldError::Counter => text.is_invalid,
    }
}

fn secret_words(error: SecretError, text: &'static AuthenticatorText) -> &'static str {
    match error {
        SecretError::NotBase32 { .. } => text.key_not_base32,
        SecretError::Empty | SecretError::TooLong | SecretError::ImpossibleLength { .. } => text.key_incomplete,
    }
}
