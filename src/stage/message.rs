//! Messages to whoever has a phone number, as a carrier brings them: by SMS, or into the owner's mailbox.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Notice;
use crate::otp::UnixMillis;

/// How a message came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Channel {
    /// By SMS, to the phone.
    #[default]
    Sms,
    /// By mail. The owner of a phone number has one mailbox, and reads it on that phone.
    Mail,
}

/// One message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Message {
    /// Its own name, of random characters.
    pub id: String,
    /// The number that it goes to.
    pub to_number: String,
    /// Who sent it, as the phone shows it.
    pub from: String,
    /// What it says.
    pub body: MessageBody,
    /// When it was sent, by the true clock.
    pub sent_at: UnixMillis,
    /// How it came. Messages that were stored before there was mail name none.
    #[serde(default)]
    pub channel: Channel,
}

/// What a message says. It is put into words where it is shown, in the language shown there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageBody {
    /// A code that proves who holds the phone.
    VerificationCode {
        /// The digits.
        code: String,
        /// How long they are good, in minutes from the sending.
        minutes_valid: u32,
    },
    /// Something happened to the receiver's account.
    Notice(Notice),
}

/// Without the code: whoever reads a log must not be able to pass for the phone's owner.
impl fmt::Debug for MessageBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VerificationCode { minutes_valid, .. } => f
                .debug_struct("VerificationCode")
                .field("code", &"redacted")
                .field("minutes_valid", minutes_valid)
                .finish(),
            Self::Notice(notice) => notice.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::About;

    #[test]
    fn a_code_is_not_printed() {
        let body = MessageBody::VerificationCode { code: "492039".to_owned(), minutes_valid: 10 };
        let text = format!("{body:?}");
        assert!(text.contains("redacted") && !text.contains("492039"), "{text}");
        let about = About::AppealSubmitted { stop_code: "12345678".to_owned() };
        let notice = MessageBody::Notice(Notice::new("alice".to_owned(), UnixMillis(0), &about));
        assert!(!format!("{notice:?}").contains("12345678"));
    }

    #[test]
    fn a_message_stored_before_there_was_mail_is_a_text_message() {
        let stored = r#"{"id":"a1","to_number":"13800000001","from":"Gov Cloud","sent_at":7,
            "body":{"VerificationCode":{"code":"492039","minutes_valid":10}}}"#;
        let message: Message = serde_json::from_str(stored).unwrap();
        assert_eq!(message.channel, Channel::Sms);
        assert!(matches!(message.body, MessageBody::VerificationCode { minutes_valid: 10, .. }));
    }
}
