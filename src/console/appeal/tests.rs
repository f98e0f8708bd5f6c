//! An appeal's way, from the log-on to unbinding or to its stop.

use super::super::fixtures::{self, NOW, with_two_devices as account};
use super::super::{Device, LogOnId, LogOnIds, PasswordVerdict, SessionId, Subject, logon};
use super::*;

/// A log-on of now, whose password was right.
fn attempt(account: &Account) -> LogOnAttempt {
    let ids = LogOnIds { attempt: LogOnId::from_random([3; 16]), session: SessionId::from_random([3; 32]) };
    let mut subject = Subject::Known(account.clone());
    match logon::submit_password(&mut subject, fixtures::checked(true), ids, NOW, &Policy::gov_cloud()).verdict {
        PasswordVerdict::CodeNeeded(attempt) => attempt,
        other => panic!("{other:?}"),
    }
}

fn form(name: &str) -> Application {
    let bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let document = Document { file_name: "id.png".into(), media_type: "image/png".into(), bytes };
    Application { name: name.into(), reason: "lost in a taxi".into(), document: Some(document) }
}

fn submit(name: &str, others: &[Appeal], now: UnixMillis) -> Result<Appeal, AppealRefusal> {
    let account = account();
    let policy = Policy::gov_cloud();
    Appeal::submit(form(name), &account, &attempt(&account), others, [9; 8], now, &policy).verdict
}

/// An appeal of alice that waits.
pub(in super::super) fn appeal() -> Appeal {
    submit("Al", &[], NOW).unwrap()
}

#[test]
fn an_appeal_needs_a_right_password_of_just_now_and_a_whole_form() {
    assert!(submit("Al", &[], NOW.plus_secs(599)).is_ok());
    assert_eq!(submit("Al", &[], NOW.plus_secs(600)), Err(AppealRefusal::LogOnAgain));
    assert!(matches!(submit(" ", &[], NOW), Err(AppealRefusal::Form(errors)) if errors.name));
    let mut account = account();
    let attempt = attempt(&account);
    account.id = AccountId::from_random([8; 16]);
    let policy = Policy::gov_cloud();
    let of_another = Appeal::submit(form("Al"), &account, &attempt, &[], [9; 8], NOW, &policy);
    assert_eq!(of_another.verdict, Err(AppealRefusal::LogOnAgain));
    assert_eq!(of_another.happened, None);
}

#[test]
fn whoever_is_logged_on_gives_the_password_again_for_a_ticket() {
    let policy = Policy::gov_cloud();
    let mut account = account();
    let id = || LogOnId::from_random([4; 16]);
    let wrong = ticket(&mut account, fixtures::checked(false), id(), NOW, &policy);
    let Err(TicketRefusal::Wrong { next }) = wrong.verdict else { panic!("{:?}", wrong.verdict) };
    let Some(Happening::FactorRefused(told)) = wrong.happened else { panic!("it is not told") };
    assert_eq!((told.factor, told.failures, told.next), (RefusedFactor::Password, Some(1), Some(next)));
    // The brake is that of logging on, and a right password during the wait is not looked at.
    assert_eq!(account.known_throttle.check(NOW), Err(next));
    assert_eq!(
        ticket(&mut account, fixtures::checked(true), id(), NOW, &policy).verdict,
        Err(TicketRefusal::Wait(next))
    );

    let later = next.until.unwrap();
    let decision = ticket(&mut account, fixtures::checked(true), id(), later, &policy);
    assert_eq!(decision.happened, Some(Happening::PasswordAccepted));
    let given = decision.verdict.unwrap();
    assert_eq!(account.known_throttle, Throttle::default());
    assert_eq!(account.log_ons, 1, "whoever ends sessions and log-ons finds it");
    // It is what a log-on comes to where a code is asked for, and lasts as long.
    assert!(given.is_open(&account, later.plus_secs(599)) && !given.is_open(&account, later.plus_secs(600)));
    let submitted = Appeal::submit(form("Al"), &account, &given, &[], [9; 8], later, &policy);
    assert_eq!(submitted.happened, Some(Happening::AppealSubmitted));
}

#[test]
fn without_a_device_there_is_nothing_to_appeal_for() {
    let mut account = account();
    account.unbind_all(NOW);
    let before = account.clone();
    for checked in [false, true].map(fixtures::checked) {
        let decision = ticket(&mut account, checked, LogOnId::from_random([4; 16]), NOW, &Policy::gov_cloud());
        assert_eq!((decision.verdict, decision.happened), (Err(TicketRefusal::NothingBound), None));
    }
    assert_eq!(account, before);
}

#[test]
fn an_account_has_one_open_appeal() {
    let policy = Policy::gov_cloud();
    let mut first = appeal();
    let again = |first: &Appeal| submit("Al", std::slice::from_ref(first), NOW);
    assert_eq!(again(&first), Err(AppealRefusal::OpenAlready));
    assert_eq!(first.approve(NOW, &policy).verdict, Ok(()));
    assert_eq!(again(&first), Err(AppealRefusal::OpenAlready));
    assert!(first.stop(NOW, &policy).verdict);
    assert!(again(&first).is_ok());
}

#[test]
fn a_decision_is_taken_once_and_forgets_the_document() {
    let policy = Policy::gov_cloud();
    let mut rejected = appeal();
    assert_eq!(rejected.reject(" ", NOW).verdict, Err(DeskError::ReasonMissing));
    let decision = rejected.reject(" blurred ", NOW);
    let told = Happening::Rejected { paper: Paper::Appeal, reason: "blurred".into() };
    assert_eq!((decision.verdict, decision.happened), (Ok(()), Some(told)));
    assert_eq!(rejected.state, AppealState::Rejected { at: NOW, reason: "blurred".into() });
    assert!(rejected.document.bytes.is_empty());
    assert_eq!(rejected.approve(NOW, &policy).verdict, Err(DeskError::AlreadyDecided));
}

#[test]
fn it_takes_effect_after_the_wait_and_only_then() {
    let policy = Policy::gov_cloud();
    let (mut account, mut appeal) = (account(), appeal());
    let attempt = attempt(&account);
    let free = Throttle::default();
    let refused = appeal.take_effect(&mut account, &attempt, &free, NOW, &policy).verdict;
    assert_eq!(refused, Err(EffectRefusal::NotInForce));
    let _ = appeal.approve(NOW, &policy);
    let at = NOW.plus_secs(policy.appeal_wait_secs);
    let just_before = UnixMillis(at.0 - 1);
    let refused = appeal.take_effect(&mut account, &attempt, &free, just_before, &policy).verdict;
    assert_eq!(refused, Err(EffectRefusal::NotYet { at }));
    assert_eq!(account.devices.len(), 2);
    // While stop codes are blocked, the appeal waits with them.
    let mut guessed = Throttle::default();
    let until = guessed.fail(at, &policy.other_throttle).until.unwrap();
    let refused = appeal.take_effect(&mut account, &attempt, &guessed, at, &policy).verdict;
    assert_eq!(refused, Err(EffectRefusal::NotYet { at: until }));
    let done = appeal.take_effect(&mut account, &attempt, &free, at, &policy);
    assert_eq!((done.verdict, done.happened), (Ok(()), Some(Happening::AppealTookEffect)));
    assert!(account.devices.is_empty());
    assert!(account.retired_devices.iter().all(|retired| retired.why == Retirement::Removed));
    let again = appeal.take_effect(&mut account, &attempt, &free, at, &policy).verdict;
    assert_eq!(again, Err(EffectRefusal::NotInForce));
}

#[test]
fn who_guesses_at_stop_codes_without_end_delays_it_by_an_hour_and_no_more() {
    let policy = Policy::gov_cloud();
    let (mut account, mut appeal, mut brake) = (account(), appeal(), Throttle::default());
    let attempt = LogOnAttempt { expires_at: NOW.plus_secs(10 * 86_400), ..attempt(&account) };
    let guess = |appeal: &mut Appeal, brake: &mut Throttle, now| {
        let _ = stop_by_code(Some(appeal), brake, "00000000", now, &policy);
    };
    // It was guessed at before, too.
    for minute in 0..600 {
        guess(&mut appeal, &mut brake, NOW.plus_secs(minute * 60));
    }
    let approved_at = NOW.plus_secs(36_000);
    let _ = appeal.approve(approved_at, &policy);
    let unbinds_at = approved_at.plus_secs(policy.appeal_wait_secs);
    let (mut now, mut took_effect_at) = (approved_at, None);
    while took_effect_at.is_none() && now < approved_at.plus_secs(2 * 86_400) {
        guess(&mut appeal, &mut brake, now);
        let verdict = appeal.take_effect(&mut account, &attempt, &brake, now, &policy).verdict;
        took_effect_at = verdict.is_ok().then_some(now);
        now = now.plus_secs(1);
    }
    assert_eq!(took_effect_at, Some(unbinds_at.plus_secs(3_600)));
    assert!(account.devices.is_empty());
}

#[test]
fn what_is_bound_after_an_appeal_came_in_is_not_unbound_by_it() {
    let policy = Policy::gov_cloud();
    let (mut account, mut appeal) = (account(), appeal());
    let _ = appeal.approve(NOW, &policy);
    let at = NOW.plus_secs(policy.appeal_wait_secs);
    assert!(appeal.is_in_force(&account, at, &policy));
    // The desk unbinds all, and the person binds anew.
    account.unbind_all(NOW);
    account.devices.push(Device { attached_at: NOW.plus_secs(1), ..fixtures::device(3) });
    let before = account.clone();
    let attempt = LogOnAttempt { expires_at: at.plus_secs(600), ..attempt(&account) };
    let refused = appeal.take_effect(&mut account, &attempt, &Throttle::default(), at, &policy);
    assert_eq!((refused.verdict, refused.happened), (Err(EffectRefusal::NotInForce), None));
    assert_eq!(account, before);
    // Nor does it stand in the way of another one, for the new phone.
    assert!(!appeal.is_in_force(&account, at, &policy));
    let again = Appeal::submit(form("Al"), &account, &attempt, &[appeal], [9; 8], at, &policy);
    assert_eq!(again.happened, Some(Happening::AppealSubmitted));
}

#[test]
fn an_approval_that_nobody_uses_lapses() {
    let policy = Policy::gov_cloud();
    let (mut account, mut appeal) = (account(), appeal());
    let _ = appeal.approve(NOW, &policy);
    let lapsed = NOW.plus_secs(policy.appeal_wait_secs + policy.approval_lifetime_secs + policy.appeal_delay_secs);
    let attempt = LogOnAttempt { expires_at: lapsed.plus_secs(600), ..attempt(&account) };
    let refused = appeal.take_effect(&mut account, &attempt, &Throttle::default(), lapsed, &policy).verdict;
    assert_eq!(refused, Err(EffectRefusal::NotInForce));
    assert!(!appeal.is_open(lapsed, &policy));
}

#[test]
fn a_stop_code_stops_once_and_guesses_are_braked_whoever_it_is() {
    let policy = Policy::gov_cloud();
    let mut appeal = appeal();
    let code = appeal.stop_code.for_carrier().to_owned();
    let _ = appeal.approve(NOW, &policy);
    let (mut of_alice, mut of_nobody) = (Throttle::default(), Throttle::default());
    let slip = stop_by_code(Some(&mut appeal), &mut of_alice, "123", NOW, &policy);
    assert_eq!((slip.verdict, of_alice.failures), (Err(StopRefusal::NotEightDigits), 0));
    // A wrong code, and any code for a name without an appeal, get the same answers.
    for now in [NOW, NOW.plus_secs(1), NOW.plus_secs(5)] {
        let wrong = stop_by_code(Some(&mut appeal), &mut of_alice, "00000000", now, &policy);
        let nobody = stop_by_code(None, &mut of_nobody, &code, now, &policy);
        assert_eq!(wrong, nobody);
        assert!(wrong.verdict.is_err());
        assert!(matches!(wrong.happened, Some(Happening::GuessRefused { of: Guessed::StopCode, .. })));
    }
    // During a wait not even the right one is looked at, and the trail tells of it.
    let during = NOW.plus_secs(6);
    let Err(wait) = of_alice.check(during) else { panic!("there is no wait") };
    let unseen = stop_by_code(Some(&mut appeal), &mut of_alice, &code, during, &policy);
    let refusal = PhoneCodeRefusal::Wait { until: wait.until, locked: false };
    let line = Happening::GuessRefused { of: Guessed::StopCode, refusal };
    assert_eq!((unseen.verdict, unseen.happened), (Err(StopRefusal::Wait(wait)), Some(line)));
    let later = NOW.plus_secs(60);
    let stopped = stop_by_code(Some(&mut appeal), &mut of_alice, &code, later, &policy);
    assert_eq!((stopped.verdict, stopped.happened), (Ok(()), Some(Happening::AppealStopped)));
    assert_eq!(appeal.state, AppealState::Stopped { at: later });
    let again = stop_by_code(Some(&mut appeal), &mut of_alice, &code, later, &policy);
    assert!(matches!(again.verdict, Err(StopRefusal::Wrong(_))));
}

#[test]
fn a_stop_code_has_eight_digits_and_hides() {
    let code = StopCode::new(42_u64.to_le_bytes());
    assert_eq!(code.for_carrier(), "00000042");
    assert!(!format!("{code:?}").contains("42"));
}
