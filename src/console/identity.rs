//! Proof that a person holds a phone: a code by SMS.

use super::{Policy, Throttle, Wait};
use crate::otp::{UnixMillis, typed_digits};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

/// A code that was sent by SMS: six digits, for ten minutes, once (V13).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneCode {
    code: String,
    /// When it was sent.
    pub sent_at: UnixMillis,
    /// From then on it is too late.
    pub expires_at: UnixMillis,
    /// Whether it was accepted.
    pub used: bool,
}

impl std::fmt::Debug for PhoneCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PhoneCode").field("sent_at", &self.sent_at).field("used", &self.used).finish()
    }
}

/// Why a phone's code is not accepted. Never holds the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PhoneCodeRefusal {
    /// A slip of the form; it does not count as a failure.
    #[error("the input is not six digits")]
    NotSixDigits,
    /// The digits are wrong.
    #[error("the code is wrong")]
    Wrong {
        /// When the next try is looked at; none: when the desk has unlocked it.
        wait_until: Option<UnixMillis>,
        /// Whether that is a lock.
        locked: bool,
        /// Whether the failure before had locked, too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        again: bool,
    },
    /// Too late.
    #[error("the code has expired")]
    Expired,
    /// It was accepted before.
    #[error("the code was used before")]
    Used,
    /// No code was sent.
    #[error("no code was sent")]
    NotSent,
    /// Not looked at, because of earlier failures.
    #[error("too many failures")]
    Wait {
        /// When the next try is looked at; none: when the desk has unlocked it.
        until: Option<UnixMillis>,
        /// Whether that is a lock.
        locked: bool,
    },
}

impl PhoneCodeRefusal {
    /// Wrong digits, and what follows from them.
    pub(super) const fn wrong(Wait { until, locked, again }: Wait) -> Self {
        Self::Wrong { wait_until: until, locked, again }
    }
}

/// Why no SMS is sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendRefusal {
    /// The last one was sent a moment ago.
    #[error("the last message was sent a moment ago")]
    TooSoon {
        /// When another may be sent.
        until: UnixMillis,
    },
    /// Codes are locked: another message would be of no use.
    #[error("too many failures")]
    Locked(Wait),
}

impl PhoneCode {
    /// A new code, made of random bytes (their bias towards any code is below 2⁻⁴⁴).
    pub fn new(random: [u8; 8], now: UnixMillis, policy: &Policy) -> Self {
        let number = u64::from_le_bytes(random) % 1_000_000;
        let expires_at = now.plus_secs(policy.sms_lifetime_secs);
        Self { code: format!("{number:06}"), sent_at: now, expires_at, used: false }
    }

    /// A code that takes the place of any earlier one, the last of which was sent at `last_sent_at`.
    ///
    /// # Errors
    /// When it is too soon for another message, or locked.
    pub fn again(
        last_sent_at: Option<UnixMillis>,
        throttle: &Throttle,
        random: [u8; 8],
        now: UnixMillis,
        policy: &Policy,
    ) -> Result<Self, SendRefusal> {
        if let Err(wait) = throttle.check(now)
            && wait.locked
        {
            return Err(SendRefusal::Locked(wait));
        }
        if let Some(until) = last_sent_at.map(|at| at.plus_secs(policy.sms_pause_secs))
            && now < until
        {
            return Err(SendRefusal::TooSoon { until });
        }
        Ok(Self::new(random, now, policy))
    }

    /// The digits, for the carrier only.
    pub fn for_carrier(&self) -> &str {
        &self.code
    }

    /// The verdict on what was typed. The brake is the account's (or the registration's), so that it outlives this code.
    ///
    /// # Errors
    /// Why it is not accepted.
    pub fn submit(
        &mut self,
        throttle: &mut Throttle,
        typed: &str,
        now: UnixMillis,
        policy: &Policy,
    ) -> Result<(), PhoneCodeRefusal> {
        let typed = typed_digits(typed, 6).ok_or(PhoneCodeRefusal::NotSixDigits)?;
        throttle.check(now).map_err(|Wait { until, locked, .. }| PhoneCodeRefusal::Wait { until, locked })?;
        if self.used {
            return Err(PhoneCodeRefusal::Used);
        }
        if now >= self.expires_at {
            return Err(PhoneCodeRefusal::Expired);
        }
        if !bool::from(self.code.as_bytes().ct_eq(typed.as_bytes())) {
            return Err(PhoneCodeRefusal::wrong(throttle.fail(now, &policy.other_throttle)));
        }
        self.used = true;
        throttle.succeed();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    #[test]
    fn a_code_has_six_digits_and_hides() {
        let code = PhoneCode::new(7_u64.to_le_bytes(), NOW, &Policy::gov_cloud());
        assert_eq!(code.for_carrier(), "000007");
        assert!(!format!("{code:?}").contains("000007"));
    }

    #[test]
    fn another_message_needs_a_pause_and_no_lock() {
        let policy = Policy::gov_cloud();
        let code = PhoneCode::new([0; 8], NOW, &policy);
        let mut throttle = Throttle::default();
        let until = NOW.plus_secs(30);
        let soon = PhoneCode::again(Some(code.sent_at), &throttle, [1; 8], NOW.plus_secs(29), &policy);
        assert_eq!(soon, Err(SendRefusal::TooSoon { until }));
        assert!(PhoneCode::again(Some(code.sent_at), &throttle, [1; 8], until, &policy).is_ok());
        for _ in 0..10 {
            throttle.fail(NOW, &policy.other_throttle);
        }
        let locked = PhoneCode::again(Some(code.sent_at), &throttle, [1; 8], until, &policy);
        assert!(matches!(locked, Err(SendRefusal::Locked(_))));
    }
}
