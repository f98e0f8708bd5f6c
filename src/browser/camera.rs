//! Cameras: which there are, one that is open, its frames and its torch.

use super::image::Frame;
use super::js;
use super::video::{Video, VideoError};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlVideoElement, MediaStream};

/// The most pixels along the longer side of a frame: enough for the densest transfer code, and quick to decode.
pub const LONG_SIDE_MAX: u32 = 1_280;
/// How long a camera may take for its next frame, in milliseconds. Some need seconds to start.
const FRAME_LIMIT_MILLIS: u32 = 10_000;

/// Why there is no camera, or no frame of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// The page is not served securely: browsers hide their cameras from it.
    #[error("a page that is not served securely gets no camera")]
    Insecure,
    /// This device has none, or not that one.
    #[error("there is no such camera")]
    NotFound,
    /// The person, the browser or the system does not allow it.
    #[error("the camera is not allowed")]
    NotAllowed,
    /// Another program has it, or it does not start.
    #[error("the camera is in use or does not start")]
    InUse,
    /// It was unplugged, or the permission was taken back.
    #[error("the camera has ended")]
    Ended,
    /// It shows nothing.
    #[error("the camera shows no picture")]
    NoPicture,
    /// The browser failed otherwise.
    #[error("the browser failed to open the camera")]
    Failed,
}

impl CameraError {
    fn of(error: &JsValue) -> Self {
        match js::error_name(error).as_str() {
            "NotFoundError" | "OverconstrainedError" | "DevicesNotFoundError" => Self::NotFound,
            "NotAllowedError" | "SecurityError" | "PermissionDeniedError" => Self::NotAllowed,
            "NotReadableError" | "AbortError" | "TrackStartError" => Self::InUse,
            _ => Self::Failed,
        }
    }
}

impl From<VideoError> for CameraError {
    fn from(error: VideoError) -> Self {
        match error {
            VideoError::Ended => Self::Ended,
            VideoError::Late => Self::NoPicture,
            VideoError::Canvas => Self::Failed,
        }
    }
}

/// A camera of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraInfo {
    /// What the browser calls it on this page. Empty before the first permission.
    pub id: String,
    /// What a person calls it. Empty before the first permission.
    pub label: String,
}

/// Which camera to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<'a> {
    /// The one that looks away from the person, if there is such a one, else any.
    FacingAway,
    /// The one with this [`CameraInfo::id`].
    Id(&'a str),
}

fn media_devices() -> Result<JsValue, CameraError> {
    let devices = js::get(&js::navigator(), "mediaDevices");
    if js::method(&devices, "getUserMedia").is_some() {
        return Ok(devices);
    }
    let is_secure = web_sys::window().is_some_and(|window| window.is_secure_context());
    Err(if is_secure { CameraError::NotFound } else { CameraError::Insecure })
}

/// The cameras of this device. Before the person has allowed one, most browsers tell no names and no identifiers.
///
/// # Errors
/// When the page gets no cameras at all.
pub async fn list() -> Result<Vec<CameraInfo>, CameraError> {
    let devices =
        js::call(&media_devices()?, "enumerateDevices", &[]).await.map_err(|error| CameraError::of(&error))?;
    Ok(Array::from(&devices)
        .iter()
        .filter(|device| js::text(device, "kind").as_deref() == Some("videoinput"))
        .map(|device| CameraInfo {
            id: js::text(&device, "deviceId").unwrap_or_default(),
            label: js::text(&device, "label").unwrap_or_default(),
        })
        .collect())
}

/// An open camera. It is switched off when this is dropped.
#[derive(Debug)]
#[must_use = "dropped, the camera is off"]
pub struct Camera(Video);

/// Opens a camera; the browser asks the person the first time. Giving up the waiting does not take the question back,
/// but a camera that is then allowed goes off at once.
///
/// # Errors
/// When there is none, or it is not allowed, or in use.
pub async fn open(choice: Choice<'_>) -> Result<Camera, CameraError> {
    let (name, value) = match choice {
        Choice::FacingAway => ("facingMode", js::object(&[("ideal", "environment".into())])),
        Choice::Id(id) => ("deviceId", js::object(&[("exact", id.into())])),
    };
    let ideal = |pixels: u32| js::object(&[("ideal", pixels.into())]);
    let video = js::object(&[(name, value), ("width", ideal(LONG_SIDE_MAX)), ("height", ideal(720))]);
    let constraints = js::object(&[("video", video), ("audio", JsValue::FALSE)]);
    let devices = media_devices()?;
    // On a task of its own: were the waiting dropped, nobody would switch off what comes later.
    let (sender, receiver) = super::once::channel();
    wasm_bindgen_futures::spawn_local(async move {
        let opened = js::call(&devices, "getUserMedia", &[constraints]).await;
        sender.send(match opened {
            Ok(stream) => Video::new(stream.unchecked_into::<MediaStream>()).map(Camera).map_err(CameraError::from),
            Err(error) => Err(CameraError::of(&error)),
        });
    });
    receiver.await.unwrap_or(Err(CameraError::Failed))
}

impl Camera {
    /// Shows what it sees in a video element of the page, from now on. The element needs no attributes.
    pub fn show_in(&self, element: &HtmlVideoElement) {
        self.0.show_in(element);
    }

    /// The next frame that was not taken yet, at most [`LONG_SIDE_MAX`] pixels along its longer side. Ask again when
    /// it has been decoded: what came between is skipped.
    ///
    /// # Errors
    /// When the camera has ended or shows nothing.
    pub async fn next_frame(&self) -> Result<Frame, CameraError> {
        Ok(self.0.next_frame(LONG_SIDE_MAX, FRAME_LIMIT_MILLIS).await?)
    }

    /// Its [`CameraInfo::id`]; empty where the browser does not tell.
    pub fn id(&self) -> String {
        self.asked("getSettings").and_then(|settings| js::text(&settings, "deviceId")).unwrap_or_default()
    }

    /// Whether it has a torch that can be switched.
    pub fn has_torch(&self) -> bool {
        self.asked("getCapabilities").is_some_and(|capabilities| js::get(&capabilities, "torch").is_truthy())
    }

    /// Switches the torch.
    ///
    /// # Errors
    /// [`CameraError::NotFound`] when it has none; or when the camera has ended.
    pub async fn set_torch(&self, on: bool) -> Result<(), CameraError> {
        let track = self.0.track().ok_or(CameraError::Ended)?;
        let wish = js::array([js::object(&[("torch", on.into())])]);
        let constraints = js::object(&[("advanced", wish.into())]);
        js::call(&track, "applyConstraints", &[constraints]).await.map(|_| ()).map_err(|error| CameraError::of(&error))
    }

    /// What the track's method of this name says; not every browser has each.
    fn asked(&self, method: &str) -> Option<JsValue> {
        let track = self.0.track()?;
        js::method(&track, method)?.call0(&track).ok()
    }
}
