//! Text messages, as a carrier brings them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::otp::UnixMillis;

/// One text message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sms {
    /// Its own name, hex of random bytes.
    pub id: String,
    /// The number that it goes to.
    pub to_number: String,
    /// Who sent it, as the phone shows it.
    pub from: String,
    /// What it says.
    pub body: SmsBody,
    /// When it was sent, by the true clock.
    pub sent_at: UnixMillis,
}

/// What a message says. It is put into words where it is shown, in the language shown there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SmsBody {
    /// A code that proves who holds the phone.
    VerificationCode {
        /// The digits.
        code: String,
        /// How long they are good, in minutes from the sending.
        minutes_valid: u32,
    },
}

/// Without the code: whoever reads a log must not be able to pass for the phone's owner.
impl fmt::Debug for SmsBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VerificationCode { minutes_valid, .. } => f
                .debug_struct("VerificationCode")
                .field("code", &"redacted")
                .field("minutes_valid", minutes_valid)
                .finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_not_printed() {
        let body = SmsBody::VerificationCode { code: "492039".to_owned(), minutes_valid: 10 };
        let text = format!("{body:?}");
        assert!(text.contains("redacted") && !text.contains("492039"), "{text}");
    }
}
