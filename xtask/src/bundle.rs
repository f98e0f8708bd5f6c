//! The release build: Trunk, then the passes that must see the final bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, announce, note, run};
use crate::{precache, size, split, styles};

/// Where the release goes; any static host can serve this folder at its root.
pub const DIST: &str = "dist";

/// Writes `dist/` anew.
pub fn build() -> Result<(), Failure> {
    announce("Release build (trunk)");
    // Trunk reads NO_COLOR as its own flag and refuses any value but true or false.
    run(
        Command::new("trunk").args(["build", "--release"]).env_remove("NO_COLOR"),
        "Read the compiler's message above; `cargo xtask setup` installs the tools again.",
    )?;
    let sheets = styles::merge()?;
    let pieces = split::split(&sheets)?;
    size::write_list(&pieces)?;
    announce("Service worker's precache list, 404.html");
    let count = precache::write(Path::new(DIST))?;
    note(&format!("{count} files are kept for offline use"));
    let dist = Path::new(DIST);
    fs::copy(dist.join("index.html"), dist.join("404.html")).map_err(|error| cannot("write 404.html", &error))?;
    Ok(())
}

/// Every file below a folder, sorted.
pub fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| {
            Failure::new(format!("{} cannot be read: {error}", folder.display())).hint("Run `cargo xtask build` first.")
        })?;
        for entry in entries {
            let path = entry.map_err(|error| cannot("list dist/", &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A failure of the file system.
pub fn cannot(what: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot {what}: {error}"))
}
