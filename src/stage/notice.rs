//! What a service tells the owner of an account, in the words of whoever receives it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::otp::UnixMillis;

/// A notice.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Whose account, by its username.
    pub account: String,
    /// When it happened, by the true clock.
    pub at: UnixMillis,
    /// What happened.
    pub about: About,
}

/// From where an account was used, as its owner would say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Whereabouts {
    /// From the browser at work.
    Work,
    /// From the browser at home.
    Home,
    /// From a browser that is not the owner's.
    Unknown,
}

/// What a notice is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// An MFA device was bound.
    DeviceBound {
        /// Whether it took the place of another.
        replaced: bool,
    },
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
    /// Too many failures: nothing is looked at for a while.
    Locked {
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

/// Without what stops an appeal.
impl fmt::Debug for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("About")
    }
}
