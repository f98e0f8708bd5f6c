//! Another password for an account, by its owner: a recently shown factor and the old password, then the new one.

use super::password::{self, PasswordError};
use super::{Account, Decision, Happening, PasswordCheck, PasswordHash, Policy, Session, Username, Wait};
use crate::otp::UnixMillis;

/// Why a password is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordChangeRefusal {
    /// A factor has to be shown first (V11).
    #[error("a factor has to be shown again")]
    StepUp,
    /// The new password is refused (V15).
    #[error("{0}")]
    New(PasswordError),
    /// The old password is wrong.
    #[error("the old password is wrong")]
    OldWrong(Wait),
    /// Not looked at, because of earlier failures.
    #[error("too many failures")]
    Wait(Wait),
}

/// What is wrong with a new password for this username, before anything is hashed.
///
/// # Errors
/// The first rule that it breaks (V15).
pub fn check(username: &str, new_password: &str) -> Result<(), PasswordError> {
    password::check_new(new_password)?;
    if Username::normalise(new_password) == Username::normalise(username) {
        return Err(PasswordError::SameAsUsername);
    }
    Ok(())
}

/// Decides about a change of password. A wrong old one counts as at log-on.
/// Who else is logged on ends with it ([`Cause::PasswordChanged`](super::ending::Cause::PasswordChanged)).
pub fn change(
    account: &mut Account,
    session: &Session,
    old: PasswordCheck,
    new_password: &str,
    new_hash: PasswordHash,
    now: UnixMillis,
    policy: &Policy,
) -> Decision<Result<(), PasswordChangeRefusal>> {
    if !session.has_fresh_step_up(account, now, policy) {
        return Decision::silent(Err(PasswordChangeRefusal::StepUp));
    }
    if let Err(error) = check(account.username.as_str(), new_password) {
        return Decision::silent(Err(PasswordChangeRefusal::New(error)));
    }
    if let Err(wait) = account.known_throttle.check(now) {
        return Decision::new(Err(PasswordChangeRefusal::Wait(wait)), Happening::PasswordNotLookedAt);
    }
    if !old.is_right() {
        let wait = account.known_throttle.fail(now, &policy.other_throttle);
        let happened = Happening::password_refused(&account.known_throttle, wait, true);
        return Decision::new(Err(PasswordChangeRefusal::OldWrong(wait)), happened);
    }
    account.known_throttle.succeed();
    account.password_hash = new_hash;
    Decision::new(Ok(()), Happening::PasswordChanged)
}

#[cfg(test)]
mod tests {
    use super::super::Factors;
    use super::super::fixtures::{NOW, checked, session_of as session, with_two_devices as account};
    use super::*;

    const NEW: &str = "a new long password";

    fn hash() -> PasswordHash {
        password::hash(NEW, [4; 16]).unwrap()
    }

    #[test]
    fn the_old_password_and_a_recent_factor_change_it() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let before = account.clone();
        let stale = session(Factors::PasswordAndTrustedBrowser);
        let refused = change(&mut account, &stale, checked(true), NEW, hash(), NOW, &policy);
        assert_eq!((refused.verdict, refused.happened), (Err(PasswordChangeRefusal::StepUp), None));
        assert_eq!(account, before);
        let fresh = session(Factors::PasswordAndCode);
        let done = change(&mut account, &fresh, checked(true), NEW, hash(), NOW, &policy);
        assert_eq!((done.verdict, done.happened), (Ok(()), Some(Happening::PasswordChanged)));
        assert!(password::verify(NEW, &account.password_hash).is_right());
        assert_eq!(account.devices, before.devices);
    }

    #[test]
    fn a_wrong_old_password_counts_as_at_log_on() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let old = account.password_hash.clone();
        let fresh = session(Factors::PasswordAndCode);
        let wrong = change(&mut account, &fresh, checked(false), NEW, hash(), NOW, &policy);
        assert!(matches!(wrong.verdict, Err(PasswordChangeRefusal::OldWrong(_))));
        assert_eq!((account.known_throttle.failures, &account.password_hash), (1, &old));
        let waits = change(&mut account, &fresh, checked(true), NEW, hash(), NOW, &policy).verdict;
        assert!(matches!(waits, Err(PasswordChangeRefusal::Wait(_))));
    }

    #[test]
    fn v15_the_new_password_follows_the_rules_of_the_first() {
        let policy = Policy::gov_cloud();
        let mut account = account();
        let fresh = session(Factors::PasswordAndCode);
        let mut refused =
            |new: &str| change(&mut account, &fresh, checked(true), new, hash(), NOW, &policy).verdict.err();
        assert_eq!(refused("short"), Some(PasswordChangeRefusal::New(PasswordError::TooShort)));
        assert_eq!(refused("password1"), Some(PasswordChangeRefusal::New(PasswordError::Common)));
        assert_eq!(check("alice.bob", " Alice.Bob "), Err(PasswordError::SameAsUsername));
    }
}
