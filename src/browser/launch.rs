//! What the installed app was opened with: files or text that another app shared, or a `web+otpauth:` link.
//!
//! Both may hold keys. A link arrives in the fragment of the address, which no server sees, and leaves the address bar
//! as soon as it is read. What is shared is posted by the system; the service worker (`sw.js`) keeps it in a cache of
//! its own until the page takes it, once. Any site could post there or link here: take it as something that a stranger
//! handed over, to be looked at by the person before anything is kept.

use super::clock::now;
use super::{history, js};
use gloo_events::EventListener;
use js_sys::Array;
use std::fmt;
use std::future::Future;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Cache, CacheStorage, File, Response};
use zeroize::Zeroizing;

/// The service worker's cache and the address in it; `sw.js` names the same.
const SHARE_CACHE: &str = "counterpart-share";
const SHARE: &str = "/authenticator/share";
/// The header that says when it came, in milliseconds since 1970.
const RECEIVED_AT: &str = "received-at";
/// The fragments by which the manifest and `sw.js` open the page.
const SHARED_FRAGMENT: &str = "#shared";
const URI_FRAGMENT: &str = "#uri=";
/// How long something shared is of use, in milliseconds: ten minutes.
const SHARE_MILLIS: f64 = 600_000.0;

/// What the page was opened with.
pub enum Launch {
    /// With nothing but itself.
    Nothing,
    /// With something from another app.
    Shared(Shared),
    /// With a link, as it was written: `web+otpauth:…`.
    Uri(Zeroizing<String>),
}

/// What another app shared.
pub struct Shared {
    /// Its files, to be read by [`files::read`](super::files::read).
    pub files: Vec<File>,
    /// Its text, a line each for its title, text and address.
    pub text: Option<Zeroizing<String>>,
}

impl fmt::Debug for Launch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => formatter.write_str("Nothing"),
            Self::Shared(shared) => formatter.debug_tuple("Shared").field(shared).finish(),
            Self::Uri(_) => formatter.write_str("Uri(…)"),
        }
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Shared")
            .field("files", &self.files.len())
            .field("has_text", &self.text.is_some())
            .finish()
    }
}

/// Whether something is to be taken by [`take_launch`].
fn is_launch(fragment: &str) -> bool {
    fragment == SHARED_FRAGMENT || fragment.starts_with(URI_FRAGMENT)
}

fn fragment() -> Zeroizing<String> {
    Zeroizing::new(web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default())
}

/// Takes what the page was opened with. The address is clean as soon as this is called, before anything is awaited;
/// what was shared is gone from the disk when it has been awaited, and a second call finds nothing.
pub fn take_launch() -> impl Future<Output = Launch> {
    let fragment = fragment();
    if is_launch(&fragment) {
        let query = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
        // A browser that refuses has its own reasons (too many changes in a short time); the link is good all the same.
        let _ = history::replace(&format!("{}{query}", history::path()));
    }
    async move {
        if let Some(uri) = fragment.strip_prefix(URI_FRAGMENT) {
            let decoded = js_sys::decode_uri_component(uri).ok().and_then(|text| text.as_string());
            return Launch::Uri(Zeroizing::new(decoded.unwrap_or_else(|| uri.to_owned())));
        }
        match take_shared(*fragment == SHARED_FRAGMENT).await {
            Ok(Some(shared)) => Launch::Shared(shared),
            // Nothing there, or nothing that can be read: the same for the person who shared it.
            Ok(None) | Err(_) => Launch::Nothing,
        }
    }
}

/// Takes what is in the cache if `is_wanted`; what is too old goes in any case.
async fn take_shared(is_wanted: bool) -> Result<Option<Shared>, JsValue> {
    let caches: CacheStorage = js::get(&js_sys::global(), "caches").unchecked_into();
    if !js::call(&caches, "has", &[SHARE_CACHE.into()]).await?.is_truthy() {
        return Ok(None);
    }
    let cache: Cache = js::call(&caches, "open", &[SHARE_CACHE.into()]).await?.unchecked_into();
    let kept: Option<Response> = js::call(&cache, "match", &[SHARE.into()]).await?.dyn_into().ok();
    let is_fresh = kept.as_ref().and_then(age_millis).is_some_and(|age| (0.0..SHARE_MILLIS).contains(&age));
    let shared = match kept {
        Some(response) if is_wanted && is_fresh => parts(&response).await,
        // Another tab may be on its way to take it.
        _ if is_fresh => return Ok(None),
        _ => Ok(None),
    };
    js::call(&caches, "delete", &[SHARE_CACHE.into()]).await?;
    shared
}

fn age_millis(response: &Response) -> Option<f64> {
    let headers = js::get(response, "headers");
    let received_at = js::method(&headers, "get")?.call1(&headers, &RECEIVED_AT.into()).ok()?.as_string()?;
    Some(now().0 as f64 - received_at.parse::<f64>().ok()?)
}

/// The fields that the manifest names.
async fn parts(response: &Response) -> Result<Option<Shared>, JsValue> {
    let form = js::call(response, "formData", &[]).await?;
    let get_all = js::method(&form, "getAll").ok_or(JsValue::UNDEFINED)?;
    let all = |name: &str| get_all.call1(&form, &name.into()).map(|values| Array::from(&values));
    let files: Vec<File> = all("files")?.iter().filter_map(|value| value.dyn_into().ok()).collect();
    let mut text = Zeroizing::new(String::new());
    for name in ["title", "text", "url"] {
        for part in all(name)?.iter().filter_map(|value| value.as_string()).filter(|part| !part.is_empty()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&part);
        }
    }
    let text = Some(text).filter(|text| !text.is_empty());
    // Some apps share a file of no bytes beside a text.
    let files: Vec<File> = files.into_iter().filter(|file| file.size() > 0.0).collect();
    Ok((!files.is_empty() || text.is_some()).then_some(Shared { files, text }))
}

/// Hears that the app was opened again while this page was; deaf when dropped.
#[derive(Debug)]
#[must_use = "dropped, it hears nothing"]
pub struct LaunchListener {
    _on_fragment: Option<EventListener>,
}

/// Calls back when there is something new for [`take_launch`] in a page that is open already.
pub fn on_launch(mut callback: impl FnMut() + 'static) -> LaunchListener {
    let listener = web_sys::window().map(|window| {
        EventListener::new(&window, "hashchange", move |_| {
            if is_launch(&fragment()) {
                callback();
            }
        })
    });
    LaunchListener { _on_fragment: listener }
}
