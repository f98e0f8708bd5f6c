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

/// A moment that is told at another one: the time, with the day if it is not soon.
pub(super) fn moment(time: UnixMillis, told_at: UnixMillis) -> String {
    if told_at.secs_until(time) < 12 * 3_600 {
        return with_seconds(time);
    }
    let date = local(time);
    format!("{}-{:02}-{:02} {}", date.get_full_year(), date.get_month() + 1, date.get_date(), with_minutes(time))
}

fn local(time: UnixMillis) -> js_sys::Date {
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(time.0 as f64))
}
