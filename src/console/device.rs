//! A bound MFA device, and the key that it shares with the person's authenticator.

use super::{
    Account, Decision, DeviceId, Happening, Policy, Session, Username, Verdict,
    verifier::{self, Memory},
};
use crate::otp::{Algorithm, Digits, KeyUri, Kind, Period, Secret, SecretError, Totp, UnixMillis};
use serde::{Deserialize, Serialize};

/// An MFA key as it is stored: sealed under a key that never leaves the browser. This room cannot open it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedKey(#[serde(with = "crate::otp::bytes")] pub Vec<u8>);

impl std::fmt::Debug for SealedKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SealedKey(redacted)")
    }
}

/// A device that was attached after a code of it was verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Device {
    /// Its identifier.
    pub id: DeviceId,
    /// Its key.
    pub sealed_key: SealedKey,
    /// Hash function of its codes.
    pub algorithm: Algorithm,
    /// Length of its codes.
    pub digits: Digits,
    /// Length of its time steps.
    #[serde(rename = "period_secs")]
    pub period: Period,
    /// When it was attached.
    pub attached_at: UnixMillis,
    /// The latest step of which a code was accepted, at set-up or at logon (V4).
    pub last_accepted_step: u64,
    /// What the person calls it; nothing until it is named.
    pub name: Option<String>,
    /// How far its clock was off when a code of it was accepted last, in steps; nothing while it was never recorded.
    pub drift_steps: Option<i64>,
    /// Accepted steps that may be in the window again, for a policy that goes by a list of used codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_steps: Vec<u64>,
    /// How far off two consecutive codes told its clock to be, in steps; nothing while none were shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resynchronised_steps: Option<i64>,
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

/// The longest name of a device, in characters.
pub const NAME_CHARS_MAX: usize = 40;

/// What is wrong with a device's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceNameError {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// More than [`NAME_CHARS_MAX`] characters.
    #[error("the name is too long")]
    TooLong,
    /// Another device of the account has it.
    #[error("the name is taken")]
    Taken,
}

/// Why a device is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceRefusal {
    /// An existing factor has to be shown first (V11).
    #[error("a factor has to be shown first")]
    StepUpNeeded,
    /// It is bound no longer.
    #[error("there is no such device")]
    Gone,
    /// The new name cannot be.
    #[error("the name is refused: {0}")]
    Name(DeviceNameError),
}

/// How many retired devices an account remembers, the latest ones: as many as all the devices that most policies allow,
/// retired twice over. So the code of an old application is told as such after many switches, and after an appeal or the
/// desk has unbound everything. There is an end to it because the key of each is kept for that, is opened at each
/// judgement, and has codes that a wrong one may meet by chance (which changes its reason, and never that it is refused).
pub const RETIRED_DEVICES_MAX: usize = 16;

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

    /// Whether a device that `before` has bound is bound no longer.
    pub fn has_lost_a_device_since(&self, before: &Self) -> bool {
        before.devices.iter().any(|device| self.device(&device.id).is_none())
    }

    /// Whether a device is bound that `before` has not.
    pub fn has_gained_a_device_since(&self, before: &Self) -> bool {
        before.has_lost_a_device_since(self)
    }

    /// Whether a device is bound that was attached after this moment.
    pub fn has_device_attached_after(&self, at: UnixMillis) -> bool {
        self.devices.iter().any(|device| device.attached_at > at)
    }

    /// A name for a device as it was typed, without the blanks around it. `except` is the device that is named anew.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn checked_device_name(&self, typed: &str, except: Option<&DeviceId>) -> Result<String, DeviceNameError> {
        let name = typed.trim();
        let mut others = self.devices.iter().filter(|device| Some(&device.id) != except);
        if name.is_empty() {
            Err(DeviceNameError::Empty)
        } else if name.chars().count() > NAME_CHARS_MAX {
            Err(DeviceNameError::TooLong)
        } else if others.any(|device| device.name.as_deref().is_some_and(|taken| is_same_name(taken, name))) {
            Err(DeviceNameError::Taken)
        } else {
            Ok(name.to_owned())
        }
    }

    /// A name that no device has: `base`, or `base` with the first number that makes it one.
    pub fn free_device_name(&self, base: &str) -> String {
        let numbered = (2_u64..).map(|number| format!("{base} {number}"));
        // A device that was never named is called by the base.
        let is_free = |name: &String| {
            let taken = self.devices.iter().map(|device| device.name.as_deref().unwrap_or(base));
            !taken.into_iter().any(|taken| is_same_name(taken, name))
        };
        std::iter::once(base.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Names a device anew (V11: only with fresh authentication with an existing factor).
    pub fn rename_device(
        &mut self,
        session: &Session,
        id: &DeviceId,
        typed: &str,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), DeviceRefusal>> {
        if self.device(id).is_none() {
            return Decision::silent(Err(DeviceRefusal::Gone));
        }
        let name = match self.checked_device_name(typed, Some(id)) {
            Ok(name) => name,
            Err(error) => return Decision::silent(Err(DeviceRefusal::Name(error))),
        };
        if !session.has_fresh_step_up(self, now, policy) {
            return Decision::silent(Err(DeviceRefusal::StepUpNeeded));
        }
        if let Some(device) = self.device_mut(id) {
            device.name = Some(name);
        }
        Decision::new(Ok(()), Happening::DeviceRenamed(id.clone()))
    }

    /// Unbinds a device (V11: only with fresh authentication with an existing factor, never by a session alone). Its
    /// codes fail from then on.
    pub fn remove_device(
        &mut self,
        session: &Session,
        id: &DeviceId,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), DeviceRefusal>> {
        if self.device(id).is_none() {
            return Decision::silent(Err(DeviceRefusal::Gone));
        }
        if !session.has_fresh_step_up(self, now, policy) {
            return Decision::silent(Err(DeviceRefusal::StepUpNeeded));
        }
        self.retire(id, Retirement::Removed, now);
        Decision::new(Ok(()), Happening::DeviceRemoved(id.clone()))
    }
}

/// Whether a person would take both for the same name.
fn is_same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Device {
    /// The verdict on a code of this device. `secret` is its opened key. An accepted step is remembered at once.
    ///
    /// Where its drift is known the window is around what its clock shows, and as wide as ever (RFC 6238 §6). Offsets are
    /// from the true time all the same.
    pub fn verify(&mut self, secret: &Secret, typed: &str, now: UnixMillis, policy: &Policy) -> Verdict {
        let totp = self.totp(secret);
        let verdict = verifier::judge(&totp, typed, &self.memory(), now, policy);
        if let Verdict::Accepted { step, offset_steps } = verdict {
            self.remember(step, offset_steps, totp.step_at(now), policy);
        }
        verdict
    }

    /// What makes its codes of its opened key.
    pub fn totp(&self, secret: &Secret) -> Totp {
        Totp::new(secret, self.algorithm, self.digits, self.period)
    }

    /// What its next code is judged by.
    pub fn memory(&self) -> Memory<'_> {
        Memory {
            last_accepted_step: Some(self.last_accepted_step),
            used_steps: &self.used_steps,
            drift_steps: self.drift_steps.unwrap_or(0),
        }
    }

    /// Remembers the step of a single code that was accepted, and as the policy asks for it how far off the clock was: no
    /// further than the limit from what two consecutive codes told, or from the true time.
    fn remember(&mut self, step: u64, offset_steps: i64, current: u64, policy: &Policy) {
        self.spend(&[step], current, policy);
        if policy.drift_is_recorded {
            let limit = i64::try_from(policy.drift_limit_steps).unwrap_or(i64::MAX);
            // An older record does not say what two codes told: what is beyond the limit is from them.
            let of_before = self.drift_steps.filter(|drift| drift.unsigned_abs() > policy.drift_limit_steps);
            self.resynchronised_steps = self.resynchronised_steps.or(of_before);
            let middle = self.resynchronised_steps.unwrap_or(0);
            self.drift_steps = Some(offset_steps.clamp(middle.saturating_sub(limit), middle.saturating_add(limit)));
        }
    }

    /// Remembers that codes of these steps were accepted, the latest one last. Each is kept for as long as it may be in the
    /// window, under any rule: after one that needs no list another may come into force that goes by its list alone.
    pub(super) fn spend(&mut self, steps: &[u64], current: u64, policy: &Policy) {
        // The last one of before, too: an older record has no list.
        for step in std::iter::once(self.last_accepted_step).chain(steps.iter().copied()) {
            if !self.used_steps.contains(&step) {
                self.used_steps.push(step);
            }
            self.last_accepted_step = self.last_accepted_step.max(step);
        }
        // What is before any place to which the window may ever move back cannot be accepted again.
        let earliest = current.saturating_sub(policy.window_back_steps.saturating_add(policy.drift_range_steps()));
        self.used_steps.retain(|used| *used >= earliest);
    }
}

/// The longest key that a policy can ask for, in bytes: the block of SHA-256's HMAC.
pub const LONGEST_KEY_BYTES: usize = 64;

/// A new key, as long as the policy asks.
///
/// # Errors
/// When the policy asks for no bytes at all, which is no key.
pub fn new_key(random: &[u8; LONGEST_KEY_BYTES], policy: &Policy) -> Result<Secret, SecretError> {
    Secret::from_bytes(random.get(..policy.key_bytes).unwrap_or(random))
}

/// What the wizard's QR code says for a new key.
pub fn key_uri(username: &Username, secret: Secret, policy: &Policy) -> KeyUri {
    KeyUri {
        kind: Kind::Totp { period: policy.period },
        issuer: policy.issuer.to_owned(),
        account: username.as_str().to_owned(),
        secret,
        algorithm: policy.algorithm,
        digits: policy.digits,
    }
}

#[cfg(test)]
mod tests;
