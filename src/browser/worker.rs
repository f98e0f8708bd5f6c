//! A worker: a second thread of the browser that takes requests and answers them. This is the page's side;
//! [`serve`] is the worker's.
//!
//! Each request has a channel of its own, so an answer cannot reach another's question, and a request that is dropped
//! takes its channel with it. What goes through is whatever the browser can clone: this file knows no jobs.
//!
//! Requests wait until the worker has said that it serves: a worker that loads its program first would miss them.

mod serving;

pub use serving::{Reply, is_worker, serve};

use super::js;
use super::once::{self, Sender};
use gloo_events::EventListener;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort, WorkerOptions, WorkerType};

/// What a worker says when it serves.
const READY: &str = "counterpart-worker-ready";
/// What a worker says when a promise in it failed, such as a task that trapped: no `error` event tells of these.
const DIED: &str = "counterpart-worker-died";
/// The first item of a message on a request's channel: a progress, the answer, or that there will be none.
const PROGRESS: u32 = 0;
const ANSWER: u32 = 1;
const NO_ANSWER: u32 = 2;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// The browser starts no worker here.
    #[error("workers are unavailable")]
    Unavailable,
    /// The worker could not be loaded, trapped, or was terminated. A fresh one may be started.
    #[error("the worker has died")]
    Died,
    /// The message cannot be cloned or a transferred value is gone.
    #[error("the message cannot be sent to the worker")]
    Unsendable,
    /// The worker took the request and gave no answer.
    #[error("the worker gave no answer")]
    Unanswered,
}

type Outcome = Result<JsValue, WorkerError>;
/// The giving end of a request's outcome; whoever comes first takes it.
type Giver = RefCell<Option<Sender<Outcome>>>;

/// A worker that runs. It is terminated when the last clone is dropped.
#[derive(Clone)]
#[must_use = "dropped, the worker is terminated"]
pub struct Worker(Rc<Inner>);

/// Two handles are equal if they are of one worker.
impl PartialEq for Worker {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    worker: web_sys::Worker,
    state: Rc<State>,
    _listeners: [EventListener; 3],
}

#[derive(Default)]
struct State {
    is_ready: Cell<bool>,
    is_dead: Cell<bool>,
    waiting: RefCell<Vec<Waiting>>,
    pending: RefCell<Vec<Weak<Giver>>>,
}

/// A request that came before the worker served.
struct Waiting {
    message: JsValue,
    transfer: Array,
    giver: Weak<Giver>,
}

impl State {
    fn send(&self, worker: &web_sys::Worker, request: &Waiting) {
        // Without a giver nobody waits any more.
        if let Some(giver) = request.giver.upgrade()
            && worker.post_message_with_transfer(&request.message, &request.transfer).is_err()
        {
            give(&giver, Err(WorkerError::Unsendable));
        }
    }

    fn die(&self) {
        self.is_dead.set(true);
        self.waiting.borrow_mut().clear();
        for giver in self.pending.take() {
            if let Some(giver) = giver.upgrade() {
                give(&giver, Err(WorkerError::Died));
            }
        }
    }
}

fn give(giver: &Giver, outcome: Outcome) {
    let sender = giver.borrow_mut().take();
    if let Some(sender) = sender {
        sender.send(outcome);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.worker.terminate();
        self.state.die();
    }
}

/// A request's end of its channel; closed when dropped, and with it the way for an answer.
struct Port {
    port: MessagePort,
    _listeners: [EventListener; 2],
}

impl Drop for Port {
    fn drop(&mut self) {
        self.port.close();
    }
}

impl Worker {
    /// Starts the module at `url`, and posts `first` to it: whatever that module needs before it can serve. The values
    /// of `transfer` move to the worker.
    ///
    /// # Errors
    /// When the browser has no workers, or `first` cannot be sent. That the module does not load is told later, by
    /// [`WorkerError::Died`].
    pub fn start(url: &str, first: &JsValue, transfer: &[JsValue]) -> Result<Self, WorkerError> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(url, &options).map_err(|_| WorkerError::Unavailable)?;
        let state = Rc::<State>::default();
        let on_message = EventListener::new(&worker, "message", {
            let (worker, state) = (worker.clone(), state.clone());
            move |event| match event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()).as_deref() {
                Some(READY) => {
                    state.is_ready.set(true);
                    for request in state.waiting.take() {
                        state.send(&worker, &request);
                    }
                }
                Some(DIED) => {
                    worker.terminate();
                    state.die();
                }
                _ => {}
            }
        });
        let dying = |name: &'static str| {
            let (worker, state) = (worker.clone(), state.clone());
            EventListener::new(&worker.clone(), name, move |_| {
                worker.terminate();
                state.die();
            })
        };
        let listeners = [on_message, dying("error"), dying("messageerror")];
        let worker = Self(Rc::new(Inner { worker, state, _listeners: listeners }));
        let transfer = js::array(transfer.iter().cloned());
        worker.0.worker.post_message_with_transfer(first, &transfer).map_err(|_| WorkerError::Unsendable)?;
        Ok(worker)
    }

    /// Whether it has not died, as far as is known.
    pub fn is_alive(&self) -> bool {
        !self.0.state.is_dead.get()
    }

    /// Ends it at once, in the middle of whatever it does; all requests fail with [`WorkerError::Died`].
    pub fn terminate(&self) {
        self.0.worker.terminate();
        self.0.state.die();
    }

    /// Asks the worker. The values of `transfer` move to it, now or as soon as it serves: leave the message as it is
    /// until the answer. When this is dropped the answer is ignored; the worker is not told.
    ///
    /// # Errors
    /// When the message cannot be sent, the worker dies, or it gives no answer.
    pub async fn request(&self, message: &JsValue, transfer: &[JsValue]) -> Result<JsValue, WorkerError> {
        self.request_with_progress(message, transfer, |_| {}).await
    }

    /// Asks the worker as [`Self::request`] does, and calls back with each [`Reply::progress`] before the answer.
    ///
    /// # Errors
    /// When the message cannot be sent, the worker dies, or it gives no answer.
    pub async fn request_with_progress(
        &self,
        message: &JsValue,
        transfer: &[JsValue],
        mut on_progress: impl FnMut(JsValue) + 'static,
    ) -> Result<JsValue, WorkerError> {
        if !self.is_alive() {
            return Err(WorkerError::Died);
        }
        let channel = MessageChannel::new().map_err(|_| WorkerError::Unavailable)?;
        let (sender, receiver) = once::channel();
        let giver = Rc::new(Giver::new(Some(sender)));
        let port = channel.port1();
        let on_message = EventListener::new(&port, "message", {
            let giver = giver.clone();
            move |event| {
                let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::UNDEFINED, MessageEvent::data);
                let parts = Array::from(&data);
                match parts.get(0).as_f64().map(|kind| kind as u32) {
                    Some(PROGRESS) => on_progress(parts.get(1)),
                    Some(ANSWER) => give(&giver, Ok(parts.get(1))),
                    _ => give(&giver, Err(WorkerError::Unanswered)),
                }
            }
        });
        let on_error = EventListener::new(&port, "messageerror", {
            let giver = giver.clone();
            move |_| give(&giver, Err(WorkerError::Unanswered))
        });
        port.start();
        let _port = Port { port, _listeners: [on_message, on_error] };
        let state = &self.0.state;
        state.pending.borrow_mut().retain(|giver| giver.strong_count() > 0);
        state.pending.borrow_mut().push(Rc::downgrade(&giver));
        // The worker finds its end of the channel in the event's list of ports, before any other.
        let transfer = js::array(std::iter::once(channel.port2().into()).chain(transfer.iter().cloned()));
        let request = Waiting { message: message.clone(), transfer, giver: Rc::downgrade(&giver) };
        if state.is_ready.get() {
            state.send(&self.0.worker, &request);
        } else {
            state.waiting.borrow_mut().push(request);
        }
        receiver.await.unwrap_or(Err(WorkerError::Died))
    }
}
