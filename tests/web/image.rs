//! Pixels of the page, from the QR code that is shown to the text that a scanner reads.

use counterpart::browser::files;
use counterpart::browser::image::{Frame, ImageError, frame_of_blob, frame_of_element};
use counterpart::qr::{GrayImage, QrCode, decode};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, BlobPropertyBag, Document, Element, HtmlElement};

const TEXT: &str = "otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud";

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An element in the page; gone when dropped.
struct Shown(Element);

impl Shown {
    fn new(html: &str, css: &str) -> Self {
        let element = document().create_element("section").unwrap();
        element.unchecked_ref::<HtmlElement>().style().set_css_text(css);
        element.set_inner_html(html);
        document().body().unwrap().append_child(&element).unwrap();
        Self(element)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn svg(text: &str, css: &str) -> String {
    let code = QrCode::encode(text).unwrap();
    let (width, path) = (code.outer_width_modules(), code.svg_path());
    format!(r#"<svg viewBox="0 0 {width} {width}" style="{css}"><title>QR</title><path d="{path}"/></svg>"#)
}

fn texts(frame: &Frame) -> Vec<String> {
    let image = GrayImage::from_rgba(&frame.rgba, frame.width as usize, frame.height as usize).unwrap();
    decode(&image).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_qr_code_on_the_page_is_read_from_its_pixels() {
    for (page, css) in [
        ("width:400px;height:500px;background:#fff", "width:200px;height:200px;margin:13.5px"),
        // As on a dark screen: the code lies on a white sheet of its own.
        ("width:700px;height:700px;background:#101018;padding:40px", "width:180px;height:180px;background:#fff"),
        // Off the window, as on the other screen of a narrow page.
        ("width:360px;height:640px;position:absolute;left:-5000px;top:2000px;background:#eee", "width:220px"),
    ] {
        let shown = Shown::new(&format!("<h1>Text</h1><p>{}</p>", svg(TEXT, css)), page);
        let frame = frame_of_element(&shown.0).await.unwrap();
        assert_eq!(texts(&frame), [TEXT], "{page}");
        assert!(frame.width >= 720);
    }
}

#[wasm_bindgen_test]
async fn what_a_person_does_not_see_is_not_read() {
    for css in ["display:none", "visibility:hidden", "opacity:0", "position:absolute;left:-9000px", "width:0;height:0"]
    {
        let css = format!("width:200px;height:200px;{css}");
        let shown = Shown::new(&svg(TEXT, &css), "width:400px;height:400px;background:#fff");
        assert_eq!(texts(&frame_of_element(&shown.0).await.unwrap()), Vec::<String>::new(), "{css}");
    }
    let shown = Shown::new(&svg(TEXT, "width:200px"), "display:none");
    assert_eq!(frame_of_element(&shown.0).await, Err(ImageError::NothingShown));
}

#[wasm_bindgen_test]
async fn pixels_not_attributes_are_read() {
    // The text is everywhere but in the picture.
    let html = format!(
        r#"<svg aria-label="{0}" data-uri="{0}" style="width:200px;height:200px"><desc>{0}</desc></svg>"#,
        TEXT.replace('&', "&amp;")
    );
    let shown = Shown::new(&html, "width:400px;height:400px;background:#fff");
    assert_eq!(texts(&frame_of_element(&shown.0).await.unwrap()), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn canvases_and_images_are_read_too() {
    let source = Shown::new(&svg(TEXT, "width:300px;height:300px"), "width:300px;height:300px;background:#fff");
    let frame = frame_of_element(&source.0).await.unwrap();
    let shown = Shown::new("<canvas></canvas>", "width:700px;height:700px;background:#fff");
    let canvas: web_sys::HtmlCanvasElement = shown.0.first_element_child().unwrap().unchecked_into();
    canvas.set_width(frame.width);
    canvas.set_height(frame.height);
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let pixels = wasm_bindgen::Clamped(&frame.rgba[..]);
    let data = web_sys::ImageData::new_with_u8_clamped_array_and_sh(pixels, frame.width, frame.height).unwrap();
    context.put_image_data(&data, 0.0, 0.0).unwrap();
    assert_eq!(texts(&frame_of_element(&shown.0).await.unwrap()), [TEXT]);

    let image: web_sys::HtmlImageElement = document().create_element("img").unwrap().unchecked_into();
    image.set_src(&canvas.to_data_url().unwrap());
    wasm_bindgen_futures::JsFuture::from(image.decode()).await.unwrap();
    let shown = Shown::new("", "width:700px;height:700px;background:#fff");
    shown.0.append_child(&image).unwrap();
    assert_eq!(texts(&frame_of_element(&shown.0).await.unwrap()), [TEXT]);
}

fn blob(text: &str, media_type: &str) -> Blob {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).unwrap()
}

#[wasm_bindgen_test]
async fn image_files_are_read_and_others_refused() {
    let code = QrCode::encode(TEXT).unwrap();
    let (width, path) = (code.outer_width_modules(), code.svg_path());
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 {width} {width}"><path d="{path}"/></svg>"#
    );
    assert_eq!(texts(&frame_of_blob(&blob(&svg, "image/svg+xml")).await.unwrap()), [TEXT]);

    // A transparent PNG: black on nothing.
    let source = Shown::new("<canvas width=\"320\" height=\"320\"></canvas>", "width:400px");
    let canvas: web_sys::HtmlCanvasElement = source.0.first_element_child().unwrap().unchecked_into();
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let scale = 320.0 / width as f64;
    context.scale(scale, scale).unwrap();
    context.fill_with_path_2d(&web_sys::Path2d::new_with_path_string(&path).unwrap());
    let response =
        wasm_bindgen_futures::JsFuture::from(web_sys::window().unwrap().fetch_with_str(&canvas.to_data_url().unwrap()));
    let response: web_sys::Response = response.await.unwrap().unchecked_into();
    let png: Blob = wasm_bindgen_futures::JsFuture::from(response.blob().unwrap()).await.unwrap().unchecked_into();
    assert_eq!(texts(&frame_of_blob(&png).await.unwrap()), [TEXT]);
    assert!(files::read_blob(&png).await.unwrap().starts_with(b"\x89PNG"));

    assert_eq!(frame_of_blob(&blob("no image", "image/png")).await, Err(ImageError::NotAnImage));
    assert_eq!(frame_of_blob(&blob("<svg", "image/svg+xml")).await, Err(ImageError::NotAnImage));
}
