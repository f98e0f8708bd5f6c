//! What a service tells the owner of an account, in the words of whoever receives it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::otp::UnixMillis;

/// A notice. What it is about is kept as one line of text: whoever only keeps or counts messages need not know all the
/// things that a notice can be about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Whose account, by its username.
    pub account: String,
    /// When it happened, by the true clock.
    pub at: UnixMillis,
    about: String,
}

/// From where an account was used, as its owner would say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whereabouts {
    /// From the browser at work.
    Work,
    /// From the browser at home.
    Home,
    /// From a browser that is not the owner's.
    Unknown,
}

/// Codes that are not looked at for a while, though the account is not locked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockedCodes {
    /// Those of an MFA device.
    Security,
    /// Recovery codes.
    Recovery,
    /// Those by SMS of whoever is logged on.
    Sms,
    /// Those by SMS that reset a password.
    Reset,
    /// Those by SMS that stop an appeal.
    Stop,
}

/// What a notice is about.
#[derive(Clone, PartialEq, Eq)]
pub enum About {
    /// An MFA device was bound.
    DeviceBound,
    /// An MFA device took the place of another.
    DeviceReplaced,
    /// An MFA device was removed.
    DeviceRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// There are new recovery codes.
    RecoveryCodesRenewed,
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: u32,
    },
    /// The password was right, and what came after it was wrong.
    WrongSecondFactor,
    /// Too many failures: nothing is looked at for a while. In older messages alone, which do not say what.
    Locked {
        /// Until when, if that is known.
        until: Option<UnixMillis>,
    },
    /// Too many wrong passwords: none is looked at for a while.
    PasswordsLocked {
        /// In the browsers where the account was logged on before, or in all others.
        in_known_browsers: bool,
        /// Until when, if that is known.
        until: Option<UnixMillis>,
    },
    /// A wrong factor was shown by somebody who was logged on.
    WrongFactorBeforeChange,
    /// Too many failures with codes of one kind: none is looked at for a while.
    CodesLocked {
        /// Which ones.
        codes: LockedCodes,
        /// Until when, if that is known.
        until: Option<UnixMillis>,
    },
    /// A browser that is new to the account.
    NewBrowser {
        /// Where it is, if that is known.
        from: Option<Whereabouts>,
    },
    /// A browser is trusted.
    BrowserTrusted,
    /// The password was changed.
    PasswordChanged,
    /// The password was reset.
    PasswordReset,
    /// The phone number was changed.
    PhoneChanged {
        /// To which one, with its middle hidden.
        to: String,
    },
    /// Somebody says that the phone is lost.
    AppealSubmitted {
        /// What stops that.
        stop_code: String,
    },
    /// The service believes it.
    AppealApproved {
        /// When everything but the password can be unbound.
        unbinds_at: UnixMillis,
        /// What stops that.
        stop_code: String,
    },
    /// The service does not believe it.
    AppealRejected,
    /// It was stopped.
    AppealStopped,
    /// Everything but the password was unbound.
    AppealTookEffect,
    /// Everything but the password was unbound by the service.
    FactorsReset,
}

impl Notice {
    /// A notice about this.
    pub fn new(account: String, at: UnixMillis, about: &About) -> Self {
        Self { account, at, about: about.line() }
    }

    /// What it is about; nothing when a later version of the program wrote it.
    pub fn about(&self) -> Option<About> {
        About::of_line(&self.about)
    }
}

/// Without what it is about: that may hold what stops an appeal.
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice").field("account", &self.account).finish_non_exhaustive()
    }
}

impl fmt::Debug for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.line().split(' ').next().unwrap_or_default())
    }
}

impl About {
    /// One line: a word for the matter, then its values.
    fn line(&self) -> String {
        let word = match self {
            Self::RecoveryCodeUsed { left } => return format!("recovery-code-used {left}"),
            Self::Locked { until: Some(until) } => return format!("locked {}", until.0),
            Self::PasswordsLocked { in_known_browsers, until } => {
                let word = if *in_known_browsers { "known-browsers-locked" } else { "new-browsers-locked" };
                return until.map_or_else(|| word.to_owned(), |until| format!("{word} {}", until.0));
            }
            Self::CodesLocked { codes, until } => {
                let word = match codes {
                    LockedCodes::Security => "security-codes-locked",
                    LockedCodes::Recovery => "recovery-codes-locked",
                    LockedCodes::Sms => "sms-codes-locked",
                    LockedCodes::Reset => "reset-codes-locked",
                    LockedCodes::Stop => "stop-codes-locked",
                };
                return until.map_or_else(|| word.to_owned(), |until| format!("{word} {}", until.0));
            }
            Self::PhoneChanged { to } => return format!("phone-changed {to}"),
            Self::AppealSubmitted { stop_code } => return format!("appeal-submitted {stop_code}"),
            Self::AppealApproved { unbinds_at, stop_code } => {
                return format!("appeal-approved {} {stop_code}", unbinds_at.0);
            }
            Self::NewBrowser { from: Some(Whereabouts::Work) } => "new-browser work",
            Self::NewBrowser { from: Some(Whereabouts::Home) } => "new-browser home",
            Self::NewBrowser { from: Some(Whereabouts::Unknown) } => "new-browser unknown",
            Self::NewBrowser { from: None } => "new-browser",
            Self::DeviceBound => "device-bound",
            Self::DeviceReplaced => "device-replaced",
            Self::DeviceRemoved => "device-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::RecoveryCodesRenewed => "recovery-codes-renewed",
            Self::WrongSecondFactor => "wrong-second-factor",
            Self::WrongFactorBeforeChange => "wrong-factor-before-change",
            Self::Locked { until: None } => "locked",
            Self::BrowserTrusted => "browser-trusted",
            Self::PasswordChanged => "password-changed",
            Self::PasswordReset => "password-reset",
            Self::AppealRejected => "appeal-rejected",
            Self::AppealStopped => "appeal-stopped",
            Self::AppealTookEffect => "appeal-took-effect",
            Self::FactorsReset => "factors-reset",
        };
        word.to_owned()
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut values = line.split(' ');
        let word = values.next()?;
        let mut value = || values.next().map(str::to_owned);
        let moment = |value: Option<String>| value.and_then(|until| until.parse().ok()).map(UnixMillis);
        Some(match word {
            "device-bound" => Self::DeviceBound,
            "device-replaced" => Self::DeviceReplaced,
            "device-removed" => Self::DeviceRemoved,
            "passkey-added" => Self::PasskeyAdded,
            "passkey-removed" => Self::PasskeyRemoved,
            "recovery-codes-renewed" => Self::RecoveryCodesRenewed,
            "recovery-code-used" => Self::RecoveryCodeUsed { left: value()?.parse().ok()? },
            "wrong-second-factor" => Self::WrongSecondFactor,
            "wrong-factor-before-change" => Self::WrongFactorBeforeChange,
            "locked" => Self::Locked { until: moment(value()) },
            "new-browsers-locked" => Self::PasswordsLocked { in_known_browsers: false, until: moment(value()) },
            "known-browsers-locked" => Self::PasswordsLocked { in_known_browsers: true, until: moment(value()) },
            "security-codes-locked" => Self::CodesLocked { codes: LockedCodes::Security, until: moment(value()) },
            "recovery-codes-locked" => Self::CodesLocked { codes: LockedCodes::Recovery, until: moment(value()) },
            "sms-codes-locked" => Self::CodesLocked { codes: LockedCodes::Sms, until: moment(value()) },
            "reset-codes-locked" => Self::CodesLocked { codes: LockedCodes::Reset, until: moment(value()) },
            "stop-codes-locked" => Self::CodesLocked { codes: LockedCodes::Stop, until: moment(value()) },
            "new-browser" => Self::NewBrowser {
                from: match value().as_deref() {
                    Some("work") => Some(Whereabouts::Work),
                    Some("home") => Some(Whereabouts::Home),
                    Some("unknown") => Some(Whereabouts::Unknown),
                    _ => None,
                },
            },
            "browser-trusted" => Self::BrowserTrusted,
            "password-changed" => Self::PasswordChanged,
            "password-reset" => Self::PasswordReset,
            "phone-changed" => Self::PhoneChanged { to: value()? },
            "appeal-submitted" => Self::AppealSubmitted { stop_code: value()? },
            "appeal-approved" => {
                Self::AppealApproved { unbinds_at: UnixMillis(value()?.parse().ok()?), stop_code: value()? }
            }
            "appeal-rejected" => Self::AppealRejected,
            "appeal-stopped" => Self::AppealStopped,
            "appeal-took-effect" => Self::AppealTookEffect,
            "factors-reset" => Self::FactorsReset,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_notice_is_about_survives_its_line() {
        let (until, stop_code) = (UnixMillis(1_700_000_000_123), "01234567".to_owned());
        for about in [
            About::DeviceBound,
            About::DeviceReplaced,
            About::DeviceRemoved,
            About::PasskeyAdded,
            About::PasskeyRemoved,
            About::RecoveryCodesRenewed,
            About::RecoveryCodeUsed { left: 3 },
            About::WrongSecondFactor,
            About::Locked { until: None },
            About::Locked { until: Some(until) },
            About::PasswordsLocked { in_known_browsers: false, until: None },
            About::PasswordsLocked { in_known_browsers: false, until: Some(until) },
            About::PasswordsLocked { in_known_browsers: true, until: None },
            About::PasswordsLocked { in_known_browsers: true, until: Some(until) },
            About::WrongFactorBeforeChange,
            About::CodesLocked { codes: LockedCodes::Security, until: None },
            About::CodesLocked { codes: LockedCodes::Security, until: Some(until) },
            About::CodesLocked { codes: LockedCodes::Recovery, until: Some(until) },
            About::CodesLocked { codes: LockedCodes::Sms, until: None },
            About::CodesLocked { codes: LockedCodes::Reset, until: Some(until) },
            About::CodesLocked { codes: LockedCodes::Stop, until: Some(until) },
            About::NewBrowser { from: None },
            About::NewBrowser { from: Some(Whereabouts::Work) },
            About::NewBrowser { from: Some(Whereabouts::Home) },
            About::NewBrowser { from: Some(Whereabouts::Unknown) },
            About::BrowserTrusted,
            About::PasswordChanged,
            About::PasswordReset,
            About::PhoneChanged { to: "138****0002".to_owned() },
            About::AppealSubmitted { stop_code: stop_code.clone() },
            About::AppealApproved { unbinds_at: until, stop_code },
            About::AppealRejected,
            About::AppealStopped,
            About::AppealTookEffect,
            About::FactorsReset,
        ] {
            let notice = Notice::new("alice".to_owned(), UnixMillis(7), &about);
            assert_eq!(notice.about(), Some(about.clone()), "{about:?}");
            assert!(!format!("{notice:?} {about:?}").contains("01234567"));
        }
        for unknown in ["", "moon-landed", "recovery-code-used", "appeal-approved 7"] {
            assert_eq!(About::of_line(unknown), None, "{unknown}");
        }
    }
}
