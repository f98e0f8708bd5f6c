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

/// Browsers whose passwords are not looked at for a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockedBrowsers {
    /// Those that are new to the account.
    New,
    /// Those where the account was logged on before.
    Known,
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
        /// Where.
        browsers: LockedBrowsers,
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

/// A value of a notice, as its line spells it.
trait Value: Sized {
    /// Adds it to the line.
    fn write(&self, line: &mut String);
    /// Takes it from the rest of a line; nothing where it has to be and is not.
    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self>;
}

fn write_word(word: &str, line: &mut String) {
    line.push(' ');
    line.push_str(word);
}

impl Value for String {
    fn write(&self, line: &mut String) {
        write_word(self, line);
    }

    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        words.next().map(str::to_owned)
    }
}

impl Value for u32 {
    fn write(&self, line: &mut String) {
        write_word(&self.to_string(), line);
    }

    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        words.next()?.parse().ok()
    }
}

impl Value for UnixMillis {
    fn write(&self, line: &mut String) {
        write_word(&self.0.to_string(), line);
    }

    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        words.next()?.parse().ok().map(Self)
    }
}

const WHEREABOUTS: [(Whereabouts, &str); 3] =
    [(Whereabouts::Work, "work"), (Whereabouts::Home, "home"), (Whereabouts::Unknown, "unknown")];

impl Value for Whereabouts {
    fn write(&self, line: &mut String) {
        if let Some((_, word)) = WHEREABOUTS.iter().find(|(place, _)| place == self) {
            write_word(word, line);
        }
    }

    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        let word = words.next()?;
        WHEREABOUTS.iter().find(|(_, spelled)| *spelled == word).map(|(place, _)| *place)
    }
}

/// What need not be known, and is not where its word is missing.
impl<T: Value> Value for Option<T> {
    fn write(&self, line: &mut String) {
        if let Some(value) = self {
            value.write(line);
        }
    }

    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        Some(T::read(words))
    }
}

/// Of each matter its word, and the values that follow it; read both ways.
macro_rules! lines {
    ($($word:literal => $matter:ident { $($known:ident: $value:path)? $(; $field:ident)* })*) => {
        impl About {
            /// One line: a word for the matter, then its values.
            fn line(&self) -> String {
                match self {
                    $(Self::$matter { $($known: $value,)? $($field,)* } => {
                        #[allow(unused_mut, reason = "a matter may have no values")]
                        let mut line = $word.to_owned();
                        $($field.write(&mut line);)*
                        line
                    })*
                }
            }

            fn of_line(line: &str) -> Option<Self> {
                let mut words = line.split(' ');
                Some(match words.next()? {
                    $($word => Self::$matter { $($known: $value,)? $($field: Value::read(&mut words)?,)* },)*
                    _ => return None,
                })
            }
        }
    };
}

lines! {
    "device-bound" => DeviceBound {}
    "device-replaced" => DeviceReplaced {}
    "device-removed" => DeviceRemoved {}
    "passkey-added" => PasskeyAdded {}
    "passkey-removed" => PasskeyRemoved {}
    "recovery-codes-renewed" => RecoveryCodesRenewed {}
    "recovery-code-used" => RecoveryCodeUsed { ; left }
    "wrong-second-factor" => WrongSecondFactor {}
    "wrong-factor-before-change" => WrongFactorBeforeChange {}
    "locked" => Locked { ; until }
    "new-browsers-locked" => PasswordsLocked { browsers: LockedBrowsers::New; until }
    "known-browsers-locked" => PasswordsLocked { browsers: LockedBrowsers::Known; until }
    "security-codes-locked" => CodesLocked { codes: LockedCodes::Security; until }
    "recovery-codes-locked" => CodesLocked { codes: LockedCodes::Recovery; until }
    "sms-codes-locked" => CodesLocked { codes: LockedCodes::Sms; until }
    "reset-codes-locked" => CodesLocked { codes: LockedCodes::Reset; until }
    "stop-codes-locked" => CodesLocked { codes: LockedCodes::Stop; until }
    "new-browser" => NewBrowser { ; from }
    "browser-trusted" => BrowserTrusted {}
    "password-changed" => PasswordChanged {}
    "password-reset" => PasswordReset {}
    "phone-changed" => PhoneChanged { ; to }
    "appeal-submitted" => AppealSubmitted { ; stop_code }
    "appeal-approved" => AppealApproved { ; unbinds_at; stop_code }
    "appeal-rejected" => AppealRejected {}
    "appeal-stopped" => AppealStopped {}
    "appeal-took-effect" => AppealTookEffect {}
    "factors-reset" => FactorsReset {}
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
            About::PasswordsLocked { browsers: LockedBrowsers::New, until: None },
            About::PasswordsLocked { browsers: LockedBrowsers::New, until: Some(until) },
            About::PasswordsLocked { browsers: LockedBrowsers::Known, until: None },
            About::PasswordsLocked { browsers: LockedBrowsers::Known, until: Some(until) },
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
        // The lines of before are these very ones.
        for (about, line) in [
            (About::DeviceBound, "device-bound"),
            (About::RecoveryCodeUsed { left: 3 }, "recovery-code-used 3"),
            (About::Locked { until: Some(UnixMillis(7)) }, "locked 7"),
            (About::CodesLocked { codes: LockedCodes::Stop, until: None }, "stop-codes-locked"),
            (About::NewBrowser { from: Some(Whereabouts::Home) }, "new-browser home"),
            (About::AppealApproved { unbinds_at: UnixMillis(7), stop_code: "8".to_owned() }, "appeal-approved 7 8"),
        ] {
            assert_eq!(about.line(), line);
        }
        assert_eq!(About::of_line("new-browser moon"), Some(About::NewBrowser { from: None }));
        for unknown in ["", "moon-landed", "recovery-code-used", "appeal-approved 7"] {
            assert_eq!(About::of_line(unknown), None, "{unknown}");
        }
    }
}
