//! A planted stage on which things happen: each line of its trail is what the console's rooms write, never one made up.

use super::super::carry::carry;
use super::*;
use crate::authenticator::EntryId;
use crate::console::{
    Appeal, Application, Attachment, Binding, BindingKeyId, Document, Factors, LogOnAttempt, LogOnId, RecoveryCodes,
    Session, SessionId, Throttle, TypedCode, desk::accounts::Archive, device, logon, recovery, resynchronise,
};

/// Between two things that a person does: two steps, so that each code is a new one.
const PAUSE_SECS: u64 = 60;

pub(super) struct Stage {
    scenario: &'static Scenario,
    pub(super) trail: Vec<AuditEvent>,
    pub(super) account: Account,
    pub(super) phones: Vec<(Phone, Vec<Entry>)>,
    pub(super) now: UnixMillis,
    codes: Option<RecoveryCodes>,
    appeal: Option<Appeal>,
    typed_last: String,
    attached: u8,
}

impl Stage {
    pub(super) fn of(planted: &Planted, scenario: &'static Scenario) -> Self {
        let phones = planted.phones.iter().map(|planted| (planted.phone.clone(), planted.entries.clone())).collect();
        Self {
            scenario,
            trail: planted.trail.clone(),
            account: planted.account.clone(),
            phones,
            now: NOW,
            codes: planted.recovery_codes.clone(),
            appeal: None,
            typed_last: String::new(),
            attached: 0,
        }
    }

    /// The stage of a scenario, as it is set.
    pub(super) fn set(name: ScenarioName) -> Self {
        let scenario = scenario(name);
        Self::of(&plant(scenario), scenario)
    }

    pub(super) fn progress(&self) -> usize {
        let accounts = std::slice::from_ref(&self.account);
        progress(self.scenario, &Evidence { trail: &self.trail, accounts, phones: &self.phones })
    }

    /// Stores what a room tells, as the console does.
    fn tell(&mut self, place: Place, lines: impl IntoIterator<Item = Happening>) {
        for what in lines {
            let random = [u8::try_from(self.trail.len()).unwrap(); 16];
            let event = AuditEvent::new(random, self.now, Some(self.account.id.clone()), what);
            self.trail.push(AuditEvent { place: Some(place), ..event });
        }
    }

    fn attempt(&self) -> LogOnAttempt {
        let (id, account) = (LogOnId::from_random([5; 16]), self.account.id.clone());
        LogOnAttempt { id, account, expires_at: self.now.plus_secs(600), challenge: None, failures: 0 }
    }

    /// Enters a security code after the password.
    pub(super) fn log_on(&mut self, place: Place, typed: &str) {
        let (mut attempt, keys, policy) = (self.attempt(), keys_of(&self.account), self.scenario.policy.policy());
        let session = SessionId::from_random([6; 32]);
        let decision = logon::submit_code(&mut self.account, &mut attempt, &keys, typed, session, self.now, &policy);
        typed.clone_into(&mut self.typed_last);
        self.tell(place, decision.happened);
    }

    /// What a phone shows now, of which the verifier would say this if nothing were locked.
    fn shown(&self, is_it: impl Fn(&Judgement) -> bool) -> String {
        let policy = self.scenario.policy.policy();
        let shown = self.phones.iter().flat_map(|(phone, entries)| {
            entries.iter().map(|entry| entry.code_at(phone.now(self.now)).as_str().to_owned())
        });
        let judged = |code: &String| {
            let mut account = Account { code_throttle: Throttle::default(), ..self.account.clone() };
            let keys = keys_of(&account);
            is_it(&second_factor::judge_code(&mut account, &keys, code, self.now, &policy).unwrap())
        };
        shown.into_iter().find(judged).expect("a phone shows such a code")
    }

    pub(super) fn accepted(&self) -> String {
        self.shown(Judgement::is_accepted)
    }

    fn refused(&self, is_it: fn(Refusal) -> bool) -> String {
        self.shown(|judgement| matches!(judgement.verdict, Verdict::Refused(refusal) if is_it(refusal)))
    }

    /// A code that nobody has.
    pub(super) fn wrong(&self) -> String {
        let (keys, policy) = (keys_of(&self.account), self.scenario.policy.policy());
        let is_wrong = |code: &String| {
            let mut account = Account { code_throttle: Throttle::default(), ..self.account.clone() };
            let judged = second_factor::judge_code(&mut account, &keys, code, self.now, &policy);
            judged.unwrap().verdict == Verdict::Refused(Refusal::Wrong)
        };
        (0..).map(|number| format!("{number:06}")).find(is_wrong).unwrap()
    }

    /// Enters two codes after the password, to resynchronise; whether they were accepted.
    pub(super) fn resynchronise(&mut self, codes: [&str; 2]) -> bool {
        let (mut attempt, keys, policy) = (self.attempt(), keys_of(&self.account), self.scenario.policy.policy());
        let codes = codes.map(|code| TypedCode { code, typed_at: self.now });
        let decision = resynchronise::at_log_on(&mut self.account, &mut attempt, &keys, codes, self.now, &policy);
        self.tell(Place::Office, decision.happened);
        decision.verdict.is_ok()
    }

    /// Goes through the wizard, in the first device's place or not, with the application of this phone.
    pub(super) fn attach(&mut self, replaces: bool, phone: usize) {
        let (now, policy) = (self.now, self.scenario.policy.policy());
        let factors = if self.account.has_device() { Factors::PasswordAndCode } else { Factors::Password };
        let mut session = Session::begin(SessionId::from_random([7; 32]), self.account.id.clone(), factors, now);
        let mut binding = Binding::new(self.account.id.clone());
        let replaced = self.account.devices.first().filter(|_| replaces).map(|device| device.id.clone());
        let mut lines: Vec<_> = binding.open(&self.account, &session, replaced, now, &policy).into_iter().collect();
        if !self.account.has_device() {
            let sent = binding.send_phone_code(&self.account, [0; 8], now, &policy);
            lines.extend(sent.happened);
            let code = sent.verdict.unwrap();
            let proved = binding.submit_phone_code(&mut self.account, code.for_carrier(), now, &policy);
            lines.extend(proved.happened);
        }
        self.attached += 1;
        let number = 100 + self.attached;
        let secret = Secret::from_bytes([number; 20]).unwrap();
        let (key, id) = (BindingKeyId::from_random([number; 16]), DeviceId::from_random([number; 16]));
        let sealed = SealedKey(secret.as_bytes().to_vec());
        lines.extend(binding.show_key(key.clone(), sealed, &self.account, &session, now, &policy).happened);
        let shown = carry(&device::key_uri(&self.account.username, secret.clone(), &policy)).unwrap();
        let (phone, entries) = &mut self.phones[phone];
        let entry = Entry::from_key_uri(shown, EntryId::from_random([number; 16]), phone.installed_apps[0].key(), now);
        let code = entry.code_at(phone.now(now)).as_str().to_owned();
        entries.push(entry);
        let name = self.account.free_device_name("Phone");
        let attachment = Attachment { key: &key, secret: &secret, codes: &[&code], name: &name, device: &id };
        let attached = binding.attach(&mut self.account, &mut session, attachment, now, &policy);
        attached.verdict.unwrap();
        lines.extend(attached.happened);
        self.tell(Place::Office, lines);
    }

    fn prove_identity(&mut self) {
        let (now, policy) = (self.now, self.scenario.policy.policy());
        let mut binding = Binding::new(self.account.id.clone());
        let sent = binding.send_phone_code(&self.account, [0; 8], now, &policy);
        let code = sent.verdict.unwrap();
        let proved = binding.submit_phone_code(&mut self.account, code.for_carrier(), now, &policy);
        self.tell(Place::Office, sent.happened.into_iter().chain(proved.happened));
    }

    fn appeal(&mut self) {
        let document = Document {
            file_name: "card.png".into(),
            media_type: "image/png".into(),
            bytes: b"\x89PNG\r\n\x1a\n".to_vec(),
        };
        let form = Application { name: "Alice".into(), reason: "Left in a taxi.".into(), document: Some(document) };
        let policy = self.scenario.policy.policy();
        let decision = Appeal::submit(form, &self.account, &self.attempt(), &[], [9; 8], self.now, &policy);
        self.appeal = Some(decision.verdict.unwrap());
        self.tell(Place::Office, decision.happened);
    }

    /// Does what reaches the goal, a while after what was done before.
    pub(super) fn reach(&mut self, goal: Goal) {
        // The same code again has to be the same.
        if goal != Goal::ReplayRefused {
            self.now = self.now.plus_secs(PAUSE_SECS);
        }
        let policy = self.scenario.policy.policy();
        match goal {
            Goal::IdentityProved => self.prove_identity(),
            Goal::AppReady(phone) => self.phones[phone].0.installed_apps.push(App::GoogleAuthenticator),
            Goal::AppUpdated(phone) => {
                for app in &mut self.phones[phone].0.installed_apps {
                    if let App::AlibabaCloud { version } = app {
                        *version = (4, 6);
                    }
                }
            }
            Goal::DeviceAttached => {
                if self.phones[0].0.installed_apps.is_empty() {
                    self.phones[0].0.installed_apps.push(App::GoogleAuthenticator);
                }
                self.attach(false, 0);
            }
            Goal::DeviceAdded(phone) => self.attach(false, phone),
            Goal::DeviceReplaced => self.attach(true, 0),
            // These lines are written where the records are deleted: no room decides on them.
            Goal::LoggedOut => self.tell(Place::Office, [Happening::LoggedOut]),
            Goal::SessionEnded => self.tell(Place::Office, [Happening::SessionEnded]),
            Goal::CodeAccepted => self.log_on(Place::Office, &self.accepted()),
            Goal::NewestDeviceAccepted => {
                let newest = self.account.devices.iter().max_by_key(|device| device.attached_at).unwrap().id.clone();
                let typed =
                    self.shown(|judgement| judgement.is_accepted() && judgement.device.as_ref() == Some(&newest));
                self.log_on(Place::Office, &typed);
            }
            Goal::OtherTimeRefused => {
                let typed = self.refused(|refusal| matches!(refusal, Refusal::OutsideWindow { .. }));
                self.log_on(Place::Office, &typed);
            }
            Goal::WrongRefused => self.log_on(Place::Office, &self.refused(|refusal| refusal == Refusal::Wrong)),
            Goal::RetiredRefused => {
                let typed = self.refused(|refusal| matches!(refusal, Refusal::Retired { .. }));
                self.log_on(Place::Office, &typed);
            }
            Goal::ReplayRefused => self.log_on(Place::Office, &self.typed_last.clone()),
            Goal::Locked => self.log_on(Place::Office, &self.wrong()),
            Goal::NotLookedAt => self.log_on(Place::Office, &self.accepted()),
            Goal::LockOver => {
                let archive = Archive { accounts: vec![self.account.clone()], ..Archive::default() };
                let mut file = archive.files().remove(0);
                let decision = file.unlock();
                self.account = file.account;
                self.tell(Place::Office, decision.happened);
            }
            Goal::ClockRight(phone) => self.phones[phone].0.set_clock_offset_secs(3),
            Goal::NoEntryOn(phone) => self.phones[phone].1.clear(),
            Goal::OneEntryLeft => drop(self.phones[0].1.remove(0)),
            Goal::StrangerLetIn => self.log_on(Place::Elsewhere, &self.accepted()),
            Goal::AppealSubmitted => self.appeal(),
            Goal::AppealApproved => {
                let decision = self.appeal.as_mut().unwrap().approve(self.now, &policy);
                self.tell(Place::Office, decision.happened);
            }
            Goal::AppealTookEffect => {
                let (attempt, brake) = (self.attempt(), Throttle::default());
                let appeal = self.appeal.as_mut().unwrap();
                let decision = appeal.take_effect(&mut self.account, &attempt, &brake, self.now, &policy);
                self.tell(Place::Office, decision.happened);
            }
            Goal::RecoveryCodeAccepted => {
                let (mut attempt, session) = (self.attempt(), SessionId::from_random([8; 32]));
                let codes = self.codes.as_mut().unwrap();
                let typed = codes.left[0].clone();
                let decision =
                    recovery::log_on(codes, &mut self.account, &mut attempt, &typed, session, self.now, &policy);
                self.tell(Place::Office, decision.happened);
            }
            Goal::Resynchronised => {
                let (phone, entries) = &self.phones[0];
                let shown = |ago: i64| entries[0].code_at(phone.now(self.now).offset_secs(-ago)).as_str().to_owned();
                let codes = [shown(30), shown(0)];
                assert!(self.resynchronise([&codes[0], &codes[1]]));
            }
        }
    }
}
