//! Every scenario can be set, is consistent on both sides, and can be followed to its end.

use super::scenarios::scenario;
use super::{Draft, Evidence, Goal, PlantError, Planted, RANDOM_BYTES, Scenario, ScenarioName, Standing, progress};
use crate::authenticator::Entry;
use crate::console::{
    Account, AuditEvent, Device, DeviceId, Happening, Judgement, OpenedKeys, Place, Refusal, Retirement, SealedKey,
    Username, Verdict, password, second_factor,
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
        assert_eq!(Stage::of(&planted).progress(scenario), 0, "{:?}", scenario.name);
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

/// A planted stage on which something happens.
struct Stage {
    trail: Vec<AuditEvent>,
    account: Account,
    phones: Vec<(Phone, Vec<Entry>)>,
}

impl Stage {
    fn of(planted: &Planted) -> Self {
        let phones = planted.phones.iter().map(|planted| (planted.phone.clone(), planted.entries.clone())).collect();
        Self { trail: planted.trail.clone(), account: planted.account.clone(), phones }
    }

    fn progress(&self, scenario: &Scenario) -> usize {
        let accounts = std::slice::from_ref(&self.account);
        progress(scenario, &Evidence { trail: &self.trail, accounts, phones: &self.phones })
    }

    fn happens_in(&mut self, place: Place, what: Happening) {
        let at = NOW.plus_secs(self.trail.len() as u64);
        let random = [self.trail.len() as u8; 16];
        let event = AuditEvent::new(random, at, Some(self.account.id.clone()), what);
        self.trail.push(AuditEvent { place: Some(place), ..event });
    }

    fn happens(&mut self, what: Happening) {
        self.happens_in(Place::Office, what);
    }

    fn judgement(&self, verdict: Verdict) -> Judgement {
        let device = self.account.devices.last().map(|device| device.id.clone());
        Judgement { verdict, device, current_step: 7, last_accepted_step: None, failures: 0, next: None }
    }

    fn accepted_in(&mut self, place: Place) {
        let judgement = self.judgement(Verdict::Accepted { step: 7, offset_steps: 0 });
        self.happens_in(place, Happening::code_judged(&judgement));
    }

    fn refused(&mut self, refusal: Refusal) {
        let judgement = self.judgement(Verdict::Refused(refusal));
        self.happens(Happening::code_judged(&judgement));
    }

    fn attached(&mut self, replaced: bool) {
        let device = Device {
            id: DeviceId::from_random([9; 16]),
            sealed_key: SealedKey(vec![1; 20]),
            algorithm: crate::otp::Algorithm::Sha1,
            digits: crate::otp::Digits::SIX,
            period: crate::otp::Period::THIRTY,
            attached_at: NOW.plus_secs(60),
            last_accepted_step: 0,
            name: None,
            drift_steps: None,
            used_steps: Vec::new(),
        };
        self.account.devices.push(device);
        self.happens(Happening::DeviceAttached { replaced, judgement: None });
    }

    /// Lets happen what reaches the goal.
    fn reach(&mut self, goal: Goal) {
        match goal {
            Goal::IdentityProved => self.happens(Happening::PhoneCodeAccepted),
            Goal::AppReady(phone) => self.phones[phone].0.installed_apps.push(App::GoogleAuthenticator),
            Goal::AppUpdated(phone) => {
                for app in &mut self.phones[phone].0.installed_apps {
                    if let App::AlibabaCloud { version } = app {
                        *version = (4, 6);
                    }
                }
            }
            Goal::DeviceAttached => self.attached(false),
            Goal::DeviceReplaced => self.attached(true),
            Goal::LoggedOut => self.happens(Happening::LoggedOut),
            Goal::CodeAccepted | Goal::NewestDeviceAccepted => self.accepted_in(Place::Office),
            Goal::OtherTimeRefused => self.refused(Refusal::OutsideWindow { offset_steps: -8 }),
            Goal::WrongRefused => self.refused(Refusal::Wrong),
            Goal::RetiredRefused => self.refused(Refusal::Retired { why: Retirement::Replaced }),
            Goal::ReplayRefused => self.refused(Refusal::Replayed { step: 7 }),
            Goal::Locked => {
                let refused =
                    Happening::CodeRefused { refusal: Refusal::Wrong, locked: true, judgement: None, of_attempt: None };
                self.happens(refused);
            }
            Goal::NotLookedAt => self.happens(Happening::CodeNotLookedAt),
            Goal::LockOver => self.happens(Happening::Unlocked),
            Goal::ClockRight(phone) => self.phones[phone].0.set_clock_offset_secs(3),
            Goal::NoEntryOn(phone) => self.phones[phone].1.clear(),
            Goal::OneEntryLeft => {
                self.phones[0].1.remove(0);
            }
            Goal::StrangerLetIn => self.accepted_in(Place::Elsewhere),
            Goal::SessionEnded => self.happens(Happening::OtherSessionsEnded),
            Goal::AppealSubmitted => self.happens(Happening::AppealSubmitted),
            Goal::AppealApproved => self.happens(Happening::AppealApproved),
            Goal::AppealTookEffect => self.happens(Happening::AppealTookEffect),
            Goal::RecoveryCodeAccepted => self.happens(Happening::RecoveryCodeAccepted { left: 9 }),
            Goal::Resynchronised => {
                let device = DeviceId::from_random([9; 16]);
                self.happens(Happening::Resynchronised { device, drift_steps: 10, judgement: None });
            }
        }
    }
}

#[test]
fn each_goal_is_seen_when_it_is_reached_and_not_before() {
    for scenario in all() {
        let mut stage = Stage::of(&plant(scenario));
        for (position, goal) in scenario.goals.iter().enumerate() {
            assert_eq!(stage.progress(scenario), position, "{:?} before {goal:?}", scenario.name);
            stage.reach(*goal);
        }
        assert_eq!(stage.progress(scenario), scenario.goals.len(), "{:?}", scenario.name);
    }
}

#[test]
fn what_happens_before_its_turn_does_not_count_later() {
    let scenario = scenario(ScenarioName::ReplacedPhone);
    let mut stage = Stage::of(&plant(scenario));
    stage.accepted_in(Place::Office);
    assert_eq!(stage.progress(scenario), 0);
    stage.refused(Refusal::Retired { why: Retirement::Replaced });
    assert_eq!(stage.progress(scenario), 1);
    stage.accepted_in(Place::Office);
    assert_eq!(stage.progress(scenario), 2);
}

#[test]
fn a_stranger_is_not_the_owner() {
    let phished = scenario(ScenarioName::PhishedCode);
    let mut stage = Stage::of(&plant(phished));
    stage.accepted_in(Place::Office);
    assert_eq!(stage.progress(phished), 0);
    stage.accepted_in(Place::Elsewhere);
    stage.refused(Refusal::Replayed { step: 7 });
    assert_eq!(stage.progress(phished), 2);
    stage.accepted_in(Place::Elsewhere);
    assert_eq!(stage.progress(phished), 2);
}

#[test]
fn a_lock_that_ended_by_itself_counts_as_one_the_desk_ended() {
    let scenario = scenario(ScenarioName::LockedOut);
    let mut stage = Stage::of(&plant(scenario));
    stage.reach(Goal::Locked);
    stage.reach(Goal::NotLookedAt);
    assert_eq!(stage.progress(scenario), 2);
    stage.accepted_in(Place::Office);
    assert_eq!(stage.progress(scenario), 4);
}

#[test]
fn a_wrong_code_does_lock_the_account_that_is_nearly_locked() {
    let scenario = scenario(ScenarioName::LockedOut);
    let mut account = plant(scenario).account;
    let keys = keys_of(&account);
    let wrong = (0..).map(|number| format!("{number:06}")).find(|code| {
        let judged = second_factor::judge_code(&mut account.clone(), &keys, code, NOW, &scenario.policy.policy());
        judged.unwrap().verdict == Verdict::Refused(Refusal::Wrong)
    });
    let judged = second_factor::judge_code(&mut account, &keys, &wrong.unwrap(), NOW, &scenario.policy.policy());
    assert!(judged.unwrap().next.is_some_and(|wait| wait.locked));
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
