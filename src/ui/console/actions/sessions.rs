//! Ending sessions, and the trust in browsers.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{BrowserState, Happening, Session, SessionId, TrustId, TrustedBrowser, ending::Cause},
    store::{Changes, Kind},
};

impl ConsoleState {
    /// Ends another session of the account.
    pub(in super::super) async fn end_session(self, id: SessionId) -> Option<()> {
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let store = self.store()?;
            let Some(other) = store.get::<Session>(&id).await?.filter(|other| session.may_end(other)) else {
                return Ok(());
            };
            // A session that was ended meanwhile ends no other, here and below.
            let mut changes = Changes::new().only_if_still(&session).only_if_still(&other);
            changes = changes.delete(Kind::Session, id.as_str());
            // Whoever sits there may not go on with what the password was given for, as after logging out.
            if let Some(place) = other.place {
                let (browser, guard) = store.browser_to_change(place).await?;
                if let Some(attempt) = browser.log_on.clone()
                    && browser.session == Some(id.clone())
                {
                    let browser = BrowserState { log_on: None, ..browser };
                    changes = changes.and(guard).delete(Kind::LogOn, attempt.as_str()).put(browser);
                }
            }
            let now = self.clock.now_untracked();
            self.commit(recorded(changes, now, Some(&account.id), Some(Happening::SessionEnded))?).await
        })
        .await
    }

    /// Ends every session of the account but this one.
    pub(in super::super) async fn end_other_sessions(self) -> Option<()> {
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let changes = Changes::new().only_if_still(&account).only_if_still(&session);
            let now = self.clock.now_untracked();
            let cause = Cause::OthersLoggedOut { by: &session.id };
            let changes = self.with_what_ends(changes, &account.id, cause).await?;
            self.commit(recorded(changes, now, Some(&account.id), Some(Happening::OtherSessionsEnded))?).await
        })
        .await
    }

    /// Ends the trust in a browser of the account.
    pub(in super::super) async fn revoke_trust(self, id: TrustId) -> Option<()> {
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let store = self.store()?;
            let trust = store.get::<TrustedBrowser>(&id).await?;
            let Some(trust) = trust.filter(|trust| trust.account == account.id) else { return Ok(()) };
            let (mut browser, changes) = store.browser_to_change(trust.place).await?;
            browser.trusts.retain(|kept| *kept != id);
            let changes = changes.only_if_still(session).delete(Kind::TrustedBrowser, id.as_str()).put(browser);
            let now = self.clock.now_untracked();
            self.commit(recorded(changes, now, Some(&account.id), Some(Happening::TrustRevoked))?).await
        })
        .await
    }
}
