//! What an account's owner is told of what happened (V14), by SMS and by mail. A notice never holds a security code.
//!
//! The trail is written first. With each line of it that is to be told the same transaction stores an [`Outgoing`]; who
//! carries messages makes the notice of the line, delivers it and deletes the record. So nothing is told that did not
//! happen, and nothing that happened stays untold when the page dies in between.

use super::{
    Account, Appeal, AppealState, AuditEvent, EventId, FactorRefused, Guessed, Happening, Judgement, Paper,
    PhoneCodeRefusal, PhoneNumber, Place, RefusedFactor, StopCode, Username, Wait,
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

/// Whether an account's owner is told of this: each change of a factor and of what proves the person, each use of an
/// account that its owner might not know of, and locks. Of the second factors that fail after one password the first one is
/// told, and of locks that follow one another the first one: a message for each guess would hide the others, and a username
/// alone would be enough to send them.
pub fn is_told(what: &Happening) -> bool {
    match what {
        Happening::CodeRefused { locked, judgement, of_attempt, .. } => {
            is_first_lock(*locked, judgement.as_ref())
                || is_first(*of_attempt, judgement.as_ref().map(|judgement| judgement.failures))
        }
        Happening::PasswordRefused { locked, next, .. } => *locked && next.is_none_or(Wait::is_first_lock),
        Happening::PhoneCodeRefused(PhoneCodeRefusal::Wrong { locked, again, .. })
        | Happening::GuessRefused { refusal: PhoneCodeRefusal::Wrong { locked, again, .. }, .. } => *locked && !again,
        // Of whoever is logged on, two codes that do not fit are mostly a clock; and a password before an action has its
        // log-on before it: of those the lock is told.
        Happening::FactorRefused(refused) => {
            let is_second_factor = match refused.factor {
                RefusedFactor::RecoveryCode | RefusedFactor::Passkey => true,
                RefusedFactor::TwoCodes => refused.of_attempt.is_some(),
                RefusedFactor::Password => false,
            };
            refused.is_first_lock() || (is_second_factor && is_first(refused.of_attempt, refused.failures))
        }
        Happening::RecoveryCodeRefused
        | Happening::PasskeyRefused
        | Happening::DeviceAttached { .. }
        | Happening::DeviceRemoved(_)
        | Happening::PasskeyAdded
        | Happening::PasskeyRemoved
        | Happening::RecoveryCodesKept
        | Happening::RecoveryCodeAccepted { .. }
        | Happening::NewBrowser
        | Happening::BrowserTrusted
        | Happening::PasswordChanged
        | Happening::PasswordReset
        | Happening::PhoneChanged
        | Happening::AppealSubmitted
        | Happening::AppealApproved
        | Happening::AppealRejected
        | Happening::Rejected { paper: Paper::Appeal, .. }
        | Happening::AppealStopped
        | Happening::AppealTookEffect
        | Happening::FactorsReset => true,
        _ => false,
    }
}

/// Whether a security code that was refused locks, and the one before it did not.
fn is_first_lock(locked: bool, judgement: Option<&Judgement>) -> bool {
    locked && judgement.and_then(|judgement| judgement.next).is_none_or(Wait::is_first_lock)
}

/// What is told of a second factor that was wrong: one of no log-on was shown by somebody who was logged on.
const fn wrong_factor(of_attempt: Option<u32>) -> Told {
    if of_attempt.is_some() { Told::WrongSecondFactor } else { Told::WrongFactorBeforeChange }
}

/// Whether a failure is the first one of its log-on; where it is of none, or the line is too old to tell, the first one in a
/// row.
fn is_first(of_attempt: Option<u32>, in_a_row: Option<u32>) -> bool {
    of_attempt.or(in_a_row).is_none_or(|failures| failures <= 1)
}

impl Notice {
    /// The notice of a line of the trail, if its account's owner is told of it. `account` and `appeal` (the account's
    /// last one) are as they are now.
    pub fn of(event: &AuditEvent, account: &Account, appeal: Option<&Appeal>) -> Option<Self> {
        if !is_told(&event.what) {
            return None;
        }
        let told = match &event.what {
            Happening::CodeRefused { locked, judgement, .. } if is_first_lock(*locked, judgement.as_ref()) => {
                let until = judgement.as_ref().and_then(|judgement| judgement.next?.until);
                Told::Locked { of: Lock::SecurityCodes, until }
            }
            Happening::PasswordRefused { next, in_known_browser, .. } => {
                let of = if *in_known_browser { Lock::KnownBrowsers } else { Lock::NewBrowsers };
                // An older line does not say until when.
                let until = next.map_or(account.password_throttle.blocked_until, |next| next.until);
                Told::Locked { of, until }
            }
            Happening::PhoneCodeRefused(PhoneCodeRefusal::Wrong { wait_until, .. }) => {
                Told::Locked { of: Lock::PhoneCodes, until: *wait_until }
            }
            Happening::GuessRefused { of, refusal: PhoneCodeRefusal::Wrong { wait_until, .. } } => {
                Told::Locked { of: Lock::Guesses(*of), until: *wait_until }
            }
            Happening::FactorRefused(refused) if refused.is_first_lock() => {
                let of = match refused.factor {
                    RefusedFactor::TwoCodes => Lock::SecurityCodes,
                    RefusedFactor::RecoveryCode => Lock::RecoveryCodes,
                    RefusedFactor::Password | RefusedFactor::Passkey => Lock::KnownBrowsers,
                };
                Told::Locked { of, until: refused.next.and_then(|next| next.until) }
            }
            Happening::CodeRefused { of_attempt, .. } | Happening::FactorRefused(FactorRefused { of_attempt, .. }) => {
                wrong_factor(*of_attempt)
            }
            // In older lines alone, which do not say where.
            Happening::RecoveryCodeRefused | Happening::PasskeyRefused => Told::WrongSecondFactor,
            Happening::DeviceAttached { replaced, .. } => Told::DeviceBound { replaced: *replaced },
            Happening::DeviceRemoved(_) => Told::DeviceRemoved,
            Happening::PasskeyAdded => Told::PasskeyAdded,
            Happening::PasskeyRemoved => Told::PasskeyRemoved,
            Happening::RecoveryCodesKept => Told::RecoveryCodesRenewed,
            Happening::RecoveryCodeAccepted { left } => Told::RecoveryCodeUsed { left: *left },
            Happening::NewBrowser => Told::NewBrowser { place: event.place },
            Happening::BrowserTrusted => Told::BrowserTrusted,
            Happening::PasswordChanged => Told::PasswordChanged,
            Happening::PasswordReset => Told::PasswordReset,
            Happening::PhoneChanged => Told::PhoneChanged { to: account.phone_number.clone() },
            Happening::AppealSubmitted => Told::AppealSubmitted { stop_code: appeal?.stop_code.clone() },
            Happening::AppealApproved => match appeal? {
                Appeal { state: AppealState::Approved { unbinds_at, .. }, stop_code, .. } => {
                    Told::AppealApproved { unbinds_at: *unbinds_at, stop_code: stop_code.clone() }
                }
                // It went on before anybody could be told; that has a line of its own.
                _ => return None,
            },
            Happening::AppealRejected | Happening::Rejected { .. } => Told::AppealRejected,
            Happening::AppealStopped => Told::AppealStopped,
            Happening::AppealTookEffect => Told::AppealTookEffect,
            Happening::FactorsReset => Told::FactorsReset,
            _ => return None,
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
