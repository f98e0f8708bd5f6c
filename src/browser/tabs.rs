//! Messages between the tabs of one browser, by `BroadcastChannel`.

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// Why other tabs cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TabsError {
    /// The browser has no such channel.
    #[error("channels between tabs are unavailable")]
    Unavailable,
    /// The channel is closed.
    #[error("the channel is closed")]
    Closed,
}

/// A channel to the other tabs; closed when dropped. It does not hear its own messages.
#[derive(Debug)]
pub struct Tabs {
    channel: BroadcastChannel,
    _on_message: EventListener,
}

impl Tabs {
    /// Opens the channel of this name; texts from other tabs go to `on_message`.
    ///
    /// # Errors
    /// When the browser has no channels.
    pub fn open(name: &str, mut on_message: impl FnMut(String) + 'static) -> Result<Self, TabsError> {
        let channel = BroadcastChannel::new(name).map_err(|_| TabsError::Unavailable)?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
            if let Some(text) = text {
                on_message(text);
            }
        });
        Ok(Self { channel, _on_message: listener })
    }

    /// Sends `text` to all other tabs.
    ///
    /// # Errors
    /// When the channel is closed.
    pub fn post(&self, text: &str) -> Result<(), TabsError> {
        self.channel.post_message(&JsValue::from_str(text)).map_err(|_| TabsError::Closed)
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
