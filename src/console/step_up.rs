//! Step-up: an existing factor is shown again before a sensitive action (V11).
//!
//! Where a device is bound, a security code is asked for, or a recovery code or a passkey in its place; the password
//! alone is enough only where it is all there is. Whoever adds another factor judges it in its own room, and calls
//! [`succeed`].

use super::{
    Account, Decision, DeviceId, FactorReason, FactorRefused, Happening, Judgement, Lines, OpenedKeys, PasswordCheck,
    PasswordHash, Policy, RecoveryCodes, RecoveryRefusal, Refusal, RefusedFactor, Session, Verdict, Wait, recovery,
    second_factor,
};
use crate::otp::UnixMillis;

/// The factor that a step-up asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedFactor {
    /// The password: no device is bound.
    Password,
    /// A security code of any bound device.
    SecurityCode,
}

impl AskedFactor {
    /// What this account is asked for.
    pub fn of(account: &Account) -> Self {
        if account.has_device() { Self::SecurityCode } else { Self::Password }
    }
}

/// Why a step-up is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepUpRefusal {
    /// Another factor is asked for: a device was bound or removed meanwhile.
    #[error("another factor is asked for")]
    OtherFactor,
    /// Not looked at.
    #[error("too many failures")]
    Wait(Wait),
    /// Not as many digits as a code has; not counted.
    #[error("the input is not a code of the right length")]
    NotDigits,
    /// The verifier refused the code.
    #[error("the code is refused: {refusal}")]
    Code {
        /// Why.
        refusal: Refusal,
        /// The judgement, whole.
        judgement: Judgement,
    },
    /// The password is wrong.
    #[error("the password is wrong")]
    Password {
        /// The wait that follows.
        next: Wait,
    },
}

/// Decides about a security code. `keys` are the opened keys of the account's devices.
pub fn by_code(
    account: &mut Account,
    session: &mut Session,
    keys: &OpenedKeys,
    typed: &str,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), StepUpRefusal>, Lines> {
    if AskedFactor::of(account) != AskedFactor::SecurityCode {
        return Decision { verdict: Err(StepUpRefusal::OtherFactor), happened: Vec::new() };
    }
    let judgement = match second_factor::judge_code(account, keys, typed, now, policy) {
        Ok(judgement) => judgement,
        Err(wait) => {
            return Decision { verdict: Err(StepUpRefusal::Wait(wait)), happened: vec![Happening::CodeNotLookedAt] };
        }
    };
    let judged = Happening::code_judged(&judgement);
    let (verdict, happened) = match judgement.verdict {
        Verdict::Accepted { .. } => (Ok(()), vec![judged, succeed(session, judgement.device, now)]),
        Verdict::Refused(refusal) if !refusal.is_failure() => (Err(StepUpRefusal::NotDigits), Vec::new()),
        Verdict::Refused(refusal) => {
            (Err(StepUpRefusal::Code { refusal, judgement }), vec![judged, Happening::StepUpRefused])
        }
    };
    Decision { verdict, happened }
}

/// Decides about a password. Its brake is that of logging on where the account is known, so that a session that somebody
/// else got hold of is no way to guess it.
pub fn by_password(
    account: &mut Account,
    session: &mut Session,
    password: PasswordCheck,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), StepUpRefusal>> {
    if AskedFactor::of(account) != AskedFactor::Password {
        return Decision::silent(Err(StepUpRefusal::OtherFactor));
    }
    if let Err(wait) = account.known_throttle.check(now) {
        return Decision::new(Err(StepUpRefusal::Wait(wait)), Happening::PasswordNotLookedAt);
    }
    if !password.is_right() {
        let next = account.known_throttle.fail(now, &policy.other_throttle);
        let (factor, reason) = (RefusedFactor::Password, FactorReason::Wrong);
        let refused = FactorRefused::counted(factor, reason, &account.known_throttle, next);
        return Decision::new(Err(StepUpRefusal::Password { next }), Happening::FactorRefused(refused));
    }
    account.known_throttle.succeed();
    Decision::new(Ok(()), succeed(session, None, now))
}

/// Decides about a recovery code in place of a security code; `typed` is its hash with the set's salt. It is spent by
/// that, and has a brake of its own (V10).
pub fn by_recovery_code(
    codes: &mut RecoveryCodes,
    account: &mut Account,
    session: &mut Session,
    typed: &PasswordHash,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), RecoveryRefusal>, Lines> {
    let Decision { verdict, happened } = recovery::judge(codes, account, typed, now, policy);
    let meaning = match verdict {
        Ok(_) => Some(succeed(session, None, now)),
        Err(RecoveryRefusal::Wait(_)) => None,
        Err(_) => Some(Happening::StepUpRefused),
    };
    Decision { verdict: verdict.map(drop), happened: happened.into_iter().chain(meaning).collect() }
}

/// A factor of the account was shown: for a while the session may do what is sensitive. `device` is the one whose code it
/// was, if it was a code: the right ends with that.
pub fn succeed(session: &mut Session, device: Option<DeviceId>, now: UnixMillis) -> Happening {
    session.stepped_up_at = Some(now);
    session.shown_device = device;
    Happening::SteppedUp
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::fixtures::{self, NOW};
    use crate::console::{Factors, Retirement};

    fn policy() -> Policy {
        Policy::gov_cloud()
    }

    #[test]
    fn without_a_device_the_password_makes_a_session_fresh_again_for_twenty_minutes() {
        let mut account = fixtures::account();
        let mut session = fixtures::session(&account, Factors::Opening, NOW);
        let late = NOW.plus_secs(1_200);
        assert!(!session.has_fresh_step_up(&account, late, &policy()));
        let refused = by_password(&mut account, &mut session, fixtures::checked(false), late, &policy());
        assert!(matches!(refused.verdict, Err(StepUpRefusal::Password { .. })));
        let Some(Happening::FactorRefused(told)) = refused.happened else { panic!("it is not told") };
        assert_eq!((told.factor, told.failures), (RefusedFactor::Password, Some(1)));
        assert_eq!(told.next, Some(Wait { until: Some(late.plus_secs(5)), locked: false, again: false }));
        let during_the_wait =
            by_password(&mut account, &mut session, fixtures::checked(true), late.plus_secs(1), &policy());
        assert!(matches!(during_the_wait.verdict, Err(StepUpRefusal::Wait(_))));
        assert!(!session.has_fresh_step_up(&account, late.plus_secs(1), &policy()));
        let at = late.plus_secs(5);
        let done = by_password(&mut account, &mut session, fixtures::checked(true), at, &policy());
        assert_eq!((done.verdict, done.happened), (Ok(()), Some(Happening::SteppedUp)));
        assert!(session.has_fresh_step_up(&account, at.plus_secs(1_199), &policy()));
        assert!(!session.has_fresh_step_up(&account, at.plus_secs(1_200), &policy()));
        assert_eq!(by_code(&mut account, &mut session, &OpenedKeys::default(), "000000", at, &policy()).verdict, {
            Err(StepUpRefusal::OtherFactor)
        });
    }

    #[test]
    fn with_a_device_only_a_code_of_it_does() {
        let (mut account, keys) = fixtures::bound(&[1]);
        let mut session = fixtures::session(&account, Factors::PasswordAndTrustedBrowser, NOW);
        assert!(!session.has_fresh_step_up(&account, NOW, &policy()), "a trusted browser showed no second factor");
        let password = by_password(&mut account, &mut session, fixtures::checked(true), NOW, &policy());
        assert_eq!(password.verdict, Err(StepUpRefusal::OtherFactor));
        let slip = by_code(&mut account, &mut session, &keys, "12345", NOW, &policy());
        assert_eq!(slip, Decision { verdict: Err(StepUpRefusal::NotDigits), happened: Vec::new() });
        let at = NOW.plus_secs(60);
        let typed = fixtures::code_of(1, at);
        let Decision { verdict: answer, happened: lines } =
            by_code(&mut account, &mut session, &keys, &typed, at, &policy());
        assert_eq!(answer, Ok(()));
        assert!(matches!(lines.as_slice(), [Happening::CodeAccepted { .. }, Happening::SteppedUp]));
        assert!(session.has_fresh_step_up(&account, at.plus_secs(1_199), &policy()));
        // Its code is spent, as at logon.
        let Decision { verdict: again, happened: lines } =
            by_code(&mut account, &mut session, &keys, &typed, at, &policy());
        assert!(matches!(again, Err(StepUpRefusal::Code { refusal: Refusal::Replayed { .. }, .. })));
        assert!(matches!(lines.as_slice(), [Happening::CodeRefused { .. }, Happening::StepUpRefused]));
        assert!(matches!(
            by_code(&mut account, &mut session, &keys, &typed, at, &policy()).verdict,
            Err(StepUpRefusal::Wait(_))
        ));
    }

    #[test]
    fn the_code_of_a_removed_device_does_not() {
        let (mut account, keys) = fixtures::bound(&[1, 2]);
        let mut session = fixtures::session(&account, Factors::Password, NOW);
        let at = NOW.plus_secs(60);
        assert!(account.retire(&fixtures::device_id(1), Retirement::Removed, NOW));
        let Decision { verdict: answer, .. } =
            by_code(&mut account, &mut session, &keys, &fixtures::code_of(1, at), at, &policy());
        let why = Retirement::Removed;
        assert!(
            matches!(answer, Err(StepUpRefusal::Code { refusal: Refusal::Retired { why: told }, .. }) if told == why)
        );
    }

    #[test]
    fn v10_a_recovery_code_does_even_while_security_codes_are_locked_and_only_once() {
        let policy = policy();
        let (mut account, keys) = fixtures::bound(&[1]);
        let mut session = fixtures::session(&account, Factors::Password, NOW);
        while !account.code_throttle.locked {
            let at = account.code_throttle.blocked_until.unwrap_or(NOW);
            let _ = by_code(&mut account, &mut session, &keys, "000000", at, &policy);
        }
        let at = account.code_throttle.blocked_until.unwrap().offset_secs(-1);
        let hashes = [1, 2].map(|salt| crate::console::password::hash("a recovery code", [salt; 16]).unwrap());
        let mut codes = RecoveryCodes::new(account.id.clone(), [1; 16], vec![hashes[0].clone()], NOW);
        let Decision { verdict: wrong, happened: lines } =
            by_recovery_code(&mut codes, &mut account, &mut session, &hashes[1], at, &policy);
        assert!(matches!(wrong, Err(RecoveryRefusal::Wrong { .. })));
        assert!(matches!(lines.as_slice(), [Happening::FactorRefused(_), Happening::StepUpRefused]));
        assert!(!session.has_fresh_step_up(&account, at, &policy));
        let at = account.recovery_throttle.blocked_until.unwrap_or(at).max(at);
        let Decision { verdict: right, happened: lines } =
            by_recovery_code(&mut codes, &mut account, &mut session, &hashes[0], at, &policy);
        assert_eq!((right, lines), (Ok(()), vec![Happening::RecoveryCodeAccepted { left: 0 }, Happening::SteppedUp]));
        assert!(session.has_fresh_step_up(&account, at, &policy));
        let Decision { verdict: again, .. } =
            by_recovery_code(&mut codes, &mut account, &mut session, &hashes[0], at, &policy);
        assert!(matches!(again, Err(RecoveryRefusal::Used { .. })));
    }

    #[test]
    fn a_password_shown_before_the_first_device_was_bound_counts_no_more() {
        let (account, _) = fixtures::bound(&[1]);
        let mut session = fixtures::session(&account, Factors::Password, NOW.offset_secs(-7_200));
        succeed(&mut session, None, account.devices[0].attached_at.offset_secs(-1));
        assert!(!session.has_fresh_step_up(&account, account.devices[0].attached_at.plus_secs(1), &policy()));
        succeed(&mut session, None, account.devices[0].attached_at);
        assert!(session.has_fresh_step_up(&account, account.devices[0].attached_at.plus_secs(1), &policy()));
    }
}
