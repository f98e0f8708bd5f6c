//! The rest of the long run (`import/garbage.rs` has the backups of other programs): this project's own file, Key URIs
//! and whatever else comes in as a text, typed keys and codes, and pictures.
//!
//! `COUNTERPART_CASES=100000 cargo test --release --test native long_run` runs all of it, each with so many cases.

use proptest::prelude::*;
use proptest::sample::Index;

use counterpart::authenticator::import::counterpart::{read_entries, read_entries_by_key};
use counterpart::authenticator::import::{Limits, Unlock};
use counterpart::authenticator::slots::RecoveryCode;
use counterpart::authenticator::vault::{MasterKey, OpenVault, VaultId};
use counterpart::authenticator::{
    Arrival, Examination, ManualKey, ManualKind, examine, examine_all, key_uri_of_link, read_scanned,
};
use counterpart::otp::KeyUri;
use counterpart::qr::{GrayImage, QrCode, decode};
use serde_json::Value;

use crate::import::garbage::{apply, change, runner, try_all};
use crate::vault::bytes;

/// The vectors' own file, as an export writes it.
fn own_file() -> Vec<u8> {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/vault.json")).unwrap();
    serde_json::to_vec(&vectors["file"]).unwrap()
}

#[test]
fn long_run_of_changed_own_files() {
    let file = own_file();
    let vault = OpenVault::new(VaultId::from_random(bytes(0xb0)), MasterKey::from_bytes(bytes(0xa0)));
    let code = "60rk 4csm 6mv3 ee1s c5h6 6s35 cves";
    let is_whole = |bytes: &[u8]| read_entries_by_key(bytes, &vault).is_ok_and(|opened| opened.entries.len() == 3);
    assert!(is_whole(&file), "what is changed below was whole");
    let entries = read_entries_by_key(&file, &vault).unwrap().entries;
    let outcome = runner().run(&prop::collection::vec(change(), 1..6), |changes| {
        let mut bytes = file.clone();
        changes.iter().for_each(|change| apply(change, &mut bytes));
        try_all(&bytes)?;
        // A recovery code costs nothing: so far a changed file gets without a password.
        let limits = Limits { memory_bytes: 0, work: 0 };
        let by_code = read_entries(&bytes, &Unlock { password: Some(code.to_owned().into()), limits });
        for opened in [by_code, read_entries_by_key(&bytes, &vault)].into_iter().flatten() {
            // What still opens is what was sealed, whatever was done to the file around it.
            prop_assert!(opened.entries.iter().all(|entry| entries.contains(entry)));
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// What Key URIs are made of, good and bad.
const PIECES: [&str; 44] = [
    "otpauth://",
    "OTPAUTH://",
    "steam://",
    "otpauth-migration://offline?data=",
    "web+otpauth://",
    "https://",
    "totp/",
    "hotp/",
    "steam/",
    "Gov%20Cloud",
    "alice",
    ":",
    "%3A",
    "%3a%20",
    "?",
    "&",
    "=",
    "secret=",
    "SECRET=",
    "GEZDGNBVGY3TQOJQ",
    "gezd gnbv",
    "MFRGGZDF====",
    "issuer=",
    "algorithm=",
    "SHA256",
    "HmacSHA512",
    "md5",
    "digits=",
    "6",
    "10",
    "0",
    "period=",
    "30",
    "86401",
    "counter=",
    "18446744073709551616",
    "encoder=steam",
    "+",
    "#",
    "%",
    "%ff",
    "\n",
    " ",
    "&amp;",
];

/// Texts that look like keys, and some that do not.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat());
    let whole = "otpauth://totp/Gov%20Cloud:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gov%20Cloud&digits=8";
    let changed = prop::collection::vec(change(), 1..5).prop_map(move |changes| {
        let mut bytes = whole.as_bytes().to_vec();
        changes.iter().for_each(|change| apply(change, &mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    });
    prop_oneof![pieces, changed, ".{0,80}", "\\PC{0,80}"]
}

/// Whatever is taken without a question can be written down, and gives the same codes again.
fn is_kept(examination: &Examination) -> Result<(), TestCaseError> {
    let Some((key_uri, _)) = examination.finished() else { return Ok(()) };
    let (again, _) = KeyUri::parse(&key_uri.to_uri())?;
    prop_assert_eq!(&again.secret, &key_uri.secret);
    prop_assert_eq!((again.kind, again.algorithm, again.digits), (key_uri.kind, key_uri.algorithm, key_uri.digits));
    Ok(())
}

#[test]
fn long_run_of_texts() {
    let outcome = runner().run(&texts(), |text| {
        if let Ok((key_uri, _)) = KeyUri::parse(&text) {
            prop_assert_eq!(&KeyUri::parse(&key_uri.to_uri())?.0.secret, &key_uri.secret);
        }
        let _ = (read_scanned(&text), key_uri_of_link(&text));
        let examined = [examine(&text)].into_iter().chain(examine_all(&text).into_iter().map(|pasted| pasted.result));
        examined.flatten().try_for_each(|examination| is_kept(&examination))?;
        let _ = (Arrival::of_text(&text), Arrival::of_scan(&[&text]), Arrival::of_file(text.as_bytes()));
        try_all(text.as_bytes())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn long_run_of_what_is_typed() {
    let kinds = prop::sample::select(vec![ManualKind::Timed, ManualKind::Counting, ManualKind::Steam]);
    let outcome = runner().run(&(texts(), texts(), kinds), |(account, key, kind)| {
        let _ = RecoveryCode::parse(&key);
        let typed = ManualKey { account, key, kind, ..ManualKey::default() };
        if let Ok(key_uri) = typed.check() {
            prop_assert_eq!(KeyUri::parse(&key_uri.to_uri())?.0.secret, key_uri.secret);
        }
        if let Ok(Ok(examination)) = typed.examined() {
            is_kept(&examination)?;
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// A rectangle of a picture in one shade.
#[derive(Clone, Debug)]
struct Blot {
    left: Index,
    top: Index,
    width: usize,
    height: usize,
    shade: u8,
}

fn blot() -> impl Strategy<Value = Blot> {
    (any::<Index>(), any::<Index>(), 1..12_usize, 1..12_usize, any::<u8>())
        .prop_map(|(left, top, width, height, shade)| Blot { left, top, width, height, shade })
}

/// A short code: what is looked for is what its damage does, not its size.
const TEXT: &str = "steam://MFRGGZDF";
const MODULE_PIXELS: usize = 2;

#[test]
fn long_run_of_pictures() {
    let code = QrCode::encode(TEXT).unwrap();
    let side = code.outer_width_modules() * MODULE_PIXELS;
    let quiet = (code.outer_width_modules() - code.width_modules()) / 2;
    let is_dark = |x: usize, y: usize| {
        let module = |pixel: usize| (pixel / MODULE_PIXELS).checked_sub(quiet).filter(|at| *at < code.width_modules());
        module(x).zip(module(y)).is_some_and(|(x, y)| code.is_dark(x, y))
    };
    let clean: Vec<u8> = (0..side * side).map(|at| if is_dark(at % side, at / side) { 0 } else { 255 }).collect();
    let read = |pixels: Vec<u8>, width: usize| decode(&GrayImage::new(width, pixels.len() / width, pixels).unwrap());
    assert_eq!(read(clean.clone(), side), Ok(vec![TEXT.to_owned()]), "what is blotted below can be read");
    let noise = prop::collection::vec(any::<u8>(), side * 24).prop_map(|pixels| (pixels, 24));
    let blotted = prop::collection::vec(blot(), 1..10).prop_map(move |blots| {
        let mut pixels = clean.clone();
        for Blot { left, top, width, height, shade } in blots {
            let (left, top) = (left.index(side), top.index(side));
            for y in top..(top + height).min(side) {
                pixels[y * side + left..y * side + (left + width).min(side)].fill(shade);
            }
        }
        (pixels, side)
    });
    let outcome = runner().run(&prop_oneof![9 => blotted, 1 => noise], |(pixels, width)| {
        // What it says is the doctor's business; here nothing may panic.
        let _ = read(pixels, width);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
