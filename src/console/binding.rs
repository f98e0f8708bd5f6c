//! The wizard that binds a device: identity, application, link, attached.
//!
//! An account has at most one [`Binding`]. It keeps how far the person came, so that a reload or a closed dialog loses
//! no proof; but the key it shows dies with its step, its dialog, its page, or after ten minutes (V17).
//!
//! The first device needs the published proof of identity, by phone or by a reviewer, and a session that is fresh. Where
//! a device is bound, the session must have shown an existing factor lately, and that is the proof (V11): a phone's number
//! or papers are not enough to add to the factors of an account that has one.

use super::{
    Account, AccountId, BindingKeyId, Decision, DeviceId, Happening, Lines, ManualReview, PhoneCode, PhoneCodeRefusal,
    Policy, ReviewId, ReviewState, SealedKey, SendRefusal, Session,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// The steps, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// “Authenticate your identity”.
    Identity,
    /// “Install the application”.
    Install,
    /// “Link the MFA application”.
    Link,
    /// “The device is attached”.
    Attached,
}

/// How an identity was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// By a code sent to the account's phone.
    Phone,
    /// By a reviewer.
    Review,
}

/// How far the proof of identity is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Identity {
    /// Nothing yet.
    Unproved,
    /// A code was sent by SMS.
    CodeSent(PhoneCode),
    /// Papers are on the reviewer's desk.
    UnderReview(ReviewId),
    /// The reviewer said no.
    Rejected {
        /// Why, in the reviewer's words.
        reason: String,
    },
    /// Proved.
    Proved {
        /// How.
        by: Proof,
        /// From then on it must be proved again.
        good_until: UnixMillis,
    },
}

/// A key that is being shown and has not proved itself. It is no device and opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingKey {
    /// Its identifier. Only the page that made the key knows it, so that a reload or another tab cannot use it.
    pub id: BindingKeyId,
    /// The key.
    pub sealed: SealedKey,
    /// From then on it is dead.
    pub expires_at: UnixMillis,
}

/// Why a shown key ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyEnd {
    /// The step was left.
    StepLeft,
    /// The dialog was closed.
    Closed,
    /// The page was reloaded, or another page showed a newer key.
    PageLeft,
    /// Its time was over.
    Expired,
}

/// Why the wizard cannot show a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// The proof of identity is missing or too old.
    #[error("the identity has to be proved first")]
    IdentityNeeded,
    /// A factor has to be shown again first: the last time is too long ago (V11).
    #[error("a factor has to be shown first")]
    StepUpNeeded,
    /// The account has as many devices as it may have.
    #[error("no other device may be attached")]
    DevicesFull,
    /// Another page has opened the wizard for something else meanwhile: what this page's title promises is not what it
    /// would do.
    #[error("the wizard was opened for something else")]
    OtherPurpose,
}

impl Identity {
    /// Whether it is proved, and not too long ago.
    pub fn is_proved(&self, now: UnixMillis) -> bool {
        matches!(self, Self::Proved { good_until, .. } if now < *good_until)
    }
}

/// The wizard of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// Whose; also the record's key.
    pub account: AccountId,
    /// Where the person is.
    pub step: Step,
    /// The proof of identity.
    pub identity: Identity,
    /// The key being shown.
    pub pending: Option<PendingKey>,
    /// Why the last key ended, so that the next one can say that it is new.
    pub last_end: Option<KeyEnd>,
    /// The device whose place the new one takes: then the wizard switches the MFA application.
    pub replaces: Option<DeviceId>,
    /// When the last code was sent by SMS, also where the proof was begun anew: the pause before another one stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sms_at: Option<UnixMillis>,
}

impl Binding {
    /// The wizard at its beginning.
    pub fn new(account: AccountId) -> Self {
        Self {
            account,
            step: Step::Identity,
            identity: Identity::Unproved,
            pending: None,
            last_end: None,
            replaces: None,
            last_sms_at: None,
        }
    }

    /// Opens the wizard, where the person left it if it is for the same. Where a device is bound, a session that has shown
    /// a factor lately needs no other proof, and begins at the application. Without a proof that is good now it begins at
    /// the proof, and a key that was shown ends with its step.
    #[must_use = "what happened is to be recorded"]
    pub fn open(
        &mut self,
        account: &Account,
        session: &Session,
        replaces: Option<DeviceId>,
        now: UnixMillis,
        policy: &Policy,
    ) -> Option<Happening> {
        let mut ended = None;
        if self.step == Step::Attached {
            *self = Self::new(self.account.clone());
        }
        if self.replaces != replaces {
            ended = self.drop_key(KeyEnd::Closed);
            self.replaces = replaces;
            self.step = self.step.min(Step::Install);
        }
        if !self.is_proved(account, session, now, policy) {
            self.step = Step::Identity;
            ended = ended.or_else(|| self.drop_key(KeyEnd::StepLeft));
        } else if account.has_device() {
            self.step = self.step.max(Step::Install);
        }
        ended
    }

    /// Whether the first step is done with: where a device is bound by a factor shown lately, else by a proof that is good.
    fn is_proved(&self, account: &Account, session: &Session, now: UnixMillis, policy: &Policy) -> bool {
        if account.has_device() {
            session.has_fresh_step_up(account, now, policy)
        } else {
            self.identity.is_proved(now)
        }
    }

    /// Whether the wizard is for what a page has opened it for: to replace this device, or none. An account has one wizard,
    /// and another page may have opened it for something else since.
    ///
    /// # Errors
    /// If it is for something else.
    pub fn check_purpose(&self, replaces: Option<&DeviceId>) -> Result<(), LinkRefusal> {
        if self.replaces.as_ref() == replaces { Ok(()) } else { Err(LinkRefusal::OtherPurpose) }
    }

    /// The device that is to be replaced, if it is still bound.
    pub fn replaced<'a>(&self, account: &'a Account) -> Option<&'a super::Device> {
        account.device(self.replaces.as_ref()?)
    }

    /// Makes a code for the account's phone; any earlier one is worth nothing from then on.
    ///
    /// # Errors
    /// When it is too soon, or locked.
    pub fn send_phone_code(
        &mut self,
        account: &Account,
        code_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<PhoneCode, SendRefusal>> {
        let of_code = if let Identity::CodeSent(code) = &self.identity { Some(code.sent_at) } else { None };
        let last_sent_at = self.last_sms_at.max(of_code);
        match PhoneCode::again(last_sent_at, &account.phone_throttle, code_random, now, policy) {
            Ok(code) => {
                self.last_sms_at = Some(now);
                self.identity = Identity::CodeSent(code.clone());
                Decision::new(Ok(code), Happening::PhoneCodeSent)
            }
            Err(refusal) => Decision::silent(Err(refusal)),
        }
    }

    /// Decides about the phone's code, and goes on to the next step if it is right.
    pub fn submit_phone_code(
        &mut self,
        account: &mut Account,
        typed: &str,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), PhoneCodeRefusal>> {
        let Identity::CodeSent(code) = &mut self.identity else {
            return Decision::silent(Err(PhoneCodeRefusal::NotSent));
        };
        match code.submit(&mut account.phone_throttle, typed, now, policy) {
            Ok(()) => {
                self.prove(Proof::Phone, now.plus_secs(policy.freshness_secs));
                Decision::new(Ok(()), Happening::PhoneCodeAccepted)
            }
            Err(PhoneCodeRefusal::NotSixDigits) => Decision::silent(Err(PhoneCodeRefusal::NotSixDigits)),
            Err(refusal) => Decision::new(Err(refusal), Happening::PhoneCodeRefused(refusal)),
        }
    }

    /// Papers went to the desk; the wizard waits.
    #[must_use = "what happened is to be recorded"]
    pub fn await_review(&mut self, review: &ManualReview) -> Happening {
        self.identity = Identity::UnderReview(review.id.clone());
        Happening::ReviewSubmitted
    }

    /// Takes in what the desk decided. Does nothing if the wizard waits for something else.
    pub fn take_in(&mut self, review: &ManualReview, policy: &Policy) {
        if self.identity != Identity::UnderReview(review.id.clone()) {
            return;
        }
        match &review.state {
            ReviewState::Waiting => {}
            ReviewState::Approved { at } => self.prove(Proof::Review, at.plus_secs(policy.approval_lifetime_secs)),
            ReviewState::Rejected { reason, .. } => self.identity = Identity::Rejected { reason: reason.clone() },
        }
    }

    fn prove(&mut self, by: Proof, good_until: UnixMillis) {
        self.identity = Identity::Proved { by, good_until };
        self.step = Step::Install;
    }

    /// Begins the proof anew, by the other way or after a rejection. A review that waits is no longer listened to.
    pub fn choose_again(&mut self) {
        self.identity = Identity::Unproved;
        self.step = Step::Identity;
    }

    /// The account has another phone number: a code that went to the one of before is worth nothing. Whether there was one.
    pub fn end_phone_code(&mut self) -> bool {
        let was_sent = matches!(self.identity, Identity::CodeSent(_));
        if was_sent {
            self.choose_again();
        }
        was_sent
    }

    /// Whether a key may be shown or a device attached (V11).
    ///
    /// # Errors
    /// What is missing.
    pub fn may_link(
        &self,
        account: &Account,
        session: &Session,
        now: UnixMillis,
        policy: &Policy,
    ) -> Result<(), LinkRefusal> {
        if !account.has_device() && !self.identity.is_proved(now) {
            return Err(LinkRefusal::IdentityNeeded);
        }
        if !session.has_fresh_step_up(account, now, policy) {
            return Err(LinkRefusal::StepUpNeeded);
        }
        if self.replaced(account).is_none() && account.devices.len() >= policy.devices_max {
            return Err(LinkRefusal::DevicesFull);
        }
        Ok(())
    }

    /// Shows a new key, at the step “Link”. A key that was shown before is dead from then on, and its end is a line of the
    /// trail of its own; a bound device is not touched. If the identity has to be proved again, the wizard goes back to that.
    pub fn show_key(
        &mut self,
        id: BindingKeyId,
        sealed: SealedKey,
        account: &Account,
        session: &Session,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), LinkRefusal>, Lines> {
        // The page that showed it is left: it was reloaded, or another one shows a newer key.
        let is_over = self.pending.as_ref().is_some_and(|old| now >= old.expires_at);
        let ended = self.drop_key(if is_over { KeyEnd::Expired } else { KeyEnd::PageLeft });
        let mut happened = Lines::from_iter(ended);
        if let Err(refusal) = self.may_link(account, session, now, policy) {
            if refusal == LinkRefusal::IdentityNeeded {
                self.choose_again();
            }
            return Decision { verdict: Err(refusal), happened };
        }
        self.step = Step::Link;
        self.pending = Some(PendingKey { id, sealed, expires_at: now.plus_secs(policy.key_lifetime_secs) });
        happened.push(Happening::KeyShown);
        Decision { verdict: Ok(()), happened }
    }

    /// Ends the key that is being shown, if there is one.
    #[must_use = "what happened is to be recorded"]
    pub fn drop_key(&mut self, end: KeyEnd) -> Option<Happening> {
        self.pending.take().map(|_| {
            self.last_end = Some(end);
            Happening::KeyEnded(end)
        })
    }

    /// The dialog of the page that shows this key is closed: the key ends with it; one of another page is none of its
    /// business. What was attached was told by then.
    #[must_use = "what happened is to be recorded"]
    pub fn close(&mut self, shown: Option<&BindingKeyId>) -> Option<Happening> {
        if self.step == Step::Attached {
            *self = Self::new(self.account.clone());
        }
        let is_its = self.pending.as_ref().is_some_and(|key| Some(&key.id) == shown);
        if is_its { self.drop_key(KeyEnd::Closed) } else { None }
    }

    /// One step back. Leaving “Link” ends its key; a proof of identity stays.
    #[must_use = "what happened is to be recorded"]
    pub fn back(&mut self) -> Option<Happening> {
        let ended = self.drop_key(KeyEnd::StepLeft);
        self.step = match self.step {
            Step::Identity | Step::Install => Step::Identity,
            Step::Link => Step::Install,
            Step::Attached => Step::Attached,
        };
        ended
    }

    /// From a proved identity to the next step, after “Back” led there.
    pub fn to_install(&mut self, account: &Account, session: &Session, now: UnixMillis, policy: &Policy) {
        if self.is_proved(account, session, now, policy) && self.step == Step::Identity {
            self.step = Step::Install;
        }
    }
}
