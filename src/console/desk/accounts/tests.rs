use super::*;
use crate::console::fixtures::{self, NOW};
use crate::console::{Factors, RecoveryCodes, Retirement};
use proptest::prelude::*;
use serde_json::json;

fn policy() -> Policy {
    Policy::gov_cloud()
}

/// Alice's records, and of each kind one more that is not hers.
fn archive() -> Archive {
    let account = fixtures::with_two_devices();
    let bob = AccountId::from_random([9; 16]);
    let salt = [0_u8; 16];
    let password_salt = account.password_hash.salt().to_owned();
    let trust = |whose: &AccountId, until: u64, salt: &str| -> TrustedBrowser {
        let record = json!({ "id": "t", "account": whose, "place": "Home", "trusted_at": NOW.0 - 1, "expires_at": until, "devices": [], "password_salt": salt });
        serde_json::from_value(record).unwrap()
    };
    let codes = |whose: &AccountId| -> RecoveryCodes {
        let record = json!({ "account": whose, "made_at": 0, "salt": salt, "left": ["a", "b", "c"], "used": [] });
        serde_json::from_value(record).unwrap()
    };
    let passkey = |whose: &AccountId| -> Passkey {
        serde_json::from_value(
            json!({ "id": "p", "account": whose, "name": "Key", "added_at": 0, "public_key": [], "sign_count": 0 }),
        )
        .unwrap()
    };
    let attempt = |whose: &AccountId| -> LogOnAttempt {
        serde_json::from_value(json!({ "id": "l", "account": whose, "expires_at": NOW })).unwrap()
    };
    let session = fixtures::session_of(Factors::Password);
    let old = Session { authenticated_at: NOW.offset_secs(-7 * 3_600), ..session.clone() };
    let of_bob = Session { account: bob.clone(), ..session.clone() };
    Archive {
        recovery_codes: vec![codes(&bob), codes(&account.id)],
        passkeys: vec![passkey(&bob), passkey(&account.id)],
        trusts: vec![
            trust(&account.id, NOW.0, &password_salt),
            trust(&account.id, NOW.0 + 1, &password_salt),
            // Given for another password, and so worth nothing.
            trust(&account.id, NOW.0 + 1, ""),
            trust(&bob, NOW.0 + 1, &password_salt),
        ],
        sessions: vec![session, old, of_bob],
        log_ons: vec![attempt(&account.id), attempt(&bob)],
        name_brakes: vec![NameThrottle::new(Guessed::StopCode, "alice"), NameThrottle::new(Guessed::StopCode, "bob")],
        accounts: vec![account],
    }
}

fn file() -> AccountFile {
    archive().files().remove(0)
}

#[test]
fn a_file_holds_what_is_the_accounts() {
    let file = file();
    let holdings = file.holdings(NOW, &policy());
    assert_eq!(holdings, Holdings { devices: 2, recovery_codes: 3, passkeys: 1, trusts: 1, sessions: 1 });
    // A policy without trust.
    assert_eq!(file.holdings(NOW, &Policy { trust_days: 0, ..policy() }).trusts, 0);
    assert_eq!(file.log_ons.len(), 1);
    assert_eq!((file.stop_brake.map(|brake| brake.key), file.reset_brake), (Some("stop alice".to_owned()), None));
}

#[test]
fn files_are_in_the_order_of_usernames() {
    let mut archive = archive();
    for name in ["carol", "aaron"] {
        let username = crate::console::Username::parse(name).unwrap();
        archive.accounts.push(Account { username, id: AccountId(name.to_owned()), ..fixtures::with_two_devices() });
    }
    let names: Vec<_> = archive.files().iter().map(|file| file.account.username.as_str().to_owned()).collect();
    assert_eq!(names, ["aaron", "alice", "carol"]);
}

#[test]
fn a_locked_account_is_unlocked_once_and_may_be_tried_at_once() {
    let mut file = file();
    assert_eq!(file.unlock(), Decision { verdict: Err(NothingToDo::NotLocked), happened: None });
    for _ in 0..10 {
        file.account.code_throttle.fail(NOW, &policy().other_throttle);
    }
    file.account.password_throttle.fail(NOW, &policy().other_throttle);
    if let Some(brake) = &mut file.stop_brake {
        brake.throttle.fail(NOW, &policy().other_throttle);
    }
    let told: Vec<_> = file.brakes(NOW).iter().map(|s| (s.brake, s.failures, s.wait.map(|wait| wait.locked))).collect();
    let expected =
        [(Brake::Password, 1, Some(false)), (Brake::SecurityCode, 10, Some(true)), (Brake::StopCode, 1, Some(false))];
    assert_eq!(told, expected);
    assert_eq!(file.unlock(), Decision { verdict: Ok(()), happened: Some(Happening::Unlocked) });
    assert!(file.brakes(NOW).is_empty());
    assert!(file.account.code_throttle.check(NOW).is_ok() && file.account.password_throttle.check(NOW).is_ok());
    // The next failure is a first one again: it does not lock.
    assert!(!file.account.code_throttle.fail(NOW, &policy().other_throttle).locked);
}

#[test]
fn what_is_braked_where_the_account_is_known_is_told_and_unlocked_too() {
    let mut archive = archive();
    let mut brake = NameThrottle::of_key(NameThrottle::known_key(Guessed::ResetCode, "alice"));
    brake.throttle.fail(NOW, &policy().other_throttle);
    archive.name_brakes.push(brake);
    archive.accounts[0].known_throttle.fail(NOW, &policy().other_throttle);
    let mut file = archive.files().remove(0);
    let told: Vec<_> = file.brakes(NOW).iter().map(|state| state.brake).collect();
    assert_eq!(told, [Brake::KnownPassword, Brake::KnownResetCode]);
    assert_eq!(file.unlock().verdict, Ok(()));
    assert!(file.brakes(NOW).is_empty());
}

#[test]
fn a_wait_that_is_over_is_told_as_failures_only() {
    let mut file = file();
    let wait = file.account.phone_throttle.fail(NOW, &policy().other_throttle);
    let later = file.brakes(wait.until.unwrap());
    assert_eq!(later, [BrakeState { brake: Brake::PhoneCode, failures: 1, wait: None }]);
}

#[test]
fn a_reset_leaves_the_password_and_nothing_else() {
    let mut file = file();
    file.account.code_throttle.fail(NOW, &policy().other_throttle);
    file.account.password_throttle.fail(NOW, &policy().other_throttle);
    assert_eq!(file.reset(NOW), Decision { verdict: Ok(()), happened: Some(Happening::FactorsReset) });
    assert_eq!(file.holdings(NOW, &policy()), Holdings::default());
    assert!(file.log_ons.is_empty() && file.account.code_throttle.is_unused());
    assert!(!file.account.password_throttle.is_unused(), "the brake on passwords is not the factors'");
    let retired: Vec<_> = file.account.retired_devices.iter().map(|r| (r.why, r.at)).collect();
    assert_eq!(retired, [(Retirement::Removed, NOW); 2]);
    assert_eq!(file.account.password_hash, fixtures::with_two_devices().password_hash);
    assert_eq!(file.reset(NOW), Decision { verdict: Err(NothingToDo::NoFactors), happened: None });
}

#[test]
fn accounts_are_found_by_a_part_of_name_or_number() {
    for (search, found) in [("", true), (" ALI ", true), ("0001", true), ("bob", false), ("139", false)] {
        assert_eq!(file().fits(search), found, "{search}");
    }
}

proptest! {
    /// However often what failed when, an unlocked account has no block, and an unlock is never refused to one that
    /// has.
    #[test]
    fn an_unlock_ends_every_block(fails in prop::collection::vec((0..5_usize, 0..2_000_u64), 0..60)) {
        let mut file = file();
        let mut now = NOW;
        for (brake, pause) in fails {
            now = now.plus_secs(pause);
            let throttle = match brake {
                0 => &mut file.account.password_throttle,
                1 => &mut file.account.code_throttle,
                2 => &mut file.account.phone_throttle,
                3 => &mut file.account.known_throttle,
                _ => &mut file.account.recovery_throttle,
            };
            if throttle.check(now).is_ok() {
                throttle.fail(now, &policy().other_throttle);
            }
        }
        let was_blocked = file.brakes(now).iter().any(|state| state.wait.is_some());
        let verdict = file.unlock().verdict;
        prop_assert!(!was_blocked || verdict.is_ok());
        prop_assert!(file.brakes(now).is_empty());
    }
}
