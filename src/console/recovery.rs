//! Recovery codes: what opens an account once each when no device is at hand (V12).
//!
//! A new set is shown before it counts: its codes and hashes live in the page that shows them, and only when the person
//! confirms having kept them do they replace the old set. A page that is left takes the new set with it.

use super::{
    Account, AccountId, Decision, FactorReason, FactorRefused, Factors, Happening, LogOnAttempt, PasswordHash, Policy,
    RefusedFactor, Session, SessionId,
};
use crate::console::Wait;
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Random bytes of one code: 80 bits, where SP 800-63B-4 wants 64 at least.
pub const CODE_BYTES: usize = 10;
/// Characters of a code, five bits each, hyphens not counted.
const CHARACTERS: usize = CODE_BYTES * 8 / 5;
/// Characters between hyphens.
const GROUP: usize = 4;
/// Crockford's Base32: no I, L, O or U, so that nothing on paper looks like something else.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code, as it is hashed: 16 characters without hyphens.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecoveryCode(Zeroizing<String>);

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RecoveryCode(redacted)")
    }
}

impl RecoveryCode {
    /// The code of these random bytes.
    pub fn from_random(bytes: [u8; CODE_BYTES]) -> Self {
        let bits = bytes.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let character = |index: usize| {
            let value = bits >> (5 * (CHARACTERS - 1 - index)) & 31;
            char::from(ALPHABET[value as usize])
        };
        Self(Zeroizing::new((0..CHARACTERS).map(character).collect()))
    }

    /// Reads a typed code; none if it cannot be one. Case, blanks and hyphens do not matter; O is read as 0, I and L
    /// as 1.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS));
        for letter in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            if text.len() == CHARACTERS || !ALPHABET.iter().any(|known| char::from(*known) == letter) {
                return None;
            }
            text.push(letter);
        }
        (text.len() == CHARACTERS).then_some(Self(text))
    }

    /// What is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as a person writes it down: four groups of four characters.
    pub fn grouped(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
        for (index, letter) in self.0.chars().enumerate() {
            if index > 0 && index % GROUP == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }
}

/// One account's recovery codes, as they are kept: salted and hashed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecoveryCodes {
    /// Whose; also the record's key.
    pub account: AccountId,
    /// When they were made.
    pub made_at: UnixMillis,
    /// The salt of every hash: one for all, so that a typed code is hashed once. The codes are random, so that no two
    /// are alike and a table made for one set helps with no other.
    pub salt: [u8; 16],
    /// The hashes of those that are left.
    pub left: Vec<PasswordHash>,
    /// The hashes of those that were used, so that one of them can be told from a wrong one.
    pub used: Vec<PasswordHash>,
}

/// Why no new set is shown, or none is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetRefusal {
    /// A factor must be shown again first (V11).
    #[error("a factor has to be shown again")]
    StepUpNeeded,
    /// No device is bound: there is no second factor that a recovery code could stand in for.
    #[error("no device is bound")]
    DeviceNeeded,
    /// The policy has none.
    #[error("this console gives no recovery codes")]
    NotOffered,
    /// It was made for another account: somebody else logged on meanwhile.
    #[error("the recovery codes are of another account")]
    OfAnother,
}

/// Why a typed recovery code is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryRefusal {
    /// The password is too long ago; begin again.
    #[error("the password was given too long ago")]
    AttemptExpired,
    /// It has not the form of a code; not counted.
    #[error("this is not a recovery code")]
    NotACode,
    /// The policy in force has no recovery codes.
    #[error("recovery codes are not offered")]
    NotOffered,
    /// Not looked at.
    #[error("too many failures")]
    Wait(Wait),
    /// None of the account's.
    #[error("the recovery code is wrong")]
    Wrong {
        /// The wait that follows.
        next: Wait,
    },
    /// One of the account's, and used before.
    #[error("the recovery code was used before")]
    Used {
        /// The wait that follows.
        next: Wait,
    },
}

fn may_change(account: &Account, session: &Session, now: UnixMillis, policy: &Policy) -> Result<(), SetRefusal> {
    if policy.recovery_codes == 0 {
        Err(SetRefusal::NotOffered)
    } else if !account.has_device() {
        Err(SetRefusal::DeviceNeeded)
    } else if session.account != account.id || !session.has_fresh_step_up(account, now, policy) {
        Err(SetRefusal::StepUpNeeded)
    } else {
        Ok(())
    }
}

/// A new set of codes to show. `random` has [`CODE_BYTES`] for each that the policy wants.
pub fn make(
    account: &Account,
    session: &Session,
    random: &[u8],
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<Vec<RecoveryCode>, SetRefusal>> {
    if let Err(refusal) = may_change(account, session, now, policy) {
        return Decision::silent(Err(refusal));
    }
    let (chunks, _) = random.as_chunks::<CODE_BYTES>();
    let codes = chunks.iter().take(policy.recovery_codes).map(|bytes| RecoveryCode::from_random(*bytes)).collect();
    Decision::new(Ok(codes), Happening::RecoveryCodesShown)
}

/// The person has kept the codes that were shown: from now on `new` is the account's set, and no older one.
pub fn keep(
    new: RecoveryCodes,
    account: &Account,
    session: &Session,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<RecoveryCodes, SetRefusal>> {
    match may_change(account, session, now, policy) {
        Ok(()) if new.account == account.id => Decision::new(Ok(new), Happening::RecoveryCodesKept),
        Ok(()) => Decision::silent(Err(SetRefusal::OfAnother)),
        Err(refusal) => Decision::silent(Err(refusal)),
    }
}

impl RecoveryCodes {
    /// A set none of which is used.
    pub fn new(account: AccountId, salt: [u8; 16], hashes: Vec<PasswordHash>, now: UnixMillis) -> Self {
        Self { account, made_at: now, salt, left: hashes, used: Vec::new() }
    }

    /// How many there were at first.
    pub fn made(&self) -> usize {
        self.left.len() + self.used.len()
    }
}

/// Decides about a recovery code, at logon or before a sensitive action: how many are left, if it is accepted. `typed`
/// is the hash of the typed code with the set's salt. Its brake is apart from that on security codes: a lock of those
/// does not block it (V10), and its success does not end that lock.
pub fn judge(
    codes: &mut RecoveryCodes,
    account: &mut Account,
    typed: &PasswordHash,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<u32, RecoveryRefusal>> {
    if policy.recovery_codes == 0 {
        return Decision::silent(Err(RecoveryRefusal::NotOffered));
    }
    if let Err(wait) = account.recovery_throttle.check(now) {
        return Decision::new(Err(RecoveryRefusal::Wait(wait)), Happening::CodeNotLookedAt);
    }
    // Every hash is compared, so that the time taken does not tell which one it was.
    let find = |hashes: &[PasswordHash]| {
        (0..).zip(hashes).fold(None, |found, (place, hash)| if hash.is(typed) { Some(place) } else { found })
    };
    let (left, used): (Option<usize>, Option<usize>) = (find(&codes.left), find(&codes.used));
    if let Some(place) = left.filter(|_| codes.account == account.id) {
        codes.used.push(codes.left.remove(place));
        account.recovery_throttle.succeed();
        let left = u32::try_from(codes.left.len()).unwrap_or(u32::MAX);
        return Decision::new(Ok(left), Happening::RecoveryCodeAccepted { left });
    }
    let next = account.recovery_throttle.fail(now, &policy.other_throttle);
    let (refusal, reason) = match used {
        Some(_) => (RecoveryRefusal::Used { next }, FactorReason::Used),
        None => (RecoveryRefusal::Wrong { next }, FactorReason::Wrong),
    };
    let refused = FactorRefused::counted(RefusedFactor::RecoveryCode, reason, &account.recovery_throttle, next);
    Decision::new(Err(refusal), Happening::FactorRefused(refused))
}

/// Logs on with a recovery code in place of a security code.
pub fn log_on(
    codes: &mut RecoveryCodes,
    account: &mut Account,
    attempt: &mut LogOnAttempt,
    typed: &PasswordHash,
    session: SessionId,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<Session, RecoveryRefusal>> {
    if !attempt.is_open(account, now) {
        return Decision::silent(Err(RecoveryRefusal::AttemptExpired));
    }
    let Decision { verdict, happened } = judge(codes, account, typed, now, policy);
    let verdict = verdict.map(|_| Session::begin(session, account.id.clone(), Factors::PasswordAndRecoveryCode, now));
    Decision { verdict, happened: attempt.counted(happened) }
}
