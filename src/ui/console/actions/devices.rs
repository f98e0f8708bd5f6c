//! Changing bound devices.

use super::super::{
    resynchronise::Resynchronising,
    state::{ConsoleState, recorded},
};
use crate::{
    console::{
        Account, Decision, DeviceId, DeviceRefusal, LogOnAttempt, Policy, ResynchroniseRefusal, Resynchronised,
        Session, TypedCode, ending::Cause, resynchronise,
    },
    otp::UnixMillis,
    store::{Changes, StoreError},
};

/// Decides on the stored account.
type Judge<'a> = dyn Fn(&mut Account, &Session, UnixMillis, &Policy) -> Decision<Result<(), DeviceRefusal>> + 'a;

impl ConsoleState {
    /// Names a device anew.
    pub async fn rename_device(self, device: DeviceId, typed: String) -> Option<Result<(), DeviceRefusal>> {
        self.change_devices(&|account, session, now, policy| {
            account.rename_device(session, &device, &typed, now, policy)
        })
        .await
    }

    /// Unbinds a device.
    pub async fn remove_device(self, device: DeviceId) -> Option<Result<(), DeviceRefusal>> {
        self.change_devices(&|account, session, now, policy| account.remove_device(session, &device, now, policy)).await
    }

    /// Lets `judge` decide on the stored account, and writes what it changed.
    async fn change_devices(self, judge: &Judge<'_>) -> Option<Result<(), DeviceRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let (before, session) = self.stored_user().await?;
            let now = self.clock.now_untracked();
            let mut account = before.clone();
            let decision = judge(&mut account, &session, now, &policy);
            if decision.verdict.is_ok() {
                let id = account.id.clone();
                // The session is judged, too: one that was ended meanwhile changes nothing.
                let changes = Changes::new().only_if_still(&before).only_if_still(&session).put(&account);
                let cause = Cause::DevicesChanged { before: &before, after: &account, by: &session.id };
                let changes = self.with_what_ends(changes, &id, cause).await?;
                self.commit(recorded(changes, now, Some(&id), decision.happened)?).await?;
            }
            Ok(decision.verdict)
        })
        .await
    }

    /// Judges two consecutive codes, each with the moment at which it was typed.
    pub async fn resynchronise(
        self,
        of: Resynchronising,
        codes: [(String, UnixMillis); 2],
    ) -> Option<Result<Resynchronised, ResynchroniseRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let [first, second] = &codes;
            let codes = [first, second].map(|(code, typed_at)| TypedCode { code, typed_at: *typed_at });
            let mut guard = Changes::new();
            let (before, attempt) = match &of {
                Resynchronising::Device(_) => {
                    let (account, session) = self.stored_user().await?;
                    // A session that was ended meanwhile changes nothing.
                    guard = guard.only_if_still(session);
                    (account, None)
                }
                Resynchronising::AtLogOn => {
                    let store = self.store()?;
                    let id = self.browser().await?.log_on.ok_or(StoreError::Conflict)?;
                    let attempt = store.get::<LogOnAttempt>(&id).await?.ok_or(StoreError::Conflict)?;
                    (store.get::<Account>(&attempt.account).await?.ok_or(StoreError::Conflict)?, Some(attempt))
                }
            };
            let keys = self.opened_keys(&before).await?;
            let now = self.clock.now_untracked();
            let mut account = before.clone();
            let (mut changes, mut attempt) = (guard, attempt);
            let attempt_before = attempt.clone();
            let decision = match (&of, &mut attempt) {
                (Resynchronising::Device(device), _) => {
                    resynchronise::resynchronise(&mut account, Some(device), &keys, codes, now, &policy)
                }
                (Resynchronising::AtLogOn, Some(attempt)) => {
                    resynchronise::at_log_on(&mut account, attempt, &keys, codes, now, &policy)
                }
                (Resynchronising::AtLogOn, None) => return Err(StoreError::Conflict),
            };
            if account != before || decision.happened.is_some() {
                let id = account.id.clone();
                if attempt != attempt_before
                    && let (Some(before), Some(attempt)) = (attempt_before, attempt)
                {
                    changes = changes.only_if_still(before).put(attempt);
                }
                if account != before {
                    changes = changes.only_if_still(before).put(account);
                }
                self.commit(recorded(changes, now, Some(&id), decision.happened)?).await?;
            }
            Ok(decision.verdict)
        })
        .await
    }
}
