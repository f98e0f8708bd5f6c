//! Names of devices, what ends one, and how an account changes with them.

use super::*;
use crate::console::fixtures::{self, NOW, device_id};
use crate::console::{Factors, Refusal, second_factor};

fn policy() -> Policy {
    Policy::gov_cloud()
}

#[test]
fn the_length_of_a_step_is_stored_as_its_seconds() {
    let mut stored = serde_json::to_value(fixtures::device(1)).unwrap();
    assert_eq!(stored["period_secs"], 30);
    assert_eq!(serde_json::from_value::<Device>(stored.clone()).unwrap(), fixtures::device(1));
    stored["period_secs"] = 0.into();
    assert!(serde_json::from_value::<Device>(stored).is_err(), "a damaged record has no codes");
}

#[test]
fn a_name_is_trimmed_short_and_no_others() {
    let (account, _) = fixtures::bound(&[1, 2]);
    assert_eq!(account.checked_device_name("  Tablet ", None), Ok("Tablet".to_owned()));
    assert_eq!(account.checked_device_name(" ", None), Err(DeviceNameError::Empty));
    assert_eq!(account.checked_device_name("phone 1", None), Err(DeviceNameError::Taken));
    assert_eq!(account.checked_device_name("phone 1", Some(&device_id(1))), Ok("phone 1".to_owned()));
    assert!(account.checked_device_name(&"机".repeat(40), None).is_ok());
    assert_eq!(account.checked_device_name(&"机".repeat(41), None), Err(DeviceNameError::TooLong));
}

#[test]
fn a_free_name_counts_up_and_never_collides() {
    let (mut account, _) = fixtures::bound(&[1, 2, 3]);
    assert_eq!(account.free_device_name("Phone"), "Phone");
    account.devices[0].name = None;
    assert_eq!(account.free_device_name("Phone"), "Phone 4");
    assert_eq!(account.free_device_name("Tablet"), "Tablet 2", "a nameless one is called by the base");
}

#[test]
fn v11_a_device_is_renamed_and_removed_only_after_an_existing_factor_was_shown_lately() {
    let (before, _) = fixtures::bound(&[1, 2]);
    let now = NOW.plus_secs(10_000);
    let stale = fixtures::session(&before, Factors::PasswordAndCode, now.offset_secs(-1_200));
    let password_alone = fixtures::session(&before, Factors::Password, now);
    let trusted = fixtures::session(&before, Factors::PasswordAndTrustedBrowser, now);
    for session in [&stale, &password_alone, &trusted] {
        let mut account = before.clone();
        let refused = account.rename_device(session, &device_id(1), "Tablet", now, &policy()).verdict;
        assert_eq!(refused, Err(DeviceRefusal::StepUpNeeded));
        let refused = account.remove_device(session, &device_id(1), now, &policy());
        assert_eq!((refused.verdict, refused.happened), (Err(DeviceRefusal::StepUpNeeded), None));
        assert_eq!(account, before);
    }
    let fresh = fixtures::session(&before, Factors::PasswordAndCode, now.offset_secs(-1_199));
    let mut account = before.clone();
    let taken = account.rename_device(&fresh, &device_id(1), "Phone 2", now, &policy()).verdict;
    assert_eq!(taken, Err(DeviceRefusal::Name(DeviceNameError::Taken)));
    let renamed = account.rename_device(&fresh, &device_id(1), " Tablet", now, &policy());
    assert_eq!(renamed.happened, Some(Happening::DeviceRenamed(device_id(1))));
    assert_eq!(account.devices[0].name.as_deref(), Some("Tablet"));
    let removed = account.remove_device(&fresh, &device_id(1), now, &policy());
    assert_eq!(removed.happened, Some(Happening::DeviceRemoved(device_id(1))));
    let again = account.remove_device(&fresh, &device_id(1), now, &policy()).verdict;
    assert_eq!(again, Err(DeviceRefusal::Gone));
    assert_eq!(account.remove_device(&fresh, &device_id(2), now, &policy()).verdict, Ok(()), "the last one, too");
}

#[test]
fn the_codes_of_each_replaced_application_are_told_as_such_after_many_switches() {
    let last = u8::try_from(RETIRED_DEVICES_MAX).unwrap() + 2;
    let (mut account, mut keys) = fixtures::bound(&[1]);
    let at = |step: u8| NOW.plus_secs(60 * u64::from(step));
    for next in 2..=last {
        account.devices.push(fixtures::device(next));
        keys.add(device_id(next), fixtures::secret(next));
        assert!(account.retire(&device_id(next - 1), Retirement::Replaced, at(next)));
    }
    let now = at(last + 1);
    let judged = |device: u8| {
        let code = fixtures::code_of(device, now);
        second_factor::judge_code(&mut account.clone(), &keys, &code, now, &policy()).unwrap().verdict
    };
    let replaced = Verdict::Refused(Refusal::Retired { why: Retirement::Replaced });
    // All but the very first one, which is a switch too long ago.
    assert_eq!(judged(1), Verdict::Refused(Refusal::Wrong));
    assert!((2..last).all(|device| judged(device) == replaced));
    assert!(matches!(judged(last), Verdict::Accepted { .. }));
}

#[test]
fn an_account_tells_which_way_its_devices_have_changed() {
    let (before, _) = fixtures::bound(&[1, 2]);
    let mut renamed = before.clone();
    renamed.devices[0].name = Some("Tablet".to_owned());
    let mut switched = before.clone();
    switched.devices.push(Device { attached_at: NOW.plus_secs(60), ..fixtures::device(3) });
    // More is no loss; a switch is one of each, though there are as many as before.
    for (after, lost, gained) in [(&renamed, false, false), (&switched, false, true)] {
        assert_eq!((after.has_lost_a_device_since(&before), after.has_gained_a_device_since(&before)), (lost, gained));
    }
    assert!(switched.retire(&device_id(1), Retirement::Replaced, NOW));
    assert!(switched.has_lost_a_device_since(&before) && switched.has_gained_a_device_since(&before));
    assert!(switched.has_device_attached_after(NOW.plus_secs(59)));
    assert!(!switched.has_device_attached_after(NOW.plus_secs(60)) && !before.has_device_attached_after(NOW));
}

#[test]
fn a_removed_devices_codes_fail_at_once_and_are_told_as_such() {
    let (mut account, keys) = fixtures::bound(&[1, 2]);
    let now = NOW.plus_secs(60);
    let session = fixtures::session(&account, Factors::PasswordAndCode, now);
    account.remove_device(&session, &device_id(1), now, &policy()).verdict.unwrap();
    let judged = second_factor::judge_code(&mut account, &keys, &fixtures::code_of(1, now), now, &policy());
    let removed = Verdict::Refused(Refusal::Retired { why: Retirement::Removed });
    assert_eq!(judged.unwrap().verdict, removed);
    let at = now.plus_secs(5);
    let other = second_factor::judge_code(&mut account, &keys, &fixtures::code_of(2, at), at, &policy()).unwrap();
    assert!(other.is_accepted());
}
