//! What holds of any sequence of submissions, under any preset.

use super::*;
use counterpart::console::policy::{LockEnd, ReplayRule};
use proptest::prelude::*;

/// One submission: seconds since the last one, and which code near that time (or a wrong one).
fn submissions() -> impl Strategy<Value = Vec<(u64, Option<i64>)>> {
    let which = prop_oneof![4 => (-8_i64..=8).prop_map(Some), 1 => Just(None)];
    prop::collection::vec((0_u64..120, which), 1..60)
}

fn presets() -> impl Strategy<Value = Preset> {
    prop::sample::select(Preset::ALL.to_vec())
}

fn typed(now: UnixMillis, which: Option<i64>) -> String {
    which.map_or_else(|| wrong_code(now), |steps| code_at(now.offset_secs(steps * 30)))
}

/// Something that takes security codes. Each names the step, near the current one, whose code is typed; none: a wrong code.
#[derive(Clone, Debug)]
enum Call {
    LogOn(Option<i64>),
    StepUp(Option<i64>),
    /// The code of this step, and the one before it.
    Resynchronise(i64),
    /// Removes the device and attaches another one with the same key, as a person does who types an old key again.
    AttachAgain,
}

/// Calls, each so many seconds after the one before.
fn calls() -> impl Strategy<Value = Vec<(u64, Call)>> {
    let near = || prop_oneof![4 => (-8_i64..=8).prop_map(Some), 1 => Just(None)];
    let call = prop_oneof![
        4 => near().prop_map(Call::LogOn),
        3 => near().prop_map(Call::StepUp),
        3 => (-30_i64..=30).prop_map(Call::Resynchronise),
        1 => Just(Call::AttachAgain),
    ];
    prop::collection::vec((0_u64..120, call), 1..24)
}

/// Makes a call; the steps whose codes were accepted by it.
fn accepted_by(call: &Call, account: &mut Account, now: UnixMillis, policy: &Policy) -> Vec<u64> {
    let step_of = |happened: &Happening| match happened {
        Happening::CodeAccepted { step, .. } => Some(*step),
        _ => None,
    };
    match call {
        Call::LogOn(which) => {
            submit_under(account, &typed(now, *which), now, policy).happened.iter().filter_map(step_of).collect()
        }
        Call::StepUp(which) => {
            let (mut session, keys) = (session(account, now), keys(account));
            let typed = typed(now, *which);
            let decision = step_up::by_code(account, &mut session, &keys, &typed, now, policy);
            decision.happened.iter().filter_map(step_of).collect()
        }
        Call::Resynchronise(steps) => {
            let codes = [now.offset_secs((steps - 1) * 30), now.offset_secs(steps * 30)].map(code_at);
            let codes = codes.each_ref().map(|code| TypedCode { code, typed_at: now });
            let keys = keys(account);
            match resynchronise::resynchronise(account, None, &keys, codes, now, policy).verdict {
                Ok(done) => {
                    let step = totp().step_at(now).saturating_add_signed(done.drift_steps);
                    vec![step - 1, step]
                }
                Err(_) => Vec::new(),
            }
        }
        Call::AttachAgain => {
            let before = account.devices.clone();
            account.devices.clear();
            let (mut binding, key) = linking(account, 1, now);
            match attach(&mut binding, account, &key, &code_at(now), now, policy) {
                Ok(()) => vec![totp().step_at(now)],
                Err(_) => {
                    account.devices = before;
                    Vec::new()
                }
            }
        }
    }
}

proptest! {
    // Each resynchronisation looks at hundreds of codes.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_sequence_of_calls_has_a_device_take_a_code_twice_or_an_earlier_step_after_a_later_one(
        calls in calls(),
        window in 0_u64..=6,
        drift_is_recorded: bool,
    ) {
        let policy = Policy { drift_is_recorded, throttle: policy::ThrottleRule::OFF, ..with_window(window) };
        let mut account = bound_account(NOW);
        let mut now = NOW;
        let mut accepted = vec![totp().step_at(NOW)];
        for (pause_secs, call) in calls {
            now = now.plus_secs(pause_secs);
            let steps = accepted_by(&call, &mut account, now, &policy);
            if matches!(call, Call::AttachAgain) && !steps.is_empty() {
                // Another device, with a life of its own.
                accepted.clear();
            }
            for step in steps {
                prop_assert!(accepted.iter().all(|earlier| *earlier < step), "{:?} took {} again", call, step);
                accepted.push(step);
            }
        }
    }
}

proptest! {
    #[test]
    fn no_sequence_of_submissions_accepts_a_code_twice_or_an_earlier_step_after_a_later_one(
        submissions in submissions(),
        window in 0_u64..=6,
        drift_is_recorded: bool,
    ) {
        let policy = Policy { drift_is_recorded, ..with_window(window) };
        prop_assert_eq!(policy.replay, ReplayRule::NeverBackwards);
        let mut account = bound_account(NOW);
        let mut now = NOW;
        let mut accepted = vec![totp().step_at(NOW)];
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let decision = submit_under(&mut account, &typed(now, which), now, &policy);
            if let Some(Happening::CodeAccepted { step, .. }) = decision.happened {
                prop_assert!(accepted.iter().all(|earlier| *earlier < step));
                accepted.push(step);
            }
        }
    }

    #[test]
    fn no_step_is_accepted_twice_under_any_rule_but_none(
        submissions in submissions(),
        rule in prop::sample::select(vec![ReplayRule::UsedCodes, ReplayRule::ExactSteps, ReplayRule::NeverBackwards]),
        drift_is_recorded: bool,
    ) {
        let policy = Policy { replay: rule, drift_is_recorded, throttle: policy::ThrottleRule::OFF, ..with_window(2) };
        let mut account = bound_account(NOW);
        let mut now = NOW;
        let mut accepted = vec![totp().step_at(NOW)];
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let decision = submit_under(&mut account, &typed(now, which), now, &policy);
            if let Some(Happening::CodeAccepted { step, .. }) = decision.happened {
                prop_assert!(!accepted.contains(&step));
                accepted.push(step);
            }
            // The list is as long as what may come again, whatever the rule.
            prop_assert!(account.devices[0].used_steps.len() <= 1 + 2 * 2 + 20);
        }
    }

    #[test]
    fn a_lock_always_ends_by_time_or_where_the_rule_says_so_at_the_desk(
        preset in presets(),
        submissions in submissions(),
        failures in 0_u32..130,
    ) {
        let policy = preset.policy();
        let mut account = bound_account(NOW);
        let mut now = NOW.plus_secs(600);
        for _ in 0..failures {
            let wait = account.code_throttle.fail(now, &policy.throttle);
            now = wait.until.unwrap_or(now);
        }
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let before = account.code_throttle.clone();
            let decision = submit_under(&mut account, &typed(now, which), now, &policy);
            if before.check(now).is_err() {
                // A try during a block moves nothing, so nobody can make the block longer.
                prop_assert_eq!(&account.code_throttle, &before);
                prop_assert!(!is_accepted(&decision));
            }
        }
        if let Err(Wait { until: None, locked, .. }) = account.code_throttle.check(now) {
            prop_assert!(locked && policy.throttle.locks.iter().any(|lock| lock.end == LockEnd::AtDesk));
            account.code_throttle.succeed();
        }
        // Further on than any window reached, so that the code is not a spent one.
        let end = account.code_throttle.blocked_until.unwrap_or(now).max(now).plus_secs(3_600);
        let drift_secs = account.devices[0].drift_steps.unwrap_or(0) * 30;
        prop_assert!(is_accepted(&submit_under(&mut account, &code_at(end.offset_secs(drift_secs)), end, &policy)));
    }

    #[test]
    fn a_failure_count_never_falls_except_by_success_or_its_reset(
        preset in presets(),
        switched_on: bool,
        submissions in prop::collection::vec((0_u64..50_000, prop_oneof![1 => Just(Some(0)), 6 => Just(None)]), 1..60),
    ) {
        let mut policy = preset.policy();
        if let (true, Some(throttle)) = (switched_on, preset.throttle_when_switched_on()) {
            policy.throttle = throttle;
        }
        let mut account = bound_account(NOW);
        let (mut now, mut failed_at) = (NOW, NOW);
        for (pause_secs, which) in submissions {
            now = now.plus_secs(pause_secs);
            let before = account.code_throttle.failures;
            let decision = submit_under(&mut account, &typed(now, which), now, &policy);
            let after = account.code_throttle.failures;
            let is_reset = policy.throttle.reset_after_secs.is_some_and(|secs| now >= failed_at.plus_secs(secs));
            match decision.verdict {
                CodeVerdict::LoggedOn(_) => prop_assert_eq!(after, 0),
                CodeVerdict::Refused(CodeRefusal::Code { .. }) if is_reset => prop_assert_eq!(after, 1),
                CodeVerdict::Refused(CodeRefusal::Code { .. }) => prop_assert_eq!(after, before + 1),
                CodeVerdict::Refused(_) => prop_assert_eq!(after, before),
            }
            if after > before || after == 1 {
                failed_at = now;
            }
        }
    }
}
