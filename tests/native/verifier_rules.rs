//! The rules that the console's verifier keeps, one test a rule.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking; clippy sees helpers as no tests")]

use counterpart::console::verifier;
use counterpart::console::*;
use counterpart::otp::{Algorithm, Digits, Secret, Totp, UnixMillis};
use proptest::prelude::*;

const NOW: UnixMillis = UnixMillis::from_secs(1_700_000_010);

fn policy() -> Policy {
    Policy::gov_cloud()
}

fn secret() -> Secret {
    Secret::from_bytes(*b"12345678901234567890").unwrap()
}

fn totp() -> Totp {
    Totp::new(&secret(), Algorithm::Sha1, Digits::SIX, 30).unwrap()
}

fn code_at(now: UnixMillis) -> String {
    totp().code_at(now).as_str().to_owned()
}

/// A code that no step near `now` has.
fn wrong_code(now: UnixMillis) -> String {
    let step = totp().step_at(now);
    (0..1_000_000)
        .map(|number| format!("{number:06}"))
        .find(|typed| (step - 40..=step + 40).all(|near| totp().code_of_step(near).as_str() != typed))
        .unwrap()
}

fn account() -> Account {
    let form = Form { username: "alice", password: "a good long one", phone_number: "13800000001" };
    let id = RegistrationId::from_random([1; 16]);
    let hash = password::dummy_hash();
    let mut registration = Registration::begin(id, form.check(false).unwrap(), hash, [0; 8], NOW, &policy());
    registration.confirm("000000", false, AccountId::from_random([2; 16]), NOW, &policy()).verdict.unwrap()
}

fn session(account: &Account, now: UnixMillis) -> Session {
    let factors = if account.has_device() { Factors::PasswordAndCode } else { Factors::Password };
    Session::begin(SessionId::from_random([3; 32]), account.id.clone(), factors, now, &policy())
}

/// The wizard with a proved identity and a key on show.
fn linking(account: &mut Account, key: u8, now: UnixMillis) -> (Binding, BindingKeyId) {
    let mut binding = Binding::new(account.id.clone());
    let code = binding.send_phone_code(account, [0; 8], now, &policy()).verdict.unwrap();
    binding.submit_phone_code(account, code.for_carrier(), now, &policy()).verdict.unwrap();
    let id = BindingKeyId::from_random([key; 16]);
    let sealed = SealedKey(vec![key]);
    let session = session(account, now);
    binding.show_key(id.clone(), sealed, account, &session, now, &policy()).verdict.unwrap();
    (binding, id)
}

fn attach(
    binding: &mut Binding,
    account: &mut Account,
    key: &BindingKeyId,
    typed: &str,
    now: UnixMillis,
) -> Result<(), AttachRefusal> {
    let mut session = session(account, now);
    let (secret, device) = (secret(), DeviceId::from_random([4; 16]));
    let name = account.free_device_name("Phone");
    let attachment = Attachment { key, secret: &secret, codes: &[typed], name: &name, device: &device };
    binding.attach(account, &mut session, attachment, now, &policy()).verdict
}

/// An account whose device was attached with the code of `now`.
fn bound_account(now: UnixMillis) -> Account {
    let mut account = account();
    let (mut binding, key) = linking(&mut account, 1, now);
    attach(&mut binding, &mut account, &key, &code_at(now), now).unwrap();
    account
}

fn submit(account: &mut Account, typed: &str, now: UnixMillis) -> Decision<CodeVerdict> {
    let attempt =
        LogOnAttempt { id: LogOnId::from_random([5; 16]), account: account.id.clone(), expires_at: now.plus_secs(600) };
    let mut keys = OpenedKeys::default();
    for device in &account.devices {
        keys.add(device.id.clone(), secret());
    }
    logon::submit_code(account, &attempt, &keys, typed, SessionId::from_random([6; 32]), now, &policy())
}

fn is_accepted(decision: &Decision<CodeVerdict>) -> bool {
    matches!(decision.verdict, CodeVerdict::LoggedOn(_))
}

fn enter(subject: &mut Subject, right: bool, now: UnixMillis) -> PasswordVerdict {
    let ids = LogOnIds { attempt: LogOnId::from_random([7; 16]), session: SessionId::from_random([8; 32]) };
    logon::submit_password(subject, right, ids, now, &policy()).verdict
}

#[test]
fn v1_a_new_key_has_160_bits() {
    assert_eq!(policy().key_bytes * 8, 160);
}

#[test]
fn v2_a_code_has_six_digits_and_nothing_else_is_one() {
    assert_eq!(policy().digits, Digits::SIX);
    for typed in ["", "12345", "1234567", "12345x", "½23456", "-12345"] {
        let verdict = verifier::verify(&totp(), typed, None, NOW, &policy());
        assert_eq!(verdict, Verdict::Refused(Refusal::NotSixDigits), "{typed}");
    }
    // A person may copy the code as it is shown.
    let shown = totp().code_at(NOW).grouped();
    assert!(matches!(verifier::verify(&totp(), &shown, None, NOW, &policy()), Verdict::Accepted { .. }));
}

#[test]
fn v3_steps_of_thirty_seconds_also_beyond_32_bits() {
    let username = Username::parse("alice").unwrap();
    let uri = device::key_uri(&username, secret(), &policy());
    assert_eq!(policy().period_secs, 30);
    assert_eq!(uri.kind, counterpart::otp::Kind::Totp { period_secs: 30 });
    for step in [u64::from(u32::MAX) / 30 + 1, u64::from(u32::MAX) + 7] {
        let now = UnixMillis::from_secs(step * 30);
        let verdict = verifier::verify(&totp(), &code_at(now), None, now, &policy());
        assert_eq!(verdict, Verdict::Accepted { step, offset_steps: 0 });
    }
}

#[test]
fn v4_a_code_is_accepted_once_and_none_of_an_earlier_step_after_a_later_one() {
    let mut account = bound_account(NOW);
    // The code of set-up is spent.
    assert!(!is_accepted(&submit(&mut account, &code_at(NOW), NOW)));
    let next = NOW.plus_secs(60);
    let ahead = next.plus_secs(30);
    assert!(is_accepted(&submit(&mut account, &code_at(ahead), next)));
    let verdict = submit(&mut account, &code_at(ahead), next).verdict;
    let step = totp().step_at(ahead);
    assert!(matches!(
        verdict,
        CodeVerdict::Refused(CodeRefusal::Code { refusal: Refusal::Replayed { step: spent }, .. }) if spent == step
    ));
    let after_the_wait = next.plus_secs(5);
    let verdict = submit(&mut account, &code_at(next), after_the_wait).verdict;
    assert!(matches!(
        verdict,
        CodeVerdict::Refused(CodeRefusal::Code { refusal: Refusal::OlderThanAccepted { .. }, .. })
    ));
}

#[test]
fn v5_one_step_of_delay_and_no_more() {
    let step = totp().step_at(NOW);
    for distance in -3_i64..=3 {
        let typed = totp().code_of_step(step.saturating_add_signed(distance)).as_str().to_owned();
        let accepted = matches!(verifier::verify(&totp(), &typed, None, NOW, &policy()), Verdict::Accepted { .. });
        assert_eq!(accepted, distance.abs() <= 1, "{distance}");
    }
}

#[test]
fn v6_drift_is_recorded_with_its_sign_and_limited_in_both_directions() {
    for (secs, expected) in [(-30, -1), (0, 0), (30, 1)] {
        let mut account = bound_account(NOW);
        let now = NOW.plus_secs(300);
        let decision = submit(&mut account, &code_at(now.offset_secs(secs)), now);
        assert!(matches!(
            decision.happened,
            Some(Happening::CodeAccepted { offset_steps, .. }) if offset_steps == expected
        ));
    }
    for secs in [-90, 90] {
        let verdict = verifier::verify(&totp(), &code_at(NOW.offset_secs(secs)), None, NOW, &policy());
        assert_eq!(verdict, Verdict::Refused(Refusal::OutsideWindow { offset_steps: secs / 30 }));
    }
}

#[test]
fn v7_failures_are_delayed_then_locked_counted_across_attempts_and_forgotten_on_success() {
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
        delays.push(now.secs_until(next.until));
        let early = next.until.offset_secs(-1);
        let right_but_early = submit(&mut account, &code_at(early), early).verdict;
        assert_eq!(right_but_early, CodeVerdict::Refused(CodeRefusal::Wait(next)));
        now = next.until;
    }
    assert_eq!(delays, [5, 10, 20, 40, 80, 160, 300, 300, 300, 900]);
    assert!(account.code_throttle.locked);
    assert!(is_accepted(&submit(&mut account, &code_at(now), now)));
    assert_eq!(account.code_throttle, Throttle::default());
}

#[test]
fn v7_never_more_than_a_hundred_guesses_in_a_row_within_a_month() {
    let mut throttle = Throttle::default();
    let mut now = NOW;
    for _ in 0..99 {
        now = throttle.fail(now, &policy()).until;
    }
    let last = throttle.fail(now, &policy());
    assert!(last.locked);
    assert_eq!(now.secs_until(last.until), 30 * 86_400);
}

#[test]
fn v8_password_failures_and_code_failures_are_counted_apart() {
    let mut subject = Subject::Known(bound_account(NOW));
    let mut now = NOW.plus_secs(3_000);
    for _ in 0..10 {
        let PasswordVerdict::Refused(PasswordRefusal::Wrong { next }) = enter(&mut subject, false, now) else {
            panic!("a wrong password was not refused as one");
        };
        now = next.until;
    }
    let Subject::Known(mut account) = subject else { panic!("another subject") };
    assert!(account.password_throttle.locked);
    assert_eq!(account.code_throttle, Throttle::default());
    let during_the_lock = now.offset_secs(-60);
    assert!(is_accepted(&submit(&mut account, &code_at(during_the_lock), during_the_lock)));
    assert!(account.password_throttle.locked);
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
        Some(Happening::CodeRefused { refusal: told, locked: false, judgement: Some(_) }) if told == refusal
    ));
    assert_eq!(account.code_throttle.failures, failures + 1);
}

#[test]
fn v11_a_key_is_shown_only_after_fresh_proof_of_identity() {
    let mut account = account();
    let mut binding = Binding::new(account.id.clone());
    let begun = session(&account, NOW);
    assert_eq!(binding.may_link(&account, &begun, NOW, &policy()), Err(LinkRefusal::IdentityNeeded));
    let (proved, _) = linking(&mut account, 1, NOW);
    assert_eq!(proved.may_link(&account, &begun, NOW.plus_secs(1_199), &policy()), Ok(()));
    assert_eq!(proved.may_link(&account, &begun, NOW.plus_secs(1_200), &policy()), Err(LinkRefusal::IdentityNeeded));
    // A reviewer's approval may come much later; then the log-on has to be fresh.
    let document = Document { file_name: "a.gif".into(), media_type: "image/gif".into(), bytes: b"GIF89a".to_vec() };
    let application = Application { name: "Al".into(), reason: "lost".into(), document: Some(document) };
    let id = ReviewId::from_random([9; 16]);
    let mut review = application.submit(id, account.id.clone(), account.username.clone(), NOW, &policy()).unwrap();
    assert_eq!(binding.await_review(&review), Happening::ReviewSubmitted);
    binding.take_in(&review, &policy());
    assert_eq!(binding.step, Step::Identity);
    let later = NOW.plus_secs(7_200);
    assert_eq!(review.approve(later).verdict, Ok(()));
    binding.take_in(&review, &policy());
    assert_eq!(binding.step, Step::Install);
    assert_eq!(binding.may_link(&account, &begun, later, &policy()), Err(LinkRefusal::StepUpNeeded));
    assert_eq!(binding.may_link(&account, &session(&account, later), later, &policy()), Ok(()));
}

#[test]
fn v13_an_sms_code_has_six_digits_ten_minutes_one_use_and_its_own_throttle() {
    let begun = || PhoneCode::new([0; 8], NOW, &policy());
    assert_eq!(begun().for_carrier().len(), 6);
    let mut throttle = Throttle::default();
    let mut code = begun();
    let late = NOW.plus_secs(600);
    assert_eq!(code.submit(&mut throttle, "000000", late, &policy()), Err(PhoneCodeRefusal::Expired));
    let last_moment = late.offset_secs(-1);
    assert_eq!(code.submit(&mut throttle, "000 000", last_moment, &policy()), Ok(()));
    assert_eq!(code.submit(&mut throttle, "000000", last_moment, &policy()), Err(PhoneCodeRefusal::Used));
    // Ten failures lock, over as many messages as one likes, and the other brakes do not move.
    let mut account = account();
    let mut binding = Binding::new(account.id.clone());
    let mut now = NOW;
    for _ in 0..10 {
        now = account.phone_throttle.blocked_until.unwrap_or(now).max(now.plus_secs(30));
        binding.send_phone_code(&account, [0; 8], now, &policy()).verdict.unwrap();
        let refused = binding.submit_phone_code(&mut account, "111111", now, &policy()).verdict;
        assert!(matches!(refused, Err(PhoneCodeRefusal::Wrong { .. })));
    }
    assert!(account.phone_throttle.locked);
    assert_eq!((account.password_throttle.failures, account.code_throttle.failures), (0, 0));
    let refused = binding.send_phone_code(&account, [0; 8], now.plus_secs(60), &policy()).verdict;
    assert!(matches!(refused, Err(SendRefusal::Locked(_))));
}

#[test]
fn v15_passwords_have_8_to_128_characters_of_any_kind_and_are_not_common() {
    for good in ["aaaabbbb", "correct horse", "密码密码一二三四", &"x1".repeat(64)] {
        assert_eq!(password::check_new(good), Ok(()), "{good}");
    }
    assert_eq!(password::check_new("seven77"), Err(PasswordError::TooShort));
    assert_eq!(password::check_new("密码密码一二三"), Err(PasswordError::TooShort));
    assert_eq!(password::check_new(&"x1".repeat(65)), Err(PasswordError::TooLong));
    for common in ["password", "Password123", "QWERTYUIOP", "11111111", "iloveyou"] {
        assert_eq!(password::check_new(common), Err(PasswordError::Common), "{common}");
    }
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
        now = next.until;
    }
    // Nobody's password is never right, whatever the hash says.
    assert!(matches!(enter(&mut unknown, true, now), PasswordVerdict::Refused(_)));
}

#[test]
fn v17_a_device_is_attached_only_by_its_code_and_a_pending_key_dies_in_time() {
    let mut account = bound_account(NOW);
    let live = account.devices.clone();
    let now = NOW.plus_secs(3_000);
    let (mut binding, first) = linking(&mut account, 2, now);
    assert_eq!(account.devices, live, "showing a key touches nothing");
    let refused = attach(&mut binding, &mut account, &first, &wrong_code(now), now);
    assert_eq!(refused, Err(AttachRefusal::Code(Refusal::Wrong)));
    assert_eq!(account.devices, live);
    assert_eq!(binding.step, Step::Link, "a wrong code stays");
    // It dies with its step, its dialog and its page.
    for end in [KeyEnd::StepLeft, KeyEnd::Closed] {
        let (mut binding, key) = linking(&mut account, 2, now);
        if end == KeyEnd::StepLeft {
            assert_eq!(binding.back(), Some(Happening::KeyEnded(end)));
        } else {
            assert_eq!(binding.drop_key(end), Some(Happening::KeyEnded(end)));
        }
        let refused = attach(&mut binding, &mut account, &key, &code_at(now), now);
        assert_eq!(refused, Err(AttachRefusal::KeyEnded(end)));
    }
    let again = BindingKeyId::from_random([3; 16]);
    let session = session(&account, now);
    binding.show_key(again.clone(), SealedKey(vec![3]), &account, &session, now, &policy()).verdict.unwrap();
    let refused = attach(&mut binding, &mut account, &first, &code_at(now), now);
    assert_eq!(refused, Err(AttachRefusal::KeyEnded(KeyEnd::PageLeft)));
    // It dies after ten minutes.
    let late = now.plus_secs(600);
    let refused = attach(&mut binding, &mut account, &again, &code_at(late), late);
    assert_eq!(refused, Err(AttachRefusal::KeyEnded(KeyEnd::Expired)));
    assert_eq!(account.devices, live);
    assert_eq!(binding.pending, None);
    // A right code in time attaches, once.
    let (mut binding, key) = linking(&mut account, 4, now);
    assert_eq!(attach(&mut binding, &mut account, &key, &code_at(now), now), Ok(()));
    assert_eq!(account.devices.last().unwrap().sealed_key, SealedKey(vec![4]));
    assert!(attach(&mut binding, &mut account, &key, &code_at(now), now).is_err());
}

#[test]
fn v18_set_up_is_not_stricter_than_logon() {
    let now = NOW.plus_secs(3_000);
    for secs in [-90, -60, -30, 0, 30, 60, 90] {
        let typed = code_at(now.offset_secs(secs));
        let logs_on = is_accepted(&submit(&mut bound_account(NOW), &typed, now));
        let mut fresh = account();
        let (mut binding, key) = linking(&mut fresh, 1, now);
        let sets_up = attach(&mut binding, &mut fresh, &key, &typed, now).is_ok();
        assert_eq!(sets_up, logs_on, "{secs}");
    }
}

/// One submission: seconds since the last one, and which code near that time (or a wrong one).
fn submissions() -> impl Strategy<Value = Vec<(u64, Option<i64>)>> {
    let which = prop_oneof![4 => (-3_i64..=3).prop_map(Some), 1 => Just(None)];
    prop::collection::vec((0_u64..120, which), 1..60)
}

proptest! {
    #[test]
    fn no_sequence_of_submissions_accepts_a_code_twice(submissions in submissions()) {
        let mut account = bound_account(NOW);
        let mut now = NOW;
        let mut accepted = vec![totp().step_at(NOW)];
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let typed = which.map_or_else(|| wrong_code(now), |steps| code_at(now.offset_secs(steps * 30)));
            let decision = submit(&mut account, &typed, now);
            if let Some(Happening::CodeAccepted { step, .. }) = decision.happened {
                prop_assert!(accepted.iter().all(|earlier| *earlier < step));
                accepted.push(step);
            }
        }
    }

    #[test]
    fn a_lock_always_ends(submissions in submissions(), failures in 0_u32..130) {
        let mut account = bound_account(NOW);
        let mut now = NOW.plus_secs(60);
        for _ in 0..failures {
            now = account.code_throttle.fail(now, &policy()).until;
        }
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let typed = which.map_or_else(|| wrong_code(now), |steps| code_at(now.offset_secs(steps * 30)));
            let before = account.code_throttle.clone();
            let decision = submit(&mut account, &typed, now);
            if before.check(now).is_err() {
                // A try during a block moves nothing, so nobody can make the block longer.
                prop_assert_eq!(&account.code_throttle, &before);
                prop_assert!(!is_accepted(&decision));
            }
        }
        // Two steps on, so that the code is not a spent one.
        let end = account.code_throttle.blocked_until.unwrap_or(now).max(now).plus_secs(60);
        prop_assert!(is_accepted(&submit(&mut account, &code_at(end), end)));
    }
}
