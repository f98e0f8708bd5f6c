//! What ends with a password or with the factors of an account: the records that hang on it.

use super::super::state::recorded;
use crate::{
    console::{Account, AccountId, Appeal, Policy, SessionId},
    otp::UnixMillis,
    store::{Changes, ConsoleStore, Kind, StoreError},
};

/// What tells a record of this account from another's.
fn of(account: &AccountId) -> (&'static str, &str) {
    ("account", account.as_str())
}

/// The changes with the end of the records of a kind in which these fields have these texts.
async fn without(
    store: &ConsoleStore,
    mut changes: Changes,
    kind: Kind,
    fields: &[(&str, &str)],
) -> Result<Changes, StoreError> {
    for id in store.ids_with(kind, fields).await? {
        changes = changes.delete(kind, &id);
    }
    Ok(changes)
}

/// The changes with the end of all sessions of the account but `kept`, and of its log-ons that wait for a second factor:
/// they began with a password that is worth nothing from now on. Whoever commits them guards the account as it was read
/// before: each log-on moves it, so one that comes meanwhile is a conflict, and is looked for again.
pub(super) async fn without_sessions(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
    kept: Option<&SessionId>,
) -> Result<Changes, StoreError> {
    for session in store.ids_with(Kind::Session, &[of(account)]).await? {
        if kept.is_none_or(|kept| kept.as_str() != session) {
            changes = changes.delete(Kind::Session, &session);
        }
    }
    without(store, changes, Kind::LogOn, &[of(account)]).await
}

/// The changes with the end of what stood on a device that is bound no longer, if there is one: every session but `kept`, as
/// its code may have opened it; and with the last device, all that stands beside the devices.
pub(super) async fn after_devices(
    store: &ConsoleStore,
    mut changes: Changes,
    (before, after): (&Account, &Account),
    kept: &SessionId,
) -> Result<Changes, StoreError> {
    if after.has_lost_a_device_since(before) {
        changes = without_sessions(store, changes, &after.id, Some(kept)).await?;
    }
    if before.has_device() && !after.has_device() {
        changes = without_factors(store, changes, &after.id).await?;
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
    changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    without(store, changes, Kind::TrustedBrowser, &[of(account)]).await
}

/// The changes with the end of the account's password resets that wait for their code.
pub(super) async fn without_resets(
    store: &ConsoleStore,
    changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    without(store, changes, Kind::PasswordReset, &[of(account)]).await
}

/// The changes with the end of what waits for a code that went to the account's phone number of before.
pub(super) async fn without_phone_codes(
    store: &ConsoleStore,
    mut changes: Changes,
    account: &AccountId,
) -> Result<Changes, StoreError> {
    changes = without_resets(store, changes, account).await?;
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
    let changes = without_trusts(store, changes, account).await?;
    let changes = without(store, changes, Kind::Passkey, &[of(account)]).await?;
    let changes = without(store, changes, Kind::Review, &[of(account), ("state", "Waiting")]).await?;
    Ok(changes.delete(Kind::RecoveryCodes, account.as_str()).delete(Kind::Binding, account.as_str()))
}
