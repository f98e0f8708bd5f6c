//! Objects and methods that web-sys has no types for: read, written and called by their names.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The property of this name; undefined if there is none, or nothing that could have one.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The text in the property of this name.
pub(super) fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}

/// A plain object of these fields.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Only a frozen object refuses.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A list of these values.
pub(super) fn array(values: impl IntoIterator<Item = JsValue>) -> Array {
    values.into_iter().collect()
}

/// The method of this name, if the object has it.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name).dyn_into().ok()
}

/// Calls the method of this name and waits for what it promises. A missing method is a failure of type `undefined`.
pub(super) async fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method = method(object, name).ok_or(JsValue::UNDEFINED)?;
    let answer = method.apply(object, &array(arguments.iter().cloned()))?;
    JsFuture::from(Promise::resolve(&answer)).await
}

/// The window's `navigator`; undefined where there is none.
pub(super) fn navigator() -> JsValue {
    get(&js_sys::global(), "navigator")
}

/// The name of a failure, such as `NotAllowedError`; empty if it has none.
pub(super) fn error_name(error: &JsValue) -> String {
    text(error, "name").unwrap_or_default()
}
