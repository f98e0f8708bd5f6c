//! What a line of the trail tells beside what happened: of a judgement, all of it.

use crate::console::{
    DeviceId, FactorReason, FactorRefused, FirstRefusal, Guessed, Happening, Judgement, KeyEnd, PairRefusal,
    PhoneCodeRefusal, PolicyChoice, Preset, Refusal, Retirement, Wait, Wording, verifier::offset_steps,
};

/// The particulars of a line. What does not apply is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The reason's name: why something was refused, or ended.
    pub reason: Option<&'static str>,
    /// Whether the failure locked.
    pub locked: Option<bool>,
    /// The code's time step.
    pub step: Option<u64>,
    /// That step minus the one of the moment.
    pub offset_steps: Option<i64>,
    /// The step of the moment at which it was judged.
    pub current_step: Option<u64>,
    /// The step accepted last before that.
    pub last_accepted_step: Option<u64>,
    /// Failures in a row, this one included.
    pub failures: Option<u32>,
    /// Second factors that failed in this log-on, this one included.
    pub attempt_failures: Option<u32>,
    /// When the next try is looked at.
    pub next: Option<Wait>,
    /// Which code it was that somebody typed with a username alone.
    pub guessed: Option<Guessed>,
    /// The device that it is about.
    pub device: Option<DeviceId>,
    /// Whether a device took the place of another.
    pub replaced: Option<bool>,
    /// How far a device's clock is off, in steps.
    pub drift_steps: Option<i64>,
    /// How many recovery codes are left.
    pub left: Option<u32>,
    /// The policy that was put in force.
    pub preset: Option<Preset>,
    /// The words of its refusals.
    pub wording: Option<Wording>,
    /// The policy that was in force before.
    pub before: Option<PolicyChoice>,
    /// Why the desk rejected, in its own words.
    pub desk_reason: Option<String>,
}

impl Happening {
    /// The particulars.
    pub fn details(&self) -> Details {
        let mut details = Details::default();
        match self {
            Self::PhoneCodeRefused(refusal) => details.phone_code(*refusal),
            Self::GuessRefused { of, refusal } => {
                details.guessed = Some(*of);
                details.phone_code(*refusal);
            }
            Self::PasswordRefused { locked, failures, next, .. } => {
                (details.locked, details.failures, details.next) = (Some(*locked), *failures, *next);
            }
            Self::CodeAccepted { step, offset_steps, judgement } => {
                details.step = Some(*step);
                details.offset_steps = Some(*offset_steps);
                details.judgement(judgement.as_ref());
            }
            Self::CodeRefused { refusal, locked, judgement, of_attempt } => {
                details.attempt_failures = *of_attempt;
                details.locked = Some(*locked);
                details.refusal(*refusal);
                details.judgement(judgement.as_ref());
            }
            Self::KeyEnded(end) => {
                details.reason = Some(match end {
                    KeyEnd::StepLeft => "step_left",
                    KeyEnd::Closed => "closed",
                    KeyEnd::PageLeft => "page_left",
                    KeyEnd::Expired => "expired",
                });
            }
            Self::FirstCodeRefused(refusal) => details.refusal(*refusal),
            Self::FirstCodesRefused { refusal, current_step } => {
                match refusal {
                    FirstRefusal::Code(refusal) => details.refusal(*refusal),
                    FirstRefusal::Codes(refusal) => {
                        details.reason = Some(reason_name(refusal.reason()));
                        if let PairRefusal::OutOfRange { offset_steps } = refusal {
                            details.offset_steps = Some(*offset_steps);
                        }
                    }
                }
                details.seen_at(*current_step);
            }
            Self::DeviceAttached { replaced, judgement } => {
                details.replaced = Some(*replaced);
                details.judgement(judgement.as_ref());
            }
            Self::DeviceRenamed(device) | Self::DeviceRemoved(device) | Self::ResynchronisationRefused(device) => {
                details.device = Some(device.clone());
            }
            Self::Resynchronised { device, drift_steps, judgement } => {
                details.device = Some(device.clone());
                details.drift_steps = Some(*drift_steps);
                details.of_pair(judgement.as_ref());
            }
            Self::FactorRefused(refused) => details.factor(refused),
            Self::RecoveryCodeAccepted { left } => details.left = Some(*left),
            Self::PolicyChosen(preset) => details.preset = Some(*preset),
            Self::PolicyPut { before, now } => {
                (details.preset, details.wording) = (Some(now.preset), Some(now.wording));
                details.before = Some(*before);
            }
            Self::Rejected { reason, .. } => details.desk_reason = Some(reason.clone()),
            _ => {}
        }
        details
    }
}

impl Details {
    fn judgement(&mut self, judgement: Option<&Judgement>) {
        let Some(judgement) = judgement else { return };
        self.device.clone_from(&judgement.device);
        self.last_accepted_step = judgement.last_accepted_step;
        self.failures = Some(judgement.failures);
        self.next = judgement.next;
        self.seen_at(judgement.current_step);
    }

    /// The step of the moment, by which a step tells its offset, and an offset its step.
    fn seen_at(&mut self, current_step: u64) {
        self.current_step = Some(current_step);
        if let (Some(step), None) = (self.step, self.offset_steps) {
            self.offset_steps = Some(offset_steps(current_step, step));
        }
        if let (None, Some(offset)) = (self.step, self.offset_steps) {
            self.step = current_step.checked_add_signed(offset);
        }
    }

    /// Of two codes, the step is that of the second one.
    fn of_pair(&mut self, judgement: Option<&Judgement>) {
        self.offset_steps = judgement.and_then(Judgement::offset_steps);
        self.judgement(judgement);
    }

    fn factor(&mut self, refused: &FactorRefused) {
        self.reason = Some(reason_name(refused.reason));
        self.device.clone_from(&refused.device);
        self.failures = refused.failures;
        self.attempt_failures = refused.of_attempt;
        self.next = refused.next;
        self.of_pair(refused.judgement.as_ref());
        self.locked = refused.next.map(|next| next.locked);
    }

    fn refusal(&mut self, refusal: Refusal) {
        self.reason = Some(match refusal {
            Refusal::NotDigits => "not_six_digits",
            Refusal::Wrong => "wrong",
            Refusal::Replayed { step } => {
                self.step = Some(step);
                "replayed"
            }
            Refusal::OlderThanAccepted { step } => {
                self.step = Some(step);
                "older_than_accepted"
            }
            Refusal::OutsideWindow { offset_steps } => {
                self.offset_steps = Some(offset_steps);
                "outside_window"
            }
            Refusal::Retired { why: Retirement::Removed } => "of_removed_device",
            Refusal::Retired { why: Retirement::Replaced } => "of_replaced_device",
        });
    }

    fn phone_code(&mut self, refusal: PhoneCodeRefusal) {
        let (reason, next) = match refusal {
            PhoneCodeRefusal::NotSixDigits => ("not_six_digits", None),
            PhoneCodeRefusal::Wrong { wait_until: until, locked, again } => {
                ("wrong", Some(Wait { until, locked, again }))
            }
            PhoneCodeRefusal::Expired => ("expired", None),
            PhoneCodeRefusal::Used => ("used_before", None),
            PhoneCodeRefusal::NotSent => ("not_sent", None),
            PhoneCodeRefusal::Wait { until, locked } => ("not_looked_at", Some(Wait { until, locked, again: false })),
        };
        self.reason = Some(reason);
        self.next = next;
        self.locked = next.map(|wait| wait.locked);
    }
}

const fn reason_name(reason: FactorReason) -> &'static str {
    match reason {
        FactorReason::Wrong => "wrong",
        FactorReason::Used => "used_before",
        FactorReason::OutsideWindow => "outside_window",
        FactorReason::Apart => "not_consecutive",
        FactorReason::Swapped => "swapped",
        FactorReason::SameTwice => "same_twice",
        FactorReason::OlderThanAccepted => "older_than_accepted",
        FactorReason::Expired => "expired",
        FactorReason::Answer => "not_as_asked",
        FactorReason::Signature => "signature",
        FactorReason::Counter => "counter",
    }
}
