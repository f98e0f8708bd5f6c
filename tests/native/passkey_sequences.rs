//! What holds of any sequence of a passkey's questions and answers, at logon and before a sensitive action.

use counterpart::console::passkey;
use counterpart::console::*;
use counterpart::otp::UnixMillis;
use proptest::prelude::*;

use crate::ways::{account, attempt, session};
use crate::ways_passkey::{COUNTER, NOW, add, fixture, site};

/// How long a question waits for its answer, in seconds.
const QUESTION_SECS: u64 = 300;

/// Something that is asked or answered: at logon, or before a sensitive action.
#[derive(Clone, Debug)]
enum Call {
    Ask(bool),
    /// An answer with this count, whose signature is right or not.
    Answer(bool, u8, bool),
}

/// Calls, each so many seconds after the one before.
fn calls() -> impl Strategy<Value = Vec<(u64, Call)>> {
    let right = prop_oneof![4 => Just(true), 1 => Just(false)];
    let call = prop_oneof![
        any::<bool>().prop_map(Call::Ask),
        (any::<bool>(), 0_u8..8, right).prop_map(|(at, count, right)| Call::Answer(at, count, right)),
    ];
    prop::collection::vec((prop_oneof![4 => 0_u64..60, 1 => 250_u64..350], call), 1..40)
}

proptest! {
    #[test]
    fn no_sequence_of_calls_has_a_question_answered_twice_or_late_or_by_a_count_of_before(
        calls in calls(),
        counted in 0_u8..3,
    ) {
        let account = account();
        let mut passkey = Passkey { sign_count: counted.into(), ..add(&fixture().credential()).unwrap() };
        let mut attempt = LogOnAttempt { expires_at: NOW.plus_secs(1_000_000), ..attempt(&account, NOW) };
        let mut session = session(&account, Factors::PasswordAndTrustedBrowser, NOW);
        let (mut now, mut asked, mut last) = (NOW, [None; 2], counted);
        for (pause_secs, call) in calls {
            now = now.plus_secs(pause_secs);
            match call {
                Call::Ask(at_log_on) => {
                    let challenge = if at_log_on { &mut attempt.challenge } else { &mut session.challenge };
                    *challenge = fixture().challenge(now);
                    asked[usize::from(at_log_on)] = Some(now);
                }
                Call::Answer(at_log_on, count, right) => {
                    let mut answer = fixture().answer();
                    answer.authenticator_data[COUNTER] = count;
                    let (site, stepped_up_at, of) = (site(), session.stepped_up_at, Some(&mut passkey));
                    let shown = passkey::Shown { answer: &answer, signature_right: right, site: &site };
                    let is_taken = if at_log_on {
                        let id = SessionId::from_random([6; 32]);
                        passkey::log_on(of, &account, &mut attempt, shown, id, now).verdict.is_ok()
                    } else {
                        passkey::step_up(of, &account, &mut session, shown, now).verdict.is_ok()
                    };
                    let asked_at = asked[usize::from(at_log_on)].take();
                    let is_in_time = asked_at.is_some_and(|at| now < UnixMillis::plus_secs(at, QUESTION_SECS));
                    let is_new = count > last || (count == 0 && last == 0);
                    prop_assert_eq!(is_taken, is_in_time && right && is_new, "{:?} after {:?}", call, last);
                    prop_assert_eq!(session.stepped_up_at, if is_taken && !at_log_on { Some(now) } else { stepped_up_at });
                    if is_taken {
                        last = count;
                    }
                }
            }
            prop_assert_eq!(passkey.sign_count, u32::from(last));
        }
    }
}
