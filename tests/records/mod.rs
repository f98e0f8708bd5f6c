//! Every kind of the console's records, made at random: for the native tests, and for those in a browser.
//!
//! Each field of each record is written out here, so a record that gains one does not compile until it is made as well.
//! What is made is hard on an encoding rather than likely: empty texts and nothing at all, characters of one to four
//! bytes, numbers on both sides of what a number of JavaScript holds.

use counterpart::console::{
    Account, AccountId, Appeal, AppealId, AppealState, AuditEvent, Binding, BindingKeyId, BrowserState, Challenge,
    Device, DeviceId, Document, EventId, FactorReason, FactorRefused, Factors, FirstRefusal, Guessed, Happening,
    Identity, Judgement, KeyEnd, LogOnAttempt, LogOnId, ManualReview, NameThrottle, Order, OrderId, Outgoing,
    PairRefusal, Paper, Passkey, PasswordHash, PasswordReset, PendingKey, PhoneChange, PhoneCode, PhoneCodeRefusal,
    PhoneNumber, Place, Policy, PolicyChoice, Preset, Product, Proof, RecoveryCodes, Refusal, RefusedFactor,
    Registration, RegistrationId, ResetId, RetiredDevice, Retirement, ReviewId, ReviewState, SealedKey, Session,
    SessionId, Step, StopCode, Throttle, TrustId, TrustedBrowser, UnknownUsername, Username, Verdict, Wait, Wording,
    consecutive::Which, webauthn::PublicKey,
};
use counterpart::otp::{Algorithm, Digits, Period, UnixMillis};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Calls a macro with the types of all kinds of records.
macro_rules! of_every_kind {
    ($with:ident) => {
        $with!(
            Account,
            Session,
            Registration,
            LogOnAttempt,
            Binding,
            ManualReview,
            UnknownUsername,
            AuditEvent,
            BrowserState,
            RecoveryCodes,
            Passkey,
            TrustedBrowser,
            PasswordReset,
            Appeal,
            Order,
            PolicyChoice,
            NameThrottle,
            PhoneChange,
            Outgoing
        )
    };
}
pub(crate) use of_every_kind;

/// A source of values: the same ones from the same seed, in a browser too.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// A record, or a part of one.
    pub(crate) fn make<T: Made>(&mut self) -> T {
        T::made(self)
    }

    /// 64 random bits, by SplitMix64.
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.bits() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.make())
    }

    /// A value whose field is its own, from the form in which it is stored.
    fn stored<T: DeserializeOwned>(&mut self, value: impl Into<Value>) -> T {
        serde_json::from_value(value.into()).unwrap()
    }
}

/// What can be made.
pub(crate) trait Made: Sized {
    fn made(dice: &mut Dice) -> Self;
}

impl Made for bool {
    fn made(dice: &mut Dice) -> Self {
        dice.below(2) == 0
    }
}

impl Made for u8 {
    fn made(dice: &mut Dice) -> Self {
        dice.bits().to_le_bytes()[0]
    }
}

impl Made for u32 {
    fn made(dice: &mut Dice) -> Self {
        let any = u32::try_from(dice.bits() >> 32).unwrap();
        dice.one_of(&[0, 1, any, any % 100, u32::MAX])
    }
}

/// The greatest number up to which JavaScript tells each from the next.
const SAFE_INTEGER_MAX: u64 = (1 << 53) - 1;

impl Made for u64 {
    fn made(dice: &mut Dice) -> Self {
        let any = dice.bits();
        let edges = [0, 1, any >> 11, any >> 24, any, SAFE_INTEGER_MAX, SAFE_INTEGER_MAX + 1, SAFE_INTEGER_MAX + 2];
        dice.one_of(&[edges.as_slice(), &[Self::MAX]].concat())
    }
}

impl Made for i64 {
    fn made(dice: &mut Dice) -> Self {
        let magnitude: u64 = dice.make();
        let number = Self::try_from(magnitude).unwrap_or(Self::MAX);
        dice.one_of(&[number, -number, Self::MIN])
    }
}

impl Made for String {
    fn made(dice: &mut Dice) -> Self {
        let characters: Vec<char> = "aZ0 \"\\/\0\n\u{7f}éß爱丽丝\u{2028}\u{feff}\u{fffd}😀\u{10ffff}".chars().collect();
        let length = dice.one_of(&[0, 1, 2, 30, 300]);
        (0..length).map(|_| dice.one_of(&characters)).collect()
    }
}

impl<T: Made> Made for Option<T> {
    fn made(dice: &mut Dice) -> Self {
        dice.make::<bool>().then(|| dice.make())
    }
}

impl<T: Made> Made for Vec<T> {
    fn made(dice: &mut Dice) -> Self {
        let length = dice.one_of(&[0, 1, 2, 3]);
        (0..length).map(|_| dice.make()).collect()
    }
}

impl<const N: usize> Made for [u8; N] {
    fn made(dice: &mut Dice) -> Self {
        dice.bytes()
    }
}

impl Made for UnixMillis {
    fn made(dice: &mut Dice) -> Self {
        Self(dice.make())
    }
}

impl Made for Digits {
    fn made(dice: &mut Dice) -> Self {
        let digits: Vec<u8> = (Self::MIN..=Self::MAX).collect();
        Self::new(dice.one_of(&digits)).unwrap()
    }
}

impl Made for Period {
    fn made(dice: &mut Dice) -> Self {
        let secs = [1, 30, 60, Self::MAX_SECS];
        Self::new(dice.one_of(&secs)).unwrap()
    }
}

impl Made for PhoneCode {
    fn made(dice: &mut Dice) -> Self {
        let mut code = Self::new(dice.make(), UnixMillis(0), &Policy::gov_cloud());
        (code.sent_at, code.expires_at, code.used) = (dice.make(), dice.make(), dice.make());
        code
    }
}

impl Made for StopCode {
    fn made(dice: &mut Dice) -> Self {
        Self::new(dice.make())
    }
}

impl Made for AppealId {
    fn made(dice: &mut Dice) -> Self {
        Self::next_of(&dice.make(), dice.below(3))
    }
}

/// Names made of random bytes.
macro_rules! names {
    ($($name:ident)*) => {
        $(impl Made for $name {
            fn made(dice: &mut Dice) -> Self {
                Self::from_random(dice.bytes())
            }
        })*
    };
}
names! {
    AccountId BindingKeyId DeviceId EventId LogOnId OrderId RegistrationId ResetId ReviewId SessionId TrustId
}

/// Values that are a text or bytes, and keep them to themselves. A database holds whatever it was given.
macro_rules! wrapped {
    ($($name:ident($inner:ty))*) => {
        $(impl Made for $name {
            fn made(dice: &mut Dice) -> Self {
                let inner: $inner = dice.make();
                dice.stored(inner)
            }
        })*
    };
}
wrapped! { PasswordHash(String) PhoneNumber(String) PublicKey(Vec<u8>) SealedKey(Vec<u8>) Username(String) }

macro_rules! structs {
    ($($name:ident { $($field:ident),* $(,)? })*) => {
        $(impl Made for $name {
            fn made(dice: &mut Dice) -> Self {
                Self { $($field: dice.make()),* }
            }
        })*
    };
}

macro_rules! enums {
    ($($name:ident { $($variant:ident $({ $($field:ident),* })? $(($value:ident))?),* $(,)? })*) => {
        $(impl Made for $name {
            fn made(dice: &mut Dice) -> Self {
                let all: &[fn(&mut Dice) -> Self] = &[$(
                    #[allow(unused_variables, reason = "some variants hold nothing")]
                    |dice| $name::$variant $({ $($field: dice.make()),* })? $(({ let $value = dice.make(); $value }))?
                ),*];
                let made = dice.one_of(all)(dice);
                // A variant that is not made here does not compile.
                match &made {
                    $($name::$variant { .. })|* => made,
                }
            }
        })*
    };
}

structs! {
    Account {
        id, username, password_hash, phone_number, opened_at, password_throttle, code_throttle, phone_throttle,
        recovery_throttle, known_throttle, devices, retired_devices, log_ons,
    }
    Appeal { id, account, username, name, reason, document, submitted_at, state, stop_code }
    AuditEvent { id, at, account, what, place }
    Binding { account, step, identity, pending, last_end, replaces, last_sms_at }
    BrowserState { session, registration, log_on, reset, trusts, known_accounts, place }
    Challenge { bytes, expires_at }
    Device {
        id, sealed_key, algorithm, digits, period, attached_at, last_accepted_step, name, drift_steps, used_steps,
        resynchronised_steps,
    }
    Document { file_name, media_type, bytes }
    FactorRefused { factor, reason, device, failures, next, judgement, of_attempt }
    Judgement { verdict, device, current_step, last_accepted_step, failures, next }
    LogOnAttempt { id, account, expires_at, challenge, failures }
    ManualReview { id, account, username, name, reason, document, submitted_at, state }
    NameThrottle { key, throttle, last_sent_at }
    Order { id, account, product, ordered_at }
    Outgoing { id, to }
    Passkey { id, account, name, added_at, last_used_at, public_key, sign_count }
    PasswordReset { id, username, account, phone_number, password_salt, phone_code, expires_at }
    PendingKey { id, sealed, expires_at }
    PhoneChange { account, new_number, phone_code, is_given_up }
    PolicyChoice { preset, wording }
    RecoveryCodes { account, made_at, salt, left, used }
    Registration { id, username, password_hash, phone_number, phone_code, throttle, expires_at }
    RetiredDevice { device, at, why }
    Session {
        id, account, factors, authenticated_at, expires_at, stepped_up_at, last_used_at, place, challenge,
        shown_device,
    }
    Throttle { failures, blocked_until, locked, recent_failures, blocked_at }
    TrustedBrowser { id, account, place, trusted_at, expires_at, last_used_at, devices, password_salt }
    UnknownUsername { username, throttle }
    Wait { until, locked, again }
}

enums! {
    Algorithm { Sha1, Sha256, Sha512 }
    AppealState {
        Waiting, Approved { at, unbinds_at }, Rejected { at, reason }, Stopped { at }, TookEffect { at },
    }
    FactorReason {
        Wrong, Used, OutsideWindow, Apart, Swapped, SameTwice, OlderThanAccepted, Expired, Answer, Signature, Counter,
    }
    Factors {
        Opening, Password, PasswordAndCode, PasswordAndRecoveryCode, PasswordAndPasskey, PasswordAndTrustedBrowser,
    }
    Happening {
        AccountOpened, PhoneCodeSent, PhoneCodeAccepted, PhoneCodeRefused(refusal), GuessRefused { of, refusal }, PasswordAccepted,
        PasswordRefused { locked, failures, next, in_known_browser }, PasswordNotLookedAt, CodeAccepted { step, offset_steps, judgement },
        CodeRefused { refusal, locked, judgement, of_attempt }, CodeNotLookedAt, LoggedOnWithoutDevice, LoggedOut,
        ReviewSubmitted, ReviewApproved, ReviewRejected, KeyShown, KeyEnded(end), FirstCodeRefused(refusal),
        FirstCodesRefused { refusal, current_step },
        DeviceAttached { replaced, judgement }, DeviceRenamed(device), DeviceRemoved(device),
        Resynchronised { device, drift_steps, judgement }, ResynchronisationRefused(device), SteppedUp, StepUpRefused,
        RecoveryCodesShown, RecoveryCodesKept, RecoveryCodeAccepted { left }, RecoveryCodeRefused, PasskeyAdded,
        PasskeyRemoved, PasskeyAccepted, PasskeyRefused, FactorRefused(refused), BrowserTrusted, TrustUsed,
        TrustRevoked, NewBrowser, SessionEnded, OtherSessionsEnded, PasswordChanged, PasswordResetAsked,
        PasswordReset, PhoneChanged, AppealSubmitted, AppealApproved, AppealRejected,
        Rejected { paper, reason }, AppealStopped,
        AppealTookEffect, Unlocked, FactorsReset, Ordered, PolicyChosen(preset),
        PolicyPut { before, now },
    }
    FirstRefusal { Code(refusal), Codes(refusal) }
    Guessed { ResetCode, StopCode }
    Identity { Unproved, CodeSent(code), UnderReview(review), Rejected { reason }, Proved { by, good_until } }
    KeyEnd { StepLeft, Closed, PageLeft, Expired }
    PairRefusal {
        NotDigits(which), SameTwice, Swapped, Apart, OutOfRange { offset_steps }, Wrong,
    }
    Paper { Application, Appeal }
    PhoneCodeRefusal {
        NotSixDigits, Wrong { wait_until, locked, again }, Expired, Used, NotSent, Wait { until, locked },
    }
    Place { Office, Home, Elsewhere }
    Preset { GovCloud, Aws, Keycloak, Authelia, PrivacyIdea, Strict }
    Product { ElasticCompute, ObjectStorage, RelationalDatabase, LoadBalancer }
    Proof { Phone, Review }
    Refusal {
        NotDigits, Wrong, Replayed { step }, OlderThanAccepted { step }, OutsideWindow { offset_steps },
        Retired { why },
    }
    RefusedFactor { TwoCodes, RecoveryCode, Passkey, Password }
    Retirement { Removed, Replaced }
    ReviewState { Waiting, Approved { at }, Rejected { at, reason } }
    Step { Identity, Install, Link, Attached }
    Verdict { Accepted { step, offset_steps }, Refused(refusal) }
    Which { First, Second }
    Wording { Learner, Production }
}
