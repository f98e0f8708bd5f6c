//! V10 to V12 and V14: recovery codes, what needs an existing factor, and what an account's owner is told.

use super::*;
use counterpart::console::recovery::{self, CODE_BYTES};
use counterpart::console::rules::{Rule, Standing};

/// A set of recovery codes and what the console keeps of it.
fn set(account: &Account) -> (Vec<RecoveryCode>, RecoveryCodes) {
    let session = Session::begin(SessionId::from_random([3; 32]), account.id.clone(), Factors::PasswordAndCode, NOW);
    let random: Vec<u8> = (0..).take(policy().recovery_codes * CODE_BYTES).collect();
    let codes = recovery::make(account, &session, &random, NOW, &policy()).verdict.unwrap();
    let hashes = codes.iter().take(2).map(hash).collect();
    let kept = RecoveryCodes::new(account.id.clone(), SALT, hashes, NOW);
    let kept = recovery::keep(kept, account, &session, NOW, &policy()).verdict.unwrap();
    (codes, kept)
}

const SALT: [u8; 16] = [7; 16];

fn hash(code: &RecoveryCode) -> PasswordHash {
    password::hash(code.as_str(), SALT).unwrap()
}

#[test]
fn v10_a_lock_of_security_codes_does_not_block_a_recovery_code() {
    for preset in [Preset::Strict, Preset::PrivacyIdea] {
        let policy = Policy { recovery_codes: 10, ..preset.policy() };
        let mut account = bound_account(NOW);
        let (codes, mut kept) = set(&account);
        let mut now = NOW.plus_secs(3_000);
        while account.code_throttle.check(now).is_ok() || !account.code_throttle.locked {
            let judgement = refusal(&submit_under(&mut account, &wrong_code(now), now, &policy));
            assert_eq!(judgement, Refusal::Wrong);
            if !account.code_throttle.locked {
                now = account.code_throttle.blocked_until.unwrap();
            }
        }
        let lock = account.code_throttle.clone();
        assert!(recovery::judge(&mut kept, &mut account, &hash(&codes[0]), now, &policy).verdict.is_ok());
        assert_eq!(account.code_throttle, lock, "and does not end the lock");
    }
}

#[test]
fn a_recovery_code_of_before_opens_nothing_where_the_policy_has_none() {
    let mut account = bound_account(NOW);
    let (codes, mut kept) = set(&account);
    let without = Policy { recovery_codes: 0, ..policy() };
    let before = (account.clone(), kept.clone());
    let refused = recovery::judge(&mut kept, &mut account, &hash(&codes[0]), NOW, &without);
    assert_eq!((refused.verdict, refused.happened), (Err(RecoveryRefusal::NotOffered), None));
    assert_eq!((account, kept), before);
}

#[test]
fn v11_a_factor_is_removed_or_renewed_with_an_existing_one_and_never_by_a_session_alone() {
    assert_eq!(finding(Rule::V11), Standing::Kept);
    let account = bound_account(NOW);
    let begun = |factors| Session::begin(SessionId::from_random([3; 32]), account.id.clone(), factors, NOW);
    let may = |session: &Session, now| {
        let id = account.devices[0].id.clone();
        let removed = account.clone().remove_device(session, &id, now, &policy()).verdict;
        let renamed = account.clone().rename_device(session, &id, "work", now, &policy()).verdict;
        let renewed = recovery::make(&account, session, &[0; CODE_BYTES], now, &policy()).verdict;
        assert_eq!((removed.is_ok(), renamed.is_ok()), (renewed.is_ok(), renewed.is_ok()));
        removed.is_ok()
    };
    let (last_moment, late) = (NOW.plus_secs(1_199), NOW.plus_secs(1_200));
    assert!(may(&begun(Factors::PasswordAndCode), last_moment));
    assert!(!may(&begun(Factors::PasswordAndCode), late));
    for factors in [Factors::Password, Factors::PasswordAndTrustedBrowser] {
        assert!(!may(&begun(factors), NOW), "{factors:?}");
        let stepped_up = Session { stepped_up_at: Some(late), ..begun(factors) };
        assert!(may(&stepped_up, late) && !may(&stepped_up, late.plus_secs(1_200)));
    }
}

#[test]
fn v12_recovery_codes_have_80_bits_are_hashed_and_open_once_each() {
    assert_eq!(finding(Rule::V12), Standing::Kept);
    const { assert!(CODE_BYTES * 8 >= 64) };
    let mut account = bound_account(NOW);
    let (codes, mut kept) = set(&account);
    assert_eq!(codes.len(), policy().recovery_codes);
    let stored = serde_json::to_string(&kept).unwrap();
    for code in &codes {
        assert!(!stored.contains(code.as_str()) && !stored.contains(code.grouped().as_str()));
        assert!(!format!("{code:?}").contains(code.as_str()));
    }
    // A person may leave the hyphens out and write small letters.
    let typed = RecoveryCode::parse(&codes[0].grouped().to_lowercase()).unwrap();
    assert_eq!(typed, codes[0]);
    let judge = |kept: &mut RecoveryCodes, account: &mut Account, code| {
        let now = account.recovery_throttle.blocked_until.unwrap_or(NOW);
        recovery::judge(kept, account, &hash(code), now, &policy()).verdict
    };
    assert_eq!(judge(&mut kept, &mut account, &typed), Ok(1));
    assert!(matches!(judge(&mut kept, &mut account, &codes[0]), Err(RecoveryRefusal::Used { .. })));
    assert!(matches!(judge(&mut kept, &mut account, &codes[5]), Err(RecoveryRefusal::Wrong { .. })));
    assert_eq!(account.recovery_throttle.failures, 2);
    assert_eq!(judge(&mut kept, &mut account, &codes[1]), Ok(0));
    assert!(account.recovery_throttle.is_unused() && account.code_throttle.is_unused());
    // A set counts only when it is said to be kept; none is made where the policy has none.
    let session = session(&account, NOW);
    let stepped_up = Session { stepped_up_at: Some(NOW), ..session };
    let none = Preset::Aws.policy();
    assert!(recovery::make(&account, &stepped_up, &[0; CODE_BYTES], NOW, &none).verdict.is_err());
}

#[test]
fn v14_the_owner_is_told_of_a_factor_bound_removed_failed_or_used_elsewhere() {
    let account = bound_account(NOW);
    let told = |happened: Happening| {
        let event = AuditEvent::new([1; 16], NOW, Some(account.id.clone()), happened);
        Notice::of(&event, &account, None).map(|notice| notice.told)
    };
    let id = account.devices[0].id.clone();
    assert_eq!(
        told(Happening::DeviceAttached { replaced: false, judgement: None }),
        Some(Told::DeviceBound { replaced: false })
    );
    assert_eq!(told(Happening::DeviceRemoved(id)), Some(Told::DeviceRemoved));
    assert_eq!(told(Happening::NewBrowser), Some(Told::NewBrowser { place: None }));
    assert_eq!(told(Happening::RecoveryCodeAccepted { left: 9 }), Some(Told::RecoveryCodeUsed { left: 9 }));
    // A wrong second factor after a right password: the first of each log-on at once, and the lock with its end. Three
    // failures in each of the first three log-ons, and one in the fourth.
    let mut guessed = account.clone();
    let mut now = NOW.plus_secs(3_000);
    let mut of_failures = Vec::new();
    for _ in 0..4 {
        let PasswordVerdict::CodeNeeded(mut attempt) = enter(&mut Subject::Known(guessed.clone()), true, now) else {
            panic!("no code is asked for");
        };
        attempt.expires_at = now.plus_secs(86_400);
        for _ in 0..3.min(10 - of_failures.len()) {
            let typed = wrong_code(now);
            let decision = submit_in(&mut guessed, &mut attempt, &typed, now, &policy());
            of_failures.push(told(decision.happened.unwrap()));
            now = guessed.code_throttle.blocked_until.unwrap();
        }
    }
    let (wrong, lock) =
        (Some(Told::WrongSecondFactor), Some(Told::Locked { of: Lock::SecurityCodes, until: Some(now) }));
    let of_log_on = [wrong, None, None];
    assert_eq!(of_failures[..9], [of_log_on.clone(), of_log_on.clone(), of_log_on].concat(), "and no flood");
    assert_eq!(of_failures[9..], [lock]);
    // A lock without end is told without one.
    let privacyidea = Preset::PrivacyIdea.policy();
    let mut guessed = account.clone();
    let last = (0..10).map(|_| submit_under(&mut guessed, &wrong_code(now), now, &privacyidea)).last();
    assert_eq!(told(last.unwrap().happened.unwrap()), Some(Told::Locked { of: Lock::SecurityCodes, until: None }));
    // What the owner does day by day is no news.
    assert_eq!(told(submit(&mut account.clone(), &code_at(now), now).happened.unwrap()), None);
}
