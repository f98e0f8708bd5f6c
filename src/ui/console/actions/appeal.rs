//! The appeal of a person who lost the phone.

use zeroize::Zeroizing;

use super::{
    super::state::{ConsoleState, random, recorded},
    browser::begun,
};
use crate::{
    console::{
        Account, Appeal, AppealRefusal, Application, BrowserState, EffectRefusal, Factors, Guessed, Happening,
        LogOnAttempt, LogOnId, NameThrottle, Session, SessionId, StopRefusal, TicketRefusal, Username,
        appeal::{stop_by_code, ticket},
        ending::Cause,
    },
    otp::UnixMillis,
    store::{Changes, ConsoleStore, Kind, StoreError},
};

impl ConsoleState {
    /// Judges the password of who is logged on and has lost the phone: after a right one a log-on waits for a second
    /// factor beside the session, as the appeal needs it. No trust in this browser spares that factor.
    pub async fn come_to_appeal(self, typed: Zeroizing<String>) -> Option<Result<(), TicketRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let (before, session) = self.stored_user().await?;
            let checked = self.is_hashed(&typed, before.password_hash.clone()).await?;
            let now = self.clock.now_untracked();
            let mut account = before.clone();
            let decision = ticket(&mut account, checked, LogOnId::from_random(random()?), now, &policy);
            let id = account.id.clone();
            // A session that was ended meanwhile is worth nothing, here and below.
            let mut changes = Changes::new().only_if_still(before).only_if_still(session).put(account);
            let answer = match decision.verdict {
                Ok(attempt) => {
                    let (browser, guard) = self.browser_to_change().await?;
                    let browser = BrowserState { log_on: Some(attempt.id.clone()), ..browser };
                    changes = changes.and(guard).put(attempt).put(browser);
                    Ok(())
                }
                Err(refusal) => Err(refusal),
            };
            self.commit(recorded(changes, now, Some(&id), decision.happened)?).await?;
            Ok(answer)
        })
        .await
    }

    /// Puts an appeal on the desk, for the account whose log-on waits for a second factor.
    pub async fn submit_appeal(self, form: Application) -> Option<Result<(), AppealRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let Some((attempt, account)) = self.ticket(&store).await? else {
                return Ok(Err(AppealRefusal::LogOnAgain));
            };
            let others = self.appeals_of(&store, &account).await?;
            let now = self.clock.now_untracked();
            let decision = Appeal::submit(form.clone(), &account, &attempt, &others, random()?, now, &policy);
            match decision.verdict {
                Ok(appeal) => {
                    // A log-on that ended meanwhile, as with its password, appeals for nobody.
                    let changes = Changes::new().only_if_still(attempt);
                    let changes = changes.only_if_absent(Kind::Appeal, appeal.id.as_str()).put(appeal);
                    self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
                    Ok(Ok(()))
                }
                Err(refusal) => Ok(Err(refusal)),
            }
        })
        .await
    }

    /// Unbinds everything but the password by the appeal that is in force, and logs on.
    pub async fn let_appeal_take_effect(self) -> Option<Result<(), EffectRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let Some((attempt, before)) = self.ticket(&store).await? else {
                return Ok(Err(EffectRefusal::LogOnAgain));
            };
            let now = self.clock.now_untracked();
            let appeals = self.appeals_of(&store, &before).await?;
            let Some(appeal_before) = appeals.into_iter().find(|appeal| appeal.is_in_force(&before, now, &policy))
            else {
                return Ok(Err(EffectRefusal::NotInForce));
            };
            let (brake, brake_guard) =
                store.name_throttle_to_change(NameThrottle::key(Guessed::StopCode, before.username.as_str())).await?;
            let (mut account, mut appeal) = (before.clone(), appeal_before.clone());
            let decision = appeal.take_effect(&mut account, &attempt, &brake.throttle, now, &policy);
            if decision.verdict.is_err() {
                return Ok(decision.verdict);
            }
            let session = Session::begin(SessionId::from_random(random()?), account.id.clone(), Factors::Password, now);
            let (browser, changes) = self.browser_to_change().await?;
            let id = account.id.clone();
            // Guesses at the stop code keep it waiting, also one that is made in this very moment.
            let changes = changes.and(brake_guard).only_if_still(attempt);
            let changes = changes.only_if_still(before).only_if_still(appeal_before);
            let changes = changes.put(appeal);
            let changes = self.with_what_ends(changes, &id, Cause::AppealTookEffect).await?;
            let changes = recorded(changes, now, Some(&id), decision.happened)?;
            let changes = recorded(changes, now, Some(&id), Some(Happening::LoggedOnWithoutDevice))?;
            self.commit(begun(changes, browser, &account, session, now)?).await?;
            Ok(Ok(()))
        })
        .await
    }

    /// Stops the open appeal for this username, by the code that its notices carry.
    pub async fn stop_appeal_by_code(self, username: String, typed: String) -> Option<Result<(), StopRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let now = self.clock.now_untracked();
            let (mut brake, mut changes) =
                store.name_throttle_to_change(NameThrottle::key(Guessed::StopCode, &username)).await?;
            let account = store.account_by_username(&Username::normalise(&username)).await?;
            let before = match &account {
                Some(account) => self.open_appeal_of(&store, account, now).await?,
                None => None,
            };
            let mut appeal = before.clone();
            let decision = stop_by_code(appeal.as_mut(), &mut brake.throttle, &typed, now, &policy);
            // A slip of the form is no line of the trail.
            if decision.verdict == Err(StopRefusal::NotEightDigits) {
                return Ok(decision.verdict);
            }
            if decision.verdict.is_ok()
                && let (Some(before), Some(appeal)) = (before, appeal)
            {
                changes = changes.only_if_still(before).put(appeal);
            }
            let account = account.map(|account| account.id);
            self.commit(recorded(changes.put(brake), now, account.as_ref(), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Stops the open appeal of who is logged on.
    pub async fn stop_own_appeal(self) -> Option<()> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let (account, session) = self.stored_user().await?;
            let now = self.clock.now_untracked();
            let Some(before) = self.open_appeal_of(&store, &account, now).await? else { return Ok(()) };
            let mut appeal = before.clone();
            let decision = appeal.stop(now, &policy);
            let changes = Changes::new().only_if_still(before).only_if_still(session).put(appeal);
            self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await
        })
        .await
    }

    /// The log-on of this browser that waits for a second factor, and whose it is.
    async fn ticket(self, store: &ConsoleStore) -> Result<Option<(LogOnAttempt, Account)>, StoreError> {
        let Some(id) = self.browser().await?.log_on else { return Ok(None) };
        let Some(attempt) = store.get::<LogOnAttempt>(&id).await? else { return Ok(None) };
        Ok(store.get::<Account>(&attempt.account).await?.map(|account| (attempt, account)))
    }

    async fn appeals_of(self, store: &ConsoleStore, account: &Account) -> Result<Vec<Appeal>, StoreError> {
        let all = store.all::<Appeal>().await?;
        Ok(all.into_iter().filter(|appeal| appeal.account == account.id).collect())
    }

    async fn open_appeal_of(
        self,
        store: &ConsoleStore,
        account: &Account,
        now: UnixMillis,
    ) -> Result<Option<Appeal>, StoreError> {
        let policy = self.policy();
        Ok(self.appeals_of(store, account).await?.into_iter().find(|appeal| appeal.is_open(now, &policy)))
    }
}
