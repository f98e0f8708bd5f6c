//! This project's own file: what opens it, what it costs, and what it is held to.

use super::*;

#[test]
fn the_sealed_file_is_read_back_by_its_password_or_its_recovery_code() {
    let named = |name, entry| Entry { id: EntryId::from_random([name; 16]), ..entry };
    let entries = [named(1, rich(Kind::Steam)), named(2, rich(Kind::Hotp { counter: 5 })), named(3, bare())];
    let bytes = counterpart::write(&sealed(&entries)).unwrap();
    let code = RecoveryCode::from_random(CODE).to_text().to_lowercase();
    for unlock in [typed(PASSWORD), typed(&code)] {
        assert_eq!(verify(ExportFormat::Counterpart, &entries, &bytes, &unlock), Ok(3));
    }
    let imported = import::read(&bytes, &typed(PASSWORD)).unwrap();
    assert!(imported.is_sealed);
    assert_eq!(compare(ExportFormat::Counterpart, &entries, &imported), Ok(3));
    let read = |bytes: &[u8], unlock: &Unlock| import::read(bytes, unlock).err();
    assert_eq!(read(&bytes, &Unlock::default()), Some(ImportError::PasswordNeeded { format: Format::Counterpart }));
    assert_eq!(read(&bytes, &typed("another")), Some(ImportError::WrongPassword));
    assert_eq!(read(&bytes[..bytes.len() - 1], &typed(PASSWORD)), Some(ImportError::Truncated));
    let text = String::from_utf8(bytes).unwrap();
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(read(newer.as_bytes(), &typed(PASSWORD)), Some(ImportError::UnknownVersion { version: 2 }));
    let damaged = text.replace("\"slots\"", "\"slot\"");
    assert_eq!(read(damaged.as_bytes(), &typed(PASSWORD)), Some(ImportError::Damaged));
}

#[test]
fn a_file_that_asks_for_too_much_says_what_it_asks_for() {
    let text = String::from_utf8(counterpart::write(&sealed(&[bare()])).unwrap()).unwrap();
    let greedy = text.replace("\"memory_kib\":8", "\"memory_kib\":1048576");
    let asked = ImportError::AsksTooMuch { memory_bytes: 1 << 30, work: 1 << 20 };
    assert_eq!(import::read(greedy.as_bytes(), &typed(PASSWORD)).err(), Some(asked));
    // Many slots ask for as much as one dear one.
    let mut many = sealed(&[bare()]);
    let SlotKind::Password(parameters) = &mut many.header.slots[0].kind else { panic!("no password") };
    parameters.memory_kib = 1 << 18;
    many.header.slots = vec![many.header.slots[0].clone(); 5];
    let asked = ImportError::AsksTooMuch { memory_bytes: 1 << 28, work: 5 << 18 };
    assert_eq!(import::read(&counterpart::write(&many).unwrap(), &typed(PASSWORD)).err(), Some(asked));
    let beyond = text.replace("\"memory_kib\":8", "\"memory_kib\":4294967295");
    let all = Limits { memory_bytes: u64::MAX, work: u64::MAX };
    let unlock = Unlock { limits: all, ..typed(PASSWORD) };
    assert_eq!(import::read(beyond.as_bytes(), &unlock).err(), Some(ImportError::Damaged));
}

#[test]
fn a_damaged_record_of_a_file_costs_that_record_only() {
    let entries = [bare(), Entry { id: EntryId::from_random([8; 16]), ..bare() }];
    let mut protection = sealed(&entries);
    protection.records[0].nonce = protection.header.slots[0].nonce.clone();
    let bytes = counterpart::write(&protection).unwrap();
    let refused = Err(vec![Difference::Refused { id: entries[0].id.clone() }]);
    assert_eq!(verify(ExportFormat::Counterpart, &entries, &bytes, &typed(PASSWORD)), refused);
    let imported = import::read(&bytes, &typed(PASSWORD)).unwrap();
    // Its key is not missing: nothing of it can be read.
    assert!(matches!(imported.rows[..], [Row::Ready(_), Row::Damaged]), "{:?}", imported.rows);
}

#[test]
fn the_sealed_file_gives_its_entries_in_the_order_by_hand() {
    let placed = |name, position, is_pinned| Entry {
        id: EntryId::from_random([name; 16]),
        account: name.to_string(),
        position,
        is_pinned,
        ..bare()
    };
    // The names sort otherwise than the places, and a pin is another matter.
    let entries = [placed(1, 30, false), placed(2, 10, false), placed(3, 20, true), placed(4, 40, false)];
    let bytes = counterpart::write(&sealed(&entries)).unwrap();
    let imported = import::read(&bytes, &typed(PASSWORD)).unwrap();
    let mut all = Collection::default();
    let preview = Preview::new(&all, "", imported);
    let ids = [9, 8, 7, 6].map(|name| EntryId::from_random([name; 16]));
    all.apply(&preview.take(&all, &ids, UnixMillis(5)).unwrap());
    let mut restored: Vec<&Entry> = all.iter().collect();
    Order::Manual.sort(&mut restored);
    assert_eq!(restored.iter().map(|entry| entry.account.as_str()).collect::<Vec<_>>(), ["3", "2", "1", "4"]);
}

#[test]
fn the_sealed_file_is_held_to_every_field() {
    let written = [bare()];
    let bytes = counterpart::write(&sealed(&written)).unwrap();
    let verify = |entries: &[Entry]| verify(ExportFormat::Counterpart, entries, &bytes, &typed(PASSWORD));
    let id = || written[0].id.clone();
    let moved = Entry { position: 9, ..bare() };
    let fields = vec![Field::Circumstances];
    assert_eq!(verify(&[moved]), Err(vec![Difference::Changed { id: id(), fields }]));
    let noted = Entry { note: "x".to_owned(), position: 9, ..bare() };
    let fields = vec![Field::Note];
    assert_eq!(verify(&[noted]), Err(vec![Difference::Changed { id: id(), fields }]));
    assert_eq!(verify(&[]), Err(vec![Difference::TooMany { surplus: 1 }]));
    let another = Entry { id: EntryId::from_random([9; 16]), ..bare() };
    let missing = Difference::Missing { id: another.id.clone() };
    assert_eq!(verify(&[bare(), another]), Err(vec![missing]));
}
