//! Installs what a machine lacks: once a machine, never once a clone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, announce, find_program, note, output_of, run};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Trunk 0.22 needs a newer Rust than the stable that `rust-toolchain.toml` was tried with.
const TRUNK_VERSION: &str = "0.21.14";
const WASM_PACK_VERSION: &str = "0.15.1";
const CRATES_HINT: &str = "Is the crate registry reachable? The same line can be run by hand.";

/// What `cargo xtask build` needs.
pub fn for_build() -> Result<(), Failure> {
    wasm_target()?;
    trunk()?;
    wasm_bindgen()?;
    node_packages()
}

/// What `cargo xtask test web` needs.
pub fn for_web_tests() -> Result<(), Failure> {
    wasm_target()?;
    wasm_pack()?;
    wasm_bindgen()?;
    browser().map(drop)
}

/// What `cargo xtask test e2e` needs beside a finished build.
pub fn for_end_to_end_tests() -> Result<PathBuf, Failure> {
    node_packages()?;
    let browsers = browser()?;
    Ok(browsers.chromium)
}

/// Everything that any command needs.
pub fn for_everything() -> Result<(), Failure> {
    for_build()?;
    for_web_tests()?;
    announce("All is in place");
    Ok(())
}

/// The Rust target of the app.
pub fn wasm_target() -> Result<(), Failure> {
    announce("Rust target wasm32-unknown-unknown");
    let present = output_of("rustc", &["--print", "sysroot"])
        .is_some_and(|root| Path::new(&root).join("lib/rustlib").join(WASM_TARGET).is_dir());
    if present {
        note("present");
        return Ok(());
    }
    run(
        Command::new("rustup").args(["target", "add", WASM_TARGET]),
        "Install Rust by rustup, or add the wasm32-unknown-unknown target with your system's packages.",
    )
}

/// rustfmt and clippy.
pub fn components() -> Result<(), Failure> {
    announce("rustfmt and clippy");
    let present = ["fmt", "clippy"].iter().all(|name| output_of("cargo", &[name, "--version"]).is_some());
    if present {
        note("present");
        return Ok(());
    }
    run(
        Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]),
        "Install Rust by rustup, or add rustfmt and clippy with your system's packages.",
    )
}

fn trunk() -> Result<(), Failure> {
    cargo_tool("trunk", "trunk", TRUNK_VERSION, true)
}

fn wasm_pack() -> Result<(), Failure> {
    cargo_tool("wasm-pack", "wasm-pack", WASM_PACK_VERSION, true)
}

fn wasm_bindgen() -> Result<(), Failure> {
    let version = locked_version("wasm-bindgen")?;
    // Without --locked: one crate of its lock file is not in every registry mirror.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &version, false)
}

/// Installs a tool into cargo's own bin folder unless this very version answers already.
fn cargo_tool(program: &str, package: &str, version: &str, locked: bool) -> Result<(), Failure> {
    announce(&format!("{program} {version}"));
    let answer = output_of(program, &["--version"]).unwrap_or_default();
    if answer.split_whitespace().any(|word| word == version) {
        note("present");
        return Ok(());
    }
    note("not there: building it takes some minutes, once a machine");
    let mut command = Command::new("cargo");
    command.args(["install", package, "--version", version, "--force"]);
    if locked {
        command.arg("--locked");
    }
    run(&mut command, CRATES_HINT)?;
    let answer = output_of(program, &["--version"]).unwrap_or_default();
    if answer.split_whitespace().any(|word| word == version) {
        Ok(())
    } else {
        Err(Failure::new(format!("{program} {version} is installed, but `{program}` on the PATH is not that one"))
            .hint("Put cargo's bin folder (usually ~/.cargo/bin) first in PATH."))
    }
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string("Cargo.lock").map_err(|error| {
        Failure::new(format!("Cargo.lock cannot be read: {error}"))
            .hint("Restore it from git; it says which wasm-bindgen fits.")
    })?;
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading);
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|line| line.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("Cargo.lock names no {package}")).hint("Run `cargo generate-lockfile`."))
}

/// The packages of `package-lock.json`: wasm-opt, and what the end-to-end tests use.
fn node_packages() -> Result<(), Failure> {
    announce("Node packages");
    let npm = find_program("npm").ok_or_else(|| {
        Failure::new("npm is not on the PATH").hint("Install Node 20 or later, with npm, and run this again.")
    })?;
    // npm writes this file last, so it tells of a whole installation; a newer lock file asks for another one.
    let installed = fs::metadata("node_modules/.package-lock.json").and_then(|data| data.modified());
    let wanted = fs::metadata("package-lock.json").and_then(|data| data.modified());
    if let (Ok(installed), Ok(wanted)) = (installed, wanted)
        && installed >= wanted
    {
        note("present");
        return Ok(());
    }
    run(
        Command::new(npm).args(["ci", "--no-audit", "--no-fund"]),
        "Is the npm registry reachable? `npm ci` can be run by hand.",
    )
}

/// The browser of the tests and its WebDriver.
pub struct Browsers {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// Finds Chromium and its driver; on Debian, as root, installs them when they are missing.
pub fn browser() -> Result<Browsers, Failure> {
    announce("Chromium and chromedriver");
    if let Some(found) = find_browser() {
        note(&format!("present: {}", found.chromium.display()));
        return Ok(found);
    }
    let by_hand = "Install Chromium (or Chrome) and the chromedriver of the same version, \
                   or name them in CHROMIUM and CHROMEDRIVER. On Debian: apt-get install chromium chromium-driver";
    let is_root = output_of("id", &["-u"]).is_some_and(|id| id == "0");
    if !is_root || find_program("apt-get").is_none() {
        return Err(Failure::new("there is no Chromium with chromedriver on this machine").hint(by_hand));
    }
    run(Command::new("apt-get").arg("update"), by_hand)?;
    run(
        Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args([
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
            "fonts-noto-cjk",
        ]),
        by_hand,
    )?;
    find_browser().ok_or_else(|| Failure::new("Chromium was installed, but is not on the PATH").hint(by_hand))
}

fn find_browser() -> Option<Browsers> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let chromium = named("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            .iter()
            .find_map(|name| find_program(name))
    })?;
    let chromedriver = named("CHROMEDRIVER").or_else(|| find_program("chromedriver"))?;
    Some(Browsers { chromium, chromedriver })
}
