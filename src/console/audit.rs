//! The audit trail: what happened, without codes, passwords or keys.

use super::{AccountId, EventId, KeyEnd, PhoneCodeRefusal, Refusal};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A verdict together with what the audit trail has to keep about it.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Decision<V> {
    /// The answer.
    pub verdict: V,
    /// What to record, in the transaction that stores the answer's consequences. Nothing for a slip of the form.
    pub happened: Option<Happening>,
}

impl<V> Decision<V> {
    pub(super) fn new(verdict: V, happened: Happening) -> Self {
        Self { verdict, happened: Some(happened) }
    }

    pub(super) fn silent(verdict: V) -> Self {
        Self { verdict, happened: None }
    }
}

/// What can happen at the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// An account was opened.
    AccountOpened,
    /// A code was sent to the account's phone.
    PhoneCodeSent,
    /// The phone's code was right.
    PhoneCodeAccepted,
    /// The phone's code was not accepted.
    PhoneCodeRefused(PhoneCodeRefusal),
    /// The password was right and a security code is asked for.
    PasswordAccepted,
    /// Username or password was wrong.
    PasswordRefused {
        /// Whether the failure locked.
        locked: bool,
    },
    /// A password was not looked at because of a wait or a lock.
    PasswordNotLookedAt,
    /// A security code was accepted.
    CodeAccepted {
        /// Its time step.
        step: u64,
        /// That step minus the current one.
        offset_steps: i64,
    },
    /// A security code was refused; a replay is among the reasons (V9).
    CodeRefused {
        /// Why.
        refusal: Refusal,
        /// Whether the failure locked.
        locked: bool,
    },
    /// A security code was not looked at because of a wait or a lock.
    CodeNotLookedAt,
    /// Logged on with the password alone, as no device is bound.
    LoggedOnWithoutDevice,
    /// The session was ended by its owner.
    LoggedOut,
    /// Papers for a manual verification came in.
    ReviewSubmitted,
    /// A reviewer approved.
    ReviewApproved,
    /// A reviewer rejected.
    ReviewRejected,
    /// A new MFA key was shown.
    KeyShown,
    /// A shown MFA key ended without having been used.
    KeyEnded(KeyEnd),
    /// A first code was refused in the wizard.
    FirstCodeRefused(Refusal),
    /// A device was attached.
    DeviceAttached {
        /// Whether it took the place of another.
        replaced: bool,
    },
}

/// One line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// Its name.
    pub id: EventId,
    /// When it happened.
    pub at: UnixMillis,
    /// The account it is about; none for a username that nobody has.
    pub account: Option<AccountId>,
    /// What happened.
    pub what: Happening,
}

impl AuditEvent {
    /// A line for the trail; `random` names it.
    pub fn new(random: [u8; 16], at: UnixMillis, account: Option<AccountId>, what: Happening) -> Self {
        Self { id: EventId::from_random(random), at, account, what }
    }
}
