//! Every scenario can be set, is consistent on both sides, and can be followed to its end.

mod stage;

use self::stage::Stage;
use super::scenarios::scenario;
use super::{Draft, Evidence, Goal, PlantError, Planted, RANDOM_BYTES, Scenario, ScenarioName, Standing, progress};
use crate::authenticator::Entry;
use crate::console::{
    Account, AuditEvent, DeviceId, Happening, Judgement, OpenedKeys, Place, Refusal, SealedKey, Username, Verdict,
    password, second_factor,
};
use crate::otp::{Secret, UnixMillis};
use crate::stage::{App, Phone};

const NOW: UnixMillis = UnixMillis(2_000_000_017_500);

fn all() -> impl Iterator<Item = &'static Scenario> {
    ScenarioName::ALL.into_iter().map(scenario)
}

/// Bytes that look random and are the same every time.
fn random() -> Vec<u8> {
    (0..RANDOM_BYTES as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

/// Sets the stage; the stand-in for sealing is to leave the key as it is.
fn plant(scenario: &'static Scenario) -> Planted {
    let draft = Draft::new(scenario, &random(), NOW).unwrap();
    let sealed = draft.keys().map(|key| SealedKey(key.as_bytes().to_vec())).collect();
    let hashes = vec![password::dummy_hash(); draft.recovery_codes.len()];
    draft.plant(password::dummy_hash(), hashes, sealed).unwrap()
}

fn keys_of(account: &Account) -> OpenedKeys {
    let mut keys = OpenedKeys::default();
    let retired = account.retired_devices.iter().map(|retired| &retired.device);
    for device in account.devices.iter().chain(retired) {
        keys.add(device.id.clone(), Secret::from_bytes(device.sealed_key.0.clone()).unwrap());
    }
    keys
}

#[test]
fn names_are_unique_and_found_by_their_keys() {
    for name in ScenarioName::ALL {
        assert_eq!(ScenarioName::of_key(name.key()), Some(name));
        assert_eq!(scenario(name).name, name);
    }
    assert_eq!(ScenarioName::of_key("no-such-scenario"), None);
}

#[test]
fn the_phones_have_only_what_their_stores_offer() {
    for scenario in all() {
        for plan in scenario.phones {
            for app in plan.apps {
                let offered = App::available_for(plan.kind).iter().any(|offered| offered.is_same_app(*app));
                assert!(offered, "{:?}: {app:?} on {:?}", scenario.name, plan.kind);
            }
        }
    }
}

#[test]
fn what_a_person_types_is_what_the_console_takes() {
    for scenario in all() {
        let account = &scenario.account;
        assert_eq!(Username::parse(account.username).unwrap().as_str(), account.username);
        assert_eq!(password::check_new(account.password), Ok(()), "{:?}", scenario.name);
    }
}

#[test]
fn a_code_of_each_entry_is_judged_as_the_plan_says() {
    for scenario in all() {
        let planted = plant(scenario);
        let policy = scenario.policy.policy();
        let keys = keys_of(&planted.account);
        for (position, device) in scenario.account.devices.iter().enumerate() {
            // The entries came in device by device, each to its phones.
            for holder in device.holders {
                let earlier = &scenario.account.devices[..position];
                let before = earlier.iter().flat_map(|device| device.holders).filter(|held| held.phone == holder.phone);
                let entry = &planted.phones[holder.phone].entries[before.count()];
                assert_eq!(entry.app, holder.app.key());
                let mut account = planted.account.clone();
                // By the true clock, whatever the phone's shows.
                let code = entry.code_at(NOW);
                let judged = second_factor::judge_code(&mut account, &keys, code.as_str(), NOW, &policy).unwrap();
                match device.standing {
                    Standing::Bound => assert!(judged.is_accepted(), "{:?}: {judged:?}", scenario.name),
                    Standing::Retired(why) => {
                        assert_eq!(judged.verdict, Verdict::Refused(Refusal::Retired { why }));
                    }
                    Standing::NeverBound => assert_eq!(judged.verdict, Verdict::Refused(Refusal::Wrong)),
                }
            }
        }
    }
}

#[test]
fn who_is_logged_on_is_known_to_that_browser() {
    for scenario in all() {
        let planted = plant(scenario);
        assert_eq!(planted.sessions.len(), scenario.account.logged_on_in.len());
        for session in &planted.sessions {
            let browser = planted.browsers.iter().find(|browser| Some(browser.place) == session.place).unwrap();
            assert_eq!(browser.session.as_ref(), Some(&session.id));
            assert!(session.has_fresh_step_up(&planted.account, NOW, &scenario.policy.policy()));
        }
        let phone = &planted.phones[scenario.account.phone].phone;
        assert_eq!(planted.account.phone_number.as_str(), phone.number);
    }
}

#[test]
fn what_happened_before_is_told_as_past_and_is_no_progress() {
    for scenario in all() {
        let planted = plant(scenario);
        assert!(planted.trail.iter().all(|event| event.at < NOW), "{:?}", scenario.name);
        assert!(planted.trail.is_sorted_by_key(|event| event.at), "{:?}", scenario.name);
        assert_eq!(Stage::of(&planted, scenario).progress(), 0, "{:?}", scenario.name);
    }
}

#[test]
fn randomness_that_is_too_short_is_refused() {
    for scenario in all() {
        let refused = Draft::new(scenario, &random()[..40], NOW).err();
        assert_eq!(refused, Some(PlantError::TooFewRandomBytes), "{:?}", scenario.name);
    }
}

#[test]
fn a_stage_is_not_set_with_a_key_missing() {
    let draft = Draft::new(scenario(ScenarioName::WrongClock), &random(), NOW).unwrap();
    assert_eq!(draft.plant(password::dummy_hash(), Vec::new(), Vec::new()).err(), Some(PlantError::Impossible));
}

#[test]
fn each_goal_is_seen_when_it_is_reached_and_not_before() {
    for name in ScenarioName::ALL {
        let (mut stage, goals) = (Stage::set(name), scenario(name).goals);
        for (position, goal) in goals.iter().enumerate() {
            assert_eq!(stage.progress(), position, "{name:?} before {goal:?}");
            stage.reach(*goal);
        }
        assert_eq!(stage.progress(), goals.len(), "{name:?}");
    }
}

#[test]
fn what_happens_before_its_turn_does_not_count_later() {
    let mut stage = Stage::set(ScenarioName::ReplacedPhone);
    stage.reach(Goal::CodeAccepted);
    assert_eq!(stage.progress(), 0);
    stage.reach(Goal::RetiredRefused);
    assert_eq!(stage.progress(), 1);
    stage.reach(Goal::CodeAccepted);
    assert_eq!(stage.progress(), 2);
}

#[test]
fn a_stranger_is_not_the_owner() {
    let mut stage = Stage::set(ScenarioName::PhishedCode);
    stage.reach(Goal::CodeAccepted);
    assert_eq!(stage.progress(), 0);
    stage.reach(Goal::StrangerLetIn);
    stage.reach(Goal::ReplayRefused);
    assert_eq!(stage.progress(), 2);
    stage.reach(Goal::StrangerLetIn);
    assert_eq!(stage.progress(), 2);
}

#[test]
fn a_second_phone_is_one_with_an_entry_of_a_second_device() {
    // Another application in the first one's place, on the other phone: there is one device, as before.
    let mut stage = Stage::set(ScenarioName::TwoPhones);
    stage.reach(Goal::AppReady(1));
    stage.attach(true, 1);
    assert_eq!(stage.progress(), 1);
    stage.reach(Goal::CodeAccepted);
    assert_eq!(stage.progress(), 1);
    // A second device, on the phone that has the first one.
    let mut stage = Stage::set(ScenarioName::TwoPhones);
    stage.reach(Goal::AppReady(1));
    stage.attach(false, 0);
    assert_eq!(stage.progress(), 1);
    // The second phone, and then the first device away: back to one.
    stage.reach(Goal::DeviceAdded(1));
    assert_eq!(stage.progress(), 2);
    stage.account.devices.truncate(1);
    assert_eq!(stage.progress(), 1);
}

#[test]
fn a_lock_that_ended_by_itself_counts_as_one_the_desk_ended() {
    let mut stage = Stage::set(ScenarioName::LockedOut);
    stage.reach(Goal::Locked);
    stage.reach(Goal::NotLookedAt);
    assert_eq!(stage.progress(), 2);
    stage.now = stage.now.plus_secs(900);
    stage.reach(Goal::CodeAccepted);
    assert_eq!(stage.progress(), 4);
}

#[test]
fn two_codes_that_do_not_fit_lock_as_well_as_one() {
    let mut stage = Stage::set(ScenarioName::LockedOut);
    let (wrong, right) = (stage.wrong(), stage.accepted());
    assert!(!stage.resynchronise([&wrong, &right]));
    assert_eq!(stage.progress(), 1);
    assert!(!stage.resynchronise([&wrong, &right]));
    assert_eq!(stage.progress(), 2, "they were not looked at");
}

#[test]
fn the_code_of_a_phone_with_a_wrong_clock_is_refused_as_one_of_another_time() {
    for name in [ScenarioName::WrongClock, ScenarioName::Drifted] {
        let scenario = scenario(name);
        let planted = plant(scenario);
        let mut account = planted.account.clone();
        let keys = keys_of(&account);
        let phone = &planted.phones[0];
        let code = phone.entries[0].code_at(phone.phone.now(NOW));
        let policy = scenario.policy.policy();
        let judged = second_factor::judge_code(&mut account, &keys, code.as_str(), NOW, &policy).unwrap();
        assert!(matches!(judged.verdict, Verdict::Refused(Refusal::OutsideWindow { .. })), "{name:?}: {judged:?}");
    }
}
