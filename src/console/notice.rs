//! What an account's owner is told of what happened (V14), by SMS and by mail. A notice never holds a security code.
//!
//! The trail is written first. With each line of it that is to be told the same transaction stores an [`Outgoing`]; who
//! carries messages makes the notice of the line, delivers it and deletes the record. So nothing is told that did not
//! happen, and nothing that happened stays untold when the page dies in between.

use super::{
    Account, Appeal, AppealState, AuditEvent, EventId, FactorRefused, Guessed, Happening, Paper, PhoneCodeRefusal,
    PhoneNumber, Place, RefusedFactor, StopCode, Username, Wait,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A line of the trail that is still to be told, and to whom: the number of before the change that the line is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// The line; also the record's key.
    pub id: EventId,
    /// The phone that is told.
    pub to: PhoneNumber,
}

/// What a line of the trail has for its account's owner, as far as the line alone tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// An MFA device was bound, in the place of another or not.
    DeviceBound {
        /// Whether it took the place of another.
        replaced: bool,
    },
    /// An MFA device was removed.
    DeviceRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// New recovery codes are in force.
    RecoveryCodesRenewed,
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: u32,
    },
    /// A second factor was wrong, after a right password.
    WrongSecondFactor,
    /// A factor was wrong, shown by somebody who was logged on.
    WrongFactorBeforeChange,
    /// Nothing is looked at for a while.
    Locked {
        /// What is not.
        of: Lock,
        /// Until when, if the line says it.
        until: Option<UnixMillis>,
    },
    /// A log-on in a browser where the account never was.
    NewBrowser,
    /// A browser is trusted.
    BrowserTrusted,
    /// The password was changed.
    PasswordChanged,
    /// The password was reset.
    PasswordReset,
    /// The phone number was changed.
    PhoneChanged,
    /// An appeal came in.
    AppealSubmitted,
    /// It was approved.
    AppealApproved,
    /// It was rejected.
    AppealRejected,
    /// It was stopped.
    AppealStopped,
    /// It took effect.
    AppealTookEffect,
    /// The desk unbound everything.
    FactorsReset,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// An MFA device was bound.
    DeviceBound {
        /// Whether it took the place of another.
        replaced: bool,
    },
    /// An MFA device was removed.
    DeviceRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// New recovery codes are in force; older ones are worth nothing.
    RecoveryCodesRenewed,
    /// A recovery code was used in place of a security code.
    RecoveryCodeUsed {
        /// How many are left.
        left: u32,
    },
    /// The password was right, and the second factor after it was wrong.
    WrongSecondFactor,
    /// A wrong second factor before a sensitive action: whoever showed it was logged on.
    WrongFactorBeforeChange,
    /// Too many failures: nothing is looked at for a while.
    Locked {
        /// What is not.
        of: Lock,
        /// Until when, if that is known.
        until: Option<UnixMillis>,
    },
    /// Somebody logged on in a browser where this account was never logged on before.
    NewBrowser {
        /// Which one, if that is known.
        place: Option<Place>,
    },
    /// A browser is trusted for some days.
    BrowserTrusted,
    /// The password was changed by its owner.
    PasswordChanged,
    /// The password was reset by an SMS code.
    PasswordReset,
    /// The phone number was changed.
    PhoneChanged {
        /// To which number.
        to: PhoneNumber,
    },
    /// Somebody who gave the right password says that the phone is lost.
    AppealSubmitted {
        /// What stops the appeal.
        stop_code: StopCode,
    },
    /// The desk approved that appeal.
    AppealApproved {
        /// When the factors can be unbound.
        unbinds_at: UnixMillis,
        /// What stops the appeal.
        stop_code: StopCode,
    },
    /// The desk rejected that appeal.
    AppealRejected,
    /// The appeal was stopped.
    AppealStopped,
    /// All factors but the password were unbound, by an appeal.
    AppealTookEffect,
    /// All factors but the password were unbound, by the desk.
    FactorsReset,
}

/// What a lock keeps from being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Passwords in browsers that are new to the account.
    NewBrowsers,
    /// Passwords where the account was logged on before.
    KnownBrowsers,
    /// Security codes: another factor logs on all the same.
    SecurityCodes,
    /// Recovery codes, likewise.
    RecoveryCodes,
    /// SMS codes of whoever is logged on.
    PhoneCodes,
    /// SMS codes that somebody types with a username alone.
    Guesses(Guessed),
}

/// What is told to an account's owner, with the channels for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whose account.
    pub username: Username,
    /// When it happened.
    pub at: UnixMillis,
    /// What happened.
    pub told: Told,
}

/// What an account's owner is told of this, if anything: each change of a factor and of what proves the person, each use
/// of an account that its owner might not know of, and locks. Of the second factors that fail after one password the first
/// one is told, and of locks that follow one another the first one: a message for each guess would hide the others, and a
/// username alone would be enough to send them.
///
/// Each happening is named here: one that is new is an error of the compiler's until it is decided who is told of it.
pub fn topic(what: &Happening) -> Option<Topic> {
    Some(match what {
        Happening::CodeRefused { locked, judgement, of_attempt, .. } => {
            let judgement = judgement.as_ref();
            let next = judgement.and_then(|judgement| judgement.next);
            if *locked && next.is_none_or(Wait::is_first_lock) {
                Topic::Locked { of: Lock::SecurityCodes, until: next.and_then(|next| next.until) }
            } else {
                return wrong_factor(*of_attempt, judgement.map(|judgement| judgement.failures));
            }
        }
        Happening::PasswordRefused { locked, next, in_known_browser, .. }
            if *locked && next.is_none_or(Wait::is_first_lock) =>
        {
            let of = if *in_known_browser { Lock::KnownBrowsers } else { Lock::NewBrowsers };
            Topic::Locked { of, until: next.and_then(|next| next.until) }
        }
        Happening::PhoneCodeRefused(refusal) => return first_lock(Lock::PhoneCodes, *refusal),
        Happening::GuessRefused { of, refusal } => return first_lock(Lock::Guesses(*of), *refusal),
        Happening::FactorRefused(refused) if refused.is_first_lock() => {
            let of = match refused.factor {
                RefusedFactor::TwoCodes => Lock::SecurityCodes,
                RefusedFactor::RecoveryCode => Lock::RecoveryCodes,
                RefusedFactor::Password | RefusedFactor::Passkey => Lock::KnownBrowsers,
            };
            Topic::Locked { of, until: refused.next.and_then(|next| next.until) }
        }
        // Of whoever is logged on, two codes that do not fit are mostly a clock; and a password before an action has its
        // log-on before it: of those the lock is told.
        Happening::FactorRefused(FactorRefused { factor, of_attempt, failures, .. }) => match factor {
            RefusedFactor::TwoCodes if of_attempt.is_none() => return None,
            RefusedFactor::Password => return None,
            RefusedFactor::RecoveryCode | RefusedFactor::Passkey | RefusedFactor::TwoCodes => {
                return wrong_factor(*of_attempt, *failures);
            }
        },
        // In older lines alone, which do not say where.
        Happening::RecoveryCodeRefused | Happening::PasskeyRefused => Topic::WrongSecondFactor,
        Happening::DeviceAttached { replaced, .. } => Topic::DeviceBound { replaced: *replaced },
        Happening::DeviceRemoved(_) => Topic::DeviceRemoved,
        Happening::PasskeyAdded => Topic::PasskeyAdded,
        Happening::PasskeyRemoved => Topic::PasskeyRemoved,
        Happening::RecoveryCodesKept => Topic::RecoveryCodesRenewed,
        Happening::RecoveryCodeAccepted { left } => Topic::RecoveryCodeUsed { left: *left },
        Happening::NewBrowser => Topic::NewBrowser,
        Happening::BrowserTrusted => Topic::BrowserTrusted,
        Happening::PasswordChanged => Topic::PasswordChanged,
        Happening::PasswordReset => Topic::PasswordReset,
        Happening::PhoneChanged => Topic::PhoneChanged,
        Happening::AppealSubmitted => Topic::AppealSubmitted,
        Happening::AppealApproved => Topic::AppealApproved,
        Happening::AppealRejected | Happening::Rejected { paper: Paper::Appeal, .. } => Topic::AppealRejected,
        Happening::AppealStopped => Topic::AppealStopped,
        Happening::AppealTookEffect => Topic::AppealTookEffect,
        Happening::FactorsReset => Topic::FactorsReset,
        Happening::AccountOpened
        | Happening::PhoneCodeSent
        | Happening::PhoneCodeAccepted
        | Happening::PasswordAccepted
        | Happening::PasswordRefused { .. }
        | Happening::PasswordNotLookedAt
        | Happening::CodeAccepted { .. }
        | Happening::CodeNotLookedAt
        | Happening::LoggedOnWithoutDevice
        | Happening::LoggedOut
        | Happening::ReviewSubmitted
        | Happening::ReviewApproved
        | Happening::ReviewRejected
        | Happening::Rejected { paper: Paper::Application, .. }
        | Happening::KeyShown
        | Happening::KeyEnded(_)
        | Happening::FirstCodeRefused(_)
        | Happening::FirstCodesRefused { .. }
        | Happening::DeviceRenamed(_)
        | Happening::Resynchronised { .. }
        | Happening::ResynchronisationRefused(_)
        | Happening::SteppedUp
        | Happening::StepUpRefused
        | Happening::RecoveryCodesShown
        | Happening::PasskeyAccepted
        | Happening::TrustUsed
        | Happening::TrustRevoked
        | Happening::SessionEnded
        | Happening::OtherSessionsEnded
        | Happening::PasswordResetAsked
        | Happening::Unlocked
        | Happening::Ordered
        | Happening::PolicyChosen(_)
        | Happening::PolicyPut { .. } => return None,
    })
}

/// What is told of a second factor that was wrong: the first one of its log-on; where it is of none, or the line is too old
/// to tell, the first one in a row. One of no log-on was shown by somebody who was logged on.
fn wrong_factor(of_attempt: Option<u32>, in_a_row: Option<u32>) -> Option<Topic> {
    let topic = if of_attempt.is_some() { Topic::WrongSecondFactor } else { Topic::WrongFactorBeforeChange };
    of_attempt.or(in_a_row).is_none_or(|failures| failures <= 1).then_some(topic)
}

/// What is told of a code by SMS that was refused: the lock that follows, if the failure before had none.
fn first_lock(of: Lock, refusal: PhoneCodeRefusal) -> Option<Topic> {
    match refusal {
        PhoneCodeRefusal::Wrong { wait_until: until, locked: true, again: false } => Some(Topic::Locked { of, until }),
        _ => None,
    }
}

impl Notice {
    /// The notice of a line of the trail, if its account's owner is told of it. `account` and `appeal` (the account's
    /// last one) are as they are now.
    pub fn of(event: &AuditEvent, account: &Account, appeal: Option<&Appeal>) -> Option<Self> {
        let told = match topic(&event.what)? {
            Topic::DeviceBound { replaced } => Told::DeviceBound { replaced },
            Topic::DeviceRemoved => Told::DeviceRemoved,
            Topic::PasskeyAdded => Told::PasskeyAdded,
            Topic::PasskeyRemoved => Told::PasskeyRemoved,
            Topic::RecoveryCodesRenewed => Told::RecoveryCodesRenewed,
            Topic::RecoveryCodeUsed { left } => Told::RecoveryCodeUsed { left },
            Topic::WrongSecondFactor => Told::WrongSecondFactor,
            Topic::WrongFactorBeforeChange => Told::WrongFactorBeforeChange,
            Topic::Locked { of, until } => {
                // An older line does not say it.
                let is_untold = matches!(event.what, Happening::PasswordRefused { next: None, .. });
                let until = if is_untold { account.password_throttle.blocked_until } else { until };
                Told::Locked { of, until }
            }
            Topic::NewBrowser => Told::NewBrowser { place: event.place },
            Topic::BrowserTrusted => Told::BrowserTrusted,
            Topic::PasswordChanged => Told::PasswordChanged,
            Topic::PasswordReset => Told::PasswordReset,
            Topic::PhoneChanged => Told::PhoneChanged { to: account.phone_number.clone() },
            Topic::AppealSubmitted => Told::AppealSubmitted { stop_code: appeal?.stop_code.clone() },
            Topic::AppealApproved => match appeal? {
                Appeal { state: AppealState::Approved { unbinds_at, .. }, stop_code, .. } => {
                    Told::AppealApproved { unbinds_at: *unbinds_at, stop_code: stop_code.clone() }
                }
                // It went on before anybody could be told; that has a line of its own.
                _ => return None,
            },
            Topic::AppealRejected => Told::AppealRejected,
            Topic::AppealStopped => Told::AppealStopped,
            Topic::AppealTookEffect => Told::AppealTookEffect,
            Topic::FactorsReset => Told::FactorsReset,
        };
        Some(Self { username: account.username.clone(), at: event.at, told })
    }

    /// Whether it goes by SMS too. Everything goes by mail, which keeps, and which a person who lost the phone can read
    /// elsewhere. What looks like somebody taking the account over goes by SMS besides, as it has to be seen at once;
    /// the rest would only teach people not to look at messages.
    pub const fn goes_by_sms(&self) -> bool {
        match self.told {
            Told::DeviceRemoved
            | Told::DeviceBound { .. }
            | Told::RecoveryCodeUsed { .. }
            | Told::Locked { .. }
            | Told::NewBrowser { .. }
            | Told::WrongSecondFactor
            | Told::WrongFactorBeforeChange
            | Told::PasskeyAdded
            | Told::PasskeyRemoved
            | Told::PasswordChanged
            | Told::PasswordReset
            | Told::PhoneChanged { .. }
            | Told::AppealSubmitted { .. }
            | Told::AppealApproved { .. }
            | Told::AppealTookEffect
            | Told::FactorsReset => true,
            Told::RecoveryCodesRenewed | Told::BrowserTrusted | Told::AppealRejected | Told::AppealStopped => false,
        }
    }
}

#[cfg(test)]
mod tests;
