//! Another phone number for an account: the new one is proved by a code to it, and the old one is told.

use super::{
    Account, AccountId, Decision, Happening, PhoneCode, PhoneCodeRefusal, PhoneNumber, PhoneNumberError, Policy,
    SendRefusal, Session,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A new number that waits for its SMS code. An account has one at most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhoneChange {
    /// Whose; also the record's key.
    pub account: AccountId,
    /// The new number.
    pub new_number: PhoneNumber,
    /// The code that went to it.
    pub phone_code: PhoneCode,
    /// Whether it was given up. The record stays for the pause before another message: else giving up would skip it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_given_up: bool,
}

/// Why a phone number is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneChangeRefusal {
    /// A factor has to be shown first (V11).
    #[error("a factor has to be shown again")]
    StepUp,
    /// It is no number.
    #[error("{0}")]
    Number(PhoneNumberError),
    /// It is the account's number already.
    #[error("this is the number already")]
    SameNumber,
    /// No message is sent now.
    #[error("{0}")]
    Sending(SendRefusal),
    /// The code that came to the new number is not accepted.
    #[error("the phone's code is refused: {0}")]
    PhoneCode(PhoneCodeRefusal),
}

impl PhoneChange {
    /// A code for the new number. `previous` is the change that waits already or was given up, if there is one.
    pub fn begin(
        account: &Account,
        session: &Session,
        typed_number: &str,
        previous: Option<&Self>,
        code_random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<Self, PhoneChangeRefusal>> {
        let begun = || {
            if !session.has_fresh_step_up(account, now, policy) {
                return Err(PhoneChangeRefusal::StepUp);
            }
            let new_number = PhoneNumber::parse(typed_number).map_err(PhoneChangeRefusal::Number)?;
            if new_number == account.phone_number {
                return Err(PhoneChangeRefusal::SameNumber);
            }
            let last_sent_at = previous.map(|previous| previous.phone_code.sent_at);
            let phone_code = PhoneCode::again(last_sent_at, &account.phone_throttle, code_random, now, policy)
                .map_err(PhoneChangeRefusal::Sending)?;
            Ok(Self { account: account.id.clone(), new_number, phone_code, is_given_up: false })
        };
        match begun() {
            Ok(change) => Decision::new(Ok(change), Happening::PhoneCodeSent),
            Err(refusal) => Decision::silent(Err(refusal)),
        }
    }

    /// Gives it up: its code is worth nothing from then on.
    pub fn give_up(&mut self) {
        self.is_given_up = true;
    }

    /// Decides about the code; when it is right, the account has the new number and this record is used up. Codes to the
    /// new number share the account's brake, so that another number does not release it (V13).
    pub fn confirm(
        &mut self,
        account: &mut Account,
        session: &Session,
        typed: &str,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), PhoneChangeRefusal>> {
        if !session.has_fresh_step_up(account, now, policy) {
            return Decision::silent(Err(PhoneChangeRefusal::StepUp));
        }
        if self.is_given_up {
            return Decision::silent(Err(PhoneChangeRefusal::PhoneCode(PhoneCodeRefusal::NotSent)));
        }
        match self.phone_code.submit(&mut account.phone_throttle, typed, now, policy) {
            Ok(()) => {
                account.phone_number = self.new_number.clone();
                Decision::new(Ok(()), Happening::PhoneChanged)
            }
            Err(refusal @ PhoneCodeRefusal::NotSixDigits) => {
                Decision::silent(Err(PhoneChangeRefusal::PhoneCode(refusal)))
            }
            Err(refusal) => {
                Decision::new(Err(PhoneChangeRefusal::PhoneCode(refusal)), Happening::PhoneCodeRefused(refusal))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Factors;
    use super::super::fixtures::{NOW, session_of as session, with_two_devices as account};
    use super::*;

    #[test]
    fn the_new_number_counts_only_after_its_own_code() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let session = session(Factors::PasswordAndCode);
        let begun = PhoneChange::begin(&account, &session, "138 0000 0002", None, [9; 8], NOW, &policy);
        assert_eq!(begun.happened, Some(Happening::PhoneCodeSent));
        let mut change = begun.verdict.unwrap();
        assert_eq!(account.phone_number.as_str(), "13800000001");
        let wrong = change.confirm(&mut account, &session, "000000", NOW, &policy).verdict;
        assert!(matches!(wrong, Err(PhoneChangeRefusal::PhoneCode(PhoneCodeRefusal::Wrong { .. }))));
        assert_eq!(account.phone_throttle.failures, 1);
        let code = change.phone_code.for_carrier().to_owned();
        let done = change.confirm(&mut account, &session, &code, NOW.plus_secs(60), &policy);
        assert_eq!((done.verdict, done.happened), (Ok(()), Some(Happening::PhoneChanged)));
        assert_eq!(account.phone_number.as_str(), "13800000002");
    }

    #[test]
    fn v11_without_a_factor_shown_recently_nothing_is_sent_or_changed() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let stale = session(Factors::PasswordAndTrustedBrowser);
        let begun = PhoneChange::begin(&account, &stale, "13800000002", None, [9; 8], NOW, &policy);
        assert_eq!((begun.verdict, begun.happened), (Err(PhoneChangeRefusal::StepUp), None));
        let fresh = session(Factors::PasswordAndCode);
        let mut change =
            PhoneChange::begin(&account, &fresh, "13800000002", None, [9; 8], NOW, &policy).verdict.unwrap();
        let code = change.phone_code.for_carrier().to_owned();
        let late = NOW.plus_secs(policy.freshness_secs);
        let refused = change.confirm(&mut account, &fresh, &code, late, &policy).verdict;
        assert_eq!(refused, Err(PhoneChangeRefusal::StepUp));
        assert_eq!(account.phone_number.as_str(), "13800000001");
    }

    #[test]
    fn a_number_must_be_a_number_and_another_one_and_messages_pause() {
        let policy = Policy::gov_cloud();
        let account = account();
        let session = session(Factors::PasswordAndCode);
        let begin = |typed: &str, previous: Option<&PhoneChange>| {
            PhoneChange::begin(&account, &session, typed, previous, [9; 8], NOW, &policy).verdict
        };
        assert_eq!(begin(" ", None), Err(PhoneChangeRefusal::Number(PhoneNumberError::Empty)));
        assert_eq!(begin("138-0000-0001", None), Err(PhoneChangeRefusal::SameNumber));
        let change = begin("13800000002", None).unwrap();
        let until = NOW.plus_secs(policy.sms_pause_secs);
        let soon = begin("13800000003", Some(&change));
        assert_eq!(soon, Err(PhoneChangeRefusal::Sending(SendRefusal::TooSoon { until })));
    }

    #[test]
    fn v13_giving_up_ends_the_code_and_skips_no_pause() {
        let policy = Policy::gov_cloud();
        let (mut account, session) = (account(), session(Factors::PasswordAndCode));
        let begin = |account: &Account, previous: &PhoneChange, now| {
            PhoneChange::begin(account, &session, "13800000003", Some(previous), [8; 8], now, &policy).verdict
        };
        let first = PhoneChange::begin(&account, &session, "13800000002", None, [9; 8], NOW, &policy).verdict;
        let mut change = first.unwrap();
        let stored = serde_json::to_string(&change).unwrap();
        assert!(!stored.contains("given_up"), "a record of before is written as it was");
        change.give_up();
        let code = change.phone_code.for_carrier().to_owned();
        let refused = change.confirm(&mut account, &session, &code, NOW, &policy).verdict;
        assert_eq!(refused, Err(PhoneChangeRefusal::PhoneCode(PhoneCodeRefusal::NotSent)));
        let until = NOW.plus_secs(policy.sms_pause_secs);
        let soon = begin(&account, &change, until.offset_secs(-1));
        assert_eq!(soon, Err(PhoneChangeRefusal::Sending(SendRefusal::TooSoon { until })));
        assert!(!begin(&account, &change, until).unwrap().is_given_up);
    }
}
