//! A line of the trail as a line of JSON. `docs/trail.md` says what each field means.
//!
//! Written by hand: the fields are few and flat, and a general printer would weigh more than the whole page.

use std::fmt::Write as _;

use super::Line;
use crate::console::{AccountId, DeviceId, Guessed, Place, Preset, Username, Wording};
use crate::otp::{DAY_SECS, UnixMillis};

const DAY_MILLIS: u64 = DAY_SECS * 1000;

/// One object, as it grows.
struct Object(String);

impl Object {
    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        // Writing to a String cannot fail.
        let _ = write!(self.0, "\"{name}\":");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.0.push('"');
        for character in value.chars() {
            match character {
                '"' | '\\' => self.0.extend(['\\', character]),
                control if control < ' ' => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(control));
                }
                other => self.0.push(other),
            }
        }
        self.0.push('"');
    }

    fn text_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn bare_if(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.name(name);
            let _ = write!(self.0, "{value}");
        }
    }
}

impl Line {
    /// The line as JSON (RFC 8259), without the line feed that ends it. What does not apply is left out.
    pub fn to_json_line(&self) -> String {
        let (event, about, details) = (&self.event, self.event.what.about(), self.event.what.details());
        let mut object = Object(String::with_capacity(256));
        object.text("time", &rfc_3339(event.at));
        object.text("id", event.id.as_str());
        object.text("event", about.name);
        object.text("kind", about.kind.name());
        object.text_if("outcome", about.outcome.map(super::Outcome::name));
        object.text_if("account", event.account.as_ref().map(AccountId::as_str));
        object.text_if("username", self.username.as_ref().map(Username::as_str));
        object.text_if("place", event.place.map(place_name));
        object.text_if("reason", details.reason);
        object.bare_if("locked", details.locked);
        object.bare_if("step", details.step);
        object.bare_if("offset_steps", details.offset_steps);
        object.bare_if("current_step", details.current_step);
        object.bare_if("last_accepted_step", details.last_accepted_step);
        object.bare_if("failures", details.failures);
        object.bare_if("attempt_failures", details.attempt_failures);
        object.text_if("next_try", details.next.and_then(|next| next.until).map(rfc_3339).as_deref());
        object.text_if("guessed", details.guessed.map(guessed_name));
        object.text_if("device", details.device.as_ref().map(DeviceId::as_str));
        object.bare_if("replaced", details.replaced);
        object.bare_if("drift_steps", details.drift_steps);
        object.bare_if("recovery_codes_left", details.left);
        object.text_if("preset", details.preset.map(preset_name));
        object.text_if("wording", details.wording.map(wording_name));
        object.text_if("preset_before", details.before.map(|before| preset_name(before.preset)));
        object.text_if("wording_before", details.before.map(|before| wording_name(before.wording)));
        object.text_if("desk_reason", details.desk_reason.as_deref());
        object.0.push('}');
        object.0
    }
}

/// The lines at these positions as a file of JSON Lines, the earliest first. `shown` is as
/// [`Filter::fitting`](super::Filter::fitting) gives it, the newest first.
pub fn to_json_lines(lines: &[Line], shown: &[usize]) -> String {
    let mut file = String::new();
    for line in shown.iter().rev().filter_map(|at| lines.get(*at)) {
        file.push_str(&line.to_json_line());
        file.push('\n');
    }
    file
}

const fn place_name(place: Place) -> &'static str {
    match place {
        Place::Office => "office",
        Place::Home => "home",
        Place::Elsewhere => "elsewhere",
    }
}

const fn guessed_name(of: Guessed) -> &'static str {
    match of {
        Guessed::ResetCode => "reset_code",
        Guessed::StopCode => "stop_code",
    }
}

const fn preset_name(preset: Preset) -> &'static str {
    match preset {
        Preset::GovCloud => "gov_cloud",
        Preset::Aws => "aws",
        Preset::Keycloak => "keycloak",
        Preset::Authelia => "authelia",
        Preset::PrivacyIdea => "privacyidea",
        Preset::Strict => "strict",
    }
}

const fn wording_name(wording: Wording) -> &'static str {
    match wording {
        Wording::Learner => "learner",
        Wording::Production => "production",
    }
}

/// The point in time in UTC, to the millisecond (RFC 3339 §5.6).
fn rfc_3339(at: UnixMillis) -> String {
    let (days, millis) = (at.0 / DAY_MILLIS, at.0 % DAY_MILLIS);
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (year, month, day) = civil(days);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{millis:03}Z")
}

/// Year, month and day of the Gregorian calendar, from the days since 1970-01-01. Counted in eras of 400 years that
/// begin on the first of March, so that the leap day is the last of its year.
const fn civil(days: u64) -> (u64, u64, u64) {
    const DAYS_OF_ERA: u64 = 146_097;
    const DAYS_BEFORE_1970: u64 = 719_468;
    let days = days + DAYS_BEFORE_1970;
    let (era, day) = (days / DAYS_OF_ERA, days % DAYS_OF_ERA);
    let year = (day - day / 1_460 + day / 36_524 - day / (DAYS_OF_ERA - 1)) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day_of_month = day - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next_year, month, day_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_rfc_3339_wants() {
        for (secs, told) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399, "2000-02-28T23:59:59.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"),
            (951_868_800, "2000-03-01T00:00:00.000Z"),
            (1_709_164_800, "2024-02-29T00:00:00.000Z"),
            (1_767_225_599, "2025-12-31T23:59:59.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
            (253_402_300_799, "9999-12-31T23:59:59.000Z"),
        ] {
            assert_eq!(rfc_3339(UnixMillis::from_secs(secs)), told);
        }
        assert_eq!(rfc_3339(UnixMillis(1_778_335_511_007)), "2026-05-09T14:05:11.007Z");
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut before = civil(0);
        for day in 1..=146_097 {
            let now = civil(day);
            let follows = match (now.1, now.2) {
                (1, 1) => before == (now.0 - 1, 12, 31),
                (_, 1) => before.0 == now.0 && before.1 + 1 == now.1 && before.2 >= 28,
                _ => before == (now.0, now.1, now.2 - 1),
            };
            assert!(follows, "{before:?} then {now:?}");
            before = now;
        }
        assert_eq!(before, (2370, 1, 1));
    }

    #[test]
    fn text_is_escaped() {
        let mut object = Object(String::new());
        object.text("a", "\"\\\n\u{1}é🙂");
        assert_eq!(object.0, "{\"a\":\"\\\"\\\\\\u000a\\u0001é🙂\"");
    }
}
