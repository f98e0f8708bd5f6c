//! `cargo xtask test`: every check, in the order in which a mistake is cheapest to hear of.

use std::process::Command;

use crate::step::{Failure, announce, run};
use crate::{bundle, setup, size};

type Stage = (&'static str, fn() -> Result<(), Failure>);

const STAGES: [Stage; 6] =
    [("format", format), ("clippy", clippy), ("native", native), ("web", web), ("build", build), ("e2e", end_to_end)];

/// The port of the server that the end-to-end tests start.
const END_TO_END_PORT: &str = "8377";

/// Runs the named stages, or all of them; says at the end what ran.
pub fn run_stages(names: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = names.iter().find(|name| STAGES.iter().all(|(stage, _)| stage != name)) {
        let known: Vec<&str> = STAGES.iter().map(|(stage, _)| *stage).collect();
        return Err(
            Failure::new(format!("there is no stage `{unknown}`")).hint(format!("The stages are: {}", known.join(" ")))
        );
    }
    let mut done = Vec::new();
    for (stage, check) in STAGES {
        if !names.is_empty() && !names.iter().any(|name| name == stage) {
            continue;
        }
        println!("\n══ {stage} ══");
        check().inspect_err(|_| {
            println!("\nPassed before: {}", if done.is_empty() { "nothing".into() } else { done.join(", ") });
        })?;
        done.push(stage);
    }
    println!("\n✓ Passed: {}", done.join(", "));
    Ok(())
}

fn format() -> Result<(), Failure> {
    setup::components()?;
    announce("Format");
    run(Command::new("cargo").args(["fmt", "--all", "--check"]), "Run `cargo fmt --all`.")
}

fn clippy() -> Result<(), Failure> {
    const NEXT: &str = "Mend what clippy names above; warnings count as errors.";
    setup::components()?;
    setup::wasm_target()?;
    announce("Clippy, native");
    run(
        Command::new("cargo").args(["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]),
        NEXT,
    )?;
    announce("Clippy, wasm32");
    run(
        Command::new("cargo")
            .args(["clippy", "--package", "counterpart", "--target", "wasm32-unknown-unknown", "--locked"])
            .args(["--lib", "--bins", "--test", "web", "--", "--deny", "warnings"]),
        NEXT,
    )
}

fn native() -> Result<(), Failure> {
    announce("Native tests");
    run(
        Command::new("cargo").args(["test", "--workspace", "--locked"]),
        "Run one by `cargo test NAME`; the message above says what differs.",
    )?;
    announce("Time and memory on garbage");
    run(
        Command::new("cargo").args(["test", "--profile", "measured", "--test", "memory", "--locked"]),
        "The message above names what was read, how long it took, and what it held.",
    )
}

fn web() -> Result<(), Failure> {
    setup::for_web_tests()?;
    let browsers = setup::browser()?;
    announce("Browser tests");
    // wasm-pack looks for tools of its own to download unless it is told to use the installed ones.
    run(
        Command::new("wasm-pack")
            .args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
            .arg(&browsers.chromedriver)
            .args(["--", "--locked", "--test", "web"])
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
        "webdriver.json holds the browser's flags; a driver of another version than the browser's does not start it.",
    )
}

fn build() -> Result<(), Failure> {
    setup::for_build()?;
    bundle::build()?;
    size::report()
}

fn end_to_end() -> Result<(), Failure> {
    let chromium = setup::for_end_to_end_tests()?;
    if !std::path::Path::new(bundle::DIST).join("sw.js").is_file() {
        build()?;
    }
    vault_vectors()?;
    announce("Types of the end-to-end tests");
    run(
        Command::new("node").args(["node_modules/typescript/bin/tsc", "--project", "tests/e2e"]),
        "The compiler's message above names the file and line.",
    )?;
    announce("End-to-end tests against dist/");
    run(
        Command::new("node")
            .args(["node_modules/@playwright/test/cli.js", "test", "--config", "tests/e2e/playwright.config.ts"])
            .env("CHROMIUM", chromium)
            // The tests serve dist/ with this very program.
            .env("XTASK", std::env::current_exe().unwrap_or_else(|_| "cargo xtask".into()))
            .env("FIRST_LOAD", size::list_file())
            .env("COUNTERPART_PORT", END_TO_END_PORT),
        "test-results/ holds a screenshot and a trace of each failure: `npx playwright show-trace FILE`.",
    )
}

/// What the vault stores and what goes out, read by other programs.
fn vault_vectors() -> Result<(), Failure> {
    announce("The vault and the exports, read by Node");
    run(
        Command::new("node").args(["--test", "tests/vault/check.mjs", "tests/vault/exports.mjs"]),
        "docs/vault.md, tests/vectors/{vault,export}.json and the program must say the same.",
    )
}
