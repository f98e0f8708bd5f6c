//! The true clock as a signal that changes at each second's boundary.

use leptos::prelude::*;

use crate::{browser, otp::UnixMillis};

/// A handle to the browser's clock.
#[derive(Clone, Copy)]
pub struct Clock {
    second: RwSignal<UnixMillis>,
}

impl Clock {
    /// Starts ticking; stops when the current owner goes.
    pub(super) fn open() -> Self {
        let second = RwSignal::new(browser::clock::now());
        let ticker = browser::clock::every_second(move |now| {
            second.try_set(now);
        });
        let ticker = StoredValue::new_local(Some(ticker));
        on_cleanup(move || {
            ticker.try_update_value(Option::take);
        });
        Self { second }
    }

    /// The time at the last tick, tracked.
    pub fn now(self) -> UnixMillis {
        self.second.get()
    }

    /// The time at this instant, to the millisecond, not tracked: for handlers.
    pub fn now_untracked(self) -> UnixMillis {
        browser::clock::now()
    }
}

/// The clock, from the context that the app provides.
pub fn use_clock() -> Clock {
    use_context().unwrap_or_else(Clock::open)
}
