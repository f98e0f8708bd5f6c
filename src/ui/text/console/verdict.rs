//! The words that explain a verdict to somebody who learns.

use super::refusals::RefusalText;
use crate::console::{Judgement, Refusal, Verdict};

texts! {
    /// The texts that explain a verdict.
    pub struct VerdictText;
    words {
        explained: "What the verifier saw", "验证器看到的情况";
        step_now: "Step now", "当前时间步";
        step_of_code: "Step of the code", "该安全码的时间步";
        of_no_step: "none near now", "附近没有";
        last_accepted: "Last accepted step", "上次接受的时间步";
        failures: "Failures in a row", "连续失败次数";
        next_try: "Next try", "下次尝试";
        at_once: "at once", "可立即重试";
        when_unlocked: "when the desk has unlocked", "审核台解锁之后";
        wrong: "No bound device shows this code now, nor shortly before or after.", "此刻及前后不久，没有任何已绑定的 MFA 设备显示该安全码。";
        ahead_next: "set the phone's clock, which seems fast, then use the latest code", "请校准似乎偏快的手机时钟，然后使用最新的安全码";
        behind_next: "use the latest code, and check that the phone's clock is not slow", "请使用最新的安全码，并确认手机时钟没有偏慢";
        at_now: "This is the code of now, but the device was resynchronised, and the drift remembered of it is wrong by now.", "这是当前时间步的安全码，但该设备曾重新同步，所记录的时钟偏差已不正确。";
        at_now_next: "resynchronise the device again", "请重新同步该设备";
    }
    sentences {
        ahead: fn(u64) -> String =
            |steps| format!("This is the code of {} after now, outside the window.", of_steps(steps)),
            |steps| format!("这是当前时间之后第 {steps} 个时间步的安全码，在窗口之外。");
        behind: fn(u64) -> String =
            |steps| format!("This is the code of {} before now, outside the window.", of_steps(steps)),
            |steps| format!("这是当前时间之前第 {steps} 个时间步的安全码，在窗口之外。");
        replayed: fn(u64) -> String =
            |step| format!("The code of step {step} was accepted before, at set-up or at log-on."),
            |step| format!("时间步 {step} 的安全码已在绑定或登录时被接受过。");
        older: fn(u64) -> String =
            |step| format!("The code is of step {step}, before the last accepted one."),
            |step| format!("该安全码属于时间步 {step}，早于上次接受的时间步。");
        with_offset: fn(&str, &str) -> String =
            |step, offset| format!("{step} ({offset} from now)"),
            |step, offset| format!("{step}（与当前相差 {offset}）");
    }
}

fn of_steps(steps: u64) -> String {
    if steps == 1 { "one step".to_owned() } else { format!("{steps} steps") }
}

impl VerdictText {
    /// Why the verifier refused, for somebody who learns: what happened, and what to do next without a full stop.
    pub fn security_code(&self, refusal: Refusal, production: &RefusalText) -> (String, &'static str) {
        let (happened, next) = production.security_code(refusal);
        match refusal {
            Refusal::Wrong => (self.wrong.to_owned(), next),
            Refusal::OutsideWindow { offset_steps } if offset_steps > 0 => {
                ((self.ahead)(offset_steps.unsigned_abs()), self.ahead_next)
            }
            Refusal::OutsideWindow { offset_steps: 0 } => (self.at_now.to_owned(), self.at_now_next),
            Refusal::OutsideWindow { offset_steps } => ((self.behind)(offset_steps.unsigned_abs()), self.behind_next),
            Refusal::Replayed { step } => ((self.replayed)(step), next),
            Refusal::OlderThanAccepted { step } => ((self.older)(step), next),
            Refusal::NotDigits | Refusal::Retired { .. } => (happened.to_owned(), next),
        }
    }

    /// What the judgement holds, as names and values; the next try apart, as it is told in the person's own time.
    pub fn explained(&self, judgement: &Judgement) -> Vec<(&'static str, String)> {
        let step = match (judgement.step(), judgement.offset_steps()) {
            (Some(step), Some(offset)) => (self.with_offset)(&step.to_string(), &signed(offset)),
            _ => self.of_no_step.to_owned(),
        };
        let mut rows = vec![(self.step_now, judgement.current_step.to_string()), (self.step_of_code, step)];
        if let Some(last) = judgement.last_accepted_step {
            rows.push((self.last_accepted, last.to_string()));
        }
        if !matches!(judgement.verdict, Verdict::Accepted { .. }) {
            rows.push((self.failures, judgement.failures.to_string()));
        }
        rows
    }
}

/// A number of steps with its sign, by the sign that is as wide as a digit.
fn signed(steps: i64) -> String {
    match steps {
        0 => "0".to_owned(),
        1.. => format!("+{steps}"),
        ..0 => format!("−{}", steps.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::Retirement;
    use crate::ui::text::{
        Language, Words as _,
        console::{
            contact::ContactText, help::TopicText, log_on::LogOnText, refusals::Block,
            resynchronise::ResynchroniseText, step_up::StepUpText, ways::WaysText,
        },
    };

    const REFUSALS: [Refusal; 9] = [
        Refusal::Wrong,
        Refusal::Replayed { step: 56_666_667 },
        Refusal::OlderThanAccepted { step: 56_666_666 },
        Refusal::OutsideWindow { offset_steps: 1 },
        Refusal::OutsideWindow { offset_steps: 2 },
        Refusal::OutsideWindow { offset_steps: -9 },
        Refusal::OutsideWindow { offset_steps: 0 },
        Refusal::Retired { why: Retirement::Replaced },
        Refusal::Retired { why: Retirement::Removed },
    ];

    const BLOCKS: [Option<Block<'_>>; 4] =
        [None, Some(Block::At("14:05:11")), Some(Block::LockedUntil("14:20:00")), Some(Block::UntilDesk)];

    fn sentences(text: &str) -> usize {
        text.matches(['。', '.', '！', '？', '!', '?']).count()
    }

    /// What is said of every refusal with every block that may follow.
    fn all(language: Language, learner: bool) -> Vec<String> {
        let (words, learners): (&RefusalText, &VerdictText) = (language.words(), language.words());
        let one = |refusal, block| {
            if learner {
                let (happened, next) = learners.security_code(refusal, words);
                words.refusal(&happened, next, block)
            } else {
                let (happened, next) = words.security_code(refusal);
                words.refusal(happened, next, block)
            }
        };
        REFUSALS.into_iter().flat_map(|refusal| BLOCKS.map(|block| one(refusal, block))).collect()
    }

    #[test]
    fn a_refusal_has_two_sentences_what_happened_and_what_to_do_next() {
        for language in Language::ALL {
            for text in all(language, true).iter().chain(&all(language, false)) {
                assert_eq!(sentences(text), 2, "{text}");
                assert!(!text.contains("  "), "{text}");
            }
            let words: &RefusalText = language.words();
            for block in BLOCKS.into_iter().flatten() {
                for text in [words.block(block), words.again(Some(block))] {
                    assert_eq!(sentences(&text), 1, "{text}");
                }
            }
            for (text, block) in composed(language).into_iter().zip(BLOCKS.into_iter().cycle()) {
                assert_eq!(sentences(&text), 2, "{block:?}: {text}");
                assert!(!text.contains("。 ") && !text.contains("  "), "{text}");
            }
        }
        let words = RefusalText::ENGLISH;
        let (happened, next) = words.security_code(Refusal::Replayed { step: 1 });
        assert_eq!(
            words.refusal(happened, next, Some(Block::At("14:05:11"))),
            "This security code was used before. Try again at 14:05:11: wait for the next code and use that."
        );
        assert_eq!(words.refusal("A.", "wait", None), "A. Wait.");
    }

    /// What is said of what is no security code, with every block that may follow.
    fn composed(language: Language) -> Vec<String> {
        let (refusals, log_on, contact): (&RefusalText, &LogOnText, &ContactText) =
            (language.words(), language.words(), language.words());
        let (ways, step_up, topic, two_codes): (&WaysText, &StepUpText, &TopicText, &ResynchroniseText) =
            (language.words(), language.words(), language.words(), language.words());
        let alone = [log_on.password_wrong, step_up.password_wrong, contact.old_password_wrong, topic.password_wrong];
        let with_next = [
            (refusals.phone_code_wrong, refusals.phone_code_wrong_next),
            (ways.recovery_wrong, ways.recovery_wrong_next),
            (ways.recovery_used, ways.recovery_used_next),
            (topic.stop_wrong, topic.stop_wrong_next),
            (two_codes.older, two_codes.older_next),
        ];
        let alone = alone.into_iter().flat_map(|happened| BLOCKS.map(|block| refusals.failure(happened, block)));
        let with_next = with_next
            .into_iter()
            .flat_map(|(happened, next)| BLOCKS.map(|block| refusals.refusal(happened, next, block)));
        alone.chain(with_next).collect()
    }

    #[test]
    fn a_code_of_now_that_a_remembered_drift_puts_outside_is_not_blamed_on_a_slow_clock() {
        for language in Language::ALL {
            let (words, learners): (&RefusalText, &VerdictText) = (language.words(), language.words());
            let told = |offset_steps| learners.security_code(Refusal::OutsideWindow { offset_steps }, words);
            let (happened, next) = told(0);
            assert!(
                !happened.contains('0') && next != learners.behind_next && next != learners.ahead_next,
                "{happened}"
            );
            assert_ne!(told(-1), told(0));
        }
    }

    #[test]
    fn production_says_the_same_of_a_code_that_is_wrong_and_of_one_that_is_valid_later() {
        for language in Language::ALL {
            let words: &RefusalText = language.words();
            let wrong = words.security_code(Refusal::Wrong);
            for offset_steps in [-9, 0, 2, 20] {
                assert_eq!(words.security_code(Refusal::OutsideWindow { offset_steps }), wrong);
            }
            for text in all(language, false) {
                assert!(!text.contains("5666666"), "no step is told: {text}");
            }
        }
    }

    #[test]
    fn a_judgement_explains_itself_whole() {
        let judgement = Judgement {
            verdict: Verdict::Refused(Refusal::OutsideWindow { offset_steps: -3 }),
            device: None,
            current_step: 100,
            last_accepted_step: Some(90),
            failures: 2,
            next: None,
        };
        let values = |judgement: &Judgement| {
            VerdictText::ENGLISH.explained(judgement).into_iter().map(|(_, value)| value).collect::<Vec<_>>()
        };
        assert_eq!(values(&judgement), ["100", "97 (−3 from now)", "90", "2"]);
        let accepted = Verdict::Accepted { step: 101, offset_steps: 1 };
        assert_eq!(values(&Judgement { verdict: accepted, ..judgement.clone() }), ["100", "101 (+1 from now)", "90"]);
        let wrong = Verdict::Refused(Refusal::Wrong);
        assert_eq!(values(&Judgement { verdict: wrong, ..judgement })[1], "none near now");
    }
}
