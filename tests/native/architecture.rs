//! The one law and the floors of the house, kept by a test.
//!
//! `ARCHITECTURE.md` says why. A rule here looks at the words of the source, comments aside; each one is shown to catch
//! what it is there for (`planted_violations_are_caught`) and to leave alone what it is not.

pub mod lexer;
mod rules;

use std::fs;
use std::path::Path;

use rules::{Violation, check};

/// The folders whose files are looked at.
const FOLDERS: [&str; 4] = ["src", "tests", "xtask", "style"];

/// Folders inside them that hold what others wrote.
const FOREIGN: [&str; 3] = ["node_modules", "target", "test-results"];

/// One file: its path from the top of the tree, with `/` between folders, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

/// The files of a folder and of those inside it.
pub fn read_folder(root: &Path, folder: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        if entry.file_type().unwrap().is_dir() {
            if !FOREIGN.contains(&name.as_str()) {
                read_folder(root, &path, files);
            }
        } else if rules::is_looked_at(&path) {
            files.push(File { text: fs::read_to_string(entry.path()).unwrap(), path });
        }
    }
}

fn violations(files: &[File]) -> Vec<Violation> {
    files.iter().flat_map(|file| check(&file.path, &file.text)).collect()
}

#[test]
fn the_document_states_of_each_room_which_others_it_may_know() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for (room, allowed) in rules::ROOMS {
        let names = [format!("| `src/{room}/` |"), format!("| `src/{room}.rs` |")];
        let row = document.lines().find(|line| names.iter().any(|name| line.starts_with(name)));
        let stated = row.and_then(|row| row.trim_end_matches('|').rsplit('|').next()).expect(room);
        let mut stated: Vec<&str> = stated.split('`').skip(1).step_by(2).collect();
        let mut allowed = allowed.to_vec();
        stated.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(stated, allowed, "{room}");
    }
}

#[test]
fn the_house_stands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in FOLDERS {
        read_folder(root, folder, &mut files);
    }
    for looked_at in ["src/otp/mod.rs", "src/console/mod.rs", "src/authenticator/mod.rs", "src/ui/mod.rs"] {
        assert!(files.iter().any(|file| file.path == looked_at), "{looked_at} was not looked at");
    }
    let violations: Vec<String> = violations(&files).iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn planted_violations_are_caught() {
    for (path, text, expected) in [
        // The one law.
        ("src/console/desk.rs", "use crate::authenticator::Entry;", "the one law"),
        ("src/console/desk.rs", "use crate::{\n    otp::Code,\n    authenticator::Entry,\n};", "the one law"),
        ("src/console/desk.rs", "use super::super::authenticator as other;", "the one law"),
        ("src/authenticator/scan.rs", "fn f() { crate::console::verify() }", "the one law"),
        ("src/ui/console/wizard.rs", "use crate::ui::use_authenticators;", "the one law"),
        ("src/ui/console/wizard.rs", "use crate::store::AuthenticatorRecords;", "the one law"),
        ("src/ui/authenticator/phone.rs", "use crate::ui::console::ConsoleState;", "the one law"),
        ("src/ui/text/authenticator.rs", "use super::console::ConsoleText;", "the one law"),
        ("src/ui/text/console/wizard.rs", "use crate::ui::text::authenticator::AuthenticatorText;", "the one law"),
        ("src/store/console.rs", "const NAME: &str = \"counterpart-authenticator\";", "the one law"),
        ("src/store/authenticator.rs", "const NAME: &str = r#\"counterpart-console\"#;", "the one law"),
        // The floors.
        ("src/otp/totp.rs", "use crate::qr::QrCode;", "the floors"),
        ("src/qr/decode.rs", "use crate::otp::KeyUri;", "the floors"),
        ("src/stage/phone.rs", "use crate::qr::QrCode;", "the floors"),
        ("src/stage/phone.rs", "use crate::console::Account;", "the floors"),
        ("src/console/policy.rs", "use crate::stage::Sms;", "the floors"),
        ("src/console/policy.rs", "use crate::{otp::{Code, Digits}, store};", "the floors"),
        ("src/console/policy.rs", "use super::super::ui;", "the floors"),
        ("src/console/policy.rs", "use crate::lab::Scenario;", "the floors"),
        ("src/authenticator/entry.rs", "use crate::lab::Scenario;", "the floors"),
        ("src/lab/planting.rs", "use crate::store::Changes;", "the floors"),
        ("src/browser/clock.rs", "use crate::store::StoreError;", "the floors"),
        ("src/store/mod.rs", "use crate::ui::Route;", "the floors"),
        ("src/main.rs", "use counterpart::console;", "the floors"),
        ("src/attic/mod.rs", "", "the floors"),
        // Pure rooms.
        ("src/otp/totp.rs", "use leptos::prelude::*;", "pure"),
        ("src/qr/image.rs", "fn f(data: web_sys::ImageData) {}", "pure"),
        ("src/stage/phone.rs", "let now = js_sys::Date::now();", "pure"),
        ("src/console/session.rs", "use gloo_timers::future::sleep;", "pure"),
        ("src/console/session.rs", "use wasm_bindgen::JsValue;", "pure"),
        ("src/console/session.rs", "use indexed_db_futures::database::Database;", "pure"),
        ("src/console/session.rs", "getrandom::fill(&mut bytes)", "pure"),
        ("src/console/logon.rs", "pub async fn log_on() {}", "pure"),
        ("src/lab/planting.rs", "let now = js_sys::Date::now();", "pure"),
        ("src/authenticator/scan.rs", "let now = std::time::SystemTime::now();", "pure"),
        ("src/authenticator/scan.rs", "let now = Instant::now();", "pure"),
        // Secrets.
        ("src/store/a.rs", "#[derive(Clone, Debug)]\nstruct A { key: String, value: JsValue }", "`Debug`"),
        ("src/store/a.rs", "#[derive(Debug)] #[must_use] pub enum A { B { a: Vec<JsValue> }, C }", "`Debug`"),
        ("src/browser/a.rs", "#[derive(Debug)]\npub struct A(JsValue);", "`Debug`"),
        // Size and colours.
        ("src/ui/app.rs", &"\n".repeat(450), "450 lines"),
        ("style/shell.css", &"a {}\n".repeat(450), "450 lines"),
        ("style/shell.css", ".a { color: #fff; }", "tokens.css"),
        ("style/shell.css", ".a { border: 1px solid #1A2b3C80 }", "tokens.css"),
        ("style/shell.css", ".a { color: RGB(0 0 0 / 50%); }", "tokens.css"),
        ("style/shell.css", ".a { color: oklch(60% 0.2 20); }", "tokens.css"),
        ("src/ui/shell.rs", "view! { <path fill=\"#4f46e5\"/> }", "tokens.css"),
        ("src/ui/shell.rs", "let shadow = \"0 0 1px rgba(0, 0, 0, 0.5)\";", "tokens.css"),
        ("src/ui/shell.rs", "view! { <p style=\"margin: 0\">\"a\"</p> }", "style attribute"),
        ("src/ui/shell.rs", "view! { <p style=move || margin()>\"a\"</p> }", "style attribute"),
        ("src/ui/shell.rs", "element.set_attribute(\"style\", \"margin: 0\")", "style attribute"),
    ] {
        let rules: Vec<String> = check(path, text).into_iter().map(|violation| violation.rule).collect();
        assert!(rules.iter().any(|rule| rule.contains(expected)), "{path}: {text:.80}\nfound {rules:?}");
    }
}

#[test]
fn what_is_allowed_is_left_alone() {
    for (path, text) in [
        (
            "src/console/desk.rs",
            "//! Never `crate::authenticator`.\n/* leptos /* async */ */ use crate::{otp::Code, qr};",
        ),
        ("src/console/desk.rs", "use super::policy; use crate::console::Account; const A: &str = \"async leptos\";"),
        (
            "src/ui/console/install.rs",
            "fn f() { use_text().say(|w: &WizardText| w.open_app); App::Authenticator; App::GoogleAuthenticator }",
        ),
        ("src/ui/text/console/home.rs", "pub const A: &str = \"Open your authenticator \\\" app\";"),
        ("src/authenticator/scan.rs", "fn f<'a>(text: &'a str) -> char { '\"' } // console"),
        (
            "src/stage/phone.rs",
            "use crate::otp::UnixMillis; #[cfg(test)] mod tests { use super::*; use super::super::Shelf; }",
        ),
        ("src/lab/planting.rs", "use crate::{console::Account, authenticator::Entry, stage::Phone, qr};"),
        ("src/store/mod.rs", "use crate::{console, authenticator, stage, browser}; async fn f() {}"),
        (
            "src/ui/shell.rs",
            "use crate::console; use crate::authenticator; let style = \"a\"; view! { <p style:margin=\"0\"/> <a href=\"#main\"/> }",
        ),
        ("src/ui/shell.rs", "#[cfg(a)] let text = format!(\"#{number}\");"),
        ("src/browser/image.rs", "background != \"rgba(0, 0, 0, 0)\""),
        ("src/main.rs", "counterpart::ui::mount();"),
        ("src/browser/a.rs", "#[derive(Clone)] struct A(JsValue); #[derive(Debug)] struct B; fn f(a: JsValue) {}"),
        ("src/browser/a.rs", "#[derive(Debug)] enum A { B { c: u8 }, D } #[derive(Clone)] struct E { f: JsValue }"),
        ("style/tokens.css", ":root { --ink: #1b1b1f; --paper: rgb(255 255 255); }"),
        ("style/shell.css", "/* #fff */ #console-window #dad-joke { color: var(--ink); }"),
        ("tests/web/database.rs", "use counterpart::{console, authenticator}; async fn f() {}"),
    ] {
        let found: Vec<String> = check(path, text).iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{path}: {text}\nfound {found:?}");
    }
}

#[test]
fn a_violation_says_where() {
    let found = check("src/otp/totp.rs", "\n// leptos\nuse leptos::view;");
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().starts_with("src/otp/totp.rs:3: "), "{}", found[0]);
}
