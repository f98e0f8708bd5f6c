//! How a person wants an authenticator to behave. Nothing here is secret, and losing it loses nothing.

use serde::{Deserialize, Serialize};

use super::Order;

/// The choices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The person chose to go on without a vault, and is not asked at every visit.
    pub goes_unprotected: bool,
    /// Seconds without a key, a touch or a click after which it locks; none for never.
    pub lock_after_secs: Option<u32>,
    /// Whether it locks as soon as its tab is hidden.
    pub locks_when_hidden: bool,
    /// Whether a code is hidden until it is asked for.
    pub hides_codes: bool,
    /// Whether the code that comes next is shown in the last seconds of a code's life.
    pub shows_next_code: bool,
    /// How the codes are sorted.
    pub order: Order,
}

impl Settings {
    /// The idle times on offer, in seconds.
    pub const LOCK_AFTER_SECS: [u32; 5] = [60, 300, 900, 3_600, 28_800];
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            goes_unprotected: false,
            lock_after_secs: Some(300),
            locks_when_hidden: false,
            hides_codes: false,
            shows_next_code: true,
            order: Order::Manual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_of_an_older_version_are_kept_and_new_ones_begin_at_their_defaults() {
        let read: Settings = serde_json::from_str(r#"{"hides_codes":true,"gone":1}"#).unwrap();
        assert_eq!(read, Settings { hides_codes: true, ..Settings::default() });
    }

    #[test]
    fn the_order_is_kept_by_its_name() {
        for (order, name) in [(Order::Manual, "manual"), (Order::Name, "name"), (Order::RecentUse, "recent-use")] {
            let settings = Settings { order, ..Settings::default() };
            let written = serde_json::to_string(&settings).unwrap();
            assert!(written.contains(&format!(r#""order":"{name}""#)), "{written}");
            assert_eq!(serde_json::from_str::<Settings>(&written).unwrap(), settings);
        }
    }

    #[test]
    fn the_default_is_on_offer() {
        assert!(Settings::default().lock_after_secs.is_some_and(|secs| Settings::LOCK_AFTER_SECS.contains(&secs)));
    }
}
