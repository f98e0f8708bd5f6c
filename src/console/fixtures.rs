//! What the tests of this room begin with: an account, and devices whose keys are known.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::LazyLock;

use super::{
    Account, AccountId, Device, DeviceId, Factors, Form, OpenedKeys, PasswordCheck, Policy, Registration,
    RegistrationId, SealedKey, Session, SessionId, password,
};
use crate::otp::{Algorithm, Digits, Period, Secret, Totp, UnixMillis};

/// The moment at which the devices were attached, ten seconds into a step.
pub(super) const NOW: UnixMillis = UnixMillis::from_secs(1_700_000_020);

/// Alice's account, without a device.
pub(super) fn account() -> Account {
    let form = Form { username: "alice", password: "a good long one", phone_number: "13800000001" };
    let (id, hash) = (RegistrationId::from_random([1; 16]), password::dummy_hash());
    let (form, policy) = (form.check(false).unwrap(), Policy::gov_cloud());
    let mut registration = Registration::begin(id, form, hash, None, [0; 8], NOW, &policy).unwrap();
    let account = AccountId::from_random([2; 16]);
    registration.confirm(None, "000000", false, account, NOW, &policy).verdict.unwrap()
}

/// What comparing a right or a wrong password comes to.
pub(super) fn checked(is_right: bool) -> PasswordCheck {
    static CHECKS: LazyLock<[PasswordCheck; 2]> = LazyLock::new(|| {
        let hash = password::hash("a good long one", [7; 16]).unwrap();
        ["another long one", "a good long one"].map(|typed| password::verify(typed, &hash))
    });
    CHECKS[usize::from(is_right)]
}

/// A session that began then.
pub(super) fn session(account: &Account, factors: Factors, at: UnixMillis) -> Session {
    Session::begin(SessionId::from_random([3; 32]), account.id.clone(), factors, at)
}

/// Alice's account with these devices, attached at [`NOW`] by the code of that moment, and their opened keys.
pub(super) fn bound(devices: &[u8]) -> (Account, OpenedKeys) {
    let (mut account, mut keys) = (account(), OpenedKeys::default());
    for number in devices {
        account.devices.push(device(*number));
        keys.add(device_id(*number), secret(*number));
    }
    (account, keys)
}

/// Alice's account with two devices.
pub(super) fn with_two_devices() -> Account {
    bound(&[1, 2]).0
}

/// A session of Alice's, which began at [`NOW`].
pub(super) fn session_of(factors: Factors) -> Session {
    session(&account(), factors, NOW)
}

pub(super) fn device(number: u8) -> Device {
    Device {
        id: device_id(number),
        sealed_key: SealedKey(vec![number]),
        algorithm: Algorithm::Sha1,
        digits: Digits::SIX,
        period: Period::THIRTY,
        attached_at: NOW,
        last_accepted_step: totp(number).step_at(NOW),
        name: Some(format!("Phone {number}")),
        drift_steps: None,
        used_steps: Vec::new(),
        resynchronised_steps: None,
    }
}

pub(super) fn device_id(number: u8) -> DeviceId {
    DeviceId::from_random([number; 16])
}

pub(super) fn secret(number: u8) -> Secret {
    Secret::from_bytes([number; 20]).unwrap()
}

pub(super) fn totp(number: u8) -> Totp {
    Totp::new(&secret(number), Algorithm::Sha1, Digits::SIX, Period::THIRTY)
}

/// What the device's application shows at this moment of its clock.
pub(super) fn code_of(number: u8, at: UnixMillis) -> String {
    totp(number).code_at(at).as_str().to_owned()
}
