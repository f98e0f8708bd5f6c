//! The project's commands. `cargo xtask help` lists them.
//!
//! Each command announces its steps and says what to do when one cannot be done, so that a person on a bare machine
//! needs only Rust, Node and this file.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a command talks to the person who ran it")]

mod bundle;
mod checks;
mod module;
mod precache;
mod server;
mod setup;
mod size;
mod split;
mod step;
mod styles;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use step::Failure;

const HELP: &str = "\
cargo xtask serve [--port N] [--host ADDRESS] [--dist DIRECTORY]
                            install what is missing, build, serve on 127.0.0.1:8080
                            (with --dist: serve that directory as it is)
cargo xtask test [STAGE…]   install what is missing and run every check, or the named stages:
                            format clippy native web build e2e
cargo xtask build           install what is missing and write the release to dist/
cargo xtask size            bytes of each file and of each first load; fails over 250 KiB brotli
cargo xtask setup           install what is missing, nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            println!("\n✗ {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    std::env::set_current_dir(project_root())
        .map_err(|error| Failure::new(format!("the project's folder cannot be entered: {error}")))?;
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        Some("serve") => serve(rest),
        Some("test") => checks::run_stages(rest),
        Some("build") => {
            setup::for_build()?;
            bundle::build()?;
            size::report()
        }
        Some("size") => size::report(),
        Some("setup") => setup::for_everything(),
        Some("help" | "--help" | "-h") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => {
            Err(Failure::new(format!("there is no command `{other}`")).hint(format!("The commands are:\n{HELP}")))
        }
    }
}

fn serve(arguments: &[String]) -> Result<(), Failure> {
    let mut port = 8080_u16;
    let mut host = String::from("127.0.0.1");
    let mut ready_made: Option<PathBuf> = None;
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        let value = rest.next().ok_or_else(|| Failure::new(format!("`{flag}` wants a value")).hint(HELP))?;
        match flag.as_str() {
            "--port" => {
                port = value.parse().map_err(|_| Failure::new(format!("`{value}` is not a port (1 to 65535)")))?;
            }
            "--host" => host.clone_from(value),
            "--dist" => ready_made = Some(PathBuf::from(value)),
            _ => return Err(Failure::new(format!("`serve` knows no `{flag}`")).hint(HELP)),
        }
    }
    let dist = match ready_made {
        Some(dist) => dist,
        None => {
            setup::for_build()?;
            bundle::build()?;
            PathBuf::from(bundle::DIST)
        }
    };
    server::serve(&dist, &host, port)
}

/// The folder above `xtask/`, so that the commands work from anywhere inside the project.
fn project_root() -> PathBuf {
    // `cargo run` says it anew, for a clone that was moved or shares its target folder with another.
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&xtask).parent().map(Path::to_path_buf).unwrap_or_default()
}
