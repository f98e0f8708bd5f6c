//! The program `inspect`, run as a person runs it: what it prints, its status, and its one line when it cannot.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::import::garbage::{apply, change};
use crate::import::{PASSWORD, every_fixture, fixture, fixture_text, folder};

/// The program, built as it stands: cargo names no example's program to a test, so it is asked to build it and to say
/// where.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--offline", "--example", "inspect", "--message-format", "json"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
        let is_program = |message: &Value| message["target"]["name"] == "inspect" && message["executable"].is_string();
        let message = messages.into_iter().find(is_program).expect("cargo names the program");
        PathBuf::from(message["executable"].as_str().unwrap())
    })
}

fn run<S: AsRef<OsStr>>(arguments: &[S]) -> Output {
    Command::new(program()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs it with these bytes as its standard input.
fn run_on(input: &[u8], arguments: &[&str]) -> Output {
    let mut child = Command::new(program())
        .args(arguments)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has seen enough closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn path(name: &str) -> String {
    folder().join(name).to_str().unwrap().to_owned()
}

fn picture(name: &str) -> String {
    folder().with_file_name("pictures").join(name).to_str().unwrap().to_owned()
}

/// The objects that it printed, of a file that it understood without a word on standard error.
fn objects(output: &Output) -> Vec<Value> {
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "{complaint}");
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The line on standard error, of a file that it did not understand and of which it printed nothing.
fn complaint(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(text.ends_with('\n') && text.matches('\n').count() == 1, "not one line: {text}");
    assert!(!text.contains("panicked"), "{text}");
    text.trim_end().to_owned()
}

/// What the lists and Python's codes say of each entry, in the words of the program.
fn expected(at: &str) -> Vec<Value> {
    let codes: Value = serde_json::from_str(include_str!("../fixtures/codes.json")).unwrap();
    let codes = codes[at].as_array().unwrap().clone();
    let line = |(entry, code): (Value, Value)| {
        if entry.get("unsupported").is_some() {
            let why = match entry["unsupported"].as_str().unwrap() {
                "algorithm" => "the algorithm is none of SHA1, SHA256, SHA512",
                "type" => "the type of the key is none of totp, hotp, steam",
                _ => "the secret is missing",
            };
            return json!({"unsupported": why, "issuer": entry["issuer"], "account": entry["account"]});
        }
        json!({
            "type": entry["type"], "issuer": entry["issuer"], "account": entry["account"], "secret": entry["secret"],
            "algorithm": entry["algorithm"], "digits": entry["digits"], "period": entry["period"],
            "counter": entry["counter"], "code": code, "repairs": [],
        })
    };
    crate::import::entries().into_iter().zip(codes).map(line).collect()
}

#[test]
fn every_entry_is_a_line_with_the_code_that_independent_code_gives() {
    for at in ["0", "59", "1111111109", "2000000000", "20000000000"] {
        for name in ["key_uris.txt", "aegis.json", "two_fas.2fas"] {
            assert_eq!(objects(&run(&["--at", at, &path(name)])), expected(at), "{name} at {at}");
        }
    }
}

#[test]
fn sealed_files_open_under_their_password() {
    for name in ["aegis_sealed.json", "two_fas_sealed.2fas"] {
        let joined = format!("--password={PASSWORD}");
        assert_eq!(objects(&run(&["--at=59", &joined, &path(name)])), expected("59"), "{name}");
        assert_eq!(objects(&run_on(&fixture(name), &["--password", PASSWORD, "--at", "59"])), expected("59"), "{name}");
    }
}

#[test]
fn the_members_of_a_line_stand_in_their_order() {
    let output = run_on(b"otpauth://totp/Site:a?secret=gezd-gnbv&issuer=Site", &["--at", "0"]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        concat!(
            r#"{"type":"totp","issuer":"Site","account":"a","secret":"GEZDGNBV","algorithm":"SHA1","digits":6,"period":30,"#,
            r#""counter":null,"code":"734055","repairs":["lower-case-secret","spaces-in-secret"]}"#,
            "\n"
        )
    );
}

#[test]
fn what_would_be_asked_is_said_on_the_line() {
    let uris = b"otpauth://totp/Steam:a?secret=GEZDGNBV\notpauth://totp/Site:b?secret=GEZDGNBV&digits=";
    let lines = objects(&run_on(uris, &["--at", "0"]));
    assert_eq!(lines[0]["repairs"], json!(["perhaps-steam"]));
    assert_eq!(lines[1], json!({"unsupported": "digits has no value", "issuer": "Site", "account": "b"}));
}

#[test]
fn pictures_of_every_format_are_read() {
    let key = &expected("59")[..1];
    for name in ["key.png", "key.gif", "key.bmp", "key.jpg", "key.webp"] {
        assert_eq!(objects(&run(&["--at", "59", &picture(name)])), key, "{name}");
    }
    let both = objects(&run(&["--at", "59", &picture("two_keys.png")]));
    assert_eq!(both, [expected("59")[0].clone(), expected("59")[2].clone()]);
    assert_eq!(complaint(&run(&[picture("no_key.png")])), "inspect: the picture shows no QR code");
    assert_eq!(complaint(&run(&[picture("bomb.png")])), "inspect: the image is too large");
    let png = std::fs::read(picture("key.png")).unwrap();
    assert_eq!(complaint(&run_on(&png[..png.len() / 2], &[])), "inspect: the image is damaged or truncated");
}

/// How often each picture is changed, one process a time.
fn changed_pictures() -> usize {
    std::env::var("COUNTERPART_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(80)
}

#[test]
fn a_changed_picture_is_read_or_told_in_one_line() {
    let mut runner = TestRunner::deterministic();
    let changes = prop::collection::vec(change(), 1..6);
    let mut told = 0;
    for name in ["key.png", "key.gif", "key.bmp", "key.jpg", "key.webp"] {
        let bytes = std::fs::read(picture(name)).unwrap();
        for number in 0..changed_pictures() {
            let mut bytes = bytes.clone();
            changes.new_tree(&mut runner).unwrap().current().iter().for_each(|change| apply(change, &mut bytes));
            let output = run_on(&bytes, &["--at", "59"]);
            let complaint = String::from_utf8_lossy(&output.stderr);
            let lines = complaint.lines().count();
            match output.status.code() {
                Some(0) => assert_eq!(lines, 0, "{name}, {number}: {complaint}"),
                Some(1) => assert!(lines == 1 && !complaint.contains("panicked"), "{name}, {number}: {complaint}"),
                other => panic!("{name}, {number}: {other:?} {complaint}"),
            }
            told += lines;
        }
    }
    assert!(told > 0, "the changes change something");
}

#[test]
fn a_transfer_that_is_not_whole_says_which_part_is_missing() {
    let output = run(&["--at", "59", &picture("transfer_2.png")]);
    assert!(output.status.success());
    assert_eq!(output.stdout.split(|byte| *byte == b'\n').count(), 7);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "inspect: part 1 of 3 of the transfer is missing\ninspect: part 3 of 3 of the transfer is missing\n"
    );
    assert_eq!(objects(&run(&[path("google_transfer.txt")])).len(), 14);
}

#[test]
fn what_it_does_not_understand_it_says_in_one_line() {
    let sealed = fixture_text("aegis_sealed.json");
    let version = fixture_text("aegis.json").replacen("\"version\": 1", "\"version\": 7", 1);
    for (input, arguments, expected) in [
        (&b""[..], &[][..], "the format is not known"),
        (b"hello", &[], "the format is not known"),
        (b"{\"a\":", &[], "the file is truncated"),
        (b"otpauth-migration://offline?data=$", &[], "the file is damaged"),
        (version.as_bytes(), &[], "the file is of version 7, which is not known here"),
        (sealed.as_bytes(), &[], "the Aegis file is sealed: a password is needed"),
        (sealed.as_bytes(), &["--password", "nonsense"], "the password is wrong"),
        (sealed.as_bytes(), &["--password", "--at"], "the password is wrong"),
        (b"BM is no picture", &[], "the format is not known"),
        (b"\x89PNG\r\n\x1a\n", &[], "the image is damaged or truncated"),
    ] {
        assert_eq!(complaint(&run_on(input, arguments)), format!("inspect: {expected}"), "{arguments:?}");
    }
}

#[test]
fn a_file_that_asks_for_much_says_how_much_and_how_to_let_it() {
    let large = fixture_text("bitwarden_sealed_argon2.json").replace("\"kdfMemory\": 64", "\"kdfMemory\": 300");
    let told = complaint(&run_on(large.as_bytes(), &["--password", PASSWORD]));
    assert!(told.contains("300 MiB") && told.contains("--allow-memory 300"), "{told}");
    // Allowed, it derives: another key than that of 64 MiB.
    let told = complaint(&run_on(large.as_bytes(), &["--password", PASSWORD, "--allow-memory", "300"]));
    assert_eq!(told, "inspect: the password is wrong");
}

#[test]
fn words_that_make_no_sense_are_told_and_never_repeated() {
    for (words, expected) in [
        (&[][..], "a FILE is needed"),
        (&["a", "b"], "one FILE at a time"),
        (&["--nonsense", "a"], "there is no such option"),
        (&["-p", "a"], "there is no such option"),
        (&["a", "--password"], "--password needs a value"),
        (&["--at", "noon", "a"], "the value of --at is not a whole number"),
        (&["--at=-1", "a"], "the value of --at is not a whole number"),
        (&["--at", "99999999999999999999", "a"], "the value of --at is not a whole number"),
        (&["--allow-memory", "1e9", "a"], "the value of --allow-memory is not a whole number"),
        (&["--", "--password"], "the file cannot be read"),
        (&["/"], "the file cannot be read"),
    ] {
        let told = complaint(&run(words));
        assert!(told.starts_with(&format!("inspect: {expected}")), "{words:?}: {told}");
    }
    let told = complaint(&run(&["--paßword=hunter2", "a"]));
    assert!(!told.contains("hunter2"), "{told}");
    let help = run(&["--help"]);
    assert!(help.status.success() && String::from_utf8(help.stdout).unwrap().contains("--allow-memory"));
}

#[test]
fn the_ends_of_time_have_codes() {
    for at in ["0", "18446744073709551615", "9223372036854775808", "18446744073709551"] {
        assert_eq!(objects(&run(&["--at", at, &path("aegis.json")])).len(), crate::import::entries().len(), "{at}");
    }
    assert_eq!(objects(&run(&["--allow-memory", "18446744073709551615", &path("key_uris.txt")])).len(), 23);
}

#[cfg(unix)]
#[test]
fn words_that_are_no_text_do_not_stop_it() {
    use std::os::unix::ffi::OsStrExt as _;
    let no_text = OsStr::from_bytes(b"\xff\xfe");
    let told = complaint(&run(&[OsStr::new("--password"), no_text, OsStr::new("a")]));
    assert_eq!(told, "inspect: the password is not UTF-8");
    assert!(complaint(&run(&[no_text])).contains("the file cannot be read"));
    assert!(complaint(&run(&[OsStr::from_bytes(b"--\xff")])).contains("no such option"));
}

#[test]
fn a_closed_output_is_no_failure() {
    let mut child = Command::new(program())
        .arg(path("aegis.json"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Nobody reads what it says.
    child.stdout = None;
    let output = child.wait_with_output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
}

#[test]
fn every_fixture_is_understood_or_asks_for_its_password() {
    for (name, bytes) in every_fixture() {
        let output = run_on(&bytes, &["--at", "0"]);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || output.status.code() == Some(1), "{name}: {text}");
        assert!(!text.contains("panicked"), "{name}: {text}");
    }
}
