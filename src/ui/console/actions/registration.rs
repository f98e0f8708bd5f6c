//! Opening an account.

use zeroize::Zeroizing;

use super::super::state::{ConsoleState, random, recorded};
use super::browser::begun;
use crate::{
    console::{
        AccountId, BrowserState, ConfirmRefusal, Factors, Form, FormErrors, Happening, PhoneCode, PhoneNumber,
        Registration, RegistrationId, SendRefusal, Session, SessionId, Username,
    },
    stage::MessageBody,
    store::{Changes, ConsoleStore, Kind, StoreError},
};

/// Why a form is not taken in: what is in it, or no code is sent to its phone now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterRefusal {
    /// The form has errors.
    Form(FormErrors),
    /// No message is sent.
    Sending(SendRefusal),
}

/// What a phone's number has kept of the registration that was used last, and the changes that hold only if it is still so.
async fn known_of(store: &ConsoleStore, number: &PhoneNumber) -> Result<(Option<Registration>, Changes), StoreError> {
    let id = RegistrationId::of_number(number);
    let known = store.get::<Registration>(&id).await?;
    let changes = match &known {
        Some(known) => Changes::new().only_if_still(known),
        None => Changes::new().only_if_absent(Kind::Registration, id.as_str()),
    };
    Ok((known, changes))
}

impl ConsoleState {
    /// Takes the form in, and sends a code to its phone.
    pub async fn register(
        self,
        username: String,
        password: Zeroizing<String>,
        phone_number: String,
    ) -> Option<Result<(), RegisterRefusal>> {
        let policy = self.policy();
        let registered = self
            .judged(async || {
                let store = self.store()?;
                let taken = store.account_by_username(&Username::normalise(&username)).await?.is_some();
                let form = Form { username: &username, password: &password, phone_number: &phone_number };
                let form = match form.check(taken) {
                    Ok(form) => form,
                    Err(errors) => return Ok(Err(RegisterRefusal::Form(errors))),
                };
                let hash = self.hashed(&password).await?;
                let id = RegistrationId::from_random(random()?);
                let now = self.clock.now_untracked();
                let (known, guard) = known_of(&store, &form.phone_number).await?;
                let known = known.as_ref();
                let begun = Registration::begin(id.clone(), form, hash, known, random()?, now, &policy);
                let registration = match begun {
                    Ok(registration) => registration,
                    Err(refusal) => return Ok(Err(RegisterRefusal::Sending(refusal))),
                };
                let (browser, changes) = self.browser_to_change().await?;
                let changes = changes.and(guard).put(&registration).put(registration.kept());
                let mut changes = recorded(changes, now, None, Some(Happening::PhoneCodeSent))?;
                if let Some(old) = &browser.registration {
                    changes = changes.delete(Kind::Registration, old.as_str());
                }
                self.commit(changes.put(BrowserState { registration: Some(id), ..browser })).await?;
                Ok(Ok(registration))
            })
            .await?;
        match registered {
            Ok(registration) => self.send(&registration.phone_number, &registration.phone_code).await.map(Ok),
            Err(refusal) => Some(Err(refusal)),
        }
    }

    /// Sends another code.
    pub async fn resend_registration_code(self) -> Option<Result<(), SendRefusal>> {
        let policy = self.policy();
        let resent = self
            .judged(async || {
                let before = self.stored_registration().await?;
                let mut registration = before.clone();
                let (known, changes) = known_of(&self.store()?, &before.phone_number).await?;
                let now = self.clock.now_untracked();
                if let Err(refusal) = registration.resend(known.as_ref(), random()?, now, &policy) {
                    return Ok(Err(refusal));
                }
                let changes = changes.only_if_still(before).put(&registration).put(registration.kept());
                self.commit(recorded(changes, now, None, Some(Happening::PhoneCodeSent))?).await?;
                Ok(Ok(registration))
            })
            .await?;
        match resent {
            Ok(registration) => self.send(&registration.phone_number, &registration.phone_code).await.map(Ok),
            Err(refusal) => Some(Err(refusal)),
        }
    }

    /// Judges the code; if it is right, the account is opened and logged on.
    pub async fn confirm_registration(self, typed: String) -> Option<Result<(), ConfirmRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let before = self.stored_registration().await?;
            let taken = store.account_by_username(before.username.as_str()).await?.is_some();
            let (known, changes) = known_of(&store, &before.phone_number).await?;
            let now = self.clock.now_untracked();
            let mut registration = before.clone();
            let account = AccountId::from_random(random()?);
            let decision = registration.confirm(known.as_ref(), &typed, taken, account, now, &policy);
            let (changes, kept) = (changes.only_if_still(before), registration.kept());
            match decision.verdict {
                Ok(account) => {
                    let id = SessionId::from_random(random()?);
                    let session = Session::begin(id, account.id.clone(), Factors::Opening, now);
                    let (browser, guard) = self.browser_to_change().await?;
                    let browser = BrowserState { registration: None, ..browser };
                    let changes = recorded(changes.and(guard), now, Some(&account.id), decision.happened)?;
                    let changes = begun(changes, browser, &account, session, now)?;
                    let changes = changes.delete(Kind::Registration, kept.id.as_str());
                    self.commit(changes.delete(Kind::Registration, registration.id.as_str())).await?;
                    Ok(Ok(()))
                }
                Err(refusal) => {
                    let changes = recorded(changes.put(kept).put(registration), now, None, decision.happened)?;
                    self.commit(changes).await?;
                    Ok(Err(refusal))
                }
            }
        })
        .await
    }

    /// Gives the registration up, so that its form can be filled in anew.
    pub async fn give_registration_up(self) -> Option<()> {
        self.judged(async || {
            let (browser, changes) = self.browser_to_change().await?;
            let Some(id) = browser.registration.clone() else { return Ok(()) };
            let browser = BrowserState { registration: None, ..browser };
            self.commit(changes.put(browser).delete(Kind::Registration, id.as_str())).await
        })
        .await
    }

    /// Hands a code to the carrier, who does not say whether a phone has the number.
    pub(super) async fn send(self, number: &PhoneNumber, code: &PhoneCode) -> Option<()> {
        let minutes_valid = u32::try_from(self.policy().sms_lifetime_secs / 60).unwrap_or(u32::MAX);
        self.judged(async || {
            let body = MessageBody::VerificationCode { code: code.for_carrier().to_owned(), minutes_valid };
            self.table.send_sms(number.as_str().to_owned(), body).await
        })
        .await
    }

    async fn stored_registration(self) -> Result<Registration, StoreError> {
        let store = self.store()?;
        let id = self.browser().await?.registration.ok_or(StoreError::Conflict)?;
        store.get::<Registration>(&id).await?.ok_or(StoreError::Conflict)
    }
}
