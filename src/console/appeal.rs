//! The appeal of a person who lost the phone: the desk checks the identity, and after a waiting time, in which the
//! account's owner can stop it, all factors but the password are unbound.
//!
//! An appeal needs a log-on whose password was right and whose second factor is awaited: so nobody can appeal against a
//! stranger's account, and none of the answers tells whether a username exists (V16).

use super::{
    Account, AccountId, AppealId, Application, ApplicationErrors, Decision, DeskError, Document, Happening,
    LogOnAttempt, PhoneCodeRefusal, Policy, Retirement, Throttle, Username, Wait,
};
use crate::otp::{UnixMillis, normalise_typed};
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
    /// The account's owner stopped it.
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
    /// Its name.
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
    /// It is not approved, or was stopped, or is used up, or was approved too long ago.
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

impl Appeal {
    /// Takes an appeal in. `attempt` is the log-on whose password was right, `open` the account's other appeals.
    #[expect(clippy::too_many_arguments, reason = "each is a record or a value that only the caller has")]
    pub fn submit(
        id: AppealId,
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
        if others.iter().any(|other| other.account == account.id && other.is_open(now, policy)) {
            return Decision::silent(Err(AppealRefusal::OpenAlready));
        }
        let (name, reason, document) = match form.check(policy) {
            Ok(checked) => checked,
            Err(errors) => return Decision::silent(Err(AppealRefusal::Form(errors))),
        };
        let appeal = Self {
            id,
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

    /// Whether it may still come to something. An approval that nobody used within its lifetime is worth nothing.
    pub fn is_open(&self, now: UnixMillis, policy: &Policy) -> bool {
        match self.state {
            AppealState::Waiting => true,
            AppealState::Approved { unbinds_at, .. } => now < unbinds_at.plus_secs(policy.approval_lifetime_secs),
            AppealState::Rejected { .. } | AppealState::Stopped { .. } | AppealState::TookEffect { .. } => false,
        }
    }

    /// The desk approves: the waiting time begins.
    pub fn approve(&mut self, now: UnixMillis, policy: &Policy) -> Decision<Result<(), DeskError>> {
        let unbinds_at = now.plus_secs(policy.appeal_wait_secs);
        self.decide(AppealState::Approved { at: now, unbinds_at }, Happening::AppealApproved)
    }

    /// The desk rejects, with a reason that the person is shown.
    pub fn reject(&mut self, reason: &str, now: UnixMillis) -> Decision<Result<(), DeskError>> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Decision::silent(Err(DeskError::ReasonMissing));
        }
        self.decide(AppealState::Rejected { at: now, reason }, Happening::AppealRejected)
    }

    fn decide(&mut self, state: AppealState, happened: Happening) -> Decision<Result<(), DeskError>> {
        if self.state != AppealState::Waiting {
            return Decision::silent(Err(DeskError::AlreadyDecided));
        }
        self.state = state;
        self.document.bytes.clear();
        Decision::new(Ok(()), happened)
    }

    /// The account's owner stops it, logged on. Whether there was anything to stop.
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
    /// looked at the appeal waits too, so that guessing at stop codes can delay an unbinding but never cover it.
    ///
    /// The records that hang on the account (recovery codes, passkeys, trusts, sessions, the wizard) are the caller's
    /// to delete, in the same transaction.
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
        if !self.is_open(now, policy) {
            return Decision::silent(Err(EffectRefusal::NotInForce));
        }
        let at = stop_throttle.check(now).err().map_or(unbinds_at, |wait| wait.until.max(unbinds_at));
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
    let typed = normalise_typed(typed);
    if typed.len() != STOP_CODE_DIGITS || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Decision::silent(Err(StopRefusal::NotEightDigits));
    }
    if let Err(wait) = throttle.check(now) {
        return Decision::silent(Err(StopRefusal::Wait(wait)));
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
    let wait = throttle.fail(now, policy);
    // The stop code came by SMS as any other code to the phone.
    let refusal = PhoneCodeRefusal::Wrong { wait_until: wait.until, locked: wait.locked };
    Decision::new(Err(StopRefusal::Wrong(wait)), Happening::PhoneCodeRefused(refusal))
}

#[cfg(test)]
mod tests {
    use super::super::{Device, DeviceId, LogOnId, PasswordHash, PhoneNumber, SealedKey, password};
    use super::*;
    use crate::otp::{Algorithm, Digits};

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    fn hash() -> PasswordHash {
        password::dummy_hash()
    }

    fn account() -> Account {
        let device = |n: u8| Device {
            id: DeviceId::from_random([n; 16]),
            sealed_key: SealedKey(vec![n]),
            algorithm: Algorithm::Sha1,
            digits: Digits::SIX,
            period_secs: 30,
            attached_at: NOW,
            last_accepted_step: 0,
            name: None,
            drift_steps: None,
            used_steps: Vec::new(),
        };
        Account {
            id: AccountId::from_random([1; 16]),
            username: Username::parse("alice").unwrap(),
            password_hash: hash(),
            phone_number: PhoneNumber::parse("13800000001").unwrap(),
            opened_at: NOW,
            password_throttle: Throttle::default(),
            code_throttle: Throttle::default(),
            phone_throttle: Throttle::default(),
            recovery_throttle: Throttle::default(),
            devices: vec![device(1), device(2)],
            retired_devices: Vec::new(),
        }
    }

    fn attempt(account: &Account) -> LogOnAttempt {
        let expires_at = NOW.plus_secs(600);
        LogOnAttempt { id: LogOnId::from_random([3; 16]), account: account.id.clone(), expires_at }
    }

    fn form(name: &str) -> Application {
        let bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        let document = Document { file_name: "id.png".into(), media_type: "image/png".into(), bytes };
        Application { name: name.into(), reason: "lost in a taxi".into(), document: Some(document) }
    }

    fn submit(name: &str, others: &[Appeal], now: UnixMillis) -> Result<Appeal, AppealRefusal> {
        let account = account();
        let id = AppealId::from_random([4; 16]);
        let policy = Policy::gov_cloud();
        Appeal::submit(id, form(name), &account, &attempt(&account), others, [9; 8], now, &policy).verdict
    }

    fn appeal() -> Appeal {
        submit("Al", &[], NOW).unwrap()
    }

    #[test]
    fn an_appeal_needs_a_right_password_of_just_now_and_a_whole_form() {
        assert!(submit("Al", &[], NOW.plus_secs(599)).is_ok());
        assert_eq!(submit("Al", &[], NOW.plus_secs(600)), Err(AppealRefusal::LogOnAgain));
        assert!(matches!(submit(" ", &[], NOW), Err(AppealRefusal::Form(errors)) if errors.name));
        let mut account = account();
        let attempt = attempt(&account);
        account.id = AccountId::from_random([8; 16]);
        let id = AppealId::from_random([4; 16]);
        let policy = Policy::gov_cloud();
        let of_another = Appeal::submit(id, form("Al"), &account, &attempt, &[], [9; 8], NOW, &policy);
        assert_eq!(of_another.verdict, Err(AppealRefusal::LogOnAgain));
        assert_eq!(of_another.happened, None);
    }

    #[test]
    fn an_account_has_one_open_appeal() {
        let policy = Policy::gov_cloud();
        let mut first = appeal();
        let again = |first: &Appeal| submit("Al", std::slice::from_ref(first), NOW);
        assert_eq!(again(&first), Err(AppealRefusal::OpenAlready));
        assert_eq!(first.approve(NOW, &policy).verdict, Ok(()));
        assert_eq!(again(&first), Err(AppealRefusal::OpenAlready));
        assert!(first.stop(NOW, &policy).verdict);
        assert!(again(&first).is_ok());
    }

    #[test]
    fn a_decision_is_taken_once_and_forgets_the_document() {
        let policy = Policy::gov_cloud();
        let mut rejected = appeal();
        assert_eq!(rejected.reject(" ", NOW).verdict, Err(DeskError::ReasonMissing));
        let decision = rejected.reject(" blurred ", NOW);
        assert_eq!((decision.verdict, decision.happened), (Ok(()), Some(Happening::AppealRejected)));
        assert_eq!(rejected.state, AppealState::Rejected { at: NOW, reason: "blurred".into() });
        assert!(rejected.document.bytes.is_empty());
        assert_eq!(rejected.approve(NOW, &policy).verdict, Err(DeskError::AlreadyDecided));
    }

    #[test]
    fn it_takes_effect_after_the_wait_and_only_then() {
        let policy = Policy::gov_cloud();
        let (mut account, mut appeal) = (account(), appeal());
        let attempt = attempt(&account);
        let free = Throttle::default();
        let refused = appeal.take_effect(&mut account, &attempt, &free, NOW, &policy).verdict;
        assert_eq!(refused, Err(EffectRefusal::NotInForce));
        let _ = appeal.approve(NOW, &policy);
        let at = NOW.plus_secs(policy.appeal_wait_secs);
        let just_before = UnixMillis(at.0 - 1);
        let refused = appeal.take_effect(&mut account, &attempt, &free, just_before, &policy).verdict;
        assert_eq!(refused, Err(EffectRefusal::NotYet { at }));
        assert_eq!(account.devices.len(), 2);
        // While stop codes are blocked, the appeal waits with them.
        let mut guessed = Throttle::default();
        let until = guessed.fail(at, &policy).until;
        let refused = appeal.take_effect(&mut account, &attempt, &guessed, at, &policy).verdict;
        assert_eq!(refused, Err(EffectRefusal::NotYet { at: until }));
        let done = appeal.take_effect(&mut account, &attempt, &free, at, &policy);
        assert_eq!((done.verdict, done.happened), (Ok(()), Some(Happening::AppealTookEffect)));
        assert!(account.devices.is_empty());
        assert!(account.retired_devices.iter().all(|retired| retired.why == Retirement::Removed));
        let again = appeal.take_effect(&mut account, &attempt, &free, at, &policy).verdict;
        assert_eq!(again, Err(EffectRefusal::NotInForce));
    }

    #[test]
    fn an_approval_that_nobody_uses_lapses() {
        let policy = Policy::gov_cloud();
        let (mut account, mut appeal) = (account(), appeal());
        let _ = appeal.approve(NOW, &policy);
        let lapsed = NOW.plus_secs(policy.appeal_wait_secs + policy.approval_lifetime_secs);
        let attempt = LogOnAttempt { expires_at: lapsed.plus_secs(600), ..attempt(&account) };
        let refused = appeal.take_effect(&mut account, &attempt, &Throttle::default(), lapsed, &policy).verdict;
        assert_eq!(refused, Err(EffectRefusal::NotInForce));
        assert!(!appeal.is_open(lapsed, &policy));
    }

    #[test]
    fn a_stop_code_stops_once_and_guesses_are_braked_whoever_it_is() {
        let policy = Policy::gov_cloud();
        let mut appeal = appeal();
        let code = appeal.stop_code.for_carrier().to_owned();
        let _ = appeal.approve(NOW, &policy);
        let (mut of_alice, mut of_nobody) = (Throttle::default(), Throttle::default());
        let slip = stop_by_code(Some(&mut appeal), &mut of_alice, "123", NOW, &policy);
        assert_eq!((slip.verdict, of_alice.failures), (Err(StopRefusal::NotEightDigits), 0));
        // A wrong code, and any code for a name without an appeal, get the same answers.
        for now in [NOW, NOW.plus_secs(1), NOW.plus_secs(5)] {
            let wrong = stop_by_code(Some(&mut appeal), &mut of_alice, "00000000", now, &policy);
            let nobody = stop_by_code(None, &mut of_nobody, &code, now, &policy);
            assert_eq!(wrong, nobody);
            assert!(wrong.verdict.is_err());
        }
        let later = NOW.plus_secs(60);
        let stopped = stop_by_code(Some(&mut appeal), &mut of_alice, &code, later, &policy);
        assert_eq!((stopped.verdict, stopped.happened), (Ok(()), Some(Happening::AppealStopped)));
        assert_eq!(appeal.state, AppealState::Stopped { at: later });
        let again = stop_by_code(Some(&mut appeal), &mut of_alice, &code, later, &policy);
        assert!(matches!(again.verdict, Err(StopRefusal::Wrong(_))));
    }

    #[test]
    fn a_stop_code_has_eight_digits_and_hides() {
        let code = StopCode::new(42_u64.to_le_bytes());
        assert_eq!(code.for_carrier(), "00000042");
        assert!(!format!("{code:?}").contains("42"));
    }
}
