//! The console's records: what kinds there are, and under which key each is kept.

use crate::console::{
    Account, AccountId, Appeal, AuditEvent, Binding, BrowserState, LogOnAttempt, ManualReview, NameThrottle, Order,
    Outgoing, Passkey, PasswordReset, PhoneChange, PolicyChoice, RecoveryCodes, Registration, ReviewState, Session,
    TrustedBrowser, UnknownUsername,
};
use serde::{Deserialize, Serialize};

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident($record:ty), $store:literal, $value:ident => $key:expr;)*) => {
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

                fn key(&self) -> &str {
                    let $value = self;
                    $key
                }
            }
        )*
    };
}

records! {
    /// A customer.
    Account(Account), "accounts", record => record.id.as_str();
    /// A person logged on.
    Session(Session), "sessions", record => record.id.as_str();
    /// A form that waits for its SMS code.
    Registration(Registration), "registrations", record => record.id.as_str();
    /// A log-on that waits for its security code.
    LogOn(LogOnAttempt), "log_ons", record => record.id.as_str();
    /// The wizard of an account.
    Binding(Binding), "bindings", record => record.account.as_str();
    /// Papers on the reviewer's desk.
    Review(ManualReview), "reviews", record => record.id.as_str();
    /// The brake for a name that nobody has.
    UnknownUsername(UnknownUsername), "unknown_usernames", record => record.username.as_str();
    /// A line of the audit trail.
    Audit(AuditEvent), "audit", record => record.id.as_str();
    /// What a browser remembers of the console; one record a place.
    Browser(BrowserState), "browser", record => record.place.key();
    /// An account's recovery codes.
    RecoveryCodes(RecoveryCodes), "recovery_codes", record => record.account.as_str();
    /// A passkey of an account.
    Passkey(Passkey), "passkeys", record => record.id.as_str();
    /// A browser that an account trusts.
    TrustedBrowser(TrustedBrowser), "trusted_browsers", record => record.id.as_str();
    /// A forgotten password.
    PasswordReset(PasswordReset), "password_resets", record => record.id.as_str();
    /// An appeal on the desk.
    Appeal(Appeal), "appeals", record => record.id.as_str();
    /// An order.
    Order(Order), "orders", record => record.id.as_str();
    /// The policy in force; one record.
    Policy(PolicyChoice), "policy", _record => PolicyChoice::KEY;
    /// The brake on what is done with a username alone.
    NameThrottle(NameThrottle), "name_throttles", record => record.key.as_str();
    /// A new phone number that waits for its code.
    PhoneChange(PhoneChange), "phone_changes", record => record.account.as_str();
    /// What an account's owner is still to be told.
    Outgoing(Outgoing), "outbox", record => record.id.as_str();
}

/// A type of record, which says by itself in which object store it is, and under which key.
pub trait Stored: Serialize {
    /// Its kind.
    const KIND: Kind;

    /// Its key among those of its kind.
    fn key(&self) -> &str;
}

impl<T: Stored> Stored for &T {
    const KIND: Kind = T::KIND;

    fn key(&self) -> &str {
        (**self).key()
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

/// All that is read out of an [`OfAccount`]: who only deletes records need not bring along how they are read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
