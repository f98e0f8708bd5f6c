//! A forgotten password: a new one by an SMS code. The devices stay bound, and the next log-on asks for a code.

use super::{
    Account, AccountId, Decision, Guessed, Happening, NameThrottle, PasswordHash, PhoneCode, PhoneCodeRefusal,
    PhoneNumber, Policy, ResetId, SendRefusal, Username,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A reset that waits for its SMS code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasswordReset {
    /// Its identifier.
    pub id: ResetId,
    /// The username that was typed, as usernames are compared.
    pub username: String,
    /// Whose; none for a username that nobody has, which gets the same answers (V16).
    pub account: Option<AccountId>,
    /// The account's phone, to which the code goes; none in older records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<PhoneNumber>,
    /// The salt of the password's hash at that time; none in older records. Each password has its own, and it says nothing of
    /// the password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_salt: Option<String>,
    /// The code. For a username that nobody has it is never sent, and never right.
    pub phone_code: PhoneCode,
    /// From then on it must be asked for anew.
    pub expires_at: UnixMillis,
}

/// Why a password is not reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResetRefusal {
    /// Asked for too long ago.
    #[error("the reset has expired")]
    Expired,
    /// The phone's code is not accepted.
    #[error("the phone's code is refused: {0}")]
    PhoneCode(PhoneCodeRefusal),
}

impl PasswordReset {
    /// Asks for a reset. `account` is who has the typed username, if anybody; only then is the code to be sent.
    pub fn begin(
        id: ResetId,
        typed_username: &str,
        account: Option<&Account>,
        brake: &mut NameThrottle,
        code_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<Self, SendRefusal>> {
        if let Err(refusal) = brake.note_sending(now, policy) {
            return Decision::silent(Err(refusal));
        }
        let phone_code = PhoneCode::new(code_random, now, policy);
        let expires_at = phone_code.expires_at;
        let username = Username::normalise(typed_username);
        let password_salt = account.map(|account| account.password_hash.salt().to_owned());
        let (account, phone_number) = account.map(|account| (account.id.clone(), account.phone_number.clone())).unzip();
        let reset = Self { id, username, account, phone_number, password_salt, phone_code, expires_at };
        Decision::new(Ok(reset), Happening::PasswordResetAsked)
    }

    /// Decides about the phone's code; when it is right, `account` has the new password. `brake` is that of the
    /// username. The account's sessions, trusted browsers, log-ons under way and other resets are the caller's to delete, in
    /// the same transaction: whoever had the old password must not go on with it.
    ///
    /// A code that went to a phone that is the account's no more, or that was for another password than the account's, is
    /// as good as nobody's. The change of the number or of the password deletes such resets; one that was asked for in that
    /// very moment it may have missed.
    pub fn confirm(
        &mut self,
        account: Option<&mut Account>,
        brake: &mut NameThrottle,
        typed: &str,
        new_hash: PasswordHash,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), ResetRefusal>> {
        if now >= self.expires_at {
            return Decision::silent(Err(ResetRefusal::Expired));
        }
        let is_its = |account: &&mut Account| {
            let went_there = self.phone_number.as_ref().is_none_or(|number| *number == account.phone_number);
            let salt = account.password_hash.salt();
            let is_for_it = self.password_salt.as_ref().is_none_or(|of_then| of_then == salt);
            Some(&account.id) == self.account.as_ref() && went_there && is_for_it
        };
        let account = account.filter(is_its);
        let verdict = match (self.phone_code.submit(&mut brake.throttle, typed, now, policy), account) {
            (Ok(()), Some(account)) => {
                account.password_hash = new_hash;
                account.password_throttle.succeed();
                account.known_throttle.succeed();
                return Decision::new(Ok(()), Happening::PasswordReset);
            }
            // The code of nobody, or of a phone or a password of before: the answer is that to any other guess.
            (Ok(()), None) => PhoneCodeRefusal::wrong(brake.throttle.fail(now, &policy.other_throttle)),
            (Err(PhoneCodeRefusal::NotSixDigits), _) => {
                return Decision::silent(Err(ResetRefusal::PhoneCode(PhoneCodeRefusal::NotSixDigits)));
            }
            (Err(refusal), _) => refusal,
        };
        let happened = Happening::GuessRefused { of: Guessed::ResetCode, refusal: verdict };
        Decision::new(Err(ResetRefusal::PhoneCode(verdict)), happened)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{NOW, with_two_devices as account};
    use super::super::password;
    use super::*;

    fn hash(password: &str) -> PasswordHash {
        password::hash(password, [3; 16]).unwrap()
    }

    fn begin(
        account: Option<&Account>,
        brake: &mut NameThrottle,
        now: UnixMillis,
    ) -> Result<PasswordReset, SendRefusal> {
        let policy = Policy::gov_cloud();
        PasswordReset::begin(ResetId::from_random([5; 16]), "Alice", account, brake, [9; 8], now, &policy).verdict
    }

    #[test]
    fn a_reset_changes_the_password_and_leaves_the_devices() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let devices = account.devices.clone();
        let mut brake = NameThrottle::new(Guessed::ResetCode, "alice");
        let mut reset = begin(Some(&account), &mut brake, NOW).unwrap();
        let code = reset.phone_code.for_carrier().to_owned();
        let new = hash("a new long password");
        let done = reset.confirm(Some(&mut account), &mut brake, &code, new.clone(), NOW, &policy);
        assert_eq!((done.verdict, done.happened), (Ok(()), Some(Happening::PasswordReset)));
        assert_eq!((&account.password_hash, &account.devices), (&new, &devices));
        assert!(account.has_device());
        // The code is good once.
        let again = reset.confirm(Some(&mut account), &mut brake, &code, hash("another one"), NOW, &policy).verdict;
        assert_eq!(again, Err(ResetRefusal::PhoneCode(PhoneCodeRefusal::Used)));
        assert_eq!(account.password_hash, new);
    }

    #[test]
    fn a_code_that_went_to_a_phone_of_before_resets_nothing() {
        let policy = Policy::gov_cloud();
        let before = account();
        let other = Account { phone_number: PhoneNumber::parse("13800000002").unwrap(), ..before.clone() };
        let mut brake = NameThrottle::new(Guessed::ResetCode, "alice");
        // Asked for in the very moment in which the number was changed: after the change had looked for resets.
        let reset = begin(Some(&before), &mut brake, NOW).unwrap();
        let code = reset.phone_code.for_carrier().to_owned();
        let confirm = |reset: &PasswordReset, account: &Account| {
            let (mut account, old) = (account.clone(), account.password_hash.clone());
            let confirmed =
                reset.clone().confirm(Some(&mut account), &mut brake.clone(), &code, hash("new"), NOW, &policy);
            assert_eq!(account.password_hash != old, confirmed.verdict.is_ok());
            confirmed
        };
        let refused = confirm(&reset, &other);
        assert!(matches!(refused.verdict, Err(ResetRefusal::PhoneCode(PhoneCodeRefusal::Wrong { .. }))));
        assert!(matches!(refused.happened, Some(Happening::GuessRefused { of: Guessed::ResetCode, .. })));
        assert_eq!(confirm(&reset, &before).verdict, Ok(()));
        // A record of before knows no number, and is one that the change of the number deletes.
        let older = PasswordReset { phone_number: None, password_salt: None, ..reset };
        let stored = serde_json::to_string(&older).unwrap();
        assert!(!stored.contains("phone_number") && !stored.contains("password_salt"));
        assert_eq!(serde_json::from_str::<PasswordReset>(&stored).unwrap(), older);
        assert_eq!(confirm(&older, &other).verdict, Ok(()));
    }

    #[test]
    fn a_code_that_was_asked_for_before_the_password_was_changed_or_reset_sets_no_other() {
        let policy = Policy::gov_cloud();
        let before = account();
        let mut brake = NameThrottle::new(Guessed::ResetCode, "alice");
        let of_stranger = begin(Some(&before), &mut brake, NOW).unwrap();
        let code = of_stranger.phone_code.for_carrier().to_owned();
        let changed = Account { password_hash: hash("a new long password"), ..before.clone() };
        let (mut reset, now) = (before, NOW.plus_secs(60));
        let mut own = begin(Some(&reset), &mut brake, now).unwrap();
        let own_code = own.phone_code.for_carrier().to_owned();
        let by_own = own.confirm(Some(&mut reset), &mut brake, &own_code, hash("a new long password"), now, &policy);
        assert_eq!(by_own.verdict, Ok(()));
        for mut account in [changed, reset] {
            let (mut of_stranger, mut brake) = (of_stranger.clone(), brake.clone());
            let refused = of_stranger.confirm(Some(&mut account), &mut brake, &code, hash("another"), now, &policy);
            assert!(matches!(refused.verdict, Err(ResetRefusal::PhoneCode(PhoneCodeRefusal::Wrong { .. }))));
            assert_eq!(account.password_hash, hash("a new long password"));
        }
    }

    #[test]
    fn v16_a_name_that_nobody_has_gets_the_same_answers() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let mut of_alice = NameThrottle::new(Guessed::ResetCode, "alice");
        let mut of_nobody = of_alice.clone();
        let mut known = begin(Some(&account), &mut of_alice, NOW).unwrap();
        let mut unknown = begin(None, &mut of_nobody, NOW).unwrap();
        assert_eq!(begin(Some(&account), &mut of_alice, NOW).err(), begin(None, &mut of_nobody, NOW).err());
        let old = account.password_hash.clone();
        let mut now = NOW;
        for typed in ["000000", "12345", "000000", "000000"] {
            let of_known = known.confirm(Some(&mut account), &mut of_alice, typed, hash("x"), now, &policy);
            let of_unknown = unknown.confirm(None, &mut of_nobody, typed, hash("x"), now, &policy);
            assert_eq!(of_known, of_unknown, "{typed}");
            assert!(of_known.verdict.is_err());
            now = now.plus_secs(7);
        }
        // Even the very code that was never sent opens nothing.
        let code = unknown.phone_code.for_carrier().to_owned();
        now = now.plus_secs(60);
        let guessed = unknown.confirm(None, &mut of_nobody, &code, hash("x"), now, &policy).verdict;
        assert!(matches!(guessed, Err(ResetRefusal::PhoneCode(PhoneCodeRefusal::Wrong { .. }))));
        assert_eq!(account.password_hash, old);
    }

    #[test]
    fn a_new_message_does_not_release_the_brake_and_a_reset_ends_after_ten_minutes() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let mut brake = NameThrottle::new(Guessed::ResetCode, "alice");
        let mut reset = begin(Some(&account), &mut brake, NOW).unwrap();
        let wrong = reset.confirm(Some(&mut account), &mut brake, "000000", hash("x"), NOW, &policy);
        assert!(wrong.verdict.is_err());
        // During the wait a guess is not looked at, and the trail tells of it.
        let unseen = reset.confirm(Some(&mut account), &mut brake, "000000", hash("x"), NOW.plus_secs(1), &policy);
        let Some(Happening::GuessRefused { of, refusal }) = unseen.happened else { panic!("it is not told") };
        assert!(of == Guessed::ResetCode && matches!(refusal, PhoneCodeRefusal::Wait { locked: false, .. }));
        let reset = begin(Some(&account), &mut brake, NOW.plus_secs(30)).unwrap();
        assert_eq!(brake.throttle.failures, 1);
        let (mut reset, code) = (reset.clone(), reset.phone_code.for_carrier().to_owned());
        let late = NOW.plus_secs(30 + policy.sms_lifetime_secs);
        let expired = reset.confirm(Some(&mut account), &mut brake, &code, hash("x"), late, &policy).verdict;
        assert_eq!(expired, Err(ResetRefusal::Expired));
    }
}
