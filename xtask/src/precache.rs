//! Fills the service worker's list of files with the final bytes' digests.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::bundle::{cannot, files_of};
use crate::step::Failure;

const WORKER: &str = "sw.js";
const FILES_PLACEHOLDER: &str = "const FILES = [];";
const DIGEST_PLACEHOLDER: &str = "const DIGEST = 'unbuilt';";

/// Writes the list into `sw.js` and returns how many files it names.
///
/// Each file has its subresource integrity, so that half of an old and half of a new deployment never form one cache.
pub fn write(dist: &Path) -> Result<usize, Failure> {
    let mut list = Vec::new();
    let mut whole = Sha256::new();
    for path in files_of(dist)? {
        let name = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if name == WORKER || name == "404.html" {
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| cannot("read a file of dist/", &error))?;
        let digest = STANDARD.encode(Sha256::digest(&bytes));
        // Hosts answer `/index.html` with a redirect to `/`, and a redirected answer cannot serve a navigation.
        let address = if name == "index.html" { String::from("/") } else { format!("/{name}") };
        whole.update(format!("{address} {digest}\n"));
        list.push(format!("  ['{address}', 'sha256-{digest}'],\n"));
    }
    let digest: String = whole.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let worker_path = dist.join(WORKER);
    let worker = fs::read_to_string(&worker_path).map_err(|error| cannot("read sw.js", &error))?;
    if !worker.contains(FILES_PLACEHOLDER) || !worker.contains(DIGEST_PLACEHOLDER) {
        return Err(Failure::new("public/sw.js has lost the lines that the build fills")
            .hint(format!("It must contain `{FILES_PLACEHOLDER}` and `{DIGEST_PLACEHOLDER}`.")));
    }
    let filled = worker
        .replace(FILES_PLACEHOLDER, &format!("const FILES = [\n{}];", list.concat()))
        .replace(DIGEST_PLACEHOLDER, &format!("const DIGEST = '{digest}';"));
    fs::write(&worker_path, filled).map_err(|error| cannot("write sw.js", &error))?;
    Ok(list.len())
}
