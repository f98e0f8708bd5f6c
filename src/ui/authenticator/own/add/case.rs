//! One key on the doctor's screen: what is known of it, what was answered, and what adding it would mean.

use leptos::prelude::*;

use super::super::keeper::Keeper;
use crate::authenticator::{Choice, Examination, Pasted, Prospect, Question, ScanError, TEXT_CHARACTERS_MAX};

/// One key. Its signals live as long as the owner that it was made under.
#[derive(Clone, Copy)]
pub(super) struct Case {
    /// Which one of several it is, from 1: its line, or its place in the picture.
    pub(super) number: usize,
    /// As it came in.
    original: StoredValue<Result<Examination, ScanError>>,
    /// With the answers that were given.
    pub(super) examined: RwSignal<Result<Examination, ScanError>>,
    /// The answers, in their order.
    pub(super) answers: RwSignal<Vec<(Question, Choice)>>,
    /// Whether the last answer was not taken: with it there is no key.
    pub(super) is_answer_refused: RwSignal<bool>,
    /// The name, as the person leaves it.
    pub(super) issuer: RwSignal<String>,
    /// The account, as the person leaves it.
    pub(super) account: RwSignal<String>,
    /// Whether a line end may have cut it, and nobody said that it is whole.
    pub(super) may_be_cut: RwSignal<bool>,
    /// Whether it is to be added.
    pub(super) is_wanted: RwSignal<bool>,
    /// What adding it would mean.
    pub(super) prospect: Memo<Prospect>,
    /// How far the time that codes are made for is from this device's clock, in seconds: the preview is the code that the
    /// entry will show.
    pub(super) offset_secs: Signal<i64>,
}

impl Case {
    pub(super) fn new(keeper: Keeper, pasted: Pasted) -> Self {
        let Pasted { line, result, may_be_cut } = pasted;
        let issuer = RwSignal::new(String::new());
        let account = RwSignal::new(String::new());
        let examined = RwSignal::new(result.clone());
        let prospect = Memo::new(move |_| {
            let (issuer, account) = (issuer.get(), account.get());
            examined.with(|examined| keeper.collection.with(|all| all.prospect(examined, &issuer, &account)))
        });
        let case = Self {
            number: line,
            original: StoredValue::new(result),
            examined,
            answers: RwSignal::new(Vec::new()),
            is_answer_refused: RwSignal::new(false),
            issuer,
            account,
            may_be_cut: RwSignal::new(may_be_cut),
            is_wanted: RwSignal::new(true),
            prospect,
            offset_secs: Signal::derive(move || keeper.code_offset_secs()),
        };
        case.take_names();
        case
    }

    /// Shows the names that the key has.
    fn take_names(self) {
        let names = self.examined.with_untracked(|examined| {
            examined.as_ref().ok().map(|known| (known.issuer().to_owned(), known.account().to_owned()))
        });
        if let Some((issuer, account)) = names {
            self.issuer.set(issuer);
            self.account.set(account);
        }
    }

    /// Answers a question that is open.
    pub(super) fn answer(self, question: &Question, choice: Choice) {
        let taken = self.examined.try_update(|examined| match examined {
            Ok(examination) => examination.answer(question, choice).is_ok(),
            Err(_) => false,
        });
        self.is_answer_refused.set(taken != Some(true));
        if taken == Some(true) {
            self.answers.update(|answers| answers.push((question.clone(), choice)));
            if question.parameter() == "issuer" {
                self.take_names();
            }
        }
    }

    /// Forgets the answers.
    pub(super) fn ask_again(self) {
        self.examined.set(self.original.get_value());
        self.answers.set(Vec::new());
        self.is_answer_refused.set(false);
    }

    /// Whether a name is too long to be kept.
    pub(super) fn is_too_long(name: RwSignal<String>) -> bool {
        name.with(|name| name.trim().chars().count() > TEXT_CHARACTERS_MAX)
    }

    /// Whether it can be added as it stands.
    pub(super) fn is_ready(self) -> bool {
        let has_names = !Self::is_too_long(self.issuer) && !Self::is_too_long(self.account);
        has_names && !self.may_be_cut.get() && self.prospect.with(|prospect| matches!(prospect, Prospect::New { .. }))
    }

    /// Whether it would be added now.
    pub(super) fn is_coming(self) -> bool {
        self.is_wanted.get() && self.is_ready()
    }
}
