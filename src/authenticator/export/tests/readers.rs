//! The least that reads Aegis's plain file and Google's transfer, written apart from the importers: what goes out must be
//! right by the formats' documents, not by a mistake that this program makes twice.

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use prost::Message as _;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::authenticator::Icon;
use crate::authenticator::google_message::Payload;
use crate::authenticator::import::{Candidate, Format, Imported, Row};
use crate::otp::{Algorithm, Digits, KeyUri, Kind, Secret};

/// What an importer would give back of these candidates.
pub(super) fn imported(format: Format, rows: Vec<Candidate>) -> Imported {
    let rows = rows.into_iter().map(|candidate| Row::Ready(Box::new(candidate))).collect();
    Imported::whole(format, false, rows)
}

/// Every part of a transfer, as its message.
pub(super) fn payloads(texts: &[Zeroizing<String>]) -> Vec<Payload> {
    let read = |text: &Zeroizing<String>| {
        let data = text.strip_prefix("otpauth-migration://offline?data=").unwrap();
        let base64 = percent_encoding::percent_decode_str(data).decode_utf8().unwrap();
        Payload::decode(STANDARD.decode(base64.as_bytes()).unwrap().as_slice()).unwrap()
    };
    texts.iter().map(read).collect()
}

/// The entries of a whole transfer.
pub(super) fn google_transfer(texts: &[Zeroizing<String>]) -> Imported {
    let parameters = payloads(texts).into_iter().flat_map(|payload| payload.otp_parameters);
    let rows = parameters.map(|read| {
        let [issuer, name] = [read.issuer, read.name].map(|text| String::from_utf8(text).unwrap());
        let key_uri = KeyUri {
            kind: match read.kind {
                1 => Kind::Hotp { counter: read.counter.try_into().unwrap() },
                2 => Kind::default(),
                other => panic!("type {other}"),
            },
            account: name.strip_prefix(&format!("{issuer}:")).unwrap_or(&name).trim().to_owned(),
            issuer: issuer.trim().to_owned(),
            secret: Secret::from_bytes(read.secret).unwrap(),
            algorithm: Algorithm::ALL[usize::try_from(read.algorithm).unwrap() - 1],
            digits: [Digits::SIX, Digits::EIGHT][usize::try_from(read.digits).unwrap() - 1],
        };
        Candidate::new(key_uri, vec![])
    });
    imported(Format::GoogleTransfer, rows.collect())
}

/// The entries of a plain file of Aegis.
pub(super) fn aegis(bytes: &[u8]) -> Imported {
    let file: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!((&file["header"]["slots"], &file["header"]["params"]), (&Value::Null, &Value::Null));
    let groups = file["db"]["groups"].as_array().unwrap();
    let entries = file["db"]["entries"].as_array().unwrap().iter().map(|entry| aegis_entry(entry, groups));
    imported(Format::Aegis, entries.collect())
}

fn aegis_entry(entry: &Value, groups: &[Value]) -> Candidate {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let info = &entry["info"];
    let key_uri = KeyUri {
        kind: match entry["type"].as_str() {
            Some("totp") => Kind::Totp { period: serde_json::from_value(info["period"].clone()).unwrap() },
            Some("hotp") => Kind::Hotp { counter: info["counter"].as_u64().unwrap() },
            Some("steam") => Kind::Steam,
            other => panic!("type {other:?}"),
        },
        issuer: text(&entry["issuer"]).trim().to_owned(),
        account: text(&entry["name"]).trim().to_owned(),
        secret: Secret::from_base32(&text(&info["secret"])).unwrap(),
        algorithm: text(&info["algo"]).parse().unwrap(),
        digits: Digits::new(info["digits"].as_u64().unwrap().try_into().unwrap()).unwrap(),
    };
    let tag = |id: &Value| text(&groups.iter().find(|group| group["uuid"] == *id).unwrap()["name"]);
    Candidate {
        note: text(&entry["note"]),
        tags: entry["groups"].as_array().unwrap().iter().map(tag).collect(),
        is_pinned: entry["favorite"].as_bool().unwrap(),
        icon: entry["icon"]
            .as_str()
            .map(|icon| Icon { media_type: text(&entry["icon_mime"]), bytes: STANDARD.decode(icon).unwrap() }),
        ..Candidate::new(key_uri, vec![])
    }
}
