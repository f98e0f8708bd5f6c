//! Any entry there can be, for property tests.

use proptest::prelude::*;

use super::{Entry, EntryId, Icon};
use crate::otp::{Algorithm, Digits, KeyUri, Kind, Period, Secret, UnixMillis};

/// What a key can count.
pub(super) fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => Just(Kind::default()),
        2 => (1_u32..=86_400).prop_map(|secs| Kind::Totp { period: Period::new(secs).unwrap() }),
        2 => any::<u64>().prop_map(|counter| Kind::Hotp { counter }),
        1 => Just(Kind::Steam),
    ]
}

/// A key with its names. A Steam key has what Steam has.
pub(super) fn key_uri() -> impl Strategy<Value = KeyUri> {
    let algorithm = prop_oneof![3 => Just(0_usize), 1 => 0_usize..3].prop_map(|index| Algorithm::ALL[index]);
    let digits = prop_oneof![3 => Just(6_u8), 1 => Digits::MIN..=Digits::MAX];
    (kind(), ".{0,12}", ".{0,12}", prop::collection::vec(any::<u8>(), 1..70), algorithm, digits).prop_map(
        |(kind, issuer, account, secret, algorithm, digits)| {
            let is_steam = kind == Kind::Steam;
            KeyUri {
                kind,
                issuer: issuer.trim().to_owned(),
                account: account.trim().to_owned(),
                secret: Secret::from_bytes(secret).unwrap(),
                algorithm: if is_steam { Algorithm::Sha1 } else { algorithm },
                digits: if is_steam { Digits::FIVE } else { Digits::new(digits).unwrap() },
            }
        },
    )
}

/// An entry.
pub(super) fn entry() -> impl Strategy<Value = Entry> {
    // Their first bytes say what they are; no reader takes an image at its word.
    let images: Vec<(&str, &[u8])> =
        vec![("image/png", b"\x89PNG\r\n"), ("image/jpeg", b"\xff\xd8\xff"), ("image/webp", b"RIFF\0\0\0\0WEBP")];
    let icon = (prop::sample::select(images), any::<[u8; 9]>()).prop_map(|((media_type, start), rest)| Icon {
        media_type: media_type.to_owned(),
        bytes: [start, rest.as_slice()].concat(),
    });
    (
        (key_uri(), any::<[u8; 16]>(), any::<u64>(), any::<u64>(), any::<bool>()),
        ("(|work)", "(.|\n){0,9}", prop::collection::vec(".{1,6}", 0..3)),
        (prop::option::of(icon), prop::option::of(any::<u64>()), prop::option::of(any::<u64>())),
    )
        .prop_map(|((key_uri, id, added_at, position, is_pinned), (app, note, tags), (icon, used, trashed))| {
            Entry {
                note,
                tags,
                is_pinned,
                position,
                icon,
                last_used_at: used.map(UnixMillis),
                trashed_at: trashed.map(UnixMillis),
                ..Entry::from_key_uri(key_uri, EntryId::from_random(id), app, UnixMillis(added_at))
            }
        })
}
