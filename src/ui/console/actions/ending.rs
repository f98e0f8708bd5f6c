//! What ends with a password or with the factors of an account: the records that hang on it.

use super::super::state::recorded;
use crate::{
    console::{
        Account, AccountId, Appeal, LogOnAttempt, ManualReview, Passkey, PasswordReset, Policy, ReviewState, Session,
        SessionId, TrustedBrowser,
    },
    otp::UnixMillis,
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

/// The changes with the end of what a change of an account's devices leaves without ground. Where one is bound no longer,
/// that is every session but `kept`, as its code may have opened it; with the last one, all that stands beside the devices.
/// Where one was attached, it is an appeal of before.
pub(super) async fn after_devices(
    store: &ConsoleStore,
    mut changes: Changes,
    (before, after): (&Account, &Account),
    kept: &SessionId,
    now: UnixMillis,
    policy: &Policy,
) -> Result<Changes, StoreError> {
    if after.has_lost_a_device_since(before) {
        changes = without_sessions(store, changes, &after.id, Some(kept)).await?;
    }
    if before.has_device() && !after.has_device() {
        changes = without_factors(store, changes, &after.id).await?;
    }
    if before.has_lost_a_device_since(after) {
        changes = without_appeals(store, changes, &after.id, now, policy).await?;
    }
    Ok(changes)
}

/// The changes with an end to the account's open appeals.
pub(super) async fn without_appeals(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
    now: UnixMillis,
    policy: &Policy,
) -> Result<Changes, StoreError> {
    for before in store.records::<Appeal>().await?.into_iter().filter(|appeal| appeal.account == *account) {
        let mut appeal = before.clone();
        let stopped = appeal.stop(now, policy);
        if stopped.verdict {
            changes = recorded(changes.only_if_still(before).put(appeal), now, Some(account), stopped.happened)?;
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

/// The changes with the end of everything that stands for a second factor beside the devices, and of a wizard on its way
/// with the papers that the desk was to judge for it.
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
    for review in store.records::<ManualReview>().await? {
        if review.account == *account && review.state == ReviewState::Waiting {
            changes = changes.delete(Kind::Review, review.id.as_str());
        }
    }
    Ok(changes.delete(Kind::RecoveryCodes, account.as_str()).delete(Kind::Binding, account.as_str()))
}
