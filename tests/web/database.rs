//! What every database relies on.

use counterpart::browser::database::{self, Connection, DatabaseError, Migration, Write};
use js_sys::{Array, Function};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

const NAME: &str = "test-database";
const FIRST: &[Migration] = &[|upgrade| upgrade.create_store("things")];
const SECOND: &[Migration] = &[|upgrade| upgrade.create_store("things"), |upgrade| upgrade.create_store("others")];

async fn fresh() -> Connection {
    database::delete(NAME).await.unwrap();
    Connection::open(NAME, FIRST).await.unwrap()
}

fn put(key: &str, value: &str) -> Write {
    Write::Put { store: "things", key: key.into(), value: value.into() }
}

async fn value(connection: &Connection, key: &str) -> Option<String> {
    connection.get("things", key).await.unwrap().and_then(|value| value.as_string())
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).unwrap()
}

#[wasm_bindgen_test]
async fn a_broken_condition_takes_back_what_was_written_before_it() {
    let connection = fresh().await;
    connection.write(&[put("a", "old")]).await.unwrap();
    let steps = [put("a", "new"), put("b", "new"), Write::MustBeAbsent { store: "things", key: "a".into() }];
    assert_eq!(connection.write(&steps).await, Err(DatabaseError::Conflict));
    assert_eq!(value(&connection, "a").await.as_deref(), Some("old"));
    assert_eq!(value(&connection, "b").await, None);
}

/// A record of a map and of numbers, one of them beyond what a number of the browser holds.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
struct Counting {
    at: u64,
    counters: BTreeMap<String, u64>,
    key: [u8; 2],
    label: Option<String>,
}

fn counting(at: u64, counter: u64) -> Counting {
    Counting { at, counters: BTreeMap::from([("a".to_owned(), counter)]), key: [1, 2], label: None }
}

fn must_equal(value: JsValue) -> Write {
    Write::MustEqual { store: "things", key: "a".into(), value }
}

fn put_value(value: JsValue) -> Write {
    Write::Put { store: "things", key: "a".into(), value }
}

#[wasm_bindgen_test]
async fn only_the_same_record_is_equal_whatever_its_numbers() {
    let connection = fresh().await;
    let value = |record: &Counting| database::encode(record).unwrap();
    for (at, counter) in [(3, 4), (3, u64::MAX), (u64::MAX, 4)] {
        let old = counting(at, counter);
        connection.write(&[put_value(value(&old))]).await.unwrap();
        assert_eq!(connection.write(&[must_equal(value(&old))]).await, Ok(()), "{at} {counter}");
        let others = [
            counting(at - 1, counter),
            counting(at, counter - 1),
            Counting { counters: BTreeMap::new(), ..old.clone() },
            Counting { key: [1, 3], ..old.clone() },
            Counting { label: Some(String::new()), ..old.clone() },
        ];
        for other in others {
            let late = connection.write(&[must_equal(value(&other)), put("a", "lost")]).await;
            assert_eq!(late, Err(DatabaseError::Conflict), "{at} {counter}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_map_alone_with_a_large_number_is_compared_by_what_it_holds() {
    let connection = fresh().await;
    let value = |counter: u64| database::encode(&BTreeMap::from([("a", counter)])).unwrap();
    connection.write(&[put_value(value(u64::MAX))]).await.unwrap();
    assert_eq!(connection.write(&[must_equal(value(u64::MAX))]).await, Ok(()));
    for other in [u64::MAX - 1, 1] {
        assert_eq!(connection.write(&[must_equal(value(other))]).await, Err(DatabaseError::Conflict), "{other}");
    }
}

/// Earlier versions wrote a record with a large number as a map with big integers all through.
#[wasm_bindgen_test]
async fn a_record_is_the_same_in_the_form_of_an_earlier_version() {
    let connection = fresh().await;
    let earlier =
        run("return { at: 3n, counters: new Map([['a', 18446744073709551615n]]), key: [1, 2], label: undefined }");
    connection.write(&[put_value(earlier)]).await.unwrap();
    let stored = connection.get("things", "a").await.unwrap().unwrap();
    assert_eq!(database::decode::<Counting>(stored), Ok(counting(3, u64::MAX)));
    let same = must_equal(database::encode(&counting(3, u64::MAX)).unwrap());
    assert_eq!(connection.write(std::slice::from_ref(&same)).await, Ok(()));
    let other = must_equal(database::encode(&counting(3, u64::MAX - 1)).unwrap());
    assert_eq!(connection.write(&[other]).await, Err(DatabaseError::Conflict));
    // And one that has a field fewer, which is empty.
    let fewer = run("return { at: 3, counters: { a: 18446744073709551615n }, key: new Uint8Array([1, 2]) }");
    connection.write(&[put_value(fewer)]).await.unwrap();
    assert_eq!(connection.write(&[same]).await, Err(DatabaseError::Conflict), "bytes are no list");
}

#[wasm_bindgen_test]
async fn what_cannot_be_compared_is_not_equal_but_an_error() {
    let connection = fresh().await;
    let thing = || run("return { handle: new Blob(['one']) }");
    connection.write(&[put_value(thing())]).await.unwrap();
    assert_eq!(connection.write(&[must_equal(thing()), put("a", "lost")]).await, Err(DatabaseError::Unreadable));
    assert!(connection.get("things", "a").await.unwrap().unwrap().is_object());
}

#[wasm_bindgen_test]
async fn a_writing_that_is_given_up_half_way_leaves_the_old_state() {
    let connection = fresh().await;
    connection.write(&[put("a", "old")]).await.unwrap();
    {
        let steps = [put("a", "new"), put("b", "new")];
        let mut writing = pin!(connection.write(&steps));
        poll_fn(|context| {
            assert!(writing.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
    }
    assert_eq!(value(&connection, "a").await.as_deref(), Some("old"));
    assert_eq!(value(&connection, "b").await, None);
}

#[wasm_bindgen_test]
async fn writings_ask_for_strict_durability() {
    let connection = fresh().await;
    run("globalThis.asked = [];
        const original = IDBDatabase.prototype.transaction;
        globalThis.restore = () => { IDBDatabase.prototype.transaction = original; };
        IDBDatabase.prototype.transaction = function (...given) {
            globalThis.asked.push(`${given[1]} ${given[2]?.durability}`);
            return original.apply(this, given);
        };");
    connection.write(&[put("a", "x")]).await.unwrap();
    let asked = run("globalThis.restore(); return globalThis.asked.join();");
    assert_eq!(asked.as_string().as_deref(), Some("readwrite strict"));
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_and_nothing_of_the_writing_stays() {
    let connection = fresh().await;
    run("const original = IDBObjectStore.prototype.put;
        globalThis.restore = () => { IDBObjectStore.prototype.put = original; };
        IDBObjectStore.prototype.put = function (value, key) {
            if (key === 'b') throw new DOMException('full', 'QuotaExceededError');
            return original.call(this, value, key);
        };");
    let outcome = connection.write(&[put("a", "x"), put("b", "x")]).await;
    run("globalThis.restore();");
    assert_eq!(outcome, Err(DatabaseError::Full));
    assert_eq!(value(&connection, "a").await, None);
}

#[wasm_bindgen_test]
async fn a_browser_that_refuses_its_storage_is_told() {
    // As Chromium does where a site may keep no data.
    run("const original = IDBFactory.prototype.open;
        globalThis.restore = () => { IDBFactory.prototype.open = original; };
        IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };");
    let outcome = Connection::open("test-refused", FIRST).await.err();
    run("globalThis.restore();");
    assert_eq!(outcome, Some(DatabaseError::Unavailable));
}

#[wasm_bindgen_test]
async fn an_upgrade_keeps_the_records_and_closes_the_old_connection() {
    let old = fresh().await;
    old.write(&[put("a", "kept")]).await.unwrap();
    let new = Connection::open(NAME, SECOND).await.unwrap();
    assert_eq!(value(&new, "a").await.as_deref(), Some("kept"));
    assert_eq!(new.all("others").await.unwrap().len(), 0);
    assert_eq!(old.get("things", "a").await.err(), Some(DatabaseError::Closed));
    assert_eq!(old.write(&[put("a", "lost")]).await, Err(DatabaseError::Closed));
    assert_eq!(value(&new, "a").await.as_deref(), Some("kept"));
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_blocks_and_the_upgrade_comes_later_whole() {
    drop(fresh().await);
    // A connection that ignores the wish of others, such as that of a tab that hangs.
    let promise = run("return new Promise((resolve) => {
            const request = indexedDB.open('test-database');
            request.onsuccess = () => resolve([request.result]);
        });");
    let stubborn = Array::from(&JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await.unwrap()).get(0);
    assert_eq!(Connection::open(NAME, SECOND).await.err(), Some(DatabaseError::Blocked));
    stubborn.unchecked_into::<web_sys::IdbDatabase>().close();
    let new = Connection::open(NAME, SECOND).await.unwrap();
    assert_eq!(new.all("others").await.unwrap().len(), 0);
    drop(new);
    database::delete(NAME).await.unwrap();
}
