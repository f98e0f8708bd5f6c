//! What a first visit downloads, and the limit it must stay under.
//!
//! A visit begins at one of several entries, and each needs other parts of the app. The build writes which files each
//! entry loads; `tests/e2e/first_load.spec.ts` visits them and compares, so that this list cannot flatter.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::bundle::{DIST, cannot, files_of};
use crate::split::{Pieces, target_folder};
use crate::step::{Failure, announce};
use crate::styles::OF_EVERY_PAGE;

/// The budget of the first load, in bytes after brotli.
const LIMIT_BYTES: usize = 250 * 1024;

/// The budget of a page that is reached only with an account that was opened in this browser. Who has one was here
/// before, and the service worker has kept every file; this is what the page would cost if the browser had dropped them.
const RETURNING_LIMIT_BYTES: usize = 290 * 1024;

/// Where a first visit can begin, and the parts that it needs there.
pub const FIRST_VISITS: [(&str, &[&str]); 9] = [
    ("/", &["phones", "register"]),
    ("/console/help", &["phones", "help"]),
    ("/desk", &["phones", "desk_first"]),
    ("/desk/accounts", &["phones", "desk_first"]),
    ("/desk/trail", &["phones", "desk_first"]),
    ("/desk/policy", &["phones", "policy"]),
    ("/scenarios", &["scenarios"]),
    ("/authenticator", &["authenticator"]),
    ("/settings", &["settings"]),
];

/// Where somebody who opened an account can begin. The word after `#` says what was done before.
const RETURNING: [(&str, &[&str]); 8] = [
    ("/console/log-on#logged-out", &["phones", "log_on"]),
    ("/console#logged-on", &["phones", "home"]),
    ("/console/account#logged-on", &["phones", "account"]),
    ("/console/account/security#logged-on", &["phones", "account", "devices", "factors"]),
    ("/console/account/sessions#logged-on", &["phones", "account", "sessions"]),
    ("/desk#with-accounts", &["phones", "desk"]),
    ("/desk/accounts#with-accounts", &["phones", "desk_accounts"]),
    ("/desk/trail#with-accounts", &["phones", "trail"]),
];

/// What is opened after that. It is told, and is no first load.
const LATER: [(&str, &[&str]); 7] = [
    ("/console/account/security#wizard", &["phones", "account", "devices", "factors", "wizard"]),
    ("/console/account/security#new-codes", &["phones", "account", "devices", "factors", "factor_forms"]),
    ("/console/log-on#second-step", &["phones", "log_on", "security_code"]),
    ("/scenarios#try-it", &["scenarios", "scenario_start"]),
    ("/console/log-on#scenario", &["phones", "log_on", "scenario_panel"]),
    ("/authenticator#unprotected", &["authenticator", "codes", "backups"]),
    ("/authenticator#locked", &["authenticator", "vault"]),
];

/// The list of the files that each entry loads: a line an entry, its address and the files' names.
pub fn list_file() -> PathBuf {
    target_folder().join("first-load.txt")
}

/// Writes the list from what the module was split into.
pub fn write_list(pieces: &Pieces) -> Result<(), Failure> {
    let of_every_page = files_of(Path::new(DIST))?
        .iter()
        .map(|path| name_of(path))
        .filter(|name| name == "index.html" || name == "boot.js" || is_sheet_of_every_page(name))
        .chain(pieces.always.iter().cloned())
        .collect::<Vec<_>>();
    let mut list = String::new();
    for (entry, parts) in FIRST_VISITS.into_iter().chain(RETURNING).chain(LATER) {
        let mut files = of_every_page.clone();
        for part in parts {
            let of_part = pieces.of_part.get(*part).ok_or_else(|| {
                Failure::new(format!("there is no part `{part}`"))
                    .hint("Make FIRST_VISITS in xtask/src/size.rs fit src/main.rs.")
            })?;
            files.extend(of_part.iter().cloned());
        }
        files.sort_unstable();
        files.dedup();
        list.push_str(&format!("{entry} {}\n", files.join(" ")));
    }
    fs::write(list_file(), list).map_err(|error| cannot("write the list of the first load", &error))
}

fn is_sheet_of_every_page(name: &str) -> bool {
    name.strip_prefix(OF_EVERY_PAGE).is_some_and(|rest| rest.starts_with('-') && rest.ends_with(".css"))
}

/// Prints each file and what each entry loads; fails when any entry is over the budget.
pub fn report() -> Result<(), Failure> {
    announce("Bytes of each file");
    println!("  {:<52} {:>10} {:>10}", "file", "raw", "brotli");
    let mut lengths = BTreeMap::new();
    let (mut raw_total, mut brotli_total) = (0, 0);
    for path in files_of(Path::new(DIST))? {
        let name = name_of(&path);
        if name == "404.html" {
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| cannot("read a file of dist/", &error))?;
        let compressed = brotli_length(&bytes).map_err(|error| cannot("compress", &error))?;
        println!("  {name:<52} {:>10} {compressed:>10}", bytes.len());
        raw_total += bytes.len();
        brotli_total += compressed;
        lengths.insert(name, (bytes.len(), compressed));
    }
    println!("  {:<52} {raw_total:>10} {brotli_total:>10}", "kept for offline use, in all");
    announce("Bytes of the first load, by where it begins");
    println!("  {:<44} {:>7} {:>10} {:>10}", "entry", "files", "raw", "brotli");
    let list = fs::read_to_string(list_file()).map_err(|error| {
        cannot("read the list of the first load", &error).hint("Run `cargo xtask build`, which writes it.")
    })?;
    let (mut worst, mut worst_returning) = (0, 0);
    for line in list.lines() {
        let mut words = line.split(' ');
        let entry = words.next().unwrap_or_default();
        let (mut count, mut raw, mut brotli) = (0, 0, 0);
        for file in words {
            let (file_raw, file_brotli) = lengths.get(file).ok_or_else(|| {
                Failure::new(format!("{entry} loads {file}, which is not in dist/")).hint("Run `cargo xtask build`.")
            })?;
            (count, raw, brotli) = (count + 1, raw + file_raw, brotli + file_brotli);
        }
        println!("  {entry:<44} {count:>7} {raw:>10} {brotli:>10}");
        let is_among = |entries: &[(&str, &[&str])]| entries.iter().any(|(listed, _)| *listed == entry);
        if is_among(&FIRST_VISITS) {
            worst = worst.max(brotli);
        } else if is_among(&RETURNING) {
            worst_returning = worst_returning.max(brotli);
        }
    }
    if worst_returning > RETURNING_LIMIT_BYTES {
        return Err(Failure::new(format!(
            "{worst_returning} bytes are over the limit of {RETURNING_LIMIT_BYTES} for who was here before"
        ))
        .hint("Compare with the last release's list. ARCHITECTURE.md says how a part is split off."));
    }
    if worst == 0 || worst > LIMIT_BYTES {
        return Err(Failure::new(format!("{worst} bytes are over the limit of {LIMIT_BYTES}"))
            .hint("Compare with the last release's list. ARCHITECTURE.md says how a part is split off."));
    }
    println!("  {} bytes below the limit of {LIMIT_BYTES}", LIMIT_BYTES - worst);
    Ok(())
}

/// The name of a file of `dist/`, as it is in an address.
fn name_of(path: &Path) -> String {
    path.strip_prefix(DIST).unwrap_or(path).to_string_lossy().replace('\\', "/")
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
