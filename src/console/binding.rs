//! The wizard that binds a device: identity, application, link, attached.
//!
//! An account has at most one [`Binding`]. It keeps how far the person came, so that a reload or a closed dialog loses
//! no proof; but the key it shows dies with its step, its dialog, its page, or after ten minutes (V17).

use super::{
    Account, AccountId, BindingKeyId, Decision, Device, DeviceId, Happening, ManualReview, PhoneCode, PhoneCodeRefusal,
    Policy, Refusal, ReviewId, ReviewState, SealedKey, SendRefusal, Session, Verdict, verifier,
};
use crate::otp::{Secret, Totp, UnixMillis};
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
    /// Its name. Only the page that made the key knows it, so that a reload or another tab cannot use it.
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
    /// After a manual verification: the log-on is too long ago (V11).
    #[error("the log-on is too long ago")]
    LogOnAgain,
}

/// Why a device is not attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachRefusal {
    /// The key shown on this page is no longer good.
    #[error("the key has ended")]
    KeyEnded(KeyEnd),
    /// The proof of identity or the log-on is too old.
    #[error("not allowed: {0}")]
    Link(LinkRefusal),
    /// The verifier refused the code. Another may be typed at once: the key is before the person's eyes, so there is
    /// nothing to guess.
    #[error("the code is refused: {0}")]
    Code(Refusal),
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
}

impl Binding {
    /// The wizard at its beginning.
    pub fn new(account: AccountId) -> Self {
        Self { account, step: Step::Identity, identity: Identity::Unproved, pending: None, last_end: None }
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
        let previous = if let Identity::CodeSent(code) = &self.identity { Some(code) } else { None };
        match PhoneCode::again(previous, &account.phone_throttle, code_random, now, policy) {
            Ok(code) => {
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

    /// Whether the identity is proved well enough to show a key or to attach a device (V11).
    ///
    /// # Errors
    /// What is missing.
    pub fn may_link(&self, session: &Session, now: UnixMillis, policy: &Policy) -> Result<(), LinkRefusal> {
        match self.identity {
            Identity::Proved { by, good_until } if now < good_until => {
                if by == Proof::Review && !session.is_fresh(now, policy) {
                    return Err(LinkRefusal::LogOnAgain);
                }
                Ok(())
            }
            _ => Err(LinkRefusal::IdentityNeeded),
        }
    }

    /// Shows a new key, at the step “Link”. A key that was shown before is dead from then on; a bound device is not
    /// touched. If the identity has to be proved again, the wizard goes back to that.
    pub fn show_key(
        &mut self,
        id: BindingKeyId,
        sealed: SealedKey,
        session: &Session,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), LinkRefusal>> {
        if let Err(refusal) = self.may_link(session, now, policy) {
            if refusal == LinkRefusal::IdentityNeeded {
                self.choose_again();
            }
            self.pending = None;
            return Decision::silent(Err(refusal));
        }
        if let Some(old) = self.pending.take() {
            let expired = now >= old.expires_at;
            self.last_end = Some(if expired { KeyEnd::Expired } else { KeyEnd::PageLeft });
        }
        self.step = Step::Link;
        self.pending = Some(PendingKey { id, sealed, expires_at: now.plus_secs(policy.key_lifetime_secs) });
        Decision::new(Ok(()), Happening::KeyShown)
    }

    /// Ends the key that is being shown, if there is one.
    pub fn drop_key(&mut self, end: KeyEnd) -> Option<Happening> {
        self.pending.take().map(|_| {
            self.last_end = Some(end);
            Happening::KeyEnded(end)
        })
    }

    /// One step back. Leaving “Link” ends its key; a proof of identity stays.
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
    pub fn to_install(&mut self) {
        if matches!(self.identity, Identity::Proved { .. }) && self.step == Step::Identity {
            self.step = Step::Install;
        }
    }

    /// Decides about the first code of the key that this page shows, and only then attaches the device (V17), in place
    /// of another if there was one. The window is that of logon, by the same function (V18).
    #[expect(clippy::too_many_arguments, reason = "records, input, time and randomness all come from outside")]
    pub fn attach(
        &mut self,
        account: &mut Account,
        session: &Session,
        key: &BindingKeyId,
        secret: &Secret,
        typed: &str,
        device: DeviceId,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), AttachRefusal>> {
        let Some(pending) = self.pending.as_ref().filter(|pending| pending.id == *key) else {
            return Decision::silent(Err(AttachRefusal::KeyEnded(self.last_end.unwrap_or(KeyEnd::PageLeft))));
        };
        if now >= pending.expires_at {
            let happened = self.drop_key(KeyEnd::Expired);
            return Decision { verdict: Err(AttachRefusal::KeyEnded(KeyEnd::Expired)), happened };
        }
        if let Err(refusal) = self.may_link(session, now, policy) {
            return Decision::silent(Err(AttachRefusal::Link(refusal)));
        }
        let verdict = Totp::new(secret, policy.algorithm, policy.digits, policy.period_secs)
            .map_or(Verdict::Refused(Refusal::Wrong), |totp| verifier::verify(&totp, typed, None, now, policy));
        match verdict {
            Verdict::Accepted { step, .. } => {
                let attached = Device {
                    id: device,
                    sealed_key: pending.sealed.clone(),
                    algorithm: policy.algorithm,
                    digits: policy.digits,
                    period_secs: policy.period_secs,
                    attached_at: now,
                    // The code of set-up is spent: it does not log on as well.
                    last_accepted_step: step,
                    name: None,
                    drift_steps: None,
                    used_steps: Vec::new(),
                };
                account.devices.push(attached);
                account.code_throttle.succeed();
                self.pending = None;
                self.last_end = None;
                self.identity = Identity::Unproved;
                self.step = Step::Attached;
                Decision::new(Ok(()), Happening::DeviceAttached { replaced: false })
            }
            Verdict::Refused(refusal) => {
                let verdict = Err(AttachRefusal::Code(refusal));
                if refusal.is_failure() {
                    Decision::new(verdict, Happening::FirstCodeRefused(refusal))
                } else {
                    Decision::silent(verdict)
                }
            }
        }
    }
}
