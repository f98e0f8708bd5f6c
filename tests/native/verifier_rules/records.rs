//! A state goes through its record and comes back as it was; a record of before is still one.

use super::*;
use crate::records::{Dice, of_every_kind};
use counterpart::store::records::{OfAccount, Owned};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

fn there_and_back<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// A stored text decodes, and encodes as the same text: only so does a judged record still equal what is stored.
fn stays<T: Serialize + DeserializeOwned>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

proptest! {
    #[test]
    fn a_record_of_any_kind_round_trips_whatever_it_holds(seed: u64) {
        let mut dice = Dice::of_seed(seed);
        macro_rules! round_trip {
            ($($record:ident),*) => {
                $(
                    let record: $record = dice.make();
                    prop_assert_eq!(there_and_back(&record), record);
                )*
            };
        }
        of_every_kind!(round_trip);
    }

    #[test]
    fn an_account_a_throttle_and_a_judgement_round_trip_after_any_submissions(
        preset in prop::sample::select(Preset::ALL.to_vec()),
        submissions in prop::collection::vec((0_u64..700, -8_i64..=9), 1..30),
    ) {
        let policy = preset.policy();
        let mut account = bound_account(NOW);
        let mut now = NOW;
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let typed = if which == 9 { wrong_code(now) } else { code_at(now.offset_secs(which * 30)) };
            let decision = submit_under(&mut account, &typed, now, &policy);
            prop_assert_eq!(&there_and_back(&account), &account);
            prop_assert_eq!(&there_and_back(&account.code_throttle), &account.code_throttle);
            if let Some(happened) = decision.happened {
                let event = AuditEvent::new([1; 16], now, Some(account.id.clone()), happened);
                prop_assert_eq!(&there_and_back(&event), &event);
            }
            if let CodeVerdict::Refused(CodeRefusal::Code { judgement, .. }) = decision.verdict {
                prop_assert_eq!(there_and_back(&judgement), judgement);
            }
        }
    }
}

#[test]
fn a_choice_of_policy_and_a_wait_round_trip() {
    for preset in Preset::ALL {
        for wording in [Wording::Learner, Wording::Production] {
            let choice = PolicyChoice { preset, wording };
            assert_eq!(there_and_back(&choice), choice);
            assert_eq!(choice.policy().wording, wording);
            let happened = Happening::PolicyPut { before: PolicyChoice::default(), now: choice };
            assert_eq!(there_and_back(&happened), happened);
        }
    }
    for until in [None, Some(NOW)] {
        let wait = Wait { until, locked: true, again: false };
        assert_eq!(there_and_back(&wait), wait);
    }
}

#[test]
fn records_of_before_decode_and_encode_as_they_were() {
    stays::<Throttle>(r#"{"failures":0,"blocked_until":null,"locked":false}"#);
    stays::<Throttle>(r#"{"failures":11,"blocked_until":1700000900000,"locked":true}"#);
    stays::<Wait>(r#"{"until":1700000900000,"locked":true}"#);
    stays::<PolicyChoice>(r#"{"preset":"GovCloud","wording":"Production"}"#);
    stays::<Verdict>(r#"{"Accepted":{"step":56666667,"offset_steps":-1}}"#);
    stays::<Refusal>(r#"{"OlderThanAccepted":{"step":56666667}}"#);
    stays::<Judgement>(concat!(
        r#"{"verdict":{"Refused":"Wrong"},"device":null,"current_step":56666667,"last_accepted_step":56666660,"#,
        r#""failures":1,"next":{"until":1700000015000,"locked":false}}"#
    ));
    stays::<PhoneCodeRefusal>(r#"{"Wrong":{"wait_until":1700000015000,"locked":false}}"#);
    stays::<PhoneCodeRefusal>(r#"{"Wait":{"until":1700000015000,"locked":true}}"#);
    let mut account = bound_account(NOW);
    stays::<Account>(&serde_json::to_string(&account).unwrap());
    // One whose rule kept no list of used codes, and which nobody has logged on to since.
    account.devices[0].used_steps.clear();
    let stored = serde_json::to_string(&account).unwrap();
    let of_later =
        ["recent_failures", "blocked_at", "used_steps", "resynchronised_steps", "recovery_throttle", "log_ons"];
    for field in of_later {
        assert!(!stored.contains(field), "{field} is stored only where there is something to store");
    }
    stays::<Account>(&stored);
}

#[test]
fn a_slip_is_stored_by_its_older_name() {
    stays::<Refusal>(r#""NotSixDigits""#);
    stays::<PairRefusal>(r#"{"NotSixDigits":"First"}"#);
}

/// All that is read of a record to delete it is where it is looked for: its key, and whose it is.
#[test]
fn what_ends_with_a_change_of_an_account_is_found_by_its_key_and_its_account() {
    for seed in 0..60 {
        let mut dice = Dice::of_seed(seed);
        macro_rules! check {
            ($($record:ident => $account:expr),*) => {
                $({
                    let record: $record = dice.make();
                    let whose: fn(&$record) -> Option<AccountId> = $account;
                    let read: Owned = serde_json::from_value(serde_json::to_value(&record).unwrap()).unwrap();
                    assert_eq!((read.id.as_str(), &read.account), (key_of(&record), &whose(&record)));
                    assert_eq!(read.state, None);
                })*
            };
        }
        check!(
            Session => |it| Some(it.account.clone()),
            LogOnAttempt => |it| Some(it.account.clone()),
            Passkey => |it| Some(it.account.clone()),
            TrustedBrowser => |it| Some(it.account.clone()),
            PasswordReset => |it| it.account.clone()
        );
        let review: ManualReview = dice.make();
        let read: Owned = serde_json::from_value(serde_json::to_value(&review).unwrap()).unwrap();
        assert_eq!((read.id.as_str(), &read.account), (key_of(&review), &Some(review.account.clone())));
        assert_eq!(read.state, Some(review.state));
    }
}

/// The key of a record that is deleted with its account's change.
fn key_of<T: OfAccount>(record: &T) -> &str {
    record.key()
}
