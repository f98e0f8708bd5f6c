//! Passkeys as a second factor: every check of an answer, on a credential and an assertion that Node's cryptography
//! made (`tests/fixtures/make/passkey.mjs`). Whether the signature is right is WebCrypto's to say, in `tests/web/`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking; clippy sees helpers as no tests")]

use counterpart::console::passkey::{self, Answer, ChangeRefusal, Made, NewCredential, PasskeyRefusal, Shown};
use counterpart::console::webauthn::{self, AnswerError, ES256, PublicKey, RS256, Site};
use counterpart::console::*;
use counterpart::otp::UnixMillis;
use serde_json::Value;

use crate::ways::{account, attempt, session};

pub(crate) const NOW: UnixMillis = UnixMillis::from_secs(1_700_000_010);
/// Where the flags and the counter stand in the authenticator's data.
const FLAGS: usize = 32;
pub(crate) const COUNTER: usize = 36;

/// Spoils one thing.
type Change = fn(&mut NewCredential);

pub(crate) struct Fixture(Value);

impl Fixture {
    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let hex = self.text(name);
        (0..hex.len()).step_by(2).map(|place| u8::from_str_radix(&hex[place..place + 2], 16).unwrap()).collect()
    }

    pub(crate) fn challenge(&self, now: UnixMillis) -> Option<Challenge> {
        Some(Challenge::new(self.bytes("challenge").try_into().unwrap(), now))
    }

    pub(crate) fn credential(&self) -> NewCredential {
        NewCredential {
            id: self.bytes("id"),
            client_data: self.text("client_data_of_creation").as_bytes().to_vec(),
            authenticator_data: self.bytes("data_of_creation"),
            algorithm: if self.bytes("spki").len() > 200 { RS256 } else { ES256 },
            spki: self.bytes("spki"),
        }
    }

    pub(crate) fn answer(&self) -> Answer {
        Answer {
            id: passkey::id_text(&self.bytes("id")),
            client_data: self.text("client_data").as_bytes().to_vec(),
            authenticator_data: self.bytes("data"),
            signature: self.bytes("signature"),
        }
    }
}

pub(crate) fn fixture() -> Fixture {
    Fixture(serde_json::from_str(include_str!("../fixtures/passkey.json")).unwrap())
}

fn fixture_rs256() -> Fixture {
    Fixture(serde_json::from_str(include_str!("../fixtures/passkey_rs256.json")).unwrap())
}

pub(crate) fn site() -> Site {
    Site { origin: "http://localhost:8377".into(), relying_party_id: "localhost".into() }
}

fn policy() -> Policy {
    Policy::gov_cloud()
}

/// Adds a credential in a session that is fresh and asked for it.
pub(crate) fn add(made: &NewCredential) -> Result<Passkey, ChangeRefusal> {
    let account = account();
    let mut session = session(&account, Factors::PasswordAndCode, NOW);
    session.challenge = fixture().challenge(NOW);
    let decision = passkey::add(
        &account,
        &mut session,
        &[],
        Made { credential: made, site: &site(), name: " Blue key " },
        NOW,
        &policy(),
    );
    assert_eq!(session.challenge, None, "a challenge is good for one answer");
    assert_eq!(decision.happened, decision.verdict.is_ok().then_some(Happening::PasskeyAdded));
    decision.verdict
}

fn shown<'a>(answer: &'a Answer, signature_right: bool, site: &'a Site) -> Shown<'a> {
    Shown { answer, signature_right, site }
}

/// Judges an answer of the added passkey.
fn judge(answer: &Answer, signature_right: bool) -> Result<(), PasskeyRefusal> {
    let mut passkey = add(&fixture().credential()).unwrap();
    let mut challenge = fixture().challenge(NOW);
    let decision =
        passkey::judge(Some(&mut passkey), &account(), &mut challenge, shown(answer, signature_right, &site()), NOW);
    assert_eq!(challenge, None, "a challenge is good for one answer");
    let is_told = match &decision.happened {
        Some(Happening::PasskeyAccepted) => decision.verdict.is_ok(),
        Some(Happening::FactorRefused(refused)) => {
            decision.verdict.is_err() && refused.factor == RefusedFactor::Passkey && refused.failures.is_none()
        }
        _ => false,
    };
    assert!(is_told);
    assert_eq!(passkey.last_used_at.is_some(), decision.verdict.is_ok());
    decision.verdict
}

#[test]
fn a_credential_is_added_with_its_key_and_its_count() {
    let passkey = add(&fixture().credential()).unwrap();
    assert_eq!((passkey.name.as_str(), passkey.sign_count, passkey.account), ("Blue key", 1, account().id));
    assert_eq!(passkey.public_key.as_spki(), fixture().bytes("spki"));
    assert_eq!(passkey::id_bytes(&passkey.id), fixture().bytes("id"));
}

#[test]
fn a_credential_is_believed_only_if_everything_fits() {
    let whole = fixture().credential();
    let with = |change: Change| {
        let mut made = whole.clone();
        change(&mut made);
        made
    };
    let changes: [(&str, Change, AnswerError); 10] = [
        ("an assertion", |made| made.client_data = fixture().answer().client_data, AnswerError::Unreadable),
        ("no client data", |made| made.client_data.clear(), AnswerError::Unreadable),
        ("another relying party", |made| made.authenticator_data[0] ^= 1, AnswerError::RelyingParty),
        ("nobody there", |made| made.authenticator_data[FLAGS] = 0x40, AnswerError::NotPresent),
        ("no credential", |made| made.authenticator_data[FLAGS] = 0x01, AnswerError::Unreadable),
        ("cut short", |made| made.authenticator_data.truncate(60), AnswerError::Unreadable),
        ("another id", |made| made.id[0] ^= 1, AnswerError::Key),
        ("another key", |made| made.spki[90] ^= 1, AnswerError::Key),
        ("another curve", |made| made.spki[22] ^= 1, AnswerError::Key),
        ("another algorithm", |made| made.algorithm = RS256, AnswerError::Key),
    ];
    for (what, change, error) in changes {
        assert_eq!(add(&with(change)), Err(ChangeRefusal::Answer(error)), "{what}");
    }
}

#[test]
fn a_credential_of_rs256_is_added_as_tpms_make_it_and_in_no_other_way() {
    /// Where the modulus begins, and what the data hold of it.
    const MODULUS: usize = 33;
    const DATA_BEFORE_COSE: usize = 37 + 16 + 2 + 16;
    const COSE_BEFORE_MODULUS: usize = 11;
    let whole = fixture_rs256().credential();
    let passkey = add(&whole).unwrap();
    assert_eq!((passkey.public_key.as_spki(), passkey.public_key.algorithm()), (&whole.spki[..], Some(RS256)));
    // What is stored is the key alone: it tells its algorithm when it is read again.
    let stored = serde_json::to_value(&passkey.public_key).unwrap();
    assert_eq!(serde_json::from_value::<PublicKey>(stored).unwrap(), passkey.public_key);
    let signature = fixture_rs256().bytes("signature");
    assert_eq!(passkey.public_key.raw_signature(&signature), Some(signature), "taken as it is");

    let changes: [(&str, Change); 11] = [
        ("another modulus", |made| made.spki[MODULUS + 200] ^= 1),
        ("another modulus in the data", |made| {
            made.authenticator_data[DATA_BEFORE_COSE + COSE_BEFORE_MODULUS + 200] ^= 1;
        }),
        ("a modulus of fewer bits", |made| {
            made.spki[MODULUS] &= 0x7f;
            made.authenticator_data[DATA_BEFORE_COSE + COSE_BEFORE_MODULUS] &= 0x7f;
        }),
        ("another exponent", |made| {
            *made.spki.last_mut().unwrap() = 3;
            *made.authenticator_data.last_mut().unwrap() = 3;
        }),
        ("the number of ES256", |made| made.algorithm = ES256),
        ("the number of RS384", |made| made.algorithm = -258),
        ("the number of RS384 in the data", |made| made.authenticator_data[DATA_BEFORE_COSE + 6] = 1),
        ("RSASSA-PSS in its place", |made| made.spki[17] = 0x0a),
        ("a key cut short", |made| made.spki.truncate(293)),
        ("a modulus cut short", |made| _ = made.spki.remove(MODULUS + 1)),
        ("data cut short", |made| made.authenticator_data.truncate(330)),
    ];
    for (what, change) in changes {
        let mut made = whole.clone();
        change(&mut made);
        assert_eq!(add(&made), Err(ChangeRefusal::Answer(AnswerError::Key)), "{what}");
    }
    let mut mixed = whole;
    mixed.spki = fixture().bytes("spki");
    assert_eq!(add(&mixed), Err(ChangeRefusal::Answer(AnswerError::Key)), "a key of ES256 by the number of RS256");
}

#[test]
fn adding_and_removing_need_a_device_a_fresh_factor_a_name_and_room() {
    let account = account();
    let fresh = session(&account, Factors::PasswordAndCode, NOW);
    let passkey = add(&fixture().credential()).unwrap();
    let stale = NOW.plus_secs(policy().freshness_secs);
    let trusted = session(&account, Factors::PasswordAndTrustedBrowser, NOW);
    let without_device = Account { devices: Vec::new(), ..account.clone() };
    for (account, session, now, refusal) in [
        (&account, &fresh, stale, ChangeRefusal::StepUpNeeded),
        (&account, &trusted, NOW, ChangeRefusal::StepUpNeeded),
        (&without_device, &fresh, NOW, ChangeRefusal::DeviceNeeded),
    ] {
        let mut asking = Session { challenge: fixture().challenge(now), ..session.clone() };
        let made = fixture().credential();
        let decision = passkey::add(
            account,
            &mut asking,
            &[],
            Made { credential: &made, site: &site(), name: "Key" },
            now,
            &policy(),
        );
        assert_eq!(decision.verdict, Err(refusal));
        assert_eq!(passkey::remove(&passkey, account, session, now, &policy()).verdict, Err(refusal));
    }
    let removed = passkey::remove(&passkey, &account, &fresh, NOW, &policy());
    assert_eq!((removed.verdict, removed.happened), (Ok(()), Some(Happening::PasskeyRemoved)));
    let foreign = Passkey { account: AccountId::from_random([7; 16]), ..passkey.clone() };
    assert_eq!(passkey::remove(&foreign, &account, &fresh, NOW, &policy()).verdict, Err(ChangeRefusal::Gone));

    let others = vec![Passkey { id: "other".into(), ..passkey.clone() }; policy().devices_max];
    for (passkeys, name, asked_at, refusal) in [
        (&others[..], "Key", NOW, ChangeRefusal::TooMany),
        (&[passkey][..], "Key", NOW, ChangeRefusal::Exists),
        (&[], "  ", NOW, ChangeRefusal::Name),
        (&[], "k".repeat(41).as_str(), NOW, ChangeRefusal::Name),
        (&[], "Key", UnixMillis::from_secs(NOW.as_secs() - 300), ChangeRefusal::Expired),
    ] {
        let mut asking = Session { challenge: fixture().challenge(asked_at), ..fresh.clone() };
        let made = fixture().credential();
        let decision = passkey::add(
            &account,
            &mut asking,
            passkeys,
            Made { credential: &made, site: &site(), name },
            NOW,
            &policy(),
        );
        assert_eq!(decision.verdict, Err(refusal));
    }
    let mut nobody_asked = fresh;
    let made = fixture().credential();
    let decision = passkey::add(
        &account,
        &mut nobody_asked,
        &[],
        Made { credential: &made, site: &site(), name: "Key" },
        NOW,
        &policy(),
    );
    assert_eq!(decision.verdict, Err(ChangeRefusal::Expired));
}

#[test]
fn an_answer_is_accepted_once_and_only_if_everything_fits() {
    let whole = fixture().answer();
    assert_eq!(judge(&whole, true), Ok(()));
    assert_eq!(judge(&whole, false), Err(PasskeyRefusal::Signature));
    let changed = |text: &str, other: &str| {
        let client_data = fixture().text("client_data").replacen(text, other, 1);
        assert_ne!(client_data, fixture().text("client_data"));
        Answer { client_data: client_data.into_bytes(), ..whole.clone() }
    };
    for (text, other, error) in [
        ("webauthn.get", "webauthn.create", AnswerError::Unreadable),
        ("{\"type\"", "{ \"type\"", AnswerError::Unreadable),
        ("BwcH", "AwcH", AnswerError::Challenge),
        ("localhost:8377", "localhost:8378", AnswerError::Origin),
        ("localhost:8377\"", "localhost:8377.evil.example\"", AnswerError::Origin),
        ("\"crossOrigin\":false", "\"crossOrigin\":true", AnswerError::Origin),
        ("\"crossOrigin\":false", "\"crossOrigin\":falsehood", AnswerError::Origin),
    ] {
        assert_eq!(judge(&changed(text, other), true), Err(PasskeyRefusal::Answer(error)), "{other}");
    }
    // As browsers write it that know no frames, or that write nothing after it.
    assert_eq!(judge(&changed(",\"crossOrigin\":false,\"other_keys_can_be_added_here\":\"x\"", ""), true), Ok(()));
    let with = |place: usize, byte: u8| {
        let mut answer = whole.clone();
        answer.authenticator_data[place] = byte;
        answer
    };
    assert_eq!(judge(&with(0, 0), true), Err(PasskeyRefusal::Answer(AnswerError::RelyingParty)));
    assert_eq!(judge(&with(FLAGS, 0x04), true), Err(PasskeyRefusal::Answer(AnswerError::NotPresent)));
    assert_eq!(judge(&with(COUNTER, 1), true), Err(PasskeyRefusal::Counter), "as often as before");
    assert_eq!(judge(&with(COUNTER, 0), true), Err(PasskeyRefusal::Counter), "it counted before");
    let other = Answer { id: "AAAA".into(), ..whole.clone() };
    assert_eq!(judge(&other, true), Err(PasskeyRefusal::Unknown));
}

#[test]
fn a_passkey_that_does_not_count_is_accepted_again() {
    let mut passkey = Passkey { sign_count: 0, ..add(&fixture().credential()).unwrap() };
    let mut answer = fixture().answer();
    answer.authenticator_data[COUNTER] = 0;
    for _ in 0..2 {
        let mut challenge = fixture().challenge(NOW);
        let decision =
            passkey::judge(Some(&mut passkey), &account(), &mut challenge, shown(&answer, true, &site()), NOW);
        assert_eq!(decision.verdict, Ok(()));
    }
}

#[test]
fn a_passkey_of_another_account_opens_nothing() {
    let mut passkey = add(&fixture().credential()).unwrap();
    let other = Account { id: AccountId::from_random([7; 16]), ..account() };
    let answer = fixture().answer();
    let decision =
        passkey::judge(Some(&mut passkey), &other, &mut fixture().challenge(NOW), shown(&answer, true, &site()), NOW);
    assert_eq!(decision.verdict, Err(PasskeyRefusal::Unknown));
    let decision = passkey::judge(None, &account(), &mut fixture().challenge(NOW), shown(&answer, true, &site()), NOW);
    assert_eq!(decision.verdict, Err(PasskeyRefusal::Unknown));
}

#[test]
fn a_passkey_logs_on_within_the_attempt_and_past_a_lock_of_codes() {
    let mut account = account();
    account.code_throttle =
        Throttle { failures: 10, blocked_until: Some(NOW.plus_secs(900)), locked: true, ..Throttle::default() };
    let mut passkey = add(&fixture().credential()).unwrap();
    let id = || SessionId::from_random([6; 32]);
    let mut log_on = |attempt: &mut LogOnAttempt, now| {
        let answer = fixture().answer();
        passkey::log_on(Some(&mut passkey), &account, attempt, shown(&answer, true, &site()), id(), now).verdict
    };
    let mut late = LogOnAttempt { challenge: fixture().challenge(NOW.plus_secs(599)), ..attempt(&account, NOW) };
    assert_eq!(log_on(&mut late, NOW.plus_secs(600)), Err(PasskeyRefusal::AttemptExpired));
    let mut slow = LogOnAttempt { challenge: fixture().challenge(NOW), ..attempt(&account, NOW) };
    assert_eq!(log_on(&mut slow, NOW.plus_secs(300)), Err(PasskeyRefusal::Expired));
    let mut good = LogOnAttempt { challenge: fixture().challenge(NOW), ..attempt(&account, NOW) };
    let session = log_on(&mut good, NOW.plus_secs(299)).unwrap();
    assert_eq!(session.factors, Factors::PasswordAndPasskey);
    assert!(session.has_fresh_step_up(&account, NOW.plus_secs(299), &policy()));
    assert_eq!(log_on(&mut good, NOW.plus_secs(299)), Err(PasskeyRefusal::Expired), "no second answer");
}

#[test]
fn v11_a_passkey_makes_a_session_fresh_again() {
    let account = account();
    let mut passkey = add(&fixture().credential()).unwrap();
    let mut session = session(&account, Factors::PasswordAndTrustedBrowser, NOW);
    let mut step_up = |session: &mut Session, signature_right| {
        let answer = fixture().answer();
        passkey::step_up(Some(&mut passkey), &account, session, shown(&answer, signature_right, &site()), NOW)
    };
    session.challenge = fixture().challenge(NOW);
    let Decision { verdict, happened: lines } = step_up(&mut session, false);
    assert_eq!(verdict, Err(PasskeyRefusal::Signature));
    assert!(matches!(lines.as_slice(), [Happening::FactorRefused(_), Happening::StepUpRefused]));
    assert!(!session.has_fresh_step_up(&account, NOW, &policy()));
    session.challenge = fixture().challenge(NOW);
    let Decision { verdict, happened: lines } = step_up(&mut session, true);
    assert_eq!((verdict, lines), (Ok(()), vec![Happening::PasskeyAccepted, Happening::SteppedUp]));
    assert!(session.has_fresh_step_up(&account, NOW, &policy()));
}

#[test]
fn signatures_come_out_of_their_der() {
    // Both numbers of the fixture begin with a bit that needs a zero before it in DER.
    let der = fixture().bytes("signature");
    assert_eq!(webauthn::raw_signature(&der).unwrap()[..], [&der[5..37], &der[40..72]].concat());
    // Short numbers are padded at the front.
    let short = webauthn::raw_signature(&[0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x02, 0x00, 0x80]).unwrap();
    assert_eq!((short[31], short[63], short.iter().filter(|byte| **byte != 0).count()), (5, 0x80, 2));
    for (what, der) in [
        ("nothing", &[][..]),
        ("one number", &[0x30, 0x03, 0x02, 0x01, 0x05]),
        ("something after it", &[0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x05, 0x00]),
        ("something inside it", &[0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x01, 0x05, 0x00]),
        ("a negative number", &[0x30, 0x06, 0x02, 0x01, 0x85, 0x02, 0x01, 0x05]),
        ("a zero too many", &[0x30, 0x07, 0x02, 0x02, 0x00, 0x05, 0x02, 0x01, 0x05]),
        ("an empty number", &[0x30, 0x05, 0x02, 0x00, 0x02, 0x01, 0x05]),
        ("another tag", &[0x31, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x05]),
        ("longer than it is", &[0x30, 0x09, 0x02, 0x01, 0x05, 0x02, 0x01, 0x05]),
    ] {
        assert_eq!(webauthn::raw_signature(der), None, "{what}");
    }
    let mut long = vec![0x30, 0x26, 0x02, 0x21, 0x01];
    long.extend([0; 32]);
    long.extend([0x02, 0x01, 0x05]);
    assert_eq!(webauthn::raw_signature(&long), None, "33 bytes are too many");
    let key = PublicKey::from_spki(ES256, fixture().bytes("spki")).unwrap();
    assert_eq!(key.raw_signature(&der), webauthn::raw_signature(&der).map(Vec::from));
    assert_eq!(key.raw_signature(&long), None, "what is no signature of ES256");
}

#[test]
fn what_is_signed_is_the_data_and_the_hash_of_the_client_data() {
    let signed = webauthn::signed_bytes(&[1, 2, 3], b"abc");
    assert_eq!(signed.len(), 3 + 32);
    assert_eq!(signed[..6], [1, 2, 3, 0xba, 0x78, 0x16]);
}
