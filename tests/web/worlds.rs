//! A scenario's databases are its own, and nothing of the rehearsal is touched by them.

use crate::fixtures::{NOW, account};
use counterpart::authenticator::{Entry, EntryId, read_scanned};
use counterpart::console::Account;
use counterpart::stage::{PhoneId, Shelf};
use counterpart::store::authenticator::Batch;
use counterpart::store::erase::{EraseOptions, leave_scenario, start_over};
use counterpart::store::preferences::{self, Preferences};
use counterpart::store::{AuthenticatorStore, Changes, ConsoleStore, StageStore, StoreError, World};
use wasm_bindgen_test::wasm_bindgen_test;

/// What one world holds: usernames, phones' numbers, and entries of the first phone.
async fn contents(world: World) -> (Vec<String>, Vec<String>, usize) {
    let accounts = ConsoleStore::open_in(world).await.unwrap().all::<Account>().await.unwrap();
    let phones = StageStore::open_in(world).await.unwrap().phones().await.unwrap();
    let name = AuthenticatorStore::phone_name_in(world, &PhoneId("5ce0a110".into()));
    let (_, entries) = AuthenticatorStore::open(&name).await.unwrap().plain().await.unwrap();
    (
        accounts.iter().map(|account| account.username.as_str().to_owned()).collect(),
        phones.iter().map(|phone| phone.number.clone()).collect(),
        entries.len(),
    )
}

async fn fill(world: World, username: &str, byte: u8) {
    let alice = account(byte, username);
    ConsoleStore::open_in(world).await.unwrap().write(Changes::new().put(alice)).await.unwrap();
    let id = PhoneId("5ce0a110".into());
    for phone in Shelf::first(id.clone(), NOW).phones {
        StageStore::open_in(world).await.unwrap().put_phone(&phone).await.unwrap();
    }
    let (key_uri, _) = read_scanned("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQ").unwrap();
    let entry = Entry::from_key_uri(key_uri, EntryId::from_random([byte; 16]), "", NOW);
    let store = AuthenticatorStore::open(&AuthenticatorStore::phone_name_in(world, &id)).await.unwrap();
    let (revision, _) = store.plain().await.unwrap();
    store.commit(revision, Batch::new().put_plain(&entry).unwrap()).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_scenario_is_left_without_a_trace_and_the_rehearsal_is_as_it_was() {
    start_over(EraseOptions::default()).await.unwrap();
    fill(World::Rehearsal, "alice", 1).await;
    let before = contents(World::Rehearsal).await;
    fill(World::Scenario, "bob", 2).await;
    let scenario = Preferences { scenario: Some("wrong-clock".into()), ..Preferences::default() };
    preferences::save(&scenario).unwrap();
    assert_eq!(preferences::load().world(), World::Scenario);
    assert_eq!(contents(World::Rehearsal).await, before);
    assert_eq!(contents(World::Scenario).await.0, ["bob"]);

    // A connection is still open, as in another tab.
    let open = ConsoleStore::open_in(World::Scenario).await.unwrap();
    let erased = leave_scenario().await.unwrap();
    assert!(erased.databases.iter().all(|name| name.ends_with("-scenario")), "{erased:?}");
    assert_eq!(open.all::<Account>().await, Err(StoreError::Closed));
    assert_eq!(preferences::load().world(), World::Rehearsal);
    assert_eq!(contents(World::Rehearsal).await, before);
    assert_eq!(contents(World::Scenario).await, (Vec::new(), Vec::new(), 0));
}

#[wasm_bindgen_test]
async fn each_world_seals_under_a_key_of_its_own() {
    let mut sealed = Vec::new();
    for world in World::ALL {
        let key = ConsoleStore::open_in(world).await.unwrap().sealing_key().await.unwrap();
        sealed.push((key.clone(), counterpart::browser::crypto::seal(&key, b"a key", b"alice").await.unwrap()));
    }
    let opened = counterpart::browser::crypto::unseal(&sealed[0].0, &sealed[1].1, b"alice").await;
    assert_eq!(opened.err(), Some(counterpart::browser::crypto::CryptoError::Refused));
}

#[wasm_bindgen_test]
async fn starting_over_erases_both_worlds_and_ends_the_scenario() {
    fill(World::Rehearsal, "carol", 3).await;
    fill(World::Scenario, "dave", 4).await;
    preferences::save(&Preferences { scenario: Some("two-phones".into()), ..Preferences::default() }).unwrap();
    start_over(EraseOptions::default()).await.unwrap();
    assert_eq!(preferences::load().scenario, None);
    for world in World::ALL {
        assert_eq!(contents(world).await, (Vec::new(), Vec::new(), 0), "{world:?}");
    }
}
