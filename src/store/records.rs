//! The console's records: what kinds there are, and under which key each is kept.

use crate::console::{
    Account, AccountId, Appeal, AppealId, AuditEvent, Binding, BrowserState, EventId, LogOnAttempt, LogOnId,
    ManualReview, NameThrottle, Order, OrderId, Outgoing, Passkey, PasswordReset, PhoneChange, PolicyChoice,
    RecoveryCodes, Registration, RegistrationId, ResetId, ReviewId, ReviewState, Session, SessionId, TrustId,
    TrustedBrowser, UnknownUsername,
};
use serde::{Deserialize, Serialize};

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident($record:ty, $id:ty), $store:literal, $value:ident => $named:expr;)*) => {
        /// A kind of record, and the object store that holds it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name of its object store.
            pub const fn store(self) -> &'static str {
                match self { $(Self::$name => $store,)* }
            }
        }

        $(
            impl Stored for $record {
                const KIND: Kind = Kind::$name;
                type Id = $id;

                fn id(&self) -> &$id {
                    let $value = self;
                    $named
                }
            }
        )*
    };
}

records! {
    /// A customer.
    Account(Account, AccountId), "accounts", record => &record.id;
    /// A person logged on.
    Session(Session, SessionId), "sessions", record => &record.id;
    /// A form that waits for its SMS code.
    Registration(Registration, RegistrationId), "registrations", record => &record.id;
    /// A log-on that waits for its security code.
    LogOn(LogOnAttempt, LogOnId), "log_ons", record => &record.id;
    /// The wizard of an account.
    Binding(Binding, AccountId), "bindings", record => &record.account;
    /// Papers on the reviewer's desk.
    Review(ManualReview, ReviewId), "reviews", record => &record.id;
    /// The brake for a name that nobody has.
    UnknownUsername(UnknownUsername, str), "unknown_usernames", record => &record.username;
    /// A line of the audit trail.
    Audit(AuditEvent, EventId), "audit", record => &record.id;
    /// What a browser remembers of the console; one record a place.
    Browser(BrowserState, str), "browser", record => record.place.key();
    /// An account's recovery codes.
    RecoveryCodes(RecoveryCodes, AccountId), "recovery_codes", record => &record.account;
    /// A passkey of an account.
    Passkey(Passkey, str), "passkeys", record => &record.id;
    /// A browser that an account trusts.
    TrustedBrowser(TrustedBrowser, TrustId), "trusted_browsers", record => &record.id;
    /// A forgotten password.
    PasswordReset(PasswordReset, ResetId), "password_resets", record => &record.id;
    /// An appeal on the desk.
    Appeal(Appeal, AppealId), "appeals", record => &record.id;
    /// An order.
    Order(Order, OrderId), "orders", record => &record.id;
    /// The policy in force; one record.
    Policy(PolicyChoice, str), "policy", _record => PolicyChoice::KEY;
    /// The brake on what is done with a username alone.
    NameThrottle(NameThrottle, str), "name_throttles", record => &record.key;
    /// A new phone number that waits for its code.
    PhoneChange(PhoneChange, AccountId), "phone_changes", record => &record.account;
    /// What an account's owner is still to be told.
    Outgoing(Outgoing, EventId), "outbox", record => &record.id;
}

/// A type of record, which says by itself in which object store it is, and under which key.
pub trait Stored: Serialize {
    /// Its kind.
    const KIND: Kind;
    /// What names one of its kind.
    type Id: AsRef<str> + ?Sized;

    /// What names it.
    fn id(&self) -> &Self::Id;

    /// Its key among those of its kind.
    fn key(&self) -> &str {
        self.id().as_ref()
    }
}

impl<T: Stored> Stored for &T {
    const KIND: Kind = T::KIND;
    type Id = T::Id;

    fn id(&self) -> &T::Id {
        (**self).id()
    }
}

/// A type of record of which an account has any number. Each holds its key as `id`, and whose it is as `account`.
pub trait OfAccount: Stored {}

impl OfAccount for Session {}
impl OfAccount for LogOnAttempt {}
impl OfAccount for Passkey {}
impl OfAccount for TrustedBrowser {}
impl OfAccount for PasswordReset {}
impl OfAccount for ManualReview {}

/// The kind of a record that belongs to an account.
pub const fn of_account<T: OfAccount>() -> Kind {
    T::KIND
}

/// All that is read out of an [`OfAccount`]: who only deletes records need not bring along how they are read. Its key may be
/// a bearer's secret, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Owned {
    /// Its key.
    pub id: String,
    /// Whose; nobody's is a reset for a username that nobody has.
    pub account: Option<AccountId>,
    /// Where it stands on the reviewer's desk, if it is papers.
    pub state: Option<ReviewState>,
}

/// How many kinds, in their order, the first layout of the database had. The second one has all.
pub const KINDS_OF_FIRST_LAYOUT: usize = 9;
