//! Attaching a device, from the key on show to what becomes of the one before.

use super::*;
use crate::console::fixtures::{self, NOW, code_of, device_id};
use crate::console::{Factors, Identity, SealedKey, consecutive::Which, second_factor};

const KEY: u8 = 9;

fn key() -> BindingKeyId {
    BindingKeyId::from_random([KEY; 16])
}

/// What the verifier saw of a code that the new device did not show.
fn seen_at(now: UnixMillis, refusal: Refusal) -> Judgement {
    judged(Verdict::Refused(refusal), None, fixtures::totp(KEY).step_at(now))
}

/// The line of a device that was attached by the code of that moment.
fn attached(replaced: bool, now: UnixMillis) -> Happening {
    let step = fixtures::totp(KEY).step_at(now);
    let verdict = Verdict::Accepted { step, offset_steps: 0 };
    Happening::DeviceAttached { replaced, judgement: Some(judged(verdict, Some(device_id(KEY)), step)) }
}

/// A wizard that shows a key, for an account and a session that may have it.
fn linking(
    account: &mut Account,
    session: &Session,
    replaces: Option<DeviceId>,
    now: UnixMillis,
    policy: &Policy,
) -> Binding {
    let mut binding = Binding::new(account.id.clone());
    let _ = binding.open(account, session, replaces, now, policy);
    if !account.has_device() {
        let code = binding.send_phone_code(account, [0; 8], now, policy).verdict.unwrap();
        binding.submit_phone_code(account, code.for_carrier(), now, policy).verdict.unwrap();
    }
    assert_eq!(binding.step, Step::Install);
    binding.show_key(key(), SealedKey(vec![KEY]), account, session, now, policy).verdict.unwrap();
    binding
}

fn attach(
    binding: &mut Binding,
    account: &mut Account,
    session: &mut Session,
    codes: &[&str],
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), AttachRefusal>> {
    let (key, secret, device) = (key(), fixtures::secret(KEY), device_id(KEY));
    let attachment = Attachment { key: &key, secret: &secret, codes, name: "Tablet", device: &device };
    binding.attach(account, session, attachment, now, policy)
}

#[test]
fn v11_another_device_needs_an_existing_factor_and_no_proof_by_phone_takes_its_place() {
    let policy = Policy::gov_cloud();
    let now = NOW.plus_secs(5_000);
    let (mut account, keys) = fixtures::bound(&[1]);
    let mut binding = Binding::new(account.id.clone());
    let code = binding.send_phone_code(&account, [0; 8], now, &policy).verdict.unwrap();
    binding.submit_phone_code(&mut account, code.for_carrier(), now, &policy).verdict.unwrap();
    let mut session = fixtures::session(&account, Factors::Password, now);
    let sealed = || SealedKey(vec![KEY]);
    let refused = binding.show_key(key(), sealed(), &account, &session, now, &policy).verdict;
    assert_eq!(refused, Err(LinkRefusal::StepUpNeeded));
    assert_eq!(binding.step, Step::Install, "the wizard stays, for the step-up to come back to");
    let typed = code_of(1, now);
    step_up::by_code(&mut account, &mut session, &keys, &typed, now, &policy).verdict.unwrap();
    binding.show_key(key(), sealed(), &account, &session, now, &policy).verdict.unwrap();
    // It is judged again when the code comes.
    let late = now.plus_secs(1_200);
    binding.pending.as_mut().unwrap().expires_at = late.plus_secs(60);
    let shown = code_of(KEY, late);
    let refused = attach(&mut binding, &mut account, &mut session, &[&shown], late, &policy).verdict;
    assert_eq!(refused, Err(AttachRefusal::Link(LinkRefusal::StepUpNeeded)));
    assert_eq!(account.devices.len(), 1);
    let _ = step_up::succeed(&mut session, None, late);
    let done = attach(&mut binding, &mut account, &mut session, &[&shown], late, &policy);
    assert_eq!(done.happened, Some(attached(false, late)));
    assert_eq!(account.devices[1].name.as_deref(), Some("Tablet"));
    assert!(account.retired_devices.is_empty());
}

#[test]
fn v11_the_first_device_needs_the_proof_of_identity_and_a_fresh_session() {
    let policy = Policy::gov_cloud();
    let mut account = fixtures::account();
    let stale = fixtures::session(&account, Factors::Opening, NOW.offset_secs(-1_200));
    let fresh = fixtures::session(&account, Factors::Opening, NOW);
    let mut binding = Binding::new(account.id.clone());
    assert_eq!(binding.may_link(&account, &fresh, NOW, &policy), Err(LinkRefusal::IdentityNeeded));
    let code = binding.send_phone_code(&account, [0; 8], NOW, &policy).verdict.unwrap();
    binding.submit_phone_code(&mut account, code.for_carrier(), NOW, &policy).verdict.unwrap();
    assert_eq!(binding.may_link(&account, &stale, NOW, &policy), Err(LinkRefusal::StepUpNeeded));
    assert_eq!(binding.may_link(&account, &fresh, NOW, &policy), Ok(()));
}

#[test]
fn a_proof_that_runs_out_under_a_key_leads_back_to_the_proof() {
    // The proof is good for five minutes, and the key waits ten.
    let policy = Policy { freshness_secs: 300, ..Policy::gov_cloud() };
    let mut account = fixtures::account();
    let mut session = fixtures::session(&account, Factors::Opening, NOW);
    let before = linking(&mut account, &session, None, NOW, &policy);
    let late = NOW.plus_secs(300);
    assert!(before.identity.is_proved(late.offset_secs(-1)) && !before.identity.is_proved(late));
    let mut binding = before.clone();
    let refused = attach(&mut binding, &mut account, &mut session, &[&code_of(KEY, late)], late, &policy);
    assert_eq!(refused.verdict, Err(AttachRefusal::Link(LinkRefusal::IdentityNeeded)));
    assert_eq!(refused.happened, Some(Happening::KeyEnded(KeyEnd::StepLeft)));
    assert_eq!((binding.step, &binding.identity, &binding.pending), (Step::Identity, &Identity::Unproved, &None));
    assert!(!account.has_device());
    // By “Back” and by opening the dialog again it is no proof either, and a key ends with its step.
    let mut binding = Binding { step: Step::Identity, ..before.clone() };
    binding.to_install(&account, &session, late, &policy);
    assert_eq!(binding.step, Step::Identity);
    let mut binding = before;
    let ended = binding.open(&account, &session, None, late, &policy);
    assert_eq!(ended, Some(Happening::KeyEnded(KeyEnd::StepLeft)));
    assert_eq!((binding.step, binding.pending), (Step::Identity, None));
}

#[test]
fn each_key_that_ends_has_a_line_also_where_another_takes_its_place() {
    let policy = Policy::gov_cloud();
    let mut account = fixtures::account();
    let session = fixtures::session(&account, Factors::Opening, NOW);
    let before = linking(&mut account, &session, None, NOW, &policy);
    let again = |at: UnixMillis, account: &Account, session: &Session| {
        let mut binding = before.clone();
        let id = BindingKeyId::from_random([KEY + 1; 16]);
        let Decision { verdict, happened } =
            binding.show_key(id, SealedKey(vec![KEY + 1]), account, session, at, &policy);
        (verdict, happened, binding.last_end)
    };
    let over = NOW.plus_secs(policy.key_lifetime_secs);
    for (at, end) in [(over.offset_secs(-1), KeyEnd::PageLeft), (over, KeyEnd::Expired)] {
        let shown = again(at, &account, &session);
        assert_eq!(shown, (Ok(()), vec![Happening::KeyEnded(end), Happening::KeyShown], Some(end)));
    }
    // Where no new one is shown the old one has ended all the same.
    let late = NOW.plus_secs(policy.freshness_secs);
    let (verdict, lines, _) = again(late, &account, &session);
    assert_eq!((verdict, lines), (Err(LinkRefusal::IdentityNeeded), vec![Happening::KeyEnded(KeyEnd::Expired)]));
}

#[test]
fn a_dialog_that_is_closed_ends_its_own_key_and_no_other() {
    let policy = Policy::gov_cloud();
    let mut account = fixtures::account();
    let session = fixtures::session(&account, Factors::Opening, NOW);
    let before = linking(&mut account, &session, None, NOW, &policy);
    let other = BindingKeyId::from_random([KEY + 1; 16]);
    for shown in [None, Some(&other)] {
        let mut binding = before.clone();
        assert_eq!((binding.close(shown), &binding), (None, &before));
    }
    let mut binding = before.clone();
    assert_eq!(binding.close(Some(&key())), Some(Happening::KeyEnded(KeyEnd::Closed)));
    assert_eq!((binding.pending, binding.step), (None, Step::Link));
    let mut done = Binding { step: Step::Attached, pending: None, ..before };
    assert_eq!((done.close(None), done), (None, Binding::new(account.id)));
}

#[test]
fn a_wizard_is_for_what_it_was_opened_for_last() {
    let policy = Policy::gov_cloud();
    let now = NOW.plus_secs(60);
    let (mut account, _) = fixtures::bound(&[1]);
    let session = fixtures::session(&account, Factors::PasswordAndCode, now);
    let mut binding = linking(&mut account, &session, None, now, &policy);
    let other = device_id(1);
    assert_eq!(binding.check_purpose(None), Ok(()));
    let _ = binding.open(&account, &session, Some(other.clone()), now, &policy);
    assert_eq!(binding.check_purpose(None), Err(LinkRefusal::OtherPurpose));
    assert_eq!(binding.check_purpose(Some(&other)), Ok(()));
}

#[test]
fn a_switch_attaches_the_new_application_before_the_old_one_stops() {
    let policy = Policy::gov_cloud();
    let now = NOW.plus_secs(60);
    let (mut account, mut keys) = fixtures::bound(&[1, 2]);
    let mut session = fixtures::session(&account, Factors::PasswordAndCode, now);
    let old = device_id(1);
    let mut binding = linking(&mut account, &session, Some(old.clone()), now, &policy);
    let wrong = attach(&mut binding, &mut account, &mut session, &[&code_of(1, now)], now, &policy).verdict;
    let refused = AttachRefusal::Code { refusal: Refusal::Wrong, judgement: Box::new(seen_at(now, Refusal::Wrong)) };
    assert_eq!(wrong, Err(refused), "a code of the old one proves nothing");
    let judged = second_factor::judge_code(&mut account.clone(), &keys, &code_of(1, now), now, &policy).unwrap();
    assert!(judged.is_accepted(), "the old one works until the new one is proved");
    let done = attach(&mut binding, &mut account, &mut session, &[&code_of(KEY, now)], now, &policy);
    assert_eq!((done.verdict, done.happened), (Ok(()), Some(attached(true, now))));
    let names: Vec<_> = account.devices.iter().map(|device| device.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Phone 2", "Phone 1"], "it takes the name over");
    keys.add(device_id(KEY), fixtures::secret(KEY));
    let judged = second_factor::judge_code(&mut account, &keys, &code_of(1, now), now, &policy).unwrap();
    assert_eq!(judged.verdict, Verdict::Refused(Refusal::Retired { why: Retirement::Replaced }));
    let later = now.plus_secs(30);
    let judged = second_factor::judge_code(&mut account, &keys, &code_of(KEY, later), later, &policy).unwrap();
    assert!(judged.is_accepted());
    // Showing the new device's code was a factor shown.
    assert_eq!(session.stepped_up_at, Some(now));
}

#[test]
fn an_account_has_no_more_devices_than_the_policy_allows_but_may_switch() {
    let policy = Policy { devices_max: 1, ..Policy::gov_cloud() };
    let now = NOW.plus_secs(60);
    let (mut account, _) = fixtures::bound(&[1]);
    let session = fixtures::session(&account, Factors::PasswordAndCode, now);
    let mut binding = Binding::new(account.id.clone());
    let _ = binding.open(&account, &session, None, now, &policy);
    let refused = binding.show_key(key(), SealedKey(vec![KEY]), &account, &session, now, &policy).verdict;
    assert_eq!(refused, Err(LinkRefusal::DevicesFull));
    let _ = linking(&mut account, &session, Some(device_id(1)), now, &policy);
}

#[test]
fn a_name_that_is_taken_is_refused_before_the_code_is_looked_at() {
    let policy = Policy::gov_cloud();
    let now = NOW.plus_secs(60);
    let (mut account, _) = fixtures::bound(&[1]);
    account.devices[0].name = Some("TABLET".to_owned());
    let mut session = fixtures::session(&account, Factors::PasswordAndCode, now);
    let mut binding = linking(&mut account, &session, None, now, &policy);
    let code = code_of(KEY, now);
    let refused = attach(&mut binding, &mut account, &mut session, &[&code], now, &policy);
    let taken = Err(AttachRefusal::Name(DeviceNameError::Taken));
    assert_eq!((refused.verdict, refused.happened), (taken, None));
    account.devices[0].name = None;
    assert_eq!(attach(&mut binding, &mut account, &mut session, &[&code], now, &policy).verdict, Ok(()));
}

#[test]
fn two_codes_in_a_row_where_the_policy_wants_them_and_neither_is_accepted_alone() {
    let policy = Policy { codes_to_confirm: 2, ..Policy::gov_cloud() };
    let before = fixtures::account();
    let code = |steps: i64| code_of(KEY, NOW.offset_secs(steps * 30));
    for (codes, expected) in [
        (vec![code(0)], PairRefusal::NotDigits(Which::Second)),
        (vec![code(0), code(0)], PairRefusal::SameTwice),
        (vec![code(0), code(-1)], PairRefusal::Swapped),
        (vec![code(-1), code(1)], PairRefusal::Apart),
        (vec![code(-3), code(-2)], PairRefusal::OutOfRange { offset_steps: -2 }),
        (vec![code_of(1, NOW), code(0)], PairRefusal::Wrong),
    ] {
        let mut account = before.clone();
        let mut session = fixtures::session(&account, Factors::Opening, NOW);
        let mut binding = linking(&mut account, &session, None, NOW, &policy);
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let refused = attach(&mut binding, &mut account, &mut session, &codes, NOW, &policy);
        let seen = match expected {
            PairRefusal::OutOfRange { offset_steps } => Refusal::OutsideWindow { offset_steps },
            _ => Refusal::Wrong,
        };
        let judgement = Box::new(seen_at(NOW, seen));
        assert_eq!(refused.verdict, Err(AttachRefusal::Codes { refusal: expected, judgement }));
        let (refusal, current_step) = (FirstRefusal::Codes(expected), fixtures::totp(KEY).step_at(NOW));
        let told = expected.is_failure().then_some(Happening::FirstCodesRefused { refusal, current_step });
        assert_eq!(refused.happened, told);
        assert!(!account.has_device());
        // As far off as at logon (V18), and the key on show is as good as before.
        for second in [-1, 0, 1] {
            let (mut account, mut session) = (account.clone(), session.clone());
            let codes = [&*code(second - 1), &*code(second)];
            let done = attach(&mut binding.clone(), &mut account, &mut session, &codes, NOW, &policy);
            assert_eq!(done.verdict, Ok(()), "{second}");
            assert_eq!(
                account.devices[0].last_accepted_step,
                fixtures::totp(KEY).step_at(NOW.offset_secs(second * 30))
            );
        }
    }
}

#[test]
fn a_wizard_that_is_opened_for_something_else_begins_with_a_new_key() {
    let policy = Policy::gov_cloud();
    let now = NOW.plus_secs(60);
    let (mut account, _) = fixtures::bound(&[1]);
    let session = fixtures::session(&account, Factors::PasswordAndCode, now);
    let mut binding = linking(&mut account, &session, None, now, &policy);
    assert_eq!(binding.open(&account, &session, None, now, &policy), None);
    assert_eq!((binding.step, binding.pending.is_some()), (Step::Link, true), "the same goes on where it was");
    let ended = binding.open(&account, &session, Some(device_id(1)), now, &policy);
    assert_eq!(ended, Some(Happening::KeyEnded(KeyEnd::Closed)));
    assert_eq!((binding.step, binding.pending.is_some()), (Step::Install, false));
    // A session that is no longer fresh begins at the proof.
    let late = now.plus_secs(1_200);
    let _ = binding.open(&account, &session, Some(device_id(1)), late, &policy);
    assert_eq!(binding.step, Step::Identity);
}
