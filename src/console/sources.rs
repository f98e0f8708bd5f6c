//! Where each number of each preset comes from.

use super::{Policy, Preset, policy::ReplayRule, policy::ThrottleRule};
use crate::otp::Algorithm;

/// A number of a policy, by what it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Hash function of new keys.
    Algorithm,
    /// Digits of a code.
    Digits,
    /// Length of a time step.
    Period,
    /// Steps before and after the current one.
    Window,
    /// Codes that confirm a new device.
    CodesToConfirm,
    /// What keeps a code from being accepted again.
    Replay,
    /// The brake on guessing codes.
    Throttle,
    /// The brake on what needs a username alone.
    OtherThrottle,
    /// Whether accepted codes move the window.
    Drift,
    /// How far two consecutive codes may move it.
    Resynchronisation,
    /// Devices of an account.
    Devices,
    /// Recovery codes of a set.
    RecoveryCodes,
    /// Days for which a browser is trusted.
    Trust,
    /// How old an authentication may be when a factor is changed.
    Freshness,
    /// How long a session lasts.
    SessionLength,
    /// How long it may go unused.
    SessionIdle,
    /// How long an approved appeal waits.
    AppealWait,
}

/// A setting's value under a policy, for the page that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A hash function.
    Algorithm(Algorithm),
    /// So many of them; 0 for none.
    Count(u64),
    /// A time in seconds.
    Secs(u64),
    /// Days; 0 for never.
    Days(u32),
    /// Steps back and ahead.
    Window {
        /// Before the current one.
        back: u64,
        /// After it.
        ahead: u64,
    },
    /// Steps either way; 0 for not at all.
    Steps(u64),
    /// What is remembered.
    Replay(ReplayRule),
    /// The brake.
    Throttle(ThrottleRule),
}

/// Where a preset's value comes from. Sources are named by their title, in the language in which they are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The source publishes this value.
    Published(&'static str),
    /// The source publishes that it is so, and no number.
    WithoutNumber(&'static str),
    /// The source has nothing of the kind; it is added for the rehearsal.
    Added(&'static str),
    /// No published number was found: the value is this console's own.
    NotPublished,
}

use Origin::{Added, NotPublished, Published, WithoutNumber};

impl Setting {
    /// Every setting, in the order of the page.
    pub const ALL: [Self; 17] = [
        Self::Algorithm,
        Self::Digits,
        Self::Period,
        Self::Window,
        Self::CodesToConfirm,
        Self::Replay,
        Self::Throttle,
        Self::OtherThrottle,
        Self::Drift,
        Self::Resynchronisation,
        Self::Devices,
        Self::RecoveryCodes,
        Self::Trust,
        Self::Freshness,
        Self::SessionLength,
        Self::SessionIdle,
        Self::AppealWait,
    ];

    /// Its value under a policy.
    pub fn value(self, policy: &Policy) -> Value {
        let count = |count: usize| Value::Count(u64::try_from(count).unwrap_or(u64::MAX));
        match self {
            Self::Algorithm => Value::Algorithm(policy.algorithm),
            Self::Digits => Value::Count(policy.digits.get().into()),
            Self::Period => Value::Secs(policy.period_secs.into()),
            Self::Window => Value::Window { back: policy.window_back_steps, ahead: policy.window_ahead_steps },
            Self::CodesToConfirm => Value::Count(policy.codes_to_confirm.into()),
            Self::Replay => Value::Replay(policy.replay),
            Self::Throttle => Value::Throttle(policy.throttle),
            Self::OtherThrottle => Value::Throttle(policy.other_throttle),
            Self::Drift => Value::Steps(if policy.drift_is_recorded { policy.drift_limit_steps } else { 0 }),
            Self::Resynchronisation => Value::Steps(policy.resynchronisation_steps),
            Self::Devices => count(policy.devices_max),
            Self::RecoveryCodes => count(policy.recovery_codes),
            Self::Trust => Value::Days(policy.trust_days),
            Self::Freshness => Value::Secs(policy.freshness_secs),
            Self::SessionLength => Value::Secs(policy.session_lifetime_secs),
            Self::SessionIdle => Value::Secs(policy.session_idle_secs),
            Self::AppealWait => Value::Secs(policy.appeal_wait_secs),
        }
    }
}

impl Preset {
    /// Where its value of a setting comes from.
    pub const fn origin(self, setting: Setting) -> Origin {
        match self {
            Self::GovCloud => gov_cloud(setting),
            Self::Aws => aws(setting),
            Self::Keycloak => keycloak(setting),
            Self::Authelia => authelia(setting),
            Self::PrivacyIdea => privacyidea(setting),
            Self::Strict => strict(setting),
        }
    }
}

const fn gov_cloud(setting: Setting) -> Origin {
    const PROCEDURE: &str = "Alibaba Cloud: Bind a virtual MFA device";
    const SETTINGS: &str = "Alibaba Cloud RAM: Manage the security settings of RAM users";
    match setting {
        Setting::Digits | Setting::Period => Published("Alibaba Cloud RAM: What is multi-factor authentication?"),
        Setting::CodesToConfirm => Published(PROCEDURE),
        Setting::Replay => WithoutNumber("Alibaba Cloud: MFA, frequently asked questions (“latest, unused code”)"),
        Setting::Devices => WithoutNumber(PROCEDURE),
        Setting::Trust | Setting::SessionLength => Published(SETTINGS),
        Setting::Resynchronisation | Setting::RecoveryCodes => Added(PROCEDURE),
        _ => NotPublished,
    }
}

const fn aws(setting: Setting) -> Origin {
    match setting {
        Setting::Digits | Setting::CodesToConfirm => Published("AWS IAM API Reference: EnableMFADevice"),
        Setting::Resynchronisation => WithoutNumber("AWS IAM API Reference: ResyncMFADevice"),
        Setting::Devices => Published("AWS IAM User Guide: AWS multi-factor authentication in IAM"),
        Setting::RecoveryCodes => Published("AWS IAM User Guide: Recover an MFA protected identity"),
        Setting::Trust => Published("AWS IAM User Guide: MFA enabled sign-in"),
        _ => NotPublished,
    }
}

const fn keycloak(setting: Setting) -> Origin {
    match setting {
        Setting::Algorithm | Setting::Digits | Setting::Period | Setting::Window | Setting::Replay => {
            Published("Keycloak Server Administration Guide: One Time Password (OTP) policies")
        }
        Setting::CodesToConfirm | Setting::Freshness => {
            Published("Keycloak Server Administration Guide: Application initiated actions")
        }
        Setting::Throttle => Published("Keycloak Server Administration Guide: Brute force attacks"),
        Setting::Resynchronisation => {
            Published("Keycloak Server Administration Guide: One Time Password (OTP) policies")
        }
        Setting::Devices => WithoutNumber("Keycloak Server Administration Guide: OTP credentials"),
        Setting::RecoveryCodes => Published("Keycloak Server Administration Guide: Recovery codes"),
        Setting::Trust => Published("Keycloak Server Administration Guide: Trusted devices"),
        Setting::SessionLength | Setting::SessionIdle => {
            Published("Keycloak Server Administration Guide: Session and token timeouts")
        }
        Setting::OtherThrottle | Setting::Drift | Setting::AppealWait => NotPublished,
    }
}

const fn authelia(setting: Setting) -> Origin {
    match setting {
        Setting::Algorithm | Setting::Digits | Setting::Period | Setting::Window | Setting::Replay => {
            Published("Authelia: Configuration, Time-based One-Time Password")
        }
        Setting::CodesToConfirm | Setting::Devices | Setting::RecoveryCodes | Setting::Resynchronisation => {
            Published("Authelia: Overview, Time-based One-Time Password")
        }
        Setting::Throttle => Published("Authelia: Configuration, Server Endpoint Rate Limits"),
        Setting::Freshness => Published("Authelia: Configuration, Elevated Session"),
        Setting::Trust | Setting::SessionLength | Setting::SessionIdle => Published("Authelia: Configuration, Session"),
        Setting::OtherThrottle | Setting::Drift | Setting::AppealWait => NotPublished,
    }
}

const fn privacyidea(setting: Setting) -> Origin {
    const TOKEN: &str = "privacyIDEA: TOTP token";
    match setting {
        Setting::Algorithm | Setting::Digits | Setting::Period | Setting::Window | Setting::Replay => Published(TOKEN),
        Setting::CodesToConfirm => Published("privacyIDEA: Enrollment policies"),
        Setting::Throttle | Setting::Resynchronisation => Published("privacyIDEA: System configuration"),
        Setting::Drift => WithoutNumber(TOKEN),
        Setting::Devices => WithoutNumber("privacyIDEA: Enrollment policies"),
        Setting::RecoveryCodes => Published("privacyIDEA: Lost token"),
        Setting::Trust => WithoutNumber("privacyIDEA: Authentication policies"),
        _ => NotPublished,
    }
}

const fn strict(setting: Setting) -> Origin {
    match setting {
        Setting::Algorithm => Published("RFC 6238 §1.2"),
        Setting::Digits => Published("RFC 4226 §5.3"),
        Setting::Period => Published("RFC 6238 §5.2"),
        Setting::Window => Published("OWASP ASVS 5.0, 6.5.5; RFC 6238 §5.2"),
        Setting::Replay => Published("RFC 6238 §5.2; NIST SP 800-63B"),
        Setting::Throttle => Published("RFC 4226 §7.3; NIST SP 800-63B"),
        Setting::OtherThrottle => WithoutNumber("OWASP ASVS 5.0, 6.1.1"),
        Setting::Drift | Setting::Resynchronisation => WithoutNumber("RFC 6238 §6; RFC 4226 §7.4"),
        Setting::Freshness => Published("NIST SP 800-63B"),
        Setting::RecoveryCodes => WithoutNumber("NIST SP 800-63B-4; OWASP ASVS 5.0, 6.5.2"),
        Setting::SessionLength | Setting::SessionIdle => Published("NIST SP 800-63B, AAL2"),
        Setting::CodesToConfirm | Setting::Devices | Setting::Trust | Setting::AppealWait => NotPublished,
    }
}
