//! Turns verdicts into words, in the language shown. Times are told in the person's own time zone.

use js_sys::Date;

use crate::{
    console::{
        CodeRefusal, Judgement, LinkRefusal, PasswordError, PasswordRefusal, PhoneCodeRefusal, PhoneNumberError,
        Refusal, SendRefusal, UsernameError, Verdict, Wait,
    },
    otp::UnixMillis,
    store::StoreError,
    ui::{
        Localized,
        text::console::{
            ConsoleText,
            log_on::LogOnText,
            refusals::{Block, RefusalText},
            register::RegisterText,
            verdict::VerdictText,
            wizard::WizardText,
        },
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
    let until = end(wait, now)?;
    Some(words.block(block(wait, &until)))
}

/// A refusal, with the block that follows from it while it lasts.
pub(super) fn refused(happened: &str, next: &str, wait: Option<Wait>, now: UnixMillis, words: &RefusalText) -> String {
    let wait = wait.and_then(|wait| Some((wait, end(wait, now)?)));
    words.refusal(happened, next, wait.as_ref().map(|(wait, until)| block(*wait, until)))
}

/// What is wrong, and when to try again: for where nothing else is to be done.
pub(super) fn with_wait(wrong: &str, next: Wait, now: UnixMillis, words: &RefusalText) -> String {
    let until = end(next, now);
    words.failure(wrong, until.as_deref().map(|until| block(next, until)))
}

/// When a block ends, in the person's time, if it is not over; nothing to tell where the desk ends it.
fn end(wait: Wait, now: UnixMillis) -> Option<String> {
    (!wait.is_over(now)).then(|| wait.until.map(|until| moment(until, now)).unwrap_or_default())
}

fn block(wait: Wait, until: &str) -> Block<'_> {
    match wait {
        Wait { until: None, .. } => Block::UntilDesk,
        Wait { locked: true, .. } => Block::LockedUntil(until),
        Wait { locked: false, .. } => Block::At(until),
    }
}

/// When the next try after a judgement is looked at.
pub(super) fn next_try(next: Option<Wait>, now: UnixMillis, words: &VerdictText) -> String {
    match next {
        Some(Wait { until: None, .. }) => words.when_unlocked.to_owned(),
        Some(wait) if !wait.is_over(now) => end(wait, now).unwrap_or_default(),
        _ => words.at_once.to_owned(),
    }
}

pub(super) fn trouble(error: StoreError, words: &ConsoleText) -> &'static str {
    match error {
        StoreError::Full => words.storage_full,
        StoreError::Conflict => words.changed_elsewhere,
        StoreError::Closed => words.storage_closed,
        StoreError::Memory => words.no_memory,
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
        PhoneCodeRefusal::Wrong { wait_until, locked, .. } => {
            let next = Some(Wait { until: wait_until, locked, again: false });
            refused(words.phone_code_wrong, words.phone_code_wrong_next, next, now, words)
        }
        PhoneCodeRefusal::Expired => words.phone_code_expired.to_owned(),
        PhoneCodeRefusal::Used => words.phone_code_used.to_owned(),
        PhoneCodeRefusal::NotSent => words.phone_code_not_sent.to_owned(),
        PhoneCodeRefusal::Wait { until, locked } => return wait(Wait { until, locked, again: false }, now, words),
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

/// Why a security code does not log on, in production's words.
pub(super) fn code_refusal(
    refusal: CodeRefusal,
    now: UnixMillis,
    words: &LogOnText,
    refusals: &RefusalText,
) -> Option<String> {
    match refusal {
        CodeRefusal::AttemptExpired => Some(words.attempt_expired.to_owned()),
        CodeRefusal::NotDigits => Some(refusals.six_digits.to_owned()),
        CodeRefusal::Wait(block) => wait(block, now, refusals),
        CodeRefusal::Code { refusal, judgement } => {
            let (happened, next) = refusals.security_code(refusal);
            Some(refused(happened, next, judgement.next, now, refusals))
        }
    }
}

/// Why the verifier refused, for somebody who learns.
pub(super) fn learners_refusal(judgement: &Judgement, now: UnixMillis, text: Localized) -> Option<String> {
    let Verdict::Refused(refusal) = judgement.verdict else { return None };
    let (learners, words): (&VerdictText, &RefusalText) = (text.words(), text.words());
    let (happened, next) = learners.security_code(refusal, words);
    Some(refused(&happened, next, judgement.next, now, words))
}

/// The same at set-up, where the key is in the person's hands and the clock's error may be told.
pub(super) fn first_code(refusal: Refusal, period_secs: u64, words: &WizardText, refusals: &RefusalText) -> String {
    match refusal {
        Refusal::OutsideWindow { offset_steps } => {
            let minutes = (offset_steps.unsigned_abs() * period_secs).div_ceil(60);
            if offset_steps > 0 { (words.clock_is_fast)(minutes) } else { (words.clock_is_slow)(minutes) }
        }
        Refusal::NotDigits => refusals.six_digits.to_owned(),
        refusal => {
            let (happened, next) = refusals.security_code(refusal);
            refusals.refusal(happened, next, None)
        }
    }
}

/// Why no key is shown; nothing where the dialog that asks for a factor, or the wizard's own, says the rest.
pub(super) fn link(refusal: LinkRefusal, words: &WizardText) -> Option<&'static str> {
    match refusal {
        LinkRefusal::IdentityNeeded => Some(words.identity_again),
        LinkRefusal::DevicesFull => Some(words.devices_full),
        LinkRefusal::StepUpNeeded | LinkRefusal::OtherPurpose => None,
    }
}
