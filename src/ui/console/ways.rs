//! What the places share that take a recovery code or a passkey in place of a security code: the words of their
//! refusals, and the button for a passkey before a sensitive action.

use leptos::prelude::*;

use super::{
    actions::PasskeyTrouble,
    parts::{button, notice},
    state::background,
    use_console,
    words::{refused, wait},
};
use crate::{
    browser::passkey::{PasskeyError, factor},
    console::{
        Account, Passkey, Place, RecoveryRefusal,
        passkey::{ChangeRefusal, PasskeyRefusal},
    },
    otp::UnixMillis,
    ui::{
        components::{NoticeKind, dynamic, dynamic_text, dynamic_when},
        text::console::{ConsoleText, log_on::LogOnText, refusals::RefusalText, ways::WaysText},
        use_text,
    },
};

/// What a browser is called.
pub(super) fn place_name(place: Place, words: &ConsoleText) -> &'static str {
    match place {
        Place::Office => words.browser_office,
        Place::Home => words.browser_home,
        Place::Elsewhere => words.browser_elsewhere,
    }
}

/// Why a recovery code is not accepted; nothing once a mere wait is over.
pub(super) fn recovery_refusal(
    refusal: RecoveryRefusal,
    now: UnixMillis,
    words: &WaysText,
    log_on: &LogOnText,
    refusals: &RefusalText,
) -> Option<String> {
    match refusal {
        RecoveryRefusal::AttemptExpired => Some(log_on.attempt_expired.to_owned()),
        RecoveryRefusal::NotACode => Some(words.recovery_not_a_code.to_owned()),
        RecoveryRefusal::NotOffered => Some(words.recovery_not_offered.to_owned()),
        RecoveryRefusal::Wait(block) => wait(block, now, refusals),
        RecoveryRefusal::Wrong { next } => {
            Some(refused(words.recovery_wrong, words.recovery_wrong_next, Some(next), now, refusals))
        }
        RecoveryRefusal::Used { next } => {
            Some(refused(words.recovery_used, words.recovery_used_next, Some(next), now, refusals))
        }
    }
}

/// What is wrong with a passkey, and what to do.
pub(super) const fn passkey_trouble(trouble: PasskeyTrouble, words: &WaysText) -> &'static str {
    match trouble {
        PasskeyTrouble::Browser(PasskeyError::Cancelled) => words.passkey_cancelled,
        PasskeyTrouble::Browser(PasskeyError::Unavailable) => words.passkey_unavailable,
        PasskeyTrouble::Browser(PasskeyError::Exists) | PasskeyTrouble::Change(ChangeRefusal::Exists) => {
            words.passkey_exists
        }
        PasskeyTrouble::Browser(PasskeyError::NoPrf | PasskeyError::Failed) => words.passkey_failed,
        PasskeyTrouble::Refused(PasskeyRefusal::AttemptExpired | PasskeyRefusal::Expired)
        | PasskeyTrouble::Change(ChangeRefusal::Expired) => words.passkey_expired,
        PasskeyTrouble::Refused(PasskeyRefusal::Unknown) => words.passkey_unknown,
        PasskeyTrouble::Refused(PasskeyRefusal::Answer(_) | PasskeyRefusal::Signature)
        | PasskeyTrouble::Change(ChangeRefusal::Answer(_)) => words.passkey_wrong,
        PasskeyTrouble::Refused(PasskeyRefusal::Counter) => words.passkey_counter,
        PasskeyTrouble::Change(ChangeRefusal::StepUpNeeded) => words.step_up_needed,
        PasskeyTrouble::Change(ChangeRefusal::DeviceNeeded) => words.device_needed,
        PasskeyTrouble::Change(ChangeRefusal::TooMany) => words.too_many_passkeys,
        PasskeyTrouble::Change(ChangeRefusal::Name) => words.passkey_name,
        PasskeyTrouble::Change(ChangeRefusal::Gone) => words.no_such_passkey,
    }
}

/// What is wrong with a passkey, announced; nothing while nothing is.
pub(super) fn passkey_notice(trouble: RwSignal<Option<PasskeyTrouble>>) -> AnyView {
    let text = use_text();
    let shown = dynamic(move || match trouble.get() {
        Some(why) => notice(NoticeKind::Danger, dynamic_text(move || passkey_trouble(why, text.words()).to_owned())),
        None => ().into_any(),
    });
    view! { {shown} }.into_any()
}

/// For the dialog that asks for a factor again: a button for a passkey, where the account has one and the browser can
/// show it. `on_done` is called once one was accepted, after this work, as the console does one at a time.
pub(super) fn passkey_step_up(on_done: Callback<()>) -> AnyView {
    let console = use_console();
    let trouble = RwSignal::new(None::<PasskeyTrouble>);
    let passkeys = console.watch(|store| Box::pin(async move { store.all::<Passkey>().await }));
    let has_passkey = move || {
        let account = console.user.with(|user| user.as_ref().map(|user: &Account| user.id.clone()));
        factor::is_available()
            && passkeys.with(|all| {
                all.as_ref().is_some_and(|all| all.iter().any(|passkey| Some(&passkey.account) == account.as_ref()))
            })
    };
    let show = move || {
        trouble.set(None);
        console.run(async move {
            match console.step_up_with_passkey().await {
                Some(Ok(())) => background(async move { on_done.run(()) }),
                Some(Err(why)) => drop(trouble.try_set(Some(why))),
                None => {}
            }
        });
    };
    let offer = dynamic_when(has_passkey, move || {
        view! {
            {passkey_notice(trouble)}
            {button("button quiet", |w: &WaysText| w.use_passkey, show)}
        }
        .into_any()
    });
    view! { {offer} }.into_any()
}
