//! What the audit trail tells of the time before a scenario begins.

use super::{DevicePlan, Scenario, Standing};
use crate::console::{Happening, KeyEnd, Refusal, Retirement};
use crate::otp::DAY_SECS;

/// How long ago the account was opened, in seconds: thirty days.
pub(super) const OPENED_AGO_SECS: i64 = 30 * DAY_SECS.cast_signed();

/// How long ago the last device was bound, in seconds: a day. Each one before it was bound a day earlier.
const LAST_DEVICE_AGO_SECS: i64 = DAY_SECS.cast_signed();

/// The time between two wrong codes, in seconds.
const FAILURE_EVERY_SECS: i64 = 300;

/// How long ago the device at this position was bound, or its key shown, in seconds.
pub(super) fn device_ago_secs(scenario: &Scenario, position: usize) -> i64 {
    let later = scenario.account.devices.len().saturating_sub(position + 1);
    LAST_DEVICE_AGO_SECS.saturating_mul(i64::try_from(later).unwrap_or_default() + 1)
}

/// How long ago the recovery codes were made, in seconds: just after the last device was bound.
pub(super) const fn recovery_codes_ago_secs() -> i64 {
    LAST_DEVICE_AGO_SECS - 120
}

/// The lines of the trail, the earliest first, each with how long ago it was, in seconds.
pub(super) fn history(scenario: &Scenario) -> Vec<(i64, Happening)> {
    let account = &scenario.account;
    let mut lines = vec![(OPENED_AGO_SECS, Happening::AccountOpened)];
    let mut before = None::<&DevicePlan>;
    for (position, device) in account.devices.iter().enumerate() {
        let ago = device_ago_secs(scenario, position);
        lines.push((ago + 60, Happening::KeyShown));
        let follows_replaced =
            matches!(before, Some(DevicePlan { standing: Standing::Retired(Retirement::Replaced), .. }));
        lines.push((
            ago,
            match device.standing {
                Standing::NeverBound => Happening::KeyEnded(KeyEnd::Closed),
                Standing::Bound | Standing::Retired(_) => {
                    Happening::DeviceAttached { replaced: follows_replaced, judgement: None }
                }
            },
        ));
        before = Some(device);
    }
    if !account.recovery_codes.is_empty() {
        let ago = recovery_codes_ago_secs();
        lines.extend([(ago, Happening::RecoveryCodesShown), (ago - 60, Happening::RecoveryCodesKept)]);
    }
    for failure in (1..=i64::from(account.code_failures)).rev() {
        let refused =
            Happening::CodeRefused { refusal: Refusal::Wrong, locked: false, judgement: None, of_attempt: None };
        lines.push((FAILURE_EVERY_SECS * failure, refused));
    }
    lines
}
