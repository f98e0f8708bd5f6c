//! Two codes in a row, taken and refused.

use super::*;
use crate::console::fixtures::{self, NOW};
use crate::console::{Device, LogOnId, consecutive::Which, second_factor};

fn policy() -> Policy {
    Policy::gov_cloud()
}

/// What the phone shows whose clock is off by so many seconds: the code of a step ago, and that of now.
fn shown(device: u8, off_secs: i64, now: UnixMillis) -> [String; 2] {
    [-30, 0].map(|secs| fixtures::code_of(device, now.offset_secs(off_secs + secs)))
}

fn typed([first, second]: &[String; 2], at: UnixMillis) -> [TypedCode<'_>; 2] {
    [TypedCode { code: first, typed_at: at.offset_secs(-20) }, TypedCode { code: second, typed_at: at }]
}

fn submit(
    account: &mut Account,
    keys: &OpenedKeys,
    codes: &[String; 2],
    now: UnixMillis,
) -> Result<Resynchronised, ResynchroniseRefusal> {
    resynchronise(account, None, keys, typed(codes, now), now, &policy()).verdict
}

fn logs_on(account: &mut Account, keys: &OpenedKeys, code: &str, now: UnixMillis) -> Verdict {
    second_factor::judge_code(account, keys, code, now, &policy()).unwrap().verdict
}

#[test]
fn v6_two_consecutive_codes_tell_the_drift_and_codes_of_the_drifted_clock_are_accepted_from_then_on() {
    let now = NOW.plus_secs(86_400);
    for (off_secs, drift_steps) in [(-3_600, -120), (-1_500, -50), (600, 20), (3_600, 120)] {
        let (mut account, keys) = fixtures::bound(&[1]);
        let code = fixtures::code_of(1, now.offset_secs(off_secs));
        assert!(matches!(logs_on(&mut account.clone(), &keys, &code, now), Verdict::Refused(_)));
        let device = fixtures::device_id(1);
        let codes = shown(1, off_secs, now);
        let decision = resynchronise(&mut account, Some(&device), &keys, typed(&codes, now), now, &policy());
        let name = Some("Phone 1".to_owned());
        let step = fixtures::totp(1).step_at(now.offset_secs(off_secs));
        let judgement = Judgement {
            verdict: Verdict::Accepted { step, offset_steps: drift_steps },
            device: Some(device.clone()),
            current_step: fixtures::totp(1).step_at(now),
            last_accepted_step: Some(fixtures::totp(1).step_at(NOW)),
            failures: 0,
            next: None,
        };
        let told =
            Happening::Resynchronised { device: device.clone(), drift_steps, judgement: Some(judgement.clone()) };
        assert_eq!(decision.verdict, Ok(Resynchronised { device, name, drift_steps, judgement }));
        assert_eq!(decision.happened, Some(told));
        // Both codes are spent, the next one is good, and the window is as narrow as before.
        let spent = logs_on(&mut account.clone(), &keys, &codes[1], now);
        assert!(matches!(spent, Verdict::Refused(Refusal::Replayed { .. })));
        let later = now.plus_secs(90);
        let of_drifted = |secs: i64| fixtures::code_of(1, later.offset_secs(off_secs + secs));
        assert!(matches!(
            logs_on(&mut account.clone(), &keys, &of_drifted(0), later),
            Verdict::Accepted { offset_steps, .. } if offset_steps == drift_steps
        ));
        let beyond = Verdict::Refused(Refusal::OutsideWindow { offset_steps: drift_steps + 2 });
        assert_eq!(logs_on(&mut account.clone(), &keys, &of_drifted(60), later), beyond);
    }
}

#[test]
fn each_refusal_is_explained_and_nothing_is_half_accepted() {
    let now = NOW.plus_secs(86_400);
    let (before, keys) = fixtures::bound(&[1]);
    let code = |secs: i64| fixtures::code_of(1, now.offset_secs(secs));
    for (codes, expected) in [
        ([code(0), code(0)], PairRefusal::SameTwice),
        ([code(0), "12345".to_owned()], PairRefusal::NotDigits(Which::Second)),
        ([code(-600), code(-630)], PairRefusal::Swapped),
        ([code(-600), code(-540)], PairRefusal::Apart),
        ([code(3_600), code(3_630)], PairRefusal::OutOfRange { offset_steps: 121 }),
        ([code(-7_230), code(-7_200)], PairRefusal::OutOfRange { offset_steps: -240 }),
        ([code(-90_030), code(-90_000)], PairRefusal::Wrong),
    ] {
        let mut account = before.clone();
        let refused = submit(&mut account, &keys, &codes, now);
        let Err(ResynchroniseRefusal::Pair { refusal, next, judgement }) = refused else {
            unreachable!("{expected}: {refused:?}")
        };
        assert_eq!(refusal, expected);
        assert_eq!(account.devices, before.devices, "{expected}");
        assert_eq!(next.is_some(), expected.is_failure());
        assert_eq!(judgement.is_some(), expected.is_failure(), "what was looked at is judged whole");
        if let Some(judgement) = judgement {
            let of_second =
                if let PairRefusal::OutOfRange { offset_steps } = expected { Some(offset_steps) } else { None };
            assert_eq!((judgement.offset_steps(), judgement.failures, judgement.next), (of_second, 1, next));
            assert_eq!(judgement.current_step, fixtures::totp(1).step_at(now));
            assert_eq!(judgement.last_accepted_step, Some(before.devices[0].last_accepted_step));
        }
        assert_eq!(account.code_throttle.failures, u32::from(expected.is_failure()));
        // Refused as a pair, each of the two is still worth what it was.
        if expected == PairRefusal::SameTwice {
            assert!(matches!(logs_on(&mut account, &keys, &code(0), now), Verdict::Accepted { .. }));
        }
    }
}

#[test]
fn two_codes_that_are_handed_in_late_are_not_looked_at() {
    let typed_at = NOW.plus_secs(86_400);
    let (mut account, keys) = fixtures::bound(&[1]);
    let before = account.clone();
    let codes = shown(1, 600, typed_at);
    let mut at = |now| resynchronise(&mut account, None, &keys, typed(&codes, typed_at), now, &policy());
    let late = at(UnixMillis(typed_at.plus_secs(30).0 + 1));
    assert_eq!((late.verdict, late.happened), (Err(ResynchroniseRefusal::Late), None));
    // In time the drift is that of the moment of typing, not of handing in.
    let in_time = at(typed_at.plus_secs(30));
    assert_eq!(in_time.verdict.map(|done| done.drift_steps), Ok(20));
    assert_ne!(account, before);
}

#[test]
fn codes_that_are_not_later_than_the_last_accepted_one_are_refused() {
    let now = NOW.plus_secs(300);
    let (mut account, keys) = fixtures::bound(&[1]);
    // The clock went back by more than the time since set-up.
    for off_secs in [-600, -300, -270] {
        let refused = submit(&mut account.clone(), &keys, &shown(1, off_secs, now), now);
        assert!(matches!(refused, Err(ResynchroniseRefusal::OlderThanAccepted { .. })), "{off_secs}");
    }
    assert!(submit(&mut account, &keys, &shown(1, -240, now), now).is_ok());
}

#[test]
fn of_several_devices_the_one_whose_codes_they_are_is_meant() {
    let now = NOW.plus_secs(86_400);
    let (mut account, keys) = fixtures::bound(&[1, 2]);
    let other = Some(fixtures::device_id(1));
    let codes = shown(2, -900, now);
    let of_other = resynchronise(&mut account, other.as_ref(), &keys, typed(&codes, now), now, &policy());
    assert!(matches!(of_other.verdict, Err(ResynchroniseRefusal::Pair { refusal: PairRefusal::Wrong, .. })));
    let at = now.plus_secs(5);
    let done = submit(&mut account, &keys, &codes, at).unwrap();
    assert_eq!(done.device, fixtures::device_id(2));
    let drifts: Vec<_> = account.devices.iter().map(|device: &Device| device.drift_steps).collect();
    assert_eq!(drifts, [None, Some(-30)]);
}

#[test]
fn it_waits_and_locks_as_codes_do_and_a_policy_may_do_without_it() {
    let mut now = NOW.plus_secs(86_400);
    let (mut account, keys) = fixtures::bound(&[1]);
    let nothing = Policy { resynchronisation_steps: 0, ..policy() };
    let codes = shown(1, 600, now);
    let refused = resynchronise(&mut account, None, &keys, typed(&codes, now), now, &nothing);
    assert_eq!(refused.verdict, Err(ResynchroniseRefusal::NotOffered));
    for _ in 0..10 {
        let wrong = [fixtures::code_of(2, now), fixtures::code_of(2, now.plus_secs(30))];
        assert!(submit(&mut account, &keys, &wrong, now).is_err());
        let early = submit(&mut account, &keys, &shown(1, 600, now), now.plus_secs(1));
        assert!(matches!(early, Err(ResynchroniseRefusal::Wait(_))));
        now = account.code_throttle.blocked_until.unwrap();
    }
    assert!(account.code_throttle.locked);
    assert!(submit(&mut account, &keys, &shown(1, 600, now), now).is_ok());
    assert!(account.code_throttle.is_unused());
}

#[test]
fn at_logon_it_needs_the_password_and_is_no_logon() {
    let now = NOW.plus_secs(86_400);
    let (mut account, keys) = fixtures::bound(&[1]);
    let mut attempt = LogOnAttempt {
        id: LogOnId::from_random([5; 16]),
        account: account.id.clone(),
        expires_at: now.plus_secs(60),
        challenge: None,
        failures: 0,
    };
    let codes = shown(1, 600, now);
    let late = attempt.expires_at;
    let mut at =
        |codes: &[String; 2], now| at_log_on(&mut account, &mut attempt, &keys, typed(codes, now), now, &policy());
    assert_eq!(at(&codes, late).verdict, Err(ResynchroniseRefusal::AttemptExpired));
    // Two that are refused are a second factor that failed, after a right password.
    let refused = at(&shown(2, 600, now), now);
    let Some(Happening::FactorRefused(told)) = refused.happened else { panic!("{:?}", refused.verdict) };
    assert_eq!((told.of_attempt, told.failures), (Some(1), Some(1)));
    assert!(at(&codes, now.plus_secs(5)).verdict.is_ok());
    assert_eq!(attempt.failures, 1);
}
