//! What a clock's face shows.

use crate::otp::UnixMillis;

/// Hours, minutes and seconds of this device's time zone: `14:05:11`.
pub(super) fn with_seconds(time: UnixMillis) -> String {
    let date = local(time);
    format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds())
}

/// Hours and minutes of this device's time zone: `14:05`.
pub(super) fn with_minutes(time: UnixMillis) -> String {
    let date = local(time);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

fn local(time: UnixMillis) -> js_sys::Date {
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(time.0 as f64))
}
