//! Makes the records of a scenario. What needs waiting (a password's hash, a sealed key) is done by whoever stores them,
//! between the draft and the records.

use zeroize::Zeroizing;

use super::{
    CarryError, DevicePlan, Scenario, Standing,
    carry::carry,
    history::{OPENED_AGO_SECS, device_ago_secs, history, recovery_codes_ago_secs},
    seed::Seed,
};
use crate::authenticator::{Entry, EntryId};
use crate::console::{
    Account, AccountId, AuditEvent, BrowserState, Device, DeviceId, Factors, PasswordHash, PhoneNumber, Place,
    PolicyChoice, RecoveryCodes, RetiredDevice, SealedKey, Session, SessionId, Throttle, Username, device,
};
use crate::otp::{Secret, UnixMillis};
use crate::stage::{Phone, PhoneId, Shelf};

/// Why a stage was not set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PlantError {
    /// More were needed than came.
    #[error("there are too few random bytes")]
    TooFewRandomBytes,
    /// A key did not arrive at its phone.
    #[error("a key did not arrive: {0}")]
    Carry(#[from] CarryError),
    /// The scenario says something that cannot be.
    #[error("the scenario contradicts itself")]
    Impossible,
}

/// A phone with what its applications hold.
#[derive(Clone, Debug, PartialEq)]
pub struct PlantedPhone {
    /// The phone.
    pub phone: Phone,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A stage whose keys are still in the clear, and whose password is not hashed yet.
pub struct Draft {
    scenario: &'static Scenario,
    now: UnixMillis,
    account: AccountId,
    username: Username,
    /// The password to hash.
    pub password: Zeroizing<String>,
    /// The salt of its hash.
    pub password_salt: [u8; 16],
    /// The recovery codes to hash, as the console hashes them.
    pub recovery_codes: Vec<Zeroizing<String>>,
    /// The salt of all their hashes.
    pub recovery_salt: [u8; 16],
    phones: Vec<PlantedPhone>,
    keys: Vec<(DeviceId, Secret)>,
    sessions: Vec<(Place, SessionId)>,
    trail: Vec<AuditEvent>,
}

/// Everything that a stage is made of.
#[derive(Clone, Debug)]
pub struct Planted {
    /// The phones.
    pub phones: Vec<PlantedPhone>,
    /// The account.
    pub account: Account,
    /// Its recovery codes, if it has any.
    pub recovery_codes: Option<RecoveryCodes>,
    /// Who is logged on.
    pub sessions: Vec<Session>,
    /// What the browsers remember.
    pub browsers: Vec<BrowserState>,
    /// What happened before.
    pub trail: Vec<AuditEvent>,
    /// The rules in force.
    pub policy: PolicyChoice,
}

impl Draft {
    /// The scenario's stage at this moment. `random` are [`RANDOM_BYTES`](super::RANDOM_BYTES) random bytes.
    ///
    /// # Errors
    /// When there are too few random bytes, or the scenario is impossible.
    pub fn new(scenario: &'static Scenario, random: &[u8], now: UnixMillis) -> Result<Self, PlantError> {
        let mut seed = Seed::new(random);
        let plan = &scenario.account;
        let policy = scenario.policy.policy();
        let username = Username::parse(plan.username).map_err(|_| PlantError::Impossible)?;
        let account = AccountId::from_random(seed.take()?);
        let mut phones = phones(scenario, &mut seed, now)?;
        let mut keys = Vec::new();
        for (position, device) in plan.devices.iter().enumerate() {
            let key = Zeroizing::new(seed.take::<20>()?);
            let secret = Secret::from_bytes(key.to_vec()).map_err(|_| PlantError::Impossible)?;
            keys.push((DeviceId::from_random(seed.take()?), secret.clone()));
            let shown = device::key_uri(&username, secret, &policy);
            let scanned_at = now.offset_secs(-device_ago_secs(scenario, position) - 30);
            for holder in device.holders {
                let PlantedPhone { phone, entries } = phones.get_mut(holder.phone).ok_or(PlantError::Impossible)?;
                if !phone.has(holder.app) {
                    return Err(PlantError::Impossible);
                }
                let id = EntryId::from_random(seed.take()?);
                entries.push(Entry::from_key_uri(carry(&shown)?, id, holder.app.key(), scanned_at));
            }
        }
        let mut sessions = Vec::new();
        for place in plan.logged_on_in {
            sessions.push((*place, SessionId::from_random(seed.take()?)));
        }
        let mut trail = Vec::new();
        for (ago, what) in history(scenario) {
            trail.push(AuditEvent::new(seed.take()?, now.offset_secs(-ago), Some(account.clone()), what));
        }
        Ok(Self {
            scenario,
            now,
            account,
            username,
            password: Zeroizing::new(plan.password.to_owned()),
            password_salt: seed.take()?,
            recovery_codes: plan.recovery_codes.iter().map(|code| recovery_text(code)).collect(),
            recovery_salt: seed.take()?,
            phones,
            keys,
            sessions,
            trail,
        })
    }

    /// The account's name, with which its keys are sealed.
    pub const fn account(&self) -> &AccountId {
        &self.account
    }

    /// The keys to seal, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &Secret> {
        self.keys.iter().map(|(_, secret)| secret)
    }

    /// The records, once the password and the recovery codes are hashed, and every key is sealed, in the order of
    /// [`Self::keys`].
    ///
    /// # Errors
    /// When a key or a hash is missing, or the scenario is impossible.
    pub fn plant(
        self,
        password_hash: PasswordHash,
        recovery_hashes: Vec<PasswordHash>,
        sealed: Vec<SealedKey>,
    ) -> Result<Planted, PlantError> {
        let plan = &self.scenario.account;
        if sealed.len() != plan.devices.len() || recovery_hashes.len() != plan.recovery_codes.len() {
            return Err(PlantError::Impossible);
        }
        let phone = self.phones.get(plan.phone).ok_or(PlantError::Impossible)?;
        let phone_number = PhoneNumber::parse(&phone.phone.number).map_err(|_| PlantError::Impossible)?;
        let mut account = Account {
            id: self.account,
            username: self.username,
            password_hash,
            phone_number,
            opened_at: self.now.offset_secs(-OPENED_AGO_SECS),
            password_throttle: Throttle::default(),
            code_throttle: Throttle { failures: plan.code_failures, ..Throttle::default() },
            phone_throttle: Throttle::default(),
            recovery_throttle: Throttle::default(),
            devices: Vec::new(),
            retired_devices: Vec::new(),
        };
        let policy = self.scenario.policy.policy();
        let keys = self.keys.iter().zip(sealed).zip(plan.devices);
        for (position, (((id, _), sealed_key), device)) in keys.enumerate() {
            let at = self.now.offset_secs(-device_ago_secs(self.scenario, position));
            let bound = bound_device(id.clone(), sealed_key, device, at, &policy);
            match device.standing {
                Standing::Bound => account.devices.push(bound),
                Standing::Retired(why) => {
                    let retired_at = self.now.offset_secs(-device_ago_secs(self.scenario, position + 1));
                    account.retired_devices.push(RetiredDevice { device: bound, at: retired_at, why });
                }
                Standing::NeverBound => {}
            }
        }
        let recovery_codes = (!recovery_hashes.is_empty()).then(|| RecoveryCodes {
            account: account.id.clone(),
            made_at: self.now.offset_secs(-recovery_codes_ago_secs()),
            salt: self.recovery_salt,
            left: recovery_hashes,
            used: Vec::new(),
        });
        let factors = if account.has_device() { Factors::PasswordAndCode } else { Factors::Password };
        let begin = |(place, id): &(Place, SessionId)| {
            let session = Session::begin(id.clone(), account.id.clone(), factors, self.now);
            Session { place: Some(*place), ..session }
        };
        let sessions: Vec<Session> = self.sessions.iter().map(begin).collect();
        let known = [Place::Office];
        let places = Place::ALL.into_iter().filter(|place| known.contains(place) || plan.logged_on_in.contains(place));
        let browsers = places.map(|place| BrowserState {
            session: self.sessions.iter().find(|(logged_on_in, _)| *logged_on_in == place).map(|(_, id)| id.clone()),
            known_accounts: vec![account.id.clone()],
            place,
            ..BrowserState::default()
        });
        Ok(Planted {
            browsers: browsers.collect(),
            sessions,
            phones: self.phones,
            trail: self.trail,
            policy: self.scenario.policy,
            recovery_codes,
            account,
        })
    }
}

/// A recovery code as it is hashed: without the hyphens that help the eye.
fn recovery_text(code: &str) -> Zeroizing<String> {
    Zeroizing::new(code.chars().filter(|character| *character != '-').collect())
}

/// The phones of the plan, in its order, with their applications and without entries.
fn phones(scenario: &Scenario, seed: &mut Seed<'_>, now: UnixMillis) -> Result<Vec<PlantedPhone>, PlantError> {
    let mut shelf = Shelf::default();
    for plan in scenario.phones {
        let id = shelf.add(plan.kind, PhoneId::from_random(seed.take()?), now).id.clone();
        let phone = shelf.get_mut(&id).ok_or(PlantError::Impossible)?;
        phone.installed_apps = plan.apps.to_vec();
        phone.set_clock_offset_secs(plan.clock_offset_secs);
    }
    Ok(shelf.phones.into_iter().map(|phone| PlantedPhone { phone, entries: Vec::new() }).collect())
}

fn bound_device(
    id: DeviceId,
    sealed_key: SealedKey,
    plan: &DevicePlan,
    at: UnixMillis,
    policy: &crate::console::Policy,
) -> Device {
    Device {
        id,
        sealed_key,
        algorithm: policy.algorithm,
        digits: policy.digits,
        period: policy.period,
        attached_at: at,
        last_accepted_step: policy.period.step_at(at),
        name: plan.name.map(str::to_owned),
        drift_steps: None,
        used_steps: Vec::new(),
    }
}
