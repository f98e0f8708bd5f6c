//! The console's records: what kinds there are, and a set of changes to them that belongs together.

use crate::console::{
    Account, Appeal, AuditEvent, Binding, BrowserState, LogOnAttempt, ManualReview, NameThrottle, Order, Outgoing,
    Passkey, PasswordReset, PhoneChange, PolicyChoice, RecoveryCodes, Registration, Session, TrustedBrowser,
    UnknownUsername,
};

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

        /// A record of any kind.
        #[derive(Clone, Debug)]
        pub enum Record { $($(#[$doc])* $name(Box<$record>),)* }

        impl Record {
            /// Its kind.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name,)* }
            }

            /// Its key among those of its kind.
            pub fn key(&self) -> &str {
                match self { $(Self::$name($value) => $key,)* }
            }

            /// The record as the database keeps it.
            #[cfg(target_arch = "wasm32")]
            pub(super) fn encode(&self) -> Result<wasm_bindgen::JsValue, crate::browser::database::DatabaseError> {
                match self { $(Self::$name(record) => crate::browser::database::encode(record),)* }
            }
        }

        $(
            impl Stored for $record {
                const KIND: Kind = Kind::$name;
            }

            impl From<$record> for Record {
                fn from(record: $record) -> Self {
                    Self::$name(Box::new(record))
                }
            }

            impl From<&$record> for Record {
                fn from(record: &$record) -> Self {
                    Self::$name(Box::new(record.clone()))
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

/// A type of record, which says by itself in which object store it is.
pub trait Stored {
    /// Its kind.
    const KIND: Kind;
}

/// How many kinds, in their order, the first layout of the database had. The second one has all.
pub const KINDS_OF_FIRST_LAYOUT: usize = 9;

/// Changes that are stored together: all of them, or none.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Records that must be stored just so, else nothing is changed.
    pub unchanged: Vec<Record>,
    /// Records of whose key there must be none yet, else nothing is changed.
    pub absent: Vec<(Kind, String)>,
    /// Records to store, in place of those of the same key.
    pub puts: Vec<Record>,
    /// Records to remove, if they exist.
    pub deletes: Vec<(Kind, String)>,
}

impl Changes {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stores `record` too.
    #[must_use]
    pub fn put(mut self, record: impl Into<Record>) -> Self {
        self.puts.push(record.into());
        self
    }

    /// Stores each of `records` too.
    #[must_use]
    pub fn put_all<R: Into<Record>>(mut self, records: impl IntoIterator<Item = R>) -> Self {
        self.puts.extend(records.into_iter().map(Into::into));
        self
    }

    /// Removes the record of this key too.
    #[must_use]
    pub fn delete(mut self, kind: Kind, key: &str) -> Self {
        self.deletes.push((kind, key.to_owned()));
        self
    }

    /// Only if the stored record still equals `record`, as it was read before deciding. This keeps a decision of one
    /// tab from undoing that of another: on a conflict, read again and decide again.
    #[must_use]
    pub fn only_if_still(mut self, record: impl Into<Record>) -> Self {
        self.unchanged.push(record.into());
        self
    }

    /// Only if there is no record of this key yet.
    #[must_use]
    pub fn only_if_absent(mut self, kind: Kind, key: &str) -> Self {
        self.absent.push((kind, key.to_owned()));
        self
    }

    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.deletes.is_empty()
    }
}
