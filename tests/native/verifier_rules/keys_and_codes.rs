//! V1 to V6: the key, the code, the step, the window.

use super::*;
use counterpart::console::rules::{Reason, Rule, Standing};
use counterpart::console::verifier;

#[test]
fn v1_a_new_key_has_160_bits() {
    assert_eq!(finding(Rule::V1), Standing::Kept);
    let random = std::array::from_fn(|place| u8::try_from(place).unwrap());
    let key = device::new_key(&random, &policy()).unwrap();
    assert_eq!(key.as_bytes().len() * 8, 160);
    assert!(random.starts_with(key.as_bytes()));
    // The policy decides, not a number elsewhere.
    let longer = device::new_key(&random, &Policy { key_bytes: 32, ..policy() }).unwrap();
    assert_eq!(longer.as_bytes().len(), 32);
}

#[test]
fn v2_a_code_has_six_digits_and_nothing_else_is_one() {
    assert_eq!(policy().digits, Digits::SIX);
    for typed in ["", "12345", "1234567", "12345x", "½23456", "-12345"] {
        let verdict = verifier::verify(&totp(), typed, None, NOW, &policy());
        assert_eq!(verdict, Verdict::Refused(Refusal::NotDigits), "{typed}");
    }
    // A person may copy the code as it is shown.
    let shown = totp().code_at(NOW).grouped();
    assert!(matches!(verifier::verify(&totp(), &shown, None, NOW, &policy()), Verdict::Accepted { .. }));
}

#[test]
fn a_device_keeps_the_codes_that_it_was_bound_with() {
    let of_long_codes =
        Policy { algorithm: Algorithm::Sha256, digits: Digits::new(8).unwrap(), period: Period::SIXTY, ..policy() };
    let totp = Totp::new(&secret(), Algorithm::Sha256, Digits::new(8).unwrap(), Period::SIXTY);
    let code = |now| totp.code_at(now).as_str().to_owned();
    let mut account = account();
    let (mut binding, key) = linking(&mut account, 1, NOW);
    attach(&mut binding, &mut account, &key, &code(NOW), NOW, &of_long_codes).unwrap();
    let later = NOW.plus_secs(60);
    assert!(is_accepted(&submit_under(&mut account, &code(later), later, &of_long_codes)));
    // Another policy comes into force: of new devices it asks for six digits, and this one goes on.
    let later = later.plus_secs(60);
    let short = submit_under(&mut account, "000000", later, &policy());
    assert_eq!(short.verdict, CodeVerdict::Refused(CodeRefusal::NotDigits));
    assert!(is_accepted(&submit_under(&mut account, &code(later), later, &policy())));
}

#[test]
fn v3_steps_of_thirty_seconds_also_beyond_32_bits() {
    let username = Username::parse("alice").unwrap();
    let uri = device::key_uri(&username, secret(), &policy());
    assert_eq!(policy().period.secs(), 30);
    assert_eq!(uri.kind, counterpart::otp::Kind::Totp { period: Period::THIRTY });
    for step in [u64::from(u32::MAX) / 30 + 1, u64::from(u32::MAX) + 7] {
        let now = UnixMillis::from_secs(step * 30);
        let verdict = verifier::verify(&totp(), &code_at(now), None, now, &policy());
        assert_eq!(verdict, Verdict::Accepted { step, offset_steps: 0 });
    }
}

#[test]
fn v4_a_code_is_accepted_once_and_none_of_an_earlier_step_after_a_later_one() {
    assert_eq!(finding(Rule::V4), Standing::Kept);
    let step = totp().step_at(NOW);
    // The code of set-up is spent.
    let mut account = bound_account(NOW);
    assert_eq!(refusal(&submit(&mut account, &code_at(NOW), NOW)), Refusal::Replayed { step });
    // In a window of one moment no earlier code can come; in a wider one it is refused by its step.
    let policy = with_window(1);
    let mut account = bound_account(NOW);
    let (next, ahead) = (NOW.plus_secs(60), NOW.plus_secs(90));
    assert!(is_accepted(&submit_under(&mut account, &code_at(ahead), next, &policy)));
    let again = submit_under(&mut account, &code_at(ahead), next, &policy);
    assert_eq!(refusal(&again), Refusal::Replayed { step: step + 3 });
    let earlier = submit_under(&mut account, &code_at(next), next.plus_secs(5), &policy);
    assert_eq!(refusal(&earlier), Refusal::OlderThanAccepted { step: step + 2 });
}

#[test]
fn v4_a_list_of_codes_or_of_steps_lets_an_earlier_one_in_and_no_list_a_replay() {
    use policy::ReplayRule::{ExactSteps, None, UsedCodes};
    for (replay, replay_is_accepted) in [(UsedCodes, false), (ExactSteps, false), (None, true)] {
        let throttle = policy::ThrottleRule::OFF;
        let policy = Policy { replay, throttle, drift_is_recorded: false, ..with_window(1) };
        assert_eq!(Rule::V4.finding(&policy).standing, Standing::Broken);
        let mut account = bound_account(NOW);
        let now = NOW.plus_secs(60);
        let mut accepted =
            |secs: i64| is_accepted(&submit_under(&mut account, &code_at(now.offset_secs(secs)), now, &policy));
        assert!(accepted(30), "{replay:?}");
        assert_eq!(accepted(30), replay_is_accepted, "{replay:?}");
        assert!(accepted(-30), "{replay:?}: an earlier one, unused");
        assert_eq!(accepted(-30), replay_is_accepted, "{replay:?}");
        assert!(accepted(0), "{replay:?}");
    }
}

#[test]
fn v4_a_code_is_accepted_once_though_another_policy_comes_into_force() {
    for (before, after) in Preset::ALL.into_iter().flat_map(|before| Preset::ALL.map(|after| (before, after))) {
        let mut account = bound_account(NOW);
        let (first, second) = (NOW.plus_secs(600), NOW.plus_secs(630));
        for now in [first, second] {
            assert!(is_accepted(&submit_under(&mut account, &code_at(now), now, &before.policy())), "{before:?}");
        }
        // Both are still in a window of one step either way.
        for spent in [first, second] {
            let again = submit_under(&mut account.clone(), &code_at(spent), second, &after.policy());
            assert!(!is_accepted(&again), "{before:?}, then {after:?}");
        }
    }
}

#[test]
fn v5_a_code_is_good_for_thirty_seconds_as_asvs_wants_and_one_step_of_delay_is_a_dispute() {
    assert_eq!(finding(Rule::V5), Standing::Kept);
    assert_eq!(Rule::V5.finding(&with_window(1)).standing, Standing::Disputed);
    assert_eq!(Rule::V5.finding(&with_window(2)).standing, Standing::Broken);
    let step = totp().step_at(NOW);
    for steps in 0..=2_u64 {
        let policy = with_window(steps);
        for distance in -3_i64..=3 {
            let typed = totp().code_of_step(step.saturating_add_signed(distance)).as_str().to_owned();
            let accepted = matches!(verifier::verify(&totp(), &typed, None, NOW, &policy), Verdict::Accepted { .. });
            assert_eq!(accepted, distance.unsigned_abs() <= steps, "{distance} in a window of {steps}");
        }
    }
}

#[test]
fn v6_drift_is_recorded_with_its_sign_and_limited_in_both_directions() {
    assert_eq!(finding(Rule::V6), Standing::Kept);
    // What two consecutive codes told moves the window, and does not widen it.
    for drift_steps in [-20_i64, -3, 3, 20] {
        let now = NOW.plus_secs(3_000);
        let accepted = |off: i64| {
            let mut account = bound_account(NOW);
            account.devices[0].drift_steps = Some(drift_steps);
            let decision = submit(&mut account, &code_at(now.offset_secs(off * 30)), now);
            if let Some(Happening::CodeAccepted { offset_steps, .. }) = decision.happened {
                assert_eq!(offset_steps, off, "told from the true time");
            }
            is_accepted(&decision)
        };
        assert!(accepted(drift_steps));
        for off in [drift_steps - 1, drift_steps + 1, 0, -drift_steps] {
            assert!(!accepted(off), "{off} with a drift of {drift_steps}");
        }
    }
    // A record beyond the limit moves it to the limit only.
    let mut account = bound_account(NOW);
    account.devices[0].drift_steps = Some(1_000);
    let now = NOW.plus_secs(3_000);
    assert!(is_accepted(&submit(&mut account, &code_at(now.plus_secs(20 * 30)), now)));
    // Accepted codes move a wider window step by step, to the limit and no further, both ways.
    let throttle = policy::ThrottleRule::OFF;
    let policy = Policy { drift_is_recorded: true, resynchronisation_steps: 0, throttle, ..with_window(1) };
    for sign in [-1_i64, 1] {
        let mut account = bound_account(NOW);
        let mut now = NOW;
        for off in 1..=14_i64 {
            now = now.plus_secs(90);
            let decision = submit_under(&mut account, &code_at(now.offset_secs(sign * off * 30)), now, &policy);
            let limit = i64::try_from(policy.drift_limit_steps).unwrap();
            assert_eq!(is_accepted(&decision), off <= limit + 1, "{off}");
            assert_eq!(account.devices[0].drift_steps, Some(sign * off.min(limit)));
        }
    }
}

#[test]
fn v6_a_preset_that_records_drift_has_a_window_in_which_it_shows() {
    for preset in Preset::ALL {
        let policy = preset.policy();
        let (mut account, now) = (bound_account(NOW), NOW.plus_secs(300));
        let ahead = i64::try_from(policy.window_ahead_steps).unwrap();
        let shown = |now: UnixMillis, off: i64| code_at(now.offset_secs(off * 30));
        assert!(is_accepted(&submit_under(&mut account, &shown(now, ahead), now, &policy)), "{preset:?}");
        // From then on the window goes as far ahead of the drift as it did of now: or it does not, and none is claimed.
        let later = now.plus_secs(3_000);
        let is_moved = is_accepted(&submit_under(&mut account, &shown(later, 2 * ahead), later, &policy)) && ahead > 0;
        assert_eq!(is_moved, policy.drift_is_recorded, "{preset:?}");
        assert_eq!(account.devices[0].drift_steps.is_some(), policy.drift_is_recorded, "{preset:?}");
    }
}

#[test]
fn v6_accepted_codes_move_the_window_of_a_preset_no_further_than_its_finding_says() {
    for (preset, told) in Preset::ALL.into_iter().flat_map(|preset| [0_i64, -40, 40].map(|told| (preset, told))) {
        let policy = Policy { throttle: policy::ThrottleRule::OFF, ..preset.policy() };
        let Reason::Drift { limit_steps, resynchronisation_steps } = Rule::V6.finding(&policy).reason else {
            panic!("another reason")
        };
        if told.unsigned_abs() > resynchronisation_steps {
            continue;
        }
        let (limit, ahead) = (i64::try_from(limit_steps).unwrap(), i64::try_from(policy.window_ahead_steps).unwrap());
        for sign in [-1_i64, 1] {
            let (mut account, mut now) = (bound_account(NOW), NOW.plus_secs(86_400));
            if told != 0 {
                let codes = [told - 1, told].map(|off| code_at(now.offset_secs(off * 30)));
                let codes = codes.each_ref().map(|code| TypedCode { code, typed_at: now });
                let keys = keys(&account);
                resynchronise::resynchronise(&mut account, None, &keys, codes, now, &policy).verdict.unwrap();
            }
            // Log on as far from now as the window allows, again and again.
            for _ in 0..30 {
                now = now.plus_secs(86_400);
                let farthest = account.devices[0].drift_steps.unwrap_or(0) + sign * ahead;
                let shown = code_at(now.offset_secs(farthest * 30));
                assert!(is_accepted(&submit_under(&mut account, &shown, now, &policy)), "{preset:?} {farthest}");
                let drift = account.devices[0].drift_steps.unwrap_or(0);
                assert!((drift - told).abs() <= limit, "{preset:?}: {drift} though two codes told {told}");
            }
            assert_eq!(account.devices[0].drift_steps.unwrap_or(0), told + sign * limit, "{preset:?} goes that far");
        }
    }
}

#[test]
fn v6_two_consecutive_codes_resynchronise_within_the_limit_of_both_directions() {
    let now = NOW.plus_secs(86_400);
    for (off, within) in [(-21_i64, false), (-20, true), (-2, true), (2, true), (20, true), (21, false)] {
        let mut account = bound_account(NOW);
        let keys = keys(&account);
        let shown = |steps: i64| code_at(now.offset_secs((off + steps) * 30));
        let (first, second) = (shown(-1), shown(0));
        let codes = [&first, &second].map(|code| TypedCode { code, typed_at: now });
        let done = resynchronise::resynchronise(&mut account, None, &keys, codes, now, &policy()).verdict;
        assert_eq!(done.is_ok(), within, "{off}");
        assert_eq!(account.devices[0].drift_steps, within.then_some(off));
        if within {
            // From then on what the device shows logs on, and what was shown is spent.
            assert!(matches!(refusal(&submit(&mut account.clone(), &second, now)), Refusal::Replayed { .. }));
            let later = now.plus_secs(60);
            let typed = code_at(later.offset_secs(off * 30));
            assert!(is_accepted(&submit(&mut account, &typed, later)));
        }
    }
}

#[test]
fn v6_where_drift_is_not_recorded_accepted_codes_do_not_move_the_window() {
    let policy = Policy { drift_is_recorded: false, ..with_window(1) };
    let mut account = bound_account(NOW);
    let now = NOW.plus_secs(300);
    assert!(is_accepted(&submit_under(&mut account, &code_at(now.plus_secs(30)), now, &policy)));
    assert_eq!(account.devices[0].drift_steps, None);
    let now = now.plus_secs(300);
    assert!(!is_accepted(&submit_under(&mut account, &code_at(now.plus_secs(60)), now, &policy)));
}
