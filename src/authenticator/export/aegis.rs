//! Aegis: JSON, plain or sealed under a password.

use aes_gcm::{AeadInOut as _, Aes256Gcm, KeyInit as _};
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{ExportError, ExportFormat, carried, key_uri};
use crate::authenticator::slots::DeriveError;
use crate::authenticator::vault::{Base64, MasterKey, Nonce, WrappingKey};
use crate::authenticator::{Entry, Icon};
use crate::otp::{Algorithm, Kind};

/// What scrypt costs: 32 MiB, and a tenth of a second.
const SCRYPT_LOG_N: u8 = 15;
const SCRYPT_R: u32 = 8;
const SCRYPT_P: u32 = 1;

/// Bytes of a tag.
const TAG_BYTES: usize = 16;

/// A fresh random salt of 256 bits.
#[derive(Clone)]
pub struct ScryptSalt([u8; Self::BYTES]);

impl ScryptSalt {
    /// Its length in bytes.
    pub const BYTES: usize = 32;

    /// The salt of these random bytes.
    pub const fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// Derives the key of the password's slot. Slow by intent: away from the page's own thread.
    ///
    /// # Errors
    /// Never with these parameters.
    pub fn derive(&self, password: &str) -> Result<WrappingKey, DeriveError> {
        let parameters = scrypt::Params::new(SCRYPT_LOG_N, SCRYPT_R, SCRYPT_P).map_err(|_| DeriveError::Parameters)?;
        let mut key = Zeroizing::new([0; WrappingKey::BYTES]);
        scrypt::scrypt(password.as_bytes(), &self.0, &parameters, &mut *key).map_err(|_| DeriveError::Parameters)?;
        Ok(WrappingKey::from_bytes(*key))
    }
}

/// What sealing takes: all of it fresh and random, but the key.
pub struct Seal {
    /// What [`ScryptSalt::derive`] made of the password.
    pub key: WrappingKey,
    /// The salt that it was made with.
    pub salt: ScryptSalt,
    /// The name of the password's slot.
    pub slot_id: [u8; 16],
    /// What seals the entries.
    pub master_key: MasterKey,
    /// For the master key.
    pub key_nonce: Nonce,
    /// For the entries.
    pub entries_nonce: Nonce,
}

/// The plain file; those entries are left out that [`super::losses`] names so.
///
/// # Errors
/// When it cannot be spelled.
pub fn plain(entries: &[Entry]) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let db = Database::new(entries);
    json(&File { version: 1, header: Header { slots: None, params: None }, db }, entries)
}

/// The sealed file; those entries are left out that [`super::losses`] names so.
///
/// # Errors
/// When it cannot be spelled or sealed.
pub fn sealed(entries: &[Entry], seal: Seal) -> Result<Vec<u8>, ExportError> {
    let mut clear = json(&Database::new(entries), entries)?;
    let params = encrypt(seal.master_key.as_bytes(), seal.entries_nonce, &mut clear)?;
    let mut wrapped = Zeroizing::new(Vec::with_capacity(MasterKey::BYTES + TAG_BYTES));
    wrapped.extend_from_slice(seal.master_key.as_bytes());
    let key_params = encrypt(seal.key.as_bytes(), seal.key_nonce, &mut wrapped)?;
    let slot = Slot {
        kind: 1,
        uuid: uuid(&hex(&seal.slot_id)),
        key: hex(&wrapped),
        key_params,
        n: 1 << SCRYPT_LOG_N,
        r: SCRYPT_R,
        p: SCRYPT_P,
        salt: hex(&seal.salt.0),
        repaired: true,
        is_backup: false,
    };
    let header = Header { slots: Some([slot]), params: Some(params) };
    serde_json::to_vec(&File { version: 1, header, db: Base64::of(&clear) }).map_err(|_| ExportError::NotWritable)
}

#[derive(Serialize)]
struct File<T> {
    version: u8,
    header: Header,
    db: T,
}

#[derive(Serialize)]
struct Header {
    slots: Option<[Slot; 1]>,
    params: Option<CipherParams>,
}

#[derive(Serialize)]
struct CipherParams {
    nonce: String,
    tag: String,
}

#[derive(Serialize)]
struct Slot {
    #[serde(rename = "type")]
    kind: u8,
    uuid: String,
    key: String,
    key_params: CipherParams,
    n: u32,
    r: u32,
    p: u32,
    salt: String,
    /// The password is taken as UTF-8: very old files did otherwise.
    repaired: bool,
    is_backup: bool,
}

#[derive(Serialize)]
struct Database<'a> {
    version: u8,
    entries: Vec<AegisEntry<'a>>,
    groups: Vec<Group<'a>>,
    icons_optimized: bool,
}

#[derive(Serialize)]
struct Group<'a> {
    uuid: String,
    name: &'a str,
}

#[derive(Serialize)]
struct AegisEntry<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    uuid: String,
    name: &'a str,
    issuer: &'a str,
    note: &'a str,
    favorite: bool,
    icon: Option<Base64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon_mime: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon_hash: Option<String>,
    info: Info,
    groups: Vec<String>,
}

#[derive(Serialize)]
struct Info {
    #[serde(serialize_with = "as_text")]
    secret: Zeroizing<String>,
    algo: &'static str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
}

fn as_text<S: Serializer>(secret: &Zeroizing<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret)
}

impl<'a> Database<'a> {
    fn new(entries: &'a [Entry]) -> Self {
        let carried: Vec<&Entry> = carried(ExportFormat::Aegis, entries).collect();
        let mut names: Vec<&str> = carried.iter().flat_map(|entry| &entry.tags).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        Self {
            version: 3,
            entries: carried.into_iter().map(AegisEntry::new).collect(),
            groups: names.into_iter().map(|name| Group { uuid: group_id(name), name }).collect(),
            icons_optimized: true,
        }
    }
}

impl<'a> AegisEntry<'a> {
    fn new(entry: &'a Entry) -> Self {
        let key_uri = key_uri(entry);
        let (kind, period, counter) = match entry.kind {
            Kind::Totp { period } => ("totp", Some(period.secs()), None),
            Kind::Hotp { counter } => ("hotp", None, Some(counter)),
            Kind::Steam => ("steam", Some(crate::otp::Steam::PERIOD.secs()), None),
        };
        let icon: Option<&Icon> = entry.icon.as_ref().filter(|icon| icon.media_type != "image/webp");
        let mut groups = Vec::with_capacity(entry.tags.len());
        for group in entry.tags.iter().map(|tag| group_id(tag)) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        Self {
            kind,
            uuid: uuid(&entry.id.0),
            name: &entry.account,
            issuer: &entry.issuer,
            note: &entry.note,
            favorite: entry.is_pinned,
            icon: icon.map(|icon| Base64::of(&icon.bytes)),
            icon_mime: icon.map(|icon| icon.media_type.as_str()),
            icon_hash: icon.map(|icon| hex(&Sha256::digest(&icon.bytes))),
            info: Info {
                secret: key_uri.secret.to_base32(),
                algo: match key_uri.algorithm {
                    Algorithm::Sha1 => "SHA1",
                    Algorithm::Sha256 => "SHA256",
                    Algorithm::Sha512 => "SHA512",
                },
                digits: key_uri.digits.get(),
                period,
                counter,
            },
            groups,
        }
    }
}

/// A name that groups of this name have in every export.
fn group_id(name: &str) -> String {
    uuid(&hex(&Sha256::new().chain_update("counterpart.aegis.group").chain_update(name).finalize()))
}

/// The first 32 digits with the hyphens of a UUID; of a name that has others or fewer, the digits of its hash.
fn uuid(digits: &str) -> String {
    match digits.get(..32).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit())) {
        Some(digits) => {
            let mut text = digits.to_owned();
            for place in [20, 16, 12, 8] {
                text.insert(place, '-');
            }
            text
        }
        None => uuid(&hex(&Sha256::digest(digits))),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Encrypts in place and puts the tag beside it, as Aegis keeps it.
fn encrypt(key: &[u8; 32], nonce: Nonce, bytes: &mut Zeroizing<Vec<u8>>) -> Result<CipherParams, ExportError> {
    let nonce = nonce.into_bytes();
    let tag = Aes256Gcm::new(key.into())
        .encrypt_inout_detached(&nonce.into(), &[], bytes.as_mut_slice().into())
        .map_err(|_| ExportError::NotWritable)?;
    Ok(CipherParams { nonce: hex(&nonce), tag: hex(&tag) })
}

/// JSON in a vector that has room for all of it: one that grows leaves copies of the keys behind.
fn json(value: &impl Serialize, entries: &[Entry]) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let room = |entry: &Entry| {
        let texts = [&entry.issuer, &entry.account, &entry.note].into_iter().chain(&entry.tags);
        let icon = entry.icon.as_ref().map_or(0, |icon| icon.bytes.len() / 3 * 4 + 128);
        512 + texts.map(|text| 6 * text.len() + 128).sum::<usize>() + entry.secret.as_bytes().len() * 2 + icon
    };
    let mut bytes = Zeroizing::new(Vec::with_capacity(1024 + entries.iter().map(room).sum::<usize>()));
    serde_json::to_writer(&mut *bytes, value).map_err(|_| ExportError::NotWritable)?;
    Ok(bytes)
}
