//! What ends with a change of an account: who is logged on or trusted by what stands no longer, and what waits for it.
//!
//! The page deletes what is named here in the transaction that makes the change, and decides nothing of it.

use super::{Account, SessionId};

/// What was changed; `by` is the session that did it, which goes on.
#[derive(Clone, Copy, Debug)]
pub enum Cause<'a> {
    /// A device was attached, put in another's place, or removed.
    DevicesChanged {
        /// The account as it was.
        before: &'a Account,
        /// The account as it is.
        after: &'a Account,
        /// By whom.
        by: &'a SessionId,
    },
    /// A passkey was removed.
    PasskeyRemoved {
        /// By whom.
        by: &'a SessionId,
    },
    /// The password was changed by who knew it.
    PasswordChanged {
        /// By whom.
        by: &'a SessionId,
    },
    /// A forgotten password was replaced.
    PasswordReset,
    /// Another phone receives the codes.
    PhoneChanged,
    /// Everybody else was logged out.
    OthersLoggedOut {
        /// By whom.
        by: &'a SessionId,
    },
    /// An appeal unbound everything but the password.
    AppealTookEffect,
    /// The desk did so.
    FactorsReset,
}

/// All that ends, of the one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Ending<'a> {
    /// The records that are deleted.
    pub deleted: &'static [Ends],
    /// The session that goes on, where the others end.
    pub goes_on: Option<&'a SessionId>,
    /// What is stopped, and has to be read before.
    pub stopped: Option<Stops>,
}

/// What is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Every session but the one that goes on.
    Sessions,
    /// The log-ons that wait for a second factor: they began with what is worth nothing from now on.
    LogOns,
    /// The trust in any browser.
    Trusts,
    /// The passkeys.
    Passkeys,
    /// The recovery codes.
    RecoveryCodes,
    /// The wizard on its way, with its proof of identity.
    Wizard,
    /// The papers that the desk has yet to judge for a wizard.
    WaitingPapers,
    /// The password resets that wait for a code by SMS.
    PasswordResets,
}

/// What is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    /// The appeals that may still come to something.
    OpenAppeals,
    /// The wizard's code by SMS; what else it has stays.
    WizardsPhoneCode,
}

/// Who is logged on, or about to be.
const LOGGED_ON: &[Ends] = &[Ends::Sessions, Ends::LogOns];

/// The same, and what stands for a second factor beside the devices, or is on its way to one. Where the password alone logs
/// on there is nothing to stand in for, and with a device that is bound later, old codes and passkeys would open again; a
/// proof of identity that stayed would let whoever has the password bind the next one.
const ALL_BUT_THE_PASSWORD: &[Ends] = &[
    Ends::Sessions,
    Ends::LogOns,
    Ends::Trusts,
    Ends::Passkeys,
    Ends::WaitingPapers,
    Ends::RecoveryCodes,
    Ends::Wizard,
];

/// All that ends with this change.
pub fn of(cause: Cause<'_>) -> Ending<'_> {
    let (deleted, goes_on, stopped) = match cause {
        Cause::DevicesChanged { before, after, by } => {
            let deleted = if before.has_device() && !after.has_device() {
                ALL_BUT_THE_PASSWORD
            } else if after.has_lost_a_device_since(before) {
                // Its code may have opened any of them.
                LOGGED_ON
            } else {
                &[]
            };
            // What was attached is not for an appeal of before to unbind.
            (deleted, Some(by), after.has_gained_a_device_since(before).then_some(Stops::OpenAppeals))
        }
        // A trust that was given under another password is worth nothing by itself. A reset that somebody has asked for would
        // set another password still.
        Cause::PasswordChanged { by } => {
            (&[Ends::Sessions, Ends::LogOns, Ends::PasswordResets] as &'static [_], Some(by), None)
        }
        Cause::OthersLoggedOut { by } => (LOGGED_ON, Some(by), None),
        // What it has opened: whoever it was removed for may be in there.
        Cause::PasskeyRemoved { by } => (&[Ends::Sessions, Ends::LogOns, Ends::Trusts] as _, Some(by), None),
        Cause::PasswordReset => (&[Ends::Sessions, Ends::LogOns, Ends::Trusts, Ends::PasswordResets] as _, None, None),
        Cause::PhoneChanged => (&[Ends::PasswordResets] as _, None, Some(Stops::WizardsPhoneCode)),
        Cause::AppealTookEffect => (ALL_BUT_THE_PASSWORD, None, None),
        // An appeal of before would unbind what the person binds next.
        Cause::FactorsReset => (ALL_BUT_THE_PASSWORD, None, Some(Stops::OpenAppeals)),
    };
    Ending { deleted, goes_on, stopped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::Retirement;
    use crate::console::fixtures::{self, NOW, device_id};
    use Ends::{LogOns, Passkeys, PasswordResets, RecoveryCodes, Sessions, Trusts, WaitingPapers, Wizard};
    use Stops::{OpenAppeals, WizardsPhoneCode};

    /// What ends with a cause, in any order.
    fn check(cause: Cause<'_>, deleted: &[Ends], goes_on: Option<&SessionId>, stopped: Option<Stops>) {
        let ending = of(cause);
        let is_same = ending.deleted.len() == deleted.len() && deleted.iter().all(|end| ending.deleted.contains(end));
        assert!(is_same, "{cause:?}: {ending:?} instead of {deleted:?}");
        assert_eq!((ending.goes_on, ending.stopped), (goes_on, stopped), "{cause:?}");
    }

    const EVERYTHING: [Ends; 7] = [Sessions, LogOns, Trusts, Passkeys, RecoveryCodes, Wizard, WaitingPapers];

    #[test]
    fn each_change_of_an_account_ends_what_stood_on_what_was_before() {
        let by = &SessionId::from_random([3; 32]);
        for (cause, deleted, goes_on, stopped) in [
            (Cause::PasswordChanged { by }, &[Sessions, LogOns, PasswordResets][..], Some(by), None),
            (Cause::OthersLoggedOut { by }, &[Sessions, LogOns], Some(by), None),
            (Cause::PasskeyRemoved { by }, &[Sessions, LogOns, Trusts], Some(by), None),
            (Cause::PasswordReset, &[Sessions, LogOns, Trusts, PasswordResets], None, None),
            (Cause::PhoneChanged, &[PasswordResets], None, Some(WizardsPhoneCode)),
            (Cause::AppealTookEffect, &EVERYTHING, None, None),
            (Cause::FactorsReset, &EVERYTHING, None, Some(OpenAppeals)),
        ] {
            check(cause, deleted, goes_on, stopped);
        }
    }

    #[test]
    fn other_devices_end_what_the_lost_ones_opened_and_with_the_last_all_that_stands_beside_them() {
        let by = &SessionId::from_random([3; 32]);
        let bound = |devices: &[u8]| fixtures::bound(devices).0;
        let mut renamed = bound(&[1, 2]);
        renamed.devices[0].name = Some("Tablet".to_owned());
        let mut retired = bound(&[1, 2]);
        assert!(retired.retire(&device_id(2), Retirement::Removed, NOW));
        for (before, after, deleted, stopped) in [
            (bound(&[1, 2]), renamed, &[][..], None),
            (bound(&[]), bound(&[1]), &[], Some(OpenAppeals)),
            (bound(&[1]), bound(&[1, 2]), &[], Some(OpenAppeals)),
            // A switch is one of each, though there are as many as before.
            (bound(&[1]), bound(&[2]), &[Sessions, LogOns], Some(OpenAppeals)),
            (bound(&[1, 2]), retired, &[Sessions, LogOns], None),
            (bound(&[1]), bound(&[]), &EVERYTHING, None),
        ] {
            check(Cause::DevicesChanged { before: &before, after: &after, by }, deleted, Some(by), stopped);
        }
    }
}
