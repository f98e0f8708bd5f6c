//! Opening an account: the form, then a code by SMS.

use super::password::{self, PasswordError};
use super::{
    Account, AccountId, Decision, Happening, PasswordHash, PhoneCode, PhoneCodeRefusal, PhoneNumber, PhoneNumberError,
    Policy, RegistrationId, SendRefusal, Throttle, Username, UsernameError,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// The form as it was typed.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// Field “Username”.
    pub username: &'a str,
    /// Field “Password”.
    pub password: &'a str,
    /// Field “Phone number”.
    pub phone_number: &'a str,
}

/// The form, found good; the password is hashed from the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedForm {
    /// The username.
    pub username: Username,
    /// The phone number.
    pub phone_number: PhoneNumber,
}

/// What is wrong, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the form has errors")]
pub struct FormErrors {
    /// About the username.
    pub username: Option<UsernameError>,
    /// About the password.
    pub password: Option<PasswordError>,
    /// About the phone number.
    pub phone_number: Option<PhoneNumberError>,
}

impl Form<'_> {
    /// Checks every field. `taken` tells whether an account has the (normalised) username.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(&self, taken: bool) -> Result<CheckedForm, FormErrors> {
        let username = Username::parse(self.username)
            .and_then(|username| if taken { Err(UsernameError::Taken) } else { Ok(username) });
        let phone_number = PhoneNumber::parse(self.phone_number);
        let same = Username::normalise(self.password) == Username::normalise(self.username);
        let password =
            password::check_new(self.password).and(if same { Err(PasswordError::SameAsUsername) } else { Ok(()) });
        match (username, password, phone_number) {
            (Ok(username), Ok(()), Ok(phone_number)) => Ok(CheckedForm { username, phone_number }),
            (username, password, phone_number) => {
                Err(FormErrors { username: username.err(), password: password.err(), phone_number: phone_number.err() })
            }
        }
    }
}

/// A form that was accepted and waits for the code sent to its phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// Its identifier.
    pub id: RegistrationId,
    /// The username asked for; not reserved.
    pub username: Username,
    /// The password's hash.
    pub password_hash: PasswordHash,
    /// Where the code went.
    pub phone_number: PhoneNumber,
    /// The code.
    pub phone_code: PhoneCode,
    /// Brake on codes.
    pub throttle: Throttle,
    /// From then on the form must be filled in again.
    pub expires_at: UnixMillis,
}

/// Why a registration does not become an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmRefusal {
    /// The form was filled in too long ago.
    #[error("the registration has expired")]
    Expired,
    /// Somebody else took the username meanwhile.
    #[error("the username was taken meanwhile")]
    UsernameTaken,
    /// The phone's code is not accepted.
    #[error("the phone's code is refused: {0}")]
    PhoneCode(PhoneCodeRefusal),
}

impl Registration {
    /// A form that waits for its code; `code_random` makes it.
    pub fn begin(
        id: RegistrationId,
        form: CheckedForm,
        password_hash: PasswordHash,
        code_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Self {
        Self {
            id,
            username: form.username,
            password_hash,
            phone_number: form.phone_number,
            phone_code: PhoneCode::new(code_random, now, policy),
            throttle: Throttle::default(),
            expires_at: now.plus_secs(policy.registration_lifetime_secs),
        }
    }

    /// Makes a new code; the old one is worth nothing from then on.
    ///
    /// # Errors
    /// When it is too soon, or locked.
    pub fn resend(&mut self, code_random: [u8; 8], now: UnixMillis, policy: &Policy) -> Result<(), SendRefusal> {
        self.phone_code = PhoneCode::again(Some(self.phone_code.sent_at), &self.throttle, code_random, now, policy)?;
        Ok(())
    }

    /// Decides about the phone's code; the account that is opened is in the answer and this record is used up.
    pub fn confirm(
        &mut self,
        typed: &str,
        taken: bool,
        account: AccountId,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<Account, ConfirmRefusal>> {
        if now >= self.expires_at {
            return Decision::silent(Err(ConfirmRefusal::Expired));
        }
        if taken {
            return Decision::silent(Err(ConfirmRefusal::UsernameTaken));
        }
        match self.phone_code.submit(&mut self.throttle, typed, now, policy) {
            Ok(()) => Decision::new(Ok(self.account(account, now)), Happening::AccountOpened),
            Err(PhoneCodeRefusal::NotSixDigits) => {
                Decision::silent(Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::NotSixDigits)))
            }
            Err(refusal) => {
                Decision::new(Err(ConfirmRefusal::PhoneCode(refusal)), Happening::PhoneCodeRefused(refusal))
            }
        }
    }

    fn account(&self, id: AccountId, now: UnixMillis) -> Account {
        Account {
            id,
            username: self.username.clone(),
            password_hash: self.password_hash.clone(),
            phone_number: self.phone_number.clone(),
            opened_at: now,
            password_throttle: Throttle::default(),
            code_throttle: Throttle::default(),
            phone_throttle: Throttle::default(),
            recovery_throttle: Throttle::default(),
            known_throttle: Throttle::default(),
            devices: Vec::new(),
            retired_devices: Vec::new(),
            log_ons: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    #[test]
    fn the_form_names_every_error_at_once() {
        let form = Form { username: "", password: "short", phone_number: "x" };
        let errors = form.check(false).unwrap_err();
        assert_eq!(errors.username, Some(UsernameError::Empty));
        assert_eq!(errors.password, Some(PasswordError::TooShort));
        assert_eq!(errors.phone_number, Some(PhoneNumberError::NotANumber));
        let form = Form { username: "Alice.Long", password: "alice.long", phone_number: "13800000001" };
        assert_eq!(form.check(false).unwrap_err().password, Some(PasswordError::SameAsUsername));
        assert_eq!(form.check(true).unwrap_err().username, Some(UsernameError::Taken));
    }

    #[test]
    fn the_code_opens_the_account_once() {
        let policy = Policy::gov_cloud();
        let form = Form { username: "alice", password: "a good long one", phone_number: "13800000001" };
        let id = RegistrationId::from_random([1; 16]);
        let hash = password::dummy_hash();
        let checked = form.check(false).unwrap();
        let mut registration = Registration::begin(id, checked, hash, [0; 8], NOW, &policy);
        let account = AccountId::from_random([2; 16]);
        let wrong = registration.confirm("111111", false, account.clone(), NOW, &policy);
        assert!(matches!(wrong.verdict, Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::Wrong { .. }))));
        let later = NOW.plus_secs(5);
        let taken = registration.confirm("000000", true, account.clone(), later, &policy);
        assert_eq!(taken.verdict, Err(ConfirmRefusal::UsernameTaken));
        let opened = registration.confirm("000 000", false, account.clone(), later, &policy);
        assert_eq!(opened.verdict.unwrap().username.as_str(), "alice");
        let again = registration.confirm("000000", false, account.clone(), later, &policy);
        assert_eq!(again.verdict, Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::Used)));
        let late = registration.confirm("000000", false, account, NOW.plus_secs(3_600), &policy);
        assert_eq!(late.verdict, Err(ConfirmRefusal::Expired));
    }
}
