//! Entries for the tests of this room.

use super::{Collection, Entry, EntryId};
use crate::otp::{Algorithm, Digits, KeyUri, Kind, Secret, UnixMillis};

pub(super) fn id(name: u32) -> EntryId {
    EntryId(format!("{name:032x}"))
}

pub(super) fn key_uri(issuer: &str, account: &str, key: u32) -> KeyUri {
    KeyUri {
        kind: Kind::default(),
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        secret: Secret::from_bytes(key.to_be_bytes().repeat(5)).unwrap(),
        algorithm: Algorithm::Sha1,
        digits: Digits::SIX,
    }
}

/// An entry that came in at `name` milliseconds.
pub(super) fn named(name: u32, issuer: &str, account: &str) -> Entry {
    Entry::from_key_uri(key_uri(issuer, account, name), id(name), "", UnixMillis(u64::from(name)))
}

pub(super) fn entry(name: u32) -> Entry {
    named(name, "Gov Cloud", &format!("account {name}"))
}

pub(super) fn counting(name: u32, counter: u64) -> Entry {
    Entry { kind: Kind::Hotp { counter }, ..entry(name) }
}

/// So many entries, by their names from 0 on, as an older release stored them: without a place.
pub(super) fn collection(count: u32) -> Collection {
    Collection::from_entries((0..count).map(entry).collect())
}
