//! Logging on and out.

use leptos::prelude::GetValue as _;
use zeroize::Zeroizing;

use super::super::state::{ConsoleState, random, recorded};
use crate::{
    browser::crypto,
    console::{
        Account, BrowserState, CodeRefusal, CodeVerdict, Happening, LogOnId, LogOnIds, OpenedKeys, PasswordVerdict,
        SessionId, Subject, Username, logon, password, tasks::VerifyPassword,
    },
    otp::Secret,
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
            let unknown = store.unknown_username(&name).await?;
            let hash = known.as_ref().map_or_else(password::dummy_hash, |account| account.password_hash.clone());
            let task = VerifyPassword { password: typed.clone(), hash };
            let right = self.workshop.run(task).await.map_err(|_| StoreError::Cryptography)?;
            let changes = match (&known, &unknown) {
                (Some(account), _) => Changes::new().only_if_still(account.clone()),
                (None, Some(unknown)) => Changes::new().only_if_still(unknown.clone()),
                (None, None) => Changes::new(),
            };
            let is_first = known.is_none() && unknown.is_none();
            let mut subject = Subject::of(&username, known, unknown);
            let ids = LogOnIds { attempt: LogOnId::from_random(random()?), session: SessionId::from_random(random()?) };
            let now = self.clock.now_untracked();
            let decision = logon::submit_password(&mut subject, right, ids, now, &policy);
            let (changes, account) = match subject {
                Subject::Known(account) => (changes.put(account.clone()), Some(account.id)),
                Subject::Unknown(unknown) if is_first => {
                    (changes.only_if_absent(Kind::UnknownUsername, &unknown.username).put(unknown), None)
                }
                Subject::Unknown(unknown) => (changes.put(unknown), None),
            };
            let browser = self.browser().await?;
            let changes = match &decision.verdict {
                PasswordVerdict::Refused(_) => changes,
                PasswordVerdict::CodeNeeded(attempt) => {
                    let browser = BrowserState { log_on: Some(attempt.id.clone()), ..browser };
                    changes.put(attempt.clone()).put(browser)
                }
                PasswordVerdict::LoggedOn(session) => {
                    let browser = BrowserState { session: Some(session.id.clone()), log_on: None, ..browser };
                    changes.put(session.clone()).put(browser)
                }
            };
            self.commit(recorded(changes, now, account.as_ref(), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Judges the security code of the log-on that waits for one.
    pub async fn submit_code(self, typed: String) -> Option<CodeVerdict> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let browser = self.browser().await?;
            let id = browser.log_on.clone().ok_or(StoreError::Conflict)?;
            let attempt = store.log_on(&id).await?.ok_or(StoreError::Conflict)?;
            let before = store.account(&attempt.account).await?.ok_or(StoreError::Conflict)?;
            let keys = self.opened_keys(&before).await?;
            let now = self.clock.now_untracked();
            let session = SessionId::from_random(random()?);
            let mut account = before.clone();
            let decision = logon::submit_code(&mut account, &attempt, &keys, &typed, session, now, &policy);
            let id_of_account = account.id.clone();
            let mut changes = Changes::new().only_if_still(before).put(account);
            match &decision.verdict {
                CodeVerdict::LoggedOn(session) => {
                    let browser = BrowserState { session: Some(session.id.clone()), log_on: None, ..browser };
                    changes = changes.put(session.clone()).put(browser).delete(Kind::LogOn, id.as_str());
                }
                CodeVerdict::Refused(CodeRefusal::AttemptExpired) => {
                    let browser = BrowserState { log_on: None, ..browser };
                    changes = changes.put(browser).delete(Kind::LogOn, id.as_str());
                }
                CodeVerdict::Refused(_) => {}
            }
            self.commit(recorded(changes, now, Some(&id_of_account), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// The keys of an account's devices, bound and retired, opened for one decision.
    pub(in super::super) async fn opened_keys(self, account: &Account) -> Result<OpenedKeys, StoreError> {
        let sealing_key = self.store()?.sealing_key().await?;
        let mut keys = OpenedKeys::default();
        let retired = account.retired_devices.iter().map(|retired| &retired.device);
        for device in account.devices.iter().chain(retired) {
            let clear = crypto::unseal(&sealing_key, &device.sealed_key.0, account.id.as_str().as_bytes())
                .await
                .map_err(|_| StoreError::Cryptography)?;
            let secret = Secret::from_bytes(clear.to_vec()).map_err(|_| StoreError::Corrupt)?;
            keys.add(device.id.clone(), secret);
        }
        Ok(keys)
    }

    /// Gives the log-on that waits for a code up.
    pub async fn give_log_on_up(self) -> Option<()> {
        self.judged(async || {
            let browser = self.browser().await?;
            let Some(id) = browser.log_on.clone() else { return Ok(()) };
            let browser = BrowserState { log_on: None, ..browser };
            self.commit(Changes::new().put(browser).delete(Kind::LogOn, id.as_str())).await
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
            let browser = self.browser().await?;
            let Some(id) = browser.session.clone() else { return Ok(()) };
            let now = self.clock.now_untracked();
            let mut changes = Changes::new().delete(Kind::Session, id.as_str());
            if let Some(session) = store.session(&id).await? {
                changes = recorded(changes, now, Some(&session.account), Some(Happening::LoggedOut))?;
            }
            self.commit(changes.put(BrowserState { session: None, ..browser })).await
        })
        .await
    }
}
