//! What a megabyte of garbage costs: time and memory of whatever reads what a stranger hands in. These are the importers,
//! with a password and without, the doctor, what is scanned, typed or linked, and the decoder of QR codes.
//!
//! A test of its own program, because it counts the memory of the whole program; so it is one test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, in its helpers too, and this one tells what it measured"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use counterpart::authenticator::import::counterpart::{read_entries, read_entries_by_key};
use counterpart::authenticator::import::{Limits, TransferParts, Unlock, read};
use counterpart::authenticator::slots::RecoveryCode;
use counterpart::authenticator::vault::{MasterKey, OpenVault, VaultId};
use counterpart::authenticator::{Arrival, examine, key_uri_of_link, read_scanned};
use counterpart::otp::{KeyUri, Secret, normalise_typed};
use counterpart::qr::{GrayImage, decode};
use peak_alloc::PeakAlloc;
use serde_json::Value;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MEGABYTE: usize = 1 << 20;
/// What reading a megabyte may take at most.
const MEMORY_BYTES_MAX: usize = 64 << 20;

/// What reading a megabyte may take at most, in a program that is optimised.
const TIME_MAX: Duration = Duration::from_secs(1);

/// No time for a key: its cost is bounded elsewhere, by what a person allows.
const NO_KEYS: Limits = Limits { memory_bytes: 0, work: 0 };

/// What opens the vectors' own file. They are published in `docs/vault.md`, and protect nothing.
const OWN_RECOVERY_CODE: &str = "60rk 4csm 6mv3 ee1s c5h6 6s35 cves";

fn own_vault() -> OpenVault {
    OpenVault::new(VaultId::from_random(counted(0xb0)), MasterKey::from_bytes(counted(0xa0)))
}

fn counted<const N: usize>(first: u8) -> [u8; N] {
    std::array::from_fn(|index| first.wrapping_add(index as u8))
}

/// The vectors' own file with one of its lists as long as a megabyte allows.
fn own_file(list: &str) -> Vec<u8> {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/vault.json")).unwrap();
    let mut file = vectors["file"].clone();
    let items = file.pointer_mut(list).and_then(Value::as_array_mut).unwrap();
    let times = MEGABYTE / serde_json::to_vec(items).unwrap().len();
    *items = vec![items.clone(); times].concat();
    serde_json::to_vec(&file).unwrap()
}

/// A megabyte of this piece.
fn repeated(piece: &str) -> Vec<u8> {
    framed("", piece, "")
}

/// A megabyte of this piece between two others.
fn framed(start: &str, piece: &str, end: &str) -> Vec<u8> {
    format!("{start}{}{end}", piece.repeat(MEGABYTE / piece.len())).into_bytes()
}

/// Bytes without sense, the same each time (xorshift64).
fn random(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

fn base64(length: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    random(length).into_iter().map(|byte| char::from(LETTERS[usize::from(byte) % 64])).collect()
}

fn shapes() -> Vec<(&'static str, Vec<u8>)> {
    let fields: String = (0..MEGABYTE / 12).map(|number| format!("\"{number:x}\":[],")).collect();
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
    let slot = r#"{"type":1,"n":32768,"r":8,"p":1,"salt":"00","key":"00","key_params":{"nonce":"000000000000000000000000","tag":"00000000000000000000000000000000"}},"#;
    let transfer = "otpauth-migration://offline?data=";
    vec![
        ("own records", own_file("/records")),
        ("own slots", own_file("/header/slots")),
        ("random bytes", random(MEGABYTE)),
        ("random bytes behind a mark", [b"AUTHENTICATORPRO".as_slice(), &random(MEGABYTE)].concat()),
        ("zeros", vec![0; MEGABYTE]),
        ("base64", base64(MEGABYTE).into_bytes()),
        ("base64 of a transfer", format!("{transfer}{}", base64(MEGABYTE)).into_bytes()),
        // As a message: entries of nothing, two bytes each.
        ("a transfer of empty entries", framed(transfer, "CgAKAAoA", "")),
        ("as many empty entries as allowed", format!("{transfer}{}", "CgAKAAoA".repeat(43_600)).into_bytes()),
        ("a transfer of unknown fields", framed(transfer, "SAFIAUgB", "")),
        ("many transfers", repeated("otpauth-migration://offline?data=GAo%3D\n")),
        ("many large transfers", repeated("otpauth-migration://offline?data=CgAYkE4%3D\n")),
        ("escapes", framed(transfer, "%43%67%41", "")),
        ("open brackets", repeated("[")),
        ("open objects", repeated("{\"\":")),
        ("deep JSON", deep(MEGABYTE / 2)),
        ("JSON as deep as allowed", framed("[", &format!("{},", String::from_utf8(deep(120)).unwrap()), "0]")),
        ("empty arrays", framed("[", "[],", "[]]")),
        ("empty objects", framed("[", "{},", "{}]")),
        ("small objects", framed("[", "{\"\":0},", "0]")),
        ("small arrays", framed("[", "[0],", "0]")),
        ("as many objects as allowed", framed("[", "{\"\":1234567890123456},", "0]")),
        ("as many arrays as allowed", framed("[", "[0,0,0],", "0]")),
        (
            "as many entries as allowed",
            framed(r#"{"schemaVersion":4,"services":["#, r#"{"":1234567890123456},"#, "0]}"),
        ),
        ("empty texts", framed("[", "\"\",", "0]")),
        ("many members", format!("{{{fields}\"\":0}}").into_bytes()),
        ("a long number", framed("[", "9", "]")),
        ("a long text", framed("[\"", "\\u0041", "\"]")),
        ("commas", repeated(",")),
        ("quotes", repeated("\"")),
        ("line ends", repeated("\n")),
        ("a table of commas", framed("type,name,login_totp\n", ",", "")),
        ("a table of quotes", framed("type,name,login_totp\n", "\"", "")),
        ("a table of short lines", framed("type,name,login_totp\n", "a,b,c\n", "")),
        ("a wide table", framed("type,name,login_totp", ",", "\n1")),
        ("Key URIs", repeated("otpauth://totp/a?secret=MFRGGZDF\n")),
        ("Key URIs without sense", repeated("otpauth://\n")),
        ("one long Key URI", framed("otpauth://totp/", "a%3A", "?secret=MFRGGZDF")),
        ("a Key URI of parameters", framed("otpauth://totp/a?secret=MFRGGZDF", "&a=b", "")),
        ("a Key URI with a long secret", framed("otpauth://totp/a?secret=", "A", "")),
        (
            "Aegis entries",
            framed(
                r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":["#,
                "{},",
                "0]}}",
            ),
        ),
        (
            "Aegis slots",
            framed(
                r#"{"version":1,"header":{"params":{"nonce":"000000000000000000000000","tag":"00000000000000000000000000000000"},"slots":["#,
                slot,
                r#"0]},"db":""}"#,
            ),
        ),
        ("2FAS services", framed(r#"{"schemaVersion":4,"services":["#, "{},", "0]}")),
        ("2FAS sealed", framed(r#"{"schemaVersion":4,"servicesEncrypted":""#, "A:", r#""}"#)),
        ("Bitwarden items", framed(r#"{"encrypted":false,"items":["#, r#"{"login":{"totp":"a"}},"#, "0]}")),
        ("Bitwarden sealed", framed(r#"{"encrypted":true,"passwordProtected":true,"data":"2."#, "AAAA|", r#""}"#)),
    ]
}

/// A thousand pixels a side.
const SIDE_PIXELS: usize = 1 << 10;

type Reader = fn(&[u8]);

/// What reads, and its name.
const READERS: [(&str, Reader); 9] = [
    ("import", |bytes| drop(read(bytes, &Unlock::default()))),
    ("import with a password", |bytes| {
        drop(read(bytes, &Unlock { password: Some("password".to_owned().into()), limits: NO_KEYS }));
    }),
    ("what came in", |bytes| drop(Arrival::of_file(bytes))),
    ("own file with a recovery code", |bytes| {
        let password = Some(OWN_RECOVERY_CODE.to_owned().into());
        drop(read_entries(bytes, &Unlock { password, limits: NO_KEYS }));
    }),
    ("own file with its key", |bytes| drop(read_entries_by_key(bytes, &own_vault()))),
    ("doctor", |bytes| drop(std::str::from_utf8(bytes).map(examine))),
    ("texts of a scan, and their parts", |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        drop(read_scanned(text));
        let mut parts = TransferParts::default();
        for line in text.lines() {
            let _ = parts.add(line);
        }
        drop(parts.present());
    }),
    ("what is typed or linked", |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        drop(KeyUri::parse(key_uri_of_link(text)));
        drop(Secret::from_base32(text));
        drop(normalise_typed(text));
        drop(RecoveryCode::parse(text));
    }),
    ("QR codes", |bytes| {
        let mut pixels = bytes.to_vec();
        pixels.resize(SIDE_PIXELS * SIDE_PIXELS, u8::MAX);
        drop(decode(&GrayImage::new(SIDE_PIXELS, SIDE_PIXELS, pixels).unwrap()));
    }),
];

/// What reading costs: the time, and the bytes beyond those that were there before.
fn cost(reader: Reader, bytes: &[u8]) -> (Duration, usize) {
    MEMORY.reset_peak_usage();
    let (before, start) = (MEMORY.current_usage(), Instant::now());
    reader(bytes);
    (start.elapsed(), MEMORY.peak_usage().saturating_sub(before))
}

/// Pixels that look like what the decoder seeks: the marks of three corners, everywhere.
fn marks() -> Vec<u8> {
    const MARK: [&[u8; 8]; 8] =
        [b"#######.", b"#.....#.", b"#.###.#.", b"#.###.#.", b"#.###.#.", b"#.....#.", b"#######.", b"........"];
    let dark = |at: usize| MARK[at / SIDE_PIXELS / 3 % 8][at % SIDE_PIXELS / 3 % 8] == b'#';
    (0..SIDE_PIXELS * SIDE_PIXELS).map(|at| if dark(at) { 0 } else { u8::MAX }).collect()
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
}

#[test]
fn a_megabyte_of_garbage_takes_no_second_and_little_memory() {
    let mut shapes: Vec<(String, Vec<u8>)> =
        shapes().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    // What begins like a format and goes on as nothing.
    for (name, bytes) in fixtures() {
        let half = &bytes[..bytes.len() / 2];
        shapes.push((format!("{name}, then random bytes"), [half, &random(MEGABYTE)].concat()));
        shapes.push((format!("{name}, then its half again and again"), half.repeat(MEGABYTE / half.len())));
    }
    shapes.push(("marks of QR codes".to_owned(), marks()));
    let mut faults = Vec::new();
    for (name, bytes) in shapes {
        for (reader_name, reader) in READERS {
            let (elapsed, memory_bytes) = cost(reader, &bytes);
            let told = format!("{name}, {reader_name}: {elapsed:?}, {} MiB", memory_bytes >> 20);
            println!("{told}");
            if elapsed > TIME_MAX || memory_bytes > MEMORY_BYTES_MAX {
                faults.push(told);
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
