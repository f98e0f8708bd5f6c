//! The audit trail: what happened, without codes, passwords or keys.

use super::{
    AccountId, DeviceId, EventId, Guessed, Judgement, KeyEnd, PairRefusal, PhoneCodeRefusal, Place, PolicyChoice,
    Preset, Refusal, Throttle, Verdict, Wait,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A verdict together with what the audit trail has to keep about it: one line at most, or several where `H` is
/// [`Lines`].
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Decision<V, H = Option<Happening>> {
    /// The answer.
    pub verdict: V,
    /// What to record, in the transaction that stores the answer's consequences. Nothing for a slip of the form.
    pub happened: H,
}

/// Several lines of the audit trail, such as a judgement and what it means.
pub type Lines = Vec<Happening>;

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
    /// A code that came by SMS was not accepted, typed by somebody who gave a username alone. In older lines it is
    /// [`PhoneCodeRefused`](Self::PhoneCodeRefused).
    GuessRefused {
        /// Which code.
        of: Guessed,
        /// Why.
        refusal: PhoneCodeRefusal,
    },
    /// The password was right and a security code is asked for.
    PasswordAccepted,
    /// Username or password was wrong.
    PasswordRefused {
        /// Whether the failure locked.
        locked: bool,
        /// Failures in a row, this one included; older lines have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        failures: Option<u32>,
        /// The wait or lock that follows; older lines have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Wait>,
        /// Whether it was where the account was logged on before, or of whoever is logged on: passwords have a brake of their
        /// own there.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        in_known_browser: bool,
    },
    /// A password was not looked at because of a wait or a lock.
    PasswordNotLookedAt,
    /// A security code was accepted.
    CodeAccepted {
        /// Its time step.
        step: u64,
        /// That step minus the current one.
        offset_steps: i64,
        /// The judgement, whole; older lines have none.
        judgement: Option<Judgement>,
    },
    /// A security code was refused; a replay is among the reasons (V9).
    CodeRefused {
        /// Why.
        refusal: Refusal,
        /// Whether the failure locked.
        locked: bool,
        /// The judgement, whole; older lines have none.
        judgement: Option<Judgement>,
        /// How many second factors failed in this log-on, this one included; none where it was no log-on, and in older
        /// lines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of_attempt: Option<u32>,
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
    /// A reviewer rejected; in older lines alone.
    ReviewRejected,
    /// A new MFA key was shown.
    KeyShown,
    /// A shown MFA key ended without having been used.
    KeyEnded(KeyEnd),
    /// A first code was refused in the wizard; in older lines alone.
    FirstCodeRefused(Refusal),
    /// The first code of a new device, or the first two, were refused in the wizard.
    FirstCodesRefused {
        /// Why.
        refusal: FirstRefusal,
        /// The step of the moment at which they were judged.
        current_step: u64,
    },
    /// A device was attached.
    DeviceAttached {
        /// Whether it took the place of another.
        replaced: bool,
        /// The judgement on its code, or on the second of two, whole; older lines have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judgement: Option<Judgement>,
    },
    /// A device was given another name.
    DeviceRenamed(DeviceId),
    /// A device was removed.
    DeviceRemoved(DeviceId),
    /// Two consecutive codes told how far a device's clock is off.
    Resynchronised {
        /// The device.
        device: DeviceId,
        /// How far, in steps; negative when it is slow.
        drift_steps: i64,
        /// The judgement, whole; older lines have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judgement: Option<Judgement>,
    },
    /// Two codes did not resynchronise a device; in older lines alone.
    ResynchronisationRefused(DeviceId),
    /// An existing factor was shown again before a sensitive action.
    SteppedUp,
    /// The factor shown before a sensitive action was refused.
    StepUpRefused,
    /// New recovery codes were made and shown.
    RecoveryCodesShown,
    /// The person confirmed having kept them; older ones are worth nothing from then on.
    RecoveryCodesKept,
    /// A recovery code was accepted in place of a security code.
    RecoveryCodeAccepted {
        /// How many are left.
        left: u32,
    },
    /// A recovery code was refused; in older lines alone.
    RecoveryCodeRefused,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A passkey was accepted in place of a security code.
    PasskeyAccepted,
    /// A passkey was refused; in older lines alone.
    PasskeyRefused,
    /// A factor was refused that is no single security code.
    FactorRefused(FactorRefused),
    /// A browser was trusted for some days.
    BrowserTrusted,
    /// No security code was asked for, as the browser is trusted.
    TrustUsed,
    /// The trust in a browser was ended.
    TrustRevoked,
    /// Somebody logged on from a browser where this account was never logged on before.
    NewBrowser,
    /// A session was ended from elsewhere.
    SessionEnded,
    /// All other sessions were ended.
    OtherSessionsEnded,
    /// The password was changed by its owner.
    PasswordChanged,
    /// A new password was asked for, with the old one forgotten.
    PasswordResetAsked,
    /// The password was reset; the devices stay.
    PasswordReset,
    /// The phone number was changed.
    PhoneChanged,
    /// Somebody who lost the phone appealed.
    AppealSubmitted,
    /// The desk approved an appeal; a waiting time begins.
    AppealApproved,
    /// The desk rejected an appeal; in older lines alone.
    AppealRejected,
    /// The desk rejected what somebody handed in.
    Rejected {
        /// What.
        paper: Paper,
        /// Why, in the desk's words, as the person is shown them.
        reason: String,
    },
    /// An appeal was stopped by the account's owner.
    AppealStopped,
    /// The waiting time was over, and the devices were unbound.
    AppealTookEffect,
    /// The desk ended the account's locks and waits.
    Unlocked,
    /// The desk unbound all factors of the account.
    FactorsReset,
    /// Something was ordered.
    Ordered,
    /// The desk put another policy in force; in older lines alone.
    PolicyChosen(Preset),
    /// The desk put another policy in force, or the same in other words.
    PolicyPut {
        /// The one before.
        before: PolicyChoice,
        /// The one from then on.
        now: PolicyChoice,
    },
}

/// What somebody hands in for the desk to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// An application for a manual verification.
    Application,
    /// An appeal.
    Appeal,
}

/// Why a new device did not prove itself, whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FirstRefusal {
    /// By its one code.
    Code(Refusal),
    /// By two codes, where the policy wants them.
    Codes(PairRefusal),
}

/// Which factor was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusedFactor {
    /// Two codes that were to resynchronise a device.
    TwoCodes,
    /// A recovery code.
    RecoveryCode,
    /// A passkey.
    Passkey,
    /// The password, before a sensitive action.
    Password,
}

/// Why a factor was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactorReason {
    /// It is none of the account's.
    Wrong,
    /// It was used before.
    Used,
    /// The codes are of steps too far from now.
    OutsideWindow,
    /// There are other codes between the two.
    Apart,
    /// The second code comes before the first.
    Swapped,
    /// The same code twice.
    SameTwice,
    /// Older than the code that was accepted last.
    OlderThanAccepted,
    /// The question that it answers has expired.
    Expired,
    /// It is not an answer to what was asked.
    Answer,
    /// The signature is wrong.
    Signature,
    /// It has signed less often than before: there may be a copy of it.
    Counter,
}

/// The refusal of a factor, whole: what was not judged of it is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorRefused {
    /// Which.
    pub factor: RefusedFactor,
    /// Why.
    pub reason: FactorReason,
    /// The device that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// Failures in a row, this one included; none where nothing is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failures: Option<u32>,
    /// The wait or lock that follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Wait>,
    /// How many second factors failed in this log-on, this one included; none where it was no log-on, and in older lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_attempt: Option<u32>,
    /// The judgement, whole, of two codes; older lines have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
}

impl FactorRefused {
    /// A failure that was counted by this brake, and what follows from it.
    pub(super) fn counted(factor: RefusedFactor, reason: FactorReason, brake: &Throttle, next: Wait) -> Self {
        let (failures, next) = (Some(brake.failures), Some(next));
        Self { factor, reason, device: None, failures, next, of_attempt: None, judgement: None }
    }

    /// Whether it locks, and the failure before did not.
    pub fn is_first_lock(&self) -> bool {
        self.next.is_some_and(Wait::is_first_lock)
    }
}

impl Happening {
    /// A wrong password, or a username that nobody has, and what follows from it.
    pub(super) fn password_refused(brake: &Throttle, next: Wait, in_known_browser: bool) -> Self {
        let (locked, failures, next) = (next.locked, Some(brake.failures), Some(next));
        Self::PasswordRefused { locked, failures, next, in_known_browser }
    }

    /// What a judgement on a security code is, in the trail.
    pub fn code_judged(judgement: &Judgement) -> Self {
        let whole = Some(judgement.clone());
        match judgement.verdict {
            Verdict::Accepted { step, offset_steps } => Self::CodeAccepted { step, offset_steps, judgement: whole },
            Verdict::Refused(refusal) => Self::CodeRefused {
                refusal,
                locked: judgement.next.is_some_and(|next| next.locked),
                judgement: whole,
                of_attempt: None,
            },
        }
    }
}

/// One line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// Its identifier.
    pub id: EventId,
    /// When it happened.
    pub at: UnixMillis,
    /// The account it is about; none for a username that nobody has.
    pub account: Option<AccountId>,
    /// What happened.
    pub what: Happening,
    /// From which browser; none when it was not a browser's doing, and in older lines.
    pub place: Option<Place>,
}

impl AuditEvent {
    /// A line for the trail; `random` names it.
    pub fn new(random: [u8; 16], at: UnixMillis, account: Option<AccountId>, what: Happening) -> Self {
        Self { id: EventId::from_random(random), at, account, what, place: None }
    }
}
