//! What a scenario is: plain data.

use super::Goal;
use crate::console::{Place, PolicyChoice, Retirement};
use crate::stage::{App, PhoneKind};

/// A scenario by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScenarioName {
    /// An account gets its first MFA device.
    FirstBinding,
    /// A second phone, so that losing one locks nobody out.
    TwoPhones,
    /// The phone's clock is wrong.
    WrongClock,
    /// The phone is gone, and with it the codes.
    LostPhone,
    /// From one MFA application to another.
    SwitchOfApp,
    /// The phone was replaced, and the old one still shows codes.
    ReplacedPhone,
    /// An entry of a QR code that has ended, beside the one that counts.
    DuplicateEntry,
    /// Too many wrong codes.
    LockedOut,
    /// A code that was given away.
    PhishedCode,
    /// The phone is broken, and the recovery codes are at hand.
    RecoveryCode,
    /// A device whose clock has drifted and cannot be set.
    Drifted,
}

impl ScenarioName {
    /// Every scenario, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::FirstBinding,
        Self::TwoPhones,
        Self::WrongClock,
        Self::LostPhone,
        Self::SwitchOfApp,
        Self::ReplacedPhone,
        Self::DuplicateEntry,
        Self::LockedOut,
        Self::PhishedCode,
        Self::RecoveryCode,
        Self::Drifted,
    ];

    /// The word that stands for it where it is kept.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FirstBinding => "first-binding",
            Self::TwoPhones => "two-phones",
            Self::WrongClock => "wrong-clock",
            Self::LostPhone => "lost-phone",
            Self::SwitchOfApp => "switch-of-app",
            Self::ReplacedPhone => "replaced-phone",
            Self::DuplicateEntry => "duplicate-entry",
            Self::LockedOut => "locked-out",
            Self::PhishedCode => "phished-code",
            Self::RecoveryCode => "recovery-code",
            Self::Drifted => "drifted",
        }
    }

    /// The scenario of this word.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.key() == key)
    }
}

/// A stage to be set, and what is to be reached on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: ScenarioName,
    /// The phones on the table, the first one on the left.
    pub phones: &'static [PhonePlan],
    /// The one account.
    pub account: AccountPlan,
    /// The rules in force.
    pub policy: PolicyChoice,
    /// What is to be reached, one after the other.
    pub goals: &'static [Goal],
}

/// A phone on the table.
#[derive(Clone, Debug, PartialEq)]
pub struct PhonePlan {
    /// What kind it is.
    pub kind: PhoneKind,
    /// The applications on it.
    pub apps: &'static [App],
    /// How fast its clock is, in seconds; negative when it is slow.
    pub clock_offset_secs: i64,
}

/// The account, and who is logged on with it.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountPlan {
    /// Its name for people.
    pub username: &'static str,
    /// Its password. Told to the person: it opens nothing but a rehearsal.
    pub password: &'static str,
    /// The phone whose number it has: a position among the scenario's phones.
    pub phone: usize,
    /// Its MFA devices, those that were bound once included, the earliest first.
    pub devices: &'static [DevicePlan],
    /// Recovery codes that its owner has kept; told to the person like the password. Empty: there are none.
    pub recovery_codes: &'static [&'static str],
    /// How many wrong codes were entered in a row just before.
    pub code_failures: u32,
    /// In which browsers its owner is logged on.
    pub logged_on_in: &'static [Place],
}

/// An MFA device, and where its key is.
#[derive(Clone, Debug, PartialEq)]
pub struct DevicePlan {
    /// What its owner calls it.
    pub name: Option<&'static str>,
    /// What the console makes of its codes.
    pub standing: Standing,
    /// The applications that hold its key. None: they went with a phone that is not on the table.
    pub holders: &'static [Holder],
}

/// What the console makes of the codes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The device is bound.
    Bound,
    /// It was bound once.
    Retired(Retirement),
    /// Its QR code was scanned, but the dialog was closed before a code of it was entered.
    NeverBound,
}

/// An application of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The phone: a position among the scenario's phones.
    pub phone: usize,
    /// The application, in whatever version.
    pub app: App,
}
