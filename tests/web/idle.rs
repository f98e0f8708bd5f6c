//! Silence. Only the clock's reading is moved; its timers run as they are.

use super::stand_in::{StandIn, run};
use super::wait::until;
use counterpart::browser::clock::sleep;
use counterpart::browser::idle;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn counter() -> (Rc<Cell<u32>>, impl FnMut() + 'static) {
    let count = Rc::new(Cell::new(0));
    let counted = count.clone();
    (count, move || counted.set(counted.get() + 1))
}

fn dispatch(name: &str) {
    run(&format!("document.body.dispatchEvent(new Event('{name}', {{ bubbles: true }}));"));
}

/// Puts the page in or out of sight, as it seems.
fn sight(state: &str) -> StandIn {
    let stand_in = StandIn::new("document", "visibilityState", &format!("'{state}'"));
    run("document.dispatchEvent(new Event('visibilitychange'));");
    stand_in
}

#[wasm_bindgen_test]
async fn silence_is_told_once_and_again_after_a_touch() {
    let (count, callback) = counter();
    let idle = idle::watch(1, || {}, callback);
    for _ in 0..4 {
        sleep(400).await;
        dispatch("pointermove");
    }
    assert_eq!(count.get(), 0);
    until(|| count.get() > 0).await;
    sleep(1_300).await;
    assert_eq!(count.get(), 1);
    dispatch("keydown");
    until(|| count.get() > 1).await;
    drop(idle);
    dispatch("keydown");
    sleep(1_300).await;
    assert_eq!(count.get(), 2);
}

#[wasm_bindgen_test]
async fn each_kind_of_activity_counts() {
    for name in ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "input"] {
        let idle = idle::watch(60, || {}, || {});
        let begun = idle.last_activity();
        sleep(300).await;
        dispatch(name);
        assert!(idle.last_activity().0 >= begun.0 + 250, "{name}");
    }
    let idle = idle::watch(60, || {}, || {});
    let begun = idle.last_activity();
    sleep(300).await;
    dispatch("scrollend");
    assert_eq!(idle.last_activity(), begun);
    idle.touch();
    assert!(idle.last_activity() > begun);
}

#[wasm_bindgen_test]
fn after_a_sleep_the_silence_is_told_before_the_touch_counts() {
    let (count, callback) = counter();
    let idle = idle::watch(60, || {}, callback);
    // The machine slept: its clock went on, its timers did not.
    let later = run("return Date.now() + 61_000;").as_f64().unwrap();
    let _clock = StandIn::new("Date", "now", &format!("() => {later}"));
    let _shown = sight("visible");
    assert_eq!(count.get(), 1);
    assert_eq!(idle.last_activity().0 as f64, later);
}

#[wasm_bindgen_test]
fn a_clock_that_is_set_back_is_no_silence() {
    let (count, callback) = counter();
    let idle = idle::watch(60, || {}, callback);
    let earlier = run("return Date.now() - 3_600_000;").as_f64().unwrap();
    let _clock = StandIn::new("Date", "now", &format!("() => {earlier}"));
    dispatch("keydown");
    assert_eq!(count.get(), 0);
    assert_eq!(idle.last_activity().0 as f64, earlier);
}

#[wasm_bindgen_test]
fn going_out_of_sight_is_told_and_coming_back_is_not() {
    let (count, callback) = counter();
    let listener = idle::on_hidden(callback);
    assert!(!idle::is_hidden());
    {
        let _hidden = sight("hidden");
        assert!(idle::is_hidden());
        assert_eq!(count.get(), 1);
    }
    drop(sight("visible"));
    assert_eq!(count.get(), 1);
    run("window.dispatchEvent(new Event('pagehide'));");
    assert_eq!(count.get(), 2);
    drop(listener);
    drop(sight("hidden"));
    assert_eq!(count.get(), 2);
}

#[wasm_bindgen_test]
async fn what_is_done_here_is_passed_on_once_a_second_and_what_comes_from_elsewhere_is_not() {
    let count = Rc::new(Cell::new(0));
    let counted = count.clone();
    let idle = idle::watch(60, move || counted.set(counted.get() + 1), || {});
    idle.touch();
    assert_eq!(count.get(), 0);
    dispatch("pointermove");
    dispatch("keydown");
    assert_eq!(count.get(), 1);
    sleep(1_100).await;
    dispatch("pointermove");
    assert_eq!(count.get(), 2);
}
