//! Messages between tabs.

use counterpart::browser::clock::sleep;
use counterpart::browser::tabs::Tabs;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn others_hear_it_and_the_sender_does_not() {
    let heard: Rc<RefCell<Vec<String>>> = Rc::default();
    let listen = |who: &'static str| {
        let heard = heard.clone();
        Tabs::open("test-tabs", move |text| heard.borrow_mut().push(format!("{who}: {text}"))).unwrap()
    };
    let (one, other) = (listen("one"), listen("other"));
    one.post("console").unwrap();
    sleep(100).await;
    assert_eq!(*heard.borrow(), ["other: console"]);
    drop(other);
    one.post("again").unwrap();
    sleep(100).await;
    assert_eq!(heard.borrow().len(), 1);
}
