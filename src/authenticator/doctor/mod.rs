//! The doctor of Key URIs: what was put right is told, and what would change the codes is asked, never assumed.
//!
//! An answer is written into the text, which is then read again by the one reader: nothing is added that could not have
//! been scanned.

mod question;
#[cfg(test)]
mod tests;

pub use question::{Choice, Question};

use crate::otp::{Algorithm, KeyUri, KeyUriError, KeyUriText, Kind, Repair, Secret};

use super::{ScanError, scan};

/// A secret of fewer bits is told to be weak: RFC 4226 §4 R6 asks for 128 at least.
pub const SECRET_BITS_MIN: usize = 128;

/// The parameters that no Steam key has another value of.
const NOT_OF_STEAM: [&str; 3] = ["algorithm", "digits", "period"];

/// No text raises more questions than there are parameters, each asked once.
const ROUNDS_MAX: usize = 16;

/// The length of a secret in bits, if it is weak. Sites do hand such out: it is told and not refused.
pub fn weak_secret_bits(secret: &Secret) -> Option<usize> {
    Some(secret.as_bytes().len() * 8).filter(|bits| *bits < SECRET_BITS_MIN)
}

/// A Key URI under examination: what is known of it, and what is open.
#[derive(Clone, Debug)]
pub struct Examination {
    text: KeyUriText,
    finding: Finding,
    is_plain_by_choice: bool,
    is_declined: bool,
}

/// What one look at the text found. While questions are open, the key holds a stand-in for each answer.
#[derive(Clone, Debug)]
struct Finding {
    key_uri: KeyUri,
    repairs: Vec<Repair>,
    questions: Vec<Question>,
}

/// Why an answer was not taken; nothing is changed then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AnswerError {
    /// The question is not open.
    #[error("the question is not open")]
    NotAsked,
    /// That is no answer to the question: another kind of thing, or out of range.
    #[error("that is no answer to the question")]
    NotAnAnswer,
    /// With this answer the text is no key: of two secrets, the one that is none.
    #[error(transparent)]
    Invalid(KeyUriError),
}

/// Examines one scanned, pasted or typed Key URI.
///
/// # Errors
/// When the text is something else, or says something that no answer can mend.
pub fn examine(text: &str) -> Result<Examination, ScanError> {
    scan::refuse_foreign(text)?;
    let text = KeyUriText::new(text);
    let finding = look(&text, false)?;
    Ok(Examination { text, finding, is_plain_by_choice: false, is_declined: false })
}

/// One of several pasted texts.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What it is.
    pub result: Result<Examination, ScanError>,
    /// Whether the next line is none by itself: a line end may have come into the middle, and the rest of the secret with
    /// it. It is to be asked before this one is added.
    pub may_be_cut: bool,
}

/// Examines every Key URI of a pasted text: one a line, or several on a line with spaces between them. What is none is
/// told by its line; empty lines are passed over.
pub fn examine_all(text: &str) -> Vec<Pasted> {
    let lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let pieces = lines.flat_map(|(line, text)| split_line(text).into_iter().map(move |piece| (line, piece)));
    let mut all: Vec<Pasted> =
        pieces.map(|(line, piece)| Pasted { line, result: examine(piece), may_be_cut: false }).collect();
    let mut next: Option<(usize, bool)> = None;
    for pasted in all.iter_mut().rev() {
        let is_foreign = matches!(pasted.result, Err(ScanError::NotAKeyUri { .. }));
        pasted.may_be_cut = !is_foreign && next == Some((pasted.line + 1, true));
        next = Some((pasted.line, is_foreign));
    }
    all
}

/// The texts on a line: each begins with a scheme after a space. A space inside a name does not end one.
fn split_line(line: &str) -> Vec<&str> {
    let begins = |at: usize| {
        let (before, rest) = line.split_at(at);
        before.ends_with(char::is_whitespace)
            && ["otpauth://", "otpauth-migration:", "steam://"].iter().any(|scheme| scan::has_scheme(rest, scheme))
    };
    let starts = line.char_indices().map(|(at, _)| at).filter(|at| begins(*at));
    let ends: Vec<usize> = starts.chain([line.len()]).collect();
    let mut start = 0;
    let mut pieces = Vec::with_capacity(ends.len());
    for end in ends {
        pieces.extend(line.get(start..end).map(str::trim).filter(|piece| !piece.is_empty()));
        start = end;
    }
    pieces
}

impl Examination {
    /// Who asks for the codes, as far as it is known.
    pub fn issuer(&self) -> &str {
        &self.finding.key_uri.issuer
    }

    /// Whose codes they are, as far as it is known.
    pub fn account(&self) -> &str {
        &self.finding.key_uri.account
    }

    /// The key as far as it is known. While questions are open it holds a stand-in for each answer: it is to be shown,
    /// and not to be kept.
    pub const fn so_far(&self) -> &KeyUri {
        &self.finding.key_uri
    }

    /// What was put right.
    pub fn repairs(&self) -> &[Repair] {
        &self.finding.repairs
    }

    /// What is open. An answer may close another question too, or open one.
    pub fn questions(&self) -> &[Question] {
        &self.finding.questions
    }

    /// The length of the secret in bits, if it is weak.
    pub fn weak_secret_bits(&self) -> Option<usize> {
        weak_secret_bits(&self.finding.key_uri.secret)
    }

    /// Whether the person said not to add it.
    pub const fn is_declined(&self) -> bool {
        self.is_declined
    }

    /// Answers an open question.
    ///
    /// # Errors
    /// When the question is not open, or that is no answer to it.
    pub fn answer(&mut self, question: &Question, choice: Choice) -> Result<(), AnswerError> {
        if !self.finding.questions.contains(question) {
            return Err(AnswerError::NotAsked);
        }
        if !question.accepts(choice) {
            return Err(AnswerError::NotAnAnswer);
        }
        if choice == Choice::DoNotAdd {
            self.is_declined = true;
            return Ok(());
        }
        let is_plain_by_choice = self.is_plain_by_choice || choice == Choice::PlainDigits;
        let text = answered(&self.text, question, choice);
        self.finding = look(&text, is_plain_by_choice).map_err(AnswerError::Invalid)?;
        self.text = text;
        self.is_plain_by_choice = is_plain_by_choice;
        self.is_declined = false;
        Ok(())
    }

    /// The key and what was put right, once nothing is open; none before, and when the person said not to add it.
    pub fn finished(&self) -> Option<(KeyUri, Vec<Repair>)> {
        let is_finished = self.finding.questions.is_empty() && !self.is_declined;
        is_finished.then(|| (self.finding.key_uri.clone(), self.finding.repairs.clone()))
    }
}

/// Reads the text with a stand-in for every answer that is missing, and collects the questions on the way.
fn look(text: &KeyUriText, is_plain_by_choice: bool) -> Result<Finding, KeyUriError> {
    let mut text = text.clone();
    let mut questions: Vec<Question> = Vec::new();
    let mut result = text.parse();
    for _ in 0..ROUNDS_MAX {
        let question = match &result {
            Ok((key_uri, repairs)) => question_of_key(&text, key_uri, repairs),
            Err(error) => Some(question_of_error(&text, *error).ok_or(*error)?),
        };
        let Some(question) = question else { break };
        let stand_in = question.choices().first().copied().unwrap_or(Choice::DoNotAdd);
        text = answered(&text, &question, stand_in);
        // One question a parameter: what the first of two values leads to is asked when it was chosen.
        if !questions.iter().any(|asked| asked.parameter() == question.parameter()) {
            questions.push(question);
        }
        result = text.parse();
    }
    let (key_uri, repairs) = result?;
    let says_how = !text.values("encoder").is_empty() || !is_bare_steam(&text, &key_uri);
    if !is_plain_by_choice && !says_how && questions.iter().all(|asked| asked.parameter() != "encoder") {
        questions.push(Question::PerhapsSteam);
    }
    Ok(Finding { key_uri, repairs, questions })
}

/// Whether it is an ordinary key of the issuer Steam, which has none: some programs write Steam's keys so.
fn is_bare_steam(text: &KeyUriText, key_uri: &KeyUri) -> bool {
    let may_be_five = text.values("digits").first().is_none_or(|digits| *digits == "5");
    matches!(key_uri.kind, Kind::Totp { .. }) && key_uri.issuer.eq_ignore_ascii_case("steam") && may_be_five
}

/// What is asked of a text that can be read: a parameter that the codes depend on, there and empty.
fn question_of_key(text: &KeyUriText, key_uri: &KeyUri, repairs: &[Repair]) -> Option<Question> {
    let is_empty = |parameter: &'static str| {
        repairs.contains(&Repair::EmptyParameter { parameter }) && text.values(parameter).is_empty()
    };
    let said = None;
    match key_uri.kind {
        Kind::Steam => None,
        Kind::Totp { .. } if is_empty("period") => Some(Question::Period { said }),
        _ if is_empty("algorithm") => Some(Question::Algorithm { said }),
        _ if is_empty("digits") => Some(Question::Digits { said }),
        _ => None,
    }
}

/// What is asked in place of an error; none if no answer could mend it.
fn question_of_error(text: &KeyUriText, error: KeyUriError) -> Option<Question> {
    Some(match error {
        KeyUriError::BadPeriod => Question::Period { said: text.shown("period") },
        KeyUriError::UnknownAlgorithm => Question::Algorithm { said: text.shown("algorithm") },
        KeyUriError::BadDigits => Question::Digits { said: text.shown("digits") },
        KeyUriError::MissingCounter | KeyUriError::BadCounter => Question::Counter { said: text.shown("counter") },
        KeyUriError::UnknownEncoder => {
            Question::Encoder { said: text.shown("encoder").unwrap_or_default(), may_be_steam: !text.is_type("hotp") }
        }
        KeyUriError::NotOfSteam { parameter } => Question::SteamDisagrees { parameter, said: text.shown(parameter) },
        KeyUriError::Ambiguous { parameter } => {
            let show = |value: &&str| (parameter != "secret").then(|| KeyUriText::as_shown(value));
            Question::Which { parameter, values: text.values(parameter).iter().map(show).collect() }
        }
        // The reader tells an empty parameter as a repair.
        KeyUriError::NotAKeyUri
        | KeyUriError::UnknownType
        | KeyUriError::MissingSecret
        | KeyUriError::Secret(_)
        | KeyUriError::EmptyParameter { .. } => return None,
    })
}

/// The text with an answer written into it.
fn answered(text: &KeyUriText, question: &Question, choice: Choice) -> KeyUriText {
    let parameter = question.parameter();
    let write = |value: &str| text.with(parameter, Some(value));
    match choice {
        Choice::Period(period) => write(&period.secs().to_string()),
        Choice::Algorithm(algorithm) => write(Algorithm::name(algorithm)),
        Choice::Digits(digits) => write(&digits.get().to_string()),
        Choice::Counter(counter) => write(&counter.to_string()),
        Choice::Value(index) => text.with(parameter, text.values(parameter).get(index).copied()),
        Choice::Steam => {
            let plain = NOT_OF_STEAM.iter().fold(text.with("encoder", None), |text, name| text.with(name, None));
            plain.with_type("steam")
        }
        Choice::PlainDigits if text.is_type("steam") => text.with_type("totp").with("encoder", None),
        Choice::PlainDigits => text.with("encoder", None),
        Choice::DoNotAdd => text.clone(),
    }
}
