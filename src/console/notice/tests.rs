//! What is told, to whom and how often.

use super::super::fixtures::{NOW, checked, with_two_devices as account};
use super::super::{
    DeviceId, FactorReason, Judgement, LogOnId, LogOnIds, PasswordRefusal, PasswordVerdict, Policy, Refusal, SessionId,
    Subject, Verdict, logon,
};
use super::*;

fn refused(failures: u32, locked: bool) -> Happening {
    let verdict = Verdict::Refused(Refusal::Wrong);
    let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked, again: false });
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
    let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked, again: false });
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

fn locked(of: Lock) -> Told {
    Told::Locked { of, until: Some(NOW.plus_secs(900)) }
}

fn wrong_password(locked: bool) -> Happening {
    let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked, again: false });
    Happening::PasswordRefused { locked, failures: Some(3), next, in_known_browser: false }
}

fn in_known_browser(what: Happening) -> Happening {
    match what {
        Happening::PasswordRefused { locked, failures, next, .. } => {
            Happening::PasswordRefused { locked, failures, next, in_known_browser: true }
        }
        other => other,
    }
}

fn rejected(paper: Paper) -> Happening {
    Happening::Rejected { paper, reason: "blurred".into() }
}

/// The same as the failure of this number in a log-on.
fn in_log_on(what: Happening, number: Option<u32>) -> Happening {
    match what {
        Happening::CodeRefused { refusal, locked, judgement, .. } => {
            Happening::CodeRefused { refusal, locked, judgement, of_attempt: number }
        }
        Happening::FactorRefused(refused) => Happening::FactorRefused(FactorRefused { of_attempt: number, ..refused }),
        other => other,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "each is made for its call")]
fn told(what: Happening) -> Option<(Told, bool)> {
    let event = AuditEvent::new([1; 16], NOW, Some(account().id), what.clone());
    let notice = Notice::of(&event, &account(), None);
    // Nobody is promised a notice that is not made, but of what came and went before it could be told.
    assert_eq!(notice.is_some(), topic(&what).is_some() && !matches!(what, Happening::AppealApproved));
    notice.map(|notice| (notice.told.clone(), notice.goes_by_sms()))
}

#[test]
fn v14_the_owner_is_told() {
    // Everything goes by mail; the last column tells whether an SMS goes, too.
    let device = DeviceId::from_random([1; 16]);
    for (what, expected, by_sms) in [
        (Happening::DeviceAttached { replaced: false, judgement: None }, Told::DeviceBound { replaced: false }, true),
        (Happening::DeviceAttached { replaced: true, judgement: None }, Told::DeviceBound { replaced: true }, true),
        (Happening::DeviceRemoved(device), Told::DeviceRemoved, true),
        (Happening::NewBrowser, Told::NewBrowser { place: None }, true),
        (Happening::RecoveryCodeAccepted { left: 3 }, Told::RecoveryCodeUsed { left: 3 }, true),
        (Happening::RecoveryCodeRefused, Told::WrongSecondFactor, true),
        (Happening::PasskeyRefused, Told::WrongSecondFactor, true),
        (in_log_on(factor(RefusedFactor::RecoveryCode, false), Some(1)), Told::WrongSecondFactor, true),
        (in_log_on(factor(RefusedFactor::TwoCodes, false), Some(1)), Told::WrongSecondFactor, true),
        // What is locked is told, and no more: another factor still logs on.
        (factor(RefusedFactor::RecoveryCode, true), locked(Lock::RecoveryCodes), true),
        (factor(RefusedFactor::TwoCodes, true), locked(Lock::SecurityCodes), true),
        (factor(RefusedFactor::Password, true), locked(Lock::KnownBrowsers), true),
        (in_log_on(refused(1, false), Some(1)), Told::WrongSecondFactor, true),
        (refused(1, false), Told::WrongFactorBeforeChange, true),
        (refused(10, true), locked(Lock::SecurityCodes), true),
        (wrong_password(true), locked(Lock::NewBrowsers), true),
        (in_known_browser(wrong_password(true)), locked(Lock::KnownBrowsers), true),
        (
            Happening::PasswordRefused { locked: true, failures: None, next: None, in_known_browser: false },
            Told::Locked { of: Lock::NewBrowsers, until: None },
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
    let two_codes = || factor(RefusedFactor::TwoCodes, false);
    for what in [refused(1, false), refused(7, false), recovery_code(), passkey(), two_codes()] {
        assert_eq!(told(in_log_on(what.clone(), Some(1))), Some((Told::WrongSecondFactor, true)), "{what:?}");
        for number in 2..10 {
            assert_eq!(told(in_log_on(what.clone(), Some(number))), None, "{what:?}");
        }
    }
    for (what, of) in
        [(refused(10, true), Lock::SecurityCodes), (factor(RefusedFactor::RecoveryCode, true), Lock::RecoveryCodes)]
    {
        assert_eq!(told(in_log_on(what, Some(5))), Some((locked(of), true)));
    }
    // Where it is no log-on, the first in a row, without a word of the password.
    for (what, is_told) in [(refused(1, false), true), (refused(2, false), false), (recovery_code(), false)] {
        assert_eq!(told(in_log_on(what.clone(), None)).is_some(), is_told, "{what:?}");
    }
}

#[test]
fn of_the_locks_that_a_username_alone_brings_about_the_first_one_is_told() {
    let policy = Policy::gov_cloud();
    let mut subject = Subject::Known(account());
    let (mut now, mut notices) = (NOW, Vec::new());
    for failure in 1..=100 {
        let ids = LogOnIds { attempt: LogOnId::from_random([7; 16]), session: SessionId::from_random([8; 32]) };
        let decision = logon::submit_password(&mut subject, checked(false), ids, now, &policy);
        notices.extend(told(decision.happened.unwrap()).map(|told| (failure, told.0)));
        let PasswordVerdict::Refused(PasswordRefusal::Wrong { next }) = decision.verdict else { panic!("looked at") };
        now = next.until.unwrap();
    }
    let [(10, Told::Locked { of: Lock::NewBrowsers, until: Some(_) })] = notices.as_slice() else {
        panic!("{notices:?}")
    };
}

#[test]
fn a_lock_of_codes_by_sms_is_no_lock_of_the_log_on() {
    let wrong = |locked, again| PhoneCodeRefusal::Wrong { wait_until: Some(NOW), locked, again };
    let until = Some(NOW);
    for (what, of) in [
        (Happening::PhoneCodeRefused as fn(_) -> _, Lock::PhoneCodes),
        (|refusal| Happening::GuessRefused { of: Guessed::ResetCode, refusal }, Lock::Guesses(Guessed::ResetCode)),
        (|refusal| Happening::GuessRefused { of: Guessed::StopCode, refusal }, Lock::Guesses(Guessed::StopCode)),
    ] {
        assert_eq!(told(what(wrong(true, false))), Some((Told::Locked { of, until }, true)));
        for silent in [wrong(false, false), wrong(true, true), PhoneCodeRefusal::Expired] {
            assert_eq!(told(what(silent)), None, "{silent:?}");
        }
    }
}

#[test]
fn what_needs_nobody_to_look_is_not_told() {
    let wrong = PhoneCodeRefusal::Wrong { wait_until: Some(NOW), locked: false, again: false };
    for what in [
        Happening::AccountOpened,
        Happening::PasswordAccepted,
        Happening::LoggedOut,
        Happening::Ordered,
        wrong_password(false),
        rejected(Paper::Application),
        Happening::PhoneCodeRefused(wrong),
        refused(2, false),
        in_log_on(factor(RefusedFactor::TwoCodes, false), None),
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
    let stop_code = appeal.stop_code.clone();
    let submitted = Told::AppealSubmitted { stop_code: stop_code.clone() };
    assert_eq!(notice(&appeal, Happening::AppealSubmitted), Some((true, submitted)));
    appeal.state = AppealState::Approved { at: NOW, unbinds_at: NOW.plus_secs(60) };
    let approved = Told::AppealApproved { unbinds_at: NOW.plus_secs(60), stop_code };
    assert_eq!(notice(&appeal, Happening::AppealApproved), Some((true, approved)));
}
