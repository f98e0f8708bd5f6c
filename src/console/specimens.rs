//! What the tests of appeals, resets, changes and orders begin with.

use super::{
    Account, AccountId, Device, DeviceId, Factors, Form, Policy, Registration, RegistrationId, SealedKey, Session,
    SessionId, password,
};
use crate::otp::{Algorithm, Digits, UnixMillis};

/// The moment at which these tests begin.
pub(super) const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

/// The account of alice, with two devices.
pub(super) fn account() -> Account {
    let policy = Policy::gov_cloud();
    let form = Form { username: "alice", password: "a good long one", phone_number: "13800000001" };
    let (id, hash) = (RegistrationId::from_random([1; 16]), password::dummy_hash());
    let mut registration = Registration::begin(id, form.check(false).unwrap(), hash, [0; 8], NOW, &policy);
    let id = AccountId::from_random([1; 16]);
    let mut account = registration.confirm("000000", false, id, NOW, &policy).verdict.unwrap();
    account.devices = vec![device(1), device(2)];
    account
}

fn device(n: u8) -> Device {
    Device {
        id: DeviceId::from_random([n; 16]),
        sealed_key: SealedKey(vec![n]),
        algorithm: Algorithm::Sha1,
        digits: Digits::SIX,
        period_secs: 30,
        attached_at: NOW,
        last_accepted_step: 0,
        name: None,
        drift_steps: None,
        used_steps: Vec::new(),
    }
}

/// A session of that account, which began now.
pub(super) fn session(factors: Factors) -> Session {
    Session::begin(SessionId::from_random([2; 32]), account().id, factors, NOW, &Policy::gov_cloud())
}
