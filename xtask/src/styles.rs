//! One style sheet out of many: a dozen small files compress badly, and each is a request of the first load.

use std::fs;
use std::path::Path;

use crate::bundle::{DIST, cannot};
use crate::split::write_named;
use crate::step::{Failure, announce, note};

/// How a link to a style sheet begins in the page that Trunk writes.
const LINK: &str = "<link rel=\"stylesheet\" href=\"/";

/// Puts the page's style sheets together, in their order, and links the one instead.
pub fn merge() -> Result<(), Failure> {
    announce("One style sheet");
    let page_file = Path::new(DIST).join("index.html");
    let page = fs::read_to_string(&page_file).map_err(|error| cannot("read index.html", &error))?;
    let mut sheet = String::new();
    let mut rest = page.as_str();
    let mut merged = String::new();
    let mut count = 0;
    while let Some((before, link)) = rest.split_once(LINK) {
        let (tag, after) = link.split_once('>').ok_or_else(|| Failure::new("index.html has an open link"))?;
        let name = tag.split('"').next().unwrap_or_default();
        let file = Path::new(DIST).join(name);
        let text = fs::read_to_string(&file).map_err(|error| cannot("read a style sheet", &error))?;
        sheet.push_str(&without_comments(&text));
        fs::remove_file(&file).map_err(|error| cannot("remove a style sheet", &error))?;
        merged.push_str(before.trim_end());
        rest = after;
        count += 1;
    }
    if count == 0 {
        return Err(Failure::new("index.html links no style sheet").hint(format!("It wants {LINK}…")));
    }
    let name = write_named("style", "css", sheet.as_bytes())?;
    let page = format!("{merged}\n    {LINK}{name}\">{rest}");
    fs::write(&page_file, page).map_err(|error| cannot("write index.html", &error))?;
    note(&format!("{count} became {name}"));
    Ok(())
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
    fn comments_and_empty_lines_go_and_rules_stay() {
        let sheet = "/* one */\na { color: red; }\n\n  b { top: 0; } /* two\n lines */\n";
        assert_eq!(without_comments(sheet), "a{color:red}\nb{top:0}\n");
    }
}
