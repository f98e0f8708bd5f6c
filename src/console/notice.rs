//! What an account's owner is told of what happened (V14), by SMS and by mail. A notice never holds a security code.
//!
//! The trail is written first. With each line of it that is to be told the same transaction stores an [`Outgoing`]; who
//! carries messages makes the notice of the line, delivers it and deletes the record. So nothing is told that did not
//! happen, and nothing that happened stays untold when the page dies in between.

use super::{
    Account, Appeal, AppealState, AuditEvent, EventId, Happening, Paper, PhoneCodeRefusal, PhoneNumber, Place,
    RefusedFactor, Username,
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
    /// Too many failures: nothing is looked at for a while.
    Locked {
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
        stop_code: String,
    },
    /// The desk approved that appeal.
    AppealApproved {
        /// When the factors can be unbound.
        unbinds_at: UnixMillis,
        /// What stops the appeal.
        stop_code: String,
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
/// told, and the one that locks: a message for each guess would hide the others.
pub fn is_told(what: &Happening) -> bool {
    match what {
        Happening::CodeRefused { locked, judgement, of_attempt, .. } => {
            *locked || is_first(*of_attempt, judgement.as_ref().map(|judgement| judgement.failures))
        }
        Happening::PasswordRefused { locked, .. }
        | Happening::PhoneCodeRefused(PhoneCodeRefusal::Wrong { locked, .. }) => *locked,
        // Two codes that do not fit are mostly a clock, and a password before an action has its log-on before it: of those
        // the lock is told.
        Happening::FactorRefused(refused) => {
            let is_second_factor = matches!(refused.factor, RefusedFactor::RecoveryCode | RefusedFactor::Passkey);
            refused.is_lock() || (is_second_factor && is_first(refused.of_attempt, refused.failures))
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
        let stop_code = || appeal.map(|appeal| appeal.stop_code.for_carrier().to_owned()).unwrap_or_default();
        let told = match &event.what {
            Happening::CodeRefused { locked: true, judgement, .. } => {
                Told::Locked { until: judgement.as_ref().and_then(|judgement| judgement.next?.until) }
            }
            Happening::PasswordRefused { next: Some(next), .. } => Told::Locked { until: next.until },
            // An older line does not say it.
            Happening::PasswordRefused { .. } => Told::Locked { until: account.password_throttle.blocked_until },
            Happening::PhoneCodeRefused(PhoneCodeRefusal::Wrong { wait_until, .. }) => {
                Told::Locked { until: *wait_until }
            }
            Happening::FactorRefused(refused) if refused.is_lock() => {
                Told::Locked { until: refused.next.and_then(|next| next.until) }
            }
            Happening::CodeRefused { .. }
            | Happening::RecoveryCodeRefused
            | Happening::PasskeyRefused
            | Happening::FactorRefused(_) => Told::WrongSecondFactor,
            Happening::DeviceAttached { replaced } => Told::DeviceBound { replaced: *replaced },
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
            Happening::AppealSubmitted => Told::AppealSubmitted { stop_code: stop_code() },
            Happening::AppealApproved => match appeal.map(|appeal| &appeal.state) {
                Some(AppealState::Approved { unbinds_at, .. }) => {
                    Told::AppealApproved { unbinds_at: *unbinds_at, stop_code: stop_code() }
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
mod tests {
    use super::super::fixtures::{NOW, with_two_devices as account};
    use super::super::{DeviceId, FactorReason, FactorRefused, Judgement, Refusal, Verdict, Wait};
    use super::*;

    fn refused(failures: u32, locked: bool) -> Happening {
        let verdict = Verdict::Refused(Refusal::Wrong);
        let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked });
        Happening::code_judged(&Judgement {
            verdict,
            device: None,
            current_step: 7,
            last_accepted_step: None,
            failures,
            next,
        })
    }

    fn factor(factor: RefusedFactor, locked: bool) -> Happening {
        let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked });
        let (reason, failures) = (FactorReason::Wrong, Some(10));
        let of_attempt = Some(1);
        Happening::FactorRefused(FactorRefused {
            factor,
            reason,
            device: None,
            failures,
            next,
            of_attempt,
            judgement: None,
        })
    }

    fn wrong_password(locked: bool) -> Happening {
        let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked });
        Happening::PasswordRefused { locked, failures: Some(3), next }
    }

    fn rejected(paper: Paper) -> Happening {
        Happening::Rejected { paper, reason: "blurred".into() }
    }

    /// The same as the how many-eth failure of a log-on.
    fn in_log_on(what: Happening, number: Option<u32>) -> Happening {
        match what {
            Happening::CodeRefused { refusal, locked, judgement, .. } => {
                Happening::CodeRefused { refusal, locked, judgement, of_attempt: number }
            }
            Happening::FactorRefused(refused) => {
                Happening::FactorRefused(FactorRefused { of_attempt: number, ..refused })
            }
            other => other,
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "each is made for its call")]
    fn told(what: Happening) -> Option<(Told, bool)> {
        let event = AuditEvent::new([1; 16], NOW, Some(account().id), what.clone());
        let notice = Notice::of(&event, &account(), None);
        assert!(notice.is_none() || is_told(&what));
        notice.map(|notice| (notice.told.clone(), notice.goes_by_sms()))
    }

    #[test]
    fn v14_the_owner_is_told() {
        // Everything goes by mail; the last column tells whether an SMS goes, too.
        let device = DeviceId::from_random([1; 16]);
        for (what, expected, by_sms) in [
            (Happening::DeviceAttached { replaced: false }, Told::DeviceBound { replaced: false }, true),
            (Happening::DeviceAttached { replaced: true }, Told::DeviceBound { replaced: true }, true),
            (Happening::DeviceRemoved(device), Told::DeviceRemoved, true),
            (Happening::NewBrowser, Told::NewBrowser { place: None }, true),
            (Happening::RecoveryCodeAccepted { left: 3 }, Told::RecoveryCodeUsed { left: 3 }, true),
            (Happening::RecoveryCodeRefused, Told::WrongSecondFactor, true),
            (Happening::PasskeyRefused, Told::WrongSecondFactor, true),
            (factor(RefusedFactor::RecoveryCode, false), Told::WrongSecondFactor, true),
            (factor(RefusedFactor::RecoveryCode, true), Told::Locked { until: Some(NOW.plus_secs(900)) }, true),
            (factor(RefusedFactor::TwoCodes, true), Told::Locked { until: Some(NOW.plus_secs(900)) }, true),
            (factor(RefusedFactor::Password, true), Told::Locked { until: Some(NOW.plus_secs(900)) }, true),
            (refused(1, false), Told::WrongSecondFactor, true),
            (refused(10, true), Told::Locked { until: Some(NOW.plus_secs(900)) }, true),
            (wrong_password(true), Told::Locked { until: Some(NOW.plus_secs(900)) }, true),
            (
                Happening::PasswordRefused { locked: true, failures: None, next: None },
                Told::Locked { until: None },
                true,
            ),
            (rejected(Paper::Appeal), Told::AppealRejected, false),
            (Happening::AppealRejected, Told::AppealRejected, false),
            (Happening::PasskeyAdded, Told::PasskeyAdded, true),
            (Happening::PasskeyRemoved, Told::PasskeyRemoved, true),
            (Happening::RecoveryCodesKept, Told::RecoveryCodesRenewed, false),
            (Happening::BrowserTrusted, Told::BrowserTrusted, false),
            (Happening::PasswordChanged, Told::PasswordChanged, true),
            (Happening::PhoneChanged, Told::PhoneChanged { to: account().phone_number }, true),
        ] {
            assert_eq!(told(what.clone()), Some((expected, by_sms)), "{what:?}");
        }
    }

    #[test]
    fn v14_of_the_factors_that_fail_in_one_log_on_the_first_is_told_and_the_one_that_locks() {
        let recovery_code = || factor(RefusedFactor::RecoveryCode, false);
        let passkey = || factor(RefusedFactor::Passkey, false);
        // After an earlier slip, too: failures in a row may be many by then.
        for what in [refused(1, false), refused(7, false), recovery_code(), passkey()] {
            assert_eq!(told(in_log_on(what.clone(), Some(1))), Some((Told::WrongSecondFactor, true)), "{what:?}");
            for number in 2..10 {
                assert_eq!(told(in_log_on(what.clone(), Some(number))), None, "{what:?}");
            }
        }
        for what in [refused(10, true), factor(RefusedFactor::RecoveryCode, true)] {
            let locked = Some((Told::Locked { until: Some(NOW.plus_secs(900)) }, true));
            assert_eq!(told(in_log_on(what, Some(5))), locked);
        }
        // Where it is no log-on, and in older lines, the first in a row.
        for (what, is_told) in [(refused(1, false), true), (refused(2, false), false), (recovery_code(), false)] {
            assert_eq!(told(in_log_on(what.clone(), None)).is_some(), is_told, "{what:?}");
        }
    }

    #[test]
    fn what_needs_nobody_to_look_is_not_told() {
        let wrong = PhoneCodeRefusal::Wrong { wait_until: Some(NOW), locked: false };
        for what in [
            Happening::AccountOpened,
            Happening::PasswordAccepted,
            Happening::LoggedOut,
            Happening::Ordered,
            wrong_password(false),
            rejected(Paper::Application),
            Happening::PhoneCodeRefused(wrong),
            refused(2, false),
            factor(RefusedFactor::TwoCodes, false),
            factor(RefusedFactor::Password, false),
        ] {
            assert_eq!(told(what.clone()), None, "{what:?}");
        }
    }

    #[test]
    fn notices_about_an_appeal_carry_what_stops_it() {
        let mut appeal = super::super::appeal::fixture();
        let notice = |appeal: &Appeal, what| {
            let event = AuditEvent::new([1; 16], NOW, Some(account().id), what);
            Notice::of(&event, &account(), Some(appeal)).map(|notice| (notice.goes_by_sms(), notice.told))
        };
        let stop_code = appeal.stop_code.for_carrier().to_owned();
        let submitted = Told::AppealSubmitted { stop_code: stop_code.clone() };
        assert_eq!(notice(&appeal, Happening::AppealSubmitted), Some((true, submitted)));
        appeal.state = AppealState::Approved { at: NOW, unbinds_at: NOW.plus_secs(60) };
        let approved = Told::AppealApproved { unbinds_at: NOW.plus_secs(60), stop_code };
        assert_eq!(notice(&appeal, Happening::AppealApproved), Some((true, approved)));
    }
}
