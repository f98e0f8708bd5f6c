mod readers;
mod sealed_file;
mod transfer;

use proptest::prelude::*;
use zeroize::Zeroizing;

use super::google_transfer::{PART_ENTRIES_MAX, google_transfer};
use super::verify::{compare, expected};
use super::*;
use crate::authenticator::import::{self, Candidate, Format, ImportError, Limits, Row, Unlock};
use crate::authenticator::slots::{
    NewSlot, PasswordParameters, RecoveryCode, RecoveryParameters, Salt, SlotId, SlotKind,
};
use crate::authenticator::vault::{MasterKey, Nonce, Nonces, OpenVault, Protection, VaultId};
use crate::authenticator::{Collection, EntryId, Icon, Order, Preview, arbitrary};
use crate::otp::{Secret, UnixMillis};
use readers::{imported, payloads};

const PASSWORD: &str = "a password";
const CODE: [u8; 16] = [9; 16];

/// An entry that has everything that can be lost.
fn rich(kind: Kind) -> Entry {
    let key = KeyUri {
        kind,
        issuer: "Gov Cloud".to_owned(),
        account: "alice@example.org".to_owned(),
        secret: Secret::from_bytes(*b"12345678901234567890").unwrap(),
        algorithm: if kind == Kind::Steam { Algorithm::Sha1 } else { Algorithm::Sha256 },
        digits: if kind == Kind::Steam { Digits::FIVE } else { Digits::EIGHT },
    };
    Entry {
        note: "a note".to_owned(),
        tags: vec!["work".to_owned(), "home".to_owned()],
        is_pinned: true,
        icon: Some(Icon { media_type: "image/webp".to_owned(), bytes: vec![1, 2, 3] }),
        trashed_at: Some(UnixMillis(1)),
        ..Entry::from_key_uri(key, EntryId::from_random([7; 16]), "", UnixMillis(0))
    }
}

/// An entry that has only its key and names, and is carried everywhere.
fn bare() -> Entry {
    let entry = rich(Kind::default());
    Entry { note: String::new(), tags: vec![], is_pinned: false, icon: None, trashed_at: None, ..entry }
}

fn typed(password: &str) -> Unlock {
    Unlock { password: Some(Zeroizing::new(password.to_owned())), limits: Limits::default() }
}

/// This project's file of these entries, under a password and a recovery code.
fn sealed(entries: &[Entry]) -> Protection {
    let salt = || Salt::from_random([3; 16]);
    let password = PasswordParameters { memory_kib: 8, passes: 1, ..PasswordParameters::new(&salt()) };
    let recovery = RecoveryParameters::new(&salt());
    let keys = [password.derive(PASSWORD).unwrap(), recovery.derive(&RecoveryCode::from_random(CODE)).unwrap()];
    let kinds = [SlotKind::Password(password), SlotKind::RecoveryCode(recovery)];
    let slots = kinds.into_iter().zip(keys).zip(0..).map(|((kind, key), name)| NewSlot {
        id: SlotId::from_random([name; 16]),
        label: String::new(),
        added_at: UnixMillis(0),
        kind,
        key,
        nonce: Nonce::from_random([name; 12]),
    });
    let mut nonces = Nonces::from_random(vec![5; Nonces::bytes_for(entries.len())]);
    OpenVault::new(VaultId::from_random([1; 16]), MasterKey::from_bytes([2; 32]))
        .protect(slots.collect(), entries, &mut nonces)
        .unwrap()
}

fn lost(format: ExportFormat, entry: &Entry) -> Vec<Lost> {
    losses(format, std::slice::from_ref(entry)).into_iter().map(|loss| loss.lost).collect()
}

#[test]
fn what_each_format_loses_is_told_entry_by_entry() {
    use NotCarried::{Counter, Digits as OtherDigits, Period, Steam, TooLong};
    let all = [Lost::Note, Lost::Tags, Lost::Pin, Lost::Icon, Lost::Trash];
    let totp = rich(Kind::default());
    let [counterpart, aegis, key_uris, google, sheet] = ExportFormat::ALL;
    for (format, entry, expected) in [
        (counterpart, totp.clone(), &[][..]),
        (counterpart, rich(Kind::Hotp { counter: u64::MAX }), &[]),
        (aegis, totp.clone(), &[Lost::Icon, Lost::Trash]),
        (aegis, rich(Kind::Steam), &[Lost::Icon, Lost::Trash]),
        (aegis, rich(Kind::Hotp { counter: 1 << 63 }), &[Lost::Entry(Counter)]),
        (key_uris, totp.clone(), &all),
        (key_uris, Entry { account: " a".to_owned(), ..bare() }, &[Lost::SpacesAroundName]),
        (key_uris, rich(Kind::Hotp { counter: u64::MAX }), &all),
        (google, totp.clone(), &all),
        (google, rich(Kind::Hotp { counter: 1 << 62 }), &all),
        (google, rich(Kind::Hotp { counter: 1 << 63 }), &[Lost::Entry(Counter)]),
        (
            google,
            rich(Kind::Totp { period: crate::otp::Period::new(20).unwrap() }),
            &[Lost::Entry(Period { secs: 20 })],
        ),
        (google, rich(Kind::Steam), &[Lost::Entry(Steam)]),
        (google, Entry { digits: Digits::FIVE, ..bare() }, &[Lost::Entry(OtherDigits { digits: 5 })]),
        (google, Entry { account: "a".repeat(2_000), ..bare() }, &[Lost::Entry(TooLong)]),
        (sheet, totp, &all),
        (sheet, Entry { account: "a".repeat(2_300), ..bare() }, &[Lost::QrCode]),
    ] {
        assert_eq!(lost(format, &entry), expected, "{format:?} {:?}", entry.kind);
    }
    for format in ExportFormat::ALL {
        assert_eq!(lost(format, &bare()), [], "{format:?}");
    }
}

#[test]
fn each_difference_is_named() {
    let entries = [bare()];
    let format = ExportFormat::KeyUris;
    let id = || entries[0].id.clone();
    let good = expected(format, &entries[0]);
    type Change = (fn(&mut Candidate), Field);
    let changes: [Change; 11] = [
        (|candidate| candidate.key_uri.issuer.push('x'), Field::Issuer),
        (|candidate| candidate.key_uri.account.push('x'), Field::Account),
        (|candidate| candidate.key_uri.secret = Secret::from_bytes(*b"x").unwrap(), Field::Secret),
        (|candidate| candidate.key_uri.algorithm = Algorithm::Sha512, Field::Algorithm),
        (|candidate| candidate.key_uri.digits = Digits::SIX, Field::Digits),
        (|candidate| candidate.key_uri.kind = Kind::Steam, Field::Kind),
        (|candidate| candidate.note.push('x'), Field::Note),
        (|candidate| candidate.tags.push("x".to_owned()), Field::Tags),
        (|candidate| candidate.is_pinned = true, Field::Pin),
        (|candidate| candidate.icon = rich(Kind::Steam).icon, Field::Icon),
        (|candidate| candidate.is_trashed = true, Field::Trash),
    ];
    for (change, field) in changes {
        let mut candidate = good.clone();
        change(&mut candidate);
        let differences = vec![Difference::Changed { id: id(), fields: vec![field] }];
        assert_eq!(compare(format, &entries, &imported(Format::KeyUris, vec![candidate])), Err(differences));
    }
    let read = |rows| compare(format, &entries, &imported(Format::KeyUris, rows));
    assert_eq!(read(vec![good.clone()]), Ok(1));
    assert_eq!(read(vec![]), Err(vec![Difference::Missing { id: id() }]));
    assert_eq!(read(vec![good.clone(), good.clone()]), Err(vec![Difference::TooMany { surplus: 1 }]));
    let other = compare(format, &entries, &imported(Format::Aegis, vec![good]));
    assert_eq!(other, Err(vec![Difference::OtherFormat { format: Format::Aegis }]));
    assert_eq!(verify(format, &[], key_uris(&[]).as_bytes(), &Unlock::default()), Ok(0));
    let unreadable = verify(format, &entries, b"\xff", &Unlock::default());
    assert_eq!(unreadable, Err(vec![Difference::Unreadable(ImportError::UnknownFormat)]));
}

#[test]
fn the_sheet_has_a_row_for_each_entry() {
    let long = Entry { account: "a".repeat(2_300), ..bare() };
    let rows = sheet(&[rich(Kind::default()), long]);
    assert_eq!(rows[0].key.as_str(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    let (read, repairs) = KeyUri::parse(rows[0].qr_text.as_ref().unwrap()).unwrap();
    assert_eq!((read, repairs), (key_uri(&bare()), vec![]));
    assert_eq!(rows[1].qr_text, None);
    assert!(!format!("{rows:?}").contains("GEZD"));
}

/// What is compared is what the paper says.
#[test]
fn a_row_of_the_sheet_that_says_something_else_is_found() {
    let named = |name, account: &str| Entry {
        id: EntryId::from_random([name; 16]),
        account: account.to_owned(),
        ..rich(Kind::Hotp { counter: 5 })
    };
    let entries = [named(1, "alice"), named(2, &"a".repeat(2_300))];
    let check =
        |rows: &[SheetRow]| verify(ExportFormat::Sheet, &entries, sheet_text(rows).as_bytes(), &Unlock::default());
    let rows = sheet(&entries);
    assert_eq!((rows[0].qr_text.is_some(), rows[1].qr_text.is_some()), (true, false));
    assert_eq!(check(&rows), Ok(2));

    let changed = |index: usize, change: fn(&mut SheetRow)| {
        let mut rows = rows.clone();
        change(&mut rows[index]);
        check(&rows)
    };
    let differs =
        |index: usize, field| Err(vec![Difference::Changed { id: entries[index].id.clone(), fields: vec![field] }]);
    let another_key = |row: &mut SheetRow| row.key = "MFRG GZDF".to_owned().into();
    assert_eq!(changed(1, another_key), differs(1, Field::Secret));
    assert_eq!(changed(1, |row| row.kind = Kind::Hotp { counter: 6 }), differs(1, Field::Kind));
    let another_code = |row: &mut SheetRow| {
        row.qr_text = row.qr_text.as_ref().map(|text| text.replace("counter=5", "counter=6").into());
    };
    assert_eq!(changed(0, another_code), differs(0, Field::Kind));
    let missing = Err(vec![Difference::Missing { id: entries[1].id.clone() }]);
    assert_eq!(check(&rows[..1]), missing);
    assert_eq!(changed(1, |row| row.key = "0".to_owned().into()), missing);
}

proptest! {
    #[test]
    fn every_entry_comes_back_out_of_the_sealed_file(entries in prop::collection::vec(arbitrary::entry(), 0..5)) {
        let bytes = counterpart::write(&sealed(&entries)).unwrap();
        prop_assert_eq!(verify(ExportFormat::Counterpart, &entries, &bytes, &typed(PASSWORD)), Ok(entries.len()));
    }

    #[test]
    fn a_changed_byte_of_the_sealed_file_never_gives_another_entry(place: usize, change in 1_u8..) {
        let entries = [bare(), rich(Kind::Steam)];
        let mut bytes = counterpart::write(&sealed(&entries)).unwrap();
        let place = place % bytes.len();
        bytes[place] ^= change;
        let genuine = entries.each_ref().map(|entry| expected(ExportFormat::Counterpart, entry));
        for row in import::read(&bytes, &typed(PASSWORD)).map(|read| read.rows).unwrap_or_default() {
            if let Row::Ready(candidate) = row {
                prop_assert!(genuine.contains(&candidate));
            }
        }
    }

    #[test]
    fn every_entry_comes_back_out_of_the_key_uris(entries in prop::collection::vec(arbitrary::entry(), 0..5)) {
        let text = key_uris(&entries);
        let read = text.lines().map(|line| Candidate::new(KeyUri::parse(line).unwrap().0, vec![])).collect();
        let count = compare(ExportFormat::KeyUris, &entries, &imported(Format::KeyUris, read));
        prop_assert_eq!(count, Ok(entries.len()));
    }

    #[test]
    fn every_entry_comes_back_out_of_a_transfer_whose_parts_fit_qr_codes(entries in prop::collection::vec(arbitrary::entry(), 0..30)) {
        let texts = google_transfer(&entries, 1);
        for text in &texts {
            prop_assert!(text.len() <= QR_TEXT_BYTES_MAX);
        }
        prop_assert!(payloads(&texts).iter().all(|payload| payload.otp_parameters.len() <= PART_ENTRIES_MAX));
        let whole = losses(ExportFormat::GoogleTransfer, &entries);
        let whole = whole.iter().filter(|loss| matches!(loss.lost, Lost::Entry(_))).count();
        let count = compare(ExportFormat::GoogleTransfer, &entries, &readers::google_transfer(&texts));
        prop_assert_eq!(count, Ok(entries.len() - whole));
    }

    #[test]
    fn every_entry_comes_back_out_of_aegis(entries in prop::collection::vec(arbitrary::entry(), 0..5)) {
        let read = readers::aegis(&aegis::plain(&entries).unwrap());
        let whole = losses(ExportFormat::Aegis, &entries);
        let whole = whole.iter().filter(|loss| matches!(loss.lost, Lost::Entry(_))).count();
        prop_assert_eq!(compare(ExportFormat::Aegis, &entries, &read), Ok(entries.len() - whole));
    }

    #[test]
    fn the_importers_read_every_export(entries in prop::collection::vec(arbitrary::entry(), 0..14)) {
        let verified = |format, bytes: &[u8], unlock: &Unlock| {
            let whole = losses(format, &entries);
            let whole = whole.iter().filter(|loss| matches!(loss.lost, Lost::Entry(_))).count();
            prop_assert_eq!(verify(format, &entries, bytes, unlock), Ok(entries.len() - whole), "{:?}", format);
            Ok(())
        };
        let none = Unlock::default();
        verified(ExportFormat::KeyUris, key_uris(&entries).as_bytes(), &none)?;
        let texts: Vec<String> = google_transfer(&entries, -3).iter().map(|text| text.to_string()).collect();
        verified(ExportFormat::GoogleTransfer, texts.join("\n").as_bytes(), &none)?;
        verified(ExportFormat::Sheet, sheet_text(&sheet(&entries)).as_bytes(), &none)?;
        verified(ExportFormat::Aegis, &aegis::plain(&entries).unwrap(), &none)?;
    }
}

#[test]
fn the_importer_opens_the_sealed_aegis_file() {
    let entries = [rich(Kind::Steam), bare()];
    let salt = aegis::ScryptSalt::from_random([1; 32]);
    let seal = aegis::Seal {
        key: salt.derive(PASSWORD).unwrap(),
        salt,
        slot_id: [2; 16],
        master_key: MasterKey::from_bytes([3; 32]),
        key_nonce: Nonce::from_random([4; 12]),
        entries_nonce: Nonce::from_random([5; 12]),
    };
    let bytes = aegis::sealed(&entries, seal).unwrap();
    assert_eq!(verify(ExportFormat::Aegis, &entries, &bytes, &typed(PASSWORD)), Ok(2));
    let wrong = Err(vec![Difference::Unreadable(ImportError::WrongPassword)]);
    assert_eq!(verify(ExportFormat::Aegis, &entries, &bytes, &typed("another")), wrong);
}
