//! What a first visit downloads, and the limit it must stay under.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::bundle::{DIST, cannot, files_of};
use crate::step::{Failure, announce};

/// The budget of the first load, in bytes after brotli.
const LIMIT_BYTES: usize = 250 * 1024;

/// What the first load may not exceed on the way down to the budget. It only ever falls; at the budget it goes.
const CEILING_BYTES: usize = 332 * 1024;

/// Prints a line for each file of the first load; fails when they are over the budget together.
pub fn report() -> Result<(), Failure> {
    fail_over(LIMIT_BYTES, print()?)
}

/// Prints the same; fails when the first load has grown. The checks use it while the app is over its budget.
pub fn guard() -> Result<(), Failure> {
    let brotli_total = print()?;
    if brotli_total > LIMIT_BYTES {
        println!("  over the budget of {LIMIT_BYTES} by {}: `cargo xtask size` fails", brotli_total - LIMIT_BYTES);
    }
    fail_over(CEILING_BYTES, brotli_total)
}

fn fail_over(limit_bytes: usize, brotli_total: usize) -> Result<(), Failure> {
    if brotli_total > limit_bytes {
        return Err(Failure::new(format!("{brotli_total} bytes are over the limit of {limit_bytes}"))
            .hint("Compare with the last release's list; `twiggy top dist/*.wasm` shows what grew."));
    }
    println!("  {} bytes below the limit of {limit_bytes}", limit_bytes - brotli_total);
    Ok(())
}

fn print() -> Result<usize, Failure> {
    announce("Bytes of the first load");
    println!("  {:<52} {:>10} {:>10}", "file", "raw", "brotli");
    let (mut raw_total, mut brotli_total) = (0, 0);
    for path in files_of(Path::new(DIST))? {
        let name = path.strip_prefix(DIST).unwrap_or(&path).to_string_lossy().into_owned();
        if !is_of_first_load(&name) {
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| cannot("read a file of dist/", &error))?;
        let compressed = brotli_length(&bytes).map_err(|error| cannot("compress", &error))?;
        println!("  {name:<52} {:>10} {compressed:>10}", bytes.len());
        raw_total += bytes.len();
        brotli_total += compressed;
    }
    println!("  {:<52} {raw_total:>10} {brotli_total:>10}", "in all");
    Ok(brotli_total)
}

/// The page, its styles, scripts and module; the worker and the icons load later.
fn is_of_first_load(name: &str) -> bool {
    !matches!(name, "404.html" | "sw.js")
        && ["html", "css", "js", "wasm"].iter().any(|extension| name.ends_with(&format!(".{extension}")))
}

fn brotli_length(bytes: &[u8]) -> std::io::Result<usize> {
    const BUFFER_BYTES: usize = 4096;
    const QUALITY: u32 = 11;
    const WINDOW_LOG2: u32 = 22;
    let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER_BYTES, QUALITY, WINDOW_LOG2);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
}
