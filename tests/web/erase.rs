//! Starting over, and preferences.

use crate::fixtures::{NOW, account};
use counterpart::authenticator::{Entry, EntryId, read_scanned};
use counterpart::console::Account;
use counterpart::store::authenticator::Batch;
use counterpart::store::erase::{EraseOptions, start_over};
use counterpart::store::preferences::{self, OpensAt, Preferences, Theme};
use counterpart::store::{AuthenticatorStore, Changes, ConsoleStore, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn it_erases_the_demo_and_the_own_authenticator_only_if_named() {
    let uri = "otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQ";
    let entry = Entry::from_key_uri(read_scanned(uri).unwrap().0, EntryId::from_random([1; 16]), "", NOW);
    let alice = account(1, "alice");
    let console = ConsoleStore::open().await.unwrap();
    console.write(Changes::new().put(&alice)).await.unwrap();
    let phone = AuthenticatorStore::open("counterpart-phone-dd").await.unwrap();
    phone.commit(0, Batch::new().put_plain(&entry).unwrap()).await.unwrap();
    let own = AuthenticatorStore::open(AuthenticatorStore::own_name()).await.unwrap();
    own.commit(0, Batch::new().put_plain(&entry).unwrap()).await.unwrap();

    // The connections are still open, as in another tab.
    let erased = start_over(EraseOptions::default()).await.unwrap();
    assert!(erased.databases.iter().any(|name| name == "counterpart-phone-dd"));
    assert_eq!(console.get::<Account>(&alice.id).await, Err(StoreError::Closed));
    assert_eq!(ConsoleStore::open().await.unwrap().all::<Account>().await.unwrap(), []);
    assert_eq!(AuthenticatorStore::open("counterpart-phone-dd").await.unwrap().plain().await.unwrap().1, []);
    assert_eq!(own.plain().await.unwrap().1, [entry]);

    start_over(EraseOptions { own_authenticator: true }).await.unwrap();
    let own = AuthenticatorStore::open(AuthenticatorStore::own_name()).await.unwrap();
    assert_eq!(own.plain().await.unwrap().1, []);
}

#[wasm_bindgen_test]
fn preferences_are_kept() {
    let chosen = Preferences {
        theme: Theme::Dark,
        language: Some("zh-CN".into()),
        opens_at: OpensAt::Console,
        scenario: Some("wrong-clock".into()),
    };
    preferences::save(&chosen).unwrap();
    assert_eq!(preferences::load(), chosen);
    preferences::save(&Preferences::default()).unwrap();
    assert_eq!(preferences::load(), Preferences::default());
}
