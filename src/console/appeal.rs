//! The appeal of a person who lost the phone: the desk checks the identity, and after a waiting time, in which the
//! account's owner can stop it, all factors but the password are unbound.
//!
//! An appeal needs a log-on whose password was right and whose second factor is awaited: so nobody can appeal against a
//! stranger's account, and none of the answers tells whether a username exists (V16). Whoever is logged on in a trusted
//! browser was asked for no second factor, and gives the password again instead ([`ticket`]).

use super::desk::rejection;
use super::{
    Account, AccountId, AppealId, Application, ApplicationErrors, Decision, DeskError, Document, FactorReason,
    FactorRefused, Guessed, Happening, LogOnAttempt, LogOnId, Paper, PasswordCheck, PhoneCodeRefusal, Policy,
    RefusedFactor, Retirement, Throttle, Username, Wait,
};
use crate::otp::{UnixMillis, typed_digits};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

/// Digits of a stop code: more than of an SMS code, as it lives longer.
const STOP_CODE_DIGITS: usize = 8;

/// Stops an appeal. Every notice about the appeal carries it, so that who reads them can stop what is not theirs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StopCode(String);

impl StopCode {
    /// A new code, made of random bytes (their bias towards any code is below 2⁻³⁷).
    pub fn new(random: [u8; 8]) -> Self {
        Self(format!("{:08}", u64::from_le_bytes(random) % 100_000_000))
    }

    /// The digits, for the carrier only.
    pub fn for_carrier(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for StopCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("StopCode(redacted)")
    }
}

/// Where an appeal stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppealState {
    /// The desk has yet to decide.
    Waiting,
    /// The desk approved; nothing is unbound yet.
    Approved {
        /// When.
        at: UnixMillis,
        /// From then on the factors may be unbound.
        unbinds_at: UnixMillis,
    },
    /// The desk rejected.
    Rejected {
        /// When.
        at: UnixMillis,
        /// Why, in the reviewer's words.
        reason: String,
    },
    /// The account's owner stopped it, or it has nothing more to unbind.
    Stopped {
        /// When.
        at: UnixMillis,
    },
    /// The factors were unbound.
    TookEffect {
        /// When.
        at: UnixMillis,
    },
}

/// An appeal on the desk. An account has one open appeal at most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appeal {
    /// Its identifier.
    pub id: AppealId,
    /// Whose.
    pub account: AccountId,
    /// The account's username, for the desk.
    pub username: Username,
    /// The name of the person.
    pub name: String,
    /// What happened to the phone.
    pub reason: String,
    /// The document's image; its bytes are gone once the appeal is decided or stopped.
    pub document: Document,
    /// When it came in.
    pub submitted_at: UnixMillis,
    /// Where it stands.
    pub state: AppealState,
    /// What stops it.
    pub stop_code: StopCode,
}

/// Why somebody who is logged on does not come to an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketRefusal {
    /// No device is bound: there is nothing to appeal for.
    #[error("no device is bound")]
    NothingBound,
    /// The password is wrong.
    #[error("the password is wrong")]
    Wrong {
        /// The wait that follows.
        next: Wait,
    },
    /// Not looked at.
    #[error("too many failures")]
    Wait(Wait),
}

/// Why no appeal is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppealRefusal {
    /// The password was given too long ago, or for another account.
    #[error("the password was given too long ago")]
    LogOnAgain,
    /// One is open already.
    #[error("an appeal is open already")]
    OpenAlready,
    /// Something in the form is wrong.
    #[error("{0}")]
    Form(ApplicationErrors),
}

/// Why an appeal does not take effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EffectRefusal {
    /// The password was given too long ago, or for another account.
    #[error("the password was given too long ago")]
    LogOnAgain,
    /// The waiting time is not over.
    #[error("the waiting time is not over")]
    NotYet {
        /// When it is.
        at: UnixMillis,
    },
    /// It is not approved, or was stopped, or is used up, or was approved too long ago, or a device was bound since.
    #[error("the appeal is not in force")]
    NotInForce,
}

/// Why a stop code stops nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StopRefusal {
    /// Not eight digits; not counted.
    #[error("the input is not eight digits")]
    NotEightDigits,
    /// The username or the code is wrong, or there is nothing to stop. Which of them is not said (V16).
    #[error("the username or the code is wrong")]
    Wrong(Wait),
    /// Not looked at, because of earlier failures.
    #[error("too many failures")]
    Wait(Wait),
}

impl AppealId {
    /// The name of an account's next appeal, after so many others. Two pages that submit at once give theirs the same
    /// name, so that the one that is slower finds it taken and is judged again.
    pub fn next_of(account: &AccountId, others: usize) -> Self {
        Self(format!("{}-{others}", account.as_str()))
    }
}

impl Appeal {
    /// Takes an appeal in. `attempt` is the log-on whose password was right, `others` the account's other appeals.
    pub fn submit(
        form: Application,
        account: &Account,
        attempt: &LogOnAttempt,
        others: &[Self],
        stop_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<Self, AppealRefusal>> {
        if !is_ticket(attempt, &account.id, now) {
            return Decision::silent(Err(AppealRefusal::LogOnAgain));
        }
        if others.iter().any(|other| other.is_in_force(account, now, policy)) {
            return Decision::silent(Err(AppealRefusal::OpenAlready));
        }
        let (name, reason, document) = match form.check(policy) {
            Ok(checked) => checked,
            Err(errors) => return Decision::silent(Err(AppealRefusal::Form(errors))),
        };
        let appeal = Self {
            id: AppealId::next_of(&account.id, others.len()),
            account: account.id.clone(),
            username: account.username.clone(),
            name,
            reason,
            document,
            submitted_at: now,
            state: AppealState::Waiting,
            stop_code: StopCode::new(stop_random),
        };
        Decision::new(Ok(appeal), Happening::AppealSubmitted)
    }

    /// Whether it may still come to something. An approval that nobody used within its lifetime is worth nothing; that
    /// is extended by what guesses at the stop code may have taken of it.
    pub fn is_open(&self, now: UnixMillis, policy: &Policy) -> bool {
        match self.state {
            AppealState::Waiting => true,
            AppealState::Approved { unbinds_at, .. } => {
                now < unbinds_at.plus_secs(policy.approval_lifetime_secs + policy.appeal_delay_secs)
            }
            AppealState::Rejected { .. } | AppealState::Stopped { .. } | AppealState::TookEffect { .. } => false,
        }
    }

    /// Whether it is an open one of this account, and still about the devices that are bound: since it came in, none was
    /// attached. Whoever bound one has a second factor, and it is not for an earlier loss to unbind that.
    pub fn is_in_force(&self, account: &Account, now: UnixMillis, policy: &Policy) -> bool {
        self.account == account.id && self.is_open(now, policy) && !account.has_device_attached_after(self.submitted_at)
    }

    /// The desk approves: the waiting time begins.
    pub fn approve(&mut self, now: UnixMillis, policy: &Policy) -> Decision<Result<(), DeskError>> {
        let unbinds_at = now.plus_secs(policy.appeal_wait_secs);
        self.decide(AppealState::Approved { at: now, unbinds_at }, Happening::AppealApproved)
    }

    /// The desk rejects, with a reason that the person is shown.
    pub fn reject(&mut self, reason: &str, now: UnixMillis) -> Decision<Result<(), DeskError>> {
        match rejection(Paper::Appeal, reason) {
            Ok((reason, happened)) => self.decide(AppealState::Rejected { at: now, reason }, happened),
            Err(error) => Decision::silent(Err(error)),
        }
    }

    fn decide(&mut self, state: AppealState, happened: Happening) -> Decision<Result<(), DeskError>> {
        if self.state != AppealState::Waiting {
            return Decision::silent(Err(DeskError::AlreadyDecided));
        }
        self.state = state;
        self.document.bytes.clear();
        Decision::new(Ok(()), happened)
    }

    /// It is stopped: by the account's owner, logged on, by whom a device is bound meanwhile, or by the desk that unbinds all
    /// devices without it. Whether there was anything to stop.
    pub fn stop(&mut self, now: UnixMillis, policy: &Policy) -> Decision<bool> {
        if !self.is_open(now, policy) {
            return Decision::silent(false);
        }
        self.state = AppealState::Stopped { at: now };
        self.document.bytes.clear();
        Decision::new(true, Happening::AppealStopped)
    }

    /// Unbinds everything of `account` but the password, once the waiting time is over. `attempt` is the log-on whose
    /// password was right; `stop_throttle` is the brake on this username's stop codes: while it keeps them from being
    /// looked at the appeal waits too, so that guessing at stop codes does not cover an unbinding; but no longer than the
    /// policy has it, as anybody who knows the username can guess, and nobody else may keep the person from the account.
    ///
    /// What hangs on the account ends with it ([`Cause::AppealTookEffect`](super::ending::Cause::AppealTookEffect)).
    pub fn take_effect(
        &mut self,
        account: &mut Account,
        attempt: &LogOnAttempt,
        stop_throttle: &Throttle,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), EffectRefusal>> {
        if self.account != account.id || !is_ticket(attempt, &account.id, now) {
            return Decision::silent(Err(EffectRefusal::LogOnAgain));
        }
        let AppealState::Approved { unbinds_at, .. } = self.state else {
            return Decision::silent(Err(EffectRefusal::NotInForce));
        };
        if !self.is_in_force(account, now, policy) {
            return Decision::silent(Err(EffectRefusal::NotInForce));
        }
        let at = stop_throttle
            .check(now)
            .err()
            .and_then(|wait| wait.until)
            .map_or(unbinds_at, |until| until.max(unbinds_at))
            .min(unbinds_at.plus_secs(policy.appeal_delay_secs));
        if now < at {
            return Decision::silent(Err(EffectRefusal::NotYet { at }));
        }
        account.unbind_all(now);
        self.state = AppealState::TookEffect { at: now };
        Decision::new(Ok(()), Happening::AppealTookEffect)
    }
}

impl Account {
    /// Retires every device, and forgets the failures of codes, which were guesses at devices that are gone.
    pub fn unbind_all(&mut self, now: UnixMillis) {
        let devices: Vec<_> = self.devices.iter().map(|device| device.id.clone()).collect();
        for device in devices {
            self.retire(&device, Retirement::Removed, now);
        }
        self.code_throttle.succeed();
    }
}

/// Decides about the password of somebody who is logged on and has lost the phone: a right one is worth a log-on that
/// awaits a second factor, beside the session. A session alone is not enough, as somebody else may have got hold of it.
/// The brake is that of logging on where the account is known.
pub fn ticket(
    account: &mut Account,
    password: PasswordCheck,
    id: LogOnId,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<LogOnAttempt, TicketRefusal>> {
    if !account.has_device() {
        return Decision::silent(Err(TicketRefusal::NothingBound));
    }
    if let Err(wait) = account.known_throttle.check(now) {
        return Decision::new(Err(TicketRefusal::Wait(wait)), Happening::PasswordNotLookedAt);
    }
    if !password.is_right() {
        let next = account.known_throttle.fail(now, &policy.other_throttle);
        let (factor, reason) = (RefusedFactor::Password, FactorReason::Wrong);
        let refused = FactorRefused::counted(factor, reason, &account.known_throttle, next);
        return Decision::new(Err(TicketRefusal::Wrong { next }), Happening::FactorRefused(refused));
    }
    account.known_throttle.succeed();
    account.note_log_on();
    let expires_at = now.plus_secs(policy.log_on_lifetime_secs);
    let attempt = LogOnAttempt { id, account: account.id.clone(), expires_at, challenge: None, failures: 0 };
    Decision::new(Ok(attempt), Happening::PasswordAccepted)
}

/// Whether the log-on still stands for a right password of this account.
fn is_ticket(attempt: &LogOnAttempt, account: &AccountId, now: UnixMillis) -> bool {
    attempt.account == *account && now < attempt.expires_at
}

/// Decides about a stop code that was typed by somebody who is not logged on. `appeal` is the open appeal of the typed
/// username, if there is one; `throttle` is the brake on that username's stop codes, which is there whoever it is.
pub fn stop_by_code(
    appeal: Option<&mut Appeal>,
    throttle: &mut Throttle,
    typed: &str,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), StopRefusal>> {
    let Some(typed) = typed_digits(typed, STOP_CODE_DIGITS) else {
        return Decision::silent(Err(StopRefusal::NotEightDigits));
    };
    let told = |refusal| Happening::GuessRefused { of: Guessed::StopCode, refusal };
    if let Err(wait) = throttle.check(now) {
        let Wait { until, locked, .. } = wait;
        return Decision::new(Err(StopRefusal::Wait(wait)), told(PhoneCodeRefusal::Wait { until, locked }));
    }
    if let Some(appeal) = appeal
        && bool::from(appeal.stop_code.0.as_bytes().ct_eq(typed.as_bytes()))
    {
        let stopped = appeal.stop(now, policy);
        if stopped.verdict {
            throttle.succeed();
            return Decision { verdict: Ok(()), happened: stopped.happened };
        }
    }
    let wait = throttle.fail(now, &policy.other_throttle);
    // The stop code came by SMS as any other code to the phone.
    Decision::new(Err(StopRefusal::Wrong(wait)), told(PhoneCodeRefusal::wrong(wait)))
}

#[cfg(test)]
pub(super) use tests::appeal as fixture;

#[cfg(test)]
mod tests;
