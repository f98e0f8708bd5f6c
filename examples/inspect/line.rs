//! An entry as a line of JSON.

use std::io::{self, Write};

use counterpart::authenticator::import::Row;
use counterpart::authenticator::{Entry, EntryId};
use counterpart::otp::{KeyUri, Kind, Repair, Steam, UnixMillis};
use serde::Serialize;

/// An entry that can be taken. The members are written in this order.
#[derive(Serialize)]
struct Taken<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    issuer: &'a str,
    account: &'a str,
    secret: &'a str,
    algorithm: &'static str,
    digits: u8,
    period: Option<u32>,
    counter: Option<u64>,
    code: &'a str,
    repairs: Vec<String>,
}

/// An entry that cannot.
#[derive(Serialize)]
struct Refused<'a> {
    unsupported: String,
    issuer: &'a str,
    account: &'a str,
}

/// Writes the line of an entry, with its code at this moment; of a counting key, with the code that is next.
pub fn write(out: &mut dyn Write, row: &Row, at: UnixMillis) -> io::Result<()> {
    match row {
        Row::Ready(candidate) => write_taken(out, &candidate.key_uri, &candidate.repairs, at)?,
        Row::Unsupported { issuer, account, reason } => {
            serde_json::to_writer(&mut *out, &Refused { unsupported: reason.to_string(), issuer, account })?;
        }
        Row::Damaged => {
            let unsupported = "the entry is damaged".to_owned();
            serde_json::to_writer(&mut *out, &Refused { unsupported, issuer: "", account: "" })?;
        }
    }
    writeln!(out)
}

fn write_taken(out: &mut dyn Write, key_uri: &KeyUri, repairs: &[Repair], at: UnixMillis) -> io::Result<()> {
    let (kind, period, counter) = match key_uri.kind {
        Kind::Totp { period } => ("totp", Some(period.secs()), None),
        Kind::Hotp { counter } => ("hotp", None, Some(counter)),
        Kind::Steam => ("steam", Some(Steam::PERIOD.secs()), None),
    };
    let code = Entry::from_key_uri(key_uri.clone(), EntryId::from_random([0; 16]), "", at).code_at(at);
    let taken = Taken {
        kind,
        issuer: &key_uri.issuer,
        account: &key_uri.account,
        secret: &key_uri.secret.to_base32(),
        algorithm: key_uri.algorithm.name(),
        digits: key_uri.digits.get(),
        period,
        counter,
        code: code.as_str(),
        repairs: repairs.iter().map(name).collect(),
    };
    Ok(serde_json::to_writer(out, &taken)?)
}

/// What a repair is called: `lower-case-secret`.
fn name(repair: &Repair) -> String {
    let debug = format!("{repair:?}");
    let variant = debug.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let mut name = String::with_capacity(variant.len() + 4);
    for letter in variant.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
