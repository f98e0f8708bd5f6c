//! Tables of what is told, what is asked and what is refused.

use proptest::prelude::*;

use super::*;
use crate::authenticator::ForeignText;
use crate::otp::{Digits, Period, SecretError, Steam};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// Examines `template` with the secret in place of `$`.
fn examined(template: &str) -> Examination {
    examine(&template.replace('$', SECRET)).unwrap_or_else(|error| panic!("{template}: {error}"))
}

fn finished(examination: &Examination) -> KeyUri {
    examination.finished().unwrap_or_else(|| panic!("{:?}", examination.questions())).0
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn what_does_not_change_the_codes_is_told_and_not_asked() {
    use Repair::*;
    let lower = SECRET.to_ascii_lowercase();
    for (template, repairs) in [
        ("otpauth://totp/A:b?secret=$&issuer=A", vec![]),
        (&format!("otpauth://totp/A:b?secret={lower}"), vec![LowerCaseSecret]),
        ("otpauth://totp/A:b?secret=GEZD%20GNBV-GY3T%20QOJQ", vec![SpacesInSecret]),
        ("otpauth://totp/A:b?secret=$%3D%3D", vec![PaddingInSecret]),
        ("otpauth://totp/A:b?secret=$MZ", vec![LeftoverBits]),
        ("otpauth://totp/A:b?secret=$&algorithm=SHA-1", vec![AlgorithmSpelling]),
        ("otpauth://totp/A:b?secret=$&algorithm=HMACSHA1", vec![AlgorithmSpelling]),
        ("otpauth://totp/A:b?secret=$&algorithm=HmacSHA256", vec![AlgorithmSpelling]),
        ("otpauth://totp/A:b?secret=$&issuer=B", vec![IssuerDisagrees { label: "A".into(), parameter: "B".into() }]),
        ("otpauth://totp/A%20C:b?secret=$&issuer=A+C", vec![PlusAsSpace]),
        ("otpauth://totp/A%26C:b?secret=$&issuer=A%26C", vec![]),
        ("otpauth://totp/C#:b?secret=$", vec![BareHash]),
        ("otpauth://totp/A:b%3Ac?secret=$", vec![]),
        ("otpauth://totp/A:b?secret=$&digits=5", vec![]),
        ("otpauth://totp/A:b?secret=$&digits=10", vec![]),
        ("otpauth://totp/A:b?secret=$&period=20", vec![]),
        ("otpauth://hotp/A:b?secret=$&counter=0", vec![]),
        ("otpauth://hotp/A:b?secret=$&counter=1&period=", vec![EmptyParameter { parameter: "period" }]),
        ("otpauth://steam/A:b?secret=$", vec![]),
        ("steam://$", vec![SteamScheme]),
        ("otpauth://totp/A:b?secret=$&encoder=steam", vec![SteamEncoder]),
        ("otpauth://TOTP/A:b?secret=$", vec![TypeSpelling]),
        ("otpauth://totp/?secret=$", vec![NoName]),
    ] {
        let examination = examined(template);
        assert_eq!(examination.questions(), [], "{template}");
        assert_eq!(examination.repairs(), repairs, "{template}");
        assert!(examination.finished().is_some(), "{template}");
    }
}

#[test]
fn what_would_change_the_codes_is_asked() {
    let period = |text: Option<&str>| Question::Period { said: text.map(str::to_owned) };
    for (template, questions) in [
        ("otpauth://totp/A:b?secret=$&period=0", vec![period(Some("0"))]),
        ("otpauth://totp/A:b?secret=$&period=-30", vec![period(Some("-30"))]),
        ("otpauth://totp/A:b?secret=$&period=30s", vec![period(Some("30s"))]),
        ("otpauth://totp/A:b?secret=$&period=86401", vec![period(Some("86401"))]),
        ("otpauth://totp/A:b?secret=$&period=", vec![period(None)]),
        ("otpauth://totp/A:b?secret=$&algorithm=MD5", vec![Question::Algorithm { said: said("MD5") }]),
        ("otpauth://totp/A:b?secret=$&algorithm=", vec![Question::Algorithm { said: None }]),
        ("otpauth://totp/A:b?secret=$&digits=4", vec![Question::Digits { said: said("4") }]),
        ("otpauth://totp/A:b?secret=$&digits=", vec![Question::Digits { said: None }]),
        ("otpauth://hotp/A:b?secret=$", vec![Question::Counter { said: None }]),
        ("otpauth://hotp/A:b?secret=$&counter=", vec![Question::Counter { said: None }]),
        ("otpauth://hotp/A:b?secret=$&counter=-1", vec![Question::Counter { said: said("-1") }]),
        (
            "otpauth://totp/A:b?secret=$&encoder=morse",
            vec![Question::Encoder { said: "morse".into(), may_be_steam: true }],
        ),
        (
            "otpauth://hotp/A:b?secret=$&counter=1&encoder=steam",
            vec![Question::Encoder { said: "steam".into(), may_be_steam: false }],
        ),
        (
            "otpauth://steam/A:b?secret=$&digits=6",
            vec![Question::SteamDisagrees { parameter: "digits", said: said("6") }],
        ),
        (
            "otpauth://totp/A:b?secret=$&encoder=steam&algorithm=SHA256&period=60",
            vec![Question::SteamDisagrees { parameter: "algorithm", said: said("SHA256") }],
        ),
        (
            "otpauth://totp/A:b?secret=$&period=30&period=60",
            vec![Question::Which { parameter: "period", values: vec![said("30"), said("60")] }],
        ),
        (
            "otpauth://totp/A:b?secret=$&secret=MFRGGZDFMZTWQ2LK",
            vec![Question::Which { parameter: "secret", values: vec![None, None] }],
        ),
        ("otpauth://totp/Steam:b?secret=$", vec![Question::PerhapsSteam]),
        ("otpauth://totp/Steam:b?secret=$&digits=5", vec![Question::PerhapsSteam]),
        ("otpauth://totp/Steam:b?secret=$&digits=6", vec![]),
        (
            "otpauth://totp/A:b?secret=$&period=0&algorithm=MD5&digits=99&digits=0",
            vec![
                Question::Which { parameter: "digits", values: vec![said("99"), said("0")] },
                period(Some("0")),
                Question::Algorithm { said: said("MD5") },
            ],
        ),
    ] {
        let examination = examined(template);
        assert_eq!(examination.questions(), questions, "{template}");
        assert_eq!(examination.finished().is_some(), questions.is_empty(), "{template}");
        assert_eq!(examination.account(), "b", "{template}");
    }
}

#[test]
fn what_no_answer_can_mend_is_refused() {
    let secret = |error| ScanError::Invalid(KeyUriError::Secret(error));
    for (text, error) in [
        ("otpauth://motp/a?secret=MFRGG", ScanError::Invalid(KeyUriError::UnknownType)),
        ("otpauth://totp/a?period=0", ScanError::Invalid(KeyUriError::MissingSecret)),
        ("otpauth://totp/a?secret=MFR!G&period=0", secret(SecretError::NotBase32 { place: 4 })),
        ("otpauth://totp/a?secret=MFRGGA", secret(SecretError::ImpossibleLength { characters: 6 })),
        ("https://example.org", ScanError::NotAKeyUri { what: ForeignText::WebAddress }),
        ("otpauth-migration://offline?data=CjE", ScanError::NotAKeyUri { what: ForeignText::Migration }),
        ("hello", ScanError::NotAKeyUri { what: ForeignText::Other }),
    ] {
        assert_eq!(examine(text).err(), Some(error), "{text}");
    }
}

#[test]
fn an_answer_is_what_the_key_becomes() {
    for (template, choice, expected) in [
        ("totp/A:b?secret=$&period=0", Choice::Period(Period::SIXTY), "totp/A:b?secret=$&period=60"),
        ("totp/A:b?secret=$&period=", Choice::Period(Period::new(86_400).unwrap()), "totp/A:b?secret=$&period=86400"),
        ("totp/A:b?secret=$&algorithm=X", Choice::Algorithm(Algorithm::Sha512), "totp/A:b?secret=$&algorithm=SHA512"),
        ("totp/A:b?Digits=12&secret=$", Choice::Digits(Digits::EIGHT), "totp/A:b?secret=$&digits=8"),
        ("hotp/A:b?secret=$", Choice::Counter(7), "hotp/A:b?secret=$&counter=7"),
        ("hotp/A:b?secret=$&counter=x", Choice::Counter(u64::MAX), "hotp/A:b?secret=$&counter=18446744073709551615"),
        ("totp/A:b?secret=$&period=30&period=60", Choice::Value(1), "totp/A:b?secret=$&period=60"),
        ("totp/A:b?secret=MFRGGZDF&secret=$", Choice::Value(1), "totp/A:b?secret=$"),
        ("totp/A:b?secret=$&issuer=A&issuer=B%20C", Choice::Value(1), "totp/b?secret=$&issuer=B%20C"),
        ("totp/A:b?secret=$&encoder=x", Choice::PlainDigits, "totp/A:b?secret=$"),
        ("totp/A:b?secret=$&encoder=x", Choice::Steam, "steam/A:b?secret=$"),
        ("hotp/A:b?secret=$&counter=3&encoder=steam", Choice::PlainDigits, "hotp/A:b?secret=$&counter=3"),
        ("steam/A:b?secret=$&digits=6&period=60", Choice::Steam, "steam/A:b?secret=$"),
        ("steam/A:b?secret=$&digits=6&period=60", Choice::PlainDigits, "totp/A:b?secret=$&digits=6&period=60"),
        ("totp/Steam:b?secret=$", Choice::Steam, "steam/Steam:b?secret=$"),
        ("totp/Steam:b?secret=$", Choice::PlainDigits, "totp/Steam:b?secret=$"),
    ] {
        let mut examination = examined(&format!("otpauth://{template}"));
        let question = examination.questions().first().cloned().unwrap_or_else(|| panic!("{template}"));
        assert_eq!(examination.answer(&question, choice), Ok(()), "{template}");
        let (expected, _) = KeyUri::parse(&format!("otpauth://{}", expected.replace('$', SECRET))).unwrap();
        assert_eq!(finished(&examination), expected, "{template}");
        assert_eq!(examination.answer(&question, choice), Err(AnswerError::NotAsked), "{template}");
    }
}

#[test]
fn no_answer_out_of_place_is_taken() {
    let mut examination = examined("otpauth://totp/A:b?secret=$&period=0");
    let question = examination.questions()[0].clone();
    for choice in [Choice::Steam, Choice::Value(0), Choice::Counter(30), Choice::Digits(Digits::SIX)] {
        assert_eq!(examination.answer(&question, choice), Err(AnswerError::NotAnAnswer), "{choice:?}");
    }
    let other = Question::Counter { said: None };
    assert_eq!(examination.answer(&other, Choice::Counter(0)), Err(AnswerError::NotAsked));
    assert!(examination.finished().is_none());
}

#[test]
fn a_typed_value_is_an_answer_when_it_is_in_range() {
    let period = Question::Period { said: None };
    assert_eq!(period.own_value(" 45 "), Some(Choice::Period(Period::new(45).unwrap())));
    let digits = Question::Digits { said: None };
    assert_eq!(digits.own_value("7"), Some(Choice::Digits(Digits::new(7).unwrap())));
    let counter = Question::Counter { said: None };
    assert_eq!(counter.own_value("18446744073709551615"), Some(Choice::Counter(u64::MAX)));
    for (question, typed) in [(&period, "0"), (&period, "86401"), (&digits, "4"), (&counter, "-1"), (&counter, "")] {
        assert_eq!(question.own_value(typed), None, "{typed}");
    }
    assert_eq!(Question::PerhapsSteam.own_value("1"), None);
}

#[test]
fn a_chosen_value_that_is_impossible_is_asked_again_and_a_bad_secret_is_not_taken() {
    let mut examination = examined("otpauth://totp/A:b?secret=$&period=30&period=0");
    let which = examination.questions()[0].clone();
    examination.answer(&which, Choice::Value(1)).unwrap();
    assert_eq!(examination.questions(), [Question::Period { said: said("0") }]);

    let mut examination = examined("otpauth://totp/A:b?secret=$&secret=!!");
    let which = examination.questions()[0].clone();
    let refused = examination.answer(&which, Choice::Value(1));
    assert!(matches!(refused, Err(AnswerError::Invalid(KeyUriError::Secret(_)))), "{refused:?}");
    assert_eq!(examination.answer(&which, Choice::Value(0)), Ok(()));
    assert!(examination.finished().is_some());
}

#[test]
fn who_says_not_to_add_gets_no_key_and_may_think_again() {
    let mut examination = examined("otpauth://totp/A:b?secret=$&algorithm=MD5");
    let question = examination.questions()[0].clone();
    examination.answer(&question, Choice::DoNotAdd).unwrap();
    assert!(examination.is_declined() && examination.finished().is_none());
    examination.answer(&question, Choice::Algorithm(Algorithm::Sha256)).unwrap();
    assert_eq!(finished(&examination).algorithm, Algorithm::Sha256);
}

#[test]
fn what_was_put_right_is_told_still_when_something_else_was_answered() {
    let text = format!(" otpauth://totp/A:b?secret={}&period=0\n", SECRET.to_ascii_lowercase());
    let mut examination = examine(&text).unwrap();
    let question = examination.questions()[0].clone();
    examination.answer(&question, Choice::Period(Period::THIRTY)).unwrap();
    assert_eq!(examination.repairs(), [Repair::SpacesAround, Repair::LowerCaseSecret]);
}

#[test]
fn weak_secrets_are_told_and_not_refused() {
    for (bytes, weak) in [(1, Some(8)), (10, Some(80)), (15, Some(120)), (16, None), (20, None)] {
        let secret = Secret::from_bytes(vec![7; bytes]).unwrap();
        let examination = examined(&format!("otpauth://totp/A:b?secret={}", *secret.to_base32()));
        assert_eq!(examination.weak_secret_bits(), weak, "{bytes}");
        assert!(examination.finished().is_some());
    }
}

#[test]
fn several_are_read_at_once_and_every_line_is_accounted_for() {
    let text = format!(
        "\u{feff}otpauth://totp/A:one?secret={SECRET}\r\n\n  not a key\notpauth://totp/Gov Cloud:two?secret={SECRET} \
         steam://{SECRET}\notpauth://hotp/A:three?secret={SECRET}\n"
    );
    let all = examine_all(&text);
    let seen: Vec<(usize, Option<&str>)> =
        all.iter().map(|one| (one.line, one.result.as_ref().ok().map(Examination::account))).collect();
    assert_eq!(seen, [(1, Some("one")), (3, None), (4, Some("two")), (4, Some("")), (5, Some("three"))]);
    assert_eq!(all[2].result.as_ref().unwrap().issuer(), "Gov Cloud");
    assert_eq!(all[2].result.as_ref().unwrap().repairs(), [], "the space that divides two is not one around");
    assert!(examine_all(" \n\n").is_empty());
}

#[test]
fn a_text_that_may_have_been_cut_by_a_line_end_is_told() {
    let whole = format!("otpauth://totp/A:b?secret={SECRET}");
    let (start, rest) = whole.split_at(whole.len() - 8);
    for (text, expected) in [
        (whole.clone(), vec![false]),
        (format!("{start}\n{rest}"), vec![true, false]),
        (format!("{whole}\n{start}\n{rest}"), vec![false, true, false]),
        (format!("{whole}\n{whole} {start}\n{rest}"), vec![false, false, true, false]),
        (format!("{whole}\n\n{rest}"), vec![false, false]),
        (format!("{rest}\n{whole}"), vec![false, false]),
    ] {
        let cut: Vec<bool> = examine_all(&text).iter().map(|pasted| pasted.may_be_cut).collect();
        assert_eq!(cut, expected, "{text}");
    }
}

#[test]
fn nothing_shows_the_secret() {
    let examination = examined("otpauth://totp/A:b?secret=$&secret=MFRGGZDFMZTWQ2LK&period=0");
    let text = format!("{examination:?}");
    assert!(!text.contains("GEZD") && !text.contains("MFRG"), "{text}");
}

proptest! {
    /// Whatever is odd about it: while something is open there is no key, and when all is answered there is one that
    /// says what was answered.
    #[test]
    fn every_examination_comes_to_an_end(
        kind in "totp|hotp|steam|TOTP",
        parameters in prop::collection::vec(
            "(period|digits|counter|Digits|algorithm|encoder|issuer)=(|0|1|5|6|30|60|SHA1|MD5|steam|x|%3)", 0..7,
        ),
        picks in prop::collection::vec(0_usize..8, 24),
    ) {
        let mut examination = examined(&format!("otpauth://{kind}/Steam:b?secret=$&{}", parameters.join("&")));
        for pick in picks {
            let Some(question) = examination.questions().first().cloned() else { break };
            prop_assert!(examination.finished().is_none());
            let choices = question.choices();
            let answers = choices.len() - 1;
            prop_assert_eq!(choices[answers], Choice::DoNotAdd);
            prop_assert_eq!(examination.answer(&question, choices[pick % answers]), Ok(()));
        }
        let key = finished(&examination);
        prop_assert_eq!(&key.secret.to_base32()[..], SECRET);
        if key.kind == Kind::Steam {
            prop_assert_eq!((key.algorithm, key.digits), (Algorithm::Sha1, Steam::LENGTH));
        }
        prop_assert_eq!(KeyUri::parse(&key.to_uri()).map(|(key, _)| key), Ok(key));
    }

    #[test]
    fn no_text_panics(text in any::<String>(), scheme in "(otpauth|steam)://(totp|hotp|steam)?(/|\\?)?") {
        let _ = examine_all(&text);
        let _ = examine_all(&(scheme + &text));
    }
}
