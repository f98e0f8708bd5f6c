//! The clock: the time now, a tick at each whole second, and delays.
//!
//! Built on `Date.now` and `setTimeout` alone, so that tests which replace these two move everything here.

use crate::otp::UnixMillis;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

const SECOND_MILLIS: u64 = 1_000;

/// The time now by this device's clock, in milliseconds.
pub fn now() -> UnixMillis {
    // Whole, and far below 2^53; a clock before 1970 saturates to 0.
    UnixMillis(js_sys::Date::now() as u64)
}

/// Calls back at each whole second; stops when dropped.
#[derive(Debug)]
#[must_use = "a dropped ticker stops"]
pub struct Ticker(Rc<Cell<bool>>);

impl Drop for Ticker {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Calls `callback` with the time at the beginning of each second, the first time at the next one.
pub fn every_second(mut callback: impl FnMut(UnixMillis) + 'static) -> Ticker {
    let running = Rc::new(Cell::new(true));
    let ticker = Ticker(running.clone());
    spawn_local(async move {
        let mut last_second = now().as_secs();
        while running.get() {
            let wait_millis = SECOND_MILLIS - now().0 % SECOND_MILLIS;
            TimeoutFuture::new(wait_millis as u32).await;
            let time = now();
            // A timer may fire a moment early: then the second is still the old one, and the loop waits on.
            if running.get() && time.as_secs() != last_second {
                last_second = time.as_secs();
                callback(time);
            }
        }
    });
    ticker
}

/// Something that will happen; cancelled when dropped.
#[derive(Debug)]
#[must_use = "a dropped delay is cancelled"]
pub struct Delay(#[expect(dead_code, reason = "held for its drop")] Timeout);

/// Calls `callback` once, `millis` milliseconds from now.
pub fn after(millis: u32, callback: impl FnOnce() + 'static) -> Delay {
    Delay(Timeout::new(millis, callback))
}

/// Waits for `millis` milliseconds.
pub async fn sleep(millis: u32) {
    TimeoutFuture::new(millis).await;
}
