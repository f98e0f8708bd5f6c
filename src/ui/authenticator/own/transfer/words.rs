//! Verdicts on what came in and what goes out, in words.

use super::import::Failure;
use crate::{
    authenticator::import::ImportError,
    otp::{KeyUriError, Repair, SecretError},
    ui::{language::Localized, text::transfer::TransferText, workshop::WorkError},
};

/// Why something that was brought gave nothing, and what to do next.
pub(super) fn failure_words(failure: Failure, text: Localized) -> String {
    let words = text.words::<TransferText>();
    match failure {
        Failure::Import(error) => return import_words(error, words),
        Failure::NoQrCode => words.no_qr_code,
        Failure::Picture => words.bad_picture,
        Failure::Unreadable => words.unreadable,
        Failure::TooLarge { limit_bytes } => return (words.too_large)(limit_bytes >> 20),
        Failure::Work(error) => work_words(error, words),
    }
    .to_owned()
}

/// Why work was not done.
pub(super) fn work_words(error: WorkError, words: &'static TransferText) -> &'static str {
    match error {
        WorkError::Cancelled => words.cancelled,
        WorkError::Died | WorkError::Answer => words.no_memory,
    }
}

/// Why a file gave nothing.
pub(super) fn import_words(error: ImportError, words: &'static TransferText) -> String {
    match error {
        ImportError::UnknownFormat => words.unknown_format,
        ImportError::PasswordNeeded { .. } => words.password_missing,
        ImportError::WrongPassword => words.wrong_password,
        ImportError::Truncated => words.truncated,
        ImportError::Damaged => words.damaged,
        ImportError::UnknownVersion { version } => return (words.newer_version)(version),
        ImportError::AsksTooMuch { memory_bytes, work } => {
            return (words.cost)(memory_bytes.div_ceil(1 << 20), work);
        }
        ImportError::TooLarge => {
            return (words.too_large)(crate::browser::files::LIMIT_BYTES >> 20);
        }
    }
    .to_owned()
}

/// Why an entry cannot be taken in.
pub(super) fn cannot_words(error: KeyUriError, words: &'static TransferText) -> String {
    match error {
        KeyUriError::NotAKeyUri => words.not_a_key,
        KeyUriError::UnknownType => words.unknown_type,
        KeyUriError::MissingSecret | KeyUriError::Secret(SecretError::Empty) => words.missing_secret,
        KeyUriError::Secret(_) => words.bad_secret,
        KeyUriError::UnknownAlgorithm => words.unknown_algorithm,
        KeyUriError::BadDigits => words.bad_digits,
        KeyUriError::BadPeriod => words.bad_period,
        KeyUriError::MissingCounter => words.missing_counter,
        KeyUriError::BadCounter => words.bad_counter,
        KeyUriError::UnknownEncoder => words.unknown_encoder,
        KeyUriError::NotOfSteam { parameter } => return (words.not_of_steam)(parameter),
        KeyUriError::Ambiguous { parameter } => return (words.ambiguous)(parameter),
    }
    .to_owned()
}

/// What was put right in an entry.
pub(super) fn repair_words(repair: &Repair, words: &'static TransferText) -> String {
    match repair {
        Repair::SpacesAround => words.repaired_spaces_around,
        Repair::TypeSpelling | Repair::AlgorithmSpelling => words.repaired_spelling,
        Repair::SteamScheme | Repair::SteamEncoder => words.repaired_steam,
        Repair::LowerCaseSecret | Repair::SpacesInSecret | Repair::PaddingInSecret => words.repaired_secret,
        Repair::HtmlEscaped | Repair::PlusAsSpace | Repair::BareHash | Repair::BarePercent | Repair::NotUtf8 => {
            words.repaired_names
        }
        Repair::NoName => words.repaired_no_name,
        Repair::ParameterSpelling { parameter }
        | Repair::EmptyParameter { parameter }
        | Repair::RepeatedParameter { parameter } => return (words.repaired_parameter)(parameter),
        Repair::IssuerDisagrees { label, parameter } => return (words.issuer_disagrees)(label, parameter),
    }
    .to_owned()
}
