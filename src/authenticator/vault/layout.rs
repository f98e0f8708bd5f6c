//! What is inside a sealed record: JSON of the members below, so that any program can read an opened one.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Base64;
use crate::authenticator::{Entry, EntryId, Icon};
use crate::otp::{Algorithm, Digits, Kind, Period, Secret, UnixMillis};

/// An entry, spelled. Its name is not in it but bound to it as associated data.
#[derive(Serialize, Deserialize)]
struct Layout<'a> {
    #[serde(rename = "type")]
    kind: KindName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "period_secs")]
    period: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    issuer: String,
    account: String,
    /// Base32. Borrowed, so that reading it leaves no second copy.
    secret: &'a str,
    algorithm: AlgorithmName,
    digits: Digits,
    app: String,
    added_at_millis: UnixMillis,
    note: String,
    tags: Vec<String>,
    pinned: bool,
    position: u64,
    icon: Option<IconLayout>,
    last_used_at_millis: Option<UnixMillis>,
    trashed_at_millis: Option<UnixMillis>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindName {
    Totp,
    Hotp,
    Steam,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum AlgorithmName {
    Sha1,
    Sha256,
    Sha512,
}

#[derive(Serialize, Deserialize)]
struct IconLayout {
    media_type: String,
    bytes: Base64,
}

/// The entry as JSON, with room for a tag behind it; none if it cannot be spelled.
pub(super) fn to_json(entry: &Entry) -> Option<Zeroizing<Vec<u8>>> {
    let (kind, period, counter) = match entry.kind {
        Kind::Totp { period } => (KindName::Totp, Some(period), None),
        Kind::Hotp { counter } => (KindName::Hotp, None, Some(counter)),
        Kind::Steam => (KindName::Steam, None, None),
    };
    let secret = entry.secret.to_base32();
    let layout = Layout {
        kind,
        period,
        counter,
        issuer: entry.issuer.clone(),
        account: entry.account.clone(),
        secret: &secret,
        algorithm: match entry.algorithm {
            Algorithm::Sha1 => AlgorithmName::Sha1,
            Algorithm::Sha256 => AlgorithmName::Sha256,
            Algorithm::Sha512 => AlgorithmName::Sha512,
        },
        digits: entry.digits,
        app: entry.app.clone(),
        added_at_millis: entry.added_at,
        note: entry.note.clone(),
        tags: entry.tags.clone(),
        pinned: entry.is_pinned,
        position: entry.position,
        icon: entry
            .icon
            .as_ref()
            .map(|icon| IconLayout { media_type: icon.media_type.clone(), bytes: Base64::of(&icon.bytes) }),
        last_used_at_millis: entry.last_used_at,
        trashed_at_millis: entry.trashed_at,
    };
    // Room for all of it at once, each character escaped at worst: a vector that grows leaves copies of the key behind.
    let texts = [&entry.issuer, &entry.account, &entry.app, &entry.note];
    let texts = texts.into_iter().chain(&entry.tags).map(|text| text.len() * 6 + 3).sum::<usize>();
    let icon = entry.icon.as_ref().map_or(0, |icon| icon.bytes.len() / 3 * 4 + 4 + icon.media_type.len() * 6);
    let mut json = Zeroizing::new(Vec::with_capacity(512 + secret.len() + texts + icon));
    serde_json::to_writer(&mut *json, &layout).ok()?;
    Some(json)
}

/// The entry of this name that the JSON spells; none if it spells none.
pub(super) fn from_json(json: &[u8], id: &EntryId) -> Option<Entry> {
    let layout: Layout<'_> = serde_json::from_slice(json).ok()?;
    let kind = match layout.kind {
        KindName::Totp => Kind::Totp { period: layout.period? },
        KindName::Hotp => Kind::Hotp { counter: layout.counter? },
        KindName::Steam => Kind::Steam,
    };
    let icon = match layout.icon {
        None => None,
        Some(icon) => Some(Icon { media_type: icon.media_type, bytes: icon.bytes.decode()? }),
    };
    Some(Entry {
        id: id.clone(),
        app: layout.app,
        issuer: layout.issuer,
        account: layout.account,
        secret: Secret::from_base32(layout.secret).ok()?,
        algorithm: match layout.algorithm {
            AlgorithmName::Sha1 => Algorithm::Sha1,
            AlgorithmName::Sha256 => Algorithm::Sha256,
            AlgorithmName::Sha512 => Algorithm::Sha512,
        },
        digits: layout.digits,
        kind,
        added_at: layout.added_at_millis,
        note: layout.note,
        tags: layout.tags,
        is_pinned: layout.pinned,
        position: layout.position,
        icon,
        last_used_at: layout.last_used_at_millis,
        trashed_at: layout.trashed_at_millis,
    })
}
