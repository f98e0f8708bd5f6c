//! The databases of authenticators, and the stage's.

use crate::fixtures::NOW;
use counterpart::authenticator::slots::{NewSlot, RecoveryParameters, Salt, SlotId, SlotKind};
use counterpart::authenticator::vault::{
    MasterKey, Nonce, Nonces, OpenVault, Protection, VaultHeader, VaultId, WrappingKey,
};
use counterpart::authenticator::{Entry, EntryId, Icon, read_scanned};
use counterpart::browser::database::{self, Connection, Write};
use counterpart::otp::{Algorithm, Digits, Kind, Secret, UnixMillis};
use counterpart::stage::{App, Channel, Message, MessageBody, Phone, PhoneId, PhoneKind};
use counterpart::store::authenticator::{Batch, Cover, Snapshot};
use counterpart::store::{AuthenticatorStore, StageStore, StoreError, stage};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

pub fn entry(byte: u8, uri: &str, added_at: UnixMillis) -> Entry {
    Entry::from_key_uri(read_scanned(uri).unwrap().0, EntryId::from_random([byte; 16]), "app", added_at)
}

fn entries() -> [Entry; 3] {
    [
        entry(3, "otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud", NOW),
        entry(1, "otpauth://hotp/%E4%BA%91:b?secret=GEZDGNBVGY3TQOJQ&counter=7", NOW.plus_secs(1)),
        entry(2, "otpauth://totp/c:d?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA512&digits=8&period=60", NOW.plus_secs(2)),
    ]
}

fn phone() -> Phone {
    Phone {
        id: PhoneId::from_random([1, 2, 3, 4]),
        kind: PhoneKind::Android,
        number: "13800000001".into(),
        clock_offset_secs: -45,
        installed_apps: vec![App::GoogleAuthenticator],
        added_at: NOW,
    }
}

/// A database of its own for a test, empty.
pub async fn fresh(name: &str) -> AuthenticatorStore {
    AuthenticatorStore::erase(name).await.unwrap();
    AuthenticatorStore::open(name).await.unwrap()
}

async fn put_all(store: &AuthenticatorStore, entries: &[Entry]) -> u64 {
    let (revision, _) = store.plain().await.unwrap();
    let batch = entries.iter().try_fold(Batch::new(), Batch::put_plain).unwrap();
    store.commit(revision, batch).await.unwrap()
}

async fn plain(store: &AuthenticatorStore) -> Vec<Entry> {
    store.plain().await.unwrap().1
}

/// A vault over these entries, and what it wants stored.
fn protection(entries: &[Entry]) -> (OpenVault, Protection) {
    let vault = OpenVault::new(VaultId::from_random([1; 16]), MasterKey::from_bytes([2; 32]));
    let slot = NewSlot {
        id: SlotId::from_random([3; 16]),
        label: String::new(),
        added_at: NOW,
        kind: SlotKind::RecoveryCode(RecoveryParameters::new(&Salt::from_random([4; 16]))),
        key: WrappingKey::from_bytes([5; 32]),
        nonce: Nonce::from_random([6; 12]),
    };
    let mut nonces = Nonces::from_random((0..Nonces::bytes_for(entries.len())).map(|byte| byte as u8).collect());
    let protection = vault.protect(vec![slot], entries, &mut nonces).unwrap();
    (vault, protection)
}

fn sealing(protection: &Protection) -> Batch {
    let batch = Batch::new().clear_plain().put_header(&protection.header).unwrap();
    protection.records.iter().try_fold(batch, Batch::put_sealed).unwrap()
}

#[wasm_bindgen_test]
async fn a_reload_gives_the_entries_back_in_their_order() {
    for name in [AuthenticatorStore::own_name().to_owned(), AuthenticatorStore::phone_name(&phone().id)] {
        let store = fresh(&name).await;
        put_all(&store, &entries()).await;
        drop(store);
        let store = AuthenticatorStore::open(&name).await.unwrap();
        let (revision, stored) = store.plain().await.unwrap();
        assert_eq!(stored, entries());
        store.commit(revision, Batch::new().delete(&entries()[1].id)).await.unwrap();
        drop(store);
        let store = AuthenticatorStore::open(&name).await.unwrap();
        assert_eq!(plain(&store).await.len(), 2);
        AuthenticatorStore::erase(&name).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn two_connections_share_and_two_phones_do_not() {
    let names = [AuthenticatorStore::phone_name(&PhoneId("aa".into())), "counterpart-phone-bb".to_owned()];
    let one = fresh(&names[0]).await;
    let same = AuthenticatorStore::open(&names[0]).await.unwrap();
    let other = fresh(&names[1]).await;
    let [first, second, _] = entries();
    put_all(&one, std::slice::from_ref(&first)).await;
    put_all(&same, std::slice::from_ref(&second)).await;
    assert_eq!(plain(&one).await, [first.clone(), second.clone()]);
    assert_eq!(plain(&same).await, [first, second]);
    assert_eq!(plain(&other).await, []);
    for name in &names {
        AuthenticatorStore::erase(name).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_writing_given_up_half_way_leaves_the_old_entry() {
    use std::future::{Future, poll_fn};
    let name = "counterpart-phone-cc";
    let store = fresh(name).await;
    let [old, ..] = entries();
    let revision = put_all(&store, std::slice::from_ref(&old)).await;
    let new = Entry { issuer: "changed".into(), ..old.clone() };
    {
        let mut writing = std::pin::pin!(store.commit(revision, Batch::new().put_plain(&new).unwrap()));
        poll_fn(|context| {
            assert!(writing.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    }
    assert_eq!(plain(&store).await, [old]);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_was_judged_on_an_old_state_is_not_written() {
    let name = "counterpart-phone-dd";
    let one = fresh(name).await;
    let other = AuthenticatorStore::open(name).await.unwrap();
    let [first, second, third] = entries();
    // Both tabs read the same empty state.
    let stale = one.plain().await.unwrap().0;
    assert_eq!(other.plain().await.unwrap().0, stale);
    put_all(&other, std::slice::from_ref(&first)).await;
    let late = one.commit(stale, Batch::new().put_plain(&second).unwrap()).await;
    assert_eq!(late, Err(StoreError::Conflict));
    assert_eq!(plain(&one).await, std::slice::from_ref(&first));
    put_all(&one, std::slice::from_ref(&third)).await;
    assert_eq!(plain(&other).await, [first, third]);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_counter_beyond_what_a_number_of_the_browser_holds_is_kept() {
    let name = "counterpart-phone-0d";
    let store = fresh(name).await;
    let uri = format!("otpauth://hotp/a:b?secret=GEZDGNBVGY3TQOJQ&counter={}", u64::MAX - 1);
    let counting = entry(1, &uri, NOW);
    put_all(&store, std::slice::from_ref(&counting)).await;
    assert_eq!(plain(&store).await, [counting]);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn an_image_is_stored_as_bytes_and_read_from_the_list_of_earlier_versions() {
    let name = "counterpart-phone-1c";
    let store = fresh(name).await;
    let [entry, ..] = entries();
    let icon = Icon { media_type: "image/png".into(), bytes: vec![1, 2, 250] };
    let entry = Entry { icon: Some(icon), ..entry };
    put_all(&store, std::slice::from_ref(&entry)).await;
    let connection = Connection::open(name, &[|_| Ok(()), |_| Ok(())]).await.unwrap();
    let value = connection.get("entries", &entry.id.0).await.unwrap().unwrap();
    let icon = Reflect::get(&value, &"icon".into()).unwrap();
    assert!(Reflect::get(&icon, &"bytes".into()).unwrap().is_instance_of::<Uint8Array>());
    let earlier: Array = [1, 2, 250].map(JsValue::from).iter().collect();
    Reflect::set(&icon, &"bytes".into(), &earlier).unwrap();
    connection.write(&[Write::Put { store: "entries", key: entry.id.0.clone(), value }]).await.unwrap();
    drop(connection);
    assert_eq!(plain(&store).await, [entry]);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn protecting_leaves_nothing_in_the_clear_and_loses_nothing() {
    let name = "counterpart-phone-ee";
    let store = fresh(name).await;
    let revision = put_all(&store, &entries()).await;
    let (vault, protection) = protection(&entries());
    store.commit(revision, sealing(&protection)).await.unwrap();
    drop(store);
    let store = AuthenticatorStore::open(name).await.unwrap();
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!(snapshot.plain, []);
    assert_eq!(snapshot.cover, Cover::Vault(protection.header));
    let opened = vault.open_all(&snapshot.sealed);
    assert_eq!(opened.unreadable, []);
    let mut opened = opened.entries;
    opened.sort_by_key(|entry| entry.added_at);
    assert_eq!(opened, entries());
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn protecting_that_fails_leaves_the_plain_entries() {
    let name = "counterpart-phone-ff";
    let store = fresh(name).await;
    put_all(&store, &entries()).await;
    let (_, protection) = protection(&entries());
    assert_eq!(store.commit(0, sealing(&protection)).await, Err(StoreError::Conflict));
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!((snapshot.plain.as_slice(), snapshot.cover, snapshot.sealed.len()), (&entries()[..], Cover::None, 0));
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_record_that_is_no_record_costs_only_itself() {
    let name = "counterpart-phone-0a";
    let store = fresh(name).await;
    put_all(&store, &entries()).await;
    drop(store);
    let spoilt = entries()[1].id.clone();
    let connection = Connection::open(name, &[|_| Ok(()), |_| Ok(())]).await.unwrap();
    let value = js_sys::Object::new();
    Reflect::set(&value, &"id".into(), &spoilt.0.clone().into()).unwrap();
    let write = Write::Put { store: "entries", key: spoilt.0.clone(), value: value.into() };
    connection.write(&[write]).await.unwrap();
    drop(connection);
    let store = AuthenticatorStore::open(name).await.unwrap();
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!(snapshot.plain.len(), 2);
    assert_eq!(snapshot.illegible, [spoilt]);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_damaged_record_is_found_by_where_it_lies_and_put_back_as_it_was() {
    let name = "counterpart-phone-0d";
    let store = fresh(name).await;
    let (_, protection) = protection(&entries());
    put_all(&store, &entries()).await;
    let batch = protection.records.iter().try_fold(Batch::new(), Batch::put_sealed).unwrap();
    store.commit(1, batch).await.unwrap();
    drop(store);
    // Beside three entries and three records: one of no name, and one that calls itself as another is called.
    let connection = Connection::open(name, &[|_| Ok(()), |_| Ok(())]).await.unwrap();
    let other = protection.records[0].id.clone();
    let misplaced = database::encode(&protection.records[0]).unwrap();
    let steps = [
        Write::Put { store: "entries", key: "nameless".to_owned(), value: "no record".into() },
        Write::Put { store: "sealed", key: "misplaced".to_owned(), value: misplaced },
    ];
    connection.write(&steps).await.unwrap();
    drop(connection);
    let store = AuthenticatorStore::open(name).await.unwrap();
    let counts = |snapshot: &Snapshot| (snapshot.plain.len(), snapshot.sealed.len(), snapshot.illegible.len());
    let before = store.snapshot().await.unwrap();
    assert_eq!(counts(&before), (3, 4, 1));

    let mut removed = Vec::new();
    for id in [EntryId(String::new()), other.clone()] {
        let (revision, found) = store.damaged(&id).await.unwrap();
        assert_eq!(found.len(), 1, "{id:?}");
        store.commit(revision, found.iter().fold(Batch::new(), Batch::delete_damaged)).await.unwrap();
        removed.extend(found);
    }
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!(counts(&snapshot), (3, 3, 0));
    assert!(snapshot.sealed.iter().any(|record| record.id == other), "the one in its place is whole");

    let put_back = || removed.iter().fold(Batch::new(), Batch::put_damaged_back);
    store.commit(snapshot.revision, put_back()).await.unwrap();
    let after = store.snapshot().await.unwrap();
    assert_eq!((counts(&after), &after.sealed), (counts(&before), &before.sealed));
    assert_eq!(store.commit(after.revision, put_back()).await, Err(StoreError::Conflict), "nothing is written over");
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_newer_vault_is_told_and_left_alone() {
    let name = "counterpart-phone-0b";
    let store = fresh(name).await;
    let (_, protection) = protection(&entries());
    let newer = VaultHeader { version: 2, ..protection.header };
    store.commit(0, Batch::new().put_header(&newer).unwrap()).await.unwrap();
    assert_eq!(store.snapshot().await.unwrap().cover, Cover::NewerVault { version: 2 });
    AuthenticatorStore::erase(name).await.unwrap();
}

/// The layout of the first release: one store of plain entries, as that release wrote them.
#[wasm_bindgen_test]
async fn the_entries_of_the_first_release_are_taken_over() {
    let name = "counterpart-phone-0c";
    database::delete(name).await.unwrap();
    let old = Connection::open(name, &[|upgrade| upgrade.create_store("entries")]).await.unwrap();
    let records = js_sys::JSON::parse(include_str!("../fixtures/authenticator-v1.json")).unwrap();
    for record in Array::from(&records).iter() {
        let member = |name: &str| Reflect::get(&record, &name.into()).unwrap();
        let key = member("id").as_string().unwrap();
        // JSON has no byte strings; the release stored them.
        Reflect::set(&record, &"secret".into(), &Uint8Array::new(&member("secret"))).unwrap();
        old.write(&[Write::Put { store: "entries", key, value: record }]).await.unwrap();
    }
    drop(old);
    let store = AuthenticatorStore::open(name).await.unwrap();
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!((snapshot.cover, snapshot.sealed.len(), snapshot.illegible.len()), (Cover::None, 0, 0));
    let taken_over = |number: u8, issuer: &str, account: &str, algorithm, digits, kind| Entry {
        id: EntryId(format!("{number:032}")),
        app: String::new(),
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        secret: Secret::from_bytes(*b"12345678901234567890").unwrap(),
        algorithm,
        digits,
        kind,
        added_at: UnixMillis(1_780_000_000_000 + u64::from(number) - 1),
        // What that release did not know.
        note: String::new(),
        tags: Vec::new(),
        is_pinned: false,
        position: 0,
        icon: None,
        last_used_at: None,
        trashed_at: None,
    };
    let (totp, eight) = (Kind::default(), Digits::new(8).unwrap());
    let expected = [
        taken_over(1, "Gov Cloud", "alice", Algorithm::Sha1, Digits::SIX, totp),
        taken_over(2, "Gov Cloud", "bob", Algorithm::Sha1, Digits::SIX, Kind::Hotp { counter: 7 }),
        taken_over(3, "云", "carol", Algorithm::Sha512, eight, totp),
    ];
    assert_eq!(snapshot.plain, expected);
    let codes: Vec<String> = snapshot.plain.iter().map(|e| e.code_at(UnixMillis(59_000)).as_str().to_owned()).collect();
    // RFC 4226 appendix D, counters 1 and 7; RFC 6238 appendix B at 59 s with SHA-512, on a key of 20 bytes.
    assert_eq!(codes, ["287082", "162583", "69342147"]);
    put_all(&store, &entries()).await;
    assert_eq!(plain(&store).await.len(), 6);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn two_tabs_opened_at_once_put_one_phone_on_the_table() {
    database::delete(stage::NAME).await.unwrap();
    let (one, other) = (StageStore::open().await.unwrap(), StageStore::open().await.unwrap());
    let second = Phone { id: PhoneId::from_random([9; 4]), ..phone() };
    let shelf = one.put_first_phone(&phone()).await.unwrap();
    assert_eq!(other.put_first_phone(&second).await.unwrap(), shelf);
    assert_eq!(shelf, [phone()]);
}

#[wasm_bindgen_test]
async fn phones_and_messages_survive_a_reload() {
    database::delete(stage::NAME).await.unwrap();
    let store = StageStore::open().await.unwrap();
    let sms = |id: &str, to: &str, sent_at| Message {
        id: id.into(),
        to_number: to.into(),
        from: "Gov Cloud".into(),
        body: MessageBody::VerificationCode { code: "012345".into(), minutes_valid: 10 },
        sent_at,
        channel: Channel::Sms,
    };
    let (first, second) = (sms("b", "13800000001", NOW), sms("a", "13800000002", NOW.plus_secs(1)));
    store.put_phone(&phone()).await.unwrap();
    store.put_messages(std::slice::from_ref(&second)).await.unwrap();
    store.put_messages(std::slice::from_ref(&first)).await.unwrap();
    drop(store);
    let store = StageStore::open().await.unwrap();
    assert_eq!(store.phones().await.unwrap(), [phone()]);
    assert_eq!(store.messages().await.unwrap(), [first, second.clone()]);
    store.delete_messages_to("13800000001").await.unwrap();
    store.delete_phone(&phone().id).await.unwrap();
    assert_eq!(store.messages().await.unwrap(), [second]);
    assert_eq!(store.phones().await.unwrap(), []);
}
