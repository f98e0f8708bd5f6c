//! Reading the audit trail: what kind of thing a line is, which lines fit a filter, and the trail as a file.
//!
//! A line holds no code, no key, no password and no bearer's name of a session or a trust, so nothing made of it does.

mod details;
mod json;

pub use self::{details::Details, json::to_json_lines};
use super::{AccountId, AuditEvent, Happening, Paper, Place, RefusedFactor, Username};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Passwords, codes and sessions.
    LogOn,
    /// Devices, recovery codes, passkeys and trusted browsers.
    Factors,
    /// Who somebody is: SMS codes, papers and appeals.
    Identity,
    /// The account itself, and its orders.
    Account,
    /// What the desk did.
    Desk,
}

impl LineKind {
    /// Every kind, in the order of the filter.
    pub const ALL: [Self; 5] = [Self::LogOn, Self::Factors, Self::Identity, Self::Account, Self::Desk];

    /// Its name in an exported line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LogOn => "log_on",
            Self::Factors => "factors",
            Self::Identity => "identity",
            Self::Account => "account",
            Self::Desk => "desk",
        }
    }
}

/// How something that was judged came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Accepted, or approved.
    Accepted,
    /// Refused, rejected, or not even looked at.
    Refused,
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::Refused];

    /// Its name in an exported line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// What a happening is, to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name; never changed once it was exported.
    pub name: &'static str,
    /// What it is about.
    pub kind: LineKind,
    /// How it came out, if it was judged.
    pub outcome: Option<Outcome>,
}

impl Happening {
    /// What this is, to a program.
    pub const fn about(&self) -> About {
        use LineKind::{Account, Desk, Factors, Identity, LogOn};
        const ACCEPTED: Option<Outcome> = Some(Outcome::Accepted);
        const REFUSED: Option<Outcome> = Some(Outcome::Refused);
        let (name, kind, outcome) = match self {
            Self::AccountOpened => ("account_opened", Account, None),
            Self::PhoneCodeSent => ("phone_code_sent", Identity, None),
            Self::PhoneCodeAccepted => ("phone_code_accepted", Identity, ACCEPTED),
            Self::PhoneCodeRefused(_) | Self::GuessRefused { .. } => ("phone_code_refused", Identity, REFUSED),
            Self::PasswordAccepted => ("password_accepted", LogOn, ACCEPTED),
            Self::PasswordRefused { .. } => ("password_refused", LogOn, REFUSED),
            Self::PasswordNotLookedAt => ("password_not_looked_at", LogOn, REFUSED),
            Self::CodeAccepted { .. } => ("code_accepted", LogOn, ACCEPTED),
            Self::CodeRefused { .. } => ("code_refused", LogOn, REFUSED),
            Self::CodeNotLookedAt => ("code_not_looked_at", LogOn, REFUSED),
            Self::LoggedOnWithoutDevice => ("logged_on_without_device", LogOn, ACCEPTED),
            Self::LoggedOut => ("logged_out", LogOn, None),
            Self::ReviewSubmitted => ("review_submitted", Identity, None),
            Self::ReviewApproved => ("review_approved", Desk, ACCEPTED),
            Self::ReviewRejected | Self::Rejected { paper: Paper::Application, .. } => {
                ("review_rejected", Desk, REFUSED)
            }
            Self::KeyShown => ("key_shown", Factors, None),
            Self::KeyEnded(_) => ("key_ended", Factors, None),
            Self::FirstCodeRefused(_) | Self::FirstCodesRefused { .. } => ("first_code_refused", Factors, REFUSED),
            Self::DeviceAttached { .. } => ("device_attached", Factors, ACCEPTED),
            Self::DeviceRenamed(_) => ("device_renamed", Factors, None),
            Self::DeviceRemoved(_) => ("device_removed", Factors, None),
            Self::Resynchronised { .. } => ("resynchronised", Factors, ACCEPTED),
            Self::ResynchronisationRefused(_) => ("resynchronisation_refused", Factors, REFUSED),
            Self::SteppedUp => ("stepped_up", LogOn, ACCEPTED),
            Self::StepUpRefused => ("step_up_refused", LogOn, REFUSED),
            Self::RecoveryCodesShown => ("recovery_codes_shown", Factors, None),
            Self::RecoveryCodesKept => ("recovery_codes_kept", Factors, None),
            Self::RecoveryCodeAccepted { .. } => ("recovery_code_accepted", LogOn, ACCEPTED),
            Self::RecoveryCodeRefused => ("recovery_code_refused", LogOn, REFUSED),
            Self::PasskeyAdded => ("passkey_added", Factors, None),
            Self::PasskeyRemoved => ("passkey_removed", Factors, None),
            Self::PasskeyAccepted => ("passkey_accepted", LogOn, ACCEPTED),
            Self::PasskeyRefused => ("passkey_refused", LogOn, REFUSED),
            Self::FactorRefused(refused) => match refused.factor {
                RefusedFactor::TwoCodes => ("resynchronisation_refused", Factors, REFUSED),
                RefusedFactor::RecoveryCode => ("recovery_code_refused", LogOn, REFUSED),
                RefusedFactor::Passkey => ("passkey_refused", LogOn, REFUSED),
                RefusedFactor::Password => ("step_up_refused", LogOn, REFUSED),
            },
            Self::BrowserTrusted => ("browser_trusted", Factors, None),
            Self::TrustUsed => ("trust_used", LogOn, ACCEPTED),
            Self::TrustRevoked => ("trust_revoked", Factors, None),
            Self::NewBrowser => ("new_browser", LogOn, None),
            Self::SessionEnded => ("session_ended", LogOn, None),
            Self::OtherSessionsEnded => ("other_sessions_ended", LogOn, None),
            Self::PasswordChanged => ("password_changed", Account, None),
            Self::PasswordResetAsked => ("password_reset_asked", Account, None),
            Self::PasswordReset => ("password_reset", Account, None),
            Self::PhoneChanged => ("phone_changed", Account, None),
            Self::AppealSubmitted => ("appeal_submitted", Identity, None),
            Self::AppealApproved => ("appeal_approved", Desk, ACCEPTED),
            Self::AppealRejected | Self::Rejected { paper: Paper::Appeal, .. } => ("appeal_rejected", Desk, REFUSED),
            Self::AppealStopped => ("appeal_stopped", Identity, None),
            Self::AppealTookEffect => ("appeal_took_effect", Identity, None),
            Self::Unlocked => ("unlocked", Desk, None),
            Self::FactorsReset => ("factors_reset", Desk, None),
            Self::Ordered => ("ordered", Account, None),
            Self::PolicyChosen(_) | Self::PolicyPut { .. } => ("policy_chosen", Desk, None),
        };
        About { name, kind, outcome }
    }

    /// Whether the desk did it, and no person's browser.
    pub const fn is_of_desk(&self) -> bool {
        matches!(
            self,
            Self::ReviewApproved
                | Self::ReviewRejected
                | Self::AppealApproved
                | Self::AppealRejected
                | Self::Rejected { .. }
                | Self::Unlocked
                | Self::FactorsReset
                | Self::PolicyChosen(_)
                | Self::PolicyPut { .. }
        )
    }
}

impl AuditEvent {
    /// Tells from which browser it came, unless that is known or it was the desk's doing.
    pub fn come_from(&mut self, place: Place) {
        if self.place.is_none() && !self.what.is_of_desk() {
            self.place = Some(place);
        }
    }
}

/// Tells of the lines that one change leaves from which browser they come. What the desk does is no browser's doing, with
/// all that follows from it.
pub fn come_from(lines: &mut [AuditEvent], place: Place) {
    if !lines.iter().any(|line| line.what.is_of_desk()) {
        lines.iter_mut().for_each(|line| line.come_from(place));
    }
}

/// A line of the trail as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is kept.
    pub event: AuditEvent,
    /// The account's username; none for a username that nobody has.
    pub username: Option<Username>,
    /// Where the search looks, in lower case.
    searched: String,
}

impl Line {
    /// A line; `words` are what a person reads of it, in every language.
    pub fn new(event: AuditEvent, username: Option<Username>, words: &[&str]) -> Self {
        let name = username.as_ref().map_or("", Username::as_str);
        let mut searched = String::new();
        let desk_reason = event.what.details().desk_reason.unwrap_or_default();
        for part in words.iter().chain([&name, &event.what.about().name, &desk_reason.as_str()]) {
            searched.push_str(part);
            searched.push(' ');
        }
        searched.make_ascii_lowercase();
        Self { event, username, searched }
    }
}

/// Whose lines are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    #[default]
    Everybodys,
    /// Those of an account.
    Account(AccountId),
    /// Those of usernames that nobody has, and those of the desk that are about no account.
    Nobodys,
}

/// Which lines are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose.
    pub whose: Whose,
    /// Of which kind; none for all.
    pub kind: Option<LineKind>,
    /// With which outcome; none for all, those that were not judged too.
    pub outcome: Option<Outcome>,
    /// What is searched for: every word of it must be found. Capitals do not matter.
    pub search: String,
}

impl Filter {
    /// The positions of the lines that fit, newest first. `lines` are the earliest first.
    pub fn fitting(&self, lines: &[Line]) -> Vec<usize> {
        let search = self.search.to_ascii_lowercase();
        let words: Vec<&str> = search.split_whitespace().collect();
        (0..lines.len()).rev().filter(|at| lines.get(*at).is_some_and(|line| self.fits(line, &words))).collect()
    }

    fn fits(&self, line: &Line, words: &[&str]) -> bool {
        let about = line.event.what.about();
        let is_whose = match &self.whose {
            Whose::Everybodys => true,
            Whose::Account(id) => line.event.account.as_ref() == Some(id),
            Whose::Nobodys => line.event.account.is_none(),
        };
        is_whose
            && self.kind.is_none_or(|kind| kind == about.kind)
            && self.outcome.is_none_or(|outcome| about.outcome == Some(outcome))
            && words.iter().all(|word| contains(&line.searched, word))
    }
}

/// Whether a text contains another. The lines are short, and the standard library's searcher is not.
pub(super) fn contains(text: &str, wanted: &str) -> bool {
    wanted.is_empty() || text.as_bytes().windows(wanted.len()).any(|part| part == wanted.as_bytes())
}

#[cfg(test)]
mod tests;
