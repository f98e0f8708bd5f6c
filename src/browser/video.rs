//! A stream of pictures, and single frames of it as pixels.

use super::clock::sleep;
use super::image::Frame;
use super::js;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamTrack, MediaStreamTrackState,
};

/// How often a stream is looked at for a new frame, in milliseconds: 30 a second at most.
const LOOK_MILLIS: u32 = 33;

/// Why there is no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VideoError {
    /// The stream has ended.
    Ended,
    /// No frame came in time.
    Late,
    /// The browser gave no video element, no canvas, or not its pixels.
    Canvas,
}

/// A stream that plays. Its tracks end when it is dropped.
#[derive(Debug)]
pub(super) struct Video {
    stream: MediaStream,
    /// Where it plays: an element of its own, until the page shows it in another.
    element: RefCell<HtmlVideoElement>,
    /// One canvas for all frames.
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// The [`mark`] of the frame last taken.
    last_mark: Cell<f64>,
}

/// Ends the tracks when dropped: the camera's light goes out even when the opening is given up half way.
struct Tracks(Option<MediaStream>);

impl Drop for Tracks {
    fn drop(&mut self) {
        if let Some(stream) = self.0.take() {
            end(&stream);
        }
    }
}

fn end(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_ref::<MediaStreamTrack>().stop();
    }
}

fn play(element: &HtmlVideoElement, stream: &MediaStream) {
    // All three, or a phone opens its own player, or none.
    element.set_muted(true);
    element.set_autoplay(true);
    let _ = element.set_attribute("playsinline", "");
    element.set_src_object(Some(stream));
    if let Ok(playing) = element.play() {
        // Refused when the element leaves the page at once; then no frame comes, and that is told.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(playing).await;
        });
    }
}

impl Video {
    /// Plays `stream`, unseen.
    pub(super) fn new(stream: MediaStream) -> Result<Self, VideoError> {
        let mut tracks = Tracks(Some(stream.clone()));
        let document = web_sys::window().and_then(|window| window.document()).ok_or(VideoError::Canvas)?;
        let create = |name| document.create_element(name).map_err(|_| VideoError::Canvas);
        let element: HtmlVideoElement = create("video")?.dyn_into().map_err(|_| VideoError::Canvas)?;
        let canvas: HtmlCanvasElement = create("canvas")?.dyn_into().map_err(|_| VideoError::Canvas)?;
        let options = js::object(&[("willReadFrequently", JsValue::TRUE)]);
        let context = canvas.get_context_with_context_options("2d", &options).ok().flatten();
        let context = context.and_then(|context| context.dyn_into().ok()).ok_or(VideoError::Canvas)?;
        play(&element, &stream);
        tracks.0 = None;
        Ok(Self { stream, element: element.into(), canvas, context, last_mark: Cell::new(-1.0) })
    }

    /// Plays it in `element` from now on; frames are taken from there.
    pub(super) fn show_in(&self, element: &HtmlVideoElement) {
        if self.element.borrow().is_same_node(Some(element)) {
            return;
        }
        play(element, &self.stream);
        self.let_go(&self.element.replace(element.clone()));
        self.last_mark.set(-1.0);
    }

    /// An element that plays something else by now is not ours to stop.
    fn let_go(&self, element: &HtmlVideoElement) {
        if element.src_object().as_ref() == Some(&self.stream) {
            element.set_src_object(None);
        }
    }

    /// Its first track of pictures.
    pub(super) fn track(&self) -> Option<MediaStreamTrack> {
        self.stream.get_video_tracks().get(0).dyn_into().ok()
    }

    fn has_ended(&self) -> bool {
        self.track().is_none_or(|track| track.ready_state() == MediaStreamTrackState::Ended)
    }

    /// Waits up to `limit_millis` for a frame that was not taken yet, and takes it, scaled down to `long_side_max`
    /// pixels. What came between two calls is skipped: frames never pile up.
    pub(super) async fn next_frame(&self, long_side_max: u32, limit_millis: u32) -> Result<Frame, VideoError> {
        let mut waited_millis = 0;
        loop {
            if self.has_ended() {
                return Err(VideoError::Ended);
            }
            let element = self.element.borrow().clone();
            let mark = mark(&element);
            let has_picture = element.ready_state() >= web_sys::HtmlMediaElement::HAVE_CURRENT_DATA
                && element.video_width() > 0
                && element.video_height() > 0;
            if has_picture && mark != self.last_mark.get() {
                self.last_mark.set(mark);
                return self.draw(&element, long_side_max);
            }
            if waited_millis >= limit_millis {
                return Err(VideoError::Late);
            }
            sleep(LOOK_MILLIS).await;
            waited_millis += LOOK_MILLIS;
        }
    }

    fn draw(&self, element: &HtmlVideoElement, long_side_max: u32) -> Result<Frame, VideoError> {
        let (width, height) = bounded(element.video_width(), element.video_height(), long_side_max);
        // Setting a size clears the canvas and takes new memory: only when a phone was turned.
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let (across, down) = (f64::from(width), f64::from(height));
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(element, 0.0, 0.0, across, down)
            .map_err(|_| VideoError::Canvas)?;
        let data = self.context.get_image_data(0.0, 0.0, across, down).map_err(|_| VideoError::Canvas)?;
        Ok(Frame { width, height, rgba: data.data().0 })
    }
}

impl Drop for Video {
    fn drop(&mut self) {
        end(&self.stream);
        self.let_go(&self.element.borrow());
        // The last picture need not wait in memory.
        self.canvas.set_width(0);
    }
}

/// What changes with each new frame: how many there were, or the time of a browser that does not count them. The time
/// goes on in some browsers while the picture stands still.
fn mark(element: &HtmlVideoElement) -> f64 {
    let quality = js::method(element, "getVideoPlaybackQuality").and_then(|method| method.call0(element).ok());
    let count = quality.and_then(|quality| js::get(&quality, "totalVideoFrames").as_f64());
    count.filter(|count| *count > 0.0).unwrap_or_else(|| element.current_time())
}

/// The size within `long_side_max`, of the same proportions.
fn bounded(width: u32, height: u32, long_side_max: u32) -> (u32, u32) {
    let long_side = width.max(height);
    if long_side <= long_side_max {
        return (width, height);
    }
    let scaled = |side: u32| (u64::from(side) * u64::from(long_side_max) / u64::from(long_side)).max(1) as u32;
    (scaled(width), scaled(height))
}
