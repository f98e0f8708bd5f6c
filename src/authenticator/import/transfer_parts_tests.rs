use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::*;

/// A part with one entry: the bytes of a message, as any writer of Protocol Buffers spells them.
fn part(batch_id: u8, number: u8, of: u8, name: &str) -> String {
    let entry = [&[0x0a, 3][..], b"key", &[0x12, name.len() as u8], name.as_bytes(), &[0x30, 2]].concat();
    let message =
        [&[0x0a, entry.len() as u8][..], &entry, &[0x10, 1, 0x18, of, 0x20, number - 1, 0x28, batch_id]].concat();
    format!("otpauth-migration://offline?data={}", BASE64_STANDARD.encode(message).replace('+', "%2B"))
}

fn accounts(parts: &TransferParts) -> Vec<String> {
    let accounts = parts.imported().rows.into_iter().map(|row| match row {
        Row::Ready(candidate) => candidate.key_uri.account,
        Row::Unsupported { reason, .. } => panic!("{reason}"),
        Row::Damaged => panic!("it is damaged"),
    });
    accounts.collect()
}

fn missing(parts: &TransferParts) -> Vec<String> {
    parts.missing().iter().map(ToString::to_string).collect()
}

#[test]
fn parts_come_in_any_order_and_what_is_missing_is_named() {
    let mut parts = TransferParts::default();
    assert!(parts.is_empty() && parts.missing().is_empty());
    assert_eq!(parts.add(&part(7, 3, 3, "c")), Ok(PartAdded::New(Part { number: 3, of: 3 })));
    assert_eq!(missing(&parts), ["1 of 3", "2 of 3"]);
    assert_eq!(parts.imported().missing_parts, parts.missing());
    assert_eq!(parts.add(&part(7, 1, 3, "a")), Ok(PartAdded::New(Part { number: 1, of: 3 })));
    assert_eq!(missing(&parts), ["2 of 3"]);
    assert_eq!(parts.add(&part(7, 2, 3, "b")), Ok(PartAdded::New(Part { number: 2, of: 3 })));
    assert_eq!(missing(&parts), [""; 0]);
    assert_eq!(accounts(&parts), ["a", "b", "c"]);
    assert_eq!(parts.present().iter().map(ToString::to_string).collect::<Vec<_>>(), ["1 of 3", "2 of 3", "3 of 3"]);
}

#[test]
fn the_same_part_twice_is_no_error_and_no_second_entry() {
    let mut parts = TransferParts::default();
    parts.add(&part(7, 1, 2, "a")).unwrap();
    assert_eq!(parts.add(&part(7, 1, 2, "a")), Ok(PartAdded::Repeated(Part { number: 1, of: 2 })));
    assert_eq!(accounts(&parts), ["a"]);
    assert_eq!(missing(&parts), ["2 of 2"]);
}

#[test]
fn parts_of_another_transfer_are_told_apart_and_kept() {
    let mut parts = TransferParts::default();
    parts.add(&part(7, 1, 2, "a")).unwrap();
    let second = Part { number: 2, of: 2 };
    assert_eq!(parts.add(&part(8, 2, 2, "z")), Ok(PartAdded::OfAnother(second)));
    assert_eq!(missing(&parts), ["2 of 2", "1 of 2"]);
    assert_eq!(parts.add(&part(7, 2, 2, "b")), Ok(PartAdded::New(second)));
    assert_eq!(accounts(&parts), ["a", "b", "z"]);
}

#[test]
fn programs_that_give_every_transfer_one_id_lose_nothing() {
    let mut parts = TransferParts::default();
    parts.add(&part(0, 1, 1, "a")).unwrap();
    assert_eq!(parts.add(&part(0, 1, 1, "b")), Ok(PartAdded::OfAnother(Part { number: 1, of: 1 })));
    assert_eq!(parts.add(&part(0, 1, 1, "b")), Ok(PartAdded::Repeated(Part { number: 1, of: 1 })));
    assert_eq!(accounts(&parts), ["a", "b"]);
    assert_eq!(missing(&parts), [""; 0]);
}

#[test]
fn what_is_no_part_changes_nothing() {
    let mut parts = TransferParts::default();
    parts.add(&part(7, 1, 2, "a")).unwrap();
    assert_eq!(parts.add("otpauth://totp/a?secret=MFRGG"), Err(ImportError::UnknownFormat));
    assert_eq!(parts.add("otpauth-migration://offline?data=%"), Err(ImportError::Damaged));
    assert_eq!((accounts(&parts), missing(&parts)), (vec!["a".to_owned()], vec!["2 of 2".to_owned()]));
    assert!(TransferParts::is_part(" otpauth-migration://offline?data=CgA") && !TransferParts::is_part("otpauth://"));
}
