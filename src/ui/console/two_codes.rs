//! Two consecutive codes, as a form asks for them, and why they are not taken for such.

use leptos::prelude::*;

use crate::{
    console::{PairRefusal, consecutive::Which},
    otp::UnixMillis,
    ui::{
        components::{CodeField, secret_text, wipe},
        text::console::{refusals::RefusalText, two_codes::TwoCodesText},
        use_clock, use_text,
    },
};

/// Two codes as they are typed, and when the last change of each was.
#[derive(Clone, Copy)]
pub(super) struct TwoCodes {
    typed: [RwSignal<String>; 2],
    typed_at: [RwSignal<UnixMillis>; 2],
    refused: RwSignal<Option<(PairRefusal, [String; 2])>>,
}

impl TwoCodes {
    pub(super) fn new() -> Self {
        let clock = use_clock();
        let typed = [secret_text(), secret_text()];
        let typed_at = [(); 2].map(|()| RwSignal::new(clock.now_untracked()));
        for (typed, typed_at) in typed.into_iter().zip(typed_at) {
            Effect::new(move || {
                typed.track();
                typed_at.set(clock.now_untracked());
            });
        }
        Self { typed, typed_at, refused: RwSignal::new(None) }
    }

    /// What stands in the fields, and since when.
    pub(super) fn now(self) -> [(String, UnixMillis); 2] {
        let [first, second] = self.typed;
        let [first_at, second_at] = self.typed_at;
        [(first.get_untracked(), first_at.get_untracked()), (second.get_untracked(), second_at.get_untracked())]
    }

    /// Tells of a refusal until something else is typed; codes that were looked at are of no more use.
    pub(super) fn refuse(self, refusal: PairRefusal) {
        if refusal.is_failure() {
            self.clear();
        }
        self.refused.try_set(Some((refusal, self.texts())));
    }

    /// Empties both fields.
    pub(super) fn clear(self) {
        for typed in self.typed {
            wipe(typed);
        }
    }

    fn texts(self) -> [String; 2] {
        self.typed.map(|typed| typed.try_get_untracked().unwrap_or_default())
    }

    fn refusal(self) -> Option<PairRefusal> {
        let (refusal, at) = self.refused.get()?;
        let is_as_then = self.typed.into_iter().zip(at).all(|(typed, at)| typed.with(|typed| *typed == at));
        is_as_then.then_some(refusal)
    }

    /// The two fields; the ids of their inputs begin with `prefix`. `other` is what else there is to say by the second.
    pub(super) fn fields(self, prefix: &str, period_secs: u64, other: Signal<Option<String>>) -> AnyView {
        let text = use_text();
        let of = move |which: Which| {
            let refusal = self.refusal()?;
            // What is said of both stands by the second one, where the person was last.
            let is_about = if let PairRefusal::NotDigits(which) = refusal { which } else { Which::Second };
            (is_about == which).then(|| worded(refusal, period_secs, text.words(), text.words()))
        };
        let first_error = Signal::derive(move || of(Which::First));
        let second_error = Signal::derive(move || of(Which::Second).or_else(|| other.get()));
        let [first, second] = self.typed;
        view! {
            <CodeField
                id=format!("{prefix}-first")
                label=text.say(|w: &TwoCodesText| w.first_code)
                hint=text.say(|w: &TwoCodesText| w.first_code_hint)
                error=first_error
                value=first
            />
            <CodeField
                id=format!("{prefix}-second")
                label=text.say(|w: &TwoCodesText| w.second_code)
                hint=text.say(|w: &TwoCodesText| w.second_code_hint)
                error=second_error
                value=second
            />
        }
        .into_any()
    }
}

fn worded(refusal: PairRefusal, period_secs: u64, words: &TwoCodesText, refusals: &RefusalText) -> String {
    match refusal {
        PairRefusal::NotDigits(_) => refusals.six_digits.to_owned(),
        PairRefusal::SameTwice => words.same_twice.to_owned(),
        PairRefusal::Swapped => words.swapped.to_owned(),
        PairRefusal::Apart => words.apart.to_owned(),
        PairRefusal::Wrong => words.wrong.to_owned(),
        PairRefusal::OutOfRange { offset_steps } => {
            let minutes = (offset_steps.unsigned_abs() * period_secs).div_ceil(60);
            if offset_steps > 0 { (words.fast)(minutes) } else { (words.slow)(minutes) }
        }
    }
}
