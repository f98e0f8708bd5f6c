//! The console: the relying party that asks for a second factor.
//!
//! Knows accounts, identity checks, the binding wizard, the verifier with its policy, sessions and the audit trail.
//! Must not know the authenticator, the page, the clock or the source of randomness: time, random bytes and (unsealed)
//! secrets arrive as arguments. Nothing here waits and nothing here writes.
//!
//! # The way of an action
//! Load the records → hash or unseal what must be → call **one** function of this room with the records, the typed
//! input, the time, random bytes, the secret if one is needed, and the [`Policy`] → get a [`Decision`] and the changed
//! records → write them with the decision's [`Happening`] (as an [`AuditEvent`]) in one transaction → publish.
//! The functions are synchronous and cheap; hashing is kept apart, verdicts take its [`PasswordCheck`].
//! Where two tabs could race, the transaction must find the judged record (the account, the registration) still as it
//! was read, or write nothing and judge again: only so is a code that both tabs submit accepted once.
//!
//! # The records
//! | record | kept by | also found by | lives |
//! | --- | --- | --- | --- |
//! | [`Account`] | `id` | `username` (unique, lower case) | for good |
//! | [`UnknownUsername`] | `username` | | for good: waits for names that nobody has |
//! | [`Registration`] | `id` | | until confirmed or `expires_at` |
//! | [`LogOnAttempt`] | `id` | | until used or `expires_at` |
//! | [`Session`] | `id` | `account` | until log-out, or as long as the policy in force has it |
//! | [`Binding`] | `account` (one an account) | | until the wizard is done |
//! | [`ManualReview`] | `id` | `account`, `submitted_at` | for good |
//! | [`AuditEvent`] | `id` | `at` | for good |
//! | [`BrowserState`] | its [`Place::key`] | | for good: what a browser remembers, as cookies |
//! | [`RecoveryCodes`] | `account` | | until renewed |
//! | [`Passkey`] | `id` | `account` | until removed |
//! | [`TrustedBrowser`] | `id` | `account` | until revoked or `expires_at` |
//! | [`PasswordReset`] | `id` | | until used or `expires_at` |
//! | [`NameThrottle`] | what is braked and the username | | for good |
//! | [`PhoneChange`] | `account` (one an account) | | until the number is changed |
//! | [`Outgoing`] | the trail line's `id` | | until the carrier has its messages |
//! | [`Appeal`] | `id` | `account` | for good |
//! | [`Order`] | `id` | `account` | for good |
//! | [`PolicyChoice`] | the one key [`PolicyChoice::KEY`] | | for good |
//!
//! Every id is the lower-case hex of random bytes, but for an appeal's, which is its account's with a number
//! ([`AppealId::next_of`]), and a passkey's, which its authenticator chose.

pub mod account;
pub mod appeal;
pub mod attach;
pub mod audit;
pub mod binding;
pub mod consecutive;
pub mod desk;
pub mod device;
pub mod ending;
#[cfg(test)]
mod fixtures;
pub mod id;
pub mod identity;
pub mod logon;
pub mod name_throttle;
pub mod notice;
pub mod odds;
pub mod order;
pub mod passkey;
pub mod password;
pub mod password_change;
pub mod phone_change;
pub mod policy;
pub mod presets;
pub mod recovery;
pub mod registration;
pub mod reset;
pub mod resynchronise;
pub mod rules;
pub mod second_factor;
pub mod session;
pub mod sources;
pub mod step_up;
pub mod tasks;
pub mod throttle;
pub mod trail;
pub mod trust;
pub mod verifier;
pub mod webauthn;

pub use account::{Account, PhoneNumber, PhoneNumberError, UnknownUsername, Username, UsernameError};
pub use appeal::{Appeal, AppealRefusal, AppealState, EffectRefusal, StopCode, StopRefusal, TicketRefusal};
pub use attach::{AttachRefusal, Attachment};
pub use audit::{
    AuditEvent, Decision, FactorReason, FactorRefused, FirstRefusal, Happening, Lines, Paper, RefusedFactor,
};
pub use binding::{Binding, Identity, KeyEnd, LinkRefusal, PendingKey, Proof, Step};
pub use consecutive::PairRefusal;
pub use desk::{Application, ApplicationErrors, DeskError, Document, ManualReview, ReviewState};
pub use device::{Device, DeviceNameError, DeviceRefusal, RetiredDevice, Retirement, SealedKey};
pub use id::{
    AccountId, AppealId, BindingKeyId, DeviceId, EventId, LogOnId, OrderId, RegistrationId, ResetId, ReviewId,
    SessionId, TrustId,
};
pub use identity::{PhoneCode, PhoneCodeRefusal, SendRefusal};
pub use logon::{CodeRefusal, CodeVerdict, LogOnAttempt, LogOnIds, PasswordRefusal, PasswordVerdict, Subject};
pub use name_throttle::{Guessed, NameThrottle};
pub use notice::{Lock, Notice, Outgoing, Told};
pub use order::{Order, OrderNeedsStepUp, Product};
pub use passkey::{Challenge, Passkey};
pub use password::{PasswordCheck, PasswordError, PasswordHash};
pub use password_change::PasswordChangeRefusal;
pub use phone_change::{PhoneChange, PhoneChangeRefusal};
pub use policy::{Policy, Wording};
pub use presets::{PolicyChoice, Preset};
pub use recovery::{RecoveryCode, RecoveryCodes, RecoveryRefusal};
pub use registration::{CheckedForm, ConfirmRefusal, Form, FormErrors, Registration};
pub use reset::{PasswordReset, ResetRefusal};
pub use resynchronise::{ResynchroniseRefusal, Resynchronised, TypedCode};
pub use second_factor::{Judgement, OpenedKeys};
pub use session::{BrowserState, Factors, Place, Session, SessionEnd};
pub use step_up::{AskedFactor, StepUpRefusal};
pub use throttle::{Throttle, Wait};
pub use trust::TrustedBrowser;
pub use verifier::{Refusal, Verdict};
