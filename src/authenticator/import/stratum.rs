//! Stratum, formerly Authenticator Pro: JSON, or that JSON sealed in one of two ways.
//!
//! Since 2023: `AUTHENTICATORPRO`, a salt of 16 bytes, a nonce of 12, AES-256-GCM under Argon2id. Before:
//! `AuthenticatorPro`, a salt of 20 bytes, a nonce of 16, AES-256-CBC under PBKDF2 with HMAC-SHA-1.

use std::collections::HashMap;

use serde_json::Value;
use zeroize::Zeroizing;

use super::document::Document;
use super::fields::{Fields, SaidKind};
use super::icon;
use super::members::{Members, with};
use super::sealed::{self, Argon2Cost, GCM_NONCE_BYTES, GCM_TAG_BYTES};
use super::{Format, ImportError, Imported, Row, Unlock};
use crate::authenticator::Icon;

const MAGIC: &[u8] = b"AUTHENTICATORPRO";
const SALT_BYTES: usize = 16;
const COST: Argon2Cost = Argon2Cost { memory_kib: 64 << 10, passes: 3, lanes: 4 };

const OLD_MAGIC: &[u8] = b"AuthenticatorPro";
const OLD_SALT_BYTES: usize = 20;
const OLD_NONCE_BYTES: usize = 16;
const OLD_BLOCK_BYTES: usize = 16;
const OLD_ROUNDS: u32 = 64_000;

/// An entry in more categories than this is nobody's.
const CATEGORIES_MAX: usize = 64;

/// The most that the images of a file may hold, in bytes of Base64. Those beyond are left out.
const IMAGE_BYTES_MAX: usize = 32 << 20;

/// What the JSON inside begins with, however it is written.
const JSON_START: u8 = b'{';

pub(super) fn recognises(document: &Document<'_>) -> bool {
    document.bytes.starts_with(MAGIC)
        || document.bytes.starts_with(OLD_MAGIC)
        || document.member("Authenticators").is_some_and(Value::is_array)
}

pub(super) fn read(document: &Document<'_>, unlock: &Unlock) -> Result<Imported, ImportError> {
    let imported = |is_sealed, rows| Imported::whole(Format::Stratum, is_sealed, rows);
    if let Some(json) = &document.json {
        return Ok(imported(false, rows(json)?));
    }
    let opened = match document.bytes.strip_prefix(MAGIC) {
        Some(sealed) => open(sealed, unlock)?,
        None => open_old(document.bytes.strip_prefix(OLD_MAGIC).ok_or(ImportError::Damaged)?, unlock)?,
    };
    let json = serde_json::from_slice(&opened).map_err(|_| ImportError::Damaged)?;
    Ok(imported(true, rows(&json)?))
}

fn open(sealed: &[u8], unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let (salt, rest) = sealed.split_first_chunk::<SALT_BYTES>().ok_or(ImportError::Truncated)?;
    let (nonce, ciphertext) = rest.split_first_chunk::<GCM_NONCE_BYTES>().ok_or(ImportError::Truncated)?;
    if ciphertext.len() < GCM_TAG_BYTES {
        return Err(ImportError::Truncated);
    }
    let password = sealed::password(unlock, Format::Stratum)?;
    let key = sealed::argon2id(password, salt, COST, &unlock.limits)?;
    sealed::open_aes_gcm(&key, nonce, ciphertext, &[]).ok_or(ImportError::WrongPassword)
}

/// Nothing in the old layout tells a wrong password from damage: what does not begin as JSON is taken for the former.
fn open_old(sealed: &[u8], unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let (salt, rest) = sealed.split_first_chunk::<OLD_SALT_BYTES>().ok_or(ImportError::Truncated)?;
    let (nonce, ciphertext) = rest.split_first_chunk::<OLD_NONCE_BYTES>().ok_or(ImportError::Truncated)?;
    if ciphertext.is_empty() || ciphertext.len() % OLD_BLOCK_BYTES != 0 {
        return Err(ImportError::Truncated);
    }
    let password = sealed::password(unlock, Format::Stratum)?;
    let key = sealed::pbkdf2_sha1(password, salt, OLD_ROUNDS, &unlock.limits)?;
    let opened = sealed::open_aes_cbc(&key, nonce, ciphertext).ok_or(ImportError::WrongPassword)?;
    if opened.first() == Some(&JSON_START) { Ok(opened) } else { Err(ImportError::WrongPassword) }
}

fn rows(json: &Value) -> Result<Vec<Row>, ImportError> {
    let entries = json.get("Authenticators").and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    let mut extras = Extras::new(json);
    Ok(entries.iter().map(|entry| row(entry, &mut extras)).collect())
}

fn row(entry: &Value, extras: &mut Extras<'_>) -> Row {
    let fields = Fields {
        kind: match entry.whole("Type") {
            Some(1) => SaidKind::Hotp,
            Some(2) => SaidKind::Totp,
            Some(4) => SaidKind::Steam,
            // 3 is mOTP, 5 is Yandex.
            _ => SaidKind::Other,
        },
        issuer: entry.first_text(&["Issuer"]),
        account: entry.first_text(&["Username"]),
        secret: entry.base32("Secret"),
        algorithm: entry.whole("Algorithm").and_then(algorithm_name).map(str::to_owned),
        digits: entry.whole("Digits"),
        period_secs: entry.whole("Period"),
        counter: entry.whole("Counter"),
    };
    with(fields.into_row(), |candidate| {
        candidate.tags = extras.tags(entry);
        candidate.icon = extras.icon(entry);
    })
}

fn algorithm_name(number: u64) -> Option<&'static str> {
    ["SHA1", "SHA256", "SHA512"].get(usize::try_from(number).ok()?).copied()
}

/// What the file says of entries in other places: their categories and their images.
struct Extras<'a> {
    /// The categories' names by the secret of the entry: that is how the file knows an entry.
    categories: HashMap<&'a str, Vec<&'a str>>,
    /// The images by their names, in Base64.
    images: HashMap<&'a str, &'a str>,
    /// How much all images together may still hold: one image may stand for every entry.
    image_bytes_left: usize,
}

impl<'a> Extras<'a> {
    fn new(json: &'a Value) -> Self {
        let pairs = |list: &'static str, key: &'static str, value: &'static str| {
            json.list(list).iter().filter_map(move |item| Some((item.text(key)?, item.text(value)?)))
        };
        let names: HashMap<&str, &str> = pairs("Categories", "Id", "Name").collect();
        let mut categories: HashMap<&str, Vec<&str>> = HashMap::new();
        for (secret, category) in pairs("AuthenticatorCategories", "AuthenticatorSecret", "CategoryId") {
            let of_entry = categories.entry(secret).or_default();
            if let Some(name) = names.get(category).map(|name| name.trim()).filter(|name| !name.is_empty())
                && of_entry.len() < CATEGORIES_MAX
                && !of_entry.contains(&name)
            {
                of_entry.push(name);
            }
        }
        Self { categories, images: pairs("CustomIcons", "Id", "Data").collect(), image_bytes_left: IMAGE_BYTES_MAX }
    }

    fn tags(&self, entry: &Value) -> Vec<String> {
        let names = entry.text("Secret").and_then(|secret| self.categories.get(secret));
        names.into_iter().flatten().map(|name| (*name).to_owned()).collect()
    }

    /// The entry's own image: `Icon` is its name behind an `@`. Any other name is one of the program's own images.
    fn icon(&mut self, entry: &Value) -> Option<Icon> {
        let text = self.images.get(entry.text("Icon")?.strip_prefix('@')?)?;
        self.image_bytes_left = self.image_bytes_left.checked_sub(text.len())?;
        icon::icon(text)
    }
}
