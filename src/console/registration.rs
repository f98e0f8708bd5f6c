//! Opening an account: the form, then a code by SMS.
//!
//! The brake on these codes and the pause between messages hold for the phone's number, whatever was filled in and in
//! which browser: else filling the form in anew would release both (V13). So the number keeps a copy of the one that was
//! used last, by a name of its own, which each one heeds.

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

impl RegistrationId {
    /// The name by which a phone's number keeps the registration that was used last. No other has a blank.
    pub fn of_number(number: &PhoneNumber) -> Self {
        Self(format!("number {}", number.as_str()))
    }
}

impl Registration {
    /// A form that waits for its code; `code_random` makes it. `known` is what its number has kept.
    ///
    /// # Errors
    /// When it is too soon for another code to this number, or locked.
    pub fn begin(
        id: RegistrationId,
        form: CheckedForm,
        password_hash: PasswordHash,
        known: Option<&Self>,
        code_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Result<Self, SendRefusal> {
        let last_sent_at = known.map(|known| known.phone_code.sent_at);
        let throttle = known.map(|known| known.throttle.clone()).unwrap_or_default();
        let phone_code = PhoneCode::again(last_sent_at, &throttle, code_random, now, policy)?;
        Ok(Self {
            id,
            username: form.username,
            password_hash,
            phone_number: form.phone_number,
            phone_code,
            throttle,
            expires_at: now.plus_secs(policy.registration_lifetime_secs),
        })
    }

    /// What the number keeps of it.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self { id: RegistrationId::of_number(&self.phone_number), ..self.clone() }
    }

    /// Makes a new code; the old one is worth nothing from then on. `known` is what the number has kept.
    ///
    /// # Errors
    /// When it is too soon, or locked.
    pub fn resend(
        &mut self,
        known: Option<&Self>,
        code_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Result<(), SendRefusal> {
        let last_sent_at = known.unwrap_or(self).phone_code.sent_at;
        self.heed(known);
        self.phone_code = PhoneCode::again(Some(last_sent_at), &self.throttle, code_random, now, policy)?;
        Ok(())
    }

    /// Takes the number's brake over: guesses at other registrations of it may have moved that.
    fn heed(&mut self, known: Option<&Self>) {
        if let Some(known) = known {
            self.throttle = known.throttle.clone();
        }
    }

    /// Decides about the phone's code; the account that is opened is in the answer. This record is used up then, and so is
    /// `known`, what the number has kept: whoever has the phone has shown it.
    pub fn confirm(
        &mut self,
        known: Option<&Self>,
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
        self.heed(known);
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

    fn begin(known: Option<&Registration>, now: UnixMillis) -> Result<Registration, SendRefusal> {
        let form = Form { username: "alice", password: "a good long one", phone_number: "13800000001" };
        let (id, hash) = (RegistrationId::from_random([1; 16]), password::dummy_hash());
        Registration::begin(id, form.check(false).unwrap(), hash, known, [0; 8], now, &Policy::gov_cloud())
    }

    #[test]
    fn the_code_opens_the_account_once() {
        let policy = Policy::gov_cloud();
        let mut registration = begin(None, NOW).unwrap();
        let account = AccountId::from_random([2; 16]);
        let wrong = registration.confirm(None, "111111", false, account.clone(), NOW, &policy);
        assert!(matches!(wrong.verdict, Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::Wrong { .. }))));
        let later = NOW.plus_secs(5);
        let taken = registration.confirm(None, "000000", true, account.clone(), later, &policy);
        assert_eq!(taken.verdict, Err(ConfirmRefusal::UsernameTaken));
        let opened = registration.confirm(None, "000 000", false, account.clone(), later, &policy);
        assert_eq!(opened.verdict.unwrap().username.as_str(), "alice");
        let again = registration.confirm(None, "000000", false, account.clone(), later, &policy);
        assert_eq!(again.verdict, Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::Used)));
        let late = registration.confirm(None, "000000", false, account, NOW.plus_secs(3_600), &policy);
        assert_eq!(late.verdict, Err(ConfirmRefusal::Expired));
    }

    #[test]
    fn v13_filling_the_form_in_anew_releases_neither_the_pause_nor_the_brake() {
        let policy = Policy::gov_cloud();
        let account = AccountId::from_random([2; 16]);
        let mut first = begin(None, NOW).unwrap();
        assert!(first.confirm(None, "111111", false, account.clone(), NOW, &policy).verdict.is_err());
        let kept = first.kept();
        assert_ne!(kept.id, first.id);
        // Given up, or in another browser: the number is the same.
        let until = NOW.plus_secs(policy.sms_pause_secs);
        let too_soon = SendRefusal::TooSoon { until };
        assert_eq!(begin(Some(&kept), until.offset_secs(-1)).err(), Some(too_soon));
        assert_eq!(first.resend(Some(&kept), [1; 8], until.offset_secs(-1), &policy), Err(too_soon));
        let (mut kept, mut now) = (kept, until);
        for failures in 2..=10 {
            let mut next = begin(Some(&kept), now).unwrap();
            let refused = next.confirm(Some(&kept), "111111", false, account.clone(), now, &policy).verdict;
            let Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::Wrong { wait_until, .. })) = refused else {
                panic!("{failures}: {refused:?}");
            };
            kept = next.kept();
            assert_eq!(kept.throttle.failures, failures);
            // Guesses at one are counted for one that was there before.
            let unseen = first.clone().confirm(Some(&kept), "000000", false, account.clone(), now, &policy).verdict;
            let waits = matches!(unseen, Err(ConfirmRefusal::PhoneCode(PhoneCodeRefusal::Wait { .. })));
            assert_eq!(waits, kept.throttle.check(now).is_err(), "{failures}");
            now = wait_until.unwrap_or(now).max(now.plus_secs(policy.sms_pause_secs));
        }
        assert!(matches!(begin(Some(&kept), now.offset_secs(-1)), Err(SendRefusal::Locked(_))));
        let mut next = begin(Some(&kept), now).unwrap();
        assert!(next.confirm(Some(&kept), "000000", false, account, now, &policy).verdict.is_ok());
    }
}
