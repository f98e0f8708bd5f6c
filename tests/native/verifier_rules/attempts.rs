//! V7 to V10 and V16: what follows from failures.

use super::*;
use counterpart::console::rules::{Reason, Rule, Standing};

#[test]
fn v7_failures_are_delayed_then_locked_counted_across_attempts_and_forgotten_on_success() {
    assert_eq!(finding(Rule::V7), Standing::Kept);
    let mut account = bound_account(NOW);
    let mut now = NOW.plus_secs(3_000);
    let mut delays = Vec::new();
    for _ in 0..10 {
        // Each failure is in an attempt of its own.
        let CodeVerdict::Refused(CodeRefusal::Code { judgement, .. }) =
            submit(&mut account, &wrong_code(now), now).verdict
        else {
            panic!("a wrong code was not refused as one");
        };
        let next = judgement.next.unwrap();
        delays.push(now.secs_until(end(next)));
        let early = end(next).offset_secs(-1);
        let right_but_early = submit(&mut account, &code_at(early), early).verdict;
        assert_eq!(right_but_early, CodeVerdict::Refused(CodeRefusal::Wait(next)));
        now = end(next);
    }
    assert_eq!(delays, [5, 10, 20, 40, 80, 160, 300, 300, 300, 900]);
    assert!(account.code_throttle.locked);
    assert!(is_accepted(&submit(&mut account, &code_at(now), now)));
    assert_eq!(account.code_throttle, Throttle::default());
}

#[test]
fn v7_never_more_than_a_hundred_guesses_in_a_row_within_a_month() {
    let rule = policy().throttle;
    let mut throttle = Throttle::default();
    let mut now = NOW;
    for _ in 0..99 {
        now = end(throttle.fail(now, &rule));
    }
    let last = throttle.fail(now, &rule);
    assert!(last.locked);
    assert_eq!(now.secs_until(end(last)), 30 * 86_400);
}

#[test]
fn v8_password_failures_and_code_failures_are_counted_apart() {
    let mut subject = Subject::Known(bound_account(NOW));
    let mut now = NOW.plus_secs(3_000);
    for _ in 0..10 {
        let PasswordVerdict::Refused(PasswordRefusal::Wrong { next }) = enter(&mut subject, false, now) else {
            panic!("a wrong password was not refused as one");
        };
        now = end(next);
    }
    let Subject::Known(mut account) = subject else { panic!("another subject") };
    assert!(account.password_throttle.locked);
    assert_eq!(account.code_throttle, Throttle::default());
    let during_the_lock = now.offset_secs(-60);
    assert!(is_accepted(&submit(&mut account, &code_at(during_the_lock), during_the_lock)));
    assert!(account.password_throttle.locked);
}

#[test]
fn v8_a_username_alone_never_locks_its_owner_out_for_long() {
    let reset_id = ResetId::from_random([7; 16]);
    for preset in Preset::ALL {
        let policy = preset.policy();
        assert_eq!(Rule::V8.finding(&policy).standing, Standing::Kept);
        let longest_secs = 900;
        let ids = LogOnIds { attempt: LogOnId::from_random([5; 16]), session: SessionId::from_random([6; 32]) };
        let (mut subject, mut now) = (Subject::Known(bound_account(NOW)), NOW);
        let known = BrowserState { known_accounts: vec![account().id], ..BrowserState::default() };
        for _ in 0..250 {
            let PasswordVerdict::Refused(PasswordRefusal::Wrong { next }) =
                logon::submit_password(&mut subject, checked(false), ids.clone(), now, &policy).verdict
            else {
                panic!("a wrong password was not refused as one");
            };
            assert!(now.secs_until(end(next)) <= longest_secs, "{preset:?}");
            // One wrong password at the end of each lock keeps the owner out without end in a browser that is new to the
            // account, and at no moment where the owner was logged on before.
            let answer = |mut subject: Subject| {
                logon::submit_password(&mut subject, checked(true), ids.clone(), now, &policy).verdict
            };
            let at_home = subject.clone().in_browser(&known);
            assert!(matches!(answer(at_home), PasswordVerdict::CodeNeeded(_)), "{preset:?}");
            let elsewhere = subject.clone().in_browser(&BrowserState::default());
            assert!(matches!(answer(elsewhere), PasswordVerdict::Refused(PasswordRefusal::Wait(_))));
            now = end(next);
        }
        let mut brake = NameThrottle::new(Guessed::ResetCode, "alice");
        for _ in 0..250 {
            now = now.plus_secs(policy.sms_pause_secs);
            let reset =
                PasswordReset::begin(reset_id.clone(), "alice", Some(&account()), &mut brake, [0; 8], now, &policy);
            let hash = password::dummy_hash();
            let refused =
                reset.verdict.unwrap().confirm(Some(&mut account()), &mut brake, "999999", hash, now, &policy);
            let Err(ResetRefusal::PhoneCode(PhoneCodeRefusal::Wrong { wait_until: Some(until), .. })) = refused.verdict
            else {
                panic!("a wrong code was not refused as one");
            };
            assert!(now.secs_until(until) <= longest_secs, "{preset:?}");
            now = until;
        }
    }
}

#[test]
fn v8_passwords_where_the_account_is_known_are_braked_as_well_and_apart() {
    let known = BrowserState { known_accounts: vec![account().id], ..BrowserState::default() };
    let mut subject = Subject::Known(bound_account(NOW)).in_browser(&known);
    let mut now = NOW;
    let mut waits = Vec::new();
    for _ in 0..10 {
        let PasswordVerdict::Refused(PasswordRefusal::Wrong { next }) = enter(&mut subject, false, now) else {
            panic!("a wrong password was not refused as one");
        };
        let early = enter(&mut subject, true, end(next).offset_secs(-1));
        assert!(matches!(early, PasswordVerdict::Refused(PasswordRefusal::Wait(_))));
        waits.push(now.secs_until(end(next)));
        now = end(next);
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300, 900]);
    let Subject::Met(account) = &subject else { panic!("another subject") };
    assert!(account.password_throttle.is_unused() && account.known_throttle.locked);
    // Whoever is logged on shares that brake, and a right password ends it and no other.
    let mut elsewhere = Subject::Known(account.clone());
    assert!(matches!(enter(&mut elsewhere, false, now), PasswordVerdict::Refused(PasswordRefusal::Wrong { .. })));
    let Subject::Known(mut account) = elsewhere else { panic!("another subject") };
    let id = LogOnId::from_random([7; 16]);
    assert!(appeal::ticket(&mut account, checked(true), id, now, &policy()).verdict.is_ok());
    assert_eq!((account.known_throttle.failures, account.password_throttle.failures), (0, 1));
}

#[test]
fn v9_a_refused_replay_is_a_failure_in_the_audit_trail() {
    let mut account = bound_account(NOW);
    let failures = account.code_throttle.failures;
    let decision = submit(&mut account, &code_at(NOW), NOW);
    let step = totp().step_at(NOW);
    let refusal = Refusal::Replayed { step };
    assert!(matches!(
        decision.happened,
        Some(Happening::CodeRefused { refusal: told, locked: false, judgement: Some(_), .. }) if told == refusal
    ));
    assert_eq!(account.code_throttle.failures, failures + 1);
}

#[test]
fn v10_a_lock_says_that_it_is_one_and_until_when_and_leaves_recovery_codes_alone() {
    assert_eq!(finding(Rule::V10), Standing::Kept);
    let mut account = bound_account(NOW);
    let mut now = NOW.plus_secs(3_000);
    let mut last = None;
    for failures in 1..=10 {
        let CodeVerdict::Refused(CodeRefusal::Code { judgement, .. }) =
            submit(&mut account, &wrong_code(now), now).verdict
        else {
            panic!("a wrong code was not refused as one");
        };
        let next = judgement.next.unwrap();
        assert_eq!((judgement.failures, next.locked), (failures, failures == 10));
        (now, last) = (end(next), Some(next));
    }
    let lock = last.unwrap();
    // What is typed during the lock is told the lock, and does not make it longer.
    let during = end(lock).offset_secs(-600);
    assert_eq!(submit(&mut account, &code_at(during), during).verdict, CodeVerdict::Refused(CodeRefusal::Wait(lock)));
    assert_eq!(account.recovery_throttle.check(during), Ok(()));
    assert!(account.recovery_throttle.is_unused());
    // Where a lock has no end, nothing invents one.
    let policy = Preset::PrivacyIdea.policy();
    let mut account = bound_account(NOW);
    for _ in 0..10 {
        assert_eq!(refusal(&submit_under(&mut account, &wrong_code(now), now, &policy)), Refusal::Wrong);
    }
    let verdict = submit_under(&mut account, &code_at(now), now, &policy).verdict;
    assert_eq!(verdict, CodeVerdict::Refused(CodeRefusal::Wait(Wait { until: None, locked: true, again: false })));
}

#[test]
fn v16_no_answer_tells_whether_a_username_exists() {
    let mut known = Subject::of("alice", Some(bound_account(NOW)), None);
    let mut unknown = Subject::of("nobody", None, None);
    let mut now = NOW.plus_secs(3_000);
    for _ in 0..12 {
        let answers = [enter(&mut known, false, now), enter(&mut unknown, false, now)];
        assert_eq!(answers[0], answers[1]);
        let meanwhile = now.plus_secs(1);
        assert_eq!(enter(&mut known, true, meanwhile), enter(&mut unknown, true, meanwhile));
        let PasswordVerdict::Refused(PasswordRefusal::Wrong { next }) = answers[0] else { panic!("not refused") };
        now = end(next);
    }
    // Who opens an account has to be told that its name is taken; the rule says so.
    assert_eq!(Rule::V16.finding(&policy()).reason, Reason::OpeningTells);
    let form = Form { username: "Alice", password: "a good long one", phone_number: "13800000001" };
    assert_eq!(form.check(true).unwrap_err().username, Some(UsernameError::Taken));
    // Nobody's password is never right, whatever the hash says.
    assert!(matches!(enter(&mut unknown, true, now), PasswordVerdict::Refused(_)));
}
