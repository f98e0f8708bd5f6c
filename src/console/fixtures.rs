//! What several tests of this room begin with.

use super::{
    Account, AccountId, Device, DeviceId, Factors, PhoneNumber, Policy, SealedKey, Session, SessionId, Throttle,
    Username, password,
};
use crate::otp::{Algorithm, Digits, UnixMillis};

/// The moment at which tests begin.
pub(super) const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

/// The account of alice, with two devices.
pub(super) fn account() -> Account {
    Account {
        id: AccountId::from_random([1; 16]),
        username: Username::parse("alice").unwrap(),
        password_hash: password::dummy_hash(),
        phone_number: PhoneNumber::parse("13800000001").unwrap(),
        opened_at: NOW,
        password_throttle: Throttle::default(),
        code_throttle: Throttle::default(),
        phone_throttle: Throttle::default(),
        recovery_throttle: Throttle::default(),
        devices: vec![device(1), device(2)],
        retired_devices: Vec::new(),
    }
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
