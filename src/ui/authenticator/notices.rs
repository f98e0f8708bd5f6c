//! Puts the notices of a service into words.

use super::phone_time;
use crate::{
    stage::{About, LockedBrowsers, LockedCodes, Notice, Whereabouts},
    ui::text::notices::NoticeText,
};

/// What a notice says: its gist, and what to do.
pub(super) fn words(notice: &Notice, words: &NoticeText) -> (String, String) {
    let account = notice.account.as_str();
    let time = |at| phone_time::moment(at, notice.at);
    let say = |gist: fn(&str) -> String, next: &str| (gist(account), next.to_owned());
    let Some(about) = notice.about() else { return say(words.something_else, words.if_not_you) };
    match about {
        About::DeviceBound => say(words.device_bound, words.if_not_you),
        About::DeviceReplaced => say(words.device_replaced, words.if_not_you),
        About::DeviceRemoved => say(words.device_removed, words.if_not_you),
        About::PasskeyAdded => say(words.passkey_added, words.if_not_you),
        About::PasskeyRemoved => say(words.passkey_removed, words.if_not_you),
        About::RecoveryCodesRenewed => say(words.recovery_codes_renewed, words.if_not_you),
        About::RecoveryCodeUsed { left } => ((words.recovery_code_used)(account, left), words.if_not_you.to_owned()),
        About::WrongSecondFactor => say(words.wrong_second_factor, words.somebody_knows_password),
        About::Locked { until: Some(until) } => {
            ((words.locked_until)(account, &time(until)), words.lock_next.to_owned())
        }
        About::PasswordsLocked { browsers, until: Some(until) } => {
            let gist = match browsers {
                LockedBrowsers::New => words.new_browsers_locked,
                LockedBrowsers::Known => words.known_browsers_locked,
            };
            (gist(account, &time(until)), words.lock_next.to_owned())
        }
        About::Locked { until: None } | About::PasswordsLocked { until: None, .. } => {
            say(words.locked, words.lock_next)
        }
        About::WrongFactorBeforeChange => say(words.wrong_before_change, words.if_not_you),
        About::CodesLocked { codes, until } => {
            // Whoever comes as far as those of a factor has entered the password.
            let (codes, next) = match codes {
                LockedCodes::Security => (words.security_codes, words.lock_next),
                LockedCodes::Recovery => (words.recovery_codes, words.lock_next),
                LockedCodes::Sms => (words.sms_codes, words.codes_lock_next),
                LockedCodes::Reset => (words.reset_codes, words.codes_lock_next),
                LockedCodes::Stop => (words.stop_codes, words.codes_lock_next),
            };
            let gist = match until {
                Some(until) => (words.codes_locked_until)(account, codes, &time(until)),
                None => (words.codes_locked)(account, codes),
            };
            (gist, next.to_owned())
        }
        About::NewBrowser { from: None } => say(words.new_browser, words.if_not_you),
        About::NewBrowser { from: Some(from) } => {
            let place = match from {
                Whereabouts::Work => words.from_work,
                Whereabouts::Home => words.from_home,
                Whereabouts::Unknown => words.from_unknown,
            };
            ((words.new_browser_from)(account, place), words.if_not_you.to_owned())
        }
        About::BrowserTrusted => say(words.browser_trusted, words.if_not_you),
        About::PasswordChanged => say(words.password_changed, words.if_not_you),
        About::PasswordReset => say(words.password_reset, words.reset_next),
        About::PhoneChanged { to } => ((words.phone_changed)(account, &to), words.phone_changed_next.to_owned()),
        About::AppealSubmitted { stop_code } => {
            ((words.appeal_submitted)(account), (words.stop_with)(&grouped(&stop_code)))
        }
        About::AppealApproved { unbinds_at, stop_code } => {
            ((words.appeal_approved)(account, &time(unbinds_at)), (words.stop_with)(&grouped(&stop_code)))
        }
        About::AppealRejected => say(words.appeal_rejected, words.rejected_next),
        About::AppealStopped => say(words.appeal_stopped, words.stopped_next),
        About::AppealTookEffect => say(words.appeal_took_effect, words.bind_anew),
        About::FactorsReset => say(words.factors_reset, words.bind_anew),
    }
}

/// A stop code in two groups, as people read and type it.
fn grouped(code: &str) -> String {
    let middle = code.len() / 2;
    match (code.get(..middle), code.get(middle..)) {
        (Some(first), Some(second)) => format!("{first} {second}"),
        _ => code.to_owned(),
    }
}
