//! The rules. Each looks at one file and says what is against it.

use std::fmt;

use super::lexer::{Token, tokens};

/// The rooms and those that each may know of. A room that is not here does not exist: who adds one states it here and in
/// `ARCHITECTURE.md`, whose table is held against this one.
pub const ROOMS: [(&str, &[&str]); 10] = [
    ("otp", &[]),
    ("qr", &[]),
    ("work", &[]),
    ("stage", &["otp"]),
    ("console", &["otp", "qr", "work"]),
    ("authenticator", &["otp", "qr", "work"]),
    ("lab", &["otp", "qr", "work", "stage", "console", "authenticator"]),
    ("browser", &["otp"]),
    ("store", &["otp", "stage", "console", "authenticator", "browser"]),
    ("ui", &["otp", "qr", "work", "stage", "console", "authenticator", "lab", "browser", "store"]),
];

/// The rooms where decisions are made: no browser, no clock, no randomness, no waiting.
const PURE_ROOMS: [&str; 7] = ["otp", "qr", "work", "stage", "console", "authenticator", "lab"];

/// What a pure room does not say.
const IMPURE_WORDS: [&str; 12] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "serde_wasm_bindgen",
    "indexed_db_futures",
    "getrandom",
    "async",
    "await",
    "SystemTime",
    "Instant",
];

/// The two sides, and the database of each.
const SIDES: [Side; 2] = [
    Side {
        word: "console",
        other: "authenticator",
        other_type: "Authenticator",
        other_database: "counterpart-authenticator",
    },
    Side { word: "authenticator", other: "console", other_type: "Console", other_database: "counterpart-console" },
];

struct Side {
    /// The file or folder whose contents are on this side, in every room: `console/`, `ui/console/`, `store/console.rs`.
    word: &'static str,
    other: &'static str,
    other_type: &'static str,
    other_database: &'static str,
}

const LINES_MAX: usize = 450;

/// The one file that may name colours.
const TOKENS_FILE: &str = "style/tokens.css";

/// The functions that make a colour out of numbers.
const COLOUR_FUNCTIONS: [&str; 10] =
    ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];

/// How a browser spells "no colour at all" when it is asked.
const NO_COLOUR: &str = "rgba(0, 0, 0, 0)";

/// Something against a rule.
pub struct Violation {
    path: String,
    line: usize,
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

/// Whether the rules have something to say about this file: written source, not data.
pub fn is_looked_at(path: &str) -> bool {
    matches!(extension(path), "rs" | "css" | "js" | "mjs" | "ts" | "html")
}

/// Everything in this file that is against a rule.
pub fn check(path: &str, text: &str) -> Vec<Violation> {
    let mut report = Report { path, violations: Vec::new() };
    let lines = text.lines().count();
    if lines >= LINES_MAX {
        report.add(lines, format!("a file has fewer than 450 lines, and this one {lines}: the room wants splitting"));
    }
    match (extension(path), path.strip_prefix("src/")) {
        ("rs", Some(in_src)) => check_rust(in_src, &tokens(text), &mut report),
        ("css", _) if path != TOKENS_FILE => check_style_sheet(text, &mut report),
        _ => {}
    }
    report.violations
}

struct Report<'a> {
    path: &'a str,
    violations: Vec<Violation>,
}

impl Report<'_> {
    fn add(&mut self, line: usize, rule: String) {
        self.violations.push(Violation { path: self.path.to_owned(), line, rule });
    }
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The modules of a file: `otp/key_uri/parse.rs` is `[otp, key_uri, parse]`, `otp/mod.rs` is `[otp]`.
fn modules(in_src: &str) -> Vec<&str> {
    in_src.trim_end_matches(".rs").split('/').filter(|name| !matches!(*name, "mod" | "lib")).collect()
}

fn check_rust(in_src: &str, tokens: &[Token], report: &mut Report<'_>) {
    let modules = modules(in_src);
    for side in SIDES.iter().filter(|side| modules.contains(&side.word)) {
        check_one_law(side, tokens, report);
    }
    let room = modules.first().copied().unwrap_or_default();
    check_floors(room, modules.len(), tokens, report);
    if PURE_ROOMS.contains(&room) {
        check_purity(room, tokens, report);
    }
    if room == "ui" {
        check_style_attributes(tokens, report);
    }
    check_derived_debug(tokens, report);
    for token in tokens.iter().filter(|token| token.is_string) {
        check_colours(token.line, &token.text, report);
    }
}

/// The two sides share nothing but pixels and digits.
fn check_one_law(side: &Side, tokens: &[Token], report: &mut Report<'_>) {
    for token in tokens {
        let text = token.text.as_str();
        let is_named = if token.is_string {
            text.contains(side.other_database)
        } else {
            // `Authenticator` alone is the name of an app in the published table; a longer name is a type of that side.
            let module = text.strip_prefix("use_").unwrap_or(text);
            module.strip_suffix('s').unwrap_or(module) == side.other
                || (text.len() > side.other_type.len() && text.starts_with(side.other_type))
        };
        if is_named {
            report.add(token.line, format!("the one law: {} names `{text}`", side.word));
        }
    }
}

/// A room imports only from the floors below it.
fn check_floors(room: &str, depth: usize, tokens: &[Token], report: &mut Report<'_>) {
    let allowed = match (room, ROOMS.iter().find(|(name, _)| *name == room)) {
        (_, Some((_, allowed))) => *allowed,
        // `lib.rs` opens all rooms, `main.rs` the last one.
        ("", None) => return,
        ("main", None) => &["ui"],
        _ => return report.add(1, format!("the floors: the table of rooms does not know `{room}`")),
    };
    for (line, name) in names_from_the_root(depth, tokens) {
        let is_room = ROOMS.iter().any(|(room, _)| *room == name);
        if is_room && name != room && !allowed.contains(&name) {
            report.add(line, format!("the floors: `{room}` may not know `{name}`"));
        }
    }
}

/// The first name of every path that begins at the root of the crate: after `crate::`, after `counterpart::`, and after
/// as many `super::` as the file is deep. Of `crate::{a, b::{c, d}}` these are `a` and `b`.
fn names_from_the_root(depth: usize, tokens: &[Token]) -> Vec<(usize, &str)> {
    let mut names = Vec::new();
    let mut supers = 0;
    for (at, token) in tokens.iter().enumerate() {
        let is_root = match token.text.as_str() {
            _ if token.is_string => false,
            "crate" | "counterpart" => true,
            "super" => {
                supers += 1;
                supers >= depth
            }
            ":" => continue,
            _ => {
                supers = 0;
                false
            }
        };
        if is_root && let Some(path) = after_colons(&tokens[at + 1..]) {
            first_names(path, &mut names);
        }
    }
    names
}

fn after_colons(tokens: &[Token]) -> Option<&[Token]> {
    match tokens {
        [first, second, path @ ..] if first.text == ":" && second.text == ":" => Some(path),
        _ => None,
    }
}

fn first_names<'a>(path: &'a [Token], names: &mut Vec<(usize, &'a str)>) {
    let Some(first) = path.first() else { return };
    if first.text != "{" {
        names.push((first.line, &first.text));
        return;
    }
    let (mut depth, mut is_first) = (0_usize, false);
    for token in path {
        match token.text.as_str() {
            "{" => (depth, is_first) = (depth + 1, depth == 0),
            "}" if depth == 1 => return,
            "}" => depth -= 1,
            "," => is_first = depth == 1,
            name if is_first => {
                names.push((token.line, name));
                is_first = false;
            }
            _ => {}
        }
    }
}

fn check_purity(room: &str, tokens: &[Token], report: &mut Report<'_>) {
    for token in tokens.iter().filter(|token| !token.is_string) {
        let word = token.text.as_str();
        if IMPURE_WORDS.contains(&word) || word.starts_with("gloo") {
            report.add(token.line, format!("`{room}` is pure, and `{word}` is not"));
        }
    }
}

/// `Debug` of a browser's value shows all that is in it: a stored record, a message with a password.
fn check_derived_debug(tokens: &[Token], report: &mut Report<'_>) {
    let words: Vec<&str> = tokens.iter().map(|token| if token.is_string { "" } else { token.text.as_str() }).collect();
    for at in (0..words.len()).filter(|at| words[*at..].starts_with(&["derive", "("])) {
        let derived = words[at..].iter().take_while(|word| **word != ")");
        let item = words[at..].iter().skip_while(|word| !matches!(**word, "struct" | "enum"));
        // A name and what is in it; of an item with braces, to the one that closes it.
        let mut depth = 0_usize;
        let body = item.skip(1).take_while(|word| {
            match **word {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            !(depth == 0 && matches!(**word, "}" | ";"))
        });
        if derived.into_iter().any(|word| *word == "Debug") && body.into_iter().any(|word| *word == "JsValue") {
            report.add(tokens[at].line, "a derived `Debug` shows what a `JsValue` holds".to_owned());
        }
    }
}

/// The page's policy blocks them: `style:name=` is the way.
fn check_style_attributes(tokens: &[Token], report: &mut Report<'_>) {
    for (token, next) in tokens.iter().zip(tokens.iter().skip(1).map(Some).chain([None])) {
        // A `let style = …` has a space before its `=`; an attribute has none.
        let is_attribute = !token.is_string && next.is_some_and(|next| next.text == "=" && next.is_joined);
        if token.text == "style" && (is_attribute || token.is_string) {
            report.add(token.line, "a style attribute is blocked by the page's policy: use `style:name=`".to_owned());
        }
    }
}

fn check_style_sheet(text: &str, report: &mut Report<'_>) {
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let (code, after) = rest.split_once("/*").unwrap_or((rest, ""));
        for (offset, code_line) in code.split('\n').enumerate() {
            check_colours(line + offset, code_line, report);
        }
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        line += code.matches('\n').count() + comment.matches('\n').count();
        rest = after;
    }
}

/// A colour has one place, so that light, dark and high contrast stay one system.
fn check_colours(line: usize, text: &str, report: &mut Report<'_>) {
    let lower = text.to_ascii_lowercase().replace(NO_COLOUR, "");
    let has_function = COLOUR_FUNCTIONS.iter().any(|function| {
        lower.match_indices(function).any(|(at, _)| !lower[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-'))
    });
    let has_hex = lower.match_indices('#').any(|(at, _)| {
        let digits = lower[at + 1..].find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(lower.len() - at - 1);
        // `#dad-joke` is an element's name.
        let is_whole = !lower[at + 1 + digits..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        matches!(digits, 3 | 4 | 6 | 8) && is_whole
    });
    if has_function || has_hex {
        report.add(line, format!("colours live in style/tokens.css: {}", text.trim()));
    }
}
