//! Splits the module into the main one and the parts that are downloaded when they are first needed.
//!
//! `src/main.rs` names the parts. The compiler's module, with its relocations, is cut into the main module, a piece for
//! each part, and a piece for each set of parts that share something. wasm-bindgen binds the main module; wasm-opt
//! shrinks every piece; then all that a part needs is packed into one file (`loader.js` says how), since dozens of small
//! files compress badly. Each file is named by its content.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use wasm_split_cli_support::SplitWasm;

use crate::bundle::{DIST, cannot, files_of};
use crate::module::Module;
use crate::size::FIRST_VISITS;
use crate::step::{Failure, announce, note, run, run_quietly};

/// The name by which the scripts and the main module call each other before they are named by content.
const STEM: &str = "counterpart";

/// The script that loads the parts, before it is named by content.
const LOADER: &str = "parts.js";

/// Parts that are never shown without another one leave out what the other one's file holds, and what that one's own
/// companion holds.
const COMPANIONS: [(&str, &[&str]); 9] = [
    (
        "phones",
        &[
            "phone_screen",
            "phone_app",
            "register",
            "log_on",
            "help",
            "home",
            "account",
            "step_up",
            "accepted",
            "resynchronise",
            "desk",
            "desk_accounts",
            "desk_first",
            "trail",
            "policy",
            "scenario_panel",
            "carrier",
            "open_appeal",
        ],
    ),
    ("register", &["register_code"]),
    ("home", &["orders"]),
    ("log_on", &["security_code"]),
    ("help", &["help_reset", "help_phone", "help_stop"]),
    ("account", &["devices", "factors", "sessions", "wizard", "contact"]),
    ("factors", &["factor_forms"]),
    ("scenarios", &["scenario_start"]),
    ("authenticator", &["vault", "codes", "backups", "trash", "add", "transfer"]),
];

/// The parts without which this one is never shown, the nearest first.
fn companions_of(part: &str) -> impl Iterator<Item = &'static str> {
    let next = |part: &str| {
        COMPANIONS.into_iter().find(|(_, accompanied)| accompanied.contains(&part)).map(|(companion, _)| companion)
    };
    std::iter::successors(next(part), move |companion| next(companion))
}

/// What became of the module: names of files in `dist/`.
pub struct Pieces {
    /// What every place needs: the main module and the two scripts.
    pub always: Vec<String>,
    /// What each part needs beside them.
    pub of_part: BTreeMap<String, Vec<String>>,
}

/// Replaces Trunk's script and module in `dist/` by the pieces. `sheets` are the style sheets that some parts bring.
pub fn split(sheets: &BTreeMap<String, Vec<String>>) -> Result<Pieces, Failure> {
    announce("Splitting the module");
    let whole = target_folder().join("wasm32-unknown-unknown/release/counterpart.wasm");
    let bytes = read(&whole)?;
    let folder = target_folder().join("parts");
    clear(&folder)?;
    let (bound, main) = (folder.join("bound"), folder.join("main.wasm"));
    let first = cut(&bytes, &folder, &main)?;
    let mut whole = Module::parse(&bytes)?;
    whole.keep_in_main(&needed_everywhere(&whole, &first.prefetch_map, &folder)?);
    clear(&folder)?;
    let cut = cut(&whole.bytes(), &folder, &main)?;
    run(
        Command::new("wasm-bindgen")
            .arg(&main)
            .args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", STEM, "--out-dir"])
            .arg(&bound),
        "`cargo xtask setup` installs the wasm-bindgen that fits Cargo.lock.",
    )?;
    let bound_main = bound.join(format!("{STEM}_bg.wasm"));
    let bound_script = bound.join(format!("{STEM}.js"));
    tidy_main(&bound_main, &bound_script)?;
    announce("wasm-opt");
    let mut modules = cut.split_modules.clone();
    modules.push(bound_main.clone());
    optimise(&modules)?;
    clear_of_trunk()?;
    let main_name = write_named(&format!("{STEM}_bg"), "wasm", &read(&bound_main)?)?;
    let of_part = pack_parts(&folder, &cut.prefetch_map, sheets)?;
    note(&format!("{} pieces became {} files", modules.len(), of_part.len() + 1));
    let scripts = write_scripts(&bound_script, &folder.join(LOADER), &main_name, &of_part)?;
    name_in_page(&scripts[0], &main_name)?;
    let always = scripts.into_iter().chain([main_name]).collect();
    Ok(Pieces { always, of_part })
}

/// Cuts a module: the main one goes to `main`, the rest and the loader into `folder`.
fn cut(module: &[u8], folder: &Path, main: &Path) -> Result<SplitWasm, Failure> {
    let mut options = wasm_split_cli_support::Options::new(module);
    let (loader, main_module) = (format!("./{LOADER}"), format!("./{STEM}.js"));
    options.output_dir = folder;
    options.main_out_path = main;
    options.link_name = &loader;
    options.main_module = &main_module;
    wasm_split_cli_support::transform(options).map_err(|error| {
        Failure::new(format!("the module cannot be split: {error:#}"))
            .hint("Is `--emit-relocs` still among the flags in .cargo/config.toml, and RUSTFLAGS unset?")
    })
}

/// The functions in the pieces that are needed wherever a visit begins, but for one place at most. They are better kept
/// in the main module: there they need no detour over the table, and compress with the rest.
fn needed_everywhere(
    whole: &Module,
    needs: &HashMap<String, Vec<String>>,
    folder: &Path,
) -> Result<Vec<usize>, Failure> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, name) in whole.own_functions() {
        by_name.entry(name).or_default().push(index);
    }
    let all: BTreeSet<&String> = needs.values().flatten().collect();
    let is_needed = |piece: &String, parts: &[&str]| {
        parts.iter().any(|part| needs.get(*part).is_some_and(|pieces| pieces.contains(piece)))
    };
    let mut functions = Vec::new();
    for piece in all {
        if FIRST_VISITS.iter().filter(|(_, parts)| !is_needed(piece, parts)).count() > 1 {
            continue;
        }
        for name in Module::parse(&read(&folder.join(piece).with_extension("wasm"))?)?.own_functions().values() {
            // A name that is there twice does not say which is meant; such a function goes where it is needed.
            if let Some([index]) = by_name.get(name).map(Vec::as_slice) {
                functions.push(*index);
            }
        }
    }
    functions.sort_unstable();
    Ok(functions)
}

/// Takes from the main module what only the cut needed, and gives short names to what it imports from its script.
fn tidy_main(module_file: &Path, script_file: &Path) -> Result<(), Failure> {
    let mut module = Module::parse(&read(module_file)?)?;
    module.drop_kept_exports();
    let mut script =
        fs::read_to_string(script_file).map_err(|error| cannot("read the main module's script", &error))?;
    let mut names = HashMap::new();
    for name in module.import_names().into_iter().filter(|name| name.starts_with("__wbg_")) {
        // Only where the script defines it: the name with a colon or a bracket behind it, at the start of a line.
        let definition = format!("\n        {name}: ");
        let short = format!("i{}", names.len());
        if script.matches(&definition).count() == 1 {
            script = script.replace(&definition, &format!("\n        {short}: "));
            names.insert(name, short);
        }
    }
    module.rename_imports(&names);
    fs::write(module_file, module.bytes()).map_err(|error| cannot("write the main module", &error))?;
    fs::write(script_file, script).map_err(|error| cannot("write the main module's script", &error))
}

/// Writes one file for each part, and says which files each part needs.
fn pack_parts(
    folder: &Path,
    needs: &HashMap<String, Vec<String>>,
    sheets: &BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, Vec<String>>, Failure> {
    if let Some(part) = sheets.keys().find(|part| !needs.contains_key(*part)) {
        return Err(Failure::new(format!("there is no part `{part}` to bring a style sheet"))
            .hint("Make OF_PARTS in xtask/src/styles.rs fit src/main.rs."));
    }
    let mut files = BTreeMap::new();
    for (part, pieces) in needs {
        let is_there = |piece: &&String| {
            companions_of(part).any(|companion| needs.get(companion).is_some_and(|pieces| pieces.contains(piece)))
        };
        let mut names: Vec<&str> = pieces.iter().filter(|piece| !is_there(piece)).map(String::as_str).collect();
        names.sort_unstable();
        let mut pack = Module::empty();
        pack.append("pieces", names.join(" ").as_bytes());
        for name in names {
            pack.append(name, &read(&folder.join(name).with_extension("wasm"))?);
        }
        let module = write_named(part, "wasm", &pack.bytes())?;
        files.insert(part.clone(), sheets.get(part).into_iter().flatten().cloned().chain([module]).collect::<Vec<_>>());
    }
    let with_companions = |(part, own): (&String, &Vec<String>)| {
        let companions = companions_of(part).filter_map(|companion| files.get(companion)).flatten();
        (part.clone(), companions.chain(own).cloned().collect())
    };
    Ok(files.iter().map(with_companions).collect())
}

/// Shrinks modules in place, in two processes. What is shared between them is imported or exported, and so is kept.
fn optimise(modules: &[PathBuf]) -> Result<(), Failure> {
    // The main module, last in the list, weighs as much as all the others.
    let (main, pieces) = modules.split_last().ok_or_else(|| Failure::new("the splitter wrote no modules"))?;
    std::thread::scope(|scope| {
        let other = scope.spawn(|| shrink(pieces));
        shrink(std::slice::from_ref(main))?;
        other.join().unwrap_or_else(|_| Err(Failure::new("wasm-opt could not be run beside another")))
    })
}

fn shrink(modules: &[PathBuf]) -> Result<(), Failure> {
    run_quietly(
        Command::new("node").arg("xtask/src/optimise.mjs").args(modules),
        "`npm ci` installs binaryen, which shrinks the modules.",
    )
}

/// Makes room: what an earlier build left would be taken for parts.
fn clear(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| cannot("clear the folder of parts", &error))?;
    }
    Ok(())
}

/// Removes Trunk's script and module, which are whole and so of no use.
fn clear_of_trunk() -> Result<(), Failure> {
    for path in files_of(Path::new(DIST))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(&format!("{STEM}-")) && (name.ends_with(".js") || name.ends_with(".wasm")) {
            fs::remove_file(&path).map_err(|error| cannot("remove what Trunk wrote", &error))?;
        }
    }
    Ok(())
}

/// Writes the two scripts under their final names. They name each other, so that one digest is of both.
fn write_scripts(
    main: &Path,
    loader: &Path,
    main_module: &str,
    of_part: &BTreeMap<String, Vec<String>>,
) -> Result<[String; 2], Failure> {
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| cannot("read a script", &error));
    let main = read(main)?.replace(&format!("{STEM}_bg.wasm"), main_module);
    // Of the loader that the splitter wrote: how the main module is reached, and how it is answered.
    let written = read(loader)?;
    let (reaches_main, _) = written.split_once("function makeLoad(").ok_or_else(|| {
        Failure::new("the splitter's loader has another form than xtask/src/split.rs knows")
            .hint("Compare it with the version of wasm_split_cli_support that Cargo.lock had before.")
    })?;
    let mut loader = format!("{reaches_main}{}\n", include_str!("loader.js"));
    for (part, files) in of_part {
        let addresses = files.iter().map(|file| format!("'./{file}'")).collect::<Vec<_>>().join(", ");
        loader.push_str(&format!("export const __wasm_split_load_{part} = wrapAsyncCb(() => bring({addresses}));\n"));
    }
    // What shrinks the scripts has a say in their bytes, and so in their names.
    let shrinker = fs::read("node_modules/terser/package.json").map_err(|error| {
        cannot("read node_modules/terser/package.json", &error)
            .hint("`npm ci` installs terser, which shrinks the scripts.")
    })?;
    let digest = digest([main.as_bytes(), loader.as_bytes(), shrinker.as_slice()]);
    let (main_name, loader_name) = (format!("{STEM}-{digest}.js"), format!("parts-{digest}.js"));
    // Only where it is fetched: the main module knows it by the old name.
    let main = main.replace(&format!("from \"./{LOADER}\""), &format!("from \"./{loader_name}\""));
    let loader = loader.replace(&format!("./{STEM}.js"), &format!("./{main_name}"));
    fs::write(in_dist(&main_name), main).map_err(|error| cannot("write a script", &error))?;
    fs::write(in_dist(&loader_name), loader).map_err(|error| cannot("write a script", &error))?;
    run_quietly(
        Command::new("node").arg("xtask/src/minify.mjs").args([&main_name, &loader_name, "boot.js"].map(in_dist)),
        "`npm ci` installs terser, which shrinks the scripts.",
    )?;
    Ok([main_name, loader_name])
}

/// Hands the final names to `boot.js`, in the tag that Trunk wrote.
fn name_in_page(script: &str, module: &str) -> Result<(), Failure> {
    let page = fs::read_to_string(in_dist("index.html")).map_err(|error| cannot("read index.html", &error))?;
    let named = |page: &str, attribute: &str, name: &str| -> Option<String> {
        let (before, rest) = page.split_once(&format!("{attribute}=\"/"))?;
        let (_, after) = rest.split_once('"')?;
        Some(format!("{before}{attribute}=\"/{name}\"{after}"))
    };
    let page = named(&page, "data-js", script).and_then(|page| named(&page, "data-wasm", module)).ok_or_else(|| {
        Failure::new("index.html does not name the script and the module")
            .hint("Look at pattern_script in Trunk.toml: it hands both names to boot.js.")
    })?;
    fs::write(in_dist("index.html"), page).map_err(|error| cannot("write index.html", &error))
}

/// Writes a module into `dist/` under a name that tells its content.
pub fn write_named(stem: &str, extension: &str, bytes: &[u8]) -> Result<String, Failure> {
    let name = format!("{stem}-{}.{extension}", digest([bytes]));
    fs::write(in_dist(&name), bytes).map_err(|error| cannot("write a file of dist/", &error))?;
    Ok(name)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| cannot(&format!("read {}", path.display()), &error))
}

/// The first 32 bits of SHA-256, in hexadecimal: enough to tell the versions of one file apart. Its integrity is checked by
/// all of it (`sw.js`), and each of these names is among what a first visit downloads, twice.
fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn in_dist(name: &str) -> PathBuf {
    Path::new(DIST).join(name)
}

/// Where cargo writes.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}
