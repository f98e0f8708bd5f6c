//! What ends with a password or with the factors of an account: the records that hang on it.

use crate::{
    console::{AccountId, LogOnAttempt, Passkey, PasswordReset, Session, SessionId, TrustedBrowser},
    store::{Changes, ConsoleStore, Kind, StoreError},
};

/// The changes with the end of all sessions of the account but `kept`, and of its log-ons that wait for a second factor:
/// they began with a password that is worth nothing from now on.
pub(super) async fn without_sessions(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
    kept: Option<&SessionId>,
) -> Result<Changes, StoreError> {
    for session in store.records::<Session>().await? {
        if session.account == *account && Some(&session.id) != kept {
            changes = changes.delete(Kind::Session, session.id.as_str());
        }
    }
    for attempt in store.records::<LogOnAttempt>().await? {
        if attempt.account == *account {
            changes = changes.delete(Kind::LogOn, attempt.id.as_str());
        }
    }
    Ok(changes)
}

/// The changes with the end of the account's trust in any browser.
pub(super) async fn without_trusts(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    for trust in store.records::<TrustedBrowser>().await? {
        if trust.account == *account {
            changes = changes.delete(Kind::TrustedBrowser, trust.id.as_str());
        }
    }
    Ok(changes)
}

/// The changes with the end of what waits for a code that went to the account's phone number of before.
pub(super) async fn without_phone_codes(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    for reset in store.records::<PasswordReset>().await? {
        if reset.account.as_ref() == Some(account) {
            changes = changes.delete(Kind::PasswordReset, reset.id.as_str());
        }
    }
    // A wizard in which a code is asked for meanwhile is a conflict: then what there is to end is looked for again.
    let Some(before) = store.binding(account).await? else {
        return Ok(changes.only_if_absent(Kind::Binding, account.as_str()));
    };
    let mut binding = before.clone();
    let has_ended = binding.end_phone_code();
    changes = changes.only_if_still(before);
    Ok(if has_ended { changes.put(binding) } else { changes })
}

/// The changes with the end of everything that stands for a second factor beside the devices, and of a wizard on its way.
pub(super) async fn without_factors(
    store: &ConsoleStore,
    changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    let mut changes = without_trusts(store, changes, account).await?;
    for passkey in store.records::<Passkey>().await? {
        if passkey.account == *account {
            changes = changes.delete(Kind::Passkey, &passkey.id);
        }
    }
    Ok(changes.delete(Kind::RecoveryCodes, account.as_str()).delete(Kind::Binding, account.as_str()))
}
