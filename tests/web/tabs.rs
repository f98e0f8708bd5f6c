//! Messages between tabs.

use super::wait::until;
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
    until(|| !heard.borrow().is_empty()).await;
    // What one hears of the next message comes behind what it would have heard of the first.
    other.post("answer").unwrap();
    until(|| heard.borrow().len() >= 2).await;
    assert_eq!(*heard.borrow(), ["other: console", "one: answer"]);

    drop(other);
    let last = listen("last");
    one.post("again").unwrap();
    until(|| heard.borrow().len() >= 3).await;
    drop(last);
    assert_eq!(heard.borrow()[2..], ["last: again"]);
}
