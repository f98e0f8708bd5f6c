//! What holds of any sequence of calls, of everything that is guessed at: two devices, recovery codes, the password, codes by
//! SMS, and the desk in between.

mod world;

use self::world::{BRAKES, Call, Outcome, World, calls};
use super::*;
use counterpart::console::desk::accounts::Brake;
use counterpart::console::policy::{LockEnd, ReplayRule, ThrottleRule};
use proptest::prelude::*;

/// Calls that come so soon after one another that a code is still in the window when the next policies are in force.
fn calls_within_a_window() -> impl Strategy<Value = Vec<(u64, Call)>> {
    let call = prop_oneof![
        8 => (0_u8..2, -1_i64..=1).prop_map(|(device, steps)| Call::LogOn(device, Some(steps))),
        2 => (0_u8..2, -1_i64..=1).prop_map(|(device, steps)| Call::StepUp(device, Some(steps))),
        1 => (0_u8..2, 0_i64..=1, any::<bool>()).prop_map(|(device, steps, at)| Call::Resynchronise(device, steps, at)),
        1 => Just(Call::Attach(true)),
    ];
    prop::collection::vec((0_u64..20, call), 20..60)
}

proptest! {
    // Each resynchronisation looks at hundreds of codes.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_call_moves_a_brake_but_its_own_which_falls_by_a_success_a_reset_or_the_desk_and_ends(
        preset in prop::sample::select(Preset::ALL.to_vec()),
        calls in calls(900),
    ) {
        let mut world = World::new(preset.policy());
        let mut failed_at = BRAKES.map(|_| None::<UnixMillis>);
        for (pause_secs, call) in calls {
            world.now = world.now.plus_secs(pause_secs);
            let before = BRAKES.map(|brake| world.throttle(brake).clone());
            let came = world.call(&call);
            for ((brake, before), failed_at) in BRAKES.into_iter().zip(before).zip(&mut failed_at) {
                let after = world.throttle(brake);
                let outcome = came.to.iter().find(|(moved, _)| *moved == brake).map(|(_, outcome)| *outcome);
                let is_blocked = before.check(world.now).is_err();
                match outcome {
                    // Neither what is not judged nor what is met by a block moves anything.
                    None => prop_assert_eq!(after, &before, "{:?} {:?}", call, brake),
                    Some(Outcome::Right | Outcome::Ended) => prop_assert!(after.is_unused(), "{:?} {:?}", call, brake),
                    Some(Outcome::Wrong) => {
                        prop_assert!(!is_blocked, "{:?} was looked at", call);
                        let reset = world.rule(brake).reset_after_secs;
                        let is_reset = reset.zip(*failed_at).is_some_and(|(secs, at)| world.now >= at.plus_secs(secs));
                        prop_assert_eq!(after.failures, if is_reset { 1 } else { before.failures + 1 });
                        *failed_at = Some(world.now);
                    }
                }
            }
        }
        for brake in BRAKES {
            match world.throttle(brake).check(world.now) {
                Ok(()) => {}
                Err(Wait { until: Some(until), .. }) => prop_assert_eq!(world.throttle(brake).check(until), Ok(())),
                Err(Wait { until: None, locked, .. }) => {
                    prop_assert!(locked && world.rule(brake).locks.iter().any(|lock| lock.end == LockEnd::AtDesk));
                }
            }
        }
        // What the desk's lock keeps, the desk gives back.
        world.call(&Call::Unlock);
        prop_assert!(BRAKES.iter().all(|brake| world.throttle(*brake).check(world.now).is_ok()));
    }

    #[test]
    fn no_sequence_of_calls_has_any_of_two_devices_take_a_code_twice_or_an_earlier_one_after_a_later_one(
        replay in prop::sample::select(vec![ReplayRule::NeverBackwards, ReplayRule::UsedCodes, ReplayRule::ExactSteps]),
        window in 0_u64..=4,
        drift_is_recorded: bool,
        calls in calls(90),
    ) {
        let policy = Policy { replay, drift_is_recorded, throttle: ThrottleRule::OFF, ..with_window(window) };
        let mut world = World::new(policy);
        let mut taken: Vec<(DeviceId, u64)> = Vec::new();
        for (pause_secs, call) in calls {
            world.now = world.now.plus_secs(pause_secs);
            for (device, step) in world.call(&call).taken {
                prop_assert!(world.account.device(&device).is_some(), "{:?} took a code of a device that is gone", call);
                let mut earlier = taken.iter().filter(|(of, _)| *of == device).map(|(_, step)| *step);
                let is_new = match replay {
                    ReplayRule::NeverBackwards => earlier.all(|earlier| earlier < step),
                    _ => earlier.all(|earlier| earlier != step),
                };
                prop_assert!(is_new, "{:?} took {} of {:?} again", call, step, device);
                taken.push((device, step));
            }
        }
    }

    #[test]
    fn no_sequence_of_calls_has_a_device_take_a_code_twice_whatever_policy_comes_into_force_in_between(
        puts in prop::collection::vec(prop::option::weighted(0.4, prop::sample::select(Preset::ALL.to_vec())), 60),
        calls in calls_within_a_window(),
    ) {
        let put = |preset: Preset| Policy { throttle: ThrottleRule::OFF, ..preset.policy() };
        let mut world = World::new(put(Preset::Aws));
        let mut taken: Vec<(DeviceId, u64)> = world.taken_at_first.clone();
        for ((pause_secs, call), preset) in calls.into_iter().zip(puts) {
            world.now = world.now.plus_secs(pause_secs);
            if let Some(preset) = preset {
                world.put(put(preset));
            }
            for (device, step) in world.call(&call).taken {
                let is_new = taken.iter().all(|(of, earlier)| *of != device || *earlier != step);
                prop_assert!(is_new, "{:?} took {} of {:?} again", call, step, device);
                taken.push((device, step));
            }
        }
    }
}
