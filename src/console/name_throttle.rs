//! Brakes on what somebody does who has shown nothing yet but a username.

use super::{Policy, SendRefusal, Throttle, Username};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// What is braked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guessed {
    /// The SMS codes of password resets.
    ResetCode,
    /// The codes that stop an appeal.
    StopCode,
}

/// The brake for one typed username. It is kept by the name, not by the account: so names that nobody has are braked
/// alike (V16), and neither a new message nor another browser releases it (V13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameThrottle {
    /// What is braked, and the username as usernames are compared; also the record's key.
    pub key: String,
    /// The brake.
    pub throttle: Throttle,
    /// When the last message was sent for it, or would have been.
    pub last_sent_at: Option<UnixMillis>,
}

impl NameThrottle {
    /// The key for a typed username. No username holds a blank.
    pub fn key(of: Guessed, typed_username: &str) -> String {
        let of = match of {
            Guessed::ResetCode => "reset",
            Guessed::StopCode => "stop",
        };
        format!("{of} {}", Username::normalise(typed_username))
    }

    /// The key in a browser where the account of this username was logged on before: a brake of its own, which whoever has
    /// the username alone does not reach (V8).
    pub fn known_key(of: Guessed, typed_username: &str) -> String {
        format!("known {}", Self::key(of, typed_username))
    }

    /// A brake that was never used.
    pub fn new(of: Guessed, typed_username: &str) -> Self {
        Self::of_key(Self::key(of, typed_username))
    }

    /// The same, by its key.
    pub fn of_key(key: String) -> Self {
        Self { key, throttle: Throttle::default(), last_sent_at: None }
    }

    /// Whether another message may be sent now; if so, it is noted.
    ///
    /// # Errors
    /// When it is too soon for another, or locked.
    pub fn note_sending(&mut self, now: UnixMillis, policy: &Policy) -> Result<(), SendRefusal> {
        if let Err(wait) = self.throttle.check(now)
            && wait.locked
        {
            return Err(SendRefusal::Locked(wait));
        }
        if let Some(at) = self.last_sent_at.filter(|at| at.is_within(policy.sms_pause_secs, now)) {
            return Err(SendRefusal::TooSoon { until: at.plus_secs(policy.sms_pause_secs) });
        }
        self.last_sent_at = Some(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    #[test]
    fn a_name_has_a_brake_of_its_own_for_each_matter() {
        assert_eq!(NameThrottle::key(Guessed::ResetCode, " Alice "), "reset alice");
        assert_ne!(NameThrottle::key(Guessed::ResetCode, "a"), NameThrottle::key(Guessed::StopCode, "a"));
        // No username holds a blank, so none has the key that another one has where it is known.
        assert_eq!(NameThrottle::known_key(Guessed::ResetCode, " Alice "), "known reset alice");
    }

    #[test]
    fn messages_need_a_pause_and_no_lock() {
        let policy = Policy::gov_cloud();
        let mut brake = NameThrottle::new(Guessed::ResetCode, "alice");
        let until = NOW.plus_secs(policy.sms_pause_secs);
        assert_eq!(brake.note_sending(NOW, &policy), Ok(()));
        assert_eq!(brake.note_sending(UnixMillis(until.0 - 1), &policy), Err(SendRefusal::TooSoon { until }));
        assert_eq!(brake.note_sending(until, &policy), Ok(()));
        // A message of a clock that was a day fast keeps nobody waiting once it is right.
        assert_eq!(brake.clone().note_sending(until.offset_secs(-86_400), &policy), Ok(()));
        for _ in 0..10 {
            brake.throttle.fail(until, &policy.other_throttle);
        }
        let later = until.plus_secs(policy.sms_pause_secs);
        assert!(matches!(brake.note_sending(later, &policy), Err(SendRefusal::Locked(_))));
    }
}
