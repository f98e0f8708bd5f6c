//! A single picture of a screen or a window that the person chooses.

use super::image::Frame;
use super::js;
use super::once;
use super::video::{Video, VideoError};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MediaStream;

/// The most pixels along the longer side: a whole 4K screen, so that a small code on it stays readable.
pub const LONG_SIDE_MAX: u32 = 3_840;
/// How long the first frame may take, in milliseconds. A minimised window gives none.
const FRAME_LIMIT_MILLIS: u32 = 5_000;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaptureError {
    /// This browser cannot capture; phones cannot.
    #[error("this browser cannot capture a screen")]
    Unavailable,
    /// The person chose nothing, or it is not allowed.
    #[error("nothing was chosen to capture")]
    Cancelled,
    /// The browser wants a click just before.
    #[error("a capture has to follow a click")]
    NeedsClick,
    /// What was chosen shows nothing: a minimised window, or one that was closed.
    #[error("what was chosen shows no picture")]
    NoPicture,
    /// The browser failed otherwise.
    #[error("the browser failed to capture")]
    Failed,
}

impl CaptureError {
    fn of(error: &JsValue) -> Self {
        match js::error_name(error).as_str() {
            "NotAllowedError" | "SecurityError" | "AbortError" => Self::Cancelled,
            "InvalidStateError" => Self::NeedsClick,
            "NotFoundError" | "NotReadableError" => Self::NoPicture,
            _ => Self::Failed,
        }
    }
}

impl From<VideoError> for CaptureError {
    fn from(error: VideoError) -> Self {
        match error {
            VideoError::Ended | VideoError::Late => Self::NoPicture,
            VideoError::Canvas => Self::Failed,
        }
    }
}

/// Whether this browser can capture at all.
pub fn is_available() -> bool {
    js::method(&js::get(&js::navigator(), "mediaDevices"), "getDisplayMedia").is_some()
}

/// Lets the person choose a screen, a window or a tab, and takes one picture of it; the capture has ended when this
/// returns. Must follow a click or a key.
///
/// # Errors
/// When it is not available, nothing was chosen, or it shows nothing.
pub async fn still() -> Result<Frame, CaptureError> {
    if !is_available() {
        return Err(CaptureError::Unavailable);
    }
    let devices = js::get(&js::navigator(), "mediaDevices");
    let constraints = js::object(&[("video", JsValue::TRUE), ("audio", JsValue::FALSE)]);
    let (sender, receiver) = once::channel();
    // On a task of its own: were the waiting dropped, nobody would end a capture that is chosen later.
    wasm_bindgen_futures::spawn_local(async move {
        let opened = js::call(&devices, "getDisplayMedia", &[constraints]).await;
        sender.send(match opened {
            Ok(stream) => Video::new(stream.unchecked_into::<MediaStream>()).map_err(CaptureError::from),
            Err(error) => Err(CaptureError::of(&error)),
        });
    });
    let video = receiver.await.unwrap_or(Err(CaptureError::Failed))?;
    Ok(video.next_frame(LONG_SIDE_MAX, FRAME_LIMIT_MILLIS).await?)
}
