//! An account with all that is guessed at, and the calls that can be made to it.

use super::*;
use counterpart::console::desk::accounts::AccountFile;
use counterpart::console::{appeal, recovery};

/// A call. A device is one of those that were ever bound; a number of steps says of which time its code is typed, from now;
/// none: a code of nobody.
#[derive(Clone, Debug)]
pub(super) enum Call {
    LogOn(u8, Option<i64>),
    StepUp(u8, Option<i64>),
    /// The code of this step, and the one before it; at logon or not.
    Resynchronise(u8, i64, bool),
    /// A new device, with a new key; in the first one's place or not.
    Attach(bool),
    Remove(u8),
    /// The next recovery code, or a wrong one.
    RecoveryCode(bool),
    /// In a browser that knows the account or not.
    Password(bool, bool),
    PasswordAgain(bool),
    PhoneCode(bool),
    ResetCode(bool),
    StopCode(bool),
    Unlock,
    DeskReset,
}

/// Calls, each so many seconds after the one before.
pub(super) fn calls(longest_pause_secs: u64) -> impl Strategy<Value = Vec<(u64, Call)>> {
    let near = || prop_oneof![3 => (-4_i64..=4).prop_map(Some), 2 => Just(None)];
    let rarely_right = || prop_oneof![1 => Just(true), 5 => Just(false)];
    let call = prop_oneof![
        6 => (0_u8..4, near()).prop_map(|(device, steps)| Call::LogOn(device, steps)),
        4 => (0_u8..4, near()).prop_map(|(device, steps)| Call::StepUp(device, steps)),
        3 => (0_u8..4, -15_i64..=15, any::<bool>()).prop_map(|(device, steps, at)| Call::Resynchronise(device, steps, at)),
        2 => any::<bool>().prop_map(Call::Attach),
        1 => (0_u8..4).prop_map(Call::Remove),
        3 => rarely_right().prop_map(Call::RecoveryCode),
        3 => (any::<bool>(), rarely_right()).prop_map(|(known, right)| Call::Password(known, right)),
        2 => rarely_right().prop_map(Call::PasswordAgain),
        3 => rarely_right().prop_map(Call::PhoneCode),
        3 => rarely_right().prop_map(Call::ResetCode),
        3 => rarely_right().prop_map(Call::StopCode),
        1 => Just(Call::Unlock),
        1 => Just(Call::DeskReset),
    ];
    prop::collection::vec((0_u64..longest_pause_secs, call), 1..60)
}

/// What a call was to a brake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// What it brakes was right.
    Right,
    /// It was wrong.
    Wrong,
    /// The desk ended it, with the failures.
    Ended,
}

/// What a call came to: for each brake that it moved, and the steps of codes that a device took.
#[derive(Default)]
pub(super) struct Came {
    pub(super) to: Vec<(Brake, Outcome)>,
    pub(super) taken: Vec<(DeviceId, u64)>,
}

pub(super) const BRAKES: [Brake; 7] = [
    Brake::Password,
    Brake::KnownPassword,
    Brake::SecurityCode,
    Brake::PhoneCode,
    Brake::RecoveryCode,
    Brake::ResetCode,
    Brake::StopCode,
];

/// The account with all that hangs on it; its devices are numbered as they are attached.
pub(super) struct World {
    pub(super) account: Account,
    codes: RecoveryCodes,
    reset_brake: NameThrottle,
    stop_brake: NameThrottle,
    attached: u8,
    pub(super) now: UnixMillis,
    policy: Policy,
    /// The steps by which the devices showed themselves with which it began.
    pub(super) taken_at_first: Vec<(DeviceId, u64)>,
}

fn key(device: u8) -> Secret {
    Secret::from_bytes([device; 20]).unwrap()
}

fn id(device: u8) -> DeviceId {
    DeviceId::from_random([device; 16])
}

fn hash(number: usize) -> PasswordHash {
    serde_json::from_value(format!("$argon2id$hash {number}").into()).unwrap()
}

impl World {
    pub(super) fn new(policy: Policy) -> Self {
        let account = account();
        let codes = RecoveryCodes::new(account.id.clone(), [7; 16], (0..200).map(hash).collect(), NOW);
        let [reset_brake, stop_brake] =
            [Guessed::ResetCode, Guessed::StopCode].map(|of| NameThrottle::new(of, "alice"));
        let mut world =
            Self { account, codes, reset_brake, stop_brake, attached: 0, now: NOW, policy, taken_at_first: Vec::new() };
        let first = world.call(&Call::Attach(false)).taken;
        world.now = NOW.plus_secs(60);
        let second = world.call(&Call::Attach(false)).taken;
        world.taken_at_first = [first, second].concat();
        world
    }

    /// Puts another policy in force.
    pub(super) fn put(&mut self, policy: Policy) {
        self.policy = policy;
    }

    pub(super) fn throttle(&self, brake: Brake) -> &Throttle {
        match brake {
            Brake::Password => &self.account.password_throttle,
            Brake::KnownPassword => &self.account.known_throttle,
            Brake::SecurityCode => &self.account.code_throttle,
            Brake::PhoneCode => &self.account.phone_throttle,
            Brake::RecoveryCode => &self.account.recovery_throttle,
            Brake::ResetCode | Brake::KnownResetCode => &self.reset_brake.throttle,
            Brake::StopCode => &self.stop_brake.throttle,
        }
    }

    pub(super) fn rule(&self, brake: Brake) -> ThrottleRule {
        if brake == Brake::SecurityCode { self.policy.throttle } else { self.policy.other_throttle }
    }

    /// One of the devices that were ever bound.
    fn known(&self, device: u8) -> u8 {
        1 + device % self.attached.max(1)
    }

    fn code(&self, device: u8, steps: i64) -> String {
        let totp = Totp::new(&key(self.known(device)), Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        totp.code_at(self.now.offset_secs(steps * 30)).as_str().to_owned()
    }

    fn typed(&self, device: u8, steps: Option<i64>) -> String {
        steps.map_or_else(|| wrong_code(self.now), |steps| self.code(device, steps))
    }

    fn keys(&self) -> OpenedKeys {
        let mut keys = OpenedKeys::default();
        (1..=self.attached).for_each(|device| keys.add(id(device), key(device)));
        keys
    }

    fn attempt(&self) -> LogOnAttempt {
        let (id, expires_at) = (LogOnId::from_random([5; 16]), self.now.plus_secs(600));
        LogOnAttempt { id, account: self.account.id.clone(), expires_at, challenge: None, failures: 0 }
    }

    /// What the lines of a call say of security codes.
    fn judged(lines: impl IntoIterator<Item = Happening>) -> Came {
        let mut came = Came::default();
        for line in lines {
            match line {
                Happening::CodeAccepted { step, judgement, .. } => {
                    came.to.push((Brake::SecurityCode, Outcome::Right));
                    came.taken.push((judgement.unwrap().device.unwrap(), step));
                }
                Happening::Resynchronised { device, judgement, .. } => {
                    came.to.push((Brake::SecurityCode, Outcome::Right));
                    let step = judgement.unwrap().step().unwrap();
                    came.taken.extend([(device.clone(), step - 1), (device, step)]);
                }
                Happening::CodeRefused { .. } | Happening::FactorRefused(_) => {
                    came.to.push((Brake::SecurityCode, Outcome::Wrong));
                }
                _ => {}
            }
        }
        came
    }

    /// What a verdict says of its brake: `waits` tells a refusal that looked at nothing.
    fn of<T, E>(brake: Brake, verdict: &Result<T, E>, waits: impl Fn(&E) -> bool) -> Came {
        let to = match verdict {
            Ok(_) => vec![(brake, Outcome::Right)],
            Err(refusal) if waits(refusal) => Vec::new(),
            Err(_) => vec![(brake, Outcome::Wrong)],
        };
        Came { to, taken: Vec::new() }
    }

    pub(super) fn call(&mut self, call: &Call) -> Came {
        let (now, policy, keys) = (self.now, self.policy.clone(), self.keys());
        let phone_code = || PhoneCode::new([0; 8], now, &policy);
        let six = |right: bool| if right { "000000" } else { "000001" };
        match call {
            Call::LogOn(device, steps) => {
                let (typed, mut attempt) = (self.typed(*device, *steps), self.attempt());
                let session = SessionId::from_random([6; 32]);
                let account = &mut self.account;
                Self::judged(logon::submit_code(account, &mut attempt, &keys, &typed, session, now, &policy).happened)
            }
            Call::StepUp(device, steps) => {
                let (typed, mut session) = (self.typed(*device, *steps), session(&self.account, now));
                Self::judged(step_up::by_code(&mut self.account, &mut session, &keys, &typed, now, &policy).happened)
            }
            Call::Resynchronise(device, steps, at_log_on) => {
                let codes = [self.code(*device, steps - 1), self.code(*device, *steps)];
                let codes = codes.each_ref().map(|code| TypedCode { code, typed_at: now });
                let (mut attempt, account) = (self.attempt(), &mut self.account);
                Self::judged(if *at_log_on {
                    resynchronise::at_log_on(account, &mut attempt, &keys, codes, now, &policy).happened
                } else {
                    resynchronise::resynchronise(account, None, &keys, codes, now, &policy).happened
                })
            }
            Call::Attach(replaces) => self.attach(*replaces),
            Call::Remove(device) => {
                let (session, device) = (session(&self.account, now), id(self.known(*device)));
                let _ = self.account.remove_device(&session, &device, now, &policy);
                Came::default()
            }
            Call::RecoveryCode(right) => {
                let typed = if *right { self.codes.left[0].clone() } else { hash(999) };
                let verdict = recovery::judge(&mut self.codes, &mut self.account, &typed, now, &policy).verdict;
                let waits = |why: &_| matches!(why, RecoveryRefusal::Wait(_) | RecoveryRefusal::NotOffered);
                Self::of(Brake::RecoveryCode, &verdict, waits)
            }
            Call::Password(known, right) => {
                let ids = LogOnIds { attempt: LogOnId::from_random([7; 16]), session: SessionId::from_random([8; 32]) };
                let known_accounts = if *known { vec![self.account.id.clone()] } else { Vec::new() };
                let browser = BrowserState { known_accounts, ..BrowserState::default() };
                let mut subject = Subject::Known(self.account.clone()).in_browser(&browser);
                let verdict = logon::submit_password(&mut subject, checked(*right), ids, now, &policy).verdict;
                let (Subject::Known(account) | Subject::Met(account)) = subject else { unreachable!("it stays known") };
                self.account = account;
                let verdict = if let PasswordVerdict::Refused(refusal) = verdict { Err(refusal) } else { Ok(()) };
                let brake = if *known { Brake::KnownPassword } else { Brake::Password };
                Self::of(brake, &verdict, |why| matches!(why, PasswordRefusal::Wait(_)))
            }
            Call::PasswordAgain(right) => {
                let verdict =
                    appeal::ticket(&mut self.account, checked(*right), LogOnId::from_random([7; 16]), now, &policy)
                        .verdict;
                let waits = |why: &_| matches!(why, TicketRefusal::Wait(_) | TicketRefusal::NothingBound);
                Self::of(Brake::KnownPassword, &verdict, waits)
            }
            Call::PhoneCode(right) => {
                let verdict = phone_code().submit(&mut self.account.phone_throttle, six(*right), now, &policy);
                Self::of(Brake::PhoneCode, &verdict, |why| matches!(why, PhoneCodeRefusal::Wait { .. }))
            }
            Call::ResetCode(right) => {
                let (account, phone_number, password_salt) = (Some(self.account.id.clone()), None, None);
                let (id, expires_at) = (ResetId::from_random([7; 16]), now.plus_secs(600));
                let username = "alice".to_owned();
                let phone_code = phone_code();
                let mut reset =
                    PasswordReset { id, username, account, phone_number, password_salt, phone_code, expires_at };
                let (account, brake) = (Some(&mut self.account), &mut self.reset_brake);
                let verdict = reset.confirm(account, brake, six(*right), hash(998), now, &policy).verdict;
                let waits = |why: &_| matches!(why, ResetRefusal::PhoneCode(PhoneCodeRefusal::Wait { .. }));
                let mut came = Self::of(Brake::ResetCode, &verdict, waits);
                // A new password has not been failed at.
                if verdict.is_ok() {
                    came.to.extend([Brake::Password, Brake::KnownPassword].map(|brake| (brake, Outcome::Right)));
                }
                came
            }
            Call::StopCode(right) => {
                let mut appeal = self.appeal();
                let typed = if *right { appeal.stop_code.for_carrier().to_owned() } else { "99999999".to_owned() };
                let brake = &mut self.stop_brake.throttle;
                let verdict = appeal::stop_by_code(Some(&mut appeal), brake, &typed, now, &policy).verdict;
                Self::of(Brake::StopCode, &verdict, |why| matches!(why, StopRefusal::Wait(_)))
            }
            Call::Unlock => {
                let mut file = self.file();
                let _ = file.unlock();
                self.take(file);
                Came { to: BRAKES.map(|brake| (brake, Outcome::Ended)).to_vec(), taken: Vec::new() }
            }
            Call::DeskReset => {
                let mut file = self.file();
                let reset = file.reset(now).verdict.is_ok();
                self.take(file);
                let brakes = [Brake::SecurityCode, Brake::RecoveryCode].map(|brake| (brake, Outcome::Ended));
                Came { to: if reset { brakes.to_vec() } else { Vec::new() }, taken: Vec::new() }
            }
        }
    }

    /// Attaches a new device, in the first one's place or beside it. The first one of all needs the phone's code.
    fn attach(&mut self, replaces: bool) -> Came {
        let (now, policy, mut came) = (self.now, self.policy.clone(), Came::default());
        let mut session = session(&self.account, now);
        let mut binding = Binding::new(self.account.id.clone());
        let replaced = self.account.devices.first().filter(|_| replaces).map(|device| device.id.clone());
        let _ = binding.open(&self.account, &session, replaced, now, &policy);
        if !self.account.has_device() {
            let Ok(code) = binding.send_phone_code(&self.account, [0; 8], now, &policy).verdict else { return came };
            let verdict = binding.submit_phone_code(&mut self.account, code.for_carrier(), now, &policy).verdict;
            came = Self::of(Brake::PhoneCode, &verdict, |why| matches!(why, PhoneCodeRefusal::Wait { .. }));
        }
        let (device, shown) = (self.attached + 1, BindingKeyId::from_random([9; 16]));
        let sealed = SealedKey(vec![device]);
        let linked = binding.show_key(shown.clone(), sealed, &self.account, &session, now, &policy).verdict;
        if linked.is_err() {
            return came;
        }
        let (secret, name) = (key(device), self.account.free_device_name("Phone"));
        let totp = Totp::new(&secret, Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        let codes = [-30, 0].map(|secs| totp.code_at(now.offset_secs(secs)).as_str().to_owned());
        let codes = [codes[0].as_str(), codes[1].as_str()];
        let wanted = policy.codes_to_confirm.clamp(1, 2);
        let codes = &codes[usize::from(2 - wanted)..];
        let attachment = Attachment { key: &shown, secret: &secret, codes, name: &name, device: &id(device) };
        binding.attach(&mut self.account, &mut session, attachment, now, &policy).verdict.unwrap();
        self.attached = device;
        came.to.push((Brake::SecurityCode, Outcome::Right));
        let last = totp.step_at(now);
        came.taken.extend((last + 1 - u64::from(wanted)..=last).map(|step| (id(device), step)));
        came
    }

    /// An appeal that waits.
    fn appeal(&self) -> Appeal {
        let document = Document { file_name: String::new(), media_type: String::new(), bytes: Vec::new() };
        Appeal {
            id: AppealId::next_of(&self.account.id, 0),
            account: self.account.id.clone(),
            username: self.account.username.clone(),
            name: String::new(),
            reason: String::new(),
            document,
            submitted_at: self.now,
            state: AppealState::Waiting,
            stop_code: StopCode::new([0; 8]),
        }
    }

    fn file(&self) -> AccountFile {
        AccountFile {
            account: self.account.clone(),
            recovery_codes: Some(self.codes.clone()),
            passkeys: Vec::new(),
            trusts: Vec::new(),
            sessions: Vec::new(),
            log_ons: Vec::new(),
            reset_brake: Some(self.reset_brake.clone()),
            known_reset_brake: None,
            stop_brake: Some(self.stop_brake.clone()),
        }
    }

    fn take(&mut self, file: AccountFile) {
        self.account = file.account;
        (self.reset_brake, self.stop_brake) = (file.reset_brake.unwrap(), file.stop_brake.unwrap());
    }
}
