//! The rules that the console's verifier keeps, one test a rule, against the preset “Strict”; then what holds of every
//! preset.

mod attempts;
mod brute_force;
mod factors;
mod keys_and_codes;
mod owners_side;
mod preset_numbers;
mod properties;
mod records;
mod sequences;

use std::sync::LazyLock;

use counterpart::console::*;
use counterpart::otp::{Algorithm, Digits, Period, Secret, Totp, UnixMillis};

/// The first moment of a step.
const NOW: UnixMillis = UnixMillis::from_secs(1_700_000_010);

/// The policy that keeps every rule.
fn policy() -> Policy {
    Preset::Strict.policy()
}

/// The same with a window that is open so far on both sides, as most products have one.
fn with_window(steps: u64) -> Policy {
    Policy { window_back_steps: steps, window_ahead_steps: steps, ..policy() }
}

fn finding(rule: rules::Rule) -> rules::Standing {
    rule.finding(&policy()).standing
}

fn secret() -> Secret {
    Secret::from_bytes(*b"12345678901234567890").unwrap()
}

fn totp() -> Totp {
    Totp::new(&secret(), Algorithm::Sha1, Digits::SIX, Period::THIRTY)
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
    let form = form.check(false).unwrap();
    let mut registration = Registration::begin(id, form, hash, None, [0; 8], NOW, &policy()).unwrap();
    let account = AccountId::from_random([2; 16]);
    registration.confirm(None, "000000", false, account, NOW, &policy()).verdict.unwrap()
}

fn session(account: &Account, now: UnixMillis) -> Session {
    let factors = if account.has_device() { Factors::PasswordAndCode } else { Factors::Password };
    Session::begin(SessionId::from_random([3; 32]), account.id.clone(), factors, now)
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
    policy: &Policy,
) -> Result<(), AttachRefusal> {
    let mut session = session(account, now);
    let (secret, device) = (secret(), DeviceId::from_random([4; 16]));
    let name = account.free_device_name("Phone");
    let attachment = Attachment { key, secret: &secret, codes: &[typed], name: &name, device: &device };
    binding.attach(account, &mut session, attachment, now, policy).verdict
}

/// An account whose device was attached with the code of `now`.
fn bound_account(now: UnixMillis) -> Account {
    let mut account = account();
    let (mut binding, key) = linking(&mut account, 1, now);
    attach(&mut binding, &mut account, &key, &code_at(now), now, &policy()).unwrap();
    account
}

fn keys(account: &Account) -> OpenedKeys {
    let mut keys = OpenedKeys::default();
    for device in &account.devices {
        keys.add(device.id.clone(), secret());
    }
    keys
}

fn submit_under(account: &mut Account, typed: &str, now: UnixMillis, policy: &Policy) -> Decision<CodeVerdict> {
    let id = LogOnId::from_random([5; 16]);
    let expires_at = now.plus_secs(600);
    let mut attempt = LogOnAttempt { id, account: account.id.clone(), expires_at, challenge: None, failures: 0 };
    submit_in(account, &mut attempt, typed, now, policy)
}

fn submit_in(
    account: &mut Account,
    attempt: &mut LogOnAttempt,
    typed: &str,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<CodeVerdict> {
    let keys = keys(account);
    logon::submit_code(account, attempt, &keys, typed, SessionId::from_random([6; 32]), now, policy)
}

fn submit(account: &mut Account, typed: &str, now: UnixMillis) -> Decision<CodeVerdict> {
    submit_under(account, typed, now, &policy())
}

fn is_accepted(decision: &Decision<CodeVerdict>) -> bool {
    matches!(decision.verdict, CodeVerdict::LoggedOn(_))
}

/// Why a code was refused.
fn refusal(decision: &Decision<CodeVerdict>) -> Refusal {
    match &decision.verdict {
        CodeVerdict::Refused(CodeRefusal::Code { refusal, .. }) => *refusal,
        other => panic!("not refused by the verifier: {other:?}"),
    }
}

/// What comparing a right or a wrong password comes to.
fn checked(is_right: bool) -> PasswordCheck {
    static CHECKS: LazyLock<[PasswordCheck; 2]> = LazyLock::new(|| {
        let hash = password::hash("a good long one", [7; 16]).unwrap();
        ["another long one", "a good long one"].map(|typed| password::verify(typed, &hash))
    });
    CHECKS[usize::from(is_right)]
}

fn enter(subject: &mut Subject, right: bool, now: UnixMillis) -> PasswordVerdict {
    let ids = LogOnIds { attempt: LogOnId::from_random([7; 16]), session: SessionId::from_random([8; 32]) };
    logon::submit_password(subject, checked(right), ids, now, &policy()).verdict
}

/// When the block that follows a refusal ends.
fn end(wait: Wait) -> UnixMillis {
    wait.until.unwrap()
}
