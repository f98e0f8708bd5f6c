//! Steps that announce themselves, and failures that say what to do next.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Why a step could not be done, and what a person can do about it.
#[derive(Debug)]
pub struct Failure {
    what: String,
    next: Option<String>,
}

impl Failure {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), next: None }
    }

    /// Adds what to do next.
    pub fn hint(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)?;
        match &self.next {
            Some(next) => write!(formatter, "\n  → {next}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

/// Says which step begins.
pub fn announce(what: &str) {
    println!("\n▸ {what}");
}

/// Says something about the step that is under way.
pub fn note(what: &str) {
    println!("  {what}");
}

/// Runs a program with its output shown; `next` says what to do when it fails.
pub fn run(command: &mut Command, next: &str) -> Result<(), Failure> {
    let line = shown(command);
    println!("  $ {line}");
    let begun = Instant::now();
    let status =
        command.status().map_err(|error| Failure::new(format!("`{line}` could not be started: {error}")).hint(next))?;
    if status.success() {
        println!("  ✓ {:.1} s", begun.elapsed().as_secs_f32());
        Ok(())
    } else {
        Err(Failure::new(format!("`{line}` failed ({status})")).hint(next))
    }
}

/// Runs a program and shows its output only when it fails.
pub fn run_quietly(command: &mut Command, next: &str) -> Result<(), Failure> {
    let line = shown(command);
    let output =
        command.output().map_err(|error| Failure::new(format!("`{line}` could not be started: {error}")).hint(next))?;
    if output.status.success() {
        return Ok(());
    }
    print!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(Failure::new(format!("`{line}` failed ({})", output.status)).hint(next))
}

/// What a program prints, or `None` when it cannot be run.
pub fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program lies on the `PATH`.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let file_name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file_name)).find(|candidate| candidate.is_file())
}

/// A command as a person would type it.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
