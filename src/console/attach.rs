//! The wizard's last decision: whether a new device has proved itself, and is attached.

use super::consecutive::{self, PairRefusal};
use super::{
    Account, Binding, BindingKeyId, Decision, Device, DeviceId, DeviceNameError, FirstRefusal, Happening, Judgement,
    KeyEnd, LinkRefusal, Policy, Refusal, Retirement, Session, Step, Verdict, step_up, verifier,
};
use crate::otp::{Secret, Totp, UnixMillis};

/// What a page hands in to attach the device whose key it shows.
#[derive(Clone, Copy)]
pub struct Attachment<'a> {
    /// The key on show.
    pub key: &'a BindingKeyId,
    /// The same, opened.
    pub secret: &'a Secret,
    /// What was typed: as many codes as the policy wants to see, the first one first.
    pub codes: &'a [&'a str],
    /// What the device is to be called. Of no effect when it replaces another, whose name it takes over.
    pub name: &'a str,
    /// The new device's id.
    pub device: &'a DeviceId,
}

/// Why a device is not attached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachRefusal {
    /// The key shown on this page is no longer good.
    #[error("the key has ended")]
    KeyEnded(KeyEnd),
    /// A proof is missing or too old.
    #[error("not allowed: {0}")]
    Link(LinkRefusal),
    /// The name cannot be.
    #[error("the name is refused: {0}")]
    Name(DeviceNameError),
    /// The verifier refused the code. Another may be typed at once: the key is before the person's eyes, so there is
    /// nothing to guess.
    #[error("the code is refused: {refusal}")]
    Code {
        /// Why.
        refusal: Refusal,
        /// The judgement, whole.
        judgement: Box<Judgement>,
    },
    /// The same, where two codes in a row are wanted. Neither is accepted.
    #[error("the codes are refused: {refusal}")]
    Codes {
        /// Why.
        refusal: PairRefusal,
        /// The judgement on the second one, whole.
        judgement: Box<Judgement>,
    },
}

impl Binding {
    /// Decides about the codes of the key that this page shows, and only then attaches the device (V17). The window is
    /// that of logon (V18). A device that it replaces stops at that moment and no sooner.
    ///
    /// The session has shown a factor by that: one of the new device.
    pub fn attach(
        &mut self,
        account: &mut Account,
        session: &mut Session,
        attachment: Attachment<'_>,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<(), AttachRefusal>> {
        let Some(pending) = self.pending.as_ref().filter(|pending| pending.id == *attachment.key) else {
            return Decision::silent(Err(AttachRefusal::KeyEnded(self.last_end.unwrap_or(KeyEnd::PageLeft))));
        };
        if now >= pending.expires_at {
            let happened = self.drop_key(KeyEnd::Expired);
            return Decision { verdict: Err(AttachRefusal::KeyEnded(KeyEnd::Expired)), happened };
        }
        if let Err(refusal) = self.may_link(account, session, now, policy) {
            return Decision::silent(Err(AttachRefusal::Link(refusal)));
        }
        let replaced = self.replaced(account).map(|device| (device.id.clone(), device.name.clone()));
        let name = match &replaced {
            Some((_, name)) => name.clone(),
            None => match account.checked_device_name(attachment.name, None) {
                Ok(name) => Some(name),
                Err(error) => return Decision::silent(Err(AttachRefusal::Name(error))),
            },
        };
        let steps = match proved_steps(&attachment, now, policy) {
            Ok(steps) => steps,
            Err(refusal) => return refused(refusal, policy.period.step_at(now)),
        };
        let step = steps.last().copied().unwrap_or_default();
        let sealed_key = pending.sealed.clone();
        account.devices.push(Device {
            id: attachment.device.clone(),
            sealed_key,
            algorithm: policy.algorithm,
            digits: policy.digits,
            period: policy.period,
            attached_at: now,
            // The code of set-up is spent: it does not log on as well.
            last_accepted_step: step,
            name,
            drift_steps: None,
            used_steps: steps,
            resynchronised_steps: None,
        });
        let current_step = policy.period.step_at(now);
        let verdict = Verdict::Accepted { step, offset_steps: verifier::offset_steps(current_step, step) };
        let judgement = judged(verdict, Some(attachment.device.clone()), current_step);
        let is_replacing = replaced.is_some_and(|(old, _)| account.retire(&old, Retirement::Replaced, now));
        account.code_throttle.succeed();
        // What it was for is still told at the last step.
        let replaces = self.replaces.take();
        *self = Self { step: Step::Attached, replaces, ..Self::new(self.account.clone()) };
        // It is no line of its own in the trail: nobody asked for it.
        let _ = step_up::succeed(session, Some(attachment.device.clone()), now);
        let happened = Happening::DeviceAttached { replaced: is_replacing, judgement: Some(judgement) };
        Decision::new(Ok(()), happened)
    }
}

/// The steps of the codes by which a new device proves itself.
fn proved_steps(attachment: &Attachment<'_>, now: UnixMillis, policy: &Policy) -> Result<Vec<u64>, FirstRefusal> {
    let totp = Totp::new(attachment.secret, policy.algorithm, policy.digits, policy.period);
    let code = |position: usize| attachment.codes.get(position).copied().unwrap_or_default();
    if policy.codes_to_confirm < 2 {
        return match verifier::verify(&totp, code(0), None, now, policy) {
            Verdict::Accepted { step, .. } => Ok(vec![step]),
            Verdict::Refused(refusal) => Err(FirstRefusal::Code(refusal)),
        };
    }
    // The second one is judged as logon would; the first one is a step before it.
    let current = totp.step_at(now);
    let window = current.saturating_sub(policy.window_back_steps)..=current.saturating_add(policy.window_ahead_steps);
    let codes = consecutive::formed(policy.digits, [code(0), code(1)]).map_err(FirstRefusal::Codes)?;
    let step =
        consecutive::judge(&totp, &codes, &window, current, policy.explanation_steps).map_err(FirstRefusal::Codes)?;
    Ok(vec![step.saturating_sub(1), step])
}

/// A judgement on a new device's code. Nothing was accepted from it before, and no failure of it is counted.
fn judged(verdict: Verdict, device: Option<DeviceId>, current_step: u64) -> Judgement {
    Judgement { verdict, device, current_step, last_accepted_step: None, failures: 0, next: None }
}

/// The answer to codes that prove nothing. A slip of the form is no line of the trail.
fn refused(refusal: FirstRefusal, current_step: u64) -> Decision<Result<(), AttachRefusal>> {
    let seen = |refusal| judged(Verdict::Refused(refusal), None, current_step);
    let (verdict, is_failure) = match refusal {
        FirstRefusal::Code(refusal) => {
            (AttachRefusal::Code { refusal, judgement: Box::new(seen(refusal)) }, refusal.is_failure())
        }
        FirstRefusal::Codes(refusal) => {
            let judgement = match refusal {
                PairRefusal::OutOfRange { offset_steps } => seen(Refusal::OutsideWindow { offset_steps }),
                _ => seen(Refusal::Wrong),
            };
            (AttachRefusal::Codes { refusal, judgement: Box::new(judgement) }, refusal.is_failure())
        }
    };
    let happened = is_failure.then_some(Happening::FirstCodesRefused { refusal, current_step });
    Decision { verdict: Err(verdict), happened }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::fixtures::{self, NOW, code_of, device_id};
    use crate::console::{Factors, SealedKey, consecutive::Which, second_factor};

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
    fn a_switch_attaches_the_new_application_before_the_old_one_stops() {
        let policy = Policy::gov_cloud();
        let now = NOW.plus_secs(60);
        let (mut account, mut keys) = fixtures::bound(&[1, 2]);
        let mut session = fixtures::session(&account, Factors::PasswordAndCode, now);
        let old = device_id(1);
        let mut binding = linking(&mut account, &session, Some(old.clone()), now, &policy);
        let wrong = attach(&mut binding, &mut account, &mut session, &[&code_of(1, now)], now, &policy).verdict;
        let refused =
            AttachRefusal::Code { refusal: Refusal::Wrong, judgement: Box::new(seen_at(now, Refusal::Wrong)) };
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
}
