//! The words that explain to somebody who learns what became of two codes in a row. The list of devices, which shows words
//! of resynchronising too, does without them.

use super::verdict::VerdictText;
use crate::console::{Judgement, PairRefusal, Policy, ResynchroniseRefusal, Resynchronised};

texts! {
    /// The texts that explain a verdict on two codes.
    pub struct PairVerdictText;
    words {
        slip: "What is no code is not looked at, and counts as no failure.", "格式不符的输入不予核对，也不计为失败。";
        same_twice: "One code alone may be an old one that somebody saw. It was not looked at, and counts as no failure.", "单个安全码可能是他人见过的旧码。系统未作核对，也不计为失败。";
        swapped: "Both are codes of the device, but the second is of an earlier step. Neither is accepted: a pair counts whole or not at all.", "两者都属于此设备，但第二个的时间步更早。两者均未接受：一对安全码要么都有效，要么都无效。";
        apart: "Both are codes of the device, but there are steps between them. Neither is accepted: a pair counts whole or not at all.", "两者都属于此设备，但其间隔有其他时间步。两者均未接受：一对安全码要么都有效，要么都无效。";
        late_why: "How far the clock is off is reckoned from the moment of typing, and more than a step has passed since. The codes were not looked at, and count as no failure.", "时钟偏差以输入时刻推算，而此后已超过一个时间步。系统未作核对，也不计为失败。";
        waiting: "Nothing is looked at during a wait or a lock. What is typed then counts as no failure.", "等待或锁定期间不作任何核对。此时的输入也不计为失败。";
        accepted: "What the verifier accepted", "验证器接受的内容";
    }
    sentences {
        wrong_why: fn(u64) -> String =
            |limit| format!("Within {limit} steps of now, no device shows these two in a row. At least one of them is of another account, mistyped or old."),
            |limit| format!("在当前前后 {limit} 个时间步内，没有设备连续显示这两个安全码。至少有一个属于其他账号、输入有误或已过时。");
        too_far: fn(i64, u64) -> String =
            |offset, limit| format!("The two follow each other, at {offset:+} steps from now. The policy allows for {limit} either way."),
            |offset, limit| format!("两者连续，但与当前相差 {offset:+} 个时间步。策略允许前后 {limit} 个。");
        older_why: fn(u64) -> String =
            |last| format!("Step {last} was accepted before, and both codes must be of later steps. An older code could be one that somebody saw."),
            |last| format!("时间步 {last} 已被接受，两个安全码都须更晚。较早的安全码可能被他人见过。");
        accepted_why: fn(u64, i64) -> String =
            |step, offset| format!("The second code is of step {step} (now {offset:+}), and the first of the step before. Remembered: that offset, around which the window lies from now on, and that step, so that both codes are spent."),
            |step, offset| format!("第二个安全码属于时间步 {step}（当前 {offset:+}），第一个紧接其前。已记录该偏差（窗口以此为中心）和该时间步，因此两个安全码均已用完。");
    }
}

impl PairVerdictText {
    /// Why two codes are refused, for somebody who learns; nothing where the refusal itself says all.
    pub fn why(&self, refusal: &ResynchroniseRefusal, policy: &Policy) -> Option<String> {
        let limit = policy.resynchronisation_steps;
        Some(match refusal {
            ResynchroniseRefusal::NotOffered | ResynchroniseRefusal::AttemptExpired => return None,
            ResynchroniseRefusal::Wait(_) => self.waiting.to_owned(),
            ResynchroniseRefusal::Late => self.late_why.to_owned(),
            ResynchroniseRefusal::OlderThanAccepted { judgement, .. } => {
                (self.older_why)(judgement.last_accepted_step.unwrap_or_default())
            }
            ResynchroniseRefusal::Pair { refusal, .. } => match refusal {
                PairRefusal::NotDigits(_) => self.slip.to_owned(),
                PairRefusal::SameTwice => self.same_twice.to_owned(),
                PairRefusal::Swapped => self.swapped.to_owned(),
                PairRefusal::Apart => self.apart.to_owned(),
                PairRefusal::OutOfRange { offset_steps } => (self.too_far)(*offset_steps, limit),
                PairRefusal::Wrong => (self.wrong_why)(limit),
            },
        })
    }

    /// Why they were accepted, and what is remembered of them.
    pub fn why_accepted(&self, done: &Resynchronised) -> String {
        (self.accepted_why)(done.judgement.step().unwrap_or_default(), done.drift_steps)
    }
}

/// What a judgement on two codes holds, as names and values. The step of the second code is left out where the two are
/// known, but not as a pair.
pub fn seen(judgement: &Judgement, refusal: Option<PairRefusal>, words: &VerdictText) -> Vec<(&'static str, String)> {
    let is_known = matches!(refusal, Some(PairRefusal::Swapped | PairRefusal::Apart));
    let rows = words.explained(judgement).into_iter();
    rows.filter(|(name, _)| !is_known || *name != words.step_of_code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{DeviceId, Refusal, Verdict, Wait, consecutive::Which};
    use crate::otp::UnixMillis;
    use crate::ui::text::{Language, Words as _};

    fn judgement(verdict: Verdict) -> Judgement {
        let device = Some(DeviceId::from_random([1; 16]));
        Judgement { verdict, device, current_step: 700, last_accepted_step: Some(690), failures: 2, next: None }
    }

    fn refusals() -> Vec<ResynchroniseRefusal> {
        let next = Wait { until: Some(UnixMillis(1)), locked: false, again: false };
        let pairs = [
            PairRefusal::NotDigits(Which::First),
            PairRefusal::SameTwice,
            PairRefusal::Swapped,
            PairRefusal::Apart,
            PairRefusal::OutOfRange { offset_steps: -121 },
            PairRefusal::Wrong,
        ];
        let pair = |refusal| ResynchroniseRefusal::Pair { refusal, next: Some(next), judgement: None };
        let judgement = judgement(Verdict::Refused(Refusal::OlderThanAccepted { step: 680 }));
        let others = [
            ResynchroniseRefusal::Wait(next),
            ResynchroniseRefusal::Late,
            ResynchroniseRefusal::OlderThanAccepted { next, judgement },
        ];
        pairs.map(pair).into_iter().chain(others).collect()
    }

    #[test]
    fn each_verdict_on_two_codes_is_explained_in_two_sentences_at_most() {
        let policy = Policy::gov_cloud();
        let sentences = |text: &str| text.matches(['。', '.']).count();
        for language in Language::ALL {
            let words: &PairVerdictText = language.words();
            let said: Vec<_> = refusals().iter().map(|refusal| words.why(refusal, &policy).unwrap()).collect();
            for (place, text) in said.iter().enumerate() {
                assert!((1..=2).contains(&sentences(text)), "{text}");
                assert!(!said[..place].contains(text), "no two say the same: {text}");
            }
            for refusal in [ResynchroniseRefusal::NotOffered, ResynchroniseRefusal::AttemptExpired] {
                assert_eq!(words.why(&refusal, &policy), None);
            }
            let judgement = judgement(Verdict::Accepted { step: 720, offset_steps: 20 });
            let done =
                Resynchronised { device: DeviceId::from_random([1; 16]), name: None, drift_steps: 20, judgement };
            let why = words.why_accepted(&done);
            assert!(why.contains("720") && why.contains("+20") && sentences(&why) == 2, "{why}");
        }
        let far = refusals().into_iter().find_map(|refusal| PairVerdictText::ENGLISH.why(&refusal, &policy));
        assert_eq!(far.as_deref(), Some("What is no code is not looked at, and counts as no failure."));
    }

    #[test]
    fn a_pair_that_is_known_and_no_pair_has_no_step_to_tell() {
        let wrong = judgement(Verdict::Refused(Refusal::Wrong));
        let values = |refusal| {
            seen(&wrong, refusal, VerdictText::ENGLISH).into_iter().map(|(_, value)| value).collect::<Vec<_>>()
        };
        assert_eq!(values(Some(PairRefusal::Wrong)), ["700", "none near now", "690", "2"]);
        for refusal in [PairRefusal::Swapped, PairRefusal::Apart] {
            assert_eq!(values(Some(refusal)), ["700", "690", "2"]);
        }
    }
}
