//! Ending sessions, and the trust in browsers.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{AccountId, Happening, Session, SessionId, TrustId, TrustedBrowser},
    store::{Changes, Kind, StoreError},
};

impl ConsoleState {
    /// Ends another session of the account.
    pub(in super::super) async fn end_session(self, id: SessionId) -> Option<()> {
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let other = self.store()?.session(&id).await?;
            if other.is_none_or(|other| !session.may_end(&other)) {
                return Ok(());
            }
            let changes = Changes::new().delete(Kind::Session, id.as_str());
            let now = self.clock.now_untracked();
            self.commit(recorded(changes, now, Some(&account.id), Some(Happening::SessionEnded))?).await
        })
        .await
    }

    /// Ends every session of the account but this one.
    pub(in super::super) async fn end_other_sessions(self) -> Option<()> {
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let changes = self.without_sessions(&account.id, Some(&session.id), Changes::new()).await?;
            let now = self.clock.now_untracked();
            self.commit(recorded(changes, now, Some(&account.id), Some(Happening::OtherSessionsEnded))?).await
        })
        .await
    }

    /// The changes with an end to every session of an account, but the one to keep. Also for whoever changes a password
    /// or unbinds the factors: who was let in by the old ones goes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn without_sessions(
        self,
        account: &AccountId,
        keep: Option<&SessionId>,
        mut changes: Changes,
    ) -> Result<Changes, StoreError> {
        for session in self.store()?.records::<Session>().await? {
            if session.account == *account && Some(&session.id) != keep {
                changes = changes.delete(Kind::Session, session.id.as_str());
            }
        }
        Ok(changes)
    }

    /// Ends the trust in a browser of the account.
    pub(in super::super) async fn revoke_trust(self, id: TrustId) -> Option<()> {
        self.judged(async || {
            let (account, _) = self.stored_user().await?;
            let store = self.store()?;
            let trust = store.record::<TrustedBrowser>(id.as_str()).await?;
            let Some(trust) = trust.filter(|trust| trust.account == account.id) else { return Ok(()) };
            let mut browser = store.browser(trust.place).await?;
            browser.trusts.retain(|kept| *kept != id);
            let changes = Changes::new().delete(Kind::TrustedBrowser, id.as_str()).put(browser);
            let now = self.clock.now_untracked();
            self.commit(recorded(changes, now, Some(&account.id), Some(Happening::TrustRevoked))?).await
        })
        .await
    }
}
