//! A forgotten password.

use zeroize::Zeroizing;

use super::super::state::{ConsoleState, background, random, recorded};
use crate::{
    console::{
        Account, BrowserState, Guessed, NameThrottle, PasswordError, PasswordReset, ResetId, ResetRefusal, SendRefusal,
        Username, ending::Cause, password_change,
    },
    store::Kind,
};

/// Why a reset is not done: the new password, or the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetFormRefusal {
    /// The new password is refused.
    Password(PasswordError),
    /// The reset is refused.
    Reset(ResetRefusal),
}

/// The key of the brake on resets: where the account was logged on before, another one than everywhere else (V8).
fn brake_key(username: &str, account: Option<&Account>, browser: &BrowserState) -> String {
    let is_known = account.is_some_and(|account| browser.known_accounts.contains(&account.id));
    let key = if is_known { NameThrottle::known_key } else { NameThrottle::key };
    key(Guessed::ResetCode, username)
}

impl ConsoleState {
    /// Asks for a reset: a code goes to the account's phone, if anybody has the username. Also for another code.
    pub async fn ask_for_reset(self, username: String) -> Option<Result<(), SendRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let now = self.clock.now_untracked();
            let account = store.account_by_username(&Username::normalise(&username)).await?;
            let (browser, guard) = self.browser_to_change().await?;
            let key = brake_key(&username, account.as_ref(), &browser);
            let (mut brake, changes) = store.name_throttle_to_change(key).await?;
            let id = ResetId::from_random(random()?);
            let whose = account.as_ref().map(|account| &account.id);
            let decision = PasswordReset::begin(id, &username, account.as_ref(), &mut brake, random()?, now, &policy);
            let reset = match decision.verdict {
                Ok(reset) => reset,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let mut changes = changes.and(guard).put(brake).put(reset.clone());
            if let Some(old) = &browser.reset {
                changes = changes.delete(Kind::PasswordReset, old.as_str());
            }
            let changes = changes.put(BrowserState { reset: Some(reset.id.clone()), ..browser });
            self.commit(recorded(changes, now, whose, decision.happened)?).await?;
            // Beside the answer, which must take as long for a name that nobody has (V16).
            if let Some(account) = account {
                background(async move {
                    self.send(&account.phone_number, &reset.phone_code).await;
                });
            }
            Ok(Ok(()))
        })
        .await
    }

    /// Judges the code, and sets the new password if it is right. The hash is computed whoever it is (V16).
    pub async fn confirm_reset(
        self,
        typed: String,
        new_password: Zeroizing<String>,
    ) -> Option<Result<(), ResetFormRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let (browser, guard) = self.browser_to_change().await?;
            let stored = match &browser.reset {
                Some(id) => store.get::<PasswordReset>(id).await?,
                None => None,
            };
            let Some(before) = stored else {
                return Ok(Err(ResetFormRefusal::Reset(ResetRefusal::Expired)));
            };
            if let Err(error) = password_change::check(&before.username, &new_password) {
                return Ok(Err(ResetFormRefusal::Password(error)));
            }
            let hash = self.hashed(&new_password).await?;
            let account_before = match &before.account {
                Some(id) => store.get::<Account>(id).await?,
                None => None,
            };
            let key = brake_key(&before.username, account_before.as_ref(), &browser);
            let (mut brake, changes) = store.name_throttle_to_change(key).await?;
            let (mut reset, mut account) = (before.clone(), account_before.clone());
            let now = self.clock.now_untracked();
            let decision = reset.confirm(account.as_mut(), &mut brake, &typed, hash, now, &policy);
            let changes = changes.and(guard).only_if_still(before).put(brake);
            let whose = account.as_ref().map(|account| account.id.clone());
            let changes = match (decision.verdict, account_before, account) {
                (Ok(()), Some(account_before), Some(account)) => {
                    let id = account.id.clone();
                    let changes = changes.only_if_still(account_before).put(account);
                    // With this one, all resets that others have asked for.
                    let changes = self.with_what_ends(changes, &id, Cause::PasswordReset).await?;
                    changes.put(BrowserState { reset: None, ..browser })
                }
                _ => changes.put(reset),
            };
            self.commit(recorded(changes, now, whose.as_ref(), decision.happened)?).await?;
            Ok(decision.verdict.map_err(ResetFormRefusal::Reset))
        })
        .await
    }

    /// Gives the reset up, so that another username can be typed.
    pub async fn give_reset_up(self) -> Option<()> {
        self.judged(async || {
            let (browser, changes) = self.browser_to_change().await?;
            let Some(id) = browser.reset.clone() else { return Ok(()) };
            let browser = BrowserState { reset: None, ..browser };
            self.commit(changes.put(browser).delete(Kind::PasswordReset, id.as_str())).await
        })
        .await
    }
}
