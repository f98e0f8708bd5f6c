//! Resynchronising a device whose clock is off, by two consecutive codes (RFC 4226 §7.4, RFC 6238 §6; V6).
//!
//! How far the clock is off can be told only if the codes were typed when they were shown: so each comes with the moment
//! at which it was typed, and two that were handed in late are refused without being looked at.

use super::consecutive::{self, PairRefusal};
use super::{
    Account, Decision, DeviceId, FactorReason, FactorRefused, Happening, Judgement, LogOnAttempt, OpenedKeys, Policy,
    Refusal, RefusedFactor, Verdict, Wait, second_factor::Weight, verifier::offset_steps,
};
use crate::otp::{DAY_SECS, UnixMillis};

/// How far from now two codes are looked for to say that they are out of range, in seconds: a day.
const EXPLAINED_SECS: u64 = DAY_SECS;

/// A code, and when its last digit was typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedCode<'a> {
    /// As it was typed.
    pub code: &'a str,
    /// When.
    pub typed_at: UnixMillis,
}

/// Why a device is not resynchronised. Nothing of it is accepted then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResynchroniseRefusal {
    /// The policy does not offer it, or the device is bound no longer.
    #[error("there is nothing to resynchronise")]
    NotOffered,
    /// At logon: the password is too long ago; begin again.
    #[error("the password was given too long ago")]
    AttemptExpired,
    /// Not looked at.
    #[error("too many failures")]
    Wait(Wait),
    /// More than a step has passed since the second code was typed: not looked at, and not counted.
    #[error("the codes were handed in too late")]
    Late,
    /// They are not two consecutive codes of the device near now.
    #[error("the codes are refused: {refusal}")]
    Pair {
        /// Why.
        refusal: PairRefusal,
        /// The wait that follows, if it counts as a failure.
        next: Option<Wait>,
        /// The judgement, whole, if they were looked at. Its step is that of the second code.
        judgement: Option<Judgement>,
    },
    /// They are not later than the code that was accepted last (V4).
    #[error("the codes are older than the last accepted one")]
    OlderThanAccepted {
        /// The wait that follows.
        next: Wait,
        /// The judgement, whole.
        judgement: Judgement,
    },
}

/// A device that was resynchronised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resynchronised {
    /// Which.
    pub device: DeviceId,
    /// What the person calls it.
    pub name: Option<String>,
    /// How far its clock is off, in steps; negative when it is slow.
    pub drift_steps: i64,
    /// The judgement, whole. Its step is that of the second code.
    pub judgement: Judgement,
}

/// Decides about two consecutive codes of one device, or of any bound device if none is named. Both are judged together.
/// On success the drift is kept, and both codes are spent.
pub fn resynchronise(
    account: &mut Account,
    device: Option<&DeviceId>,
    keys: &OpenedKeys,
    codes: [TypedCode<'_>; 2],
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<Resynchronised, ResynchroniseRefusal>> {
    let asked = |id: &DeviceId| device.is_none_or(|device| device == id);
    let first = account.devices.iter().find(|device| asked(&device.id)).filter(|_| policy.resynchronisation_steps > 0);
    let Some((first, digits, period)) = first.map(|device| (device.id.clone(), device.digits, device.period)) else {
        return Decision::silent(Err(ResynchroniseRefusal::NotOffered));
    };
    if let Err(wait) = account.code_throttle.check(now) {
        return Decision::new(Err(ResynchroniseRefusal::Wait(wait)), Happening::CodeNotLookedAt);
    }
    let typed = match consecutive::formed(digits, codes.map(|typed| typed.code)) {
        Ok(typed) => typed,
        Err(refusal) => {
            return Decision::silent(Err(ResynchroniseRefusal::Pair { refusal, next: None, judgement: None }));
        }
    };
    // A moment that has not come yet is a mistake of the page's.
    let typed_at = codes[1].typed_at.min(now);
    if now > typed_at.plus_secs(period.secs().into()) {
        return Decision::silent(Err(ResynchroniseRefusal::Late));
    }
    let mut best = (first, period.step_at(typed_at), Err(PairRefusal::Wrong));
    for bound in account.devices.iter().filter(|bound| asked(&bound.id)) {
        let Some(secret) = keys.of(&bound.id) else { continue };
        let totp = bound.totp(secret);
        let current = totp.step_at(typed_at);
        let limit = policy.resynchronisation_steps;
        let accepted = current.saturating_sub(limit)..=current.saturating_add(limit);
        let explained = EXPLAINED_SECS / u64::from(bound.period.secs());
        let judged = consecutive::judge(&totp, &typed, &accepted, current, explained);
        if Weight::from(judged) > Weight::from(best.2) {
            best = (bound.id.clone(), current, judged);
        }
    }
    let (id, current_step, judged) = best;
    let Some(last) = account.device(&id).map(|bound| bound.last_accepted_step) else {
        return Decision::silent(Err(ResynchroniseRefusal::NotOffered));
    };
    let seen = |refusal| Judgement {
        verdict: Verdict::Refused(refusal),
        device: Some(id.clone()),
        current_step,
        last_accepted_step: Some(last),
        failures: 0,
        next: None,
    };
    let step = match judged {
        Ok(step) => step,
        Err(refusal) => {
            let seen = match refusal {
                PairRefusal::OutOfRange { offset_steps } => seen(Refusal::OutsideWindow { offset_steps }),
                _ => seen(Refusal::Wrong),
            };
            let (next, judgement) = fail(account, seen, now, policy);
            let happened = refusal_of(refusal.reason(), next, &judgement);
            let (next, judgement) = (Some(next), Some(judgement));
            return Decision::new(Err(ResynchroniseRefusal::Pair { refusal, next, judgement }), happened);
        }
    };
    // The first of the two must be later, too: it is as good as accepted.
    if step <= last.saturating_add(1) {
        let (next, judgement) = fail(account, seen(Refusal::OlderThanAccepted { step }), now, policy);
        let happened = refusal_of(FactorReason::OlderThanAccepted, next, &judgement);
        return Decision::new(Err(ResynchroniseRefusal::OlderThanAccepted { next, judgement }), happened);
    }
    let drift_steps = offset_steps(current_step, step);
    let judgement =
        Judgement { verdict: Verdict::Accepted { step, offset_steps: drift_steps }, ..seen(Refusal::Wrong) };
    let Some(bound) = account.device_mut(&id) else {
        return Decision::silent(Err(ResynchroniseRefusal::NotOffered));
    };
    bound.spend(&[step - 1, step], current_step, policy);
    bound.drift_steps = Some(drift_steps);
    bound.resynchronised_steps = Some(drift_steps);
    let name = bound.name.clone();
    account.code_throttle.succeed();
    let happened = Happening::Resynchronised { device: id.clone(), drift_steps, judgement: Some(judgement.clone()) };
    Decision::new(Ok(Resynchronised { device: id, name, drift_steps, judgement }), happened)
}

/// The same at logon, once the password was right: it is no logon by itself, and codes that are refused are second factors
/// that failed in it.
pub fn at_log_on(
    account: &mut Account,
    attempt: &mut LogOnAttempt,
    keys: &OpenedKeys,
    codes: [TypedCode<'_>; 2],
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<Resynchronised, ResynchroniseRefusal>> {
    if now >= attempt.expires_at || attempt.account != account.id {
        return Decision::silent(Err(ResynchroniseRefusal::AttemptExpired));
    }
    let Decision { verdict, happened } = resynchronise(account, None, keys, codes, now, policy);
    Decision { verdict, happened: attempt.counted(happened) }
}

/// Counts a failure: what follows, and the judgement with it.
fn fail(account: &mut Account, seen: Judgement, now: UnixMillis, policy: &Policy) -> (Wait, Judgement) {
    let next = account.code_throttle.fail(now, &policy.throttle);
    let failures = account.code_throttle.failures;
    (next, Judgement { failures, next: (!next.is_over(now)).then_some(next), ..seen })
}

/// The line of a refusal.
fn refusal_of(reason: FactorReason, next: Wait, judgement: &Judgement) -> Happening {
    Happening::FactorRefused(FactorRefused {
        factor: RefusedFactor::TwoCodes,
        reason,
        device: judgement.device.clone(),
        failures: Some(judgement.failures),
        next: Some(next),
        of_attempt: None,
        judgement: Some(judgement.clone()),
    })
}

#[cfg(test)]
#[allow(clippy::result_large_err, reason = "one refusal at a time, in a test")]
mod tests;
