//! What the doctor found, in words: pure choices of a text.

use crate::{
    authenticator::{Choice, FieldError, ForeignText, Question, ScanError},
    otp::{KeyUriError, Repair, SecretError},
    ui::text::add::AddText,
};

/// What was put right.
pub(super) fn repair(repair: &Repair, text: &AddText) -> String {
    match repair {
        Repair::SpacesAround => text.spaces_around,
        Repair::TypeSpelling => text.type_spelling,
        Repair::SteamScheme => text.steam_scheme,
        Repair::SteamEncoder => text.steam_encoder,
        Repair::PerhapsSteam => text.perhaps_steam,
        Repair::LowerCaseSecret => text.lower_case_secret,
        Repair::SpacesInSecret => text.spaces_in_secret,
        Repair::PaddingInSecret => text.padding_in_secret,
        Repair::LeftoverBits => text.leftover_bits,
        Repair::AlgorithmSpelling => text.algorithm_spelling,
        Repair::HtmlEscaped => text.html_escaped,
        Repair::PlusAsSpace => text.plus_as_space,
        Repair::BareHash => text.bare_hash,
        Repair::BarePercent => text.bare_percent,
        Repair::NotUtf8 => text.not_utf8,
        Repair::NoName => text.no_name,
        Repair::ParameterSpelling { parameter } => return (text.parameter_spelling)(parameter),
        Repair::EmptyParameter { parameter } => return (text.empty_parameter)(parameter),
        Repair::RepeatedParameter { parameter } => return (text.repeated_parameter)(parameter),
        Repair::IssuerDisagrees { label, parameter } => return (text.issuer_disagrees)(label, parameter),
    }
    .to_owned()
}

/// What is asked.
pub(super) fn question(question: &Question, text: &AddText) -> String {
    let said = |said: &Option<String>| (text.said)(said.as_deref());
    match question {
        Question::Period { said: value } => (text.ask_period)(&said(value)),
        Question::Algorithm { said: value } => (text.ask_algorithm)(&said(value)),
        Question::Digits { said: value } => (text.ask_digits)(&said(value)),
        Question::Counter { said: value } => (text.ask_counter)(&said(value)),
        Question::Which { parameter: name, .. } => (text.ask_which)(parameter(name, text)),
        Question::Encoder { said, .. } => (text.ask_encoder)(said),
        Question::SteamDisagrees { parameter: name, said } => {
            (text.ask_steam)(parameter(name, text), said.as_deref().unwrap_or_default())
        }
        Question::PerhapsSteam => text.perhaps_steam.to_owned(),
    }
}

/// An answer to a question.
pub(super) fn choice(question: &Question, choice: Choice, text: &AddText) -> String {
    match choice {
        Choice::Period(period) => (text.seconds)(period.secs()),
        Choice::Algorithm(algorithm) => algorithm.name().to_owned(),
        Choice::Digits(digits) => (text.digits_of)(digits.get()),
        Choice::Counter(counter) => (text.counter_of)(counter),
        Choice::Value(index) => match question {
            Question::Which { values, .. } => match values.get(index) {
                Some(Some(value)) => value.clone(),
                _ => (text.value_of)(index + 1),
            },
            _ => (text.value_of)(index + 1),
        },
        Choice::Steam => text.steam_letters.to_owned(),
        Choice::PlainDigits => text.plain_digits.to_owned(),
        Choice::DoNotAdd => text.do_not_add.to_owned(),
    }
}

fn parameter(name: &str, text: &AddText) -> &'static str {
    match name {
        "algorithm" => text.parameter_algorithm,
        "digits" => text.parameter_digits,
        "period" => text.parameter_period,
        "counter" => text.parameter_counter,
        "issuer" => text.parameter_issuer,
        "secret" => text.parameter_secret,
        _ => text.parameter_encoder,
    }
}

/// Why a text is no key that can be used.
pub(super) const fn refusal(error: &ScanError, text: &AddText) -> &'static str {
    match error {
        ScanError::NotAKeyUri { what: ForeignText::WebAddress } => text.is_web_address,
        ScanError::NotAKeyUri { what: ForeignText::Migration } => text.is_transfer,
        ScanError::NotAKeyUri { what: ForeignText::Other } => text.is_other,
        ScanError::Invalid(KeyUriError::UnknownType) => text.unknown_type,
        ScanError::Invalid(KeyUriError::MissingSecret | KeyUriError::Secret(SecretError::Empty)) => text.missing_secret,
        ScanError::Invalid(KeyUriError::Secret(SecretError::NotBase32 { .. })) => text.secret_not_base32,
        ScanError::Invalid(KeyUriError::Secret(_)) => text.secret_incomplete,
        // Every other one is asked about.
        ScanError::Invalid(_) => text.invalid,
    }
}

/// What is wrong with a field of the form.
pub(super) const fn field(error: FieldError, text: &AddText) -> &'static str {
    match error {
        FieldError::IssuerTooLong | FieldError::AccountTooLong => text.too_long,
        FieldError::AccountMissing => text.account_missing,
        FieldError::KeyMissing | FieldError::Key(SecretError::Empty) => text.key_missing,
        FieldError::KeyIsUri | FieldError::Key(SecretError::NotBase32 { .. }) => text.key_not_base32,
        FieldError::Key(_) => text.key_incomplete,
        FieldError::Digits => text.bad_digits,
        FieldError::Period => text.bad_period,
        FieldError::Counter => text.bad_counter,
    }
}
