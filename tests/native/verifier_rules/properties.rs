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
            // The list is as long as what may come again, and empty where the rule needs none.
            let used = account.devices[0].used_steps.len();
            prop_assert!(used <= 1 + 2 * 2 + 20 && (rule != ReplayRule::NeverBackwards || used == 0));
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
        if let Err(Wait { until: None, locked }) = account.code_throttle.check(now) {
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
