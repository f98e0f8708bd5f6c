//! Records to store.

use counterpart::console::{
    Account, AccountId, Device, DeviceId, Factors, PhoneNumber, SealedKey, Session, SessionId, Throttle, Username,
    password,
};
use counterpart::otp::{Algorithm, Digits, Period, UnixMillis};

/// A moment of the year 2033, in milliseconds.
pub const NOW: UnixMillis = UnixMillis(2_000_000_000_123);

/// An account with everything that an account can have.
pub fn account(byte: u8, username: &str) -> Account {
    Account {
        id: AccountId::from_random([byte; 16]),
        username: Username::parse(username).unwrap(),
        password_hash: password::dummy_hash(),
        phone_number: PhoneNumber::parse("13800000001").unwrap(),
        opened_at: NOW,
        password_throttle: Throttle {
            failures: 3,
            blocked_until: Some(NOW.plus_secs(20)),
            locked: false,
            ..Throttle::default()
        },
        code_throttle: Throttle {
            failures: 10,
            blocked_until: Some(NOW.plus_secs(900)),
            locked: true,
            ..Throttle::default()
        },
        phone_throttle: Throttle::default(),
        recovery_throttle: Throttle::default(),
        devices: vec![Device {
            id: DeviceId::from_random([7; 16]),
            sealed_key: SealedKey((0..=255).collect()),
            algorithm: Algorithm::Sha1,
            digits: Digits::SIX,
            period: Period::THIRTY,
            attached_at: NOW,
            // Beyond 32 bits, as after the year 2038 with short steps (V3).
            last_accepted_step: 9_007_199_254_740_991,
            name: Some("Phone at work".into()),
            drift_steps: Some(-1),
            used_steps: Vec::new(),
        }],
        retired_devices: Vec::new(),
    }
}

/// A session of that account.
pub fn session(byte: u8, account: &Account) -> Session {
    let id = SessionId::from_random([byte; 32]);
    Session::begin(id, account.id.clone(), Factors::PasswordAndCode, NOW)
}
