//! Cameras and captures. A canvas that is drawn on stands in for what a lens would see.

use super::stand_in::{StandIn, run};
use super::wait::until;
use counterpart::browser::camera::{self, Camera, CameraError, CameraInfo, Choice};
use counterpart::browser::capture::{self, CaptureError};
use counterpart::browser::clock::sleep;
use counterpart::qr::{GrayImage, QrCode, decode};
use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const TEXT: &str = "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ";

/// Draws a QR code of the text over and over on `globalThis.scene`, `width` × `height`.
fn scene(width: u32, height: u32) {
    let code = QrCode::encode(TEXT).unwrap();
    let (modules, path) = (code.outer_width_modules(), code.svg_path());
    run(&format!(
        "const scene = document.createElement('canvas');
        [scene.width, scene.height] = [{width}, {height}];
        const context = scene.getContext('2d');
        const draw = () => {{
            context.setTransform(1, 0, 0, 1, 0, 0);
            context.fillStyle = 'white';
            context.fillRect(0, 0, scene.width, scene.height);
            context.scale({height} / {modules}, {height} / {modules});
            context.fillStyle = 'black';
            context.fill(new Path2D('{path}'));
        }};
        draw();
        clearInterval(globalThis.drawing);
        globalThis.drawing = setInterval(draw, 40);
        globalThis.scene = scene;
        globalThis.asked = [];"
    ));
}

/// Devices whose methods of this name open the scene.
fn devices(method: &str, torch: bool) -> StandIn {
    let expression = format!(
        "{{
            enumerateDevices: async () => [
                {{ kind: 'audioinput', deviceId: 'm', label: 'Microphone' }},
                {{ kind: 'videoinput', deviceId: 'c1', label: 'Front' }},
                {{ kind: 'videoinput', deviceId: 'c2', label: 'Back' }},
            ],
            {method}: async (constraints) => {{
                globalThis.asked.push(constraints);
                const stream = scene.captureStream(30);
                globalThis.track = stream.getVideoTracks()[0];
                track.getCapabilities = () => ({{ torch: {torch} }});
                track.applyConstraints = async (constraints) => {{ globalThis.asked.push(constraints); }};
                return stream;
            }},
        }}"
    );
    StandIn::new("navigator", "mediaDevices", &expression)
}

fn refusing(method: &str, name: &str) -> StandIn {
    let expression = format!("{{ {method}: async () => {{ throw new DOMException('no', '{name}'); }} }}");
    StandIn::new("navigator", "mediaDevices", &expression)
}

fn asked() -> String {
    run("return JSON.stringify(globalThis.asked);").as_string().unwrap()
}

fn track_state() -> String {
    run("return globalThis.track.readyState;").as_string().unwrap()
}

fn texts(frame: &counterpart::browser::image::Frame) -> Vec<String> {
    let image = GrayImage::from_rgba(&frame.rgba, frame.width as usize, frame.height as usize).unwrap();
    decode(&image).unwrap_or_default()
}

async fn opened() -> Camera {
    camera::open(Choice::FacingAway).await.unwrap()
}

#[wasm_bindgen_test]
async fn a_camera_gives_frames_of_a_bounded_size_until_it_is_dropped() {
    scene(1_920, 1_080);
    let _devices = devices("getUserMedia", false);
    let camera = opened().await;
    for _ in 0..3 {
        let frame = camera.next_frame().await.unwrap();
        assert_eq!((frame.width, frame.height), (1_280, 720));
        assert_eq!(texts(&frame), [TEXT]);
    }
    assert_eq!(track_state(), "live");
    drop(camera);
    assert_eq!(track_state(), "ended");
}

#[wasm_bindgen_test]
async fn a_small_picture_is_not_blown_up_and_no_frame_is_given_twice() {
    scene(320, 240);
    let _devices = devices("getUserMedia", false);
    let camera = opened().await;
    let frame = camera.next_frame().await.unwrap();
    assert_eq!((frame.width, frame.height), (320, 240));
    // Drawing stops: what is under way may still come, then nothing.
    run("clearInterval(globalThis.drawing);");
    sleep(300).await;
    let extra = Cell::new(0);
    let mut waiting = pin!(async {
        while camera.next_frame().await.is_ok() {
            extra.set(extra.get() + 1);
        }
    });
    let mut timer = pin!(sleep(500));
    poll_fn(|context| {
        assert!(waiting.as_mut().poll(context).is_pending());
        timer.as_mut().poll(context)
    })
    .await;
    assert!(extra.get() <= 2, "{extra:?}");
}

#[wasm_bindgen_test]
async fn the_page_can_show_what_the_camera_sees() {
    scene(640, 480);
    let _devices = devices("getUserMedia", false);
    let camera = opened().await;
    let element = run("const video = document.createElement('video');
        document.body.append(video);
        globalThis.video = video;
        return video;");
    let video: web_sys::HtmlVideoElement = element.unchecked_into();
    camera.show_in(&video);
    assert_eq!(texts(&camera.next_frame().await.unwrap()), [TEXT]);
    assert_eq!(video.video_width(), 640);
    assert!(video.muted() && video.has_attribute("playsinline"));
    drop(camera);
    assert!(video.src_object().is_none());
    video.remove();
}

#[wasm_bindgen_test]
async fn cameras_are_listed_and_chosen() {
    scene(320, 240);
    let _devices = devices("getUserMedia", true);
    let info = |id: &str, label: &str| CameraInfo { id: id.into(), label: label.into() };
    assert_eq!(camera::list().await.unwrap(), [info("c1", "Front"), info("c2", "Back")]);
    drop(camera::open(Choice::Id("c2")).await.unwrap());
    drop(opened().await);
    let asked = asked();
    assert!(asked.contains(r#""deviceId":{"exact":"c2"}"#), "{asked}");
    assert!(asked.contains(r#""facingMode":{"ideal":"environment"}"#), "{asked}");
    assert!(!asked.contains(r#""audio":true"#), "{asked}");
}

#[wasm_bindgen_test]
async fn a_torch_is_switched_where_there_is_one() {
    scene(320, 240);
    {
        let _devices = devices("getUserMedia", false);
        assert!(!opened().await.has_torch());
    }
    let _devices = devices("getUserMedia", true);
    let camera = opened().await;
    assert!(camera.has_torch());
    camera.set_torch(true).await.unwrap();
    assert!(asked().ends_with(r#"{"advanced":[{"torch":true}]}]"#), "{}", asked());
}

#[wasm_bindgen_test]
async fn a_camera_that_is_unplugged_is_told() {
    scene(320, 240);
    let _devices = devices("getUserMedia", false);
    let camera = opened().await;
    camera.next_frame().await.unwrap();
    run("globalThis.track.stop();");
    assert_eq!(camera.next_frame().await, Err(CameraError::Ended));
}

#[wasm_bindgen_test]
async fn a_camera_that_opens_after_the_waiting_was_given_up_goes_off() {
    scene(320, 240);
    let _devices = devices("getUserMedia", false);
    {
        let mut opening = pin!(camera::open(Choice::FacingAway));
        poll_fn(|context| {
            assert!(opening.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
    }
    until(|| track_state() == "ended").await;
}

/// The flags of these tests give the browser a camera of moving colours, and a screen.
#[wasm_bindgen_test]
async fn the_browsers_own_camera_and_screen_open() {
    let cameras = camera::list().await.unwrap();
    let known = opened().await;
    assert_eq!(known.id(), cameras[0].id);
    drop(known);
    let camera = camera::open(Choice::Id(&cameras[0].id)).await.unwrap();
    let first = camera.next_frame().await.unwrap();
    let mut next = camera.next_frame().await.unwrap();
    // Not every frame shows a movement.
    for _ in 0..60 {
        if next.rgba != first.rgba {
            break;
        }
        next = camera.next_frame().await.unwrap();
    }
    assert_eq!((next.width, next.height), (1_280, 720));
    assert_ne!(next.rgba, first.rgba);
    assert!(!camera.has_torch());
    assert_eq!(camera.set_torch(true).await, Err(CameraError::NotFound));
    assert_eq!(camera::open(Choice::Id("no such")).await.err(), Some(CameraError::NotFound));
    let screen = capture::still().await.unwrap();
    assert!(screen.width > 0 && screen.height > 0);
}

#[wasm_bindgen_test]
async fn each_refusal_of_a_camera_has_its_reason() {
    for (name, reason) in [
        ("NotFoundError", CameraError::NotFound),
        ("OverconstrainedError", CameraError::NotFound),
        ("NotAllowedError", CameraError::NotAllowed),
        ("NotReadableError", CameraError::InUse),
        ("TypeError", CameraError::Failed),
    ] {
        let _devices = refusing("getUserMedia", name);
        assert_eq!(camera::open(Choice::FacingAway).await.err(), Some(reason), "{name}");
    }
    let _devices = StandIn::new("navigator", "mediaDevices", "undefined");
    assert_eq!(camera::open(Choice::FacingAway).await.err(), Some(CameraError::NotFound));
    let _insecure = StandIn::new("window", "isSecureContext", "false");
    assert_eq!(camera::list().await.err(), Some(CameraError::Insecure));
}

#[wasm_bindgen_test]
async fn a_capture_is_one_picture_and_over() {
    scene(2_000, 1_000);
    let _devices = devices("getDisplayMedia", false);
    assert!(capture::is_available());
    let frame = capture::still().await.unwrap();
    assert_eq!((frame.width, frame.height), (2_000, 1_000));
    assert_eq!(texts(&frame), [TEXT]);
    assert_eq!(track_state(), "ended");
}

#[wasm_bindgen_test]
async fn each_refusal_of_a_capture_has_its_reason() {
    for (name, reason) in [
        ("NotAllowedError", CaptureError::Cancelled),
        ("InvalidStateError", CaptureError::NeedsClick),
        ("NotReadableError", CaptureError::NoPicture),
        ("TypeError", CaptureError::Failed),
    ] {
        let _devices = refusing("getDisplayMedia", name);
        assert_eq!(capture::still().await.err(), Some(reason), "{name}");
    }
    let _devices = StandIn::new("navigator", "mediaDevices", "{}");
    assert!(!capture::is_available());
    assert_eq!(capture::still().await.err(), Some(CaptureError::Unavailable));
}
