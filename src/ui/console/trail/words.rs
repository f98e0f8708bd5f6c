//! What happened, in words.

use super::super::ways::place_name;
use crate::{
    console::{
        FactorReason, FirstRefusal, Happening, KeyEnd, Paper, PhoneCodeRefusal, Place, Preset, Refusal, RefusedFactor,
        Retirement, Wording,
        trail::{LineKind, Outcome},
    },
    ui::text::console::{
        ConsoleText,
        trail::{HappeningText, TrailText},
    },
};

/// What happened, with the reason if there is one.
pub(super) fn happening(what: &Happening, words: &HappeningText) -> String {
    let headline = headline(what, words);
    match reason(what, words) {
        Some(reason) => (words.because)(headline, reason),
        None => headline.to_owned(),
    }
}

fn headline(what: &Happening, words: &HappeningText) -> &'static str {
    match what {
        Happening::AccountOpened => words.account_opened,
        Happening::PhoneCodeSent => words.phone_code_sent,
        Happening::PhoneCodeAccepted => words.phone_code_accepted,
        Happening::PhoneCodeRefused(_) | Happening::GuessRefused { .. } => words.phone_code_refused,
        Happening::PasswordAccepted => words.password_accepted,
        Happening::PasswordRefused { .. } => words.password_refused,
        Happening::PasswordNotLookedAt => words.password_not_looked_at,
        Happening::CodeAccepted { .. } => words.code_accepted,
        Happening::CodeRefused { .. } => words.code_refused,
        Happening::CodeNotLookedAt => words.code_not_looked_at,
        Happening::LoggedOnWithoutDevice => words.logged_on_without_device,
        Happening::LoggedOut => words.logged_out,
        Happening::ReviewSubmitted => words.review_submitted,
        Happening::ReviewApproved => words.review_approved,
        Happening::ReviewRejected | Happening::Rejected { paper: Paper::Application, .. } => words.review_rejected,
        Happening::KeyShown => words.key_shown,
        Happening::KeyEnded(_) => words.key_ended,
        Happening::FirstCodeRefused(_) | Happening::FirstCodesRefused { .. } => words.first_code_refused,
        Happening::DeviceAttached { replaced: false, .. } => words.device_attached,
        Happening::DeviceAttached { replaced: true, .. } => words.device_replaced,
        Happening::DeviceRenamed(_) => words.device_renamed,
        Happening::DeviceRemoved(_) => words.device_removed,
        Happening::Resynchronised { .. } => words.resynchronised,
        Happening::ResynchronisationRefused(_) => words.resynchronisation_refused,
        Happening::SteppedUp => words.stepped_up,
        Happening::StepUpRefused => words.step_up_refused,
        Happening::RecoveryCodesShown => words.recovery_codes_shown,
        Happening::RecoveryCodesKept => words.recovery_codes_kept,
        Happening::RecoveryCodeAccepted { .. } => words.recovery_code_accepted,
        Happening::RecoveryCodeRefused => words.recovery_code_refused,
        Happening::PasskeyAdded => words.passkey_added,
        Happening::PasskeyRemoved => words.passkey_removed,
        Happening::PasskeyAccepted => words.passkey_accepted,
        Happening::PasskeyRefused => words.passkey_refused,
        Happening::FactorRefused(refused) => match refused.factor {
            RefusedFactor::TwoCodes => words.resynchronisation_refused,
            RefusedFactor::RecoveryCode => words.recovery_code_refused,
            RefusedFactor::Passkey => words.passkey_refused,
            RefusedFactor::Password => words.step_up_refused,
        },
        Happening::BrowserTrusted => words.browser_trusted,
        Happening::TrustUsed => words.trust_used,
        Happening::TrustRevoked => words.trust_revoked,
        Happening::NewBrowser => words.new_browser,
        Happening::SessionEnded => words.session_ended,
        Happening::OtherSessionsEnded => words.other_sessions_ended,
        Happening::PasswordChanged => words.password_changed,
        Happening::PasswordResetAsked => words.password_reset_asked,
        Happening::PasswordReset => words.password_reset,
        Happening::PhoneChanged => words.phone_changed,
        Happening::AppealSubmitted => words.appeal_submitted,
        Happening::AppealApproved => words.appeal_approved,
        Happening::AppealRejected | Happening::Rejected { paper: Paper::Appeal, .. } => words.appeal_rejected,
        Happening::AppealStopped => words.appeal_stopped,
        Happening::AppealTookEffect => words.appeal_took_effect,
        Happening::Unlocked => words.unlocked,
        Happening::FactorsReset => words.factors_reset,
        Happening::Ordered => words.ordered,
        Happening::PolicyPut { before, now } if before.preset == now.preset => words.wording_chosen,
        Happening::PolicyChosen(_) | Happening::PolicyPut { .. } => words.policy_chosen,
    }
}

/// A policy's name.
pub(super) const fn preset(preset: Preset, words: &HappeningText) -> &'static str {
    match preset {
        Preset::GovCloud => words.gov_cloud,
        Preset::Aws => words.aws,
        Preset::Keycloak => words.keycloak,
        Preset::Authelia => words.authelia,
        Preset::PrivacyIdea => words.privacyidea,
        Preset::Strict => words.strict,
    }
}

/// Whom refusals are worded for.
pub(super) const fn wording(wording: Wording, words: &HappeningText) -> &'static str {
    match wording {
        Wording::Learner => words.learner,
        Wording::Production => words.production,
    }
}

const fn of_code(refusal: Refusal, words: &HappeningText) -> &'static str {
    match refusal {
        Refusal::NotDigits => words.not_six_digits,
        Refusal::Wrong => words.wrong,
        Refusal::Replayed { .. } => words.replayed,
        Refusal::OlderThanAccepted { .. } => words.older_than_accepted,
        Refusal::OutsideWindow { .. } => words.outside_window,
        Refusal::Retired { why: Retirement::Removed } => words.of_removed_device,
        Refusal::Retired { why: Retirement::Replaced } => words.of_replaced_device,
    }
}

const fn of_factor(reason: FactorReason, words: &HappeningText) -> Option<&'static str> {
    Some(match reason {
        FactorReason::Wrong => words.wrong,
        FactorReason::Used => words.replayed,
        FactorReason::OutsideWindow => words.outside_window,
        FactorReason::Apart => words.apart,
        FactorReason::Swapped => words.swapped,
        FactorReason::OlderThanAccepted => words.older_than_accepted,
        FactorReason::Expired => words.expired,
        _ => return None,
    })
}

fn reason(what: &Happening, words: &HappeningText) -> Option<&'static str> {
    Some(match what {
        Happening::PhoneCodeRefused(refusal) | Happening::GuessRefused { refusal, .. } => match refusal {
            PhoneCodeRefusal::NotSixDigits => words.not_six_digits,
            PhoneCodeRefusal::Wrong { .. } => words.wrong,
            PhoneCodeRefusal::Expired => words.expired,
            PhoneCodeRefusal::Used => words.replayed,
            PhoneCodeRefusal::NotSent => words.not_sent,
            PhoneCodeRefusal::Wait { .. } => words.not_looked_at,
        },
        Happening::CodeRefused { refusal, .. }
        | Happening::FirstCodeRefused(refusal)
        | Happening::FirstCodesRefused { refusal: FirstRefusal::Code(refusal), .. } => of_code(*refusal, words),
        Happening::FirstCodesRefused { refusal: FirstRefusal::Codes(refusal), .. } => {
            return of_factor(refusal.reason(), words);
        }
        Happening::FactorRefused(refused) => return of_factor(refused.reason, words),
        Happening::KeyEnded(end) => match end {
            KeyEnd::StepLeft => words.step_left,
            KeyEnd::Closed => words.closed,
            KeyEnd::PageLeft => words.page_left,
            KeyEnd::Expired => words.expired,
        },
        Happening::PolicyChosen(chosen) => preset(*chosen, words),
        Happening::PolicyPut { before, now } if before.preset == now.preset => wording(now.wording, words),
        Happening::PolicyPut { now, .. } => preset(now.preset, words),
        _ => return None,
    })
}

pub(super) const fn kind(kind: LineKind, words: &TrailText) -> &'static str {
    match kind {
        LineKind::LogOn => words.kind_log_on,
        LineKind::Factors => words.kind_factors,
        LineKind::Identity => words.kind_identity,
        LineKind::Account => words.kind_account,
        LineKind::Desk => words.kind_desk,
    }
}

pub(super) const fn outcome(outcome: Option<Outcome>, words: &TrailText) -> &'static str {
    match outcome {
        Some(Outcome::Accepted) => words.accepted,
        Some(Outcome::Refused) => words.refused,
        None => words.not_judged,
    }
}

/// Where it came from.
pub(super) fn place(
    place: Option<Place>,
    is_of_desk: bool,
    words: &TrailText,
    window: &'static ConsoleText,
) -> &'static str {
    match place {
        Some(place) => place_name(place, window),
        None if is_of_desk => words.place_desk,
        None => words.place_unknown,
    }
}
