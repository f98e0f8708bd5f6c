//! Passkeys: adding, removing, logging on with one, and showing one again.

use super::super::state::{ConsoleState, random, recorded};
use super::log_on::given_up;
use crate::{
    browser::{
        passkey::{NewPasskey, PasskeyError, factor},
        signature,
    },
    console::{
        AccountId, Challenge, LogOnAttempt, Passkey, Session, SessionId,
        ending::Cause,
        passkey::{self, Answer, ChangeRefusal, Made, NewCredential, PasskeyRefusal, Shown},
        webauthn::{self, Site},
    },
    store::{Changes, Kind, StoreError},
};

/// Why a passkey was not added, removed or accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum PasskeyTrouble {
    /// The browser gave no answer.
    Browser(PasskeyError),
    /// The answer was not accepted.
    Refused(PasskeyRefusal),
    /// The change was not accepted.
    Change(ChangeRefusal),
}

/// What a person is asked before a passkey answers.
struct Asked {
    challenge: Challenge,
    candidates: Vec<Vec<u8>>,
}

impl ConsoleState {
    /// The passkeys of an account.
    pub(in super::super) async fn passkeys_of(self, account: &AccountId) -> Result<Vec<Passkey>, StoreError> {
        let all = self.store()?.all::<Passkey>().await?;
        Ok(all.into_iter().filter(|passkey| passkey.account == *account).collect())
    }

    /// Has this browser make a passkey, and adds it to the account.
    pub(in super::super) async fn add_passkey(self, name: String) -> Option<Result<(), PasskeyTrouble>> {
        let policy = self.policy();
        if let Err(refusal) = passkey::name(&name) {
            return Some(Err(PasskeyTrouble::Change(refusal)));
        }
        let asked = self
            .judged(async || {
                let (account, before) = self.stored_user().await?;
                let now = self.clock.now_untracked();
                if let Err(refusal) = passkey::may_change(&account, &before, now, &policy) {
                    return Ok(Err(refusal));
                }
                let challenge = Challenge::new(random()?, now);
                let session = Session { challenge: Some(challenge.clone()), ..before.clone() };
                let candidates = candidates(&self.passkeys_of(&account.id).await?);
                self.commit(Changes::new().only_if_still(before).put(session)).await?;
                Ok(Ok((account, Asked { challenge, candidates })))
            })
            .await?;
        let (account, asked) = match asked {
            Ok(asked) => asked,
            Err(refusal) => return Some(Err(PasskeyTrouble::Change(refusal))),
        };
        let making = factor::create(NewPasskey {
            challenge: &asked.challenge.bytes,
            user_id: account.id.as_str().as_bytes(),
            user_name: account.username.as_str(),
            relying_party_name: policy.issuer,
            exclude: &asked.candidates,
        });
        let made = self.asked(making).await?;
        let made = match made {
            Ok(made) => NewCredential {
                id: made.credential_id,
                client_data: made.client_data,
                authenticator_data: made.authenticator_data,
                algorithm: made.algorithm,
                spki: made.spki,
            },
            Err(error) => return Some(Err(PasskeyTrouble::Browser(error))),
        };
        self.judged(async || {
            let (account, before) = self.stored_user().await?;
            let passkeys = self.passkeys_of(&account.id).await?;
            let mut session = before.clone();
            let now = self.clock.now_untracked();
            let made = Made { credential: &made, site: &site(), name: &name };
            let decision = passkey::add(&account, &mut session, &passkeys, made, now, &policy);
            // The account, too: another tab may have removed the last device meanwhile.
            let mut changes = Changes::new().only_if_still(&account).only_if_still(before).put(session);
            if let Ok(passkey) = &decision.verdict {
                changes = changes.only_if_absent(Kind::Passkey, &passkey.id).put(passkey);
            }
            self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
            Ok(decision.verdict.map(drop).map_err(PasskeyTrouble::Change))
        })
        .await
    }

    /// Removes a passkey of the account. Its other sessions and its trust in browsers end with it.
    pub(in super::super) async fn remove_passkey(self, id: String) -> Option<Result<(), PasskeyTrouble>> {
        let policy = self.policy();
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let Some(passkey) = self.store()?.get::<Passkey>(&id).await? else {
                return Ok(Err(PasskeyTrouble::Change(ChangeRefusal::Gone)));
            };
            let now = self.clock.now_untracked();
            let decision = passkey::remove(&passkey, &account, &session, now, &policy);
            if let Err(refusal) = decision.verdict {
                return Ok(Err(PasskeyTrouble::Change(refusal)));
            }
            let changes = Changes::new().only_if_still(&account).only_if_still(&session).only_if_still(&passkey);
            let changes = changes.delete(Kind::Passkey, &id);
            let cause = Cause::PasskeyRemoved { by: &session.id };
            let changes = self.with_what_ends(changes, &account.id, cause).await?;
            self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
            Ok(Ok(()))
        })
        .await
    }

    /// Has a passkey complete the log-on that waits for a second factor; `trusts` tells whether to trust this browser
    /// then.
    pub(in super::super) async fn submit_passkey(self, trusts: bool) -> Option<Result<(), PasskeyTrouble>> {
        let answer = self
            .answer(async |challenge| {
                let (_, _, before, account) = self.waiting_log_on().await?;
                let attempt = LogOnAttempt { challenge: Some(challenge), ..before.clone() };
                Ok((account.id, Changes::new().only_if_still(before).put(attempt)))
            })
            .await?;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return Some(Err(PasskeyTrouble::Browser(error))),
        };
        self.judged(async || {
            let (browser, guard, attempt_before, account) = self.waiting_log_on().await?;
            let (before, signature_right) = self.shown_passkey(&answer).await?;
            let (mut attempt, mut passkey) = (attempt_before.clone(), before.clone());
            let session = SessionId::from_random(random()?);
            let now = self.clock.now_untracked();
            let shown = Shown { answer: &answer, signature_right, site: &site() };
            let decision = passkey::log_on(passkey.as_mut(), &account, &mut attempt, shown, session, now);
            let changes = guard.only_if_still(&account).only_if_still(attempt_before);
            let changes = changed(changes, before, passkey);
            let changes = recorded(changes, now, Some(&account.id), decision.happened)?;
            let changes = match &decision.verdict {
                Ok(session) => self.opened(changes, browser, &account, session.clone(), trusts, now).await?,
                Err(PasskeyRefusal::AttemptExpired) => given_up(changes, browser),
                Err(_) => changes.put(attempt),
            };
            self.commit(changes).await?;
            Ok(decision.verdict.map(drop).map_err(PasskeyTrouble::Refused))
        })
        .await
    }

    /// Has a passkey be shown again before a sensitive action.
    pub(in super::super) async fn step_up_with_passkey(self) -> Option<Result<(), PasskeyTrouble>> {
        let answer = self
            .answer(async |challenge| {
                let (account, before) = self.stored_user().await?;
                let session = Session { challenge: Some(challenge), ..before.clone() };
                Ok((account.id, Changes::new().only_if_still(before).put(session)))
            })
            .await?;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return Some(Err(PasskeyTrouble::Browser(error))),
        };
        self.judged(async || {
            let (account, session_before) = self.stored_user().await?;
            let (before, signature_right) = self.shown_passkey(&answer).await?;
            let (mut session, mut passkey) = (session_before.clone(), before.clone());
            let now = self.clock.now_untracked();
            let shown = Shown { answer: &answer, signature_right, site: &site() };
            let decision = passkey::step_up(passkey.as_mut(), &account, &mut session, shown, now);
            let changes = Changes::new().only_if_still(&account).only_if_still(session_before).put(session);
            let changes = changed(changes, before, passkey);
            self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
            Ok(decision.verdict.map_err(PasskeyTrouble::Refused))
        })
        .await
    }

    /// Has one of an account's passkeys sign a new challenge. `waiting` finds whose, and the changes that keep the challenge
    /// with what waits for the answer. Nothing where the person has turned to something else before answering.
    async fn answer(
        self,
        waiting: impl AsyncFn(Challenge) -> Result<(AccountId, Changes), StoreError>,
    ) -> Option<Result<Answer, PasskeyError>> {
        let asked = self
            .judged(async || {
                let challenge = Challenge::new(random()?, self.clock.now_untracked());
                let (account, changes) = waiting(challenge.clone()).await?;
                let candidates = candidates(&self.passkeys_of(&account).await?);
                self.commit(changes).await?;
                Ok(Asked { challenge, candidates })
            })
            .await?;
        self.asked(answered(&asked)).await
    }

    /// The passkey that an answer names, as stored, and whether its key made the signature.
    async fn shown_passkey(self, answer: &Answer) -> Result<(Option<Passkey>, bool), StoreError> {
        let Some(passkey) = self.store()?.get::<Passkey>(&answer.id).await? else { return Ok((None, false)) };
        let key = &passkey.public_key;
        let Some((algorithm, raw)) = key.algorithm().zip(key.raw_signature(&answer.signature)) else {
            return Ok((Some(passkey), false));
        };
        let signed = webauthn::signed_bytes(&answer.authenticator_data, &answer.client_data);
        let is_right = signature::is_right(algorithm, key.as_spki(), &raw, &signed).await?;
        Ok((Some(passkey), is_right))
    }
}

/// This page, as passkeys know it.
fn site() -> Site {
    let (origin, relying_party_id) = factor::site();
    Site { origin, relying_party_id }
}

fn candidates(passkeys: &[Passkey]) -> Vec<Vec<u8>> {
    passkeys.iter().map(|passkey| passkey::id_bytes(&passkey.id)).collect()
}

/// Has the browser ask for one of the passkeys.
async fn answered(asked: &Asked) -> Result<Answer, PasskeyError> {
    // An empty list would mean any passkey of this page, such as that of a vault.
    if asked.candidates.is_empty() {
        return Err(PasskeyError::Cancelled);
    }
    let signed = factor::sign(&asked.challenge.bytes, &asked.candidates).await?;
    Ok(Answer {
        id: passkey::id_text(&signed.credential_id),
        client_data: signed.client_data,
        authenticator_data: signed.authenticator_data,
        signature: signed.signature,
    })
}

/// The changes with what an answer has changed of its passkey.
fn changed(changes: Changes, before: Option<Passkey>, after: Option<Passkey>) -> Changes {
    match (before, after) {
        (Some(before), Some(after)) if before != after => changes.only_if_still(before).put(after),
        _ => changes,
    }
}
