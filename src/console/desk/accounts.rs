//! The desk's care for accounts: what state they are in, unlocking, and unbinding all factors.

use crate::console::{
    Account, AccountId, Decision, Guessed, Happening, LogOnAttempt, NameThrottle, Passkey, Policy, RecoveryCodes,
    Session, Throttle, TrustedBrowser, Wait, trail::contains,
};
use crate::otp::UnixMillis;

/// What a brake is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Brake {
    /// Passwords, in browsers that are new to the account.
    Password,
    /// Passwords, where the account was logged on before.
    KnownPassword,
    /// Security codes.
    SecurityCode,
    /// Codes by SMS.
    PhoneCode,
    /// Recovery codes.
    RecoveryCode,
    /// Codes of a password reset, in browsers that are new to the account.
    ResetCode,
    /// Codes of a password reset, where the account was logged on before.
    KnownResetCode,
    /// Codes that stop an appeal.
    StopCode,
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
    /// The brake on resets of its password, which its username keeps.
    pub reset_brake: Option<NameThrottle>,
    /// The same where it was logged on before.
    pub known_reset_brake: Option<NameThrottle>,
    /// The brake on stopping its appeals, which its username keeps.
    pub stop_brake: Option<NameThrottle>,
}

/// The records of every account that the desk looks at, as they are stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Archive {
    /// All accounts.
    pub accounts: Vec<Account>,
    /// All recovery codes.
    pub recovery_codes: Vec<RecoveryCodes>,
    /// All passkeys.
    pub passkeys: Vec<Passkey>,
    /// All browsers that are trusted.
    pub trusts: Vec<TrustedBrowser>,
    /// All sessions.
    pub sessions: Vec<Session>,
    /// All log-ons that wait.
    pub log_ons: Vec<LogOnAttempt>,
    /// All brakes that usernames keep.
    pub name_brakes: Vec<NameThrottle>,
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

impl Archive {
    /// A file for each account, by username.
    pub fn files(&self) -> Vec<AccountFile> {
        let mut files: Vec<_> = self.accounts.iter().map(|account| self.file(account)).collect();
        files.sort_unstable_by(|one, other| one.account.username.cmp(&other.account.username));
        files
    }

    fn file(&self, account: &Account) -> AccountFile {
        let is_its = |id: &AccountId| *id == account.id;
        let brake = |key: fn(Guessed, &str) -> String, of| {
            let key = key(of, account.username.as_str());
            self.name_brakes.iter().find(|brake| brake.key == key).cloned()
        };
        AccountFile {
            recovery_codes: self.recovery_codes.iter().find(|codes| is_its(&codes.account)).cloned(),
            passkeys: self.passkeys.iter().filter(|passkey| is_its(&passkey.account)).cloned().collect(),
            trusts: self.trusts.iter().filter(|trust| is_its(&trust.account)).cloned().collect(),
            sessions: self.sessions.iter().filter(|session| is_its(&session.account)).cloned().collect(),
            log_ons: self.log_ons.iter().filter(|attempt| is_its(&attempt.account)).cloned().collect(),
            reset_brake: brake(NameThrottle::key, Guessed::ResetCode),
            known_reset_brake: brake(NameThrottle::known_key, Guessed::ResetCode),
            stop_brake: brake(NameThrottle::key, Guessed::StopCode),
            account: account.clone(),
        }
    }
}

impl AccountFile {
    /// The brakes that are not at rest.
    pub fn brakes(&self, now: UnixMillis) -> Vec<BrakeState> {
        let account = &self.account;
        let of_name = |brake: &Option<NameThrottle>| brake.as_ref().map(|brake| brake.throttle.clone());
        let all = [
            (Brake::Password, Some(account.password_throttle.clone())),
            (Brake::KnownPassword, Some(account.known_throttle.clone())),
            (Brake::SecurityCode, Some(account.code_throttle.clone())),
            (Brake::PhoneCode, Some(account.phone_throttle.clone())),
            (Brake::RecoveryCode, Some(account.recovery_throttle.clone())),
            (Brake::ResetCode, of_name(&self.reset_brake)),
            (Brake::KnownResetCode, of_name(&self.known_reset_brake)),
            (Brake::StopCode, of_name(&self.stop_brake)),
        ];
        let used = all.into_iter().filter_map(|(brake, throttle)| {
            let throttle = throttle.filter(|throttle| !throttle.is_unused())?;
            Some(BrakeState { brake, failures: throttle.failures, wait: throttle.check(now).err() })
        });
        used.collect()
    }

    /// Ends the account's locks and waits, and forgets the failures that led to them.
    pub fn unlock(&mut self) -> Decision<Result<(), NothingToDo>> {
        let account = &mut self.account;
        let of_account = [
            &mut account.password_throttle,
            &mut account.known_throttle,
            &mut account.code_throttle,
            &mut account.phone_throttle,
            &mut account.recovery_throttle,
        ];
        let of_name = [&mut self.reset_brake, &mut self.known_reset_brake, &mut self.stop_brake];
        let of_name = of_name.into_iter().filter_map(|brake| brake.as_mut().map(|brake| &mut brake.throttle));
        let mut was_used = false;
        for throttle in of_account.into_iter().chain(of_name) {
            was_used |= !throttle.is_unused();
            *throttle = Throttle::default();
        }
        if was_used {
            Decision::new(Ok(()), Happening::Unlocked)
        } else {
            Decision::silent(Err(NothingToDo::NotLocked))
        }
    }

    /// What the account has now.
    pub fn holdings(&self, now: UnixMillis, policy: &Policy) -> Holdings {
        Holdings {
            devices: self.account.devices.len(),
            recovery_codes: self.recovery_codes.as_ref().map_or(0, |codes| codes.left.len()),
            passkeys: self.passkeys.len(),
            trusts: self.trusts.iter().filter(|trust| trust.is_valid(&self.account, now, policy)).count(),
            sessions: self.sessions.iter().filter(|session| session.is_valid(now, policy)).count(),
        }
    }

    /// Whether the account is one of those that are searched for: by a part of its username or of its phone number.
    pub fn fits(&self, search: &str) -> bool {
        let search = search.trim().to_ascii_lowercase();
        let phone_number = self.account.phone_number.as_str();
        contains(self.account.username.as_str(), &search) || contains(phone_number, &search)
    }

    /// Unbinds every factor and ends every session: the person logs on with the password and binds anew. The devices
    /// are remembered as removed, and guesses at factors that are gone count no longer. A key that is being shown needs
    /// its session to be bound, and so ends with that.
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
        self.account.unbind_all(now);
        self.account.recovery_throttle = Throttle::default();
        self.recovery_codes = None;
        self.passkeys.clear();
        self.trusts.clear();
        self.sessions.clear();
        self.log_ons.clear();
        Decision::new(Ok(()), Happening::FactorsReset)
    }
}

#[cfg(test)]
mod tests;
