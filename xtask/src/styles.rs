//! One style sheet out of many: a dozen small files compress badly, and each is a request of the first load. What only
//! one place looks like is a sheet of its own, which comes with the part of the app that draws the place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::bundle::{DIST, cannot};
use crate::split::write_named;
use crate::step::{Failure, announce, note};

/// How a link to a style sheet begins in the page that Trunk writes.
const LINK: &str = "<link rel=\"stylesheet\" href=\"/";

/// The sheet that the page links.
pub const OF_EVERY_PAGE: &str = "style";

/// The other sheets: what each is put together from, in the order of index.html, and the parts that bring it.
const OF_PARTS: [(&str, &[&str], &[&str]); 5] = [
    ("account", &["account"], &["account"]),
    ("desk", &["desk"], &["desk", "desk_first", "desk_accounts", "trail", "policy"]),
    ("authenticator", &["own", "add", "codes", "transfer"], &["authenticator"]),
    ("policy", &["policy"], &["policy"]),
    ("lab", &["lab"], &["scenarios", "scenario_panel"]),
];

/// Puts the page's style sheets together, in their order, and links one instead. Gives the sheets that each part brings.
pub fn merge() -> Result<BTreeMap<String, Vec<String>>, Failure> {
    announce("Style sheets");
    let page_file = Path::new(DIST).join("index.html");
    let page = fs::read_to_string(&page_file).map_err(|error| cannot("read index.html", &error))?;
    let mut sheets = BTreeMap::<&str, String>::new();
    let mut rest = page.as_str();
    let mut merged = String::new();
    let mut count = 0;
    while let Some((before, link)) = rest.split_once(LINK) {
        let (tag, after) = link.split_once('>').ok_or_else(|| Failure::new("index.html has an open link"))?;
        let name = tag.split('"').next().unwrap_or_default();
        let file = Path::new(DIST).join(name);
        let text = fs::read_to_string(&file).map_err(|error| cannot("read a style sheet", &error))?;
        sheets.entry(sheet_of(name)).or_default().push_str(&without_comments(&text));
        fs::remove_file(&file).map_err(|error| cannot("remove a style sheet", &error))?;
        merged.push_str(before.trim_end());
        rest = after;
        count += 1;
    }
    let mut names = BTreeMap::new();
    for (stem, sheet) in &sheets {
        names.insert(*stem, write_named(stem, "css", sheet.as_bytes())?);
    }
    let of_page = names.get(OF_EVERY_PAGE).ok_or_else(|| {
        Failure::new("index.html links no style sheet that every page needs").hint(format!("It wants {LINK}…"))
    })?;
    let page = format!("{merged}\n    {LINK}{of_page}\">{rest}");
    fs::write(&page_file, page).map_err(|error| cannot("write index.html", &error))?;
    note(&format!("{count} became {}", names.len()));
    let mut of_parts = BTreeMap::<String, Vec<String>>::new();
    for (part, stem) in brought() {
        let name = names.get(stem).cloned().ok_or_else(|| {
            Failure::new(format!("no style sheet became part of `{stem}`"))
                .hint("Make OF_PARTS in xtask/src/styles.rs fit index.html.")
        })?;
        of_parts.entry(part.to_owned()).or_default().push(name);
    }
    Ok(of_parts)
}

/// Each part with each sheet that it brings, in the order of [`OF_PARTS`]: a later sheet may build on an earlier one.
fn brought() -> impl Iterator<Item = (&'static str, &'static str)> {
    OF_PARTS.into_iter().flat_map(|(stem, _, parts)| parts.iter().map(move |part| (*part, stem)))
}

/// The sheet that a file of Trunk's, `codes-<digest>.css`, goes into.
fn sheet_of(file: &str) -> &'static str {
    let source = file.rsplit_once('-').map_or(file, |(source, _)| source);
    let sheet = OF_PARTS.into_iter().find(|(_, sources, _)| sources.contains(&source));
    sheet.map_or(OF_EVERY_PAGE, |(stem, _, _)| stem)
}

/// The style sheet without its comments and the space at the lines' ends. No text of it holds a comment's marks.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |mut text, line| {
        text.push_str(&tightened(line));
        text.push('\n');
        text
    })
}

/// A line without the spaces that mean nothing: around braces, behind semicolons, and between a property and its value.
/// Spaces in selectors stay. A line with a text in it stays as it is.
fn tightened(line: &str) -> String {
    if line.contains(['"', '\'']) {
        return line.to_owned();
    }
    let pairs = [(" {", "{"), ("{ ", "{"), (" }", "}"), ("} ", "}"), ("; ", ";"), (";}", "}"), (": ", ":")];
    pairs.into_iter().fold(line.to_owned(), |line, (loose, tight)| line.replace(loose, tight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spaces_that_mean_nothing_go() {
        for (loose, tight) in [
            (".a :is(.b, .c) { margin: 0 auto; top: 0; }", ".a :is(.b, .c){margin:0 auto;top:0}"),
            ("@media (max-width: 639px) {", "@media (max-width:639px){"),
            (".x::after { content: \"a: b; \"; }", ".x::after { content: \"a: b; \"; }"),
        ] {
            assert_eq!(tightened(loose), tight);
        }
    }

    #[test]
    fn a_place_of_its_own_has_a_sheet_of_its_own() {
        for (file, sheet) in [
            ("tokens-0123456789abcdef.css", OF_EVERY_PAGE),
            ("authenticator-0123456789abcdef.css", OF_EVERY_PAGE),
            ("codes-0123456789abcdef.css", "authenticator"),
            ("lab-0123456789abcdef.css", "lab"),
        ] {
            assert_eq!(sheet_of(file), sheet, "{file}");
        }
    }

    #[test]
    fn a_part_brings_every_sheet_that_names_it() {
        let of_policy: Vec<&str> = brought().filter(|(part, _)| *part == "policy").map(|(_, stem)| stem).collect();
        assert_eq!(of_policy, ["desk", "policy"]);
    }

    #[test]
    fn comments_and_empty_lines_go_and_rules_stay() {
        let sheet = "/* one */\na { color: red; }\n\n  b { top: 0; } /* two\n lines */\n";
        assert_eq!(without_comments(sheet), "a{color:red}\nb{top:0}\n");
    }
}
