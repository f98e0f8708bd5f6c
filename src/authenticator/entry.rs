//! One entry: a key, whose it is, and how its codes are made.

use serde::{Deserialize, Serialize};

use crate::otp::{Algorithm, Code, Digits, KeyUri, Kind, Secret, UnixMillis};

use super::Generator;

/// What names an entry among others: lower-case hex of random bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub String);

impl EntryId {
    /// The name that these random bytes spell.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }
}

/// What an authenticator keeps of one key. Its secret is redacted when printed and wiped when dropped.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its name among the others.
    pub id: EntryId,
    /// Which application of a phone holds it; empty in the browser's own authenticator.
    pub app: String,
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Whose account it is, in the issuer's words.
    pub account: String,
    /// The key.
    pub secret: Secret,
    /// The hash under the codes.
    pub algorithm: Algorithm,
    /// The length of a code.
    pub digits: Digits,
    /// What the codes count: the time, or themselves.
    pub kind: Kind,
    /// When it came in, by the true clock: a phone whose clock is set back keeps the order of its entries.
    pub added_at: UnixMillis,
    /// What the person wrote about it.
    #[serde(default)]
    pub note: String,
    /// The person's own words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it stands before those that are not pinned.
    #[serde(default)]
    pub is_pinned: bool,
    /// Its place in the manual order: the lower, the earlier; equal places go by [`Self::added_at`].
    #[serde(default)]
    pub position: u64,
    /// An image of the person's own in place of letters and colour.
    #[serde(default)]
    pub icon: Option<Icon>,
    /// When its code was last copied or asked for.
    #[serde(default)]
    pub last_used_at: Option<UnixMillis>,
    /// When it was put into the trash; none while it is in use.
    #[serde(default)]
    pub trashed_at: Option<UnixMillis>,
}

/// An image that stands for an entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Icon {
    /// Its media type: `image/png`, `image/jpeg` or `image/webp`.
    pub media_type: String,
    /// The file's bytes.
    #[serde(with = "crate::otp::bytes")]
    pub bytes: Vec<u8>,
}

impl Entry {
    /// The entry that a Key URI asks for.
    pub fn from_key_uri(key_uri: KeyUri, id: EntryId, app: impl Into<String>, now: UnixMillis) -> Self {
        let KeyUri { kind, issuer, account, secret, algorithm, digits } = key_uri;
        Self {
            id,
            app: app.into(),
            issuer,
            account,
            secret,
            algorithm,
            digits,
            kind,
            added_at: now,
            note: String::new(),
            tags: Vec::new(),
            is_pinned: false,
            position: 0,
            icon: None,
            last_used_at: None,
            trashed_at: None,
        }
    }

    /// Whether both make the same codes for the same account, so that one of them is too many. A counter that has
    /// gone on is no difference: it is the same key, used.
    pub fn same_key(&self, other: &Self) -> bool {
        self.same_account(other)
            && self.secret == other.secret
            && self.algorithm == other.algorithm
            && self.digits == other.digits
            && match (&self.kind, &other.kind) {
                (Kind::Hotp { .. }, Kind::Hotp { .. }) => true,
                (one, another) => one == another,
            }
    }

    /// Whether both are for the same account in the same application, whatever their keys.
    pub fn same_account(&self, other: &Self) -> bool {
        self.app == other.app && self.issuer == other.issuer && self.account == other.account
    }

    /// Whether it lies in the trash.
    pub const fn is_trashed(&self) -> bool {
        self.trashed_at.is_some()
    }

    /// The keyed state that makes its codes. Keep it: a code then costs half of what it costs from the key.
    pub fn generator(&self) -> Generator {
        Generator::new(self)
    }

    /// The code at this moment; of a counting key, the code that is next.
    pub fn code_at(&self, now: UnixMillis) -> Code {
        self.generator().code_at(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::read_scanned;

    fn entry(uri: &str) -> Entry {
        let (key_uri, _) = read_scanned(uri).unwrap();
        Entry::from_key_uri(key_uri, EntryId::from_random([7; 16]), "", UnixMillis(0))
    }

    const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn it_gives_the_codes_of_the_standard() {
        let entry = entry(&format!("otpauth://totp/Gov%20Cloud:alice?secret={KEY}&issuer=Gov%20Cloud&digits=8"));
        assert_eq!(entry.code_at(UnixMillis::from_secs(59)).as_str(), "94287082");
        assert_eq!(entry.issuer, "Gov Cloud");
        assert_eq!(entry.account, "alice");
    }

    #[test]
    fn two_devices_that_scanned_the_same_text_agree() {
        let uri = format!("otpauth://totp/Gov%20Cloud:alice?secret={KEY}&issuer=Gov%20Cloud");
        let (one, other) = (entry(&uri), entry(&uri));
        for secs in [0, 29, 30, 1_111_111_109, 20_000_000_000] {
            assert_eq!(one.code_at(UnixMillis::from_secs(secs)), other.code_at(UnixMillis::from_secs(secs)));
        }
    }

    #[test]
    fn a_counter_that_went_on_is_the_same_key_and_another_period_is_not() {
        let counting = |counter: u64| entry(&format!("otpauth://hotp/a:b?secret={KEY}&issuer=a&counter={counter}"));
        assert!(counting(0).same_key(&counting(9)));
        let timed = |period: u32| entry(&format!("otpauth://totp/a:b?secret={KEY}&issuer=a&period={period}"));
        assert!(timed(30).same_key(&timed(30)));
        assert!(!timed(30).same_key(&timed(60)));
        assert!(!timed(30).same_key(&counting(0)));
    }

    #[test]
    fn printing_an_entry_does_not_print_its_key() {
        let text = format!("{:?}", entry(&format!("otpauth://totp/a:b?secret={KEY}&issuer=a")));
        assert!(text.contains("redacted"), "{text}");
        assert!(!text.contains("GEZD") && !text.contains("49, 50, 51"), "{text}");
    }
}
