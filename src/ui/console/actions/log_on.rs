//! Logging on and out.

use leptos::prelude::GetValue as _;
use zeroize::Zeroizing;

use super::super::state::{ConsoleState, random, recorded};
use crate::{
    browser::crypto,
    console::{
        Account, BrowserState, CodeRefusal, CodeVerdict, Decision, Happening, LogOnAttempt, LogOnId, LogOnIds,
        OpenedKeys, PasswordVerdict, Session, SessionId, Subject, TrustedBrowser, UnknownUsername, Username, logon,
        password,
    },
    otp::{Secret, UnixMillis},
    store::{Changes, Kind, StoreError},
};

impl ConsoleState {
    /// Judges a username and a password.
    pub async fn submit_password(self, username: String, typed: Zeroizing<String>) -> Option<PasswordVerdict> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let name = Username::normalise(&username);
            // Both are read and a hash is computed whoever it is, so that the time taken tells nothing (V16).
            let known = store.account_by_username(&name).await?;
            let unknown = store.get::<UnknownUsername>(&name).await?;
            let hash = known.as_ref().map_or_else(password::dummy_hash, |account| account.password_hash.clone());
            let checked = self.is_hashed(&typed, hash).await?;
            let changes = match (&known, &unknown) {
                (Some(account), _) => Changes::new().only_if_still(account.clone()),
                (None, Some(unknown)) => Changes::new().only_if_still(unknown.clone()),
                (None, None) => Changes::new(),
            };
            let is_first = known.is_none() && unknown.is_none();
            let (browser, guard) = self.browser_to_change().await?;
            let mut subject = Subject::of(&username, known, unknown).in_browser(&browser);
            let ids = LogOnIds { attempt: LogOnId::from_random(random()?), session: SessionId::from_random(random()?) };
            let now = self.clock.now_untracked();
            let decision = logon::submit_password(&mut subject, checked, ids, now, &policy);
            let (changes, account) = match subject {
                Subject::Known(account) | Subject::Met(account) => (changes.put(account.clone()), Some(account)),
                Subject::Unknown(unknown) if is_first => {
                    (changes.only_if_absent(Kind::UnknownUsername, &unknown.username).put(unknown), None)
                }
                Subject::Unknown(unknown) => (changes.put(unknown), None),
            };
            let mut changes =
                recorded(changes.and(guard), now, account.as_ref().map(|account| &account.id), decision.happened)?;
            let mut verdict = decision.verdict;
            if let (PasswordVerdict::CodeNeeded(attempt), Some(account)) = (&verdict, &account)
                && let Some((before, trust, spared)) = self.trusting(&browser, account, attempt, now).await?
            {
                // A trust that another tab revokes meanwhile spares nothing.
                changes = recorded(changes.only_if_still(before).put(trust), now, Some(&account.id), spared.happened)?;
                verdict = PasswordVerdict::LoggedOn(spared.verdict);
            }
            let changes = match (&verdict, &account) {
                (PasswordVerdict::CodeNeeded(attempt), _) => {
                    let browser = BrowserState { log_on: Some(attempt.id.clone()), ..browser };
                    changes.put(attempt.clone()).put(browser)
                }
                (PasswordVerdict::LoggedOn(session), Some(account)) => {
                    self.opened(changes, browser, account, session.clone(), false, now).await?
                }
                _ => changes,
            };
            self.commit(changes).await?;
            Ok(verdict)
        })
        .await
    }

    /// The trust that this browser has of the account, before and after, with the session that it opens without a code, if
    /// it is in force.
    async fn trusting(
        self,
        browser: &BrowserState,
        account: &Account,
        attempt: &LogOnAttempt,
        now: UnixMillis,
    ) -> Result<Option<(TrustedBrowser, TrustedBrowser, Decision<Session>)>, StoreError> {
        let policy = self.policy();
        for id in &browser.trusts {
            let Some(before) = self.store()?.get::<TrustedBrowser>(id).await? else { continue };
            let session = SessionId::from_random(random()?);
            let mut trust = before.clone();
            if let Some(spared) = trust.log_on(account, attempt, session, now, &policy) {
                return Ok(Some((before, trust, spared)));
            }
        }
        Ok(None)
    }

    /// Judges the security code of the log-on that waits for one; `trusts` tells whether to trust this browser then.
    pub async fn submit_code(self, typed: String, trusts: bool) -> Option<CodeVerdict> {
        let policy = self.policy();
        self.judged(async || {
            let (browser, guard, attempt_before, before) = self.waiting_log_on().await?;
            let keys = self.opened_keys(&before).await?;
            let now = self.clock.now_untracked();
            let session = SessionId::from_random(random()?);
            let (mut account, mut attempt) = (before.clone(), attempt_before.clone());
            let decision = logon::submit_code(&mut account, &mut attempt, &keys, &typed, session, now, &policy);
            let changes = guard.only_if_still(before).only_if_still(attempt_before).put(account.clone());
            let changes = recorded(changes, now, Some(&account.id), decision.happened)?;
            let changes = match &decision.verdict {
                CodeVerdict::LoggedOn(session) => {
                    self.opened(changes, browser, &account, session.clone(), trusts, now).await?
                }
                CodeVerdict::Refused(CodeRefusal::AttemptExpired) => given_up(changes, browser),
                CodeVerdict::Refused(_) => changes.put(attempt),
            };
            self.commit(changes).await?;
            if matches!(decision.verdict, CodeVerdict::LoggedOn(_)) {
                self.explain_accepted();
            }
            Ok(decision.verdict)
        })
        .await
    }

    /// What this browser remembers, the changes that hold only if that is still so, the log-on that waits for a second
    /// factor in it, and whose it is, as stored.
    pub(super) async fn waiting_log_on(self) -> Result<(BrowserState, Changes, LogOnAttempt, Account), StoreError> {
        let store = self.store()?;
        let (browser, guard) = self.browser_to_change().await?;
        let id = browser.log_on.clone().ok_or(StoreError::Conflict)?;
        let attempt = store.get::<LogOnAttempt>(&id).await?.ok_or(StoreError::Conflict)?;
        let account = store.get::<Account>(&attempt.account).await?.ok_or(StoreError::Conflict)?;
        Ok((browser, guard, attempt, account))
    }

    /// The keys of an account's devices, bound and retired, opened for one decision.
    pub(in super::super) async fn opened_keys(self, account: &Account) -> Result<OpenedKeys, StoreError> {
        let sealing_key = self.store()?.sealing_key().await?;
        let mut keys = OpenedKeys::default();
        let retired = account.retired_devices.iter().map(|retired| &retired.device);
        for device in account.devices.iter().chain(retired) {
            let clear = crypto::unseal(&sealing_key, &device.sealed_key.0, account.id.as_str().as_bytes()).await?;
            let secret = Secret::from_bytes(clear.to_vec()).map_err(|_| StoreError::Corrupt)?;
            keys.add(device.id.clone(), secret);
        }
        Ok(keys)
    }

    /// Gives the log-on that waits for a code up.
    pub async fn give_log_on_up(self) -> Option<()> {
        self.judged(async || {
            let (browser, changes) = self.browser_to_change().await?;
            self.commit(given_up(changes, browser)).await
        })
        .await
    }

    /// Ends the session, in every tab, and with it a key that is being shown.
    pub async fn log_out(self) -> Option<()> {
        if let Some(close) = self.before_log_out.get_value() {
            close(self).await;
        }
        self.judged(async || {
            let store = self.store()?;
            let (browser, changes) = self.browser_to_change().await?;
            let Some(id) = browser.session.clone() else { return Ok(()) };
            let now = self.clock.now_untracked();
            let mut changes = changes.delete(Kind::Session, id.as_str());
            // Whoever comes next may not go on with what the password was given for.
            if let Some(attempt) = &browser.log_on {
                changes = changes.delete(Kind::LogOn, attempt.as_str());
            }
            if let Some(session) = store.get::<Session>(&id).await? {
                changes = recorded(changes, now, Some(&session.account), Some(Happening::LoggedOut))?;
            }
            self.commit(changes.put(BrowserState { session: None, log_on: None, ..browser })).await
        })
        .await
    }
}

/// The changes with an end to the log-on that waits in this browser.
pub(super) fn given_up(changes: Changes, mut browser: BrowserState) -> Changes {
    match browser.log_on.take() {
        Some(id) => changes.delete(Kind::LogOn, id.as_str()).put(browser),
        None => changes,
    }
}
