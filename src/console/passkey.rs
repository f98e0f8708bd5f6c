//! Passkeys: a second factor beside the codes of a device, and the one that cannot be given away on a false site.
//!
//! A challenge is random, kept with the attempt or the session that asked, good for one answer and five minutes. What
//! is in an answer is checked by [`webauthn`]; whether its signature is right is found
//! out by the browser and comes as an argument, as with passwords.

use super::webauthn::{self, AnswerError, AuthData, CHALLENGE_BYTES, PublicKey, Question, Site};
use super::{
    Account, AccountId, Decision, FactorReason, FactorRefused, Factors, Happening, Lines, LogOnAttempt, Policy,
    RefusedFactor, Session, SessionId, step_up,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// How long a challenge waits for its answer (Web Authentication Level 3 §15.1: five minutes).
const CHALLENGE_SECS: u64 = 300;
/// Most characters of a name.
pub const NAME_CHARACTERS_MAX: usize = 40;

/// What an authenticator is asked to sign, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Random bytes.
    pub bytes: [u8; CHALLENGE_BYTES],
    /// From then on no answer is taken.
    pub expires_at: UnixMillis,
}

impl Challenge {
    /// A challenge of these random bytes.
    pub const fn new(bytes: [u8; CHALLENGE_BYTES], now: UnixMillis) -> Self {
        Self { bytes, expires_at: now.plus_secs(CHALLENGE_SECS) }
    }
}

/// Takes the challenge for its one answer.
fn take(challenge: &mut Option<Challenge>, now: UnixMillis) -> Option<[u8; CHALLENGE_BYTES]> {
    challenge.take().filter(|challenge| now < challenge.expires_at).map(|challenge| challenge.bytes)
}

/// A passkey that was added to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passkey {
    /// The credential's id, base64url; also the record's key.
    pub id: String,
    /// Whose.
    pub account: AccountId,
    /// What the person calls it.
    pub name: String,
    /// When it was added.
    pub added_at: UnixMillis,
    /// When it was shown last.
    pub last_used_at: Option<UnixMillis>,
    /// What its signatures are verified with.
    pub public_key: PublicKey,
    /// How often it had signed at that time; 0 for ever if its authenticator does not count.
    pub sign_count: u32,
}

/// A credential as a browser hands it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// Its id.
    pub id: Vec<u8>,
    /// What the browser says about the question.
    pub client_data: Vec<u8>,
    /// What the authenticator says about itself and the credential.
    pub authenticator_data: Vec<u8>,
    /// The COSE number of its algorithm.
    pub algorithm: i32,
    /// Its public key, as a `SubjectPublicKeyInfo`.
    pub spki: Vec<u8>,
}

/// A passkey's answer as a browser hands it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The credential's id, base64url.
    pub id: String,
    /// What the browser says about the question.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator_data: Vec<u8>,
    /// The signature over both, as the authenticator wrote it.
    pub signature: Vec<u8>,
}

/// A credential that was made for an account.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// As the browser handed it out.
    pub credential: &'a NewCredential,
    /// The page that asked for it.
    pub site: &'a Site,
    /// What the person calls it, as it was typed.
    pub name: &'a str,
}

/// A passkey's answer, and what was found out about it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// As the browser handed it out.
    pub answer: &'a Answer,
    /// Whether the key of the passkey that it names made the signature over [`webauthn::signed_bytes`].
    pub signature_right: bool,
    /// The page that asked for it.
    pub site: &'a Site,
}

/// Why no passkey is added, or none removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefusal {
    /// A factor must be shown again first (V11).
    #[error("a factor has to be shown again")]
    StepUpNeeded,
    /// No device is bound, and a passkey stands beside one.
    #[error("no device is bound")]
    DeviceNeeded,
    /// There are as many as may be.
    #[error("there are too many passkeys")]
    TooMany,
    /// The name is empty or too long.
    #[error("the name is empty or too long")]
    Name,
    /// The question was asked too long ago, or was answered.
    #[error("the question has expired")]
    Expired,
    /// The account has it already.
    #[error("there is such a passkey already")]
    Exists,
    /// It is none of the account's, any more.
    #[error("there is no such passkey")]
    Gone,
    /// The answer is not to be believed.
    #[error("the answer is not accepted: {0}")]
    Answer(AnswerError),
}

/// Why a passkey is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyRefusal {
    /// The password is too long ago; begin again.
    #[error("the password was given too long ago")]
    AttemptExpired,
    /// The question was asked too long ago, or was answered.
    #[error("the question has expired")]
    Expired,
    /// It is none of the account's.
    #[error("the passkey is none of this account's")]
    Unknown,
    /// The answer is not to be believed.
    #[error("the answer is not accepted: {0}")]
    Answer(AnswerError),
    /// The signature is not of this passkey.
    #[error("the signature is wrong")]
    Signature,
    /// It has signed less often than before: there may be a copy of it.
    #[error("the passkey's counter went backwards")]
    Counter,
}

/// Whether a passkey may be added or removed now.
///
/// # Errors
/// What is in the way.
pub fn may_change(account: &Account, session: &Session, now: UnixMillis, policy: &Policy) -> Result<(), ChangeRefusal> {
    if !account.has_device() {
        Err(ChangeRefusal::DeviceNeeded)
    } else if session.account != account.id || !session.has_fresh_step_up(account, now, policy) {
        Err(ChangeRefusal::StepUpNeeded)
    } else {
        Ok(())
    }
}

/// Checks a name; blanks around it are forgiven.
///
/// # Errors
/// When nothing is left, or too much.
pub fn name(typed: &str) -> Result<String, ChangeRefusal> {
    let name = typed.trim();
    let is_good = (1..=NAME_CHARACTERS_MAX).contains(&name.chars().count());
    if is_good { Ok(name.to_owned()) } else { Err(ChangeRefusal::Name) }
}

/// Decides about a credential that was made for this account. `passkeys` are all that the account has. The challenge
/// of the session is used up, whatever the answer.
pub fn add(
    account: &Account,
    session: &mut Session,
    passkeys: &[Passkey],
    made: Made<'_>,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<Passkey, ChangeRefusal>> {
    let challenge = take(&mut session.challenge, now);
    let Made { credential: made, site, name: typed } = made;
    let judge = || {
        may_change(account, session, now, policy)?;
        let name = name(typed)?;
        if passkeys.len() >= policy.devices_max {
            return Err(ChangeRefusal::TooMany);
        }
        let challenge = challenge.ok_or(ChangeRefusal::Expired)?;
        webauthn::check_client_data(&made.client_data, Question::Create, &challenge, site)
            .map_err(ChangeRefusal::Answer)?;
        let data = AuthData::check(&made.authenticator_data, site).map_err(ChangeRefusal::Answer)?;
        let public_key = PublicKey::from_spki(made.algorithm, made.spki.clone()).map_err(ChangeRefusal::Answer)?;
        data.check_credential(&made.id, &public_key).map_err(ChangeRefusal::Answer)?;
        let id = id_text(&made.id);
        if passkeys.iter().any(|passkey| passkey.id == id) {
            return Err(ChangeRefusal::Exists);
        }
        let (account, sign_count) = (account.id.clone(), data.sign_count);
        Ok(Passkey { id, account, name, added_at: now, last_used_at: None, public_key, sign_count })
    };
    match judge() {
        Ok(passkey) => Decision::new(Ok(passkey), Happening::PasskeyAdded),
        Err(refusal) => Decision::silent(Err(refusal)),
    }
}

/// Decides about the removal of a passkey.
pub fn remove(
    passkey: &Passkey,
    account: &Account,
    session: &Session,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), ChangeRefusal>> {
    match may_change(account, session, now, policy) {
        Ok(()) if passkey.account == account.id => Decision::new(Ok(()), Happening::PasskeyRemoved),
        Ok(()) => Decision::silent(Err(ChangeRefusal::Gone)),
        Err(refusal) => Decision::silent(Err(refusal)),
    }
}

/// Decides about a passkey's answer, at logon or before a sensitive action. `passkey` is the one that the answer names,
/// if there is one. The challenge is used up, whatever the answer.
pub fn judge(
    passkey: Option<&mut Passkey>,
    account: &Account,
    challenge: &mut Option<Challenge>,
    shown: Shown<'_>,
    now: UnixMillis,
) -> Decision<Result<(), PasskeyRefusal>> {
    let challenge = take(challenge, now);
    let Shown { answer, signature_right, site } = shown;
    let judge = || {
        let passkey = passkey
            .filter(|passkey| passkey.account == account.id && passkey.id == answer.id)
            .ok_or(PasskeyRefusal::Unknown)?;
        let challenge = challenge.ok_or(PasskeyRefusal::Expired)?;
        webauthn::check_client_data(&answer.client_data, Question::Get, &challenge, site)
            .map_err(PasskeyRefusal::Answer)?;
        let data = AuthData::check(&answer.authenticator_data, site).map_err(PasskeyRefusal::Answer)?;
        if !signature_right {
            return Err(PasskeyRefusal::Signature);
        }
        let counts = data.sign_count > 0 || passkey.sign_count > 0;
        if counts && data.sign_count <= passkey.sign_count {
            return Err(PasskeyRefusal::Counter);
        }
        passkey.sign_count = data.sign_count;
        passkey.last_used_at = Some(now);
        Ok(())
    };
    match judge() {
        Ok(()) => Decision::new(Ok(()), Happening::PasskeyAccepted),
        Err(refusal) => {
            let reason = match refusal {
                PasskeyRefusal::Unknown => FactorReason::Wrong,
                PasskeyRefusal::AttemptExpired | PasskeyRefusal::Expired => FactorReason::Expired,
                PasskeyRefusal::Answer(_) => FactorReason::Answer,
                PasskeyRefusal::Signature => FactorReason::Signature,
                PasskeyRefusal::Counter => FactorReason::Counter,
            };
            // There is nothing to guess, so nothing is counted.
            let factor = RefusedFactor::Passkey;
            Decision::new(
                Err(refusal),
                Happening::FactorRefused(FactorRefused {
                    factor,
                    reason,
                    device: None,
                    failures: None,
                    next: None,
                    of_attempt: None,
                    judgement: None,
                }),
            )
        }
    }
}

/// Logs on with a passkey in place of a security code. A lock of security codes does not stand in its way: there is
/// nothing to guess.
pub fn log_on(
    passkey: Option<&mut Passkey>,
    account: &Account,
    attempt: &mut LogOnAttempt,
    shown: Shown<'_>,
    session: SessionId,
    now: UnixMillis,
) -> Decision<Result<Session, PasskeyRefusal>> {
    if !attempt.is_open(account, now) {
        return Decision::silent(Err(PasskeyRefusal::AttemptExpired));
    }
    let Decision { verdict, happened } = judge(passkey, account, &mut attempt.challenge, shown, now);
    let verdict = verdict.map(|()| Session::begin(session, account.id.clone(), Factors::PasswordAndPasskey, now));
    Decision { verdict, happened: attempt.counted(happened) }
}

/// Shows a passkey again before a sensitive action (V11).
pub fn step_up(
    passkey: Option<&mut Passkey>,
    account: &Account,
    session: &mut Session,
    shown: Shown<'_>,
    now: UnixMillis,
) -> Decision<Result<(), PasskeyRefusal>, Lines> {
    let Decision { verdict, happened } = judge(passkey, account, &mut session.challenge, shown, now);
    let meaning = match verdict {
        Ok(()) => step_up::succeed(session, None, now),
        Err(_) => Happening::StepUpRefused,
    };
    Decision { verdict, happened: happened.into_iter().chain([meaning]).collect() }
}

/// A credential's id as it is kept.
pub fn id_text(id: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(id)
}

/// A credential's id as browsers take it.
pub fn id_bytes(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}
