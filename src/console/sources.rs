//! Where each number of each preset comes from.

use super::{
    Policy, Preset,
    policy::{ReplayRule, ThrottleRule, Wording},
};
use crate::otp::Algorithm;

/// A number of a policy, by what it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// The name that authenticators show.
    Issuer,
    /// Length of new keys.
    KeyLength,
    /// Hash function of new keys.
    Algorithm,
    /// Digits of a code.
    Digits,
    /// Length of a time step.
    Period,
    /// Steps before and after the current one.
    Window,
    /// Steps beyond the window that are looked at for the reason of a refusal.
    Explanation,
    /// Codes that confirm a new device.
    CodesToConfirm,
    /// How long a shown key waits for them.
    KeyLifetime,
    /// What keeps a code from being accepted again.
    Replay,
    /// The brake on guessing codes.
    Throttle,
    /// The brake on what needs a username alone.
    OtherThrottle,
    /// How far accepted codes move the window, if they do.
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
    /// How long after the password the second factor may follow.
    LogOnLifetime,
    /// How long a session lasts.
    SessionLength,
    /// How long it may go unused.
    SessionIdle,
    /// How long a code sent by SMS is valid.
    SmsLifetime,
    /// The pause before another SMS.
    SmsPause,
    /// How long a filled-in registration waits for its SMS code.
    RegistrationLifetime,
    /// How long the desk's approval may be used.
    ApprovalLifetime,
    /// The largest document for the desk.
    DocumentSize,
    /// How long an approved appeal waits.
    AppealWait,
    /// How much longer guesses at its stop code may make it wait.
    AppealDelay,
    /// Whom refusals are worded for.
    Wording,
}

/// A setting's value under a policy, for the page that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name.
    Name(&'static str),
    /// A hash function.
    Algorithm(Algorithm),
    /// So many bits.
    Bits(u64),
    /// A size in bytes.
    Bytes(u64),
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
    /// Whom refusals are worded for.
    Wording(Wording),
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
    /// It is no number of the source's: the rehearsal's own, under every preset.
    Own,
}

use Origin::{Added, NotPublished, Own, Published, WithoutNumber};

/// Every setting of a policy with its value, in the order of the page.
///
/// Each field is named here, and one that no row uses is an error of the compiler's: so none can be forgotten.
pub fn rows(policy: &Policy) -> [(Setting, Value); 29] {
    let Policy {
        issuer,
        key_bytes,
        algorithm,
        digits,
        period,
        window_back_steps: back,
        window_ahead_steps: ahead,
        explanation_steps,
        codes_to_confirm,
        replay,
        throttle,
        other_throttle,
        drift_is_recorded,
        drift_limit_steps,
        resynchronisation_steps,
        devices_max,
        recovery_codes,
        trust_days,
        session_idle_secs,
        appeal_wait_secs,
        appeal_delay_secs,
        wording,
        key_lifetime_secs,
        sms_lifetime_secs,
        sms_pause_secs,
        registration_lifetime_secs,
        log_on_lifetime_secs,
        session_lifetime_secs,
        freshness_secs,
        approval_lifetime_secs,
        document_bytes,
    } = *policy;
    let wide = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    [
        (Setting::Issuer, Value::Name(issuer)),
        (Setting::KeyLength, Value::Bits(wide(key_bytes) * 8)),
        (Setting::Algorithm, Value::Algorithm(algorithm)),
        (Setting::Digits, Value::Count(digits.get().into())),
        (Setting::Period, Value::Secs(period.secs().into())),
        (Setting::Window, Value::Window { back, ahead }),
        (Setting::Explanation, Value::Steps(explanation_steps)),
        (Setting::CodesToConfirm, Value::Count(codes_to_confirm.into())),
        (Setting::KeyLifetime, Value::Secs(key_lifetime_secs)),
        (Setting::Replay, Value::Replay(replay)),
        (Setting::Throttle, Value::Throttle(throttle)),
        (Setting::OtherThrottle, Value::Throttle(other_throttle)),
        (Setting::Drift, Value::Steps(if drift_is_recorded { drift_limit_steps } else { 0 })),
        (Setting::Resynchronisation, Value::Steps(resynchronisation_steps)),
        (Setting::Devices, Value::Count(wide(devices_max))),
        (Setting::RecoveryCodes, Value::Count(wide(recovery_codes))),
        (Setting::Trust, Value::Days(trust_days)),
        (Setting::Freshness, Value::Secs(freshness_secs)),
        (Setting::LogOnLifetime, Value::Secs(log_on_lifetime_secs)),
        (Setting::SessionLength, Value::Secs(session_lifetime_secs)),
        (Setting::SessionIdle, Value::Secs(session_idle_secs)),
        (Setting::SmsLifetime, Value::Secs(sms_lifetime_secs)),
        (Setting::SmsPause, Value::Secs(sms_pause_secs)),
        (Setting::RegistrationLifetime, Value::Secs(registration_lifetime_secs)),
        (Setting::ApprovalLifetime, Value::Secs(approval_lifetime_secs)),
        (Setting::DocumentSize, Value::Bytes(wide(document_bytes))),
        (Setting::AppealWait, Value::Secs(appeal_wait_secs)),
        (Setting::AppealDelay, Value::Secs(appeal_delay_secs)),
        (Setting::Wording, Value::Wording(wording)),
    ]
}

impl Preset {
    /// Where its value of a setting comes from.
    pub const fn origin(self, setting: Setting) -> Origin {
        if matches!(setting, Setting::Issuer | Setting::Wording) {
            return Own;
        }
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
    const QUESTIONS: &str = "Alibaba Cloud: MFA, frequently asked questions (“the QR code has expired”)";
    match setting {
        Setting::Digits | Setting::Period => Published("Alibaba Cloud RAM: What is multi-factor authentication?"),
        Setting::CodesToConfirm => Published(PROCEDURE),
        Setting::Replay => WithoutNumber("Alibaba Cloud: MFA, frequently asked questions (“latest, unused code”)"),
        Setting::Devices => WithoutNumber(PROCEDURE),
        Setting::KeyLifetime => WithoutNumber(QUESTIONS),
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
        Setting::LogOnLifetime => WithoutNumber("Keycloak Server Administration Guide: Session and token timeouts"),
        _ => NotPublished,
    }
}

const fn authelia(setting: Setting) -> Origin {
    match setting {
        Setting::Algorithm
        | Setting::KeyLength
        | Setting::Digits
        | Setting::Period
        | Setting::Window
        | Setting::Replay => Published("Authelia: Configuration, Time-based One-Time Password"),
        Setting::CodesToConfirm | Setting::Devices | Setting::RecoveryCodes | Setting::Resynchronisation => {
            Published("Authelia: Overview, Time-based One-Time Password")
        }
        Setting::Throttle => Published("Authelia: Configuration, Server Endpoint Rate Limits"),
        Setting::Freshness => Published("Authelia: Configuration, Elevated Session"),
        Setting::Trust | Setting::SessionLength | Setting::SessionIdle => Published("Authelia: Configuration, Session"),
        _ => NotPublished,
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
        Setting::KeyLength => Published("RFC 4226 §4 R6"),
        Setting::Algorithm => Published("RFC 6238 §1.2"),
        Setting::Digits => Published("RFC 4226 §5.3"),
        Setting::Period => Published("RFC 6238 §5.2"),
        Setting::Window => Published("OWASP ASVS 5.0, 6.5.5; RFC 6238 §5.2"),
        Setting::Replay => Published("RFC 6238 §5.2; NIST SP 800-63B"),
        Setting::Throttle => Published("RFC 4226 §7.3; NIST SP 800-63B"),
        Setting::OtherThrottle => WithoutNumber("OWASP ASVS 5.0, 6.1.1"),
        Setting::Drift => Published("RFC 6238 §6 (“can record”); OWASP ASVS 5.0, 6.5.5"),
        Setting::Resynchronisation => WithoutNumber("RFC 6238 §6; RFC 4226 §7.4"),
        Setting::Freshness => Published("NIST SP 800-63B"),
        Setting::RecoveryCodes => WithoutNumber("NIST SP 800-63B-4; OWASP ASVS 5.0, 6.5.2"),
        Setting::SessionLength | Setting::SessionIdle => Published("NIST SP 800-63B, AAL2"),
        Setting::SmsLifetime => Published("NIST SP 800-63B-4"),
        _ => NotPublished,
    }
}
