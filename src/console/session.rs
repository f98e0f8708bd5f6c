//! Who is logged on, and what the browser remembers of it.

use super::{
    Account, AccountId, Challenge, DeviceId, Happening, LogOnId, Policy, RegistrationId, ResetId, SessionId, TrustId,
};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// With what a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Factors {
    /// The account was just opened, with a password and a phone.
    Opening,
    /// The password alone: no device was bound.
    Password,
    /// The password and a security code.
    PasswordAndCode,
    /// The password and a recovery code.
    PasswordAndRecoveryCode,
    /// The password and a passkey.
    PasswordAndPasskey,
    /// The password, in a browser that is trusted.
    PasswordAndTrustedBrowser,
}

impl Factors {
    /// Whether a second factor was shown at that very logon. A trusted browser shows none.
    pub const fn has_second_factor(self) -> bool {
        matches!(self, Self::PasswordAndCode | Self::PasswordAndRecoveryCode | Self::PasswordAndPasskey)
    }
}

/// One of the browsers that the console's window plays, each with cookies of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The person's own browser at work: the one to begin with.
    #[default]
    Office,
    /// The person's own browser at home.
    Home,
    /// A browser of which the person knows nothing.
    Elsewhere,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 3] = [Self::Office, Self::Home, Self::Elsewhere];

    /// The key of its [`BrowserState`].
    pub const fn key(self) -> &'static str {
        match self {
            Self::Office => "browser",
            Self::Home => "browser-home",
            Self::Elsewhere => "browser-elsewhere",
        }
    }
}

/// A person logged on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its name, a bearer's secret.
    pub id: SessionId,
    /// Who.
    pub account: AccountId,
    /// With what.
    pub factors: Factors,
    /// When the person logged on.
    pub authenticated_at: UnixMillis,
    /// When it was to end, in older records: the policy in force decides now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<UnixMillis>,
    /// When a factor was shown again for a sensitive action.
    pub stepped_up_at: Option<UnixMillis>,
    /// When it was used last; nothing since it began.
    pub last_used_at: Option<UnixMillis>,
    /// In which browser it is; nothing in older records.
    pub place: Option<Place>,
    /// What a passkey was asked to sign, until it answers.
    pub challenge: Option<Challenge>,
    /// The device whose code was the factor shown last; nothing for another factor, and in older records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_device: Option<DeviceId>,
}

/// Why a session counts no longer, though nobody ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// It was not used for too long.
    Idle,
    /// It lasted as long as one may.
    TooOld,
}

/// A use is noted once in this time: a page is touched far more often than it need be written.
const USE_NOTED_SECS: u64 = 60;

impl Session {
    /// A session that begins now.
    pub fn begin(id: SessionId, account: AccountId, factors: Factors, now: UnixMillis) -> Self {
        Self {
            id,
            account,
            factors,
            authenticated_at: now,
            expires_at: None,
            stepped_up_at: None,
            last_used_at: None,
            place: None,
            challenge: None,
            shown_device: None,
        }
    }

    /// When it was used last.
    pub fn used_at(&self) -> UnixMillis {
        self.last_used_at.unwrap_or(self.authenticated_at)
    }

    /// Why it counts no longer, if it does not: it is too old, or idle for too long. The policy in force decides, not the
    /// one under which the person logged on. Where the clock was set back since, it is as long until then as it was from then.
    pub fn end(&self, now: UnixMillis, policy: &Policy) -> Option<SessionEnd> {
        if !self.authenticated_at.is_within(policy.session_lifetime_secs, now) {
            Some(SessionEnd::TooOld)
        } else if !self.used_at().is_within(policy.session_idle_secs, now) {
            Some(SessionEnd::Idle)
        } else {
            None
        }
    }

    /// Whether it still counts: neither too old nor idle for too long.
    pub fn is_valid(&self, now: UnixMillis, policy: &Policy) -> bool {
        self.end(now, policy).is_none()
    }

    /// Notes that it is used; whether that is to be written. A session that has ended does not come back to life.
    pub fn note_use(&mut self, now: UnixMillis, policy: &Policy) -> bool {
        let is_due = self.is_valid(now, policy) && !self.used_at().is_within(USE_NOTED_SECS, now);
        if is_due {
            self.last_used_at = Some(now);
        }
        is_due
    }

    /// Whether whoever is logged on here may end that other session. No factor need be shown: it gives nobody anything.
    pub fn may_end(&self, other: &Self) -> bool {
        self.account == other.account
    }

    /// Whether a sensitive action may go on without another look at a factor (V11): one was shown recently, and where a
    /// second factor is bound, it was among them. What was shown before any of the devices was bound is not enough, nor is
    /// the code of a device that is bound no longer: whoever holds that one may be whom it was removed for. Of a time that
    /// has not come, by a clock that was set back since, nobody knows how long ago it was.
    pub fn has_fresh_step_up(&self, account: &Account, now: UnixMillis, policy: &Policy) -> bool {
        let is_recent = |at: UnixMillis| at <= now && at.is_within(policy.freshness_secs, now);
        let bound_at = account.devices.iter().map(|device| device.attached_at).min();
        let is_since = |at: UnixMillis| bound_at.is_none_or(|bound_at| at >= bound_at);
        let is_bound = self.shown_device.as_ref().is_none_or(|shown| account.device(shown).is_some());
        // Where no device is left, the password of the log-on stands; a code that was shown after it does not.
        let is_enough = !account.has_device() || (self.factors.has_second_factor() && is_bound);
        let by_log_on = is_enough && is_recent(self.authenticated_at) && is_since(self.authenticated_at);
        by_log_on || self.stepped_up_at.is_some_and(|at| is_recent(at) && is_since(at) && is_bound)
    }
}

/// What the browser remembers of the console: its cookies, in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserState {
    /// The session, when somebody is logged on.
    pub session: Option<SessionId>,
    /// The registration that waits for its SMS code.
    pub registration: Option<RegistrationId>,
    /// The attempt whose password was right and whose security code is awaited.
    pub log_on: Option<LogOnId>,
    /// The password reset that waits for its SMS code.
    pub reset: Option<ResetId>,
    /// The trust of each account that was told to trust this browser.
    #[serde(default)]
    pub trusts: Vec<TrustId>,
    /// The accounts that were logged on here.
    #[serde(default)]
    pub known_accounts: Vec<AccountId>,
    /// Which browser it is.
    #[serde(default)]
    pub place: Place,
}

/// How many accounts a browser remembers to have been logged on.
const KNOWN_ACCOUNTS_MAX: usize = 100;

impl BrowserState {
    /// The account has logged on here: what the browser remembers from now on, and whether it was never here before.
    /// The session is told in which browser it is, and the account that there is one more.
    #[must_use = "what happened is to be recorded"]
    pub fn log_on(&mut self, account: &mut Account, session: &mut Session) -> Option<Happening> {
        account.note_log_on();
        session.place = Some(self.place);
        self.session = Some(session.id.clone());
        self.log_on = None;
        if self.known_accounts.contains(&session.account) {
            return None;
        }
        self.known_accounts.push(session.account.clone());
        let surplus = self.known_accounts.len().saturating_sub(KNOWN_ACCOUNTS_MAX);
        self.known_accounts.drain(..surplus);
        (session.factors != Factors::Opening).then_some(Happening::NewBrowser)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{self, NOW, device_id};
    use super::super::{CodeVerdict, LogOnAttempt, OpenedKeys, Preset, Retirement, logon, step_up};
    use super::*;

    #[test]
    fn the_policy_in_force_decides_how_long_a_session_lasts_and_not_the_one_of_its_beginning() {
        let session = |used_secs: u64| Session {
            last_used_at: Some(NOW.plus_secs(used_secs)),
            ..fixtures::session_of(Factors::PasswordAndCode)
        };
        // Used a second ago: idle time does not end it.
        let end = |preset: Preset, secs: u64| session(secs - 1).end(NOW.plus_secs(secs), &preset.policy());
        for (preset, length_secs) in [(Preset::Authelia, 3_600), (Preset::GovCloud, 21_600), (Preset::Aws, 43_200)] {
            assert_eq!(end(preset, length_secs - 1), None, "{preset:?}");
            assert_eq!(end(preset, length_secs), Some(SessionEnd::TooOld), "{preset:?}");
        }
        // The idle time is the policy's in force, too.
        let idle = |preset: Preset| session(0).end(NOW.plus_secs(300), &preset.policy());
        assert_eq!((idle(Preset::GovCloud), idle(Preset::Authelia)), (None, Some(SessionEnd::Idle)));
    }

    /// A log-on by a code of this device, at this moment.
    fn logged_on_with(account: &mut Account, keys: &OpenedKeys, device: u8, now: UnixMillis) -> Session {
        let id = LogOnId::from_random([5; 16]);
        let expires_at = now.plus_secs(600);
        let mut attempt = LogOnAttempt { id, account: account.id.clone(), expires_at, challenge: None, failures: 0 };
        let (typed, session) = (fixtures::code_of(device, now), SessionId::from_random([device; 32]));
        match logon::submit_code(account, &mut attempt, keys, &typed, session, now, &Policy::gov_cloud()).verdict {
            CodeVerdict::LoggedOn(session) => session,
            refused @ CodeVerdict::Refused(_) => panic!("{refused:?}"),
        }
    }

    #[test]
    fn v11_what_a_code_of_a_device_allowed_ends_with_the_device() {
        let policy = Policy::gov_cloud();
        for why in [Retirement::Removed, Retirement::Replaced] {
            let (mut account, keys) = fixtures::bound(&[1, 2]);
            let now = NOW.plus_secs(300);
            let mut thief = logged_on_with(&mut account, &keys, 1, now);
            let owner = logged_on_with(&mut account, &keys, 2, now.plus_secs(60));
            let later = now.plus_secs(300);
            assert!(thief.has_fresh_step_up(&account, later, &policy));
            assert!(account.retire(&device_id(1), why, later));
            assert!(!thief.has_fresh_step_up(&account, later, &policy), "{why:?}");
            assert!(owner.has_fresh_step_up(&account, later, &policy));
            // Its code is no factor any more, so there is no way back but another one.
            let typed = fixtures::code_of(1, later);
            assert!(step_up::by_code(&mut account, &mut thief, &keys, &typed, later, &policy).verdict.is_err());
            assert!(!thief.has_fresh_step_up(&account, later, &policy));
        }
    }

    #[test]
    fn v11_so_does_what_a_step_up_with_it_allowed_and_another_factor_gives_it_back() {
        let policy = Policy::gov_cloud();
        let (mut account, keys) = fixtures::bound(&[1, 2]);
        let mut session = fixtures::session(&account, Factors::PasswordAndTrustedBrowser, NOW);
        let now = NOW.plus_secs(300);
        let show = |account: &mut Account, session: &mut Session, device: u8, now| {
            step_up::by_code(account, session, &keys, &fixtures::code_of(device, now), now, &policy).verdict.unwrap();
        };
        show(&mut account, &mut session, 1, now);
        assert!(session.has_fresh_step_up(&account, now, &policy));
        assert_eq!(account.remove_device(&session, &device_id(1), now, &policy).verdict, Ok(()));
        assert!(!session.has_fresh_step_up(&account, now, &policy), "whoever removed it, too");
        show(&mut account, &mut session, 2, now);
        assert!(session.has_fresh_step_up(&account, now, &policy));
        // Where none is left, the step-up by a code stands for nothing; a log-on has had the password.
        assert_eq!(account.remove_device(&session, &device_id(2), now, &policy).verdict, Ok(()));
        assert!(session.has_fresh_step_up(&account, NOW.plus_secs(1_199), &policy));
        assert!(!session.has_fresh_step_up(&account, NOW.plus_secs(1_200), &policy));
    }

    #[test]
    fn v11_what_was_shown_by_a_clock_that_was_a_day_fast_is_not_recent_once_it_is_right() {
        let policy = Policy::gov_cloud();
        let (account, _) = fixtures::bound(&[1]);
        let (fast, right) = (NOW.plus_secs(90_000), NOW.plus_secs(3_600));
        let by_log_on = fixtures::session(&account, Factors::PasswordAndCode, fast);
        let by_step_up = Session { stepped_up_at: Some(fast), ..fixtures::session(&account, Factors::Password, right) };
        for session in [by_log_on, by_step_up] {
            assert!(session.has_fresh_step_up(&account, fast, &policy));
            assert!(!session.has_fresh_step_up(&account, right, &policy));
        }
    }

    #[test]
    fn a_session_that_began_by_a_clock_that_was_fast_is_no_longer_for_that_than_twice_what_it_may_be() {
        let policy = Policy::gov_cloud();
        let mut session = fixtures::session_of(Factors::PasswordAndCode);
        session.last_used_at = Some(NOW);
        // A day, which is more than a session lasts; an hour, which is more than one may go unused.
        assert_eq!(session.end(NOW.offset_secs(-86_400), &policy), Some(SessionEnd::TooOld));
        assert_eq!(session.end(NOW.offset_secs(-3_600), &policy), Some(SessionEnd::Idle));
        // A few minutes: it goes on, and from its next use on the idle time is that of the right clock.
        let right = NOW.offset_secs(-600);
        assert!(session.is_valid(right, &policy) && session.note_use(right, &policy));
        assert_eq!(session.last_used_at, Some(right));
        assert_eq!(session.end(right.plus_secs(policy.session_idle_secs), &policy), Some(SessionEnd::Idle));
        // Clocks are put right by a moment all the time: that is no use to be noted.
        assert!(!session.note_use(right.offset_secs(-1), &policy));
    }

    #[test]
    fn v11_a_log_on_of_before_all_devices_that_are_bound_is_not_enough() {
        let policy = Policy::gov_cloud();
        let (account, _) = fixtures::bound(&[1]);
        let begun = |at| fixtures::session(&account, Factors::PasswordAndCode, at);
        assert!(!begun(NOW.offset_secs(-1)).has_fresh_step_up(&account, NOW, &policy));
        assert!(begun(NOW).has_fresh_step_up(&account, NOW, &policy));
    }

    #[test]
    fn a_record_of_before_keeps_the_end_that_it_was_written_with_and_is_not_judged_by_it() {
        let older = Session { expires_at: Some(NOW.plus_secs(60)), ..fixtures::session_of(Factors::Password) };
        let stored = serde_json::to_string(&older).unwrap();
        assert_eq!(serde_json::from_str::<Session>(&stored).unwrap(), older);
        assert!(older.is_valid(NOW.plus_secs(61), &Policy::gov_cloud()));
        let newer = serde_json::to_string(&fixtures::session_of(Factors::Password)).unwrap();
        assert!(!newer.contains("expires_at") && !newer.contains("shown_device"));
    }
}
