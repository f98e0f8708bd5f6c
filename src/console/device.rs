//! A bound MFA device, and the key that it shares with the person's authenticator.

use super::{
    Account, DeviceId, Policy, Refusal, Username, Verdict, bytes,
    policy::ReplayRule,
    verifier::{self, Memory},
};
use crate::otp::{Algorithm, Digits, KeyUri, Kind, Secret, Totp, UnixMillis};
use serde::{Deserialize, Serialize};

/// An MFA key as it is stored: sealed under a key that never leaves the browser. This room cannot open it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedKey(#[serde(with = "bytes")] pub Vec<u8>);

impl std::fmt::Debug for SealedKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SealedKey(redacted)")
    }
}

/// A device that was attached after a code of it was verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Device {
    /// Its name.
    pub id: DeviceId,
    /// Its key.
    pub sealed_key: SealedKey,
    /// Hash function of its codes.
    pub algorithm: Algorithm,
    /// Length of its codes.
    pub digits: Digits,
    /// Length of its time steps in seconds.
    pub period_secs: u32,
    /// When it was attached.
    pub attached_at: UnixMillis,
    /// The latest step of which a code was accepted, at set-up or at logon (V4).
    pub last_accepted_step: u64,
    /// What the person calls it; nothing until it is named.
    pub name: Option<String>,
    /// How far its clock was off when a code of it was accepted last, in steps; nothing while it was never recorded.
    pub drift_steps: Option<i64>,
    /// Accepted steps that may be in the window again, for a policy that keeps a list of used codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_steps: Vec<u64>,
}

/// Why a device is bound no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Retirement {
    /// It was removed.
    Removed,
    /// Another application took its place.
    Replaced,
}

/// A device that was bound once. Its codes open nothing; its key is kept to tell whose code a refused one was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RetiredDevice {
    /// The device as it was.
    pub device: Device,
    /// When it was retired.
    pub at: UnixMillis,
    /// Why.
    pub why: Retirement,
}

/// How many retired devices an account remembers.
pub const RETIRED_DEVICES_MAX: usize = 3;

impl Account {
    /// Unbinds a device; whether there was one of this name. Its codes fail from then on.
    pub fn retire(&mut self, id: &DeviceId, why: Retirement, at: UnixMillis) -> bool {
        let Some(position) = self.devices.iter().position(|device| device.id == *id) else { return false };
        let device = self.devices.remove(position);
        self.retired_devices.push(RetiredDevice { device, at, why });
        let surplus = self.retired_devices.len().saturating_sub(RETIRED_DEVICES_MAX);
        self.retired_devices.drain(..surplus);
        true
    }
}

impl Device {
    /// The verdict on a code of this device. `secret` is its opened key. An accepted step is remembered at once.
    ///
    /// Where its drift is known the window is around what its clock shows, and as wide as ever (RFC 6238 §6). Offsets are
    /// from the true time all the same.
    pub fn verify(&mut self, secret: &Secret, typed: &str, now: UnixMillis, policy: &Policy) -> Verdict {
        // A record with impossible parameters can match no code.
        let Ok(totp) = Totp::new(secret, self.algorithm, self.digits, self.period_secs) else {
            return Verdict::Refused(Refusal::Wrong);
        };
        let verdict = verifier::judge(&totp, typed, &self.memory(), now, policy);
        if let Verdict::Accepted { step, offset_steps } = verdict {
            self.remember(step, offset_steps, totp.step_at(now), policy);
        }
        verdict
    }

    /// What its next code is judged by.
    pub fn memory(&self) -> Memory<'_> {
        Memory {
            last_accepted_step: Some(self.last_accepted_step),
            used_steps: &self.used_steps,
            drift_steps: self.drift_steps.unwrap_or(0),
        }
    }

    /// Remembers an accepted step, as the policy's replay rule and its record of drift ask for.
    fn remember(&mut self, step: u64, offset_steps: i64, current: u64, policy: &Policy) {
        if matches!(policy.replay, ReplayRule::UsedCodes | ReplayRule::ExactSteps) {
            // The step before, too: it may come from set-up or from a policy that kept no list.
            let spent = [self.last_accepted_step, step];
            self.used_steps.retain(|used| !spent.contains(used));
            self.used_steps.extend(spent);
        }
        self.last_accepted_step = self.last_accepted_step.max(step);
        // What is before any place to which the window may ever move back cannot be accepted again.
        let earliest = current.saturating_sub(policy.window_back_steps.saturating_add(policy.drift_range_steps()));
        self.used_steps.retain(|used| *used >= earliest);
        if policy.drift_is_recorded {
            // Two consecutive codes may have moved the window further than single ones may.
            let limit = i64::try_from(policy.drift_range_steps()).unwrap_or(i64::MAX);
            self.drift_steps = Some(offset_steps.clamp(-limit, limit));
        }
    }
}

/// What the wizard's QR code says for a new key.
pub fn key_uri(username: &Username, secret: Secret, policy: &Policy) -> KeyUri {
    KeyUri {
        kind: Kind::Totp { period_secs: policy.period_secs },
        issuer: policy.issuer.to_owned(),
        account: username.as_str().to_owned(),
        secret,
        algorithm: policy.algorithm,
        digits: policy.digits,
    }
}
