//! The desk's care for accounts: what state they are in, unlocking, and unbinding all factors.

use crate::console::{
    Account, Binding, Decision, Happening, KeyEnd, LogOnAttempt, Passkey, Policy, RecoveryCodes, Retirement, Session,
    Throttle, TrustedBrowser, Wait,
};
use crate::otp::UnixMillis;

/// What a brake is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Brake {
    /// Passwords.
    Password,
    /// Security codes.
    SecurityCode,
    /// Codes by SMS.
    PhoneCode,
    /// Recovery codes.
    RecoveryCode,
}

/// A brake that is not at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrakeState {
    /// On what.
    pub brake: Brake,
    /// Failures in a row.
    pub failures: u32,
    /// The block that is in force now.
    pub wait: Option<Wait>,
}

/// An account with all that hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountFile {
    /// The account.
    pub account: Account,
    /// Its recovery codes.
    pub recovery_codes: Option<RecoveryCodes>,
    /// Its passkeys.
    pub passkeys: Vec<Passkey>,
    /// The browsers that it trusts.
    pub trusts: Vec<TrustedBrowser>,
    /// Its sessions.
    pub sessions: Vec<Session>,
    /// Its log-ons that wait for a second factor.
    pub log_ons: Vec<LogOnAttempt>,
    /// Its wizard.
    pub binding: Option<Binding>,
}

/// Why the desk does nothing to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NothingToDo {
    /// No lock, no wait, no failure.
    #[error("nothing is locked")]
    NotLocked,
    /// No factor, no trust, no session.
    #[error("no factor is bound")]
    NoFactors,
}

/// What an account would lose by a reset, in numbers; or what it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Bound MFA devices.
    pub devices: usize,
    /// Recovery codes that are left.
    pub recovery_codes: usize,
    /// Passkeys.
    pub passkeys: usize,
    /// Browsers that are trusted now.
    pub trusts: usize,
    /// Sessions that are valid now.
    pub sessions: usize,
}

impl Account {
    fn brakes(&self) -> [(Brake, &Throttle); 4] {
        [
            (Brake::Password, &self.password_throttle),
            (Brake::SecurityCode, &self.code_throttle),
            (Brake::PhoneCode, &self.phone_throttle),
            (Brake::RecoveryCode, &self.recovery_throttle),
        ]
    }

    /// The brakes that are not at rest.
    pub fn brake_states(&self, now: UnixMillis) -> Vec<BrakeState> {
        let used = self.brakes().into_iter().filter(|(_, throttle)| !throttle.is_unused());
        used.map(|(brake, throttle)| BrakeState { brake, failures: throttle.failures, wait: throttle.check(now).err() })
            .collect()
    }

    /// Ends the account's locks and waits, and forgets the failures that led to them.
    pub fn unlock(&mut self) -> Decision<Result<(), NothingToDo>> {
        if self.brakes().iter().all(|(_, throttle)| throttle.is_unused()) {
            return Decision::silent(Err(NothingToDo::NotLocked));
        }
        self.password_throttle = Throttle::default();
        self.code_throttle = Throttle::default();
        self.phone_throttle = Throttle::default();
        self.recovery_throttle = Throttle::default();
        Decision::new(Ok(()), Happening::Unlocked)
    }
}

impl AccountFile {
    /// What the account has now.
    pub fn holdings(&self, now: UnixMillis, policy: &Policy) -> Holdings {
        Holdings {
            devices: self.account.devices.len(),
            recovery_codes: self.recovery_codes.as_ref().map_or(0, |codes| codes.left.len()),
            passkeys: self.passkeys.len(),
            trusts: self.trusts.iter().filter(|trust| now < trust.expires_at).count(),
            sessions: self.sessions.iter().filter(|session| session.is_valid(now, policy)).count(),
        }
    }

    /// Whether the account is one of those that are searched for: by a part of its username or of its phone number.
    pub fn fits(&self, search: &str) -> bool {
        let search = search.trim().to_ascii_lowercase();
        let phone_number = self.account.phone_number.as_str();
        self.account.username.as_str().contains(&search) || phone_number.contains(&search)
    }

    /// Unbinds every factor and ends every session: the person logs on with the password and binds anew. The devices
    /// are remembered as removed, and guesses at factors that are gone count no longer.
    pub fn reset(&mut self, now: UnixMillis) -> Decision<Result<(), NothingToDo>> {
        let has_nothing = self.account.devices.is_empty()
            && self.recovery_codes.is_none()
            && self.passkeys.is_empty()
            && self.trusts.is_empty()
            && self.sessions.is_empty()
            && self.log_ons.is_empty();
        if has_nothing {
            return Decision::silent(Err(NothingToDo::NoFactors));
        }
        let devices: Vec<_> = self.account.devices.iter().map(|device| device.id.clone()).collect();
        for device in devices {
            self.account.retire(&device, Retirement::Removed, now);
        }
        self.account.code_throttle = Throttle::default();
        self.account.recovery_throttle = Throttle::default();
        self.recovery_codes = None;
        self.passkeys.clear();
        self.trusts.clear();
        self.sessions.clear();
        self.log_ons.clear();
        if let Some(binding) = &mut self.binding {
            // That the key has ended is part of the reset, and no line of its own.
            let _ = binding.drop_key(KeyEnd::Closed);
        }
        Decision::new(Ok(()), Happening::FactorsReset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{AccountId, Device, Factors, PhoneNumber, SessionId, Username};
    use proptest::prelude::*;
    use serde_json::json;

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    fn account() -> Account {
        let device = |number: u8| -> Device {
            serde_json::from_value(json!({
                "id": format!("device {number}"), "sealed_key": [number], "algorithm": "Sha1", "digits": 6,
                "period_secs": 30, "attached_at": 0, "last_accepted_step": 0, "name": null, "drift_steps": null,
            }))
            .unwrap()
        };
        Account {
            id: AccountId::from_random([1; 16]),
            username: Username::parse("alice").unwrap(),
            password_hash: serde_json::from_value(json!("$argon2id$")).unwrap(),
            phone_number: PhoneNumber::parse("13800000001").unwrap(),
            opened_at: UnixMillis(0),
            password_throttle: Throttle::default(),
            code_throttle: Throttle::default(),
            phone_throttle: Throttle::default(),
            recovery_throttle: Throttle::default(),
            devices: (0..5).map(device).collect(),
            retired_devices: Vec::new(),
        }
    }

    fn file(account: Account) -> AccountFile {
        let id = account.id.clone();
        let session =
            |at| Session::begin(SessionId::from_random([1; 32]), id.clone(), Factors::Password, at, &policy());
        let salt = [0_u8; 16];
        let trust = |until: u64| {
            let record = json!({ "id": "t", "account": id, "place": "Home", "trusted_at": 0, "expires_at": until });
            serde_json::from_value(record).unwrap()
        };
        AccountFile {
            recovery_codes: serde_json::from_value(
                json!({ "account": id, "made_at": 0, "salt": salt, "left": ["a", "b", "c"] }),
            )
            .unwrap(),
            passkeys: vec![serde_json::from_value(json!({ "id": "p", "account": id, "added_at": 0 })).unwrap()],
            trusts: vec![trust(NOW.0), trust(NOW.0 + 1)],
            sessions: vec![session(NOW), session(UnixMillis(0))],
            log_ons: vec![serde_json::from_value(json!({ "id": "l", "account": id, "expires_at": NOW })).unwrap()],
            binding: None,
            account,
        }
    }

    fn policy() -> Policy {
        Policy::gov_cloud()
    }

    #[test]
    fn holdings_count_what_is_good_now() {
        let holdings = file(account()).holdings(NOW, &policy());
        assert_eq!(holdings, Holdings { devices: 5, recovery_codes: 3, passkeys: 1, trusts: 1, sessions: 1 });
    }

    #[test]
    fn a_locked_account_is_unlocked_once_and_may_be_tried_at_once() {
        let mut account = account();
        assert_eq!(account.unlock(), Decision { verdict: Err(NothingToDo::NotLocked), happened: None });
        for _ in 0..10 {
            account.code_throttle.fail(NOW, &policy());
        }
        account.password_throttle.fail(NOW, &policy());
        let states = account.brake_states(NOW);
        let told: Vec<_> = states.iter().map(|s| (s.brake, s.failures, s.wait.map(|wait| wait.locked))).collect();
        assert_eq!(told, [(Brake::Password, 1, Some(false)), (Brake::SecurityCode, 10, Some(true))]);
        assert_eq!(account.unlock(), Decision { verdict: Ok(()), happened: Some(Happening::Unlocked) });
        assert!(account.brake_states(NOW).is_empty());
        assert!(account.code_throttle.check(NOW).is_ok() && account.password_throttle.check(NOW).is_ok());
        // The next failure is a first one again: it does not lock.
        assert!(!account.code_throttle.fail(NOW, &policy()).locked);
    }

    #[test]
    fn a_wait_that_is_over_is_told_as_failures_only() {
        let mut account = account();
        let wait = account.phone_throttle.fail(NOW, &policy());
        let later = account.brake_states(wait.until);
        assert_eq!(later, [BrakeState { brake: Brake::PhoneCode, failures: 1, wait: None }]);
    }

    #[test]
    fn a_reset_leaves_the_password_and_nothing_else() {
        let mut file = file(account());
        file.account.code_throttle.fail(NOW, &policy());
        file.account.password_throttle.fail(NOW, &policy());
        assert_eq!(file.reset(NOW), Decision { verdict: Ok(()), happened: Some(Happening::FactorsReset) });
        assert_eq!(file.holdings(NOW, &policy()), Holdings::default());
        assert!(file.log_ons.is_empty() && file.account.code_throttle.is_unused());
        assert!(!file.account.password_throttle.is_unused(), "the brake on passwords is not the factors'");
        let retired: Vec<_> = file.account.retired_devices.iter().map(|r| (r.why, r.at)).collect();
        assert_eq!(retired, [(Retirement::Removed, NOW); 3]);
        assert_eq!(file.account.password_hash, account().password_hash);
        assert_eq!(file.reset(NOW), Decision { verdict: Err(NothingToDo::NoFactors), happened: None });
    }

    #[test]
    fn accounts_are_found_by_a_part_of_name_or_number() {
        let file = file(account());
        for (search, found) in [("", true), (" ALI ", true), ("0001", true), ("bob", false), ("139", false)] {
            assert_eq!(file.fits(search), found, "{search}");
        }
    }

    proptest! {
        /// However often what failed when, an unlocked account has no block, and an unlock is never refused to one that
        /// has.
        #[test]
        fn an_unlock_ends_every_block(fails in prop::collection::vec((0..4_usize, 0..2_000_u64), 0..60)) {
            let mut account = account();
            let mut now = NOW;
            for (brake, pause) in fails {
                now = now.plus_secs(pause);
                let throttle = match brake {
                    0 => &mut account.password_throttle,
                    1 => &mut account.code_throttle,
                    2 => &mut account.phone_throttle,
                    _ => &mut account.recovery_throttle,
                };
                if throttle.check(now).is_ok() {
                    throttle.fail(now, &policy());
                }
            }
            let was_blocked = account.brake_states(now).iter().any(|state| state.wait.is_some());
            let verdict = account.unlock().verdict;
            prop_assert!(!was_blocked || verdict.is_ok());
            prop_assert!(account.brake_states(now).is_empty());
        }
    }
}
