//! V11, V13, V15, V17 and V18: what proves a person, and what may be attached by it.

use super::*;
use counterpart::console::rules::{Rule, Standing};

#[test]
fn v11_a_key_is_shown_only_after_fresh_proof_of_identity() {
    assert_eq!(finding(Rule::V11), Standing::Kept);
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
fn v13_a_proof_that_is_begun_anew_skips_no_pause_between_messages() {
    let account = account();
    let mut binding = Binding::new(account.id.clone());
    binding.send_phone_code(&account, [0; 8], NOW, &policy()).verdict.unwrap();
    binding.choose_again();
    let until = NOW.plus_secs(policy().sms_pause_secs);
    let soon = binding.send_phone_code(&account, [1; 8], until.offset_secs(-1), &policy()).verdict;
    assert_eq!(soon.err(), Some(SendRefusal::TooSoon { until }));
    assert!(binding.send_phone_code(&account, [1; 8], until, &policy()).verdict.is_ok());
    // A wizard of before, in which no such time is kept.
    let fresh = serde_json::to_string(&Binding::new(account.id.clone())).unwrap();
    assert!(!fresh.contains("last_sms_at"));
}

#[test]
fn a_code_that_went_to_the_number_of_before_ends_with_that_number() {
    let mut account = account();
    let mut binding = Binding::new(account.id.clone());
    assert!(!binding.end_phone_code());
    let code = binding.send_phone_code(&account, [0; 8], NOW, &policy()).verdict.unwrap();
    assert!(binding.end_phone_code());
    let refused = binding.submit_phone_code(&mut account, code.for_carrier(), NOW, &policy()).verdict;
    assert_eq!(refused, Err(PhoneCodeRefusal::NotSent));
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
fn v17_a_device_is_attached_only_by_its_code_and_a_pending_key_dies_in_time() {
    let mut account = bound_account(NOW);
    let live = account.devices.clone();
    let now = NOW.plus_secs(3_000);
    let (mut binding, first) = linking(&mut account, 2, now);
    assert_eq!(account.devices, live, "showing a key touches nothing");
    let refused = attach(&mut binding, &mut account, &first, &wrong_code(now), now, &policy());
    assert!(matches!(refused, Err(AttachRefusal::Code { refusal: Refusal::Wrong, .. })));
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
        let refused = attach(&mut binding, &mut account, &key, &code_at(now), now, &policy());
        assert_eq!(refused, Err(AttachRefusal::KeyEnded(end)));
    }
    let again = BindingKeyId::from_random([3; 16]);
    let session = session(&account, now);
    binding.show_key(again.clone(), SealedKey(vec![3]), &account, &session, now, &policy()).0.unwrap();
    let refused = attach(&mut binding, &mut account, &first, &code_at(now), now, &policy());
    assert_eq!(refused, Err(AttachRefusal::KeyEnded(KeyEnd::PageLeft)));
    // It dies after ten minutes.
    let late = now.plus_secs(600);
    let refused = attach(&mut binding, &mut account, &again, &code_at(late), late, &policy());
    assert_eq!(refused, Err(AttachRefusal::KeyEnded(KeyEnd::Expired)));
    assert_eq!(account.devices, live);
    assert_eq!(binding.pending, None);
    // A right code in time attaches, once.
    let (mut binding, key) = linking(&mut account, 4, now);
    assert_eq!(attach(&mut binding, &mut account, &key, &code_at(now), now, &policy()), Ok(()));
    assert_eq!(account.devices.last().unwrap().sealed_key, SealedKey(vec![4]));
    assert!(attach(&mut binding, &mut account, &key, &code_at(now), now, &policy()).is_err());
}

#[test]
fn v18_set_up_is_not_stricter_than_logon() {
    let now = NOW.plus_secs(3_000);
    for policy in [policy(), with_window(1), Preset::PrivacyIdea.policy()] {
        for steps in -8_i64..=8 {
            let typed = code_at(now.offset_secs(steps * 30));
            let logs_on = is_accepted(&submit_under(&mut bound_account(NOW), &typed, now, &policy));
            let mut fresh = account();
            let (mut binding, key) = linking(&mut fresh, 1, now);
            let sets_up = attach(&mut binding, &mut fresh, &key, &typed, now, &policy).is_ok();
            assert_eq!(sets_up, logs_on, "{steps}");
        }
    }
}

#[test]
fn v19_the_console_says_that_a_code_can_be_phished() {
    use counterpart::ui::text::{Language, console::shared::SharedText};
    for (language, word) in [(Language::English, "false site"), (Language::SimplifiedChinese, "钓鱼")] {
        assert!(language.words::<SharedText>().not_phishing_proof.contains(word), "{language:?}");
    }
}
