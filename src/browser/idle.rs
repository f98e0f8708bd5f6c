//! Whether anybody is there: how long nothing was touched, and when the page goes out of sight.
//!
//! Time is that of [`clock`](super::clock), whose timers stand still while the machine sleeps and come late in a tab
//! out of sight. So what happens after a long silence first finds out how long it was.

use super::clock::{Delay, after, now};
use crate::otp::UnixMillis;
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use web_sys::{EventTarget, VisibilityState};

/// What a person does. Coming back into sight is heard apart.
const ACTIVITIES: [&str; 6] = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "input"];
/// What is done here is passed on once in this time, in milliseconds: it goes to every tab.
const PASS_ON_MILLIS: u64 = 1_000;
/// Activity is noted once in this time, in milliseconds: a pointer moves a hundred times a second.
const THROTTLE_MILLIS: u64 = 250;
/// The longest delay that a browser's timer takes, in milliseconds.
const DELAY_MAX_MILLIS: u64 = i32::MAX as u64;

/// Watches for silence; stops when dropped.
#[must_use = "dropped, it watches no more"]
pub struct Idle {
    state: Rc<State>,
    _listeners: Vec<EventListener>,
}

struct State {
    limit_millis: u64,
    last_activity: Cell<UnixMillis>,
    last_passed_on: Cell<UnixMillis>,
    /// Whether this silence has been told.
    is_told: Cell<bool>,
    delay: RefCell<Option<Delay>>,
    on_activity: Box<dyn Fn()>,
    callback: RefCell<Box<dyn FnMut()>>,
}

impl fmt::Debug for Idle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Idle").field("last_activity", &self.state.last_activity).finish_non_exhaustive()
    }
}

/// Calls back when nothing was touched for `limit_secs` seconds, once for each such silence. Looking at the page again
/// counts as a touch, but a silence that was long enough is told first: after a sleep, before anything can be seen.
///
/// `on_activity` hears, at most once a second, that a person does something on this page, for whoever passes it on to
/// [`Idle::touch`] of another.
pub fn watch(limit_secs: u32, on_activity: impl Fn() + 'static, callback: impl FnMut() + 'static) -> Idle {
    let state = Rc::new(State {
        limit_millis: u64::from(limit_secs) * 1_000,
        last_activity: Cell::new(now()),
        last_passed_on: Cell::new(UnixMillis(0)),
        is_told: Cell::new(false),
        delay: RefCell::default(),
        on_activity: Box::new(on_activity),
        callback: RefCell::new(Box::new(callback)),
    });
    let mut listeners = Vec::new();
    if let Some(window) = web_sys::window() {
        let target: &EventTarget = &window;
        listeners.extend(ACTIVITIES.map(|name| {
            let state = state.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(target, name, options, move |_| touch_here(&state))
        }));
        listeners.extend(window.document().map(|document| {
            let state = state.clone();
            EventListener::new(&document, "visibilitychange", move |_| {
                if is_hidden() { look(&state) } else { touch_here(&state) }
            })
        }));
    }
    schedule(&state);
    Idle { state, _listeners: listeners }
}

impl Idle {
    /// When something was touched last, to a quarter of a second.
    pub fn last_activity(&self) -> UnixMillis {
        self.state.last_activity.get()
    }

    /// Counts as a touch, for what a person does elsewhere, such as in another tab. It is not passed on.
    pub fn touch(&self) {
        touch(&self.state);
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        self.state.delay.take();
        self.state.is_told.set(true);
    }
}

fn silence_millis(state: &State) -> u64 {
    let (now, last) = (now(), state.last_activity.get());
    // A clock that was set back starts the silence anew.
    if now.0 < last.0 {
        state.last_activity.set(now);
    }
    now.0.saturating_sub(last.0)
}

fn touch_here(state: &Rc<State>) {
    touch(state);
    let (now, last) = (now(), state.last_passed_on.get());
    // A clock that was set back passes it on at once.
    if now.0 < last.0 || now.0 - last.0 >= PASS_ON_MILLIS {
        state.last_passed_on.set(now);
        (state.on_activity)();
    }
}

fn touch(state: &Rc<State>) {
    let silence_millis = silence_millis(state);
    if silence_millis >= state.limit_millis {
        tell(state);
        state.is_told.set(false);
    } else if silence_millis < THROTTLE_MILLIS {
        return;
    }
    state.last_activity.set(now());
    if state.delay.borrow().is_none() {
        schedule(state);
    }
}

/// Tells if it is time; else comes again when it may be.
fn look(state: &Rc<State>) {
    if silence_millis(state) >= state.limit_millis {
        tell(state);
    } else {
        schedule(state);
    }
}

fn tell(state: &Rc<State>) {
    state.delay.take();
    if !state.is_told.replace(true) {
        // A callback that drops its own watch, or touches it, finds the box free only afterwards.
        if let Ok(mut callback) = state.callback.try_borrow_mut() {
            callback();
        }
    }
}

/// One timer at a time: activity only moves the moment at which it has to be set again.
fn schedule(state: &Rc<State>) {
    let left_millis = state.limit_millis.saturating_sub(silence_millis(state)).clamp(1, DELAY_MAX_MILLIS);
    let weak = Rc::downgrade(state);
    let delay = after(left_millis as u32, move || {
        if let Some(state) = weak.upgrade() {
            look(&state);
        }
    });
    // The one before it is cancelled.
    state.delay.replace(Some(delay));
}

/// Whether the page is out of sight now: another tab in front, the window minimised, the screen locked.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// Hears when the page goes out of sight; deaf when dropped.
#[derive(Debug)]
#[must_use = "dropped, it hears nothing"]
pub struct HiddenListener {
    _listeners: Vec<EventListener>,
}

/// Calls back each time that the page goes out of sight, or is left. Nothing that takes long is sure to end then.
pub fn on_hidden(callback: impl FnMut() + 'static) -> HiddenListener {
    let callback = Rc::new(RefCell::new(callback));
    let mut listeners = Vec::new();
    if let Some(window) = web_sys::window() {
        listeners.extend(window.document().map(|document| {
            let callback = callback.clone();
            EventListener::new(&document, "visibilitychange", move |_| {
                if is_hidden() {
                    callback.borrow_mut()();
                }
            })
        }));
        // Some browsers leave a page without the other event.
        listeners.push(EventListener::new(&window, "pagehide", move |_| callback.borrow_mut()()));
    }
    HiddenListener { _listeners: listeners }
}
