//! The worker's side.

use super::{ANSWER, DIED, NO_ANSWER, PROGRESS, READY, WorkerError};
use crate::browser::js;
use gloo_events::EventListener;
use js_sys::Function;
use std::future::Future;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, MessageEvent, MessagePort};

/// The way back to who asked. Dropped unused, it says that there will be no answer.
#[derive(Debug)]
pub struct Reply(Option<MessagePort>);

impl Reply {
    /// Tells how far it is.
    pub fn progress(&self, value: &JsValue) {
        self.post(PROGRESS, value, &[]);
    }

    /// Answers. The values of `transfer` move to the page.
    pub fn send(mut self, value: &JsValue, transfer: &[JsValue]) {
        if self.post(ANSWER, value, transfer) {
            self.0 = None;
        }
    }

    /// Whether it could be cloned. Whether anybody still listens is not known.
    fn post(&self, kind: u32, value: &JsValue, transfer: &[JsValue]) -> bool {
        let message = js::array([kind.into(), value.clone()]);
        let transfer = js::array(transfer.iter().cloned());
        self.0.as_ref().is_some_and(|port| port.post_message_with_transferable(&message, &transfer).is_ok())
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        self.post(NO_ANSWER, &JsValue::UNDEFINED, &[]);
    }
}

/// Whether this program runs in a worker that a page has started, not in a page.
pub fn is_worker() -> bool {
    let class = js::get(&js_sys::global(), "DedicatedWorkerGlobalScope");
    class.dyn_ref::<Function>().is_some_and(|_| js::get(&js_sys::global(), "document").is_undefined())
}

/// Takes the page's requests from now on, as long as the worker lives. Each runs as a task of its own; one that
/// computes without awaiting holds up the others. A task that traps ends the worker for the page.
///
/// # Errors
/// When this is not a worker.
pub fn serve<F, Work>(handler: F) -> Result<(), WorkerError>
where
    F: Fn(JsValue, Reply) -> Work + 'static,
    Work: Future<Output = ()> + 'static,
{
    if !is_worker() {
        return Err(WorkerError::Unavailable);
    }
    let global = js_sys::global();
    let scope: &EventTarget = global.unchecked_ref();
    let post = js::method(&global, "postMessage").ok_or(WorkerError::Unavailable)?;
    // After a trap nothing of this program must run again: the browser itself posts the sad news. The event that it
    // adds as a second argument is taken for options without a transfer.
    let tell_death = post.bind1(&global, &DIED.into());
    scope
        .add_event_listener_with_callback("unhandledrejection", tell_death.unchecked_ref())
        .map_err(|_| WorkerError::Unavailable)?;
    EventListener::new(scope, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        // The first message brings no port: it is for whoever starts this program.
        let port = js::array(event.ports().iter()).get(0);
        if let Ok(port) = port.dyn_into::<MessagePort>() {
            spawn_local(handler(event.data(), Reply(Some(port))));
        }
    })
    .forget();
    post.call1(&global, &READY.into()).map(|_| ()).map_err(|_| WorkerError::Unavailable)
}
