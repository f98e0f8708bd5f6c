//! The wizard's last decision: whether a new device has proved itself, and is attached.

use super::consecutive::{self, PairRefusal};
use super::{
    Account, Binding, BindingKeyId, Decision, Device, DeviceId, DeviceNameError, FirstRefusal, Happening, Judgement,
    KeyEnd, LinkRefusal, Policy, Refusal, Retirement, Session, Step, Verdict, step_up, verifier,
};
use crate::otp::{Secret, Totp, UnixMillis};

/// What a page hands in to attach the device whose key it shows.
#[derive(Clone, Copy)]
pub struct Attachment<'a> {
    /// The key on show.
    pub key: &'a BindingKeyId,
    /// The same, opened.
    pub secret: &'a Secret,
    /// What was typed: as many codes as the policy wants to see, the first one first.
    pub codes: &'a [&'a str],
    /// What the device is to be called. Of no effect when it replaces another, whose name it takes over.
    pub name: &'a str,
    /// The new device's id.
    pub device: &'a DeviceId,
}

/// Why a device is not attached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachRefusal {
    /// The key shown on this page is no longer good.
    #[error("the key has ended")]
    KeyEnded(KeyEnd),
    /// A proof is missing or too old.
    #[error("not allowed: {0}")]
    Link(LinkRefusal),
    /// The name cannot be.
    #[error("the name is refused: {0}")]
    Name(DeviceNameError),
    /// The verifier refused the code. Another may be typed at once: the key is before the person's eyes, so there is
    /// nothing to guess.
    #[error("the code is refused: {refusal}")]
    Code {
        /// Why.
        refusal: Refusal,
        /// The judgement, whole.
        judgement: Box<Judgement>,
    },
    /// The same, where two codes in a row are wanted. Neither is accepted.
    #[error("the codes are refused: {refusal}")]
    Codes {
        /// Why.
        refusal: PairRefusal,
        /// The judgement on the second one, whole.
        judgement: Box<Judgement>,
    },
}

impl Binding {
    /// Decides about the codes of the key that this page shows, and only then attaches the device (V17). The window is
    /// that of logon (V18). A device that it replaces stops at that moment and no sooner.
    ///
    /// The session has shown a factor by that: one of the new device.
    pub fn attach(
        &mut self,
        account: &mut Account,
        session: &mut Session,
        attachment: Attachment<'_>,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), AttachRefusal>> {
        let Some(pending) = self.pending.as_ref().filter(|pending| pending.id == *attachment.key) else {
            return Decision::silent(Err(AttachRefusal::KeyEnded(self.last_end.unwrap_or(KeyEnd::PageLeft))));
        };
        if now >= pending.expires_at {
            let happened = self.drop_key(KeyEnd::Expired);
            return Decision { verdict: Err(AttachRefusal::KeyEnded(KeyEnd::Expired)), happened };
        }
        if let Err(refusal) = self.may_link(account, session, now, policy) {
            // Back to the proof, which ends the key; while a factor is shown again, the key stays on show.
            let happened = (refusal == LinkRefusal::IdentityNeeded).then(|| {
                self.choose_again();
                self.drop_key(KeyEnd::StepLeft)
            });
            return Decision { verdict: Err(AttachRefusal::Link(refusal)), happened: happened.flatten() };
        }
        let replaced = self.replaced(account).map(|device| (device.id.clone(), device.name.clone()));
        let name = match &replaced {
            Some((_, name)) => name.clone(),
            None => match account.checked_device_name(attachment.name, None) {
                Ok(name) => Some(name),
                Err(error) => return Decision::silent(Err(AttachRefusal::Name(error))),
            },
        };
        let steps = match proved_steps(&attachment, now, policy) {
            Ok(steps) => steps,
            Err(refusal) => return refused(refusal, policy.period.step_at(now)),
        };
        let step = steps.last().copied().unwrap_or_default();
        let sealed_key = pending.sealed.clone();
        account.devices.push(Device {
            id: attachment.device.clone(),
            sealed_key,
            algorithm: policy.algorithm,
            digits: policy.digits,
            period: policy.period,
            attached_at: now,
            // The code of set-up is spent: it does not log on as well.
            last_accepted_step: step,
            name,
            drift_steps: None,
            used_steps: steps,
            resynchronised_steps: None,
        });
        let current_step = policy.period.step_at(now);
        let verdict = Verdict::Accepted { step, offset_steps: verifier::offset_steps(current_step, step) };
        let judgement = judged(verdict, Some(attachment.device.clone()), current_step);
        let is_replacing = replaced.is_some_and(|(old, _)| account.retire(&old, Retirement::Replaced, now));
        account.code_throttle.succeed();
        // What it was for is still told at the last step.
        let replaces = self.replaces.take();
        *self = Self { step: Step::Attached, replaces, ..Self::new(self.account.clone()) };
        // It is no line of its own in the trail: nobody asked for it.
        let _ = step_up::succeed(session, Some(attachment.device.clone()), now);
        let happened = Happening::DeviceAttached { replaced: is_replacing, judgement: Some(judgement) };
        Decision::new(Ok(()), happened)
    }
}

/// The steps of the codes by which a new device proves itself.
fn proved_steps(attachment: &Attachment<'_>, now: UnixMillis, policy: &Policy) -> Result<Vec<u64>, FirstRefusal> {
    let totp = Totp::new(attachment.secret, policy.algorithm, policy.digits, policy.period);
    let code = |position: usize| attachment.codes.get(position).copied().unwrap_or_default();
    if policy.codes_to_confirm < 2 {
        return match verifier::verify(&totp, code(0), None, now, policy) {
            Verdict::Accepted { step, .. } => Ok(vec![step]),
            Verdict::Refused(refusal) => Err(FirstRefusal::Code(refusal)),
        };
    }
    // The second one is judged as logon would; the first one is a step before it.
    let current = totp.step_at(now);
    let window = current.saturating_sub(policy.window_back_steps)..=current.saturating_add(policy.window_ahead_steps);
    let codes = consecutive::formed(policy.digits, [code(0), code(1)]).map_err(FirstRefusal::Codes)?;
    let step =
        consecutive::judge(&totp, &codes, &window, current, policy.explanation_steps).map_err(FirstRefusal::Codes)?;
    Ok(vec![step.saturating_sub(1), step])
}

/// A judgement on a new device's code. Nothing was accepted from it before, and no failure of it is counted.
fn judged(verdict: Verdict, device: Option<DeviceId>, current_step: u64) -> Judgement {
    Judgement { verdict, device, current_step, last_accepted_step: None, failures: 0, next: None }
}

/// The answer to codes that prove nothing. A slip of the form is no line of the trail.
fn refused(refusal: FirstRefusal, current_step: u64) -> Decision<Result<(), AttachRefusal>> {
    let seen = |refusal| judged(Verdict::Refused(refusal), None, current_step);
    let (verdict, is_failure) = match refusal {
        FirstRefusal::Code(refusal) => {
            (AttachRefusal::Code { refusal, judgement: Box::new(seen(refusal)) }, refusal.is_failure())
        }
        FirstRefusal::Codes(refusal) => {
            let judgement = match refusal {
                PairRefusal::OutOfRange { offset_steps } => seen(Refusal::OutsideWindow { offset_steps }),
                _ => seen(Refusal::Wrong),
            };
            (AttachRefusal::Codes { refusal, judgement: Box::new(judgement) }, refusal.is_failure())
        }
    };
    let happened = is_failure.then_some(Happening::FirstCodesRefused { refusal, current_step });
    Decision { verdict: Err(verdict), happened }
}

#[cfg(test)]
mod tests;
