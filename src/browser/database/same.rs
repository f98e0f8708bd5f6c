//! Whether two values of the database are the same record.

use super::DatabaseError;
use js_sys::{Array, Map, Object, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};

/// Whether two values say the same. A number is the same as a big integer, an object as a map, and a field that is not
/// there as an empty one: earlier versions wrote one for the other. Fields keep the order in which they were stored.
///
/// # Errors
/// When something in them is none of what records are made of: of that nothing can be said.
pub(super) fn same(one: &JsValue, other: &JsValue) -> Result<bool, DatabaseError> {
    if !one.is_object() || !other.is_object() {
        let is_number = |value: &JsValue| value.is_bigint() || value.as_f64().is_some();
        return Ok(Object::is(one, other) || is_number(one) && is_number(other) && one.loose_eq(other));
    }
    match (one.dyn_ref::<Uint8Array>(), other.dyn_ref::<Uint8Array>()) {
        (Some(one), Some(other)) => return Ok(one.to_vec() == other.to_vec()),
        (None, None) => {}
        _ => return Ok(false),
    }
    let ((is_list, one), (is_other_list, other)) = (parts(one)?, parts(other)?);
    if is_list != is_other_list || one.length() != other.length() {
        return Ok(false);
    }
    for (part, other) in one.iter().zip(other.iter()) {
        if !same(&part, &other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether it is a list, and its parts: of anything else pairs of a name and what it holds, where it holds something.
fn parts(value: &JsValue) -> Result<(bool, Array), DatabaseError> {
    if let Some(list) = value.dyn_ref::<Array>() {
        return Ok((true, list.clone()));
    }
    let pairs = match value.dyn_ref::<Map>() {
        Some(map) => Array::from(map),
        None if Object::get_prototype_of(value) == Object::get_prototype_of(&Object::new()) => {
            Object::entries(value.unchecked_ref())
        }
        None => return Err(DatabaseError::Unreadable),
    };
    Ok((false, pairs.iter().filter(|pair| !Array::from(pair).get(1).is_undefined()).collect()))
}
