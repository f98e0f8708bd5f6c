//! Everything that can happen, for the tests of what is told of it.

use crate::console::{
    DeviceId, FactorReason, FactorRefused, FirstRefusal, Guessed, Happening, Judgement, KeyEnd, PairRefusal, Paper,
    PhoneCodeRefusal, PolicyChoice, Preset, Refusal, RefusedFactor, Retirement, Verdict, Wait, Wording,
};
use crate::otp::UnixMillis;

pub(super) const NOW: UnixMillis = UnixMillis::from_secs(1_700_000_000);

pub(super) fn device() -> DeviceId {
    DeviceId::from_random([0xd1; 16])
}

pub(super) fn judgement(verdict: Verdict) -> Judgement {
    let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked: true, again: false });
    let device = Some(device());
    Judgement { verdict, device, current_step: 700, last_accepted_step: Some(699), failures: 10, next }
}

pub(super) fn refused(refusal: Refusal) -> Happening {
    Happening::code_judged(&judgement(Verdict::Refused(refusal)))
}

pub(super) fn factor_refused(factor: RefusedFactor) -> Happening {
    let next = Some(Wait { until: Some(NOW.plus_secs(900)), locked: true, again: false });
    let reason = FactorReason::Apart;
    let (device, failures, of_attempt) = (Some(device()), Some(10), Some(3));
    let far = Refusal::OutsideWindow { offset_steps: 121 };
    let judgement = (factor == RefusedFactor::TwoCodes).then(|| judgement(Verdict::Refused(far)));
    Happening::FactorRefused(FactorRefused { factor, reason, device, failures, next, of_attempt, judgement })
}

pub(super) fn lock() -> Option<Wait> {
    Some(Wait { until: Some(NOW.plus_secs(900)), locked: true, again: false })
}

pub(super) fn first_refused(refusal: FirstRefusal) -> Happening {
    Happening::FirstCodesRefused { refusal, current_step: 700 }
}

pub(super) fn resynchronised() -> Happening {
    let accepted = Verdict::Accepted { step: 697, offset_steps: -3 };
    let judgement = Some(Judgement { failures: 0, next: None, ..judgement(accepted) });
    Happening::Resynchronised { device: device(), drift_steps: -3, judgement }
}

pub(super) fn guess_refused(of: Guessed) -> Happening {
    Happening::GuessRefused {
        of,
        refusal: PhoneCodeRefusal::Wrong { wait_until: Some(NOW), locked: true, again: true },
    }
}

pub(super) const DESK_REASON: &str = "The \"photo\" is blurred.\n照片不清晰";

pub(super) fn rejected(paper: Paper) -> Happening {
    Happening::Rejected { paper, reason: DESK_REASON.to_owned() }
}

/// Whether this line has the name that an older variant has, too.
pub(super) const fn is_named_as_before(what: &Happening) -> bool {
    matches!(
        what,
        Happening::FactorRefused(_)
            | Happening::FirstCodesRefused { .. }
            | Happening::GuessRefused { .. }
            | Happening::Rejected { .. }
            | Happening::PolicyPut { .. }
    )
}

/// The variant after this one, so that a new one has to be given its place here before the tests compile.
pub(super) fn next(before: &Happening) -> Option<Happening> {
    use Happening as H;
    Some(match before {
        H::AccountOpened => H::PhoneCodeSent,
        H::PhoneCodeSent => H::PhoneCodeAccepted,
        H::PhoneCodeAccepted => {
            H::PhoneCodeRefused(PhoneCodeRefusal::Wrong { wait_until: Some(NOW), locked: false, again: false })
        }
        H::PhoneCodeRefused(_) => guess_refused(Guessed::ResetCode),
        H::GuessRefused { of: Guessed::ResetCode, .. } => guess_refused(Guessed::StopCode),
        H::GuessRefused { of: Guessed::StopCode, .. } => H::PasswordAccepted,
        H::PasswordAccepted => {
            H::PasswordRefused { locked: true, failures: Some(10), next: lock(), in_known_browser: false }
        }
        H::PasswordRefused { .. } => H::PasswordNotLookedAt,
        H::PasswordNotLookedAt => H::code_judged(&judgement(Verdict::Accepted { step: 701, offset_steps: 1 })),
        H::CodeAccepted { .. } => refused(Refusal::Wrong),
        H::CodeRefused { .. } => H::CodeNotLookedAt,
        H::CodeNotLookedAt => H::LoggedOnWithoutDevice,
        H::LoggedOnWithoutDevice => H::LoggedOut,
        H::LoggedOut => H::ReviewSubmitted,
        H::ReviewSubmitted => H::ReviewApproved,
        H::ReviewApproved => H::ReviewRejected,
        H::ReviewRejected => H::KeyShown,
        H::KeyShown => H::KeyEnded(KeyEnd::Expired),
        H::KeyEnded(_) => H::FirstCodeRefused(Refusal::OutsideWindow { offset_steps: -20 }),
        H::FirstCodeRefused(_) => first_refused(FirstRefusal::Code(Refusal::OutsideWindow { offset_steps: -20 })),
        H::FirstCodesRefused { .. } => H::DeviceAttached { replaced: true, judgement: None },
        H::DeviceAttached { .. } => H::DeviceRenamed(device()),
        H::DeviceRenamed(_) => H::DeviceRemoved(device()),
        H::DeviceRemoved(_) => resynchronised(),
        H::Resynchronised { .. } => H::ResynchronisationRefused(device()),
        H::ResynchronisationRefused(_) => H::SteppedUp,
        H::SteppedUp => H::StepUpRefused,
        H::StepUpRefused => H::RecoveryCodesShown,
        H::RecoveryCodesShown => H::RecoveryCodesKept,
        H::RecoveryCodesKept => H::RecoveryCodeAccepted { left: 9 },
        H::RecoveryCodeAccepted { .. } => H::RecoveryCodeRefused,
        H::RecoveryCodeRefused => H::PasskeyAdded,
        H::PasskeyAdded => H::PasskeyRemoved,
        H::PasskeyRemoved => H::PasskeyAccepted,
        H::PasskeyAccepted => H::PasskeyRefused,
        H::PasskeyRefused => factor_refused(RefusedFactor::TwoCodes),
        H::FactorRefused(refused) => match refused.factor {
            RefusedFactor::TwoCodes => factor_refused(RefusedFactor::RecoveryCode),
            RefusedFactor::RecoveryCode => factor_refused(RefusedFactor::Passkey),
            RefusedFactor::Passkey => factor_refused(RefusedFactor::Password),
            RefusedFactor::Password => H::BrowserTrusted,
        },
        H::BrowserTrusted => H::TrustUsed,
        H::TrustUsed => H::TrustRevoked,
        H::TrustRevoked => H::NewBrowser,
        H::NewBrowser => H::SessionEnded,
        H::SessionEnded => H::OtherSessionsEnded,
        H::OtherSessionsEnded => H::PasswordChanged,
        H::PasswordChanged => H::PasswordResetAsked,
        H::PasswordResetAsked => H::PasswordReset,
        H::PasswordReset => H::PhoneChanged,
        H::PhoneChanged => H::AppealSubmitted,
        H::AppealSubmitted => H::AppealApproved,
        H::AppealApproved => H::AppealRejected,
        H::AppealRejected => H::AppealStopped,
        H::AppealStopped => H::AppealTookEffect,
        H::AppealTookEffect => H::Unlocked,
        H::Unlocked => H::FactorsReset,
        H::FactorsReset => H::Ordered,
        H::Ordered => H::PolicyChosen(Preset::PrivacyIdea),
        H::PolicyChosen(_) => rejected(Paper::Application),
        H::Rejected { paper: Paper::Application, .. } => rejected(Paper::Appeal),
        H::Rejected { paper: Paper::Appeal, .. } => {
            let strict = PolicyChoice { preset: Preset::Strict, wording: Wording::Learner };
            H::PolicyPut { before: PolicyChoice::default(), now: strict }
        }
        H::PolicyPut { .. } => return None,
    })
}

/// Each variant once, then those that hold a reason with every reason.
pub(super) fn every() -> Vec<Happening> {
    let mut all: Vec<Happening> = std::iter::successors(Some(Happening::AccountOpened), next).collect();
    let refusals = [
        Refusal::NotDigits,
        Refusal::Replayed { step: 699 },
        Refusal::OlderThanAccepted { step: 698 },
        Refusal::OutsideWindow { offset_steps: 4 },
        Refusal::Retired { why: Retirement::Removed },
        Refusal::Retired { why: Retirement::Replaced },
    ];
    all.extend(refusals.map(refused));
    all.extend(refusals.map(Happening::FirstCodeRefused));
    all.extend(refusals.map(|refusal| first_refused(FirstRefusal::Code(refusal))));
    let of_two = [
        PairRefusal::SameTwice,
        PairRefusal::Swapped,
        PairRefusal::Apart,
        PairRefusal::OutOfRange { offset_steps: 121 },
        PairRefusal::Wrong,
    ];
    all.extend(of_two.map(|refusal| first_refused(FirstRefusal::Codes(refusal))));
    all.extend([KeyEnd::StepLeft, KeyEnd::Closed, KeyEnd::PageLeft].map(Happening::KeyEnded));
    let of_phone = [
        PhoneCodeRefusal::NotSixDigits,
        PhoneCodeRefusal::Expired,
        PhoneCodeRefusal::Used,
        PhoneCodeRefusal::NotSent,
        PhoneCodeRefusal::Wait { until: Some(NOW), locked: true },
    ];
    all.extend(of_phone.map(Happening::PhoneCodeRefused));
    all
}
