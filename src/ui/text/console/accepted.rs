//! The words that explain to somebody who learns why a security code was accepted.

use crate::console::{Judgement, Policy, Verdict, policy::ReplayRule};

texts! {
    /// The texts that explain an accepted code.
    pub struct AcceptedText;
    words {
        title: "Why the code was accepted", "安全码为何被接受";
        close: "Close", "关闭";
        step_now: "Step now", "当前时间步";
        step_of_code: "Step of the code", "该安全码的时间步";
        last_accepted: "Last accepted step before", "此前接受的时间步";
        drift: "Drift remembered, in steps", "记录的时钟漂移（时间步）";
        codes_remembered: "The code is remembered and not accepted again, but an unused one of an earlier step would be.", "已记录该安全码，不再接受；但较早且未使用的安全码仍会被接受。";
        steps_remembered: "That step is remembered and not accepted again, but an unused one before it would be.", "已记录该时间步，不再接受；但较早且未使用的时间步仍会被接受。";
        nothing_remembered: "Nothing is remembered: the same code would be accepted again.", "不作记录：同一安全码会再次被接受。";
    }
    sentences {
        now: fn(u64) -> String =
            |step| format!("It is the code of step {step}, the one of this moment."),
            |step| format!("这是当前时间步 {step} 的安全码。");
        off: fn(u64, i64) -> String =
            |step, offset| format!("It is the code of step {step}, {offset:+} from this moment and inside the device's window."),
            |step, offset| format!("这是时间步 {step} 的安全码，与当前相差 {offset:+}，在该设备的窗口之内。");
        never_backwards: fn(u64) -> String =
            |step| format!("Step {step} is remembered: from now on only codes of later steps are accepted."),
            |step| format!("已记录时间步 {step}：此后只接受更晚的安全码。");
    }
}

impl AcceptedText {
    /// Why a code was accepted and what is remembered of it; nothing of one that was not.
    pub fn why(&self, judgement: &Judgement, policy: &Policy) -> Option<[String; 2]> {
        let Verdict::Accepted { step, offset_steps } = judgement.verdict else { return None };
        let because = if offset_steps == 0 { (self.now)(step) } else { (self.off)(step, offset_steps) };
        let remembered = match policy.replay {
            ReplayRule::NeverBackwards => (self.never_backwards)(step),
            ReplayRule::UsedCodes => self.codes_remembered.to_owned(),
            ReplayRule::ExactSteps => self.steps_remembered.to_owned(),
            ReplayRule::None => self.nothing_remembered.to_owned(),
        };
        Some([because, remembered])
    }

    /// What the verifier saw and remembers, as names and values.
    pub fn seen(&self, judgement: &Judgement, policy: &Policy) -> Vec<(&'static str, String)> {
        let mut rows = vec![(self.step_now, judgement.current_step.to_string())];
        rows.extend(judgement.step().map(|step| (self.step_of_code, step.to_string())));
        rows.extend(judgement.last_accepted_step.map(|step| (self.last_accepted, step.to_string())));
        let drift = judgement.offset_steps().filter(|_| policy.drift_is_recorded);
        rows.extend(drift.map(|steps| (self.drift, format!("{steps:+}"))));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{Preset, Refusal};
    use crate::ui::text::{Language, Words as _};

    fn judgement(verdict: Verdict) -> Judgement {
        Judgement { verdict, device: None, current_step: 700, last_accepted_step: Some(690), failures: 0, next: None }
    }

    #[test]
    fn an_accepted_code_is_explained_by_its_step_and_by_what_is_remembered() {
        let sentences = |text: &str| text.matches(['。', '.']).count();
        for language in Language::ALL {
            let words: &AcceptedText = language.words();
            for replay in [ReplayRule::None, ReplayRule::UsedCodes, ReplayRule::ExactSteps, ReplayRule::NeverBackwards]
            {
                let policy = Policy { replay, ..Policy::gov_cloud() };
                for (step, offset_steps) in [(700, 0), (701, 1), (699, -1)] {
                    let why = words.why(&judgement(Verdict::Accepted { step, offset_steps }), &policy).unwrap();
                    assert!(why.iter().all(|text| sentences(text) == 1), "{why:?}");
                    assert!(why[0].contains(&step.to_string()), "{why:?}");
                    assert_eq!(why[0].contains(&format!("{offset_steps:+}")), offset_steps != 0, "{why:?}");
                    assert_eq!(why[1].contains(&step.to_string()), replay == ReplayRule::NeverBackwards, "{why:?}");
                }
            }
            assert_eq!(words.why(&judgement(Verdict::Refused(Refusal::Wrong)), &Policy::gov_cloud()), None);
        }
    }

    #[test]
    fn drift_is_among_what_is_remembered_where_the_policy_records_it() {
        let accepted = judgement(Verdict::Accepted { step: 702, offset_steps: 2 });
        let values = |preset: Preset| {
            let rows = AcceptedText::ENGLISH.seen(&accepted, &preset.policy());
            rows.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
        };
        assert_eq!(values(Preset::PrivacyIdea), ["700", "702", "690", "+2"]);
        assert_eq!(values(Preset::GovCloud), ["700", "702", "690"]);
    }
}
