//! What the browser that the console's window plays remembers, and which browser that is.

use leptos::prelude::{GetValue as _, Set as _, WithUntracked as _};

use super::super::state::{ConsoleState, background, random, recorded};
use crate::{
    console::{Account, BrowserState, Place, Session, TrustId, TrustedBrowser},
    otp::UnixMillis,
    store::{Changes, Kind, StoreError, preferences},
};

impl ConsoleState {
    /// Plays another browser in this tab: what that one remembers is read, and what this page only showed is gone. What is
    /// under way ends before, in the browser that it began in.
    pub fn switch_to(self, place: Place) {
        self.run_next(async move {
            if let Some(close) = self.before_log_out.get_value() {
                close(self).await;
            }
            self.is_wizard_open.set(false);
            self.waits_for_step_up.set(None);
            self.explains_accepted.set(false);
            self.place.set(place);
            preferences::save_place(place);
            if let Err(error) = self.read_again().await {
                self.trouble.try_set(Some(error));
            }
        });
    }

    /// Somebody uses the page: the session is noted to be in use, once a minute.
    pub fn note_use(self) {
        let (now, policy) = (self.clock.now_untracked(), self.policy());
        let Some(before) = self.snapshot.with_untracked(|all| all.session.clone()) else { return };
        let mut session = before.clone();
        if session.note_use(now, &policy) {
            background(async move {
                // If it has changed or ended meanwhile, there is nothing to note.
                let _ = self.commit(Changes::new().only_if_still(before).put(session)).await;
            });
        }
    }

    /// The changes with a session that begins in this browser, and with trust in it if a second factor earned that.
    pub(super) async fn opened(
        self,
        changes: Changes,
        mut browser: BrowserState,
        account: &Account,
        session: Session,
        trusts: bool,
        now: UnixMillis,
    ) -> Result<Changes, StoreError> {
        let id = TrustId::from_random(random()?);
        let trust = TrustedBrowser::begin(id.clone(), account, &session, browser.place, now, &self.policy());
        let Some(trust) = trust.filter(|_| trusts) else { return begun(changes, browser, account, session, now) };
        let mut changes = recorded(changes.put(trust.verdict), now, Some(&account.id), trust.happened)?;
        // It takes the place of an older one of the same account.
        let mut others = Vec::new();
        for old in browser.trusts {
            let record = self.store()?.get::<TrustedBrowser>(&old).await?;
            match record {
                Some(record) if record.account != account.id => others.push(old),
                _ => changes = changes.delete(Kind::TrustedBrowser, old.as_str()),
            }
        }
        others.push(id);
        browser.trusts = others;
        begun(changes, browser, account, session, now)
    }
}

/// The changes with a session of `account`, as it is to be stored, that begins in this browser. The log-on that led to it is
/// over, and so is the session that the browser remembered before.
pub(super) fn begun(
    mut changes: Changes,
    mut browser: BrowserState,
    account: &Account,
    mut session: Session,
    now: UnixMillis,
) -> Result<Changes, StoreError> {
    if let Some(old) = &browser.session {
        changes = changes.delete(Kind::Session, old.as_str());
    }
    if let Some(attempt) = &browser.log_on {
        changes = changes.delete(Kind::LogOn, attempt.as_str());
    }
    let mut account = account.clone();
    let happened = browser.log_on(&mut account, &mut session);
    let changes = recorded(changes, now, Some(&session.account), happened)?;
    Ok(changes.put(account).put(session).put(browser))
}
