//! Browsers that are trusted for some days: no security code is asked for there.
//!
//! A trust stands for the factors that were there when it was given. It ends by itself when one of those devices is
//! bound no longer or the password is another one, whoever did that: as GitHub and Google do it, whoever takes a factor
//! away after a loss need not remember to revoke the browsers as well. It ends too when the policy has no trust any
//! more, or a shorter one. It never counts as a factor shown: sensitive actions ask for one (V11).

use super::{
    Account, AccountId, Decision, DeviceId, Factors, Happening, LogOnAttempt, Place, Policy, Session, SessionId,
    TrustId,
};
use crate::otp::{DAY_SECS, UnixMillis};
use serde::{Deserialize, Serialize};

/// A browser that an account trusts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrustedBrowser {
    /// Its name, which the browser keeps.
    pub id: TrustId,
    /// Whose.
    pub account: AccountId,
    /// Which browser.
    pub place: Place,
    /// When it was trusted.
    pub trusted_at: UnixMillis,
    /// From then on it is not.
    pub expires_at: UnixMillis,
    /// When it last spared somebody a security code.
    pub last_used_at: Option<UnixMillis>,
    /// The devices that were bound when it was trusted.
    pub devices: Vec<DeviceId>,
    /// The salt of the password's hash at that time: each password has its own, and it says nothing of the password.
    pub password_salt: String,
}

impl TrustedBrowser {
    /// Trusts the browser in which the account has just logged on; nothing if the policy has no trust, or no second
    /// factor was shown.
    pub fn begin(
        id: TrustId,
        account: &Account,
        session: &Session,
        place: Place,
        now: UnixMillis,
        policy: &Policy,
    ) -> Option<Decision<Self>> {
        let days = u64::from(policy.trust_days);
        if days == 0 || session.account != account.id || !session.factors.has_second_factor() {
            return None;
        }
        let trust = Self {
            id,
            account: account.id.clone(),
            place,
            trusted_at: now,
            expires_at: now.plus_secs(days * DAY_SECS),
            last_used_at: None,
            devices: account.devices.iter().map(|device| device.id.clone()).collect(),
            password_salt: account.password_hash.salt().to_owned(),
        };
        Some(Decision::new(trust, Happening::BrowserTrusted))
    }

    /// When it ends, if nothing ends it before: as was said when it was given, or sooner where the policy in force has a
    /// shorter trust.
    pub fn ends_at(&self, policy: &Policy) -> UnixMillis {
        self.expires_at.min(self.trusted_at.plus_secs(u64::from(policy.trust_days) * DAY_SECS))
    }

    /// Whether it still spares the account's owner a security code.
    pub fn is_valid(&self, account: &Account, now: UnixMillis, policy: &Policy) -> bool {
        self.account == account.id
            && now < self.ends_at(policy)
            && self.password_salt == account.password_hash.salt()
            && self.devices.iter().all(|id| account.device(id).is_some())
    }

    /// Logs on without a security code, after the right password; nothing if the browser is not trusted.
    pub fn log_on(
        &mut self,
        account: &Account,
        attempt: &LogOnAttempt,
        session: SessionId,
        now: UnixMillis,
        policy: &Policy,
    ) -> Option<Decision<Session>> {
        if !attempt.is_open(account, now) || !self.is_valid(account, now, policy) {
            return None;
        }
        self.last_used_at = Some(now);
        let session = Session::begin(session, account.id.clone(), Factors::PasswordAndTrustedBrowser, now);
        Some(Decision::new(session, Happening::TrustUsed))
    }
}
