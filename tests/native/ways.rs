//! The ways beside a security code: recovery codes, trusted browsers, and what a session may do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking; clippy sees helpers as no tests")]

use std::collections::BTreeSet;

use counterpart::console::recovery::{self, CODE_BYTES, SetRefusal};
use counterpart::console::tasks::{HashPassword, HashRecoveryCodes};
use counterpart::console::*;
use counterpart::otp::{Algorithm, Digits, Period, UnixMillis};
use counterpart::work::Task as _;
use proptest::prelude::*;
use zeroize::Zeroizing;

const NOW: UnixMillis = UnixMillis::from_secs(1_700_000_010);
const DAY_SECS: u64 = 86_400;

fn policy() -> Policy {
    Policy::gov_cloud()
}

fn device(byte: u8) -> Device {
    Device {
        id: DeviceId::from_random([byte; 16]),
        sealed_key: SealedKey(vec![byte]),
        algorithm: Algorithm::Sha1,
        digits: Digits::SIX,
        period: Period::THIRTY,
        attached_at: NOW,
        last_accepted_step: 0,
        name: None,
        drift_steps: None,
        used_steps: Vec::new(),
        resynchronised_steps: None,
    }
}

/// An account with two devices.
pub(crate) fn account() -> Account {
    let form = Form { username: "alice", password: "a good long one", phone_number: "13800000001" };
    let id = RegistrationId::from_random([1; 16]);
    let hash = password::dummy_hash();
    let form = form.check(false).unwrap();
    let mut registration = Registration::begin(id, form, hash, None, [0; 8], NOW, &policy()).unwrap();
    let account = AccountId::from_random([2; 16]);
    let opened = registration.confirm(None, "000000", false, account, NOW, &policy());
    Account { devices: vec![device(1), device(2)], ..opened.verdict.unwrap() }
}

pub(crate) fn session(account: &Account, factors: Factors, now: UnixMillis) -> Session {
    Session::begin(SessionId::from_random([3; 32]), account.id.clone(), factors, now)
}

pub(crate) fn attempt(account: &Account, now: UnixMillis) -> LogOnAttempt {
    LogOnAttempt {
        id: LogOnId::from_random([5; 16]),
        account: account.id.clone(),
        expires_at: now.plus_secs(600),
        challenge: None,
        failures: 0,
    }
}

/// Random bytes that differ from code to code.
fn random() -> Vec<u8> {
    (0..policy().recovery_codes * CODE_BYTES).map(|place| (place * 37 % 251) as u8).collect()
}

fn made(account: &Account) -> Vec<RecoveryCode> {
    let fresh = session(account, Factors::PasswordAndCode, NOW);
    recovery::make(account, &fresh, &random(), NOW, &policy()).verdict.unwrap()
}

/// A set whose hashes are plain strings: hashing is tried apart, as it takes long.
fn kept(account: &Account) -> RecoveryCodes {
    let hashes = (0..10).map(hash).collect();
    RecoveryCodes::new(account.id.clone(), [9; 16], hashes, NOW)
}

fn hash(number: u32) -> PasswordHash {
    serde_json::from_value(format!("$argon2id$hash {number}").into()).unwrap()
}

fn enter(
    codes: &mut RecoveryCodes,
    account: &mut Account,
    typed: u32,
    now: UnixMillis,
) -> Result<u32, RecoveryRefusal> {
    recovery::judge(codes, account, &hash(typed), now, &policy()).verdict
}

#[test]
fn v12_a_recovery_code_has_80_bits_of_its_random_bytes() {
    let codes = made(&account());
    assert_eq!(codes.len(), 10);
    let texts: BTreeSet<&str> = codes.iter().map(RecoveryCode::as_str).collect();
    assert_eq!(texts.len(), 10);
    for code in &codes {
        assert_eq!(code.as_str().len() * 5, 80);
        let shown = code.grouped();
        assert_eq!(shown.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_eq!(RecoveryCode::parse(&shown).as_ref(), Some(code));
        assert_eq!(format!("{code:?}"), "RecoveryCode(redacted)");
    }
    // The first and the last bit are in it.
    let one = |place: usize, byte: u8| {
        let mut bytes = [0; CODE_BYTES];
        bytes[place] = byte;
        RecoveryCode::from_random(bytes).as_str().to_owned()
    };
    assert_eq!(one(0, 0x80), "G000000000000000");
    assert_eq!(one(9, 0x01), "0000000000000001");
}

#[test]
fn a_recovery_code_is_read_as_people_type_it() {
    let code = RecoveryCode::parse("0123-4567-89AB-CDEF").unwrap();
    for typed in ["0123456789abcdef", " OI23 4567 89ab cdef ", "0L23–4567—89AB-CDEF", "o123-4567\t89AB-CDEF"] {
        assert_eq!(RecoveryCode::parse(typed).as_ref(), Some(&code), "{typed}");
    }
    for typed in
        ["", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEF-0", "U123-4567-89AB-CDEF", "123456", "零123-4567-89AB-CDE"]
    {
        assert_eq!(RecoveryCode::parse(typed), None, "{typed}");
    }
}

#[test]
fn v12_recovery_codes_are_kept_salted_and_hashed_and_a_typed_one_is_hashed_once() {
    let codes = made(&account())[..2].to_vec();
    let typed = codes[1].grouped().to_lowercase();
    let hashes = HashRecoveryCodes { codes: codes.clone(), salt: [9; 16] }.perform().unwrap();
    let set = RecoveryCodes::new(account().id, [9; 16], hashes, NOW);
    let stored = serde_json::to_string(&set).unwrap();
    for code in &codes {
        assert!(!stored.contains(code.as_str()) && !stored.contains(&*code.grouped()));
    }
    assert_eq!(stored.matches("$argon2id$").count(), 2);
    let typed = Zeroizing::new(RecoveryCode::parse(&typed).unwrap().as_str().to_owned());
    let (mut set, mut account) = (set, account());
    let hash = HashPassword { password: typed.clone(), salt: set.salt }.perform().unwrap();
    let salted_otherwise = HashPassword { password: typed, salt: [8; 16] }.perform().unwrap();
    assert!(recovery::judge(&mut set, &mut account, &salted_otherwise, NOW, &policy()).verdict.is_err());
    let later = NOW.plus_secs(10);
    assert_eq!(recovery::judge(&mut set, &mut account, &hash, later, &policy()).verdict, Ok(1));
}

#[test]
fn v12_a_recovery_code_opens_once_and_says_how_many_are_left() {
    let (mut account, mut now) = (account(), NOW);
    let mut codes = kept(&account);
    let decision = recovery::judge(&mut codes, &mut account, &hash(4), now, &policy());
    assert_eq!(decision.verdict, Ok(9));
    assert_eq!(decision.happened, Some(Happening::RecoveryCodeAccepted { left: 9 }));
    let again = recovery::judge(&mut codes, &mut account, &hash(4), now, &policy());
    assert!(matches!(again.verdict, Err(RecoveryRefusal::Used { .. })), "{:?}", again.verdict);
    let Some(Happening::FactorRefused(told)) = again.happened else { panic!("it is not told") };
    assert_eq!((told.factor, told.reason), (RefusedFactor::RecoveryCode, FactorReason::Used));
    for (typed, left) in [(0, 8), (9, 7), (1, 6), (2, 5), (3, 4), (5, 3), (6, 2), (7, 1), (8, 0)] {
        now = now.plus_secs(400);
        assert_eq!(enter(&mut codes, &mut account, typed, now), Ok(left));
    }
    assert_eq!((codes.left.len(), codes.made()), (0, 10));
    now = now.plus_secs(400);
    assert!(matches!(enter(&mut codes, &mut account, 8, now), Err(RecoveryRefusal::Used { .. })));
}

#[test]
fn v12_a_set_counts_only_when_it_was_kept_and_both_need_a_fresh_factor() {
    let account = account();
    let fresh = session(&account, Factors::PasswordAndCode, NOW);
    let shown = recovery::make(&account, &fresh, &random(), NOW, &policy());
    assert_eq!(shown.happened, Some(Happening::RecoveryCodesShown));
    let taken = recovery::keep(kept(&account), &account, &fresh, NOW, &policy());
    assert_eq!(taken.happened, Some(Happening::RecoveryCodesKept));
    assert_eq!(taken.verdict.unwrap().left.len(), 10);

    let stale = NOW.plus_secs(policy().freshness_secs);
    let trusted = session(&account, Factors::PasswordAndTrustedBrowser, NOW);
    let without_device = Account { devices: Vec::new(), ..account.clone() };
    let of_another = Account { id: AccountId::from_random([7; 16]), ..account.clone() };
    let none = Policy { recovery_codes: 0, ..policy() };
    for (account, session, now, policy, refusal) in [
        (&account, &fresh, stale, policy(), SetRefusal::StepUpNeeded),
        (&account, &trusted, NOW, policy(), SetRefusal::StepUpNeeded),
        (&of_another, &fresh, NOW, policy(), SetRefusal::StepUpNeeded),
        (&without_device, &fresh, NOW, policy(), SetRefusal::DeviceNeeded),
        (&account, &fresh, NOW, none, SetRefusal::NotOffered),
    ] {
        assert_eq!(recovery::make(account, session, &random(), now, &policy).verdict, Err(refusal));
        let taken = recovery::keep(kept(account), account, session, now, &policy);
        assert_eq!((taken.verdict, taken.happened), (Err(refusal), None));
    }
    // A set of one account is none of another's.
    let taken = recovery::keep(kept(&of_another), &account, &fresh, NOW, &policy());
    assert_eq!((taken.verdict, taken.happened), (Err(SetRefusal::OfAnother), None));
}

#[test]
fn v10_a_lock_of_security_codes_does_not_block_recovery_codes_and_theirs_says_so() {
    let mut account = account();
    let locked =
        Throttle { failures: 10, blocked_until: Some(NOW.plus_secs(900)), locked: true, ..Throttle::default() };
    account.code_throttle = locked.clone();
    let mut codes = kept(&account);
    let mut now = NOW;
    let mut last = None;
    for failure in 1..=10 {
        match enter(&mut codes, &mut account, 77, now) {
            Err(RecoveryRefusal::Wrong { next }) => {
                assert_eq!(next.locked, failure == 10, "{failure}");
                assert_eq!(enter(&mut codes, &mut account, 0, now), Err(RecoveryRefusal::Wait(next)));
                now = next.until.unwrap();
                last = Some(next);
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(last.unwrap().locked);
    assert_eq!(account.code_throttle, locked);
    assert_eq!(enter(&mut codes, &mut account, 0, now), Ok(9));
    assert_eq!((account.recovery_throttle.failures, &account.code_throttle), (0, &locked));
}

#[test]
fn a_recovery_code_logs_on_within_the_attempt_and_may_then_change_factors() {
    let mut account = account();
    let mut codes = kept(&account);
    let mut attempt = attempt(&account, NOW);
    let id = || SessionId::from_random([6; 32]);
    let late = recovery::log_on(&mut codes, &mut account, &mut attempt, &hash(0), id(), NOW.plus_secs(600), &policy());
    assert_eq!((late.verdict, late.happened), (Err(RecoveryRefusal::AttemptExpired), None));
    assert_eq!(codes.left.len(), 10);
    let logged_on = recovery::log_on(&mut codes, &mut account, &mut attempt, &hash(0), id(), NOW, &policy());
    let session = logged_on.verdict.unwrap();
    assert_eq!(session.factors, Factors::PasswordAndRecoveryCode);
    assert!(session.has_fresh_step_up(&account, NOW, &policy()));
    let mut other = Account { id: AccountId::from_random([7; 16]), ..account.clone() };
    let foreign = recovery::judge(&mut codes, &mut other, &hash(1), NOW, &policy());
    assert!(foreign.verdict.is_err());
}

fn trust(account: &Account, policy: &Policy) -> Option<TrustedBrowser> {
    let session = session(account, Factors::PasswordAndCode, NOW);
    let id = TrustId::from_random([8; 16]);
    TrustedBrowser::begin(id, account, &session, Place::Home, NOW, policy).map(|decision| decision.verdict)
}

#[test]
fn a_trusted_browser_spares_the_code_until_it_expires() {
    let account = account();
    let mut trusted = trust(&account, &policy()).unwrap();
    let days = u64::from(policy().trust_days);
    let last = NOW.plus_secs(days * DAY_SECS - 1);
    for (now, is_spared) in [(NOW, true), (last, true), (last.plus_secs(1), false)] {
        let id = SessionId::from_random([6; 32]);
        let decision = trusted.log_on(&account, &attempt(&account, now), id, now, &policy());
        assert_eq!(decision.is_some(), is_spared);
        if let Some(Decision { verdict, happened }) = decision {
            assert_eq!((verdict.factors, happened), (Factors::PasswordAndTrustedBrowser, Some(Happening::TrustUsed)));
            // V11: it counts as no factor.
            assert!(!verdict.has_fresh_step_up(&account, now, &policy()));
        }
    }
    assert_eq!(trusted.last_used_at, Some(last));
}

#[test]
fn a_trust_ends_with_a_device_the_password_or_the_policy() {
    let account = account();
    let trusted = trust(&account, &policy()).unwrap();
    assert!(trusted.is_valid(&account, NOW, &policy()));
    let mut more = account.clone();
    more.devices.push(device(3));
    assert!(trusted.is_valid(&more, NOW, &policy()), "a device more is no loss");
    let mut fewer = account.clone();
    fewer.retire(&DeviceId::from_random([2; 16]), Retirement::Removed, NOW);
    let password_hash = password::hash("another", [4; 16]).unwrap();
    let changed = Account { password_hash, ..account.clone() };
    let other = Account { id: AccountId::from_random([7; 16]), ..account.clone() };
    for account in [fewer, changed, other] {
        assert!(!trusted.is_valid(&account, NOW, &policy()));
    }
    let shorter = Policy { trust_days: 1, ..policy() };
    let never = Policy { trust_days: 0, ..policy() };
    assert!(trusted.is_valid(&account, NOW.plus_secs(DAY_SECS - 1), &shorter));
    assert!(!trusted.is_valid(&account, NOW.plus_secs(DAY_SECS), &shorter));
    let ends = [&policy(), &shorter].map(|policy| trusted.ends_at(policy));
    assert_eq!(ends, [trusted.expires_at, NOW.plus_secs(DAY_SECS)], "what is told is what holds");
    assert!(!trusted.is_valid(&account, NOW, &never));
    assert_eq!(trust(&account, &never), None);
}

#[test]
fn only_a_second_factor_earns_trust() {
    let account = account();
    for (factors, earns) in [
        (Factors::Opening, false),
        (Factors::Password, false),
        (Factors::PasswordAndCode, true),
        (Factors::PasswordAndPasskey, true),
        (Factors::PasswordAndTrustedBrowser, false),
    ] {
        let session = session(&account, factors, NOW);
        let id = TrustId::from_random([8; 16]);
        let trusted = TrustedBrowser::begin(id, &account, &session, Place::Home, NOW, &policy());
        assert_eq!(trusted.is_some(), earns, "{factors:?}");
    }
}

#[test]
fn a_session_ends_by_idleness_or_age_and_a_use_counts_once_a_minute() {
    let policy = policy();
    let mut session = session(&account(), Factors::PasswordAndCode, NOW);
    assert!(!session.note_use(NOW.plus_secs(59), &policy));
    assert!(session.note_use(NOW.plus_secs(60), &policy));
    assert!(!session.note_use(NOW.plus_secs(61), &policy));
    let idle = NOW.plus_secs(60 + policy.session_idle_secs);
    assert_eq!(session.end(UnixMillis(idle.0 - 1), &policy), None);
    assert_eq!(session.end(idle, &policy), Some(SessionEnd::Idle));
    assert!(!session.note_use(idle, &policy), "what has ended does not come back");
    let mut now = NOW;
    while session.note_use(now.plus_secs(1_000), &policy) {
        now = now.plus_secs(1_000);
    }
    let end = NOW.plus_secs(policy.session_lifetime_secs);
    assert!(now < end && end <= now.plus_secs(1_000));
    assert_eq!(session.end(end, &policy), Some(SessionEnd::TooOld));
}

#[test]
fn v14_a_browser_where_an_account_never_was_is_told() {
    let mut account = account();
    let mut browser =
        BrowserState { place: Place::Home, log_on: Some(attempt(&account, NOW).id), ..Default::default() };
    let mut first = session(&account, Factors::PasswordAndCode, NOW);
    assert_eq!(browser.log_on(&mut account, &mut first), Some(Happening::NewBrowser));
    assert_eq!(first.place, Some(Place::Home));
    assert_eq!((browser.session.as_ref(), browser.log_on.as_ref()), (Some(&first.id), None));
    assert_eq!(browser.log_on(&mut account, &mut first), None);
    let opening = AccountId::from_random([7; 16]);
    let mut opened = Session { account: opening, ..session(&account, Factors::Opening, NOW) };
    assert_eq!(browser.log_on(&mut account, &mut opened), None, "an account that was just opened was nowhere before");
    assert_eq!(browser.log_on(&mut account, &mut Session { factors: Factors::Password, ..opened }), None);
    // Each of them moves the account, so that whoever ends its sessions misses none.
    assert_eq!(account.log_ons, 4);
}

proptest! {
    #[test]
    fn no_recovery_code_is_accepted_twice(typed in prop::collection::vec(0_u32..14, 0..60)) {
        let mut account = account();
        let mut codes = kept(&account);
        let (mut accepted, mut now) = (BTreeSet::new(), NOW);
        for number in typed {
            if enter(&mut codes, &mut account, number, now).is_ok() {
                prop_assert!(accepted.insert(number) && number < 10);
            }
            prop_assert_eq!(codes.left.len() + accepted.len(), 10);
            now = now.plus_secs(31 * DAY_SECS);
        }
    }

    #[test]
    fn every_code_is_read_back(bytes in prop::array::uniform10(any::<u8>())) {
        let code = RecoveryCode::from_random(bytes);
        prop_assert_eq!(RecoveryCode::parse(&code.grouped().to_lowercase()), Some(code));
    }
}
