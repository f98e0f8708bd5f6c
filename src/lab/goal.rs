//! What is to be reached in a scenario, and how far a person has come.

use super::{Scenario, history::history};
use crate::authenticator::Entry;
use crate::console::{Account, AuditEvent, FactorRefused, Happening, Place, Refusal, RefusedFactor};
use crate::stage::{App, Phone, Shelf};

/// How far off a phone's clock may be and still count as right, in seconds: less than a time step.
const CLOCK_IS_RIGHT_WITHIN_SECS: i64 = 30;

/// Something to be reached. It is seen in what is stored, never in what was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The owner's identity was proved, by SMS or by a reviewer.
    IdentityProved,
    /// This phone has an MFA application that can scan: a position among the scenario's phones.
    AppReady(usize),
    /// This phone has the Alibaba Cloud app in a version that has a virtual MFA.
    AppUpdated(usize),
    /// A device was attached.
    DeviceAttached,
    /// A device was attached beside another one that is still bound, and this phone holds an entry: a position among the
    /// scenario's phones.
    DeviceAdded(usize),
    /// A device was attached in place of another.
    DeviceReplaced,
    /// The session was ended by its owner.
    LoggedOut,
    /// A security code was accepted, from a browser that the owner knows.
    CodeAccepted,
    /// A security code of the device that was attached last was accepted.
    NewestDeviceAccepted,
    /// A security code was refused as being of another time.
    OtherTimeRefused,
    /// A security code was refused as nobody's.
    WrongRefused,
    /// A security code of a device that is bound no longer was refused.
    RetiredRefused,
    /// A security code was refused as used.
    ReplayRefused,
    /// A wrong code locked, or two that do not fit.
    Locked,
    /// A code was not looked at.
    NotLookedAt,
    /// The lock is over: the desk ended it, or codes were accepted since.
    LockOver,
    /// The clock of this phone is right: a position among the scenario's phones.
    ClockRight(usize),
    /// This phone holds no entry any more, or is off the table: a position among the scenario's phones.
    NoEntryOn(usize),
    /// All phones together hold one entry.
    OneEntryLeft,
    /// A stranger's browser was let in with a code.
    StrangerLetIn,
    /// Another session was ended.
    SessionEnded,
    /// The owner appealed.
    AppealSubmitted,
    /// The desk approved the appeal.
    AppealApproved,
    /// The waiting time is over, and the devices are unbound.
    AppealTookEffect,
    /// A recovery code was accepted.
    RecoveryCodeAccepted,
    /// Two consecutive codes told how far a device's clock is off.
    Resynchronised,
}

/// What is stored of a scenario, as of one moment.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The audit trail, the earliest line first.
    pub trail: &'a [AuditEvent],
    /// The accounts.
    pub accounts: &'a [Account],
    /// The phones, each with its entries.
    pub phones: &'a [(Phone, Vec<Entry>)],
}

/// How many of the scenario's goals are reached, one after the other: what was done before its turn counts only if it
/// still holds.
pub fn progress(scenario: &Scenario, evidence: &Evidence<'_>) -> usize {
    // What was planted is no step of the person's.
    let mut from = history(scenario).len();
    for (reached, goal) in scenario.goals.iter().enumerate() {
        match goal.reached(evidence, from) {
            Some(next) => from = next,
            None => return reached,
        }
    }
    scenario.goals.len()
}

impl Goal {
    /// From which line of the trail on the next goal is looked for, if this one is reached by a line from `from` on, or
    /// by what is.
    fn reached(self, evidence: &Evidence<'_>, from: usize) -> Option<usize> {
        let line = |is_it: &dyn Fn(&AuditEvent) -> bool| {
            let lines = evidence.trail.get(from..)?;
            Some(from + lines.iter().position(is_it)? + 1)
        };
        let what = |is_it: fn(&Happening) -> bool| line(&|event| is_it(&event.what));
        let refused = |is_it: fn(Refusal) -> bool| {
            line(&|event| matches!(event.what, Happening::CodeRefused { refusal, .. } if is_it(refusal)))
        };
        let if_so = |is_so: bool| is_so.then_some(from);
        match self {
            Self::IdentityProved => {
                what(|what| matches!(what, Happening::PhoneCodeAccepted | Happening::ReviewApproved))
            }
            Self::AppReady(phone) => if_so(
                evidence
                    .phone(phone)
                    .is_some_and(|(phone, _)| phone.installed_apps.iter().any(|app| app.has_virtual_mfa())),
            ),
            Self::AppUpdated(phone) => if_so(evidence.phone(phone).is_some_and(|(phone, _)| {
                phone.installed_apps.iter().any(|app| matches!(app, App::AlibabaCloud { .. }) && app.has_virtual_mfa())
            })),
            Self::DeviceAttached => what(|what| matches!(what, Happening::DeviceAttached { .. })),
            Self::DeviceAdded(phone) => {
                let has_another = evidence.accounts.first().is_some_and(|account| account.devices.len() > 1);
                let has_entry = evidence.phone(phone).is_some_and(|(_, entries)| !entries.is_empty());
                what(|what| matches!(what, Happening::DeviceAttached { replaced: false, .. }))
                    .filter(|_| has_another && has_entry)
            }
            Self::DeviceReplaced => what(|what| matches!(what, Happening::DeviceAttached { replaced: true, .. })),
            Self::LoggedOut => what(|what| *what == Happening::LoggedOut),
            Self::CodeAccepted => line(&|event| {
                matches!(event.what, Happening::CodeAccepted { .. }) && event.place != Some(Place::Elsewhere)
            }),
            Self::NewestDeviceAccepted => {
                let newest = evidence.accounts.first()?.devices.iter().max_by_key(|device| device.attached_at)?;
                line(&|event| match &event.what {
                    Happening::CodeAccepted { judgement: Some(judgement), .. } => {
                        judgement.device.as_ref() == Some(&newest.id)
                    }
                    _ => false,
                })
            }
            Self::OtherTimeRefused => {
                refused(|refusal| matches!(refusal, Refusal::OutsideWindow { .. } | Refusal::OlderThanAccepted { .. }))
            }
            Self::WrongRefused => refused(|refusal| refusal == Refusal::Wrong),
            Self::RetiredRefused => refused(|refusal| matches!(refusal, Refusal::Retired { .. })),
            Self::ReplayRefused => refused(|refusal| matches!(refusal, Refusal::Replayed { .. })),
            Self::Locked => what(|what| match what {
                Happening::CodeRefused { locked, .. } => *locked,
                Happening::FactorRefused(FactorRefused { factor: RefusedFactor::TwoCodes, next, .. }) => {
                    next.is_some_and(|next| next.locked)
                }
                _ => false,
            }),
            Self::NotLookedAt => what(|what| *what == Happening::CodeNotLookedAt),
            Self::LockOver => {
                // An accepted code shows that the lock is over, and may be the next goal as well.
                what(|what| {
                    matches!(
                        what,
                        Happening::Unlocked | Happening::CodeAccepted { .. } | Happening::Resynchronised { .. }
                    )
                })
                .map(|_| from)
            }
            Self::ClockRight(phone) => if_so(
                evidence
                    .phone(phone)
                    .is_some_and(|(phone, _)| phone.clock_offset_secs.abs() < CLOCK_IS_RIGHT_WITHIN_SECS),
            ),
            Self::NoEntryOn(phone) => if_so(evidence.phone(phone).is_none_or(|(_, entries)| entries.is_empty())),
            Self::OneEntryLeft => if_so(evidence.phones.iter().map(|(_, entries)| entries.len()).sum::<usize>() == 1),
            Self::StrangerLetIn => line(&|event| {
                matches!(event.what, Happening::CodeAccepted { .. }) && event.place == Some(Place::Elsewhere)
            }),
            Self::SessionEnded => what(|what| matches!(what, Happening::SessionEnded | Happening::OtherSessionsEnded)),
            Self::AppealSubmitted => what(|what| *what == Happening::AppealSubmitted),
            Self::AppealApproved => what(|what| *what == Happening::AppealApproved),
            Self::AppealTookEffect => what(|what| *what == Happening::AppealTookEffect),
            Self::RecoveryCodeAccepted => what(|what| matches!(what, Happening::RecoveryCodeAccepted { .. })),
            Self::Resynchronised => what(|what| matches!(what, Happening::Resynchronised { .. })),
        }
    }
}

impl<'a> Evidence<'a> {
    /// The phone at this position of the plan, known by its number: others may have come and gone.
    fn phone(&self, position: usize) -> Option<&'a (Phone, Vec<Entry>)> {
        let number = Shelf::number_at(position);
        self.phones.iter().find(|(phone, _)| phone.number == number)
    }
}
