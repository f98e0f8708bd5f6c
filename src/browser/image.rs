//! Pixels: of an image file, and of what an element of the page shows.
//!
//! Pixels are all that leaves this file. What an element shows is painted on a canvas as the screen would, and
//! nothing of its text, attributes or data is handed on: whoever wants to know what a picture says has to decode it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, Document, DomRect, Element, HtmlCanvasElement, HtmlImageElement, ImageBitmap, Url,
    Window, XmlSerializer,
};

/// The most pixels of a frame; larger pictures are scaled down. A photo of 12 megapixels fits.
const MAX_PIXELS: f64 = 16_000_000.0;
/// Pixels for each CSS pixel of an element, at least: thin modules of a QR code stay apart.
const MIN_SCALE: f64 = 2.0;

/// Why there are no pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// The browser cannot read it as an image.
    #[error("not an image")]
    NotAnImage,
    /// The element takes no space.
    #[error("nothing is shown")]
    NothingShown,
    /// The browser gave no canvas, or not its pixels.
    #[error("the canvas failed")]
    Canvas,
}

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row from the top.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Frame {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Frame")
            .field("width", &self.width)
            .field("height", &self.height)
            .finish_non_exhaustive()
    }
}

#[wasm_bindgen]
extern "C" {
    /// An element, for `checkVisibility`, which web-sys lacks.
    #[wasm_bindgen(extends = Element)]
    type Visible;

    #[wasm_bindgen(method, catch, js_name = checkVisibility)]
    fn check_visibility(this: &Visible, options: &JsValue) -> Result<bool, JsValue>;
}

/// A canvas being painted, in units of CSS pixels.
struct Painting {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

fn browser() -> Result<(Window, Document), ImageError> {
    let window = web_sys::window().ok_or(ImageError::Canvas)?;
    let document = window.document().ok_or(ImageError::Canvas)?;
    Ok((window, document))
}

impl Painting {
    /// A white canvas for `width` × `height` units of `scale` pixels, or fewer if they were too many.
    fn new(document: &Document, width: f64, height: f64, scale: f64) -> Result<Self, ImageError> {
        if width < 1.0 || height < 1.0 {
            return Err(ImageError::NothingShown);
        }
        let scale = scale.min((MAX_PIXELS / (width * height)).sqrt());
        let canvas: HtmlCanvasElement = document
            .create_element("canvas")
            .ok()
            .and_then(|element| element.dyn_into().ok())
            .ok_or(ImageError::Canvas)?;
        canvas.set_width(((width * scale).floor() as u32).max(1));
        canvas.set_height(((height * scale).floor() as u32).max(1));
        let options = js_sys::Object::new();
        // Kept in memory, as it is read at once.
        set(&options, "willReadFrequently", &JsValue::TRUE)?;
        let context: CanvasRenderingContext2d = canvas
            .get_context_with_context_options("2d", &options)
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into().ok())
            .ok_or(ImageError::Canvas)?;
        context.scale(scale, scale).map_err(|_| ImageError::Canvas)?;
        context.set_fill_style_str("white");
        context.fill_rect(0.0, 0.0, width, height);
        Ok(Self { canvas, context })
    }

    fn into_frame(self) -> Result<Frame, ImageError> {
        let (width, height) = (self.canvas.width(), self.canvas.height());
        let data = self
            .context
            .get_image_data(0.0, 0.0, f64::from(width), f64::from(height))
            .map_err(|_| ImageError::Canvas)?;
        Ok(Frame { width, height, rgba: data.data().0 })
    }
}

fn set(object: &JsValue, name: &str, value: &JsValue) -> Result<(), ImageError> {
    Reflect::set(object, &name.into(), value).map(|_| ()).map_err(|_| ImageError::Canvas)
}

/// The pixels of an image file, on white where it is transparent.
///
/// # Errors
/// When the browser cannot read it as an image.
pub async fn frame_of_blob(blob: &Blob) -> Result<Frame, ImageError> {
    let (window, document) = browser()?;
    let promise = window.create_image_bitmap_with_blob(blob).map_err(|_| ImageError::NotAnImage)?;
    match JsFuture::from(promise).await {
        Ok(bitmap) => {
            let bitmap: ImageBitmap = bitmap.dyn_into().map_err(|_| ImageError::NotAnImage)?;
            let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
            let painting = Painting::new(&document, width, height, 1.0)?;
            let drawn = painting.context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height);
            bitmap.close();
            drawn.map_err(|_| ImageError::Canvas)?;
            painting.into_frame()
        }
        // Vector images are no bitmaps: these go by way of an image element.
        Err(_) if blob.type_() == "image/svg+xml" => {
            let url = Url::create_object_url_with_blob(blob).map_err(|_| ImageError::NotAnImage)?;
            let loaded = load(&url).await;
            let _ = Url::revoke_object_url(&url);
            let image = loaded?;
            let (width, height) = (f64::from(image.width()), f64::from(image.height()));
            let painting = Painting::new(&document, width, height, MIN_SCALE)?;
            painting
                .context
                .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
                .map_err(|_| ImageError::Canvas)?;
            painting.into_frame()
        }
        Err(_) => Err(ImageError::NotAnImage),
    }
}

/// An image file as a square PNG of `side_px`: its middle, as much of it as fits. What is transparent stays so.
///
/// # Errors
/// When the browser cannot read it as an image.
pub async fn square_png(blob: &Blob, side_px: u32) -> Result<Vec<u8>, ImageError> {
    let (window, document) = browser()?;
    let promise = window.create_image_bitmap_with_blob(blob).map_err(|_| ImageError::NotAnImage)?;
    let bitmap: ImageBitmap =
        JsFuture::from(promise).await.ok().and_then(|bitmap| bitmap.dyn_into().ok()).ok_or(ImageError::NotAnImage)?;
    let canvas: HtmlCanvasElement =
        document.create_element("canvas").ok().and_then(|element| element.dyn_into().ok()).ok_or(ImageError::Canvas)?;
    canvas.set_width(side_px);
    canvas.set_height(side_px);
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into().ok())
        .ok_or(ImageError::Canvas)?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    // What is beyond the middle falls outside the canvas.
    let scale = f64::from(side_px) / width.min(height);
    let (width, height) = (width * scale, height * scale);
    let (left, top) = ((f64::from(side_px) - width) / 2.0, (f64::from(side_px) - height) / 2.0);
    let drawn = context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, left, top, width, height);
    bitmap.close();
    drawn.map_err(|_| ImageError::Canvas)?;
    let address = canvas.to_data_url_with_type("image/png").map_err(|_| ImageError::Canvas)?;
    let encoded = address.strip_prefix("data:image/png;base64,").ok_or(ImageError::Canvas)?;
    STANDARD.decode(encoded).map_err(|_| ImageError::Canvas)
}

async fn load(url: &str) -> Result<HtmlImageElement, ImageError> {
    let image = HtmlImageElement::new().map_err(|_| ImageError::Canvas)?;
    image.set_src(url);
    JsFuture::from(image.decode()).await.map_err(|_| ImageError::NotAnImage)?;
    Ok(image)
}

/// The pixels that `element` shows now: every visible picture in it (`svg`, `img`, `canvas`), at its place and size,
/// over the colours behind it. Text is left out.
///
/// # Errors
/// When the element takes no space, or the browser refuses the pixels.
pub async fn frame_of_element(element: &Element) -> Result<Frame, ImageError> {
    let (window, document) = browser()?;
    let frame = element.get_bounding_client_rect();
    let scale = window.device_pixel_ratio().max(MIN_SCALE);
    let painting = Painting::new(&document, frame.width(), frame.height(), scale)?;
    paint_background(&window, &painting, element, 0.0, 0.0, frame.width(), frame.height());

    let pictures = element.query_selector_all("svg, img, canvas").map_err(|_| ImageError::Canvas)?;
    for index in 0..pictures.length() {
        let Some(picture) = pictures.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let place = picture.get_bounding_client_rect();
        if !is_shown(&picture, &place, &frame) {
            continue;
        }
        let (left, top) = (place.left() - frame.left(), place.top() - frame.top());
        let (width, height) = (place.width(), place.height());
        paint_background(&window, &painting, &picture, left, top, width, height);
        let context = &painting.context;
        // A picture that the browser cannot draw is a blank on the screen, too.
        if let Some(image) = picture.dyn_ref::<HtmlImageElement>() {
            if image.complete() && image.natural_width() > 0 {
                let _ = context.draw_image_with_html_image_element_and_dw_and_dh(image, left, top, width, height);
            }
        } else if let Some(canvas) = picture.dyn_ref::<HtmlCanvasElement>() {
            let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, left, top, width, height);
        } else if let Ok(image) = load_vector(&picture, width, height).await {
            let _ = context.draw_image_with_html_image_element_and_dw_and_dh(&image, left, top, width, height);
        }
    }
    painting.into_frame()
}

/// Whether a person would see it: laid out, not hidden, not transparent, not beyond the frame, and not part of
/// another vector image.
fn is_shown(picture: &Element, place: &DomRect, frame: &DomRect) -> bool {
    let inside = place.width() > 0.0
        && place.height() > 0.0
        && place.right() > frame.left()
        && place.left() < frame.right()
        && place.bottom() > frame.top()
        && place.top() < frame.bottom();
    let nested = picture.parent_element().and_then(|parent| parent.closest("svg").ok().flatten()).is_some();
    if !inside || nested {
        return false;
    }
    let options = js_sys::Object::new();
    for name in ["opacityProperty", "visibilityProperty", "contentVisibilityAuto"] {
        let _ = Reflect::set(&options, &name.into(), &JsValue::TRUE);
    }
    // Browsers without this method have laid it out all the same.
    picture.unchecked_ref::<Visible>().check_visibility(&options).unwrap_or(true)
}

/// Paints the colour of the nearest element, from `element` outwards, that has one.
fn paint_background(
    window: &Window,
    painting: &Painting,
    element: &Element,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
) {
    let mut next = Some(element.clone());
    while let Some(element) = next {
        let colour = window
            .get_computed_style(&element)
            .ok()
            .flatten()
            .and_then(|style| style.get_property_value("background-color").ok())
            .unwrap_or_default();
        if !colour.is_empty() && colour != "transparent" && colour != "rgba(0, 0, 0, 0)" {
            painting.context.set_fill_style_str(&colour);
            painting.context.fill_rect(left, top, width, height);
            return;
        }
        next = element.parent_element();
    }
}

/// A vector image of the page as an image of its own, of the size at which it stands.
async fn load_vector(picture: &Element, width: f64, height: f64) -> Result<HtmlImageElement, ImageError> {
    let copy: Element =
        picture.clone_node_with_deep(true).ok().and_then(|node| node.dyn_into().ok()).ok_or(ImageError::Canvas)?;
    for (name, value) in [("width", width.to_string()), ("height", height.to_string())] {
        copy.set_attribute(name, &value).map_err(|_| ImageError::Canvas)?;
    }
    // The serializer declares the namespace by itself.
    let text = XmlSerializer::new()
        .and_then(|serializer| serializer.serialize_to_string(&copy))
        .map_err(|_| ImageError::Canvas)?;
    let encoded = String::from(js_sys::encode_uri_component(&text));
    load(&format!("data:image/svg+xml;charset=utf-8,{encoded}")).await
}
