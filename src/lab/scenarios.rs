//! The scenarios, as data.

use super::{AccountPlan, DevicePlan, Goal, Holder, PhonePlan, Scenario, ScenarioName, Standing};
use crate::console::{Place, PolicyChoice, Preset, Retirement, Wording};
use crate::stage::{App, PhoneKind};

/// The published procedure's rules, in the words for people who learn.
const POLICY: PolicyChoice = PolicyChoice { preset: Preset::GovCloud, wording: Wording::Learner };

/// Alice's account with no device, whose owner is logged on nowhere.
const ALICE: AccountPlan = AccountPlan {
    username: "alice",
    password: "practice makes calm",
    phone: 0,
    devices: &[],
    recovery_codes: &[],
    code_failures: 0,
    logged_on_in: &[],
};

const GOOGLE: App = App::GoogleAuthenticator;

/// An Android phone with Google Authenticator, whose clock is right.
const ANDROID: PhonePlan = PhonePlan { kind: PhoneKind::Android, apps: &[GOOGLE], clock_offset_secs: 0 };

/// An Android phone as it comes from the shop.
const NEW_ANDROID: PhonePlan = PhonePlan { kind: PhoneKind::Android, apps: &[], clock_offset_secs: 0 };

/// A device whose key is in Google Authenticator on the first phone.
const ON_FIRST_PHONE: DevicePlan =
    DevicePlan { name: None, standing: Standing::Bound, holders: &[Holder { phone: 0, app: GOOGLE }] };

/// A device whose key is gone with its phone.
const GONE: DevicePlan = DevicePlan { name: Some("Old phone"), standing: Standing::Bound, holders: &[] };

/// From an account without a second factor to a log-on with one.
pub const FIRST_BINDING: Scenario = Scenario {
    name: ScenarioName::FirstBinding,
    phones: &[NEW_ANDROID],
    account: AccountPlan { logged_on_in: &[Place::Office], ..ALICE },
    policy: POLICY,
    goals: &[Goal::IdentityProved, Goal::AppReady(0), Goal::DeviceAttached, Goal::LoggedOut, Goal::CodeAccepted],
};

/// A second phone with a key of its own.
pub const TWO_PHONES: Scenario = Scenario {
    name: ScenarioName::TwoPhones,
    phones: &[ANDROID, PhonePlan { kind: PhoneKind::IPhone, apps: &[], clock_offset_secs: 0 }],
    account: AccountPlan { devices: &[ON_FIRST_PHONE], logged_on_in: &[Place::Office], ..ALICE },
    policy: POLICY,
    goals: &[Goal::AppReady(1), Goal::DeviceAdded(1), Goal::LoggedOut, Goal::NewestDeviceAccepted],
};

/// A phone that is four minutes slow.
pub const WRONG_CLOCK: Scenario = Scenario {
    name: ScenarioName::WrongClock,
    phones: &[PhonePlan { clock_offset_secs: -240, ..ANDROID }],
    account: AccountPlan { devices: &[ON_FIRST_PHONE], ..ALICE },
    policy: POLICY,
    goals: &[Goal::OtherTimeRefused, Goal::ClockRight(0), Goal::CodeAccepted],
};

/// The phone was lost; a new one has its number and nothing else.
pub const LOST_PHONE: Scenario = Scenario {
    name: ScenarioName::LostPhone,
    phones: &[NEW_ANDROID],
    account: AccountPlan { devices: &[GONE], ..ALICE },
    policy: POLICY,
    goals: &[
        Goal::AppealSubmitted,
        Goal::AppealApproved,
        Goal::AppealTookEffect,
        Goal::DeviceAttached,
        Goal::CodeAccepted,
    ],
};

/// From Google Authenticator to the Alibaba Cloud app, which has to be brought up to date first.
pub const SWITCH_OF_APP: Scenario = Scenario {
    name: ScenarioName::SwitchOfApp,
    phones: &[PhonePlan { apps: &[GOOGLE, App::AlibabaCloud { version: (4, 5) }], ..ANDROID }],
    account: AccountPlan { devices: &[ON_FIRST_PHONE], logged_on_in: &[Place::Office], ..ALICE },
    policy: POLICY,
    goals: &[Goal::AppUpdated(0), Goal::DeviceReplaced, Goal::RetiredRefused, Goal::CodeAccepted],
};

/// Two phones that both show a code, only one of which counts.
pub const REPLACED_PHONE: Scenario = Scenario {
    name: ScenarioName::ReplacedPhone,
    phones: &[ANDROID, PhonePlan { kind: PhoneKind::IPhone, ..ANDROID }],
    account: AccountPlan {
        devices: &[
            DevicePlan { standing: Standing::Retired(Retirement::Replaced), ..ON_FIRST_PHONE },
            DevicePlan { holders: &[Holder { phone: 1, app: GOOGLE }], ..ON_FIRST_PHONE },
        ],
        ..ALICE
    },
    policy: POLICY,
    goals: &[Goal::RetiredRefused, Goal::CodeAccepted, Goal::NoEntryOn(0)],
};

/// Two entries of one account on one phone, one of a QR code that ended.
pub const DUPLICATE_ENTRY: Scenario = Scenario {
    name: ScenarioName::DuplicateEntry,
    phones: &[ANDROID],
    account: AccountPlan {
        devices: &[DevicePlan { standing: Standing::NeverBound, ..ON_FIRST_PHONE }, ON_FIRST_PHONE],
        ..ALICE
    },
    policy: POLICY,
    goals: &[Goal::WrongRefused, Goal::CodeAccepted, Goal::OneEntryLeft, Goal::LoggedOut, Goal::CodeAccepted],
};

/// One wrong code away from a lock.
pub const LOCKED_OUT: Scenario = Scenario {
    name: ScenarioName::LockedOut,
    phones: &[ANDROID],
    account: AccountPlan { devices: &[ON_FIRST_PHONE], code_failures: 9, ..ALICE },
    policy: POLICY,
    goals: &[Goal::Locked, Goal::NotLookedAt, Goal::LockOver, Goal::CodeAccepted],
};

/// The code was typed on a false page, and a stranger uses it.
pub const PHISHED_CODE: Scenario = Scenario {
    name: ScenarioName::PhishedCode,
    phones: &[ANDROID],
    account: AccountPlan { devices: &[ON_FIRST_PHONE], ..ALICE },
    policy: POLICY,
    goals: &[Goal::StrangerLetIn, Goal::ReplayRefused, Goal::CodeAccepted, Goal::SessionEnded],
};

/// The phone is broken, and the sheet with the recovery codes is in the drawer.
pub const RECOVERY_CODE: Scenario = Scenario {
    name: ScenarioName::RecoveryCode,
    phones: &[NEW_ANDROID],
    account: AccountPlan { devices: &[GONE], recovery_codes: &["R7QM-2XKD-9FTA-4HWC", "B3NP-8VZE-6GJS-1YK5"], ..ALICE },
    policy: POLICY,
    goals: &[Goal::RecoveryCodeAccepted, Goal::DeviceAttached, Goal::LoggedOut, Goal::CodeAccepted],
};

/// A phone that is five minutes fast, and whose clock somebody else sets.
pub const DRIFTED: Scenario = Scenario {
    name: ScenarioName::Drifted,
    phones: &[PhonePlan { clock_offset_secs: 300, ..ANDROID }],
    account: AccountPlan { devices: &[ON_FIRST_PHONE], ..ALICE },
    policy: POLICY,
    goals: &[Goal::OtherTimeRefused, Goal::Resynchronised, Goal::CodeAccepted],
};

/// The scenario of this name.
pub const fn scenario(name: ScenarioName) -> &'static Scenario {
    match name {
        ScenarioName::FirstBinding => &FIRST_BINDING,
        ScenarioName::TwoPhones => &TWO_PHONES,
        ScenarioName::WrongClock => &WRONG_CLOCK,
        ScenarioName::LostPhone => &LOST_PHONE,
        ScenarioName::SwitchOfApp => &SWITCH_OF_APP,
        ScenarioName::ReplacedPhone => &REPLACED_PHONE,
        ScenarioName::DuplicateEntry => &DUPLICATE_ENTRY,
        ScenarioName::LockedOut => &LOCKED_OUT,
        ScenarioName::PhishedCode => &PHISHED_CODE,
        ScenarioName::RecoveryCode => &RECOVERY_CODE,
        ScenarioName::Drifted => &DRIFTED,
    }
}
