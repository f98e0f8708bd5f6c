use proptest::prelude::*;

use super::*;
use crate::authenticator::slots::{
    NewSlot, PasskeyParameters, PasswordParameters, PrfOutput, PrfSalt, RecoveryCode, RecoveryParameters, Salt, SlotId,
    SlotKind,
};
use crate::authenticator::{Entry, EntryId, arbitrary, read_scanned};
use crate::otp::UnixMillis;

fn entry(name: u8) -> Entry {
    let (key_uri, _) =
        read_scanned("otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud").unwrap();
    Entry {
        note: format!("note {name}"),
        ..Entry::from_key_uri(key_uri, EntryId::from_random([name; 16]), "", UnixMillis(0))
    }
}

fn nonces(count: u8) -> Nonces {
    Nonces::from_random((0..count).flat_map(|number| [number; Nonce::BYTES]).collect())
}

fn id(name: u8) -> SlotId {
    SlotId::from_random([name; 16])
}

/// A slot under a password, whose name and nonce are made of one number.
fn password_slot(name: u8, password: &str) -> NewSlot {
    let parameters =
        PasswordParameters { memory_kib: 8, passes: 1, ..PasswordParameters::new(&Salt::from_random([name; 16])) };
    let key = parameters.derive(password).unwrap();
    slot(name, SlotKind::Password(parameters), key)
}

fn slot(name: u8, kind: SlotKind, key: WrappingKey) -> NewSlot {
    let nonce = Nonce::from_random([name ^ 0xff; Nonce::BYTES]);
    NewSlot { id: id(name), label: "a slot".to_owned(), added_at: UnixMillis(7), kind, key, nonce }
}

fn derive(header: &VaultHeader, slot: &SlotId, password: &str) -> WrappingKey {
    let SlotKind::Password(parameters) = &header.slot(slot).unwrap().kind else { panic!("no password") };
    parameters.derive(password).unwrap()
}

fn vault(name: u8) -> OpenVault {
    OpenVault::new(VaultId::from_random([name; 16]), MasterKey::from_bytes([name; 32]))
}

/// A vault with two entries under the password "old", and its open state.
fn protected() -> (OpenVault, Protection) {
    let open = vault(5);
    let protection = open.protect(vec![password_slot(1, "old")], &[entry(1), entry(2)], &mut nonces(2)).unwrap();
    (open, protection)
}

#[test]
fn what_was_protected_is_stored_read_unlocked_and_opened() {
    let (_, protection) = protected();
    let stored = serde_json::to_string(&(&protection.header, &protection.records)).unwrap();
    assert!(!stored.contains("alice") && !stored.contains("Gov"), "{stored}");
    let (header, records): (VaultHeader, Vec<SealedRecord>) = serde_json::from_str(&stored).unwrap();
    assert_eq!((&header, &records), (&protection.header, &protection.records));
    let open = header.unlock(&id(1), &derive(&header, &id(1), "old")).unwrap();
    assert_eq!(open.open_all(&records), Opened { entries: vec![entry(1), entry(2)], unreadable: vec![] });
    assert_eq!(open.unprotect(&records), Ok(vec![entry(1), entry(2)]));
}

#[test]
fn a_wrong_password_opens_nothing() {
    let (_, Protection { header, .. }) = protected();
    let wrong = derive(&header, &id(1), "Old");
    assert_eq!(header.unlock(&id(1), &wrong).err(), Some(UnlockError::WrongKey));
    assert_eq!(header.unlock(&id(9), &wrong).err(), Some(UnlockError::UnknownSlot));
}

#[test]
fn every_slot_opens_the_vault_and_losing_one_loses_nothing() {
    let (open, Protection { header, records }) = protected();
    let passkey = PasskeyParameters::new(b"id", &PrfSalt::from_random([4; 32]), &Salt::from_random([2; 16]));
    let passkey_key = passkey.derive(&PrfOutput::from_bytes([6; 32])).unwrap();
    let recovery = RecoveryParameters::new(&Salt::from_random([3; 16]));
    let code_key = recovery.derive(&RecoveryCode::from_random([8; 16])).unwrap();
    let header = open.add_slot(&header, slot(2, SlotKind::Passkey(passkey), passkey_key.clone())).unwrap();
    let header = open.add_slot(&header, slot(3, SlotKind::RecoveryCode(recovery), code_key.clone())).unwrap();
    let keys = [(id(1), derive(&header, &id(1), "old")), (id(2), passkey_key), (id(3), code_key)];
    for (lost, _) in &keys {
        let rest = open.remove_slot(&header, lost).unwrap();
        for (name, key) in keys.iter().filter(|(name, _)| name != lost) {
            assert_eq!(rest.unlock(name, key).unwrap().open_all(&records).entries, [entry(1), entry(2)]);
        }
    }
    // One slot's key does not open another slot.
    assert_eq!(header.unlock(&id(2), &keys[2].1).err(), Some(UnlockError::WrongKey));
}

#[test]
fn a_new_password_opens_the_old_records_and_the_old_one_nothing() {
    let (open, Protection { header, records }) = protected();
    let changed = open.replace_slot(&header, &id(1), password_slot(2, "new")).unwrap();
    assert_eq!(changed.slots.len(), 1);
    let unlocked = changed.unlock(&id(2), &derive(&changed, &id(2), "new")).unwrap();
    assert_eq!(unlocked.open_all(&records).entries.len(), 2);
    assert_eq!(changed.unlock(&id(2), &derive(&changed, &id(2), "old")).err(), Some(UnlockError::WrongKey));
    assert_eq!(changed.unlock(&id(2), &derive(&header, &id(1), "old")).err(), Some(UnlockError::WrongKey));
}

#[test]
fn changes_that_would_lose_the_vault_are_refused() {
    let (open, Protection { header, .. }) = protected();
    assert_eq!(open.remove_slot(&header, &id(1)), Err(VaultError::LastSlot));
    assert_eq!(open.protect(vec![], &[], &mut nonces(0)), Err(VaultError::LastSlot));
    let twice = vec![password_slot(1, "x"), password_slot(1, "y")];
    assert_eq!(open.protect(twice, &[], &mut nonces(0)), Err(VaultError::SlotExists));
    assert_eq!(open.remove_slot(&header, &id(2)), Err(VaultError::UnknownSlot));
    assert_eq!(open.replace_slot(&header, &id(2), password_slot(3, "x")), Err(VaultError::UnknownSlot));
    assert_eq!(open.add_slot(&header, password_slot(1, "x")), Err(VaultError::SlotExists));
    let two = open.add_slot(&header, password_slot(2, "x")).unwrap();
    assert_eq!(open.replace_slot(&two, &id(1), password_slot(2, "x")), Err(VaultError::SlotExists));
    assert_eq!(vault(6).add_slot(&header, password_slot(2, "x")), Err(VaultError::OtherVault));
    assert_eq!(vault(6).remove_slot(&two, &id(1)), Err(VaultError::OtherVault));
}

#[test]
fn a_nonce_is_never_used_twice() {
    let open = vault(5);
    assert_eq!(open.seal_all(&[entry(1), entry(2)], &mut nonces(1)), Err(VaultError::TooFewNonces));
    assert_eq!(Nonces::from_random(vec![0; 35]).count(), 2);
    assert_eq!(Nonces::bytes_for(3), 36);
}

#[test]
fn a_newer_version_is_told_and_never_written_to() {
    let (open, mut protection) = protected();
    let key = derive(&protection.header, &id(1), "old");
    protection.header.version = 2;
    let newer = &protection.header;
    assert_eq!(newer.unlock(&id(1), &key).err(), Some(UnlockError::NewerVersion { version: 2 }));
    let refused = Err(VaultError::NewerVersion { version: 2 });
    assert_eq!(open.add_slot(newer, password_slot(2, "x")), refused);
    assert_eq!(open.replace_slot(newer, &id(1), password_slot(2, "x")), refused);
    assert_eq!(open.remove_slot(newer, &id(1)), refused);
    protection.records[0].version = 2;
    assert_eq!(open.open(&protection.records[0]), Err(RecordError::NewerVersion { version: 2 }));
    protection.records[0].version = 0;
    assert_eq!(open.open(&protection.records[0]), Err(RecordError::Damaged));
    let stored: FormatVersion = serde_json::from_str(r#"{"version":9,"slots":"of another kind"}"#).unwrap();
    assert!(!stored.is_known());
}

#[test]
fn a_record_in_the_place_of_another_is_damaged() {
    let (open, Protection { mut records, .. }) = protected();
    let (first, second) = (records[0].id.clone(), records[1].id.clone());
    records[0].id = second.clone();
    records[1].id = first.clone();
    let opened = open.open_all(&records);
    assert!(opened.entries.is_empty());
    let unreadable = [second, first].map(|id| Unreadable { id, error: RecordError::Damaged });
    assert_eq!(opened.unreadable, unreadable);
    assert_eq!(open.unprotect(&records), Err(unreadable.to_vec()));
}

#[test]
fn a_record_or_a_slot_of_another_vault_does_not_open() {
    let (open, Protection { header, records }) = protected();
    let same_key = OpenVault::new(VaultId::from_random([6; 16]), open.master_key().clone());
    assert_eq!(same_key.open(&records[0]), Err(RecordError::Damaged));
    let other = VaultHeader { id: VaultId::from_random([6; 16]), ..header.clone() };
    let key = derive(&header, &id(1), "old");
    assert_eq!(other.unlock(&id(1), &key).err(), Some(UnlockError::WrongKey));
}

#[test]
fn a_slot_under_another_name_or_with_other_parameters_does_not_open() {
    let (_, Protection { header, .. }) = protected();
    let key = derive(&header, &id(1), "old");
    let mut renamed = header.clone();
    renamed.slots[0].id = id(2);
    assert_eq!(renamed.unlock(&id(2), &key).err(), Some(UnlockError::WrongKey));
    let mut relabelled = header.clone();
    relabelled.slots[0].label = "another label".to_owned();
    assert!(relabelled.unlock(&id(1), &key).is_ok());
    for change in [
        |parameters: &mut PasswordParameters| parameters.memory_kib += 1,
        |parameters: &mut PasswordParameters| parameters.passes += 1,
        |parameters: &mut PasswordParameters| parameters.lanes += 1,
        |parameters: &mut PasswordParameters| parameters.salt = Base64::of(&[9; 16]),
    ] {
        let mut changed = header.clone();
        let SlotKind::Password(parameters) = &mut changed.slots[0].kind else { panic!("no password") };
        change(parameters);
        assert_eq!(changed.unlock(&id(1), &key).err(), Some(UnlockError::WrongKey));
    }
    let mut damaged = header;
    damaged.slots[0].wrapped_key = serde_json::from_str("\"!\"").unwrap();
    assert_eq!(damaged.unlock(&id(1), &key).err(), Some(UnlockError::SlotDamaged));
}

#[test]
fn the_associated_data_can_be_read_in_one_way_only() {
    let bytes = |first: &str, second: &str| Associated::new(first).text(second).as_bytes().to_vec();
    assert_ne!(bytes("ab", "c"), bytes("a", "bc"));
    assert_eq!(Associated::new("ab").number(1).as_bytes(), b"\0\0\0\x02ab\0\0\0\x04\0\0\0\x01");
}

#[test]
fn keys_are_not_printed() {
    let open = vault(0x41);
    let printed = format!("{open:?} {:?}", open.master_key());
    assert!(printed.contains("redacted") && !printed.contains("65, 65"), "{printed}");
}

/// What was read of a record with one byte of it changed.
fn with_changed_byte(records: &[SealedRecord], place: usize, change: u8) -> Vec<SealedRecord> {
    let mut changed = records.to_vec();
    let mut bytes = changed[0].ciphertext.decode().unwrap();
    let place = place % bytes.len();
    bytes[place] ^= change;
    changed[0].ciphertext = Base64::of(&bytes);
    changed
}

proptest! {
    #[test]
    fn every_entry_round_trips(entry in arbitrary::entry(), nonce: [u8; 12]) {
        let open = vault(5);
        let record = open.seal(&entry, Nonce::from_random(nonce)).unwrap();
        prop_assert_eq!(open.open(&record), Ok(entry));
    }

    #[test]
    fn one_changed_byte_costs_one_entry(place: usize, change in 1_u8..) {
        let (open, Protection { records, .. }) = protected();
        let changed = with_changed_byte(&records, place, change);
        let before = changed.clone();
        let opened = open.open_all(&changed);
        prop_assert_eq!(opened.entries, [entry(2)]);
        prop_assert_eq!(opened.unreadable, [Unreadable { id: entry(1).id, error: RecordError::Damaged }]);
        prop_assert_eq!(changed, before);
    }

    #[test]
    fn no_stored_text_panics(nonce in ".{0,20}", ciphertext in ".{0,64}") {
        let (open, Protection { mut records, .. }) = protected();
        let text = |text: String| serde_json::from_value::<Base64>(text.into()).unwrap();
        records[0].nonce = text(nonce);
        records[0].ciphertext = text(ciphertext);
        prop_assert_eq!(open.open(&records[0]), Err(RecordError::Damaged));
    }

    #[test]
    fn no_clear_text_panics(json in ".{0,64}") {
        let _ = layout::from_json(json.as_bytes(), &EntryId(String::new()));
    }
}
