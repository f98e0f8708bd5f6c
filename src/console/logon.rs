//! Logging on: the password, then the security code.

use super::{
    Account, AccountId, BrowserState, Challenge, Decision, FactorRefused, Factors, Happening, Judgement, LogOnId,
    OpenedKeys, PasswordCheck, Policy, Refusal, Session, SessionId, Throttle, UnknownUsername, Username, Verdict, Wait,
    second_factor,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// Whom a typed username means. Both kinds get the same answers after the same work (V16).
#[allow(clippy::large_enum_variant, reason = "there is one at a time, for the length of one decision")]
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// An account, in a browser that is new to it.
    Known(Account),
    /// An account, in a browser where it was logged on before. Passwords have a brake of their own there, which whoever has
    /// the username alone does not reach (V8).
    Met(Account),
    /// Nobody; `throttle` is still counted.
    Unknown(UnknownUsername),
}

impl Subject {
    /// What the store found for a typed username.
    pub fn of(typed: &str, account: Option<Account>, unknown: Option<UnknownUsername>) -> Self {
        account.map_or_else(
            || {
                Self::Unknown(unknown.unwrap_or_else(|| UnknownUsername {
                    username: Username::normalise(typed),
                    throttle: Throttle::default(),
                }))
            },
            Self::Known,
        )
    }

    /// The same in this browser.
    #[must_use]
    pub fn in_browser(self, browser: &BrowserState) -> Self {
        match self {
            Self::Known(account) if browser.known_accounts.contains(&account.id) => Self::Met(account),
            subject => subject,
        }
    }

    fn throttle(&mut self) -> &mut Throttle {
        match self {
            Self::Known(account) => account.passwords(false),
            Self::Met(account) => account.passwords(true),
            Self::Unknown(unknown) => &mut unknown.throttle,
        }
    }
}

/// A log-on whose password was right and whose security code is awaited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogOnAttempt {
    /// Its identifier.
    pub id: LogOnId,
    /// Whose.
    pub account: AccountId,
    /// From then on the password must be typed again.
    pub expires_at: UnixMillis,
    /// What a passkey was asked to sign, until it answers.
    pub challenge: Option<Challenge>,
    /// How many second factors failed in it.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub failures: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none_yet(failures: &u32) -> bool {
    *failures == 0
}

impl LogOnAttempt {
    /// Whether a second factor of this account may still complete it.
    pub fn is_open(&self, account: &Account, now: UnixMillis) -> bool {
        now < self.expires_at && self.account == account.id && account.has_device()
    }

    /// The line of a second factor that was judged in it. One that failed is counted, and its line says which failure
    /// in a row this is: the account's owner is told of the first one.
    pub(super) fn counted(&mut self, happened: Option<Happening>) -> Option<Happening> {
        let mut happened = happened?;
        if let Happening::CodeRefused { of_attempt, .. } | Happening::FactorRefused(FactorRefused { of_attempt, .. }) =
            &mut happened
        {
            self.failures = self.failures.saturating_add(1);
            *of_attempt = Some(self.failures);
        }
        Some(happened)
    }
}

/// Names for what a password may bring about.
#[derive(Clone, Debug)]
pub struct LogOnIds {
    /// For the attempt that awaits a code.
    pub attempt: LogOnId,
    /// For the session, when no code is needed.
    pub session: SessionId,
}

/// The answer to a username and a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordVerdict {
    /// Right; now the security code.
    CodeNeeded(LogOnAttempt),
    /// Right, and no device is bound: logged on.
    LoggedOn(Session),
    /// Not accepted.
    Refused(PasswordRefusal),
}

/// Why a username and a password are not accepted. Which of the two was wrong is not said (V16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Username or password is wrong.
    #[error("the username or the password is wrong")]
    Wrong {
        /// The wait that follows.
        next: Wait,
    },
    /// Not looked at.
    #[error("too many failures")]
    Wait(Wait),
}

/// Decides about a password, which was compared with the account's hash or with the dummy, always; for an unknown username
/// that has no effect.
pub fn submit_password(
    subject: &mut Subject,
    password: PasswordCheck,
    ids: LogOnIds,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<PasswordVerdict> {
    if let Err(wait) = subject.throttle().check(now) {
        let refused = PasswordVerdict::Refused(PasswordRefusal::Wait(wait));
        return Decision::new(refused, Happening::PasswordNotLookedAt);
    }
    let in_known_browser = matches!(subject, Subject::Met(_));
    let account = match subject {
        Subject::Known(account) | Subject::Met(account) if password.is_right() => account,
        Subject::Known(_) | Subject::Met(_) | Subject::Unknown(_) => {
            let brake = subject.throttle();
            let next = brake.fail(now, &policy.other_throttle);
            let refused = PasswordVerdict::Refused(PasswordRefusal::Wrong { next });
            return Decision::new(refused, Happening::password_refused(brake, next, in_known_browser));
        }
    };
    account.passwords(in_known_browser).succeed();
    account.note_log_on();
    if account.has_device() {
        let expires_at = now.plus_secs(policy.log_on_lifetime_secs);
        let attempt =
            LogOnAttempt { id: ids.attempt, account: account.id.clone(), expires_at, challenge: None, failures: 0 };
        Decision::new(PasswordVerdict::CodeNeeded(attempt), Happening::PasswordAccepted)
    } else {
        let session = Session::begin(ids.session, account.id.clone(), Factors::Password, now);
        Decision::new(PasswordVerdict::LoggedOn(session), Happening::LoggedOnWithoutDevice)
    }
}

/// The answer to a security code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeVerdict {
    /// Logged on. The attempt is used up.
    LoggedOn(Session),
    /// Not accepted.
    Refused(CodeRefusal),
}

/// Why a security code does not log on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// The password is too long ago; begin again.
    #[error("the password was given too long ago")]
    AttemptExpired,
    /// Not looked at.
    #[error("too many failures")]
    Wait(Wait),
    /// Not as many digits as a code has; not counted.
    #[error("the input is not a code of the right length")]
    NotDigits,
    /// Refused by the verifier.
    #[error("the code is refused: {refusal}")]
    Code {
        /// Why.
        refusal: Refusal,
        /// The judgement, whole.
        judgement: Judgement,
    },
}

/// Decides about a security code. `keys` are the opened keys of the account's devices.
pub fn submit_code(
    account: &mut Account,
    attempt: &mut LogOnAttempt,
    keys: &OpenedKeys,
    typed: &str,
    session: SessionId,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<CodeVerdict> {
    let refused = CodeVerdict::Refused;
    if !attempt.is_open(account, now) {
        return Decision::silent(refused(CodeRefusal::AttemptExpired));
    }
    let judgement = match second_factor::judge_code(account, keys, typed, now, policy) {
        Ok(judgement) => judgement,
        Err(wait) => return Decision::new(refused(CodeRefusal::Wait(wait)), Happening::CodeNotLookedAt),
    };
    let happened = Some(Happening::code_judged(&judgement));
    let verdict = match judgement.verdict {
        Verdict::Accepted { .. } => {
            let begun = Session::begin(session, account.id.clone(), Factors::PasswordAndCode, now);
            CodeVerdict::LoggedOn(Session { shown_device: judgement.device, ..begun })
        }
        Verdict::Refused(refusal) if !refusal.is_failure() => {
            return Decision::silent(refused(CodeRefusal::NotDigits));
        }
        Verdict::Refused(refusal) => refused(CodeRefusal::Code { refusal, judgement }),
    };
    Decision { verdict, happened: attempt.counted(happened) }
}
