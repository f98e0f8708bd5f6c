//! The page's next turn: what long work waits for now and then, so that presses and frames come in between.
//!
//! A message to oneself, and no timer: browsers hold the timers of a tab out of sight back for a second or a minute.

use super::once;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::MessageChannel;

/// Comes back after whatever else the page has waiting. At once, where the browser has no channels.
pub async fn next_turn() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (sender, receiver) = once::channel();
    let _listener = EventListener::once(&channel.port1(), "message", move |_| sender.send(()));
    channel.port1().start();
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        receiver.await;
    }
    channel.port1().close();
}
