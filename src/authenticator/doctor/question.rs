//! What is asked about a Key URI, and what can be answered.

use crate::otp::{Algorithm, Digits, Period};

/// Something in a Key URI that the codes depend on, and that it does not say in a way that can be trusted. What it says
/// is repeated for the person to see, cut to a length that can be shown; a secret never is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// How long does a code live? The period is empty (none here), or none that a code can have.
    Period {
        /// What the text says.
        said: Option<String>,
    },
    /// Which hash function? The name is empty (none here) or unknown.
    Algorithm {
        /// What the text says.
        said: Option<String>,
    },
    /// How many digits? The number is empty (none here), or none that a code can have.
    Digits {
        /// What the text says.
        said: Option<String>,
    },
    /// Where does the counter stand? It is missing (none here) or no number.
    Counter {
        /// What the text says.
        said: Option<String>,
    },
    /// Which of several values of one parameter?
    Which {
        /// The parameter.
        parameter: &'static str,
        /// Its values in their order, to be chosen by their index; none in place of a secret.
        values: Vec<Option<String>>,
    },
    /// How is a code spelled? The encoder is unknown, or stands with a counter.
    Encoder {
        /// What the text says.
        said: String,
        /// Whether Steam's letters are a choice: with a counter they are not.
        may_be_steam: bool,
    },
    /// Steam, or an ordinary key? It is said to be Steam's, and asks for something that Steam does not do.
    SteamDisagrees {
        /// Which parameter disagrees.
        parameter: &'static str,
        /// What it says.
        said: Option<String>,
    },
    /// Steam's letters or digits? Its issuer is Steam, and nothing says that the codes are Steam's.
    PerhapsSteam,
}

/// An answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// A code lives this long.
    Period(Period),
    /// This hash function.
    Algorithm(Algorithm),
    /// This many digits.
    Digits(Digits),
    /// The next code is that of this counter.
    Counter(u64),
    /// The value of this index.
    Value(usize),
    /// Steam's five letters, with all that belongs to them.
    Steam,
    /// Ordinary digits.
    PlainDigits,
    /// The key is not to be added.
    DoNotAdd,
}

impl Question {
    /// The answers to offer, the most likely first; the last is not to add the key. Where
    /// [`Self::takes_own_value`], any value in the range is an answer as well.
    pub fn choices(&self) -> Vec<Choice> {
        let mut choices = match self {
            Self::Period { .. } => [Period::THIRTY, Period::SIXTY].map(Choice::Period).to_vec(),
            Self::Algorithm { .. } => Algorithm::ALL.map(Choice::Algorithm).to_vec(),
            Self::Digits { .. } => [Digits::SIX, Digits::EIGHT].map(Choice::Digits).to_vec(),
            Self::Counter { .. } => vec![Choice::Counter(0), Choice::Counter(1)],
            Self::Which { values, .. } => (0..values.len()).map(Choice::Value).collect(),
            Self::Encoder { may_be_steam: false, .. } => vec![Choice::PlainDigits],
            Self::Encoder { may_be_steam: true, .. } => vec![Choice::PlainDigits, Choice::Steam],
            Self::SteamDisagrees { .. } | Self::PerhapsSteam => vec![Choice::Steam, Choice::PlainDigits],
        };
        choices.push(Choice::DoNotAdd);
        choices
    }

    /// Whether a person may type a value of their own.
    pub const fn takes_own_value(&self) -> bool {
        matches!(self, Self::Period { .. } | Self::Digits { .. } | Self::Counter { .. })
    }

    /// The answer that a person typed: a number in the range, with spaces around it or not.
    pub fn own_value(&self, typed: &str) -> Option<Choice> {
        let typed = typed.trim();
        if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let choice = match self {
            Self::Period { .. } => typed.parse().ok().and_then(|secs| Period::new(secs).ok()).map(Choice::Period),
            Self::Digits { .. } => typed.parse().ok().and_then(|digits| Digits::new(digits).ok()).map(Choice::Digits),
            Self::Counter { .. } => typed.parse().ok().map(Choice::Counter),
            _ => None,
        };
        choice.filter(|choice| self.accepts(*choice))
    }

    /// Whether this answers the question, offered or typed.
    pub fn accepts(&self, choice: Choice) -> bool {
        match (self, choice) {
            (Self::Period { .. }, Choice::Period(_))
            | (Self::Digits { .. }, Choice::Digits(_))
            | (Self::Counter { .. }, Choice::Counter(_)) => true,
            _ => self.choices().contains(&choice),
        }
    }

    /// The parameter that it is about.
    pub const fn parameter(&self) -> &'static str {
        match self {
            Self::Period { .. } => "period",
            Self::Algorithm { .. } => "algorithm",
            Self::Digits { .. } => "digits",
            Self::Counter { .. } => "counter",
            Self::Which { parameter, .. } => parameter,
            Self::Encoder { .. } | Self::SteamDisagrees { .. } | Self::PerhapsSteam => "encoder",
        }
    }
}
