//! Verdicts on what came in and what goes out, in words.

use js_sys::Date;

use super::{import::Failure, name_of};
use crate::{
    authenticator::{
        Collection, EntryId,
        export::{Difference, Lost, NotCarried},
        import::ImportError,
    },
    browser::save_handle::SaveError,
    otp::{Algorithm, KeyUriError, Kind, Repair, SecretError, UnixMillis},
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
        ImportError::SealedOtherwise { .. } => words.sealed_otherwise,
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
        KeyUriError::EmptyParameter { parameter } => return (words.empty_parameter)(parameter),
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
        Repair::PerhapsSteam => words.perhaps_steam,
        Repair::LowerCaseSecret | Repair::SpacesInSecret | Repair::PaddingInSecret => words.repaired_secret,
        Repair::HtmlEscaped | Repair::PlusAsSpace | Repair::BareHash | Repair::BarePercent | Repair::NotUtf8 => {
            words.repaired_names
        }
        Repair::NoName => words.repaired_no_name,
        Repair::LeftoverBits => words.leftover_bits,
        Repair::ParameterSpelling { parameter }
        | Repair::EmptyParameter { parameter }
        | Repair::RepeatedParameter { parameter } => return (words.repaired_parameter)(parameter),
        Repair::IssuerDisagrees { label, parameter } => return (words.issuer_disagrees)(label, parameter),
    }
    .to_owned()
}

/// What of an entry a format cannot carry.
pub(super) fn lost_words(lost: Lost, words: &'static TransferText) -> String {
    match lost {
        Lost::Entry(NotCarried::Steam) => words.lost_steam,
        Lost::Entry(NotCarried::Period { secs }) => return (words.lost_period)(secs),
        Lost::Entry(NotCarried::Digits { digits }) => return (words.lost_digits)(digits),
        Lost::Entry(NotCarried::Counter) => words.lost_counter,
        Lost::Entry(NotCarried::TooLong) => words.lost_too_long,
        Lost::SpacesAroundName => words.lost_spaces,
        Lost::Note => words.lost_note,
        Lost::Tags => words.lost_tags,
        Lost::Pin => words.lost_pin,
        Lost::Icon => words.lost_icon,
        Lost::Trash => words.lost_trash,
        Lost::QrCode => words.lost_qr_code,
    }
    .to_owned()
}

/// How what was read again differs from what was exported.
pub(super) fn difference_words(difference: &Difference, all: &Collection, words: &'static TransferText) -> String {
    let name = |id: &EntryId| {
        all.get(id).map_or_else(|| words.no_name.to_owned(), |entry| name_of(&entry.issuer, &entry.account, words))
    };
    match difference {
        Difference::Unreadable(_) => words.differs_unreadable.to_owned(),
        Difference::OtherFormat { format } => (words.differs_format)(format.name()),
        Difference::Missing { id } => (words.differs_missing)(&name(id)),
        Difference::Refused { id } => (words.differs_refused)(&name(id)),
        Difference::Changed { id, .. } => (words.differs_changed)(&name(id)),
        Difference::TooMany { surplus } => (words.differs_surplus)(*surplus),
    }
}

/// Why the file of the backup was not written, and what to do.
pub(super) const fn save_words(error: SaveError, words: &'static TransferText) -> &'static str {
    match error {
        SaveError::Unavailable => words.no_backup_file,
        SaveError::Cancelled | SaveError::NotAllowed => words.permission_needed,
        SaveError::Gone => words.file_gone,
        SaveError::InUse => words.file_in_use,
        SaveError::Full => words.disk_full,
        SaveError::Failed => words.file_failed,
    }
}

/// How an entry makes its codes, in one line.
pub(super) fn kind_words(kind: Kind, algorithm: Algorithm, digits: u8, words: &'static TransferText) -> String {
    let algorithm = match algorithm {
        Algorithm::Sha1 => "SHA-1",
        Algorithm::Sha256 => "SHA-256",
        Algorithm::Sha512 => "SHA-512",
    };
    match kind {
        Kind::Totp { period } => (words.kind_totp)(period.secs(), algorithm, digits),
        Kind::Hotp { counter } => (words.kind_hotp)(counter, algorithm, digits),
        Kind::Steam => "Steam".to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact until the year 287396")]
fn date(at: UnixMillis) -> Date {
    Date::new(&(at.0 as f64).into())
}

/// The day, `2026-05-09`.
pub(super) fn day(at: UnixMillis) -> String {
    let date = date(at);
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// The day and the time, `2026-05-09 14:05`.
pub(super) fn day_and_time(at: UnixMillis) -> String {
    let date = date(at);
    format!("{} {:02}:{:02}", day(at), date.get_hours(), date.get_minutes())
}
