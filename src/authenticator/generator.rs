//! The keyed state of an entry, from which codes are cheap.

use crate::otp::{Code, Hotp, Kind, Period, Steam, Totp, UnixMillis};

use super::Entry;

/// Makes the codes of one entry.
#[derive(Clone)]
pub struct Generator(Inner);

#[derive(Clone)]
enum Inner {
    Timed(Totp),
    Counting { hotp: Hotp, counter: u64 },
    Steam(Steam),
}

impl Generator {
    /// The state for this entry.
    pub fn new(entry: &Entry) -> Self {
        let inner = match entry.kind {
            Kind::Totp { period } => Inner::Timed(Totp::new(&entry.secret, entry.algorithm, entry.digits, period)),
            Kind::Hotp { counter } => {
                Inner::Counting { hotp: Hotp::new(&entry.secret, entry.algorithm, entry.digits), counter }
            }
            Kind::Steam => Inner::Steam(Steam::new(&entry.secret)),
        };
        Self(inner)
    }

    /// The code at this moment; of a counting key, the code that is next.
    pub fn code_at(&self, now: UnixMillis) -> Code {
        self.code_of_step(self.step_at(now))
    }

    /// The code that comes after the one at this moment; none of a counting key, whose next code asks for a
    /// [stored counter](super::PendingCode) first.
    pub fn code_after(&self, now: UnixMillis) -> Option<Code> {
        match &self.0 {
            Inner::Counting { .. } => None,
            _ => self.step_at(now).checked_add(1).map(|step| self.code_of_step(step)),
        }
    }

    /// Whether the next code stands beside this one already: in the last `last_secs` seconds of its life, and never in
    /// more than its second half, so that a code of a short period is not shown twice all the time.
    pub fn shows_next(&self, now: UnixMillis, last_secs: u32) -> bool {
        let (Some(period), Some(remaining_millis)) = (self.period(), self.remaining_millis(now)) else {
            return false;
        };
        remaining_millis <= (period.millis() / 2).min(u64::from(last_secs) * 1000)
    }

    /// The code of this step; of a counting key, the code of this counter.
    pub fn code_of_step(&self, step: u64) -> Code {
        match &self.0 {
            Inner::Timed(totp) => totp.code_of_step(step),
            Inner::Counting { hotp, .. } => hotp.code(step),
            Inner::Steam(steam) => steam.code_of_step(step),
        }
    }

    /// How long a code lives; none for a counting key, whose codes do not age.
    pub const fn period(&self) -> Option<Period> {
        match &self.0 {
            Inner::Timed(totp) => Some(totp.period()),
            Inner::Counting { .. } => None,
            Inner::Steam(_) => Some(Steam::PERIOD),
        }
    }

    /// The step that contains this moment: the code changes when it does. A counting key stays at its counter.
    pub fn step_at(&self, now: UnixMillis) -> u64 {
        match &self.0 {
            Inner::Timed(totp) => totp.step_at(now),
            Inner::Counting { counter, .. } => *counter,
            Inner::Steam(steam) => steam.step_at(now),
        }
    }

    /// Milliseconds that the code at this moment has left; none for a counting key.
    pub fn remaining_millis(&self, now: UnixMillis) -> Option<u64> {
        match &self.0 {
            Inner::Timed(totp) => Some(totp.remaining_millis(now)),
            Inner::Counting { .. } => None,
            Inner::Steam(steam) => Some(steam.remaining_millis(now)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::{EntryId, read_scanned};

    fn generator(uri: &str) -> Generator {
        let (key_uri, _) = read_scanned(uri).unwrap();
        Entry::from_key_uri(key_uri, EntryId::from_random([0; 16]), "", UnixMillis(0)).generator()
    }

    #[test]
    fn a_timed_code_ages_and_a_counted_one_does_not() {
        let timed = generator("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a");
        assert_eq!(timed.period(), Some(Period::THIRTY));
        assert_eq!(timed.remaining_millis(UnixMillis(31_000)), Some(29_000));
        assert_eq!(timed.step_at(UnixMillis(31_000)), 1);
        let counted = generator("otpauth://hotp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a&counter=1");
        assert_eq!(counted.remaining_millis(UnixMillis(31_000)), None);
        assert_eq!(counted.code_at(UnixMillis(31_000)).as_str(), "287082");
    }

    #[test]
    fn the_next_code_is_the_one_that_comes() {
        let steam = generator("otpauth://steam/Steam:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Steam");
        let timed = generator("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a");
        for generator in [steam, timed] {
            for (now, step) in [(29_999, 0), (30_000, 1)] {
                assert_eq!(generator.code_at(UnixMillis(now)), generator.code_of_step(step));
                assert_eq!(generator.code_after(UnixMillis(now)), Some(generator.code_of_step(step + 1)));
            }
        }
        let counted = generator("otpauth://hotp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a&counter=1");
        assert_eq!(counted.code_after(UnixMillis(0)), None);
    }

    #[test]
    fn the_next_code_shows_in_the_last_seconds_alone() {
        let uri = |period: u32| {
            generator(&format!("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a&period={period}"))
        };
        for (period, last_secs, now, shows) in [
            (30, 5, 0, false),
            (30, 5, 24_999, false),
            (30, 5, 25_000, true),
            (30, 5, 29_999, true),
            (30, 5, 30_000, false),
            (30, 0, 29_999, false),
            (30, 99, 14_999, false),
            (30, 99, 15_000, true),
            (1, 5, 499, false),
            (1, 5, 500, true),
            (86_400, 10, 86_389_999, false),
            (86_400, 10, 86_390_000, true),
        ] {
            assert_eq!(uri(period).shows_next(UnixMillis(now), last_secs), shows, "{period} {last_secs} {now}");
        }
        let steam = generator("otpauth://steam/Steam:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Steam");
        assert!(steam.shows_next(UnixMillis(29_999), 5) && !steam.shows_next(UnixMillis(30_000), 5));
        let counted = generator("otpauth://hotp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a&counter=1");
        assert!(!counted.shows_next(UnixMillis(29_999), 5));
    }

    #[test]
    fn steam_is_spelled_in_letters() {
        let steam = generator("otpauth://steam/Steam:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Steam");
        assert_eq!(steam.code_at(UnixMillis(0)).as_str(), "GG5F5");
        assert_eq!(steam.period(), Some(Period::THIRTY));
    }
}
