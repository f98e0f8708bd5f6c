mod happenings;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use self::happenings::{
    DESK_REASON, NOW, device, every, factor_refused, first_refused, is_named_as_before, next, refused, rejected,
    resynchronised,
};
use super::*;
use crate::console::{
    Account, EventId, FirstRefusal, OpenedKeys, PairRefusal, Policy, PolicyChoice, Preset, Refusal, RefusedFactor,
    Wording, fixtures, second_factor,
};
use crate::otp::{Algorithm, Digits, Period, Secret, Totp, UnixMillis};

fn line(what: Happening, username: Option<&str>) -> Line {
    let account = username.map(|_| AccountId::from_random([7; 16]));
    let mut event = AuditEvent::new([9; 16], NOW, account, what);
    event.come_from(Place::Home);
    Line::new(event, username.map(|name| Username::parse(name).unwrap()), &["Words of it", "其文字"])
}

fn parsed(line: &str) -> BTreeMap<String, serde_json::Value> {
    serde_json::from_str(line).unwrap()
}

#[test]
fn each_happening_has_a_name_of_its_own_and_the_desk_no_browser() {
    let all: Vec<Happening> = std::iter::successors(Some(Happening::AccountOpened), next).collect();
    // What is kept more wholly than in older lines has the name that those have for it.
    let named: Vec<_> = all.iter().filter(|what| !is_named_as_before(what)).collect();
    let names: BTreeSet<&str> = named.iter().map(|what| what.about().name).collect();
    assert_eq!(names.len(), named.len());
    assert!(all.iter().all(|what| names.contains(what.about().name)));
    for what in all {
        assert_eq!(what.is_of_desk(), what.about().kind == LineKind::Desk, "{what:?}");
        let shown = line(what.clone(), Some("alice"));
        assert_eq!(shown.event.place, (!what.is_of_desk()).then_some(Place::Home), "{what:?}");
    }
}

#[test]
fn what_follows_from_an_act_of_the_desk_comes_from_no_browser() {
    let placed = |all: &[Happening]| {
        let mut lines: Vec<_> = all.iter().map(|what| AuditEvent::new([9; 16], NOW, None, what.clone())).collect();
        come_from(&mut lines, Place::Home);
        lines.into_iter().map(|line| line.place).collect::<Vec<_>>()
    };
    assert_eq!(placed(&[Happening::FactorsReset, Happening::AppealStopped]), [None, None]);
    assert_eq!(placed(&[Happening::PasswordAccepted, Happening::AppealStopped]), [Some(Place::Home); 2]);
}

#[test]
fn every_exported_line_is_json_of_documented_fields() {
    let document = include_str!("../../../docs/trail.md");
    let documented = |code: &str| document.contains(&format!("`{code}`"));
    for what in every() {
        for username in [Some("alice"), None] {
            let line = line(what.clone(), username).to_json_line();
            assert!(!line.contains('\n'));
            for (name, value) in parsed(&line) {
                assert!(documented(&name), "the field {name} is not in docs/trail.md");
                if let (
                    "event" | "kind" | "outcome" | "place" | "reason" | "guessed" | "preset" | "preset_before"
                    | "wording" | "wording_before",
                    Some(value),
                ) = (name.as_str(), value.as_str())
                {
                    assert!(documented(value), "{name} {value} is not in docs/trail.md");
                }
            }
        }
    }
}

#[test]
fn a_judgement_is_exported_whole() {
    let found = parsed(&line(refused(Refusal::OutsideWindow { offset_steps: 4 }), Some("alice")).to_json_line());
    for (name, value) in [
        ("time", serde_json::json!("2023-11-14T22:13:20.000Z")),
        ("event", "code_refused".into()),
        ("kind", "log_on".into()),
        ("outcome", "refused".into()),
        ("username", "alice".into()),
        ("place", "home".into()),
        ("reason", "outside_window".into()),
        ("locked", true.into()),
        ("step", 704.into()),
        ("offset_steps", 4.into()),
        ("current_step", 700.into()),
        ("last_accepted_step", 699.into()),
        ("failures", 10.into()),
        ("next_try", "2023-11-14T22:28:20.000Z".into()),
        ("device", device().as_str().into()),
    ] {
        assert_eq!(found.get(name), Some(&value), "{name}");
    }
    let found = parsed(&line(factor_refused(RefusedFactor::TwoCodes), Some("alice")).to_json_line());
    for (name, value) in [
        ("event", serde_json::json!("resynchronisation_refused")),
        ("kind", "factors".into()),
        ("outcome", "refused".into()),
        ("reason", "not_consecutive".into()),
        ("locked", true.into()),
        ("failures", 10.into()),
        ("attempt_failures", 3.into()),
        ("step", 821.into()),
        ("current_step", 700.into()),
        ("last_accepted_step", 699.into()),
        ("next_try", "2023-11-14T22:28:20.000Z".into()),
        ("device", device().as_str().into()),
    ] {
        assert_eq!(found.get(name), Some(&value), "{name}");
    }
    let replayed = parsed(&line(refused(Refusal::Replayed { step: 699 }), None).to_json_line());
    assert_eq!(replayed.get("offset_steps"), Some(&(-1).into()));
    assert!(!replayed.contains_key("username") && !replayed.contains_key("account"));
}

#[test]
fn what_the_desk_did_and_what_a_password_and_a_first_code_came_to_is_exported_whole() {
    let lock = || serde_json::json!("2023-11-14T22:28:20.000Z");
    let far = PairRefusal::OutOfRange { offset_steps: 121 };
    let strict = PolicyChoice { preset: Preset::Strict, wording: Wording::Production };
    let in_other_words = PolicyChoice { wording: Wording::Learner, ..strict };
    for (what, fields) in [
        (
            Happening::PasswordRefused { locked: true, failures: Some(10), next: happenings::lock() },
            vec![("locked", true.into()), ("failures", 10.into()), ("next_try", lock())],
        ),
        (
            first_refused(FirstRefusal::Code(Refusal::OutsideWindow { offset_steps: -20 })),
            vec![("current_step", 700.into()), ("step", 680.into()), ("offset_steps", (-20).into())],
        ),
        (
            first_refused(FirstRefusal::Codes(far)),
            vec![("reason", "outside_window".into()), ("step", 821.into()), ("current_step", 700.into())],
        ),
        (
            first_refused(FirstRefusal::Codes(PairRefusal::Swapped)),
            vec![("event", "first_code_refused".into()), ("reason", "swapped".into()), ("current_step", 700.into())],
        ),
        (resynchronised(), vec![("drift_steps", (-3).into()), ("step", 697.into()), ("current_step", 700.into())]),
        (
            rejected(Paper::Application),
            vec![("event", "review_rejected".into()), ("kind", "desk".into()), ("desk_reason", DESK_REASON.into())],
        ),
        (
            rejected(Paper::Appeal),
            vec![
                ("event", "appeal_rejected".into()),
                ("outcome", "refused".into()),
                ("desk_reason", DESK_REASON.into()),
            ],
        ),
        (
            Happening::PolicyPut { before: strict, now: in_other_words },
            vec![
                ("event", "policy_chosen".into()),
                ("preset", "strict".into()),
                ("wording", "learner".into()),
                ("preset_before", "strict".into()),
                ("wording_before", "production".into()),
            ],
        ),
        (
            Happening::AppealTookEffect,
            vec![("event", "appeal_took_effect".into()), ("kind", "identity".into()), ("place", "home".into())],
        ),
    ] {
        let found = parsed(&line(what.clone(), Some("alice")).to_json_line());
        for (name, value) in fields {
            assert_eq!(found.get(name), Some(&value), "{name} of {what:?}");
        }
    }
    // The desk's reason is searched, too.
    let lines = [line(rejected(Paper::Appeal), Some("alice")), line(Happening::Unlocked, Some("alice"))];
    let found = |search: &str| Filter { search: search.to_owned(), ..Filter::default() }.fitting(&lines);
    assert_eq!((found("BLURRED"), found("不清晰")), (vec![0], vec![0]));
}

#[test]
fn every_line_round_trips_and_older_ones_are_written_as_they_were() {
    for what in every() {
        let stored = serde_json::to_string(&what).unwrap();
        assert_eq!(serde_json::from_str::<Happening>(&stored).unwrap(), what, "{stored}");
    }
    for stored in [
        r#"{"PasswordRefused":{"locked":true}}"#,
        r#"{"FirstCodeRefused":{"OutsideWindow":{"offset_steps":-20}}}"#,
        r#""ReviewRejected""#,
        r#""AppealRejected""#,
        r#""AppealTookEffect""#,
        r#"{"PolicyChosen":"Strict"}"#,
        r#"{"CodeRefused":{"refusal":"Wrong","locked":false,"judgement":null}}"#,
        r#"{"FactorRefused":{"factor":"TwoCodes","reason":"Apart"}}"#,
        r#"{"Resynchronised":{"device":"d1","drift_steps":-3}}"#,
    ] {
        let what: Happening = serde_json::from_str(stored).unwrap();
        assert_eq!(serde_json::to_string(&what).unwrap(), stored);
    }
}

#[test]
fn refusals_of_older_lines_are_read_and_named_as_before() {
    for (stored, name) in [
        (r#""RecoveryCodeRefused""#.to_owned(), "recovery_code_refused"),
        (r#""PasskeyRefused""#.to_owned(), "passkey_refused"),
        (r#""StepUpRefused""#.to_owned(), "step_up_refused"),
        (format!(r#"{{"ResynchronisationRefused":"{}"}}"#, device().as_str()), "resynchronisation_refused"),
    ] {
        let what: Happening = serde_json::from_str(&stored).unwrap();
        assert_eq!(what.about().name, name);
        assert_eq!((what.details().locked, what.details().failures), (None, None));
    }
}

/// Alice's account, with the opened key of her first device.
fn account(secret: &Secret) -> (Account, OpenedKeys) {
    let account = fixtures::with_two_devices();
    let mut keys = OpenedKeys::default();
    keys.add(account.devices[0].id.clone(), secret.clone());
    (account, keys)
}

proptest! {
    /// Whatever is typed when, the line of it holds neither what was typed nor any code of the key, nor the key.
    #[test]
    fn no_line_holds_a_code_or_a_key(seed: [u8; 20], offset in -3_i64..=3, guess in "[0-9]{6}", secs in 1_600_000_000_u64..4_000_000_000) {
        let secret = Secret::from_bytes(seed).unwrap();
        let now = UnixMillis::from_secs(secs);
        let totp = Totp::new(&secret, Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        let step = totp.step_at(now).saturating_add_signed(offset);
        for typed in [totp.code_of_step(step).as_str().to_owned(), guess] {
            let (mut account, keys) = account(&secret);
            let judgement = second_factor::judge_code(&mut account, &keys, &typed, now, &Policy::gov_cloud()).unwrap();
            let event = AuditEvent::new([9; 16], now, Some(account.id.clone()), Happening::code_judged(&judgement));
            let line = Line::new(event, Some(account.username.clone()), &[]).to_json_line();
            for (name, value) in parsed(&line) {
                // In times and ids the digits of a code may stand by chance.
                let by_chance = ["time", "next_try", "id", "account", "device"].contains(&name.as_str());
                prop_assert!(by_chance || !value.to_string().contains(&typed) || name.ends_with("step"), "{} {}", name, value);
                prop_assert!(value != typed.as_str(), "{} {}", name, value);
            }
            prop_assert!(!line.contains(secret.to_base32().as_str()) && !line.contains("sealed") && !line.contains("argon2"));
        }
    }

    /// Whatever happens, the strings of its line are names from the document, times, and the ids of the line, of the
    /// account and of a device: there is no place for a session's id, a trust's, a key or a code.
    #[test]
    fn the_strings_of_a_line_are_of_known_kinds(random: [u8; 16], account: [u8; 16], which in 0..every().len()) {
        let what = every().swap_remove(which);
        let event = AuditEvent::new(random, NOW, Some(AccountId::from_random(account)), what);
        let line = Line::new(event, Some(Username::parse("alice").unwrap()), &[]).to_json_line();
        for (name, value) in parsed(&line) {
            let Some(says) = value.as_str() else { continue };
            let is_known = match name.as_str() {
                "id" => says == EventId::from_random(random).as_str(),
                "account" => says == AccountId::from_random(account).as_str(),
                "device" => says == device().as_str(),
                "username" => says == "alice",
                "desk_reason" => says == DESK_REASON,
                "time" | "next_try" => says.len() == 24 && says.ends_with('Z'),
                _ => says.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
            };
            prop_assert!(is_known, "{} {}", name, says);
        }
    }

    /// Whatever the filter, what it shows fits, what it leaves out does not, and the newest is first.
    #[test]
    fn a_filter_shows_what_fits_newest_first(picks in prop::collection::vec((0..every().len(), 0..3_u8), 0..40), kind in 0..6_usize, outcome in 0..3_usize) {
        let all = every();
        let names = [None, Some("alice"), Some("bob")];
        let lines: Vec<Line> = picks
            .iter()
            .map(|(what, whose)| line(all.get(*what).unwrap().clone(), *names.get(usize::from(*whose)).unwrap()))
            .collect();
        let filter = Filter { kind: LineKind::ALL.get(kind).copied(), outcome: Outcome::ALL.get(outcome).copied(), ..Filter::default() };
        let shown = filter.fitting(&lines);
        prop_assert!(shown.is_sorted_by(|newer, older| newer > older));
        for (at, line) in lines.iter().enumerate() {
            let about = line.event.what.about();
            let fits = filter.kind.is_none_or(|kind| kind == about.kind)
                && filter.outcome.is_none_or(|outcome| Some(outcome) == about.outcome);
            prop_assert_eq!(shown.contains(&at), fits);
        }
        prop_assert_eq!(to_json_lines(&lines, &shown).lines().count(), shown.len());
    }
}

#[test]
fn the_search_wants_every_word_and_forgives_capitals() {
    let lines = [
        line(Happening::Unlocked, Some("alice")),
        line(Happening::PasswordRefused { locked: false, failures: Some(1), next: None }, None),
        line(Happening::LoggedOut, Some("bob")),
    ];
    let found = |search: &str| Filter { search: search.to_owned(), ..Filter::default() }.fitting(&lines);
    assert_eq!(found(""), [2, 1, 0]);
    assert_eq!(found("WORDS"), [2, 1, 0]);
    assert_eq!(found(" alice  words "), [0]);
    assert_eq!(found("password_ref"), [1]);
    assert_eq!(found("文字 alice"), [0]);
    assert!(found("alice bob").is_empty());
    let nobodys = Filter { whose: Whose::Nobodys, ..Filter::default() };
    assert_eq!(nobodys.fitting(&lines), [1]);
    let of_account = Filter { whose: Whose::Account(AccountId::from_random([7; 16])), ..Filter::default() };
    assert_eq!(of_account.fitting(&lines), [2, 0]);
}

#[test]
fn a_file_is_written_earliest_first() {
    let lines = [line(Happening::AccountOpened, Some("alice")), line(Happening::LoggedOut, Some("alice"))];
    let file = to_json_lines(&lines, &Filter::default().fitting(&lines));
    let events: Vec<_> = file.lines().map(|line| parsed(line).remove("event").unwrap()).collect();
    assert_eq!(events, ["account_opened", "logged_out"]);
    assert!(file.ends_with("}\n"));
}
