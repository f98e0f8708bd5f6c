//! The databases of authenticators, and the stage's.

use crate::fixtures::NOW;
use counterpart::authenticator::{Entry, EntryId, read_scanned};
use counterpart::otp::UnixMillis;
use counterpart::stage::{App, Phone, PhoneId, PhoneKind, Sms, SmsBody};
use counterpart::store::{AuthenticatorStore, StageStore, stage};
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(byte: u8, uri: &str, added_at: UnixMillis) -> Entry {
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

#[wasm_bindgen_test]
async fn a_reload_gives_the_entries_back_in_their_order() {
    for name in [AuthenticatorStore::own_name().to_owned(), AuthenticatorStore::phone_name(&phone().id)] {
        AuthenticatorStore::erase(&name).await.unwrap();
        let store = AuthenticatorStore::open(&name).await.unwrap();
        for entry in &entries() {
            store.put(entry).await.unwrap();
        }
        drop(store);
        let store = AuthenticatorStore::open(&name).await.unwrap();
        assert_eq!(store.all().await.unwrap(), entries());
        store.delete(&entries()[1].id).await.unwrap();
        drop(store);
        let store = AuthenticatorStore::open(&name).await.unwrap();
        assert_eq!(store.all().await.unwrap().len(), 2);
        AuthenticatorStore::erase(&name).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn two_connections_share_and_two_phones_do_not() {
    let names = [AuthenticatorStore::phone_name(&PhoneId("aa".into())), "counterpart-phone-bb".to_owned()];
    let one = AuthenticatorStore::open(&names[0]).await.unwrap();
    let same = AuthenticatorStore::open(&names[0]).await.unwrap();
    let other = AuthenticatorStore::open(&names[1]).await.unwrap();
    let [first, second, _] = entries();
    one.put(&first).await.unwrap();
    same.put(&second).await.unwrap();
    assert_eq!(one.all().await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(same.all().await.unwrap(), [first, second]);
    assert_eq!(other.all().await.unwrap(), []);
    for name in &names {
        AuthenticatorStore::erase(name).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_writing_given_up_half_way_leaves_the_old_entry() {
    use std::future::{Future, poll_fn};
    let name = "counterpart-phone-cc";
    let store = AuthenticatorStore::open(name).await.unwrap();
    let [old, ..] = entries();
    store.put(&old).await.unwrap();
    let new = Entry { issuer: "changed".into(), ..old.clone() };
    {
        let mut writing = std::pin::pin!(store.put(&new));
        poll_fn(|context| {
            assert!(writing.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    }
    assert_eq!(store.all().await.unwrap(), [old]);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn two_tabs_opened_at_once_put_one_phone_on_the_table() {
    counterpart::browser::database::delete(stage::NAME).await.unwrap();
    let (one, other) = (StageStore::open().await.unwrap(), StageStore::open().await.unwrap());
    let second = Phone { id: PhoneId::from_random([9; 4]), ..phone() };
    let shelf = one.put_first_phone(&phone()).await.unwrap();
    assert_eq!(other.put_first_phone(&second).await.unwrap(), shelf);
    assert_eq!(shelf, [phone()]);
}

#[wasm_bindgen_test]
async fn phones_and_messages_survive_a_reload() {
    counterpart::browser::database::delete(stage::NAME).await.unwrap();
    let store = StageStore::open().await.unwrap();
    let sms = |id: &str, to: &str, sent_at| Sms {
        id: id.into(),
        to_number: to.into(),
        from: "Gov Cloud".into(),
        body: SmsBody::VerificationCode { code: "012345".into(), minutes_valid: 10 },
        sent_at,
    };
    let (first, second) = (sms("b", "13800000001", NOW), sms("a", "13800000002", NOW.plus_secs(1)));
    store.put_phone(&phone()).await.unwrap();
    store.put_message(&second).await.unwrap();
    store.put_message(&first).await.unwrap();
    drop(store);
    let store = StageStore::open().await.unwrap();
    assert_eq!(store.phones().await.unwrap(), [phone()]);
    assert_eq!(store.messages().await.unwrap(), [first, second.clone()]);
    store.delete_messages_to("13800000001").await.unwrap();
    store.delete_phone(&phone().id).await.unwrap();
    assert_eq!(store.messages().await.unwrap(), [second]);
    assert_eq!(store.phones().await.unwrap(), []);
}
