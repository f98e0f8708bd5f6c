//! No bytes make a reader panic, and none that were changed give another key in silence.
//!
//! It goes over every fixture in the folder, so that a new format takes part by having one. The long run:
//! `COUNTERPART_CASES=100000 cargo test --release --test native long_run`.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

use counterpart::authenticator::import::{Limits, Row, TransferParts, Unlock, read};
use counterpart::otp::KeyUri;

use super::{PASSWORD, every_fixture};

/// A change somewhere in a file.
#[derive(Clone, Debug)]
pub enum Change {
    Flip { at: Index, bits: u8 },
    Cut { from: Index, length: usize },
    Insert { at: Index, piece: &'static str },
    Double { from: Index, length: usize },
    End { at: Index },
}

/// What the formats are made of, so that some changes keep to the grammar and break the sense.
const PIECES: [&str; 28] = [
    "0",
    "9",
    "-",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "1e9",
    "1e999",
    "-1",
    "0.5",
    "\\u0000",
    "\\ud800",
    "%",
    "%00",
    "%ff",
    "&",
    "=",
    "\r\n",
    "é",
    "\u{feff}",
    "otpauth://totp/",
    "99999999999999999999",
];

/// Any change.
pub fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        (index(), 1..=255_u8).prop_map(|(at, bits)| Change::Flip { at, bits }),
        (index(), 1..60_usize).prop_map(|(from, length)| Change::Cut { from, length }),
        (index(), prop::sample::select(PIECES.to_vec())).prop_map(|(at, piece)| Change::Insert { at, piece }),
        (index(), 1..200_usize).prop_map(|(from, length)| Change::Double { from, length }),
        index().prop_map(|at| Change::End { at }),
    ]
}

/// Makes the change.
pub fn apply(change: &Change, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    let range = |from: &Index, count: &usize| {
        let from = from.index(length);
        from..(from + count).min(length)
    };
    match change {
        Change::Flip { at, bits } => bytes[at.index(length)] ^= bits,
        Change::Cut { from, length } => drop(bytes.drain(range(from, length))),
        Change::Insert { at, piece } => {
            let at = at.index(length);
            bytes.splice(at..at, piece.bytes());
        }
        Change::Double { from, length } => {
            let piece = bytes[range(from, length)].to_vec();
            let at = range(from, length).end;
            bytes.splice(at..at, piece);
        }
        Change::End { at } => bytes.truncate(at.index(length)),
    }
}

/// Reads in every way that derives no costly key. What is taken can be written down and read again as it was.
pub fn try_all(bytes: &[u8]) -> Result<(), TestCaseError> {
    let cheap = Limits { memory_bytes: 1 << 17, work: 1 << 7 };
    for password in [None, Some(PASSWORD.to_owned().into())] {
        let Ok(imported) = read(bytes, &Unlock { password, limits: cheap }) else { continue };
        for row in imported.rows {
            let Row::Ready(candidate) = row else { continue };
            let key_uri = candidate.key_uri;
            let (again, _) = KeyUri::parse(&key_uri.to_uri())?;
            prop_assert_eq!(&again.secret, &key_uri.secret);
            prop_assert_eq!(
                (again.kind, again.algorithm, again.digits),
                (key_uri.kind, key_uri.algorithm, key_uri.digits)
            );
        }
    }
    let mut parts = TransferParts::default();
    for line in String::from_utf8_lossy(bytes).lines() {
        let _ = parts.add(line);
    }
    let _ = (parts.missing(), parts.present(), parts.imported());
    Ok(())
}

/// How often each fixture is changed, and how many random files there are.
fn cases() -> u32 {
    std::env::var("COUNTERPART_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200)
}

/// A run of so many cases.
pub fn runner() -> TestRunner {
    TestRunner::new(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })
}

#[test]
fn long_run_of_changed_files() {
    for (name, fixture) in every_fixture() {
        let changes = prop::collection::vec(change(), 1..6);
        let outcome = runner().run(&changes, |changes| {
            let mut bytes = fixture.clone();
            changes.iter().for_each(|change| apply(change, &mut bytes));
            try_all(&bytes)
        });
        outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn long_run_of_random_files() {
    let starts = prop::sample::select(vec![
        &b""[..],
        b"{",
        b"[{",
        b"otpauth://",
        b"otpauth-migration://offline?data=",
        b"AUTHENTICATORPRO",
        b"AuthenticatorPro",
        b"folder,favorite,type,name,login_totp\n",
        b"{\"version\":1,\"header\":{\"slots\":[",
        b"{\"schemaVersion\":4,\"servicesEncrypted\":\"",
    ]);
    let files = (starts, prop::collection::vec(any::<u8>(), 0..400));
    let outcome = runner().run(&files, |(start, rest)| try_all(&[start, rest.as_slice()].concat()));
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn long_run_of_random_transfers() {
    use base64::Engine;
    let messages = prop::collection::vec(any::<u8>(), 0..120);
    let outcome = runner().run(&messages, |message| {
        let data = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(message);
        try_all(format!("otpauth-migration://offline?data={data}").as_bytes())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn long_run_of_json_without_sense() {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON has no others", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        prop::sample::select(vec!["\"MFRGGZDF\"", "\"totp\"", "\"SHA1\"", "true", "6", "30", "\"2.AA==|AA==|AA==\""])
            .prop_map(str::to_owned),
    ];
    let name = prop::sample::select(vec![
        "version",
        "header",
        "slots",
        "params",
        "db",
        "entries",
        "groups",
        "type",
        "info",
        "secret",
        "algo",
        "digits",
        "period",
        "counter",
        "icon",
        "services",
        "servicesEncrypted",
        "schemaVersion",
        "otp",
        "tokenType",
        "order",
        "position",
        "items",
        "encrypted",
        "passwordProtected",
        "folders",
        "login",
        "totp",
        "name",
        "data",
        "salt",
        "kdfType",
        "kdfIterations",
        "kdfParams",
        "memLimit",
        "opsLimit",
        "encryptedData",
        "encryptionNonce",
        "content",
        "codeDisplay",
        "uri",
        "note",
        "label",
        "issuer",
        "algorithm",
        "tags",
        "thumbnail",
        "Authenticators",
        "Categories",
        "AuthenticatorCategories",
        "Secret",
        "Type",
        "Algorithm",
        "Digits",
        "Period",
        "Counter",
        "Issuer",
        "Username",
        "Icon",
        "tokens",
        "tokenOrder",
        "issuerExt",
        "accounts",
        "issuerName",
        "userName",
        "timeStep",
        "kind",
        "timer",
        "pinned",
        "format",
        "records",
        "ciphertext",
    ]);
    let json = leaf.prop_recursive(5, 60, 8, move |inner| {
        let member = (name.clone(), inner.clone()).prop_map(|(name, value)| format!("\"{name}\":{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(|values| format!("[{}]", values.join(","))),
            prop::collection::vec(member, 0..8).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    });
    runner().run(&json, |json| try_all(json.as_bytes())).unwrap_or_else(|error| panic!("{error}"));
}
