//! Accounts, and what a username and a phone number may look like.

use super::{AccountId, Device, DeviceId, PasswordHash, RetiredDevice, Throttle};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A customer of the console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Its name for other records.
    pub id: AccountId,
    /// Its name for people; unique.
    pub username: Username,
    /// The password, as an Argon2id PHC string.
    pub password_hash: PasswordHash,
    /// The phone that receives its SMS codes.
    pub phone_number: PhoneNumber,
    /// When it was opened.
    pub opened_at: UnixMillis,
    /// Brake on passwords (V8: apart from that on codes) in browsers that are new to the account.
    pub password_throttle: Throttle,
    /// Brake on security codes.
    pub code_throttle: Throttle,
    /// Brake on SMS codes. On the account, so that a new SMS or a new dialog does not release it (V13).
    pub phone_throttle: Throttle,
    /// Brake on recovery codes, apart from that on security codes: a lock of those never blocks these (V10).
    #[serde(default, skip_serializing_if = "Throttle::is_unused")]
    pub recovery_throttle: Throttle,
    /// Brake on passwords where the account was logged on before, and of whoever is logged on: who has a username and
    /// nothing else cannot move it, and so holds nobody out there (OWASP's device cookies; V8).
    #[serde(default, skip_serializing_if = "Throttle::is_unused")]
    pub known_throttle: Throttle,
    /// The bound MFA devices, the earliest first.
    pub devices: Vec<Device>,
    /// The devices that were bound last before them, so that a code of one can be told from a wrong one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired_devices: Vec<RetiredDevice>,
    /// Moves with each log-on that begins and each session: whoever ends those that are stored, and writes only if the
    /// account is still as it was read, misses none that came meanwhile.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub log_ons: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none_yet(log_ons: &u32) -> bool {
    *log_ons == 0
}

impl Account {
    /// The brake on passwords in a browser that knows the account, or in one that is new to it.
    pub const fn passwords(&mut self, in_known_browser: bool) -> &mut Throttle {
        if in_known_browser { &mut self.known_throttle } else { &mut self.password_throttle }
    }

    /// Notes that a log-on has begun, or a session.
    pub const fn note_log_on(&mut self) {
        self.log_ons = self.log_ons.wrapping_add(1);
    }

    /// Whether a security code is asked for after the password.
    pub fn has_device(&self) -> bool {
        !self.devices.is_empty()
    }

    /// The bound device of this name.
    pub fn device(&self, id: &DeviceId) -> Option<&Device> {
        self.devices.iter().find(|device| device.id == *id)
    }

    /// The bound device of this name, to be changed.
    pub fn device_mut(&mut self, id: &DeviceId) -> Option<&mut Device> {
        self.devices.iter_mut().find(|device| device.id == *id)
    }
}

/// The brake for a username that nobody has, so that its waits look like those of a real one (V16).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnknownUsername {
    /// What was typed, trimmed and in lower case.
    pub username: String,
    /// Its brake.
    pub throttle: Throttle,
}

/// A checked username, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Username(String);

/// What is wrong with a username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsernameError {
    /// Nothing was typed.
    #[error("the username is empty")]
    Empty,
    /// Fewer than 3 characters.
    #[error("the username has fewer than 3 characters")]
    TooShort,
    /// More than 32 characters.
    #[error("the username has more than 32 characters")]
    TooLong,
    /// Does not begin with a letter a–z.
    #[error("the username does not begin with a letter")]
    BadStart,
    /// A character that is not one of `a–z 0–9 . _ -`.
    #[error("the username has a character that is not allowed")]
    BadCharacter,
    /// Somebody has it.
    #[error("the username is taken")]
    Taken,
}

impl Username {
    /// Checks what was typed; blanks around it and capitals are forgiven.
    ///
    /// # Errors
    /// The first rule that it breaks. [`UsernameError::Taken`] is for the caller to find.
    pub fn parse(typed: &str) -> Result<Self, UsernameError> {
        let username = Self::normalise(typed);
        let length = username.chars().count();
        match username.chars().next() {
            None => Err(UsernameError::Empty),
            Some(first) if !first.is_ascii_lowercase() => Err(UsernameError::BadStart),
            _ if !username.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c)) => {
                Err(UsernameError::BadCharacter)
            }
            _ if length < 3 => Err(UsernameError::TooShort),
            _ if length > 32 => Err(UsernameError::TooLong),
            _ => Ok(Self(username)),
        }
    }

    /// The form in which usernames are compared and looked up. ASCII is enough: no username has another letter.
    pub fn normalise(typed: &str) -> String {
        typed.trim().to_ascii_lowercase()
    }

    /// The username's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A checked phone number: digits only, with a leading `+` if one was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);

/// What is wrong with a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    /// Nothing was typed.
    #[error("the phone number is empty")]
    Empty,
    /// Not 6 to 15 digits (ITU-T E.164 §6: 15 at most).
    #[error("this is not a phone number")]
    NotANumber,
}

impl PhoneNumber {
    /// Checks what was typed; blanks, hyphens, dots and brackets are forgiven.
    ///
    /// # Errors
    /// When nothing was typed or it cannot be a number.
    pub fn parse(typed: &str) -> Result<Self, PhoneNumberError> {
        let number: String = typed.chars().filter(|c| !c.is_whitespace() && !"-.()".contains(*c)).collect();
        let digits = number.strip_prefix('+').unwrap_or(&number);
        if number.is_empty() {
            Err(PhoneNumberError::Empty)
        } else if (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(number))
        } else {
            Err(PhoneNumberError::NotANumber)
        }
    }

    /// The number's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number with its middle hidden, for the screen.
    pub fn masked(&self) -> String {
        let length = self.0.len();
        let hidden = 3.min(length)..length.saturating_sub(4).max(3.min(length));
        self.0.char_indices().map(|(at, c)| if hidden.contains(&at) { '*' } else { c }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_are_checked_and_lowered() {
        assert_eq!(Username::parse(" Alice.B-2_ ").unwrap().as_str(), "alice.b-2_");
        for (typed, error) in [
            ("  ", UsernameError::Empty),
            ("al", UsernameError::TooShort),
            ("1alice", UsernameError::BadStart),
            ("ali ce", UsernameError::BadCharacter),
            ("álice", UsernameError::BadStart),
        ] {
            assert_eq!(Username::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(Username::parse(&"a".repeat(33)), Err(UsernameError::TooLong));
        assert!(Username::parse(&"a".repeat(32)).is_ok());
    }

    #[test]
    fn phone_numbers_are_checked_and_masked() {
        let number = PhoneNumber::parse("138-0000 0001").unwrap();
        assert_eq!(number.as_str(), "13800000001");
        assert_eq!(number.masked(), "138****0001");
        assert_eq!(PhoneNumber::parse("+86 (138) 0000.0001").unwrap().as_str(), "+8613800000001");
        assert_eq!(PhoneNumber::parse("123456").unwrap().masked(), "123456");
        assert_eq!(PhoneNumber::parse(" "), Err(PhoneNumberError::Empty));
        for typed in ["12345", "1234567890123456", "+", "123456x"] {
            assert_eq!(PhoneNumber::parse(typed), Err(PhoneNumberError::NotANumber), "{typed}");
        }
    }
}
