//! Turns verdicts into words, in the language shown. Times are told in the person's own time zone.

use js_sys::Date;

use crate::{
    console::{
        CodeRefusal, LinkRefusal, PasswordError, PasswordRefusal, PhoneCodeRefusal, PhoneNumberError, Refusal,
        Retirement, SendRefusal, UsernameError, Wait,
    },
    otp::UnixMillis,
    store::StoreError,
    ui::text::console::{
        ConsoleText, log_on::LogOnText, refusals::RefusalText, register::RegisterText, wizard::WizardText,
    },
};

/// The time of day, `14:05:11`.
pub(super) fn time_of_day(at: UnixMillis) -> String {
    let date = date(at);
    format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds())
}

/// The day and the time, `2026-05-09 14:05`.
pub(super) fn day_and_time(at: UnixMillis) -> String {
    let date = date(at);
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// The day and the time to the second, `2026-05-09 14:05:11`.
pub(super) fn day_and_second(at: UnixMillis) -> String {
    format!("{}:{:02}", day_and_time(at), date(at).get_seconds())
}

#[expect(clippy::cast_precision_loss, reason = "exact until the year 287396")]
fn date(at: UnixMillis) -> Date {
    Date::new(&(at.0 as f64).into())
}

/// The time, with the day if it is not soon.
pub(super) fn moment(at: UnixMillis, now: UnixMillis) -> String {
    if now.secs_until(at) < 12 * 3_600 { time_of_day(at) } else { day_and_time(at) }
}

/// A block, as long as it lasts.
pub(super) fn wait(wait: Wait, now: UnixMillis, words: &RefusalText) -> Option<String> {
    (now < wait.until).then(|| {
        let until = moment(wait.until, now);
        if wait.locked { (words.locked_until)(&until) } else { (words.try_again_at)(&until) }
    })
}

/// What is wrong, and the block that follows from it while it lasts.
fn with_wait(wrong: &str, next: Wait, now: UnixMillis, words: &RefusalText) -> String {
    match wait(next, now, words) {
        Some(wait) => format!("{wrong} {wait}"),
        None => wrong.to_owned(),
    }
}

pub(super) fn trouble(error: StoreError, words: &ConsoleText) -> &'static str {
    match error {
        StoreError::Full => words.storage_full,
        StoreError::Conflict => words.changed_elsewhere,
        StoreError::Closed => words.storage_closed,
        _ => words.nothing_saved,
    }
}

pub(super) fn username(error: UsernameError, words: &RegisterText) -> String {
    match error {
        UsernameError::Empty => words.username_empty,
        UsernameError::TooShort => words.username_too_short,
        UsernameError::TooLong => words.username_too_long,
        UsernameError::BadStart => words.username_bad_start,
        UsernameError::BadCharacter => words.username_bad_character,
        UsernameError::Taken => words.username_taken,
    }
    .to_owned()
}

pub(super) fn password(error: PasswordError, words: &RegisterText) -> String {
    match error {
        PasswordError::TooShort => words.password_too_short,
        PasswordError::TooLong => words.password_too_long,
        PasswordError::Common => words.password_common,
        PasswordError::SameAsUsername => words.password_same,
    }
    .to_owned()
}

pub(super) fn phone_number(error: PhoneNumberError, words: &RegisterText) -> String {
    match error {
        PhoneNumberError::Empty => words.phone_empty,
        PhoneNumberError::NotANumber => words.phone_not_a_number,
    }
    .to_owned()
}

/// Why a phone's code is not accepted; nothing once a mere wait is over.
pub(super) fn phone_code(refusal: PhoneCodeRefusal, now: UnixMillis, words: &RefusalText) -> Option<String> {
    Some(match refusal {
        PhoneCodeRefusal::NotSixDigits => words.six_digits.to_owned(),
        PhoneCodeRefusal::Wrong { wait_until, locked } => {
            with_wait(words.phone_code_wrong, Wait { until: wait_until, locked }, now, words)
        }
        PhoneCodeRefusal::Expired => words.phone_code_expired.to_owned(),
        PhoneCodeRefusal::Used => words.phone_code_used.to_owned(),
        PhoneCodeRefusal::NotSent => words.phone_code_not_sent.to_owned(),
        PhoneCodeRefusal::Wait { until, locked } => return wait(Wait { until, locked }, now, words),
    })
}

/// Why no message is sent; nothing once it may be.
pub(super) fn sending(refusal: SendRefusal, now: UnixMillis, words: &RefusalText) -> Option<String> {
    match refusal {
        SendRefusal::TooSoon { until } => (now < until).then(|| (words.resend_at)(&moment(until, now))),
        SendRefusal::Locked(block) => wait(block, now, words),
    }
}

pub(super) fn password_refusal(
    refusal: PasswordRefusal,
    now: UnixMillis,
    words: &LogOnText,
    refusals: &RefusalText,
) -> Option<String> {
    match refusal {
        PasswordRefusal::Wrong { next } => Some(with_wait(words.password_wrong, next, now, refusals)),
        PasswordRefusal::Wait(block) => wait(block, now, refusals),
    }
}

pub(super) fn code_refusal(
    refusal: CodeRefusal,
    now: UnixMillis,
    words: &LogOnText,
    refusals: &RefusalText,
) -> Option<String> {
    match refusal {
        CodeRefusal::AttemptExpired => Some(words.attempt_expired.to_owned()),
        CodeRefusal::NotSixDigits => Some(refusals.six_digits.to_owned()),
        CodeRefusal::Wait(block) => wait(block, now, refusals),
        CodeRefusal::Code { refusal, judgement } => {
            let wrong = security_code(refusal, refusals);
            Some(match judgement.next {
                Some(next) => with_wait(wrong, next, now, refusals),
                None => wrong.to_owned(),
            })
        }
    }
}

/// Why the verifier refused. How far a code is from now is not told here: at logon it would help a guesser.
fn security_code(refusal: Refusal, words: &RefusalText) -> &'static str {
    match refusal {
        Refusal::NotSixDigits => words.six_digits,
        Refusal::Wrong | Refusal::OutsideWindow { .. } => words.code_wrong,
        Refusal::Replayed { .. } => words.code_replayed,
        Refusal::Retired { why: Retirement::Replaced } => words.code_of_replaced,
        Refusal::Retired { why: Retirement::Removed } => words.code_of_removed,
        Refusal::OlderThanAccepted { .. } => words.code_older,
    }
}

/// The same at set-up, where the key is in the person's hands and the clock's error may be told.
pub(super) fn first_code(refusal: Refusal, period_secs: u64, words: &WizardText, refusals: &RefusalText) -> String {
    match refusal {
        Refusal::OutsideWindow { offset_steps } => {
            let minutes = (offset_steps.unsigned_abs() * period_secs).div_ceil(60);
            if offset_steps > 0 { (words.clock_is_fast)(minutes) } else { (words.clock_is_slow)(minutes) }
        }
        refusal => security_code(refusal, refusals).to_owned(),
    }
}

pub(super) fn link(refusal: LinkRefusal, words: &WizardText) -> &'static str {
    match refusal {
        LinkRefusal::IdentityNeeded => words.identity_again,
        LinkRefusal::LogOnAgain => words.log_on_again,
    }
}
