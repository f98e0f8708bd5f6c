//! Rust source taken apart just far enough: words and marks, strings, and no comments.

/// A piece of source and the line it stands on, from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    pub line: usize,
    pub text: String,
    /// The contents of a string literal, not a word or a mark of the code.
    pub is_string: bool,
    /// Nothing, not even a space, stands between this and the token before it.
    pub is_joined: bool,
}

/// Takes Rust source apart. Words are whole; a mark is one character.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer { rest: source, line: 1, is_joined: false, tokens: Vec::new() };
    while !lexer.rest.is_empty() {
        lexer.step();
    }
    lexer.tokens
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    is_joined: bool,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        if rest.starts_with("//") {
            self.skip(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.skip(block_comment_length(rest));
        } else if rest.starts_with(char::is_whitespace) {
            self.skip(rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()));
        } else if let Some((start, contents, end)) = string_parts(rest) {
            let text = rest[start..start + contents].to_owned();
            self.push(text, true, start + contents + end);
        } else if let Some(length) = character_length(rest) {
            self.skip(length);
        } else {
            let word = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
            let length = if word > 0 { word } else { rest.chars().next().map_or(1, char::len_utf8) };
            self.push(rest[..length].to_owned(), false, length);
        }
    }

    fn push(&mut self, text: String, is_string: bool, length: usize) {
        self.tokens.push(Token { line: self.line, text, is_string, is_joined: self.is_joined });
        self.skip(length);
        self.is_joined = true;
    }

    fn skip(&mut self, length: usize) {
        self.line += self.rest[..length].matches('\n').count();
        self.rest = &self.rest[length..];
        self.is_joined = false;
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Block comments nest.
fn block_comment_length(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (at, depth) = (at + 2, depth + 1);
        } else if text[at..].starts_with("*/") {
            (at, depth) = (at + 2, depth - 1);
            if depth == 0 {
                break;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The lengths of a string literal's opening, contents and end, raw or not.
fn string_parts(text: &str) -> Option<(usize, usize, usize)> {
    let unprefixed = text.trim_start_matches(['b', 'c']);
    let prefix = text.len() - unprefixed.len();
    if prefix > 1 {
        return None;
    }
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let contents = raw[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        let length = contents.find(&end)?;
        return Some((prefix + 1 + hashes + 1, length, end.len()));
    }
    let contents = unprefixed.strip_prefix('"')?;
    let mut is_escaped = false;
    let length = contents.find(|character| {
        let is_end = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end
    });
    Some((prefix + 1, length.unwrap_or(contents.len()), usize::from(length.is_some())))
}

/// The length of a character literal. A lifetime is none: no quote ends it.
fn character_length(text: &str) -> Option<usize> {
    let contents = text.strip_prefix('\'')?;
    let first = contents.chars().next()?;
    if first == '\\' {
        // The escaped character itself may be the quote.
        return contents.get(2..)?.find('\'').map(|at| at + 4);
    }
    contents[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[test]
fn source_is_taken_apart() {
    let source = r##"use a::b; // c "d"
        fn f<'a>() { g("h \" // i", r#"j " k"#, '"', '\'', b"l") /* m /* n */ */ }"##;
    let tokens = tokens(source);
    let strings: Vec<&str> = tokens.iter().filter(|token| token.is_string).map(|token| token.text.as_str()).collect();
    assert_eq!(strings, ["h \\\" // i", "j \" k", "l"]);
    let words: String = tokens.iter().filter(|token| !token.is_string).map(|token| token.text.as_str()).collect();
    assert_eq!(words, "usea::b;fnf<'a>(){g(,,,,)}");
    assert_eq!(tokens.last().map(|token| token.line), Some(2));
}
