//! Decides about a security code of any of an account's devices: at logon, and wherever an action asks for one again.

use super::{
    Account, DeviceId, PairRefusal, Policy, Refusal, Retirement, Verdict, Wait,
    verifier::{Expected, Memory, offset_steps},
};
use crate::otp::{Secret, UnixMillis};
use serde::{Deserialize, Serialize};

/// The opened keys of an account's devices, bound and retired. They live as long as one decision.
#[derive(Default)]
pub struct OpenedKeys(Vec<(DeviceId, Secret)>);

impl OpenedKeys {
    /// Adds the key of a device.
    pub fn add(&mut self, device: DeviceId, secret: Secret) {
        self.0.push((device, secret));
    }

    /// The key of this device, if it was opened.
    pub fn of(&self, device: &DeviceId) -> Option<&Secret> {
        self.0.iter().find(|(id, _)| id == device).map(|(_, secret)| secret)
    }
}

/// A verdict that explains itself. It holds no code and no key, so the audit trail keeps it whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Accepted, or refused and why.
    pub verdict: Verdict,
    /// The device whose code it was; none if it was nobody's.
    pub device: Option<DeviceId>,
    /// The step of the moment at which it was judged.
    pub current_step: u64,
    /// The step accepted last before that, of the device whose code it was, else of the first one.
    pub last_accepted_step: Option<u64>,
    /// Failures in a row, this one included.
    pub failures: u32,
    /// When the next try is looked at, if not at once.
    pub next: Option<Wait>,
}

impl Judgement {
    /// Whether the code was accepted.
    pub fn is_accepted(&self) -> bool {
        matches!(self.verdict, Verdict::Accepted { .. })
    }

    /// The step of the code, where the verifier recognised one.
    pub fn step(&self) -> Option<u64> {
        match self.verdict {
            Verdict::Accepted { step, .. }
            | Verdict::Refused(Refusal::Replayed { step } | Refusal::OlderThanAccepted { step }) => Some(step),
            Verdict::Refused(Refusal::OutsideWindow { offset_steps }) => {
                self.current_step.checked_add_signed(offset_steps)
            }
            Verdict::Refused(_) => None,
        }
    }

    /// That step minus the current one; negative for a code of the past.
    pub fn offset_steps(&self) -> Option<i64> {
        Some(offset_steps(self.current_step, self.step()?))
    }
}

/// The judgement on a typed security code. What was accepted or failed is remembered in the account at once.
///
/// # Errors
/// The block in force: then the code was not looked at.
pub fn judge_code(
    account: &mut Account,
    keys: &OpenedKeys,
    typed: &str,
    now: UnixMillis,
    policy: &Policy,
) -> Result<Judgement, Wait> {
    account.code_throttle.check(now)?;
    let first = account.devices.first();
    let mut best = Judgement {
        verdict: Verdict::Refused(Refusal::Wrong),
        device: None,
        current_step: first.map_or(0, |device| device.period.step_at(now)),
        last_accepted_step: first.map(|device| device.last_accepted_step),
        failures: 0,
        next: None,
    };
    for device in &mut account.devices {
        let Some(secret) = keys.of(&device.id) else { continue };
        let last_accepted_step = Some(device.last_accepted_step);
        let verdict = device.verify(secret, typed, now, policy);
        if Weight::from(verdict) > Weight::from(best.verdict) {
            let current_step = device.period.step_at(now);
            best = Judgement { verdict, device: Some(device.id.clone()), current_step, last_accepted_step, ..best };
        }
        if best.is_accepted() {
            break;
        }
    }
    if best.verdict == Verdict::Refused(Refusal::Wrong)
        && let Some((device, why)) = retired_with(account, keys, typed, now, policy)
    {
        best.verdict = Verdict::Refused(Refusal::Retired { why });
        best.device = Some(device);
    }
    match best.verdict {
        Verdict::Accepted { .. } => account.code_throttle.succeed(),
        Verdict::Refused(refusal) if !refusal.is_failure() => {}
        Verdict::Refused(_) => {
            let next = account.code_throttle.fail(now, &policy.throttle);
            best.next = (!next.is_over(now)).then_some(next);
        }
    }
    best.failures = account.code_throttle.failures;
    Ok(best)
}

/// How much a verdict on a device's codes says, the least first: of several devices, the one that recognises them speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// They are none of the device's.
    Unknown,
    /// They are of another time.
    FarFromNow,
    /// They are of now, and not what may come next.
    OutOfOrder,
    /// They are codes of the device that were shown, and show nothing anew.
    Recognised,
    /// They are no codes, of whatever device.
    Slip,
    /// They are accepted.
    Accepted,
}

impl From<Verdict> for Weight {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Refused(Refusal::Wrong) => Self::Unknown,
            Verdict::Refused(Refusal::OutsideWindow { .. }) => Self::FarFromNow,
            Verdict::Refused(Refusal::OlderThanAccepted { .. }) => Self::OutOfOrder,
            Verdict::Refused(Refusal::Replayed { .. } | Refusal::Retired { .. }) => Self::Recognised,
            Verdict::Refused(Refusal::NotDigits) => Self::Slip,
            Verdict::Accepted { .. } => Self::Accepted,
        }
    }
}

impl From<Result<u64, PairRefusal>> for Weight {
    fn from(judged: Result<u64, PairRefusal>) -> Self {
        match judged {
            Err(PairRefusal::Wrong) => Self::Unknown,
            Err(PairRefusal::OutOfRange { .. }) => Self::FarFromNow,
            Err(PairRefusal::Apart) => Self::OutOfOrder,
            Err(PairRefusal::Swapped) => Self::Recognised,
            Err(PairRefusal::SameTwice | PairRefusal::NotDigits(_)) => Self::Slip,
            Ok(_) => Self::Accepted,
        }
    }
}

/// The retired device that has this code in its window, if one has.
fn retired_with(
    account: &Account,
    keys: &OpenedKeys,
    typed: &str,
    now: UnixMillis,
    policy: &Policy,
) -> Option<(DeviceId, Retirement)> {
    account.retired_devices.iter().rev().find_map(|retired| {
        let device = &retired.device;
        let totp = device.totp(keys.of(&device.id)?);
        // Whether it is in the window is all that is asked.
        let expected = Expected::at(&totp, device.drift_steps.unwrap_or(0), now, policy);
        let verdict = expected.judge(typed, &Memory::default(), policy);
        matches!(verdict, Verdict::Accepted { .. }).then(|| (device.id.clone(), retired.why))
    })
}
