//! The release build: Trunk, then wasm-opt, then the passes that must see the final bytes.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::precache;
use crate::step::{Failure, announce, note, run};

/// Where the release goes; any static host can serve this folder at its root.
pub const DIST: &str = "dist";

/// By name: with none wasm-opt refuses the module, with all it writes one that Chromium refuses.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Writes `dist/` anew.
pub fn build() -> Result<(), Failure> {
    announce("Release build (trunk)");
    // Trunk reads NO_COLOR as its own flag and refuses any value but true or false.
    run(
        Command::new("trunk").args(["build", "--release"]).env_remove("NO_COLOR"),
        "Read the compiler's message above; `cargo xtask setup` installs the tools again.",
    )?;
    announce("wasm-opt");
    let wasm = optimise()?;
    rename_by_content(&wasm)?;
    announce("Service worker's precache list, 404.html");
    let count = precache::write(Path::new(DIST))?;
    note(&format!("{count} files are kept for offline use"));
    fs::copy(file("index.html"), file("404.html")).map_err(|error| cannot("write 404.html", &error))?;
    Ok(())
}

/// Shrinks the module in place.
fn optimise() -> Result<PathBuf, Failure> {
    let wasm = files_of(Path::new(DIST))?
        .into_iter()
        .find(|path| path.extension() == Some(OsStr::new("wasm")))
        .ok_or_else(|| Failure::new("Trunk wrote no .wasm file into dist/"))?;
    let before = length_of(&wasm)?;
    let smaller = wasm.with_extension("wasm.opt");
    run(
        Command::new("node")
            .arg("node_modules/binaryen/bin/wasm-opt")
            .args(["-Oz", "--strip-debug", "--strip-producers", "--converge"])
            .args(WASM_FEATURES)
            .arg(&wasm)
            .arg("--output")
            .arg(&smaller),
        "`npm ci` installs wasm-opt; a message about a feature means that WASM_FEATURES in xtask wants another flag.",
    )?;
    fs::rename(&smaller, &wasm).map_err(|error| cannot("replace the module", &error))?;
    note(&format!("{before} bytes became {}", length_of(&wasm)?));
    Ok(wasm)
}

/// Trunk named the module after the bytes before wasm-opt; a cache must see a new name for new bytes.
fn rename_by_content(wasm: &Path) -> Result<(), Failure> {
    let bytes = fs::read(wasm).map_err(|error| cannot("read the module", &error))?;
    let digest: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let old_name = wasm.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let new_name = format!("counterpart-{digest}_bg.wasm");
    fs::rename(wasm, file(&new_name)).map_err(|error| cannot("rename the module", &error))?;
    let page = fs::read_to_string(file("index.html")).map_err(|error| cannot("read index.html", &error))?;
    if !page.contains(&old_name) {
        return Err(Failure::new(format!("index.html does not name {old_name}"))
            .hint("Look at pattern_script in Trunk.toml: it hands the module's name to boot.js."));
    }
    fs::write(file("index.html"), page.replace(&old_name, &new_name))
        .map_err(|error| cannot("write index.html", &error))
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

fn file(name: &str) -> PathBuf {
    Path::new(DIST).join(name)
}

fn length_of(path: &Path) -> Result<u64, Failure> {
    fs::metadata(path).map(|data| data.len()).map_err(|error| cannot("read the module", &error))
}
