//! The clock.

use super::wait::until;
use counterpart::browser::clock::{after, every_second, now, sleep};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn it_ticks_at_whole_seconds_until_it_is_dropped() {
    let ticks: Rc<RefCell<Vec<u64>>> = Rc::default();
    let ticker = every_second({
        let ticks = ticks.clone();
        move |time| ticks.borrow_mut().push(time.0)
    });
    until(|| ticks.borrow().len() >= 2).await;
    drop(ticker);
    let heard = ticks.borrow().clone();
    // A busy machine may be late, but none is early, just before a second, nor twice in one.
    assert!(heard.iter().all(|time| time % 1_000 < 900), "{heard:?}");
    assert!(heard.windows(2).all(|pair| pair[0] / 1_000 < pair[1] / 1_000), "{heard:?}");
    sleep(1_100).await;
    assert_eq!(ticks.borrow().len(), heard.len());
}

#[wasm_bindgen_test]
async fn a_delay_happens_once_unless_it_is_dropped() {
    let count = Rc::new(Cell::new(0));
    let add = |amount| {
        let count = count.clone();
        move || count.set(count.get() + amount)
    };
    let kept = after(20, add(1));
    drop(after(20, add(10)));
    let begun = now();
    until(|| count.get() > 0).await;
    assert!(now().0 - begun.0 >= 19, "not before its time");
    sleep(100).await;
    drop(kept);
    assert_eq!(count.get(), 1);
}
